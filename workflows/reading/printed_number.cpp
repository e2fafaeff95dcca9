#include "workflows/reading/printed_number.hpp"

#include "workflows/decimal.hpp"
#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <cstdlib>

namespace makegood::reading {

namespace {

constexpr std::string_view separators = ".,'";

bool is_separator(char c) {
    return separators.find(c) != separators.npos;
}

struct Run {
    std::size_t at = 0;
    std::size_t end = 0;
};

bool is_digit_at(std::string_view line, std::size_t at) {
    return at < line.size() && is_digit(line[at]);
}

// "1 234 567,89": groups with blanks between them, known by the decimals at their end.
std::size_t end_of_blank_groups(std::string_view line, std::size_t end) {
    auto at = end;
    while (at + 3 < line.size() && line[at] == ' ' && is_digit_at(line, at + 1) && is_digit_at(line, at + 2) &&
           is_digit_at(line, at + 3) && !is_digit_at(line, at + 4))
        at += 4;
    const bool has_decimals = at > end && at < line.size() && line[at] == ',' && is_digit_at(line, at + 1) &&
                              is_digit_at(line, at + 2) && !is_digit_at(line, at + 3);
    return has_decimals ? at + 3 : end;
}

std::vector<Run> find_runs(std::string_view line) {
    std::vector<Run> runs;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool begins = is_digit(line[at]) || (line[at] == '.' && is_digit_at(line, at + 1));
        if (!begins)
            continue;
        auto end = at + 1;
        while (end < line.size() && (is_digit(line[end]) || (is_separator(line[end]) && is_digit_at(line, end + 1))))
            ++end;
        if (end - at <= 3)
            end = end_of_blank_groups(line, end);
        runs.push_back({at, end});
        at = end;
    }
    return runs;
}

struct Shape {
    std::string digits;
    int decimals = 0;
    bool grouped = false;
};

// Nothing where the separators do not stand as this style has them.
std::optional<Shape> shape_of(std::string_view run, DecimalMark mark) {
    const char decimal = mark == DecimalMark::point ? '.' : mark == DecimalMark::comma ? ',' : '\0';
    Shape shape;
    const auto point = decimal ? run.find(decimal) : run.npos;
    const auto whole = run.substr(0, point);
    const auto fraction = point == run.npos ? std::string_view() : run.substr(point + 1);
    int since_separator = 0;
    for (const char c : whole) {
        if (is_digit(c)) {
            shape.digits += c;
            ++since_separator;
            continue;
        }
        if (shape.grouped ? since_separator != 3 : since_separator > 3 || since_separator == 0)
            return std::nullopt;
        shape.grouped = true;
        since_separator = 0;
    }
    if (shape.grouped && since_separator != 3)
        return std::nullopt;
    if (fraction.size() > 4 || !std::ranges::all_of(fraction, is_digit))
        return std::nullopt;
    shape.digits += fraction;
    shape.decimals = static_cast<int>(fraction.size());
    return shape;
}

std::optional<Amount> amount_of(const Shape& shape) {
    if (shape.digits.empty() || shape.digits.size() > 16)
        return std::nullopt;
    std::int64_t value = 0;
    for (const char digit : shape.digits)
        value = value * 10 + (digit - '0');
    for (int decimals = shape.decimals; decimals < 4; ++decimals)
        if (value > Amount::most / 10)
            return std::nullopt;
        else
            value *= 10;
    return Amount{value, shape.decimals};
}

// The currency's sign that ends or begins here, its length; 0 where there is none.
std::size_t sign_before(std::string_view line, std::size_t end, const ReadingWords& words) {
    for (const auto& currency : words.currencies) {
        const auto size = currency.sign.size();
        if (size <= end && line.substr(end - size, size) == currency.sign &&
            (end == size || !is_letter(line[end - size - 1]) || !is_letter(currency.sign.front())))
            return size;
    }
    return 0;
}
std::size_t sign_after(std::string_view line, std::size_t at, const ReadingWords& words) {
    for (const auto& currency : words.currencies)
        if (line.substr(at).starts_with(currency.sign) &&
            !(at + currency.sign.size() < line.size() && is_letter(line[at + currency.sign.size()]) &&
              is_letter(currency.sign.back())))
            return currency.sign.size();
    return 0;
}

std::size_t back_over_blanks(std::string_view line, std::size_t at) {
    while (at > 0 && line[at - 1] == ' ')
        --at;
    return at;
}

// Letters that hang on a number: a tax code ("2.50SR") is at most three and no unit.
bool is_measure(std::string_view line, std::size_t at, const ReadingWords& words) {
    auto end = at;
    while (end < line.size() && is_letter(line[end]))
        ++end;
    const auto letters = line.substr(at, end - at);
    if (letters.empty())
        return false;
    if (letters == "X")
        return false;
    if (letters.size() > 3 || is_digit_at(line, end))
        return true;
    return std::ranges::any_of(words.beginning_with(letters.front()), [&](const ReadingWords::Phrase& phrase) {
        return phrase.says == Says::unit && phrase.text == letters;
    });
}

char char_at(std::string_view line, std::size_t at) {
    return at < line.size() ? line[at] : ' ';
}

// A number under way: where it begins and ends with what belongs to it.
struct Extent {
    std::size_t begin;
    std::size_t end;
    bool negative = false;
    bool has_currency = false;
    bool percent = false;
};

void take_minus(std::string_view line, Extent& extent, const ReadingWords& words) {
    if (extent.negative || extent.begin == 0 || line[extent.begin - 1] != '-')
        return;
    const auto before = extent.begin - 1;
    if (before == 0 || std::string_view(" :(").find(line[before - 1]) != std::string_view::npos ||
        sign_before(line, before, words)) {
        extent.negative = true;
        extent.begin = before;
    }
}

// "-RM 0.02", "RM-0.02"; false where what stands in front makes it a part of something else.
bool take_front(std::string_view line, Extent& extent, const ReadingWords& words) {
    take_minus(line, extent, words);
    const auto sign_end = back_over_blanks(line, extent.begin);
    if (const auto sign = sign_before(line, sign_end, words)) {
        extent.has_currency = true;
        extent.begin = sign_end - sign;
        take_minus(line, extent, words);
    }
    if (extent.begin == 0)
        return true;
    const char before = line[extent.begin - 1];
    const bool in_time = before == ':' && extent.begin > 1 && is_digit(line[extent.begin - 2]);
    return (!is_letter(before) || before == 'X') && before != '/' && before != '#' && before != '-' && !in_time;
}

// "1.84-", "12.00 EUR", "6 %", "2.50SR"; false where what stands behind makes it a part of something else.
bool take_back(std::string_view line, Extent& extent, const ReadingWords& words) {
    const char after = char_at(line, extent.end);
    if (after == '%') {
        extent.percent = true;
        return true;
    }
    if (after == '-' && char_at(line, extent.end + 1) == ' ') {
        extent.negative = true;
        ++extent.end;
        return true;
    }
    if (after == '/' || after == '.')
        return !is_digit_at(line, extent.end + 1);
    if (after == ':' || after == '-' || after == '#' || after == '"')
        return false;
    if (const auto sign = sign_after(line, extent.end, words)) {
        extent.has_currency = true;
        extent.end += sign;
        return true;
    }
    if (after != ' ')
        return !is_measure(line, extent.end, words);
    extent.percent = char_at(line, extent.end + 1) == '%';
    if (!extent.has_currency && !extent.percent) {
        const auto next = char_at(line, extent.end + 1) == ' ' ? extent.end + 2 : extent.end + 1;
        const auto sign = next < line.size() ? sign_after(line, next, words) : 0;
        const bool is_of_next = is_digit_at(line, next + sign) || is_digit_at(line, next + sign + 1);
        if (sign && !is_of_next) {
            extent.has_currency = true;
            extent.end = next + sign;
        }
    }
    return true;
}

bool is_money(const PrintedNumber& number, DecimalMark mark) {
    const auto digits = number.digits;
    const bool leading_zero = digits.size() > 1 && digits.front() == '0' && is_digit(digits[1]);
    if (number.percent || leading_zero)
        return false;
    if (mark != DecimalMark::none)
        return number.value.decimals >= 2;
    return number.grouped || number.has_currency || (digits.size() >= 4 && digits.size() <= 10);
}

std::optional<PrintedNumber> number_at(std::string_view line, Run run, const ReadingWords& words, NumberStyle style) {
    PrintedNumber number;
    number.digits = line.substr(run.at, run.end - run.at);
    const auto shape = shape_of(number.digits, style.mark);
    const auto value = shape ? amount_of(*shape) : std::nullopt;
    Extent extent{run.at, run.end};
    if (!value || !take_front(line, extent, words) || !take_back(line, extent, words))
        return std::nullopt;
    number.at = extent.begin;
    number.length = extent.end - extent.begin;
    number.value = extent.negative ? -*value : *value;
    number.grouped = shape->grouped;
    number.has_currency = extent.has_currency;
    number.percent = extent.percent;
    number.is_money = is_money(number, style.mark);
    return number;
}

} // namespace

