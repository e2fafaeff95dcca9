#pragma once

#include "drivers/printer/profile.hpp"
#include "terminal/error.hpp"
#include "workflows/reading/read_receipt.hpp"
#include "workflows/reading/till_template.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace makegood {

// Everything that papers of any till are read with.
struct PaperReader {
    drivers::Profile printer = drivers::safe_profile(); // for which the bytes were meant
    reading::ReadingWords words{};
    reading::ReadingSettings settings{};
    std::optional<reading::TillTemplate> asked{}; // for every paper
    std::vector<reading::TillTemplate> tills{};   // each for the papers that it knows

    // None: the paper is read without one.
    const reading::TillTemplate* template_for(const reading::ReceiptPaper& paper) const;
    reading::ReadReceipt read(const reading::ReceiptPaper& paper) const;
};

// With all the templates of `tills`. Errors as of read_reading_words and till_templates.
Result<PaperReader> open_paper_reader(const std::filesystem::path& words, const std::filesystem::path& tills);

} // namespace makegood
