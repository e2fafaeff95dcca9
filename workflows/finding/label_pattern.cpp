#include "workflows/finding/label_pattern.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace makegood {

namespace {

constexpr std::size_t longest_label = 80;
constexpr int most_without_width = 3; // each multiplies the ways to read a label
constexpr std::size_t most_digits = 20;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

int number_of(std::string_view digits) {
    int number = 0;
    for (const char c : digits)
        number = number * 10 + (c - '0');
    return number;
}

constexpr std::array<std::string_view, 4> day_forms = {"YYYYMMDD", "YYMMDD", "DDMMYY", "YYDDD"};

// The digits of one letter of the form, in order: all of YYYYMMDD's Y are the year.
int part_of_day(std::string_view form, char letter, std::string_view digits) {
    std::string chosen;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == letter)
            chosen += digits[i];
    return number_of(chosen);
}

std::optional<Date> day_in(std::string_view form, std::string_view digits) {
    using namespace std::chrono;
    const int year_said = part_of_day(form, 'Y', digits);
    const auto year = std::chrono::year(std::ranges::count(form, 'Y') == 2 ? 2000 + year_said : year_said);
    const int days = part_of_day(form, 'D', digits);
    if (form.find('M') == form.npos) {
        const auto first = Date::of(year / January / 1);
        const Date date{first.days_since_1970 + days - 1};
        return days >= 1 && date.ymd().year() == year ? std::optional(date) : std::nullopt;
    }
    const year_month_day ymd{year, month(static_cast<unsigned>(part_of_day(form, 'M', digits))),
                             day(static_cast<unsigned>(days))};
    return ymd.ok() ? std::optional(Date::of(ymd)) : std::nullopt;
}

} // namespace

Expected<LabelPattern, std::string> LabelPattern::parse(std::string_view text) {
    constexpr std::pair<std::string_view, Field> fields[] = {
        {"sequence", Field::sequence},    {"shop", Field::shop}, {"lane", Field::lane},
        {"operator", Field::operator_id}, {"any", Field::any},   {"day", Field::day}};
    LabelPattern pattern;
    while (!text.empty()) {
        if (text.front() != '{') {
            const auto end = std::min(text.find('{'), text.size());
            pattern.parts_.push_back({Field::literal, std::string(text.substr(0, end))});
            text.remove_prefix(end);
            continue;
        }
        const auto end = text.find('}');
        if (end == text.npos)
            return refused(std::string("a brace is not closed"));
        const auto inside = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        const auto colon = std::min(inside.find(':'), inside.size());
        const auto name = inside.substr(0, colon);
        const auto form = inside.substr(std::min(colon + 1, inside.size()));
        const auto* const field = std::ranges::find(fields, name, [](const auto& one) { return one.first; });
        if (field == std::end(fields))
            return refused("nobody knows {" + std::string(name) + "}");
        Part part{field->second, {}};
        if (part.field == Field::day) {
            if (std::ranges::find(day_forms, form) == day_forms.end())
                return refused(std::string("a day wants one of YYYYMMDD, YYMMDD, DDMMYY, YYDDD"));
            part.text = form;
            part.digits = form.size();
        } else if (!form.empty()) {
            const bool is_number = form.size() <= 2 && std::ranges::all_of(form, is_digit);
            part.digits = is_number ? static_cast<std::size_t>(number_of(form)) : 0;
            if (part.digits < 1 || part.digits > most_digits)
                return refused("{" + std::string(inside) + "} wants 1 to 20 digits");
        }
        pattern.parts_.push_back(std::move(part));
    }
    const auto has_no_width = [](const Part& part) { return part.field != Field::literal && part.digits == 0; };
    if (std::ranges::count_if(pattern.parts_, has_no_width) > most_without_width)
        return refused(std::string("at most three may be without a number of digits"));
    if (std::ranges::count(pattern.parts_, Field::sequence, &Part::field) != 1)
        return refused(std::string("wants one {sequence}"));
    return pattern;
}

bool LabelPattern::put(const Part& part, std::string_view text, LabelReading& reading) {
    switch (part.field) {
    case Field::sequence:
        reading.sequence = text;
        return true;
    case Field::shop:
        reading.shop = text;
        return true;
    case Field::lane:
        reading.lane = text;
        return true;
    case Field::operator_id:
        reading.operator_id = text;
        return true;
    case Field::day:
        reading.day = day_in(part.text, text);
        return reading.day.has_value();
    case Field::any:
    case Field::literal:
        break;
    }
    return true;
}

bool LabelPattern::fits(std::string_view label, std::size_t index, LabelReading& reading) const {
    if (index == parts_.size())
        return label.empty();
    const auto& part = parts_[index];
    if (part.field == Field::literal)
        return label.starts_with(part.text) && fits(label.substr(part.text.size()), index + 1, reading);
    if (part.digits > 0) {
        const auto digits = label.substr(0, part.digits);
        return digits.size() == part.digits && std::ranges::all_of(digits, is_digit) && put(part, digits, reading) &&
               fits(label.substr(part.digits), index + 1, reading);
    }
    for (std::size_t length = 1; length <= label.size() && is_letter_or_digit(label[length - 1]); ++length)
        if (put(part, label.substr(0, length), reading) && fits(label.substr(length), index + 1, reading))
            return true;
    return false;
}

std::optional<LabelReading> LabelPattern::read(std::string_view label) const {
    LabelReading reading;
    if (label.size() > longest_label || !fits(label, 0, reading))
        return std::nullopt;
    return reading;
}

} // namespace makegood
