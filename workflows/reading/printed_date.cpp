#include "workflows/reading/printed_date.hpp"

#include "workflows/reading/folded_text.hpp"
#include "workflows/reading/jalali.hpp"

#include <algorithm>

namespace makegood::reading {

namespace {

struct Part {
    int value = 0;
    int digits = 0;
};

std::optional<Part> take_number(std::string_view line, std::size_t& at, int most_digits) {
    Part part;
    while (at < line.size() && is_digit(line[at]) && part.digits <= most_digits) {
        part.value = part.value * 10 + (line[at++] - '0');
        ++part.digits;
    }
    if (part.digits == 0 || part.digits > most_digits)
        return std::nullopt;
    return part;
}

void skip_blanks(std::string_view line, std::size_t& at, int most = 2) {
    for (int i = 0; i < most && at < line.size() && line[at] == ' '; ++i)
        ++at;
}

std::optional<Date> gregorian(int year, int month, int day) {
    using namespace std::chrono;
    if (year < 1990 || year > 2079 || month < 1 || day < 1)
        return std::nullopt;
    const year_month_day ymd(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                             std::chrono::day(static_cast<unsigned>(day)));
    return ymd.ok() ? std::optional(Date::of(ymd)) : std::nullopt;
}

void add_meaning(std::vector<DateMeaning>& meanings, std::optional<Date> date, DateOrder order, bool jalali) {
    if (!date)
        return;
    const bool known = std::ranges::any_of(meanings, [&](const DateMeaning& m) { return m.date == *date; });
    if (!known)
        meanings.push_back({*date, order, jalali});
}

bool is_jalali_year(int year) {
    return year >= 1369 && year <= 1459;
}

void add_year_first(std::vector<DateMeaning>& meanings, int year, int month, int day) {
    if (is_jalali_year(year))
        add_meaning(meanings, day_of_jalali(year, month, day), DateOrder::year_month_day, true);
    else
        add_meaning(meanings, gregorian(year, month, day), DateOrder::year_month_day, false);
}

std::vector<DateMeaning> meanings_of(Part a, Part b, Part c) {
    std::vector<DateMeaning> meanings;
    if (b.digits > 2)
        return meanings;
    if (a.digits == 4 && c.digits <= 2) {
        add_year_first(meanings, a.value, b.value, c.value);
    } else if (a.digits <= 2 && c.digits == 4) {
        if (is_jalali_year(c.value)) {
            add_meaning(meanings, day_of_jalali(c.value, b.value, a.value), DateOrder::day_month_year, true);
            return meanings;
        }
        add_meaning(meanings, gregorian(c.value, b.value, a.value), DateOrder::day_month_year, false);
        add_meaning(meanings, gregorian(c.value, a.value, b.value), DateOrder::month_day_year, false);
    } else if (a.digits == 2 && b.digits == 2 && c.digits == 2) {
        add_meaning(meanings, gregorian(2000 + c.value, b.value, a.value), DateOrder::day_month_year, false);
        add_meaning(meanings, gregorian(2000 + c.value, a.value, b.value), DateOrder::month_day_year, false);
        add_meaning(meanings, gregorian(2000 + a.value, b.value, c.value), DateOrder::year_month_day, false);
        const int jalali_year = a.value >= 69 ? 1300 + a.value : 1400 + a.value;
        add_meaning(meanings, day_of_jalali(jalali_year, b.value, c.value), DateOrder::year_month_day, true);
    } else if (a.digits <= 2 && c.digits == 2) { // 5/3/18
        add_meaning(meanings, gregorian(2000 + c.value, b.value, a.value), DateOrder::day_month_year, false);
        add_meaning(meanings, gregorian(2000 + c.value, a.value, b.value), DateOrder::month_day_year, false);
    }
    return meanings;
}

bool may_begin(std::string_view line, std::size_t at) {
    if (at == 0)
        return true;
    const char before = line[at - 1];
    return !is_digit(before) && !is_letter(before) && before != '.' && before != '/' && before != '-' && before != ',';
}
bool may_end(std::string_view line, std::size_t end) {
    if (end == line.size() || line[end] == ' ')
        return true;
    const char after = line[end];
    const bool goes_on = after == '/' || after == '-' || after == '.' || after == ',';
    return !is_digit(after) && !(goes_on && end + 1 < line.size() && is_digit(line[end + 1]));
}

struct Separator {
    char sign;
    int blanks;
    friend bool operator==(Separator, Separator) = default;
};

std::optional<Separator> take_separator(std::string_view line, std::size_t& at) {
    const auto begin = at;
    skip_blanks(line, at, 1);
    const char sign = at < line.size() ? line[at] : '\0';
    if (sign != '/' && sign != '-' && sign != '.')
        return std::nullopt;
    skip_blanks(line, ++at, 1);
    return Separator{sign, static_cast<int>(at - begin) - 1};
}

// 31/12/2018, 31.12.18, 2018-12-31, 1397/10/10
std::optional<PrintedDate> with_separators(std::string_view line, std::size_t at) {
    auto end = at;
    const auto a = take_number(line, end, 4);
    if (!a)
        return std::nullopt;
    const auto first = take_separator(line, end);
    const auto b = first ? take_number(line, end, 2) : std::nullopt;
    if (!b)
        return std::nullopt;
    const auto second = take_separator(line, end);
    const auto c = second ? take_number(line, end, 4) : std::nullopt;
    if (!c || *first != *second || !may_end(line, end))
        return std::nullopt;
    auto meanings = meanings_of(*a, *b, *c);
    if (meanings.empty())
        return std::nullopt;
    return PrintedDate{at, end - at, std::move(meanings), first->sign};
}

// 20181231
std::optional<PrintedDate> eight_digits(std::string_view line, std::size_t at) {
    auto end = at;
    const auto digits = take_number(line, end, 8);
    if (!digits || digits->digits != 8 || !may_end(line, end))
        return std::nullopt;
    PrintedDate date{at, end - at, {}, '\0', true};
    add_year_first(date.meanings, digits->value / 10'000, digits->value / 100 % 100, digits->value % 100);
    if (date.meanings.empty())
        return std::nullopt;
    return date;
}

const ReadingWords::Month* take_month(std::string_view line, std::size_t& at, const ReadingWords& words) {
    const ReadingWords::Month* longest = nullptr;
    if (at == line.size())
        return longest;
    for (const auto& month : words.months)
        if (month.name.front() == line[at] && line.substr(at).starts_with(month.name) &&
            (!longest || month.name.size() > longest->name.size())) {
            const auto end = at + month.name.size();
            if (end == line.size() || !is_letter(line[end]))
                longest = &month;
        }
    if (longest)
        at += longest->name.size();
    return longest;
}

void skip_between(std::string_view line, std::size_t& at) {
    for (int i = 0; i < 3 && at < line.size() &&
                    (line[at] == ' ' || line[at] == '-' || line[at] == '.' || line[at] == ',' || line[at] == '/');
         ++i)
        ++at;
}

int full_year(Part year, bool jalali) {
    if (year.digits == 4)
        return year.value;
    if (!jalali)
        return 2000 + year.value;
    return year.value >= 69 ? 1300 + year.value : 1400 + year.value;
}

std::optional<PrintedDate> of_words(std::size_t at, std::size_t end, Part day, const ReadingWords::Month& month,
                                    Part year, DateOrder order) {
    if (year.digits != 2 && year.digits != 4)
        return std::nullopt;
    const int whole = full_year(year, month.jalali);
    PrintedDate date{at, end - at, {}, '\0'};
    add_meaning(date.meanings,
                month.jalali ? day_of_jalali(whole, month.number, day.value)
                             : gregorian(whole, month.number, day.value),
                order, month.jalali);
    if (date.meanings.empty())
        return std::nullopt;
    return date;
}

// 31 DEC 2018, 31-DEC-18, 6TH OF APRIL 2015
std::optional<PrintedDate> day_then_month(std::string_view line, std::size_t at, const ReadingWords& words) {
    auto end = at;
    const auto day = take_number(line, end, 2);
    if (!day)
        return std::nullopt;
    for (const std::string_view ending : {"ST", "ND", "RD", "TH"})
        if (line.substr(end).starts_with(ending)) {
            end += ending.size();
            break;
        }
    skip_between(line, end);
    if (line.substr(end).starts_with("OF "))
        end += 3;
    const auto* month = take_month(line, end, words);
    if (!month)
        return std::nullopt;
    skip_between(line, end);
    const auto year = take_number(line, end, 4);
    if (!year || !may_end(line, end))
        return std::nullopt;
    return of_words(at, end, *day, *month, *year, DateOrder::day_month_year);
}

// DECEMBER 31, 2018
std::optional<PrintedDate> month_then_day(std::string_view line, std::size_t at, const ReadingWords& words) {
    auto end = at;
    const auto* month = take_month(line, end, words);
    if (!month)
        return std::nullopt;
    skip_between(line, end);
    const auto day = take_number(line, end, 2);
    if (!day)
        return std::nullopt;
    skip_between(line, end);
    const auto year = take_number(line, end, 4);
    if (!year || !may_end(line, end))
        return std::nullopt;
    return of_words(at, end, *day, *month, *year, DateOrder::month_day_year);
}

std::optional<PrintedDate> date_at(std::string_view line, std::size_t at, const ReadingWords& words) {
    if (!is_digit(line[at]))
        return at > 0 && is_letter(line[at - 1]) ? std::nullopt : month_then_day(line, at, words);
    if (!may_begin(line, at))
        return std::nullopt;
    if (auto date = with_separators(line, at))
        return date;
    if (auto date = day_then_month(line, at, words))
        return date;
    return eight_digits(line, at);
}

// AM, P.M., ب.ظ
enum class Half { none, before_noon, after_noon };
Half take_half(std::string_view line, std::size_t& at, const ReadingWords& words) {
    auto begin = at;
    skip_blanks(line, begin);
    if (begin == line.size())
        return Half::none;
    for (const auto& phrase : words.beginning_with(line[begin])) {
        if (phrase.says != Says::before_noon && phrase.says != Says::after_noon)
            continue;
        if (const auto length = phrase_length(line, begin, phrase.text)) {
            at = begin + length;
            return phrase.says == Says::after_noon ? Half::after_noon : Half::before_noon;
        }
    }
    return Half::none;
}

std::optional<PrintedTime> time_at(std::string_view line, std::size_t at, const ReadingWords& words) {
    auto end = at;
    const auto hour = take_number(line, end, 2);
    if (!hour)
        return std::nullopt;
    skip_blanks(line, end, 1);
    if (end >= line.size() || line[end] != ':')
        return std::nullopt;
    skip_blanks(line, ++end, 1);
    const auto minute = take_number(line, end, 2);
    if (!minute || minute->digits != 2)
        return std::nullopt;
    int second = 0;
    if (auto after = end; after < line.size() && line[after] == ':') {
        const auto seconds = take_number(line, ++after, 2);
        if (!seconds || seconds->digits != 2 || seconds->value > 59)
            return std::nullopt;
        second = seconds->value;
        end = after;
    }
    if (end < line.size() && (is_digit(line[end]) || line[end] == ':' || line[end] == '-'))
        return std::nullopt;
    int hours = hour->value;
    const auto half = take_half(line, end, words);
    if (half == Half::after_noon && hours < 12)
        hours += 12;
    else if (half == Half::before_noon && hours == 12)
        hours = 0;
    if (hours > 23 || minute->value > 59)
        return std::nullopt;
    return PrintedTime{at, end - at, {hours * 3'600 + minute->value * 60 + second}};
}

} // namespace

std::vector<PrintedDate> find_dates(std::string_view line, const ReadingWords& words) {
    std::vector<PrintedDate> dates;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (!is_digit(line[at]) && !is_letter(line[at]))
            continue;
        if (auto date = date_at(line, at, words)) {
            at += date->length - 1;
            dates.push_back(std::move(*date));
        }
    }
    return dates;
}

std::vector<PrintedTime> find_times(std::string_view line, const ReadingWords& words) {
    std::vector<PrintedTime> times;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (!is_digit(line[at]) ||
            (at > 0 && (is_digit(line[at - 1]) || line[at - 1] == '-' || line[at - 1] == '/' || line[at - 1] == '.')))
            continue;
        if (auto time = time_at(line, at, words)) {
            at += time->length - 1;
            times.push_back(*time);
        }
    }
    return times;
}

} // namespace makegood::reading
