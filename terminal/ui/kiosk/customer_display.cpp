#include "terminal/ui/kiosk/customer_display.hpp"

namespace makegood::ui {

namespace {

using drivers::DisplayText;

DisplayText two_lines(const text::Words& words, const std::string& key) {
    return {{words.say(key + ".upper")}, {words.say(key + ".lower")}};
}

DisplayText shown_in_hand(const KioskState& state, const text::Words& words, const DisplayedShop& shop) {
    switch (state.screen) {
    case Screen::find:
        return two_lines(words, "display.find");
    case Screen::receipt:
        return two_lines(words, "display.receipt");
    case Screen::decision:
        return two_lines(words, "display.decision");
    case Screen::manager:
        return two_lines(words, "display.manager");
    case Screen::told:
        return two_lines(words, "display.told");
    case Screen::home:
    case Screen::done:
    case Screen::settings:
    case Screen::devices:
    case Screen::first_run:
    case Screen::left_behind:
    case Screen::pins:
    case Screen::staff:
    case Screen::enrol:
    case Screen::care:
        break;
    }
    return {{shop.welcome.empty() ? words.say("display.welcome") : shop.welcome}, {shop.name}};
}

DisplayText shown_at_end(const CaseView& view, const text::Words& words, text::RialsAs rials) {
    if (!view.remedy)
        return two_lines(words, "display.declined");
    const auto& offer = view.remedy->offer;
    if (offer.remedy == Remedy::apology)
        return two_lines(words, "display.apology");
    if (offer.remedy == Remedy::voucher)
        return {{words.say("display.voucher")}, {amount_in_latin(view.remedy->value, rials), true}};
    if (is_money(offer.remedy))
        return {{words.say("display.money")}, {amount_in_latin(view.remedy->value, rials), true}};
    return two_lines(words, offer.promised_for ? "display.promised" : "display.given");
}

// Nothing of it is real, least of all an amount.
DisplayText in_practice(DisplayText text, const KioskState& state, const text::Words& words) {
    return state.practice ? DisplayText{{words.say("display.practice")}, text.upper} : text;
}

} // namespace

std::string amount_in_latin(Money amount, text::RialsAs rials) {
    const bool in_toman =
        amount.currency().code() == "IRR" && rials == text::RialsAs::toman && amount.minor_units() % 10 == 0;
    std::string digits = in_toman ? std::to_string(amount.minor_units() / 10) : amount.to_decimal();
    const auto begins = digits.find_first_of("0123456789");
    for (auto at = std::min(digits.find('.'), digits.size()); at > begins + 3;)
        digits.insert(at -= 3, 1, ',');
    return (in_toman ? std::string("TOMAN") : std::string(amount.currency().code())) + ' ' + digits;
}

DisplayText display_text(const KioskState& state, const text::Words& words, const DisplayedShop& shop) {
    const bool is_over = state.screen == Screen::done && state.customer.ended;
    return in_practice(is_over ? shown_at_end(*state.customer.ended, words, shop.rials)
                               : shown_in_hand(state, words, shop),
                       state, words);
}

DisplayText display_goodbye(const KioskState& state, const text::Words& words) {
    return in_practice(two_lines(words, "display.goodbye"), state, words);
}

DisplayText display_test(const text::Words& words) {
    return {{"12345678901234567890"}, {words.say("display.test")}};
}

} // namespace makegood::ui
