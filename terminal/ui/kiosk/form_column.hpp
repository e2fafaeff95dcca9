#pragma once

#include "terminal/ui/kiosk/chip_flow.hpp"

#include <functional>

namespace makegood::ui {

// The parts of a form one below the other, in a column that scrolls. Nothing is drawn before `draw`.
class FormColumn {
  public:
    FormColumn(Kit& kit, float width) : kit_(kit), width_(width) {}

    float width() const { return width_; }
    void add(float height, std::function<void(Rect)> draw) { blocks_.push_back({height, std::move(draw)}); }
    void add_text(const std::string& key, const std::string& text, Style style, Ink ink);
    // Below a heading, which is the catalogue's word for `key`; what is tapped goes into `taken`, which outlives it.
    void add_chips(const std::string& key, const Scene& scene, std::vector<Chip> row, Taken& taken);
    void draw(Rect area, std::string_view key);

  private:
    struct Block {
        float height;
        std::function<void(Rect)> draw;
    };
    Kit& kit_;
    float width_;
    std::vector<Block> blocks_;
};

} // namespace makegood::ui
