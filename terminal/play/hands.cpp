#include "terminal/play/hands.hpp"

#include "terminal/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace makegood {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view headline_word = "{headline}";
constexpr std::string_view left_behind_word = "{left-behind}";

} // namespace

Hands::Outcome Hands::perform(const ScanLabel& scan) {
    counter_.scanned();
    wait_out_the_scanner(scan.label);
    auto& application = kiosk_.application();
    const auto scanner = static_cast<std::size_t>(scan.scanner - 1);
    if (scanner >= application.simulated().scanners.size())
        return refused(std::string("there is no such scanner"));
    const auto before = application.scans();
    const auto sent = application.simulated().scanners[scanner].scan(scan.label == headline_word ? kiosk_.headline()
                                                                     : scan.label == left_behind_word
                                                                         ? application.number_of_something_left_behind()
                                                                         : scan.label);
    if (!sent)
        return refused(sent.error().text());
    if (!kiosk_.wait_until([&] { return application.scans() != before; }))
        return refused(std::string("the label did not arrive"));
    return {};
}

// The scanner's driver drops a label that comes twice within 300 ms of real time, which no script's clock moves.
void Hands::wait_out_the_scanner(const std::string& label) {
    if (label == last_label_)
        std::this_thread::sleep_until(last_scan_ + 320ms);
    last_label_ = label;
    last_scan_ = std::chrono::steady_clock::now();
}

// ---- fingers

// A list has only the rows near those in sight: turns the wheel over it, from the top down, until the key comes.
const ui::Node* Hands::scroll_to(const std::string& key) {
    auto& window = kiosk_.window();
    const auto in_list = [](const ui::Node& node) {
        return node.role == ui::Role::row && !node.scroll.empty() && !node.pixels.empty();
    };
    const auto row = std::ranges::find_if(window.tree(), in_list);
    if (row == window.tree().end())
        return nullptr;
    const auto x = static_cast<float>(row->pixels.left + row->pixels.width / 2);
    const auto y = static_cast<float>(row->pixels.top + row->pixels.height / 2);
    std::string last;
    for (float steps = 1e6f;; steps = -2) {
        window.inject(ui::Wheel{x, y, steps});
        kiosk_.rest();
        if (const auto* node = ui::find(window.tree(), key))
            return node;
        auto seen = ui::describe(window.tree());
        if (seen == last)
            return nullptr;
        last = std::move(seen);
    }
}

// Where a finger can touch the node, scrolled into sight.
Expected<ui::Node, std::string> Hands::reach(const std::string& key) {
    auto& window = kiosk_.window_of(key);
    const bool is_the_cashiers = &window == &kiosk_.window();
    const auto* node = ui::find(window.tree(), key);
    if (!node && is_the_cashiers)
        node = scroll_to(key);
    if (node && node->pixels.empty()) {
        window.kit().reveal(key);
        kiosk_.rest();
        node = ui::find(window.tree(), key);
    }
    if (!node)
        return refused(fmt::format("there is no '{}' on the screen", key));
    if (node->covered)
        return refused(fmt::format("'{}' lies under a sheet", key));
    if (!node->enabled)
        return refused(fmt::format("'{}' is disabled: {}", key, node->reason));
    if (node->pixels.empty() || !ui::can_be_activated(node->role))
        return refused(fmt::format("'{}' cannot be tapped", key));
    if (is_the_cashiers)
        counter_.tapped(key);
    return *node;
}

Hands::Outcome Hands::perform(const TapNode& tap) {
    const auto node = reach(tap.key);
    if (!node)
        return refused(node.error());
    for (auto& event : ui::tap(*node))
        kiosk_.window_of(tap.key).inject(event);
    return {};
}

Hands::Outcome Hands::perform(const HoldNode& hold) {
    const auto node = reach(hold.key);
    if (!node)
        return refused(node.error());
    const auto press = std::get<ui::Press>(ui::tap(*node)[0]);
    auto& window = kiosk_.window_of(hold.key);
    window.inject(press);
    finger_ = Finger{&window, {press.x, press.y}};
    return {};
}

Hands::Outcome Hands::perform(const LiftFinger&) {
    if (!finger_)
        return refused(std::string("nothing is pressed"));
    const auto finger = *std::exchange(finger_, std::nullopt);
    finger.window->inject(finger.where);
    return {};
}

// ---- keys

