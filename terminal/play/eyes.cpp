#include "terminal/play/eyes.hpp"

#include "terminal/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace makegood {

namespace {

// Scripts are written without the marks that keep a value from turning the words around it.
std::string without_isolates(const std::string& utf8) {
    std::string text;
    for (const char32_t letter : text::decode(utf8).code_points)
        if (!text::is_isolate(letter))
            text::append(text, letter);
    return text;
}

// Rounding to whole pixels may cost one.
bool is_in_sight(const ui::Node& node, ui::Kit& kit) {
    const float height = static_cast<float>(node.pixels.height) / kit.scale();
    return !node.pixels.empty() && height >= node.rect.height - 1 / kit.scale();
}

} // namespace

Eyes::Outcome Eyes::perform(const ExpectNode& expect) {
    auto& window = kiosk_.window_of(expect.key);
    const auto* node = ui::find(window.tree(), expect.key);
    if (expect.state == ExpectNode::State::absent)
        return node ? Outcome(refused(fmt::format("'{}' is there: \"{}\"", expect.key, node->label))) : Outcome();
    if (!node)
        return refused(fmt::format("there is no '{}' on the screen", expect.key));
    if (expect.label && without_isolates(node->label) != without_isolates(*expect.label))
        return refused(fmt::format("'{}' says \"{}\"", expect.key, node->label));
    if (expect.value && without_isolates(node->value) != without_isolates(*expect.value))
        return refused(fmt::format("'{}' has the value \"{}\"", expect.key, node->value));
    if (expect.state == ExpectNode::State::enabled && !node->enabled)
        return refused(fmt::format("'{}' is disabled: {}", expect.key, node->reason));
    if (expect.state == ExpectNode::State::disabled && node->enabled)
        return refused(fmt::format("'{}' is enabled", expect.key));
    if (expect.state == ExpectNode::State::selected && !node->selected)
        return refused(fmt::format("'{}' is not selected", expect.key));
    if (expect.state == ExpectNode::State::busy && !node->busy)
        return refused(fmt::format("'{}' is not busy", expect.key));
    if (expect.state == ExpectNode::State::shown && !is_in_sight(*node, window.kit()))
        return refused(fmt::format("'{}' is not in sight", expect.key));
    if (expect.state == ExpectNode::State::focused && !node->focused)
        return refused(fmt::format("'{}' does not have the focus", expect.key));
    return {};
}

Eyes::Outcome Eyes::perform(const ExpectSignal& expect) {
    const auto& signals = kiosk_.signals();
    if (expect.signal ? std::ranges::find(signals, *expect.signal) != signals.end() : signals.empty())
        return {};
    std::string given;
    for (const auto signal : signals)
        given += fmt::format(" {}", name(signal));
    return refused(given.empty() ? "there was no signal" : "there was" + given);
}

Eyes::Outcome Eyes::perform(const ExpectSaid& expect) {
    const auto& said = kiosk_.said();
    if (expect.text.empty() ? said.empty() : std::ranges::find(said, expect.text) != said.end())
        return {};
    return refused(said.empty() ? "nothing was said" : fmt::format("\"{}\" was said", fmt::join(said, "\", \"")));
}

Eyes::Outcome Eyes::perform(const ExpectDisplayed& expect) {
    const auto trimmed = [](const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); };
    auto& printer = *kiosk_.application().simulated().printer;
    const auto shows = [&] {
        if (auto lines = printer.take_display())
            displayed_ = std::move(*lines);
        return trimmed(displayed_[0]) == expect.upper && trimmed(displayed_[1]) == expect.lower;
    };
    if (kiosk_.wait_until(shows, std::chrono::seconds(2)))
        return {};
    return refused(fmt::format("it shows \"{}\" \"{}\"", trimmed(displayed_[0]), trimmed(displayed_[1])));
}

// Second by second, as the kiosk's loop would wake for whatever a thread posts or a frame has asked for.
Eyes::Outcome Eyes::perform(const ExpectStill& expect) {
    const auto shown = kiosk_.frames_shown();
    for (auto left_ms = expect.ms; left_ms > 0; left_ms -= 1'000) {
        kiosk_.pass(std::min<std::int64_t>(left_ms, 1'000));
        kiosk_.pump();
        kiosk_.draw();
        if (kiosk_.frames_shown() != shown)
            return refused(fmt::format("a frame was drawn with {} ms left", left_ms));
    }
    return {};
}

Eyes::Outcome Eyes::perform(const TakeShot& shot) {
    const auto image = kiosk_.window_of(shot.name).shot();
    if (!image)
        return refused(image.error());
    const auto name = fmt::format("{:02}-{}.png", ++taken_, shot.name);
    const auto written = ui::write_png(*image, shots_ / name);
    if (!written)
        return refused(written.error());
    told_("  " + name);
    return {};
}

Eyes::Outcome Eyes::perform(const ShowTree&) {
    told_(ui::describe(kiosk_.window().tree()) + ui::describe(kiosk_.window_of("customer").tree()));
    return {};
}

} // namespace makegood
