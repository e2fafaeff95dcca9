#pragma once

#include "terminal/error.hpp"
#include "workflows/wording.hpp"

#include <array>
#include <filesystem>
#include <string_view>
#include <variant>
#include <vector>

namespace makegood {

// The papers that go home with a customer, and the label of the left-behind log.
enum class SlipPaper { replacement, promise, refund, price_difference, voucher, apology, taken_back, left_behind };
inline constexpr std::size_t paper_count = 8;

// What a paper can say; assets/slips/slips.toml explains each.
enum class SlipPart {
    title,
    shop,
    rule,
    goods,
    amount,
    because,
    right_price,
    promised_for,
    gift,
    explained,
    replaces,
    receipt,
    date,
    by,
    confirmed,
    thanks,
    number,
    found, // the last four of the label only
    lane,
    keeps_until,
    reserved,
};

// A part, or a sentence of the shop's own.
using SlipTemplateLine = std::variant<SlipPart, Wording>;
using SlipTemplate = std::vector<SlipTemplateLine>;

// From top to bottom, of every paper.
class SlipTemplates {
  public:
    const SlipTemplate& of(SlipPaper paper) const { return of_paper_[static_cast<std::size_t>(paper)]; }

    // Errors name file, line and paper: TOML that does not parse, a paper or a word that nobody knows or that is
    // missing, one that stands twice, a sentence without a text.
    static Result<SlipTemplates> read(const std::filesystem::path& file);
    static Result<SlipTemplates> parse(std::string_view text, std::string_view file_name);

  private:
    std::array<SlipTemplate, paper_count> of_paper_;
};

} // namespace makegood
