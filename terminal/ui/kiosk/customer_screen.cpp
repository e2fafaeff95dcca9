#include "terminal/text/receipt_words.hpp"
#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

namespace {

constexpr float least_picture = 24;

struct Told {
    Icon icon;
    Ink ink;
    std::string title;
    std::string detail;
};

// Of a receipt that names them, once somebody chose to show it.
Told known_of_them(const CustomerFacts& facts, const Scene& scene) {
    std::string all;
    for (const auto& sentence : customer_in_words(facts, scene))
        all += (all.empty() ? "" : " ") + sentence;
    return {Icon::person, Ink::primary, scene.words.say("care.customer.title"), all};
}

Told in_hand(const Scene& scene, std::string_view shop) {
    const auto& state = scene.state;
    const auto& words = scene.words;
    switch (state.screen) {
    case Screen::find:
        return {Icon::search, Ink::primary, words.say("customer.find"), words.say("customer.find_detail")};
    case Screen::receipt:
        if (state.receipt->customer_sees_facts && state.receipt->found.customer)
            return known_of_them(*state.receipt->found.customer, scene);
        return {Icon::receipt, Ink::primary, words.say("customer.receipt"), words.say("customer.receipt_detail")};
    case Screen::decision:
        return {Icon::chat, Ink::primary, words.say("customer.decision", {{"item", items_in_words(state, words)}}),
                words.say("customer.decision_detail")};
    case Screen::manager:
        return {Icon::supervisor, Ink::primary, words.say("customer.manager"), words.say("customer.manager_detail")};
    case Screen::told:
        return {Icon::chat, Ink::primary, words.say("customer.told"), words.say("customer.told_detail")};
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
    return {Icon::shop, Ink::primary, words.say("customer.welcome", {{"shop", std::string(shop)}}),
            words.say("customer.welcome_detail")};
}

Told ended(const CustomerState& customer, const text::Words& words) {
    const auto& view = *customer.ended;
    if (!view.remedy)
        return {Icon::chat, Ink::info, words.say("customer.declined"), words.say("customer.declined_detail")};
    const auto& offer = view.remedy->offer;
    if (offer.remedy == Remedy::apology)
        return {Icon::chat, Ink::ok, words.say("customer.apology"), words.say("customer.apology_detail")};
    if (offer.remedy == Remedy::voucher)
        return {Icon::receipt, Ink::ok, words.say("customer.voucher", {{"value", view.remedy->value}}),
                words.say("customer.voucher_detail")};
    if (is_money(offer.remedy))
        return {Icon::money, Ink::ok, words.say("customer.money", {{"value", view.remedy->value}}),
                words.say(view.state == CaseState::owed ? "customer.money_owed" : "customer.money_paid")};
    return {Icon::check_circle, Ink::ok, words.say("customer.given", {{"goods", text::Phrase{customer.goods}}}),
            view.state != CaseState::owed ? words.say("customer.given_detail")
            : offer.promised_for          ? words.say("customer.promised_detail", {{"day", *offer.promised_for}})
                                          : words.say("customer.fetched_detail")};
}

Taken faces(Kit& kit, Rect area, const CaseView& view, const text::Words& words) {
    struct Face {
        Icon icon;
        const char* word;
    };
    static constexpr Face all[] = {{Icon::face_1, "customer.face_1"},
                                   {Icon::face_2, "customer.face_2"},
                                   {Icon::face_3, "customer.face_3"},
                                   {Icon::face_4, "customer.face_4"},
                                   {Icon::face_5, "customer.face_5"}};
    const auto question = words.say(view.faces ? "customer.thanks" : "customer.question");
    kit.text(area.cut_top(kit.text_height(question, Style::heading, area.width)), "customer.question", question,
             Style::heading, Ink::ink, Align::center);
    kit.mark_live("customer.question");
    area.cut_top(16);
    Taken taken;
    const int count = static_cast<int>(std::size(all));
    for (int i = 0; i < count; ++i) {
        const auto key = "customer.face." + std::to_string(i + 1);
        if (kit.tile(area.column(i, count, 12), key, all[i].icon, words.say(all[i].word), view.faces == i + 1))
            taken = RateFaces{i + 1};
    }
    return taken;
}

} // namespace

Taken customer_screen(Kit& kit, const Scene& scene, std::string_view shop) {
    const auto& customer = scene.state.customer;
    kit.screen(customer.ended ? "customer.ended" : "customer");
    Rect area = kit.viewport();
    kit.card(area, Surface::background, 0, false);
    area = area.inset(24);
    if (scene.state.practice)
        kit.badge(area.cut_top(kit.badge_height()), "customer.practice", Icon::school,
                  scene.words.say("header.practice"), Tone::warn);

    Taken taken;
    if (customer.ended) {
        const bool low = area.width > 2.2f * area.height;
        Rect place = low ? area.cut_end(area.width * 0.5f) : area.cut_bottom(std::min(area.height * 0.55f, 200.0f));
        taken = faces(kit, place, *customer.ended, scene.words);
        low ? area.cut_end(16) : area.cut_bottom(16);
    }
    const Told told = customer.ended ? ended(customer, scene.words) : in_hand(scene, shop);
    const float title = kit.text_height(told.title, Style::display, area.width);
    const float detail = kit.text_height(told.detail, Style::body, area.width);
    const float room = area.height - title - detail - 32;
    const float picture = room < least_picture ? 0 : std::min(64.0f, room);
    Rect group = area.middle(area.width, picture + title + detail + 32);
    if (picture > 0)
        kit.icon(group.cut_top(picture), told.icon, picture, told.ink);
    group.cut_top(16);
    kit.text(group.cut_top(title), "customer.title", told.title, Style::display, Ink::ink, Align::center);
    kit.mark_live("customer.title");
    group.cut_top(16);
    kit.text(group.cut_top(detail), "customer.detail", told.detail, Style::body, Ink::secondary, Align::center);
    return taken;
}

} // namespace makegood::ui
