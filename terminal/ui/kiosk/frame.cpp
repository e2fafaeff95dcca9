#include "terminal/text/receipt_words.hpp"
#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

std::string_view pins_title(PinQuestions::Purpose purpose) {
    switch (purpose) {
    case PinQuestions::Purpose::sign_in:
        return "kiosk.sign_in_key";
    case PinQuestions::Purpose::change_own:
    case PinQuestions::Purpose::answer_proposal:
        return "settings.change_pin";
    case PinQuestions::Purpose::set_anew:
        return "staff.set_pin";
    case PinQuestions::Purpose::enrol:
        return "staff.enrol";
    case PinQuestions::Purpose::new_badge:
        return "staff.new_badge";
    case PinQuestions::Purpose::revoke:
        break;
    }
    return "staff.revoke";
}

std::string title(const Scene& scene) {
    const auto& words = scene.words;
    if (is_to_name_other_goods(scene.state))
        return words.say("other.title");
    if (scene.state.part)
        return words.say(scene.state.screen == Screen::done ? "part.title_here" : "part.title");
    if (scene.state.weight)
        return words.say("weight.title");
    switch (scene.state.screen) {
    case Screen::home:
        return words.say("home.title");
    case Screen::find:
        return words.say("find.title");
    case Screen::receipt:
        return words.say("receipt.title", {{"number", text::Code{receipt_number_of(scene.state)}}});
    case Screen::decision:
        return words.say("decision.title");
    case Screen::manager:
        return words.say("manager.title");
    case Screen::done:
        return words.say(scene.state.current && scene.state.current->state == CaseState::declined
                             ? "done.title_declined"
                             : "done.title");
    case Screen::settings:
        return words.say("button.settings");
    case Screen::devices:
        return words.say("devices.title");
    case Screen::first_run:
        return words.say("first.title");
    case Screen::left_behind:
        return words.say("left.title");
    case Screen::pins:
        return words.say(pins_title(scene.state.pins.purpose));
    case Screen::staff:
        return words.say("settings.colleagues");
    case Screen::enrol:
        return words.say(scene.state.enrolment.of ? "staff.new_badge" : "staff.enrol");
    case Screen::told:
        return words.say(scene.state.told.of_service ? "told.service_title" : "told.title");
    case Screen::care:
        return words.say("care.title");
    }
    return {};
}

Toast toast_of(const Scene& scene) {
    const auto& undoable = *scene.state.undoable;
    return {scene.words.say(undoable.message), scene.words.say("button.undo"), undoable.until_ms.value_or(0)};
}

} // namespace

std::optional<DeviceWords> printer_words(const DeviceStates& devices) {
    using namespace drivers;
    if (devices.printer_power == PowerState::absent)
        return DeviceWords{"notice.printer_absent", Tone::warn};
    if (devices.printer.paper == PaperState::end)
        return DeviceWords{"notice.printer_paper", Tone::bad};
    if (devices.printer.cover == CoverState::open)
        return DeviceWords{"notice.printer_cover", Tone::warn};
    if (devices.printer.paper == PaperState::near_end)
        return DeviceWords{"notice.printer_near_end", Tone::info};
    return std::nullopt;
}

namespace {

// Where something is about to be given; done_screen tells it of the slip itself.
const char* why_the_slip_will_wait(const KioskState& state) {
    using namespace drivers;
    if (state.screen != Screen::decision && state.screen != Screen::manager)
        return nullptr;
    if (state.devices.printer_power == PowerState::absent)
        return "notice.slip_waits.printer";
    if (state.devices.printer.paper == PaperState::end)
        return "notice.slip_waits.paper";
    return state.devices.printer.cover == CoverState::open ? "notice.slip_waits.cover" : nullptr;
}

std::vector<text::Goods> goods_of(const KioskState& state) {
    return state.current && state.receipt ? text::claimed_goods(state.receipt->found.receipt, state.current->claim)
                                          : std::vector<text::Goods>();
}

} // namespace

