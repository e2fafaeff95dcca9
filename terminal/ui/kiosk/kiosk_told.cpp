#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

// What is told where no receipt shows it, and what comes of it.

namespace makegood::ui {

void Kiosk::perform(const OpenTold& action) {
    state_.notice.reset();
    // What was searched for need not be said again.
    auto said = state_.find.items.empty() ? state_.find.item.text : state_.find.items.front();
    const auto searched = action.beside ? std::nullopt : searched_for();
    state_.told = {.of_service = action.of_service, .unit = name(world_.money_unit()), .beside = action.beside};
    if (searched) {
        state_.told.days = searched->days;
        state_.told.lane = searched->lane;
        state_.told.phone = searched->phone;
    }
    show(Screen::told);
    if (action.item)
        return mean_told(*action.item);
    if (action.of_service || said.empty())
        return;
    const auto meant = looked(world_.items_meant(text::with_latin_digits(said)));
    if (meant && !meant->empty())
        return mean_told(meant->front());
    const auto length = said.size();
    state_.told.item = {.text = std::move(said), .caret = length};
}

void Kiosk::perform(const LookForTold&) {
    auto& told = state_.told;
    told.meant.reset();
    told.listed.reset();
    told.maybe.clear();
    if (auto meant = meant_by(told.item))
        told.maybe = std::move(*meant);
}

void Kiosk::perform(const MeanTold& action) {
    if (action.index < state_.told.maybe.size())
        mean_told(ItemMeant(state_.told.maybe[action.index]));
}

void Kiosk::mean_told(const ItemMeant& item) {
    auto& told = state_.told;
    const auto& shown = item.name.empty() ? item.code.text() : item.name;
    told.meant = item;
    told.item = {.text = shown, .caret = shown.size()};
    told.maybe.clear();
    told.listed.reset();
    if (const auto product = looked(world_.product(item.code)); product && *product)
        told.listed = (*product)->price;
}

Signal Kiosk::told_scanned(const ItemCode& code) {
    const auto meant = looked(world_.items_meant(code.text()));
    if (!meant)
        return Signal::attention;
    mean_told(meant->empty() ? ItemMeant{code, text::plain(code.text())} : meant->front());
    return Signal::accepted;
}

void Kiosk::perform(const ClaimTold& action) {
    state_.notice.reset();
    const auto go_on = [=, told = state_.told, this] {
        show(Screen::told);
        state_.told = told;
        perform(action);
    };
    if (!knows_who_looks(go_on))
        return;
    auto& told = state_.told;
    if (forget_card_number({&told.item, &told.price})) {
        if (told.item.text.empty())
            told.meant.reset();
        return;
    }
    const auto said = std::string(text::trimmed(told.item.text));
    if (!told.of_service && said.empty()) {
        notify(words().say("told.item_first"), Tone::info, Icon::basket);
        state_.notice->of_field = "told.item";
        return;
    }
    const bool costs_nothing = told.of_service && !action.with_gesture;
    const auto price = costs_nothing             ? std::optional(Money(0, world_.money_unit().currency))
                       : told.listed             ? told.listed
                       : told.price.text.empty() ? std::nullopt
                                                 : world_.amount(told.price.text);
    if (!price) {
        notify(words().say("told.price_first"), Tone::info, Icon::price);
        state_.notice->of_field = "told.price";
        return;
    }
    ToldPurchase purchase{.price = *price};
    if (!told.of_service)
        purchase.item = told.meant ? NamedItem{told.meant->code, told.meant->name} : NamedItem{{}, said};
    if (told.beside)
        purchase.beside = ToldBeside{*told.beside};
    purchase.days = told.days;
    purchase.lane = told.lane;
    const auto quantity = Quantity::of_milli(told.of_service ? 1'000 : told.count * 1'000);
    post(Step::claim, screen_request_,
         MakeToldClaim{.request = screen_request_,
                       .requester = state_.staff->id,
                       .told = std::move(purchase),
                       .quantity = quantity,
                       .complaint = action.complaint,
                       .phone = told.phone});
}

void Kiosk::perform(const TieByWord& action) {
    if (!state_.receipt || !somebody_works_here())
        return;
    const auto told = looked(world_.find_case(action.case_id));
    if (!told || !*told)
        return;
    tying_ = (*told)->claim.told;
    post(Step::tie, screen_request_,
         TieClaim{screen_request_, state_.staff->id, action.case_id, state_.receipt->found.reference, action.line});
}

ReceiptState Kiosk::shown_as_told(const Claim& claim) const {
    FoundReceipt found{.reference = claim.receipt, .receipt = as_told(claim)};
    if (!claim.told->item)
        found.receipt.lines.front().name = words().say("told.service");
    found.history.resize(1);
    return {std::move(found), std::nullopt, 1};
}

} // namespace makegood::ui
