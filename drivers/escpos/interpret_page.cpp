#include "drivers/escpos/interpreter.hpp"

#include "drivers/escpos/word.hpp"

#include <algorithm>

namespace makegood::escpos {
namespace {

constexpr std::int64_t default_page_height = 831; // TM-T88III specification, ESC W

} // namespace

void Interpreter::begin_page() {
    if (page_ || !builder_.line_is_empty())
        return;
    const PaperArea whole{0, 0, profile_.dots_per_line, default_page_height};
    page_.emplace(state_.page_area.value_or(whole), state_.page_direction, builder_.line_spacing());
}

// ESC W xL xH yL yH dxL dxH dyL dyH
void Interpreter::set_page_area(std::span<const std::uint8_t> command) {
    const auto across = [&](std::size_t at) { return across_paper(word(command[at], command[at + 1])); };
    const auto along = [&](std::size_t at) { return along_paper(word(command[at], command[at + 1])); };
    PaperArea area{across(2), along(4), across(6), along(8)};
    area.width = std::min<std::int64_t>(area.width, profile_.dots_per_line - area.x);
    if (area.width <= 0 || area.height <= 0)
        return;
    state_.page_area = area;
    if (page_)
        page_->set_area(area);
}

void Interpreter::set_page_direction(std::uint8_t n) {
    const unsigned direction = n >= '0' ? n - '0' : n;
    if (direction > 3)
        return;
    state_.page_direction = direction;
    if (page_)
        page_->set_direction(direction);
}

// GS $ and GS \ move in page mode only.
void Interpreter::move_down(Opcode opcode, std::span<const std::uint8_t> command) {
    if (!page_)
        return;
    const std::int64_t units = word(command[2], command[3]);
    if (opcode == Opcode::absolute_vertical_position)
        return page_->move_down_to(dots_along(units));
    page_->move_down_to(page_->baseline() + dots_along(units >= 0x8000 ? units - 0x10000 : units));
}

void Interpreter::print_page() {
    if (may_copy(page_->weight()))
        builder_.put_page(page_->page());
}

void Interpreter::end_page() {
    page_.reset();
    state_.page_area.reset();
}

} // namespace makegood::escpos
