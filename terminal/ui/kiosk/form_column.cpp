#include "terminal/ui/kiosk/form_column.hpp"

namespace makegood::ui {

namespace {

constexpr float block_gap = 14;

} // namespace

void FormColumn::add_text(const std::string& key, const std::string& text, Style style, Ink ink) {
    add(kit_.text_height(text, style, width_),
        [this, key, text, style, ink](Rect place) { kit_.text(place, key, text, style, ink); });
}

void FormColumn::add_chips(const std::string& key, const Scene& scene, std::vector<Chip> row, Taken& taken) {
    const auto heading = scene.words.say(key);
    const float heading_height = kit_.text_height(heading, Style::label, width_) + 6;
    const float height = heading_height + chip_flow_height(kit_, row, width_);
    add(height, [this, key, heading, heading_height, row = std::move(row), &taken](Rect place) {
        kit_.text(place.cut_top(heading_height), key, heading, Style::label);
        if (auto tapped = chip_flow(kit_, place, row))
            taken = std::move(tapped);
    });
}

void FormColumn::draw(Rect area, std::string_view key) {
    float height = 0;
    for (const auto& block : blocks_)
        height += block.height + block_gap;
    Rect content = kit_.begin_scroll(area, key, height);
    content.width = width_;
    for (const auto& block : blocks_) {
        block.draw(content.cut_top(block.height));
        content.cut_top(block_gap);
    }
    kit_.end_scroll();
}

} // namespace makegood::ui
