#include "drivers/escpos/paper_text.hpp"

namespace makegood::escpos {

std::string paper_text(const Paper& paper) {
    std::string text;
    for (const auto& line : paper.lines) {
        text += line.text;
        text += '\n';
    }
    return text;
}

} // namespace makegood::escpos