std::string Amount::to_decimal() const {
    std::int64_t scale = 1;
    for (int i = decimals; i < 4; ++i)
        scale *= 10;
    return write_decimal(ten_thousandths / scale, decimals);
}

std::optional<Money> Amount::money(Currency currency, bool tens) const {
    std::int64_t scale = one;
    for (int i = 0; i < currency.exponent(); ++i)
        scale /= 10;
    const auto value = tens ? ten_thousandths * 10 : ten_thousandths;
    if (scale == 0 || value % scale != 0)
        return std::nullopt;
    return Money(value / scale, currency);
}

Amount operator+(Amount a, Amount b) {
    return {a.ten_thousandths + b.ten_thousandths, std::max(a.decimals, b.decimals)};
}
Amount operator-(Amount a, Amount b) {
    return a + -b;
}
Amount operator-(Amount a) {
    return {-a.ten_thousandths, a.decimals};
}

NumberStyle number_style(std::span<const std::string> folded_lines, const ReadingWords& words) {
    int points = 0, commas = 0, groups = 0, unclear = 0;
    for (const auto& line : folded_lines)
        for (const auto run : find_runs(line)) {
            const auto text = std::string_view(line).substr(run.at, run.end - run.at);
            const auto as_point = number_at(line, run, words, {DecimalMark::point});
            const auto as_comma = number_at(line, run, words, {DecimalMark::comma});
            const auto last = text.find_last_of(".,");
            if (last == text.npos || (!as_point && !as_comma))
                continue;
            const auto behind = text.size() - last - 1;
            const auto separator_count = std::ranges::count_if(text, is_separator);
            if (behind == 3 && (separator_count > 1 || text[last] == ','))
                ++groups;
            else if (behind == 3)
                ++unclear;
            else if (behind == 2 && as_point && text[last] == '.')
                ++points;
            else if (behind == 2 && as_comma && text[last] == ',')
                ++commas;
        }
    if (points != commas)
        return {points > commas ? DecimalMark::point : DecimalMark::comma,
                std::min(points, commas) * 4 < std::max(points, commas)};
    if (groups > 0)
        return {DecimalMark::none, unclear == 0};
    return {unclear > 0 ? DecimalMark::point : DecimalMark::none, unclear == 0};
}

std::vector<PrintedNumber> find_numbers(std::string_view line, const ReadingWords& words, NumberStyle style) {
    std::vector<PrintedNumber> numbers;
    for (const auto run : find_runs(line))
        if (auto number = number_at(line, run, words, style))
            numbers.push_back(*number);
    return numbers;
}

bool comes_to(Amount quantity, Amount price, Amount amount) {
    __extension__ using Wide = __int128;
    const auto product = static_cast<Wide>(quantity.ten_thousandths) * price.ten_thousandths;
    const auto exact = static_cast<Wide>(amount.ten_thousandths) * Amount::one;
    std::int64_t coin = Amount::one;
    for (int i = 0; i < amount.decimals; ++i)
        coin /= 10;
    const auto off = product > exact ? product - exact : exact - product;
    return off * 2 <= static_cast<Wide>(std::max<std::int64_t>(coin, 1)) * Amount::one;
}

} // namespace makegood::reading
