#include "terminal/run/printer_bench.hpp"

#include "terminal/slip/paper_preview.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr float gap = 8;
constexpr int columns = 2;
constexpr int rows_of_hands = 4;

} // namespace

bool PrinterBench::take_paper() {
    const auto pieces = printer_.take_pieces();
    for (const auto& piece : pieces) {
        if (is_cut_ || papers_ == 0) {
            bytes_.clear();
            ++papers_;
        }
        bytes_.insert(bytes_.end(), piece.bytes.begin(), piece.bytes.end());
        is_cut_ = piece.cut;
    }
    if (!pieces.empty())
        picture_ = preview_of(bytes_, profile_);
    return !pieces.empty();
}

void PrinterBench::build(ui::Kit& kit, const text::Words& words) {
    kit.screen("printer-bench");
    ui::Rect area = kit.viewport();
    kit.card(area, ui::Surface::background, 0, false);
    area = area.inset(16);
    kit.text(area.cut_top(kit.line_height(ui::Style::heading)), "bench.title", words.say("counter.printer"),
             ui::Style::heading);
    const auto place = words.say(
        "counter.printer_at", {{"name", text::plain(profile_.name)}, {"path", text::Code{printer_.path().string()}}});
    kit.text(area.cut_top(kit.text_height(place, ui::Style::secondary, area.width)), "bench.place", place,
             ui::Style::secondary, ui::Ink::secondary);
    area.cut_top(12);
    hands(kit, area.cut_top(rows_of_hands * 56 + (rows_of_hands - 1) * gap), words);
    area.cut_top(12);
    paper(kit, area, words);
}

void PrinterBench::hands(ui::Kit& kit, ui::Rect area, const text::Words& words) {
    int place = 0;
    // A button that says what it would do next.
    const auto turned = [&](const char* key, ui::Icon icon, bool& state, const char* word, const char* back) {
        const auto row = area.line(place / columns, rows_of_hands, gap);
        const bool touched = kit.button(row.column(place % columns, columns, gap), key, ui::Look::secondary, icon,
                                        words.say(state ? word : back));
        ++place;
        state = state != touched;
        return touched;
    };
    bool paper = turned("bench.paper", ui::Icon::print, has_paper_, "counter.paper_out", "counter.paper_in");
    paper |= turned("bench.low", ui::Icon::history, has_much_paper_, "counter.low", "counter.full");
    if (paper)
        printer_.set_paper(!has_paper_        ? drivers::PaperState::end
                           : !has_much_paper_ ? drivers::PaperState::near_end
                                              : drivers::PaperState::ok);
    if (turned("bench.cover", ui::Icon::inventory, is_closed_, "counter.cover_open", "counter.cover_close"))
        printer_.set_cover(is_closed_ ? drivers::CoverState::closed : drivers::CoverState::open);
    if (turned("bench.power", ui::Icon::lock, is_on_, "counter.power_off", "counter.power_on"))
        is_on_ ? printer_.power_on() : printer_.power_off();
    if (turned("bench.cable", ui::Icon::offline, is_plugged_in_, "counter.cable_out", "counter.cable_in"))
        is_plugged_in_ ? printer_.plug_in_again() : printer_.unplug();
    if (turned("bench.answers", ui::Icon::chat, answers_, "counter.mute", "counter.speak"))
        printer_.mute(!answers_);
    if (turned("bench.sense", ui::Icon::help, makes_sense_, "counter.babble", "counter.sense"))
        printer_.babble(!makes_sense_);
    if (turned("bench.cutter", ui::Icon::warning, cutter_is_free_, "counter.jam", "counter.free"))
        printer_.set_fault(cutter_is_free_ ? drivers::FaultState::none : drivers::FaultState::cutter);
}

// The end of the paper, as much as there is room for.
void PrinterBench::paper(ui::Kit& kit, ui::Rect area, const text::Words& words) {
    if (picture_.height == 0) {
        kit.text(area, "bench.no_paper", words.say("counter.no_paper"), ui::Style::secondary, ui::Ink::secondary);
        return;
    }
    const auto rows = static_cast<int>(area.height / std::max(1.0f, area.width) * static_cast<float>(picture_.width));
    const auto shown = std::clamp(rows, 1, picture_.height);
    const auto tail =
        std::span(picture_.ink).last(static_cast<std::size_t>(shown) * static_cast<std::size_t>(picture_.width));
    kit.picture(area, "bench.slip", {picture_.width, shown, tail}, words.say("counter.paper", {{"count", papers_}}));
}

} // namespace makegood
