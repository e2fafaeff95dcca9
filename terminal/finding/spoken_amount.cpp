#include "terminal/finding/spoken_amount.hpp"

#include "terminal/text/search_key.hpp"
#include "workflows/decimal.hpp"

#include <algorithm>
#include <string>

namespace makegood {

namespace {

constexpr int usual_doubt_permille = 100;

struct Named {
    std::string_view word;
    std::int64_t times;
};
constexpr Named multiples[] = {{"هزار", 1'000},       {"هزارتا", 1'000},    {"thousand", 1'000},
                               {"میلیون", 1'000'000}, {"ملیون", 1'000'000}, {"million", 1'000'000}};
constexpr std::string_view tomans[] = {"تومان", "تومن", "toman", "tomans"};
constexpr std::string_view rials[] = {"ریال", "rial", "rials", "irr"};
constexpr std::string_view about_so_much[] = {"about", "around", "roughly", "حدود",
                                              "حدودا", "تقریبا", "حوالی",   "نزدیک"};

// Takes `word` off the front, with the blanks behind it.
bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word))
        return false;
    text.remove_prefix(word.size());
    while (text.starts_with(' '))
        text.remove_prefix(1);
    return true;
}

template <class Words>
bool take_any(std::string_view& text, const Words& words) {
    // The longest first: "tomans" begins with "toman".
    std::string_view longest;
    for (const auto word : words)
        if (text.starts_with(word) && word.size() > longest.size())
            longest = word;
    return !longest.empty() && take(text, longest);
}

// "139.12" or "1,390,000"; grouping marks are left out.
std::string take_number(std::string_view& text) {
    std::string number;
    while (!text.empty()) {
        const char c = text.front();
        if ((c >= '0' && c <= '9') || c == '.')
            number += c;
        else if (c != ',' && c != '\'')
            break;
        text.remove_prefix(1);
    }
    while (text.starts_with(' '))
        text.remove_prefix(1);
    return number;
}

// "±10%", "+-10 %"; nothing more may follow.
std::optional<int> doubt_in(std::string_view text) {
    if (!take(text, "±") && !take(text, "+-") && !take(text, "+/-"))
        return std::nullopt;
    const auto permille = read_decimal(take_number(text), 1);
    if (!permille || *permille > 1000 || !take(text, "%") || !text.empty())
        return std::nullopt;
    return static_cast<int>(*permille);
}

std::string without_group_marks(std::string text) {
    for (const std::string_view mark : {"٬", "،"})
        for (auto at = text.find(mark); at != text.npos; at = text.find(mark))
            text.erase(at, mark.size());
    return text;
}

// "1.25" times a million with two decimals is 125,000,000. Where `thousands_are_meant`, a number below 1000 counts
// thousands. Nothing for what is no number, overflows or is not whole in the end.
std::optional<std::int64_t> minor_units(std::string_view number, std::int64_t times, int decimals,
                                        bool thousands_are_meant) {
    constexpr int kept_decimals = 6; // more than a currency has are fine before "million"
    constexpr std::int64_t scale = 1'000'000;
    auto value = read_decimal(number, kept_decimals);
    if (!value)
        return std::nullopt;
    if (thousands_are_meant && *value < 1'000 * scale)
        times = 1'000;
    for (int i = 0; i < decimals; ++i)
        times *= 10;
    std::int64_t scaled = 0;
    if (__builtin_mul_overflow(*value, times, &scaled) || scaled % scale != 0)
        return std::nullopt;
    return scaled / scale;
}

} // namespace

std::optional<RecalledAmount> understand_amount(std::string_view said, const MoneyUnit& unit) {
    const auto key = without_group_marks(text::search_key(said));
    std::string_view text = key;
    const bool is_about = take_any(text, about_so_much) || take(text, "~");
    const auto number = take_number(text);
    std::int64_t times = 1;
    for (const auto& multiple : multiples)
        if (take(text, multiple.word))
            times *= multiple.times;

    MoneyUnit meant = unit;
    const auto irr = Currency::from_code("IRR");
    if (take_any(text, tomans))
        meant = {*irr, text::RialsAs::toman};
    else if (take_any(text, rials))
        meant = {*irr, text::RialsAs::rial};
    else
        take(text, text::search_key(unit.currency.code()));

    RecalledAmount heard{Money(0, meant.currency)};
    if (is_about)
        heard.permille = usual_doubt_permille;
    if (!text.empty()) {
        heard.permille = doubt_in(text);
        if (!heard.permille)
            return std::nullopt;
    }
    const auto exponent = meant.rials == text::RialsAs::toman ? 1 : meant.currency.exponent();
    const auto told = minor_units(number, times, exponent, meant.rials == text::RialsAs::toman && times == 1);
    if (!told)
        return std::nullopt;
    heard.amount = Money(*told, meant.currency);
    return heard;
}

} // namespace makegood