// Digits are the keyboard's own keys, which a keypad on the screen takes too; a field takes the letters.
Hands::Outcome Hands::perform(const TypeText& type) {
    auto& window = kiosk_.window();
    const auto letters = text::decode(type.text);
    counter_.typed(letters.code_points.size());
    const bool in_field = window.kit().wants_text();
    for (std::size_t i = 0; i < letters.code_points.size(); ++i) {
        const auto letter = letters.code_points[i];
        if (!in_field && letter >= U'0' && letter <= U'9')
            window.inject(ui::KeyPress{.key = ui::Key::digit, .digit = static_cast<int>(letter - U'0')});
        else
            window.inject(
                ui::TypedText{type.text.substr(letters.offsets[i], letters.offsets[i + 1] - letters.offsets[i])});
        kiosk_.draw();
    }
    return {};
}

Hands::Outcome Hands::perform(const TypeOnKeyboard& type) {
    constexpr std::int64_t scanner_ms = 12, person_ms = 80;
    const auto before = kiosk_.application().scans();
    type.is_scanner ? counter_.scanned() : counter_.typed(type.text.size());
    for (const auto& key : key_events(type.text + (type.is_scanner ? "\n" : ""), type.layout)) {
        kiosk_.pass(type.is_scanner ? scanner_ms : person_ms);
        kiosk_.press(key);
    }
    kiosk_.pass(person_ms);
    kiosk_.draw();
    if (type.is_scanner && !kiosk_.wait_until([&] { return kiosk_.application().scans() != before; }))
        return refused(std::string("the label did not arrive"));
    return {};
}

Hands::Outcome Hands::perform(const PressKey& press) {
    struct Name {
        std::string_view name;
        ui::Key key;
    };
    static constexpr Name names[] = {{"enter", ui::Key::enter}, {"escape", ui::Key::escape},
                                     {"tab", ui::Key::tab},     {"backspace", ui::Key::backspace},
                                     {"up", ui::Key::up},       {"down", ui::Key::down},
                                     {"left", ui::Key::left},   {"right", ui::Key::right},
                                     {"f1", ui::Key::f1},       {"f2", ui::Key::f2},
                                     {"f4", ui::Key::f4},       {"f8", ui::Key::f8}};
    for (const auto& known : names)
        if (known.name == press.name) {
            counter_.pressed_key();
            kiosk_.window().inject(ui::KeyPress{.key = known.key});
            return {};
        }
    return refused(fmt::format("there is no key '{}'", press.name));
}

// ---- devices

Hands::Outcome Hands::perform(const TouchDevice& touch) {
    auto& application = kiosk_.application();
    auto& devices = application.simulated();
    auto& printer = *devices.printer;
    const auto before = application.status_updates();
    using What = TouchDevice::What;
    switch (touch.what) {
    case What::paper_ok:
        printer.set_paper(drivers::PaperState::ok);
        break;
    case What::paper_near_end:
        printer.set_paper(drivers::PaperState::near_end);
        break;
    case What::paper_end:
        printer.set_paper(drivers::PaperState::end);
        break;
    case What::cover_open:
        printer.set_cover(drivers::CoverState::open);
        break;
    case What::cover_closed:
        printer.set_cover(drivers::CoverState::closed);
        break;
    case What::printer_unplug:
        printer.unplug();
        break;
    case What::printer_plug:
        printer.plug_in_again();
        break;
    case What::drawer_open:
        printer.set_drawer_open(true);
        break;
    case What::drawer_closed:
        printer.set_drawer_open(false);
        break;
    case What::scanner_unplug:
        devices.scanners.front().unplug();
        break;
    case What::scanner_plug:
        if (const auto plugged = devices.scanners.front().plug_in_again(); !plugged)
            return refused(plugged.error().text());
        break;
    }
    // The driver notices by itself; what it says then is part of the next step's settling.
    kiosk_.wait_until([&] { return application.status_updates() != before; }, 5s);
    return {};
}

Hands::Outcome Hands::perform(const SlowDisk& disk) {
    kiosk_.slow_disk(disk.slow);
    return {};
}

Hands::Outcome Hands::perform(const PullCable& pull) {
    kiosk_.application().simulated().printer->unplug_after(pull.after_bytes);
    return {};
}

// ---- the stage

Hands::Outcome Hands::perform(const AdvanceClock& advance) {
    kiosk_.advance(advance.ms);
    return {};
}

Hands::Outcome Hands::perform(const ShowGallery& show) {
    kiosk_.show_gallery(show.page);
    return {};
}

} // namespace makegood
