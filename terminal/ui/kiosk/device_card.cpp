#include "terminal/ui/kiosk/screens.hpp"

#include <fmt/format.h>

#include <algorithm>

// How each device fares, in words for people who never read a manual.

namespace makegood::ui {

namespace {

using drivers::CoverState;
using drivers::DrawerOutcome;
using drivers::DrawerPin;
using drivers::DrawerState;
using drivers::FaultState;
using drivers::PaperState;
using drivers::PowerState;

constexpr float card_padding = 24;
constexpr float line_gap = 10;
constexpr int most_slip_seconds = 5; // a customer stands and waits for it

struct Paragraph {
    std::string key;
    std::string text;
    Style style = Style::body;
    Ink ink = Ink::secondary;
    bool live = false;
};

struct DeviceCard {
    std::string key;
    Icon icon;
    std::string name;
    Icon badge_icon;
    std::string badge;
    Tone tone;
    std::vector<Paragraph> paragraphs;
    std::string test; // word of the button; empty: there is nothing to test
    Enabled can_test;
    Action start_test;
};

float button_height(Kit& kit, const DeviceCard& card, float width) {
    return card.test.empty() ? 0
                             : kit.button_height(Look::secondary, Icon::check, card.test, card.can_test.reason, width);
}

float name_height(Kit& kit) {
    return std::max(kit.icon_size(44), kit.line_height(Style::title));
}

float height_of(Kit& kit, const DeviceCard& card, float width) {
    const float inside = width - 2 * card_padding;
    float height = 2 * card_padding + name_height(kit) + line_gap + kit.badge_height() + line_gap;
    for (const auto& paragraph : card.paragraphs)
        height += kit.text_height(paragraph.text, paragraph.style, inside) + line_gap;
    return height + (card.test.empty() ? 0 : 8 + button_height(kit, card, inside));
}

Taken draw(Kit& kit, Rect area, const DeviceCard& card) {
    kit.card(area, Surface::surface);
    Rect inside = area.inset(card_padding);
    Rect title = inside.cut_top(name_height(kit));
    kit.icon(title.cut_start(kit.icon_size(44)), card.icon, 36, Ink::primary);
    title.cut_start(12);
    kit.text(title.middle(title.width, kit.line_height(Style::title)), card.key, card.name, Style::title);
    inside.cut_top(line_gap);
    kit.badge(inside.cut_top(kit.badge_height()), card.key + ".state", card.badge_icon, card.badge, card.tone);
    kit.mark_live(card.key + ".state");
    inside.cut_top(line_gap);
    for (const auto& paragraph : card.paragraphs) {
        kit.text(inside.cut_top(kit.text_height(paragraph.text, paragraph.style, inside.width)), paragraph.key,
                 paragraph.text, paragraph.style, paragraph.ink);
        if (paragraph.live)
            kit.mark_live(paragraph.key);
        inside.cut_top(line_gap);
    }
    if (card.test.empty())
        return std::nullopt;
    inside.cut_top(8);
    const Rect button = inside.cut_top(button_height(kit, card, inside.width));
    if (kit.button(button, card.key + ".test", Look::secondary, card.icon, card.test, {}, card.can_test))
        return card.start_test;
    return std::nullopt;
}

// What is to be seen of a device, with the number of sentences that help: KEY.1, KEY.2 …
struct Condition {
    const char* key;
    Icon icon;
    Tone tone;
    int steps = 0;
};

const char* word_of(PowerState scanner) {
    switch (scanner) {
    case PowerState::online:
        return "devices.scanner.ready";
    case PowerState::offline:
    case PowerState::absent:
        return "devices.scanner.absent";
    case PowerState::unknown:
        break;
    }
    return "devices.scanner.unknown";
}

const ScannerState& worst_of(const std::vector<ScannerState>& scanners) {
    const auto away = std::ranges::find(scanners, PowerState::absent, &ScannerState::power);
    return away == scanners.end() ? scanners.front() : *away;
}

Condition condition_of_scanner(const DeviceStates& devices) {
    if (!devices.has_scanner() && devices.has_wedge)
        return {"devices.scanner.wedge", Icon::info, Tone::neutral, 1};
    if (!devices.has_scanner())
        return {"devices.scanner.not_set_up", Icon::info, Tone::neutral, 1};
    switch (devices.scanner()) {
    case PowerState::online:
        return {"devices.scanner.ready", Icon::check, Tone::ok};
    case PowerState::offline:
    case PowerState::absent:
        return worst_of(devices.scanners).not_allowed
                   ? Condition{"devices.scanner.not_allowed", Icon::lock, Tone::bad, 1}
                   : Condition{"devices.scanner.absent", Icon::offline, Tone::bad, 3};
    case PowerState::unknown:
        break;
    }
    return {"devices.scanner.unknown", Icon::hourglass, Tone::neutral, 1};
}

Condition condition_of_printer(const DeviceStates& devices) {
    if (!devices.has_printer)
        return {"devices.printer.not_set_up", Icon::info, Tone::neutral, 1};
    if (devices.printer_power == PowerState::absent)
        return {"devices.printer.absent", Icon::offline, Tone::bad, 3};
    if (devices.printer.paper == PaperState::end)
        return {"devices.printer.paper_end", Icon::warning, Tone::bad, 2};
    if (devices.printer.cover == CoverState::open)
        return {"devices.printer.open", Icon::warning, Tone::warn, 1};
    if (devices.printer.fault == FaultState::cutter)
        return {"devices.printer.cutter", Icon::error, Tone::bad, 2};
    if (devices.printer.fault == FaultState::recovers_by_itself)
        return {"devices.printer.resting", Icon::hourglass, Tone::warn, 1};
    if (devices.printer.fault == FaultState::recoverable || devices.printer.fault == FaultState::unrecoverable)
        return {"devices.printer.fault", Icon::error, Tone::bad, 2};
    if (devices.printer_power == PowerState::offline)
        return {"devices.printer.offline", Icon::warning, Tone::warn, 1};
    if (devices.printer.paper == PaperState::near_end)
        return {"devices.printer.near_end", Icon::info, Tone::warn, 1};
    if (devices.printer_power == PowerState::online)
        return {"devices.printer.ready", Icon::check, Tone::ok};
    return {"devices.printer.unknown", Icon::hourglass, Tone::neutral, 1};
}

DeviceCard card_of(const std::string& key, Icon icon, const Condition& condition, const std::optional<CivilTime>& heard,
                   const std::string& trouble, const Scene& scene) {
    const auto& words = scene.words;
    DeviceCard card{.key = key,
                    .icon = icon,
                    .name = words.say(key),
                    .badge_icon = condition.icon,
                    .badge = words.say(condition.key),
                    .tone = condition.tone};
    if (heard)
        card.paragraphs.push_back(
            {key + ".heard", words.say("devices.heard", {{"when", words.age(*heard, scene.now)}}), Style::secondary});
    for (int step = 1; step <= condition.steps; ++step)
        card.paragraphs.push_back({key + ".step." + std::to_string(step),
                                   words.say(condition.key + ("." + std::to_string(step))), Style::body, Ink::ink});
    if (!trouble.empty())
        card.paragraphs.push_back(
            {key + ".trouble", words.say("devices.trouble", {{"trouble", text::Code{trouble}}}), Style::secondary});
    return card;
}

DeviceCard scanner(const Scene& scene) {
    const auto& words = scene.words;
    const auto& devices = scene.state.devices;
    const auto& test = scene.state.scanner_test;
    auto card = card_of("devices.scanner", Icon::scan, condition_of_scanner(devices), devices.scanner_heard,
                        devices.has_scanner() ? worst_of(devices.scanners).trouble : std::string(), scene);
    if (!devices.can_scan())
        return card;
    for (std::size_t i = 0; devices.scanners.size() > 1 && i < devices.scanners.size(); ++i)
        card.paragraphs.push_back({fmt::format("devices.scanner.{}", i + 1),
                                   words.say("devices.scanner.of_several",
                                             {{"n", i + 1}, {"state", words.say(word_of(devices.scanners[i].power))}}),
                                   Style::body, Ink::ink});
    if (!devices.scanner_is_away() && std::ranges::any_of(devices.scanners, &ScannerState::is_keyboard))
        card.paragraphs.push_back(
            {"devices.scanner.keyboard", words.say("devices.scanner.keyboard"), Style::secondary});
    if (const auto& fault = devices.scan_fault)
        card.paragraphs.push_back(
            {"devices.scanner.fault",
             words.say(fault->kind == drivers::ErrorKind::frame_unfinished ? "devices.scanner.endless"
                                                                           : "devices.scanner.garbled",
                       {{"n", fault->times}}),
             Style::body, Ink::warn, true});
    const std::string key = "devices.scanner.result";
    switch (test.stage) {
    case ScannerTest::Stage::none:
        break;
    case ScannerTest::Stage::waiting:
        if (!devices.scanner_is_away())
            card.paragraphs.push_back({key, words.say("devices.scanner.scan_now"), Style::label, Ink::info, true});
        break;
    case ScannerTest::Stage::read:
        card.paragraphs.push_back({key,
                                   test.label.empty()
                                       ? words.say("devices.scanner.read_badge")
                                       : words.say("devices.scanner.read", {{"label", text::Code{test.label}}}),
                                   Style::label, Ink::ok, true});
        break;
    case ScannerTest::Stage::unreadable:
        card.paragraphs.push_back({key, words.say("devices.scanner.unreadable"), Style::label, Ink::warn, true});
        break;
    }
    card.test = words.say("devices.scanner.test");
    if (devices.scanner_is_away())
        card.can_test = {false, words.say("devices.wait_for_it")};
    card.start_test = TestScanner{};
    return card;
}

Paragraph result_of(PrintOutcome outcome, const text::Words& words) {
    const std::string key = "devices.printer.result";
    switch (outcome) {
    case PrintOutcome::printed:
        return {key, words.say("devices.printer.printed"), Style::label, Ink::ok, true};
    case PrintOutcome::processed:
    case PrintOutcome::sent:
        return {key, words.say("devices.printer.processed"), Style::label, Ink::ok, true};
    case PrintOutcome::unconfirmed:
        return {key, words.say("devices.printer.unconfirmed"), Style::label, Ink::warn, true};
    case PrintOutcome::failed:
        break;
    }
    return {key, words.say("devices.printer.failed"), Style::label, Ink::warn, true};
}

// In the language of the screen, which is mostly that of the slips.
Paragraph way_of_a_slip(const SlipSeconds& both, const text::Words& words) {
    const int seconds = words.language() == Language::english ? both.english : both.persian;
    const std::string key = "devices.printer.slip";
    if (seconds > most_slip_seconds)
        return {key, words.say("devices.printer.slip_slow", {{"n", seconds}}), Style::body, Ink::warn};
    return {key, words.say("devices.printer.slip", {{"n", seconds}}), Style::secondary};
}

// Says nothing of a printer that has gone since.
bool page_is_out(PrintOutcome outcome) {
    return came_out(SlipPrint{.job = {}, .outcome = outcome});
}

DeviceCard printer(const Scene& scene) {
    const auto& words = scene.words;
    const auto& devices = scene.state.devices;
    const auto& test = scene.state.printer_test;
    auto card = card_of("devices.printer", Icon::print, condition_of_printer(devices), devices.printer_heard,
                        devices.printer_trouble, scene);
    if (!devices.has_printer)
        return card;
    if (devices.pages_on_their_way > 0)
        card.paragraphs.push_back({"devices.printer.pages",
                                   words.say("devices.printer.pages", {{"n", devices.pages_on_their_way}}),
                                   Style::secondary});
    if (devices.slip_seconds)
        card.paragraphs.push_back(way_of_a_slip(*devices.slip_seconds, words));
    if (test.printing)
        card.paragraphs.push_back(
            {"devices.printer.result",
             words.say(devices.printer_waits_for_a_hand() ? "devices.printer.waits" : "devices.printer.printing"),
             Style::label, Ink::info, true});
    else if (test.outcome && !(page_is_out(*test.outcome) && devices.printer_power == PowerState::absent))
        card.paragraphs.push_back(result_of(*test.outcome, words));
    card.test = words.say("devices.printer.test");
    if (test.printing)
        card.can_test = {false, words.say("devices.printer.one_at_a_time")};
    else if (devices.printer_power == PowerState::absent)
        card.can_test = {false, words.say("devices.wait_for_it")};
    card.start_test = TestPrinter{};
    return card;
}

Condition condition_of_drawer(const DeviceStates& devices) {
    if (devices.printer_power == PowerState::absent)
        return {"devices.drawer.absent", Icon::offline, Tone::warn, 1};
    switch (devices.drawer()) {
    case DrawerState::open:
        return {"devices.drawer.open", Icon::info, Tone::warn, 1};
    case DrawerState::closed:
        return {"devices.drawer.closed", Icon::check, Tone::ok};
    case DrawerState::unknown:
        break;
    }
    if (devices.printer.drawer == DrawerPin::unknown)
        return {"devices.drawer.silent", Icon::help, Tone::neutral, 1};
    return {"devices.drawer.unlearned", Icon::help, Tone::neutral, 1};
}

Paragraph result_of(DrawerOutcome outcome, DrawerState state, const text::Words& words) {
    const auto say = [&](const char* key, Ink ink) {
        return Paragraph{"devices.drawer.result", words.say(key), Style::label, ink, true};
    };
    switch (outcome) {
    case DrawerOutcome::opened:
        return say("devices.drawer.opened", Ink::ok);
    case DrawerOutcome::pulsed:
        return state == DrawerState::closed ? say("devices.drawer.stuck", Ink::warn)
                                            : say("devices.drawer.pulsed", Ink::info);
    case DrawerOutcome::printer_held:
        return say("devices.drawer.held", Ink::warn);
    case DrawerOutcome::not_delivered:
        return say("devices.drawer.not_delivered", Ink::warn);
    case DrawerOutcome::unconfirmed:
        break;
    }
    return say("devices.drawer.unconfirmed", Ink::warn);
}

Enabled may_open_the_drawer(const Scene& scene) {
    const auto& state = scene.state;
    if (state.practice)
        return {false, scene.words.say("devices.drawer.practice")};
    if (!state.staff)
        return {false, scene.words.say("devices.drawer.sign_in")};
    if (!may_open_drawer(state.staff->role))
        return {false, scene.words.say("devices.drawer.may_not")};
    if (state.devices.printer_power == PowerState::absent)
        return {false, scene.words.say("devices.wait_for_it")};
    if (state.drawer_test.opening)
        return {false, scene.words.say("devices.drawer.opening")};
    return {};
}

DeviceCard drawer(const Scene& scene) {
    const auto& words = scene.words;
    const auto& devices = scene.state.devices;
    const auto& test = scene.state.drawer_test;
    auto card = card_of("devices.drawer", Icon::money, condition_of_drawer(devices), std::nullopt, {}, scene);
    if (!test.opening && test.outcome)
        card.paragraphs.push_back(result_of(*test.outcome, devices.drawer(), words));
    card.test = words.say("devices.drawer.test");
    card.can_test = may_open_the_drawer(scene);
    card.start_test = OpenTheDrawer{};
    return card;
}

Condition condition_of_display(const DeviceStates& devices) {
    if (devices.display_is_away())
        return devices.display_has_own_port ? Condition{"devices.display.absent", Icon::offline, Tone::warn, 2}
                                            : Condition{"devices.display.printer_absent", Icon::offline, Tone::warn, 1};
    return {"devices.display.there", Icon::check, Tone::neutral, 1};
}

DeviceCard display(const Scene& scene) {
    const auto& words = scene.words;
    const auto& devices = scene.state.devices;
    auto card = card_of("devices.display", Icon::chat, condition_of_display(devices), std::nullopt,
                        devices.display_trouble, scene);
    if (scene.state.display_test.until_ms && !devices.display_is_away())
        card.paragraphs.push_back(
            {"devices.display.result", words.say("devices.display.shows"), Style::label, Ink::info, true});
    card.test = words.say("devices.display.test");
    if (devices.display_is_away())
        card.can_test = {false, words.say("devices.wait_for_it")};
    card.start_test = TestDisplay{};
    return card;
}

DeviceCard card_of(Device device, const Scene& scene) {
    switch (device) {
    case Device::scanner:
        return scanner(scene);
    case Device::drawer:
        return drawer(scene);
    case Device::display:
        return display(scene);
    case Device::printer:
        break;
    }
    return printer(scene);
}

} // namespace

Taken device_card(Kit& kit, Rect area, Device device, const Scene& scene) {
    return draw(kit, area, card_of(device, scene));
}

float device_card_height(Kit& kit, float width, Device device, const Scene& scene) {
    return height_of(kit, card_of(device, scene), width);
}

} // namespace makegood::ui