std::string say_of_claim(const Scene& scene, std::string_view key, std::string_view without_goods) {
    const auto& view = *scene.state.current;
    const bool of_service = view.claim.complaint == Complaint::service;
    return scene.words.say(of_service ? without_goods : key,
                           {{"goods", text::Phrase{goods_in_words(scene.state, scene.words)}}, {"value", view.value}});
}

std::string goods_in_words(const KioskState& state, const text::Words& words) {
    const auto goods = goods_of(state);
    const bool of_service = state.current && state.current->claim.complaint == Complaint::service;
    return of_service && !goods.empty() ? goods.front().name : text::goods_in_words(goods, words);
}

std::string given_goods_in_words(const KioskState& state, const text::Words& words) {
    auto goods = goods_of(state);
    if (!goods.empty() && state.current->remedy && state.current->remedy->offer.instead)
        goods.front().name = state.current->remedy->offer.instead->name;
    return text::goods_in_words(goods, words);
}

std::string items_in_words(const KioskState& state, const text::Words& words) {
    const auto goods = goods_of(state);
    if (goods.size() < 2)
        return goods.empty() ? std::string() : goods.front().name;
    return words.say("goods.and_more", {{"goods", goods.front().name}, {"n", goods.size() - 1}});
}

std::string receipt_number_of(const KioskState& state) {
    return state.receipt ? state.receipt->found.receipt.number : std::string();
}

std::string name_of(const StaffMember& member, Language language) {
    const auto& name = member.name.in(language);
    return name.empty() ? member.id.text() : name;
}

namespace {

std::string greeting(const Scene& scene) {
    const auto& staff = scene.state.staff;
    return staff ? scene.words.say("kiosk.greeting", {{"name", name_of(*staff, scene.state.language)}})
                 : scene.words.say("kiosk.nobody");
}

// On Home it is a key, with as many words as there is room for.
std::string person_label(Kit& kit, float room, const Scene& scene) {
    const auto& staff = scene.state.staff;
    if (staff)
        for (const auto& label : {greeting(scene), name_of(*staff, scene.state.language)})
            if (kit.chip_width(label) + 16 <= room)
                return label;
    return scene.words.say("kiosk.sign_in_key");
}

} // namespace

namespace {

// Title at the start; at the end who works here, on Home beside the settings.
void header(Kit& kit, Rect place, Frame& frame, const Scene& scene) {
    const auto& state = scene.state;
    kit.card(place, Surface::surface, 0, false);
    kit.line({place.start, place.bottom() - 1, place.width, 1});
    place = place.inset(24, 0);
    if (state.screen == Screen::home) {
        frame.gear = place.cut_end(kit.chip_width(scene.words.say("button.settings")) + 16);
        place.cut_end(16);
    }
    if (state.practice) {
        const auto practice = scene.words.say("header.practice");
        const Rect mark = place.cut_end(std::min(kit.badge_width(Icon::school, practice), place.width / 2));
        place.cut_end(16);
        kit.badge(mark.middle(mark.width, kit.badge_height()), "header.practice", Icon::school, practice, Tone::warn);
    }
    if (state.screen == Screen::home) {
        const float room = place.width - kit.text_width(title(scene), Style::title) - 24;
        frame.person = place.cut_end(kit.chip_width(person_label(kit, room, scene)) + 16);
    } else {
        const auto who = greeting(scene);
        const Rect person = place.cut_end(std::min(kit.text_width(who, Style::secondary) + 8, place.width / 2));
        kit.text(person.middle(person.width, kit.line_height(Style::secondary)), "header.staff", who, Style::secondary,
                 Ink::secondary, Align::end);
    }
    kit.text(place.middle(place.width, kit.line_height(Style::title)), "header.title", title(scene), Style::title);
    kit.mark_live("header.title");
}

// Where a keyboard leaves room for one field alone, a notice takes the header's place: else it would push the field out
// of sight.
bool gives_way_to_notice(const Kit& kit, const KioskState& state) {
    constexpr float field_and_both = 280;
    return state.notice && kit.keyboard_up() && kit.viewport().height - kit.keyboard_height() < field_and_both;
}

} // namespace

