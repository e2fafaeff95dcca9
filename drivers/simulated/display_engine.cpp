#include "drivers/simulated/display_engine.hpp"

namespace makegood::drivers {

void DisplayEngine::take(const escpos::Token& token) {
    if (token.kind == escpos::TokenKind::text) {
        for (const auto byte : token.bytes)
            put(byte);
        return;
    }
    const auto command = token.bytes;
    const bool is_reset = command.size() == 2 && command[0] == 0x1B && command[1] == 0x40;
    if (is_reset || (command.size() == 1 && command[0] == 0x0C)) {
        clear();
        row_ = column_ = 0;
    } else if (command.size() == 1 && command[0] == 0x0B) {
        row_ = column_ = 0;
    } else if (command.size() == 1 && command[0] == 0x0D) {
        column_ = 0;
    } else if (command.size() == 1 && command[0] == 0x0A) {
        row_ = 1 - row_;
    } else if (command.size() == 4 && command[0] == 0x1F && command[1] == 0x24 && command[2] >= 1 && command[2] <= 20 &&
               command[3] >= 1 && command[3] <= 2) {
        column_ = command[2] - 1u;
        row_ = command[3] - 1u;
    }
}

void DisplayEngine::put(std::uint8_t byte) {
    lines_[row_][column_] = static_cast<char>(byte);
    if (++column_ < 20)
        return;
    column_ = 0;
    row_ = 1 - row_;
}

} // namespace makegood::drivers
