#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

// What a till's bar code says of its receipt; empty where its pattern does not tell.
struct LabelReading {
    std::string shop;
    std::string lane;
    std::string sequence; // or the number as printed
    std::string operator_id;
    std::optional<Date> day{};

    friend bool operator==(const LabelReading&, const LabelReading&) = default;
};

// How one kind of till writes its receipts' bar codes: letters that stand for themselves, and in braces what stands in
// their place. "CP{day:YYMMDD}{operator:5}{lane:3}{sequence:4}" reads "CP1110050090100300451".
//   {sequence} {shop} {lane} {operator} {any}    one or more letters and digits, as few as fit
//   {sequence:4} …                               so many digits
//   {day:YYYYMMDD} {day:YYMMDD} {day:DDMMYY} {day:YYDDD}    a date; YY is 2000 to 2099, DDD the day of the year
// Every pattern has one sequence, and at most three fields without a number of digits. Letters are compared as they
// are; labels of more than 80 bytes are nobody's.
class LabelPattern {
  public:
    // What is wrong with the text, in words for whoever wrote it.
    static Expected<LabelPattern, std::string> parse(std::string_view text);

    // Nothing when the label is another kind's, or its date is none.
    std::optional<LabelReading> read(std::string_view label) const;

  private:
    enum class Field { literal, sequence, shop, lane, operator_id, any, day };
    struct Part {
        Field field;
        std::string text;       // of a literal, and the form of a day
        std::size_t digits = 0; // 0: as many letters and digits as it takes
    };
    bool fits(std::string_view label, std::size_t part, LabelReading& reading) const;
    static bool put(const Part& part, std::string_view text, LabelReading& reading);

    std::vector<Part> parts_;
};

} // namespace makegood
