#pragma once

#include "workflows/reading/printed_date.hpp"
#include "workflows/reading/printed_number.hpp"
#include "workflows/reading/read_receipt.hpp"
#include "workflows/reading/reading_words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::reading {

// A line with everything on it that has a meaning of its own.
struct MarkedLine {
    std::string folded;
    std::vector<FoundPhrase> phrases;
    std::vector<PrintedNumber> numbers;
    std::vector<PrintedDate> dates;
    std::vector<PrintedTime> times;
    bool in_summary = false; // of taxes, below everything else: its sums are not the receipt's

    bool says(Says what) const;
    bool is_heading() const;    // words above columns
    bool is_only_money() const; // it may belong to words above or below it
    const PrintedNumber* last_money() const;
};

// What an amount at the foot of a receipt is.
enum class Role { total, subtotal, tax, rounding, discount, charge, tendered, change, saving, count };

struct Figure {
    Role role;
    Amount value;
    std::size_t line; // from 0
    std::size_t at;
    std::size_t length;
    bool loose = false; // the amount stands on the line below or above its word
    bool final = false;
    bool in_summary = false;
};

struct MarkedPaper {
    const std::vector<std::string>& originals;
    const std::vector<std::string>& symbols;
    const ReadingWords& words;
    NumberStyle style;
    std::vector<MarkedLine> lines;
    std::vector<Figure> figures; // from top to bottom

    Place place(std::size_t line, std::size_t at, std::size_t length) const;
    // As they are printed, of this part of the folded line.
    std::string words_at(std::size_t line, std::size_t at, std::size_t length) const;

    template <class Value>
    Candidate<Value> candidate(Value value, std::size_t line, std::size_t at, std::size_t length) const {
        return {std::move(value), place(line, at, length), words_at(line, at, length)};
    }
};

MarkedPaper mark(const ReceiptPaper& paper, const ReadingWords& words, std::optional<DecimalMark> decimal);

} // namespace makegood::reading
