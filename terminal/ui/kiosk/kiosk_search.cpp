#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"
#include "workflows/privacy/card_number.hpp"
#include "workflows/privacy/customer_search.hpp"

#include <algorithm>
#include <set>

// What a customer remembers is taken down and looked for.

namespace makegood::ui {

namespace {

constexpr std::int64_t glance_ms = 2'000;

const std::string* more_text(const FindState& find, RecalledFact fact) {
    for (const auto& [told, field] : find.more)
        if (told == fact)
            return &field.text;
    return nullptr;
}

// What stands in the fields; an item that was scanned stands as its code.
ToldTexts told_in(const FindState& find) {
    ToldTexts told{.around = find.day.text,
                   .products = find.items,
                   .total = find.about.text,
                   .last_four = find.card.text,
                   .number = find.number.text};
    if (!find.item.text.empty())
        told.products.push_back(find.item.text);
    for (const auto& fact : more_facts())
        if (const auto* text = more_text(find, fact.fact); text && !text->empty())
            fact.tell(told, *text);
    return told;
}

bool says_nothing(const ToldTexts& told) {
    const auto are_empty = [](std::initializer_list<const std::string*> texts) {
        return std::ranges::all_of(texts, [](const auto* text) { return text->empty(); });
    };
    return told.products.empty() && told.prices.empty() &&
           are_empty({&told.around, &told.near, &told.total, &told.last_four, &told.phone, &told.customer, &told.lane,
                      &told.staff, &told.items, &told.number, &told.reference});
}

std::string text_of(const FindState& find, NotUnderstood what) {
    for (const auto& fact : more_facts())
        if (fact.name == what)
            if (const auto* text = more_text(find, fact.fact))
                return *text;
    return what == "total" ? find.about.text : what == "last4" ? find.card.text : find.day.text;
}

} // namespace

std::optional<Kiosk::Searched> Kiosk::searched_for() const {
    const auto purchase = world_.understood(told_in(state_.find));
    if (!purchase)
        return std::nullopt;
    Searched told{.phone = purchase->phone};
    if (const auto& days = purchase->days)
        told.days = ToldDays{{days->from.days_since_1970 - days->spread}, {days->to.days_since_1970 + days->spread}};
    if (purchase->workstation)
        told.lane = *purchase->workstation;
    return told;
}

void Kiosk::perform(const Uncover& action) {
    if (!somebody_works_here() || state_.find.covered.erase(action.fact) == 0)
        return;
    world_.record_shown({action.fact}, state_.staff->id);
    state_.find.begins_with = action.fact;
}

std::span<const MoreFact> more_facts() {
    using Told = ToldTexts&;
    using Text = const std::string&;
    static constexpr MoreFact all[] = {
        {"find.hour", Icon::schedule, FieldKind::text, RecalledFact::hours, [](Told t, Text s) { t.near = s; }, "near"},
        {"find.price", Icon::price, FieldKind::text, RecalledFact::price, [](Told t, Text s) { t.prices = {s}; },
         "price"},
        {"find.count", Icon::basket, FieldKind::digits, RecalledFact::item_count, [](Told t, Text s) { t.items = s; },
         "items"},
        {"find.lane", Icon::place, FieldKind::text, RecalledFact::workstation, [](Told t, Text s) { t.lane = s; }, ""},
        {"find.staff", Icon::badge, FieldKind::text, RecalledFact::served_by, [](Told t, Text s) { t.staff = s; }, ""},
        {"find.phone", Icon::person, FieldKind::digits, RecalledFact::phone, [](Told t, Text s) { t.phone = s; }, ""},
        {"find.customer", Icon::person, FieldKind::text, RecalledFact::customer, [](Told t, Text s) { t.customer = s; },
         ""},
        {"find.reference", Icon::card, FieldKind::text, RecalledFact::payment_reference,
         [](Told t, Text s) { t.reference = s; }, ""},
    };
    return all;
}

// A number as it stands on paper needs no search.
bool Kiosk::open_by_number() {
    const auto number = text::with_latin_digits(state_.find.number.text);
    if (number.empty())
        return false;
    if (is_slip_label(number)) {
        signal(slip_scanned(number, HowFound::number));
        return true;
    }
    auto found = looked(world_.receipts_numbered(number));
    if (!found || found->size() != 1)
        return false;
    show_receipts(std::move(*found), HowFound::number);
    return true;
}

// Not kept, not searched for: its last four digits are enough. A receipt or a product may have such a number too.
bool Kiosk::forget_card_number(const std::vector<TextFieldState*>& fields) {
    for (auto* field : fields) {
        auto said = text::with_latin_digits(field->text);
        auto number = card_number_in(said);
        if (!number)
            continue;
        const auto receipts = looked(world_.receipts_numbered(said));
        const auto is_product = looked(world_.is_product(*number));
        const bool known = (receipts && !receipts->empty()) || (is_product && *is_product);
        std::ranges::fill(said, '\0');
        std::ranges::fill(*number, '\0');
        if (known)
            continue;
        std::ranges::fill(field->text, '\0');
        *field = {};
        notify(words().say("find.card_number"), Tone::info, Icon::card);
        return true;
    }
    return false;
}

void Kiosk::perform(const SearchPurchase& action) {
    auto& find = state_.find;
    state_.notice.reset();
    if (!action.while_typing && open_by_number())
        return;
    std::vector<TextFieldState*> fields = {&find.number, &find.item, &find.day, &find.about, &find.card};
    for (auto& [fact, field] : find.more)
        fields.push_back(&field);
    if (forget_card_number(fields)) {
        forget_results();
        return;
    }
    const auto told = told_in(find);
    const auto purchase = world_.understood(told);
    find.search = {};
    if (says_nothing(told) || !purchase) {
        forget_results();
        if (action.while_typing)
            return;
        notify(says_nothing(told) ? words().say("find.nothing_given")
                                  : words().say("find.not_understood", {{"text", text_of(find, purchase.error())}}),
               Tone::info, Icon::search);
        return;
    }
    if (names_a_customer(*purchase) && !tells_of_the_purchase(*purchase)) {
        forget_results();
        if (!action.while_typing)
            notify(words().say("find.customer_alone"), Tone::info, Icon::basket);
        return;
    }
    find.listing = find.listing || !action.while_typing;
    find.asked = !action.while_typing;
    find.search = world_.new_request();
    world_.recall(*purchase, find.search);
}

void Kiosk::recalled(const RequestId& search, Expected<std::vector<RecalledReceipt>, std::string> answer) {
    if (search != state_.find.search)
        return;
    state_.find.search = {};
    auto found = looked(std::move(answer));
    if (!found)
        return;
    list(std::move(*found));
    note_listed(state_.find.asked);
}

void Kiosk::forget_results() {
    note_listed(false);
    state_.find.listed.reset();
    state_.find.results.reset();
}

void Kiosk::list(std::vector<RecalledReceipt> results) {
    forget_results();
    if (!results.empty() && state_.staff)
        state_.find.listed = Listed{state_.staff->id, world_.wall_ms()};
    state_.find.results = std::move(results);
}

// Once for each question: the one that was asked, and one whose answer stood there longer than a glance takes. What
// only flickers by while somebody types is none.
void Kiosk::note_listed(bool was_asked_for) {
    auto& find = state_.find;
    if (!find.listed || !find.results)
        return;
    if (!was_asked_for && world_.wall_ms() - find.listed->since_ms < glance_ms)
        return;
    const auto by = std::exchange(find.listed, std::nullopt)->by;
    std::set<RecalledFact> told;
    RecordsSeen seen{.receipt = find.results->front().reference, .how = HowFound::list};
    for (const auto& result : *find.results)
        for (const auto& reason : result.reasons)
            told.insert(reason.fact);
    seen.told = {told.begin(), told.end()};
    for (const auto& other : std::span(*find.results).subspan(1))
        seen.more.push_back(other.reference);
    world_.record_seen(seen, by);
}

void Kiosk::perform(const ChangeSearch&) {
    state_.notice.reset();
    state_.find.listing = false;
}

void Kiosk::perform(const SayWhen& action) {
    state_.find.day = {.text = action.when, .caret = action.when.size()};
    perform(SearchPurchase{.while_typing = true});
}

void Kiosk::perform(const TellAnotherItem&) {
    auto& find = state_.find;
    constexpr std::size_t most_items = 6;
    if (!find.item.text.empty() && find.items.size() < most_items)
        find.items.push_back(std::exchange(find.item, {}).text);
}

void Kiosk::perform(const TellMore& action) {
    state_.find.more.emplace_back(action.fact, TextFieldState{});
    state_.find.begins_with = action.fact;
}

void Kiosk::perform(const ForgetItem& action) {
    auto& items = state_.find.items;
    if (action.index >= items.size())
        return;
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(action.index));
    perform(SearchPurchase{.while_typing = true});
}

// What was told of an item is told of its line, if it is only one.
void Kiosk::perform(const OpenResult& action) {
    if (!state_.find.results || action.index >= state_.find.results->size())
        return;
    note_listed(true);
    const auto& result = (*state_.find.results)[action.index];
    std::set<LineNumber> told_lines;
    std::set<RecalledFact> told;
    for (const auto& reason : result.reasons) {
        told.insert(reason.fact);
        if (reason.line)
            told_lines.insert(*reason.line);
    }
    auto found = looked(world_.receipt(result.reference));
    if (!found || !*found)
        return;
    open_receipt(std::move(**found), HowFound::search, {told.begin(), told.end()});
    if (told_lines.size() == 1)
        perform(ChooseLine{*told_lines.begin()});
}

} // namespace makegood::ui
