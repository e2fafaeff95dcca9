#pragma once

#include "drivers/escpos/tokenizer.hpp"
#include "drivers/simulated/printer_engine.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace makegood::drivers {

// Whether the paper ends with the whole slip, command for command: its first byte begins a command there and is not
// payload of an earlier one.
inline bool bears(const PaperBytes& paper, const std::vector<std::uint8_t>& slip) {
    if (paper.size() < slip.size() || !std::equal(slip.rbegin(), slip.rend(), paper.rbegin()))
        return false;
    escpos::Tokenizer tokenizer(16);
    tokenizer.feed(std::span(paper).first(paper.size() - slip.size()), [](const escpos::Token&) {});
    return tokenizer.at_border();
}

inline std::size_t times_in(const PaperBytes& paper, const std::string& words) {
    std::size_t times = 0;
    for (auto at = paper.begin();; ++at, ++times) {
        at = std::search(at, paper.end(), words.begin(), words.end());
        if (at == paper.end())
            return times;
    }
}

} // namespace makegood::drivers
