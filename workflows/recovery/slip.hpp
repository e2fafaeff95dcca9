#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/recovery/gift.hpp"
#include "workflows/wording.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

struct SlipItem {
    ItemCode code;
    std::string name;
    Quantity quantity;
    Unit unit = Unit::each;
    std::optional<std::string> kept_at{}; // goods that were left behind lie there, the others on the shelf
};

// What a slip has to say, before words and layout.
struct SlipContent {
    SlipNumber number;
    Language language = Language::english;
    std::string shop;
    Offer offer{};
    bool is_owed = false;          // still to be fetched, or to be paid out
    std::vector<SlipItem> items{}; // what it is about, as sold; never empty
    Money value;
    std::optional<Money> right_price{}; // of one
    std::optional<Gift> gift{};         // that goes home with the goods
    std::string receipt_number;
    std::optional<CivilTime> bought_at{}; // nothing, and no number: no receipt shows it
    CivilTime given_at;
    Complaint complaint{};
    StaffId given_by;                   // at the counter, and fetches it; a number: the journal holds no names
    StaffId confirmed_by;               // none where no manager was needed
    std::vector<SlipNumber> replaces{}; // slips on paper whose place this one takes
    std::vector<SlipNumber> cancels{};  // the slips on paper that this one takes back; none for a remedy's own
};

enum class SlipLineKind { title, text, pair, rule, apology, bar_code };

// One line as it is printed: `text` at the start, `value` at the end of a pair or inside a bar code.
struct SlipLine {
    SlipLineKind kind{};
    std::string text;
    std::string value;

    friend bool operator==(const SlipLine&, const SlipLine&) = default;
};

// The resolved document. It is kept with its grant, so that a copy repeats the old words whatever the catalogues say.
struct SlipDocument {
    Language language = Language::english;
    std::string copy_mark; // the line that a reprint carries on top
    std::vector<SlipLine> lines;

    friend bool operator==(const SlipDocument&, const SlipDocument&) = default;
};

// A label of our own: a three-letter kind, Crockford base-32 letters, and one check letter over all of them (weights
// 1, 2, 3 … mod 31, from the left), so that a slip, a badge and a product never look alike to a scanner.
// `body` is 1 to 40 letters of 0123456789ABCDEFGHJKMNPQRSTVWXYZ.
std::string own_label(std::string_view kind, std::string_view body);
// Whether the text is a label of that kind with a right check letter.
bool is_own_label(std::string_view kind, std::string_view text);

inline constexpr std::string_view slip_label_kind = "MGS";
inline constexpr std::string_view voucher_label_kind = "MGV"; // a slip that is worth money
inline constexpr std::string_view badge_label_kind = "MGB";
inline constexpr std::string_view left_behind_label_kind = "MGL"; // on the bag of an entry in the log
inline constexpr std::size_t badge_body_length = 26;              // of 5 bits each: nobody makes one up by trying
bool is_badge_label(std::string_view text);
// A voucher among them.
bool is_slip_label(std::string_view text);
bool is_left_behind_label(std::string_view text);

} // namespace makegood