Frame frame(Kit& kit, const Scene& scene) {
    const auto& state = scene.state;
    Frame frame;
    Rect area = kit.viewport();
    kit.card(area, Surface::background, 0, false);
    if (!gives_way_to_notice(kit, state))
        header(kit, area.cut_top(std::max(64.0f, kit.line_height(Style::title) + 16)), frame, scene);
    const auto banner = [&](std::string_view key, Icon icon, const std::string& words, Tone tone,
                            const std::string& action = {}) {
        area.cut_top(12);
        const float height = kit.banner_height(words, area.width - 48, action);
        const bool tapped = kit.banner(area.cut_top(height).inset(24, 0), key, icon, words, tone, action);
        kit.mark_live(key);
        return tapped;
    };
    const bool on_home = state.screen == Screen::home && !state.shows_problems;
    if (auto& notice = scene.state.notice) {
        banner("notice", notice->icon, notice->text, notice->tone);
        const bool asks = !notice->of_field.empty();
        if ((asks || kit.keyboard_up()) && notice->frames_to_reveal > 0) {
            asks ? kit.reveal(notice->of_field) : kit.reveal_focus();
            kit.ask_frame_at(kit.now_ms());
            --notice->frames_to_reveal;
        }
    } else if (state.devices.scanner_is_away() && on_home)
        banner("notice.scanner", Icon::scan, scene.words.say("notice.scanner_absent"), Tone::warn);
    else if (const auto printer = printer_words(state.devices); printer && on_home)
        banner("notice.printer", Icon::print, scene.words.say(printer->key), printer->tone);
    else if (const auto* why = why_the_slip_will_wait(state))
        banner("notice.printer", Icon::print, scene.words.say(why), Tone::warn);
    else if (!state.has_manager && on_home)
        if (banner("notice.no_manager", Icon::supervisor, scene.words.say("notice.no_manager"), Tone::info,
                   scene.words.say("notice.no_manager.action")))
            frame.taken = OpenEnrolment{};
    if (kit.keyboard_up())
        area.cut_bottom(kit.keyboard_height());
    if (state.undoable && !kit.keyboard_up()) {
        const float width = std::min(area.width - 48, kit.toast_width(toast_of(scene)));
        const Rect toast = area.cut_bottom(kit.toast_height(toast_of(scene), width) + 16);
        frame.toast = {24, toast.top, width, toast.height - 16};
    }
    const float margin = kit.layout() == Layout::compact ? 16 : 24;
    frame.area = area.inset(margin, gives_way_to_notice(kit, state) ? margin / 2 : margin);
    return frame;
}

Taken undo_toast(Kit& kit, Rect place, const Scene& scene) {
    if (scene.state.undoable && place.height > 0 && kit.toast(place, "toast", toast_of(scene)))
        return Undo{};
    return std::nullopt;
}

Taken header_keys(Kit& kit, const Frame& frame, const Scene& scene) {
    Taken taken;
    const auto in_the_middle = [&](Rect room) { return room.middle(room.width, kit.chip_height()); };
    if (kit.button(in_the_middle(frame.person), "header.staff", Look::ghost, Icon::person,
                   person_label(kit, frame.person.width, scene)))
        taken = OpenSignIn{};
    if (kit.button(in_the_middle(frame.gear), "home.settings", Look::ghost, Icon::settings,
                   scene.words.say("button.settings")))
        taken = OpenSettings{};
    return taken;
}

void keyboard(Kit& kit, const Scene& scene) {
    if (!kit.keyboard_up())
        return;
    const auto& words = scene.words;
    kit.keyboard({.shift = words.say("keyboard.shift"),
                  .erase = words.say("keyboard.erase"),
                  .zwnj = words.say("keyboard.zwnj"),
                  .space = words.say("keyboard.space"),
                  .done = words.say("button.done"),
                  .english = words.say("language.en"),
                  .persian = words.say("language.fa")});
}

} // namespace makegood::ui
