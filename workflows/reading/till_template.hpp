#pragma once

#include "workflows/money.hpp"
#include "workflows/reading/printed_date.hpp"
#include "workflows/reading/printed_number.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::reading {

// Where one thing stands: behind these words, on their line or on the one below it.
struct Anchor {
    std::string after; // folded
    bool on_next_line = false;
};

// Columns of the paper, counted from 1, both within.
struct Columns {
    int first = 1;
    int last = 1;
};

// Product lines stand between two lines with these words, or from the first and to the last line of the paper.
struct LinesLayout {
    std::string from{};  // folded
    std::string until{}; // folded
    std::optional<Columns> name{};
    std::optional<Columns> code{};
    std::optional<Columns> quantity{};
    std::optional<Columns> price{};
    Columns amount{};
};

// How one till prints its receipts, told by the shop. What it does not tell is read as if there were none.
struct TillTemplate {
    std::string name;
    std::vector<std::string> known_by;  // folded; all of them stand on its paper
    std::vector<std::string> languages; // "en", "fa"; none: of all that are known
    std::optional<DecimalMark> decimal{};
    std::optional<DateOrder> date_order{};
    std::optional<Currency> currency{};
    bool tens = false; // amounts are in toman
    std::optional<Anchor> number{};
    std::optional<Anchor> date{};
    std::optional<Anchor> time{};
    std::optional<Anchor> total{};
    std::optional<Anchor> lane{};
    std::optional<Anchor> cashier{};
    std::optional<LinesLayout> lines{};
    std::vector<std::string> voids; // folded
};

// Whether the paper of this till has these lines; never where it is known by nothing.
bool is_paper_of(const TillTemplate& till, const std::vector<std::string>& folded_lines);

} // namespace makegood::reading
