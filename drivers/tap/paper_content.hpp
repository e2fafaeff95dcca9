#pragma once

#include "drivers/escpos/tokenizer.hpp"

namespace makegood::drivers {

// What there is on the paper in hand, by what the till sent since the last cut.
class PaperContent {
  public:
    void take(const escpos::Token& token);
    void new_paper() { has_print_ = has_bar_code_ = false; }

    bool has_print() const { return has_print_; }
    bool has_bar_code() const { return has_bar_code_; }
    bool is_display_selected() const { return display_; } // what comes now is not for the paper

  private:
    bool has_print_ = false;
    bool has_bar_code_ = false;
    bool display_ = false;
};

bool is_cut(const escpos::Token& token);
bool draws(escpos::Opcode opcode); // a picture, a bar code or another symbol

} // namespace makegood::drivers
