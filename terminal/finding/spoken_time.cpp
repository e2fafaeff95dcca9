#include "terminal/finding/spoken_time.hpp"

#include "terminal/text/dates.hpp"
#include "terminal/text/search_key.hpp"
#include "workflows/business_day.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace makegood {

namespace {

struct Word {
    std::string_view text;
    int value;
};

// All words are in the spelling of text::search_key: آ is ا, hamza and half spaces are gone.
constexpr Word gregorian_months[] = {
    {"january", 1}, {"jan", 1},       {"february", 2}, {"feb", 2},     {"march", 3},    {"mar", 3},   {"april", 4},
    {"apr", 4},     {"may", 5},       {"june", 6},     {"jun", 6},     {"july", 7},     {"jul", 7},   {"august", 8},
    {"aug", 8},     {"september", 9}, {"sep", 9},      {"sept", 9},    {"october", 10}, {"oct", 10},  {"november", 11},
    {"nov", 11},    {"december", 12}, {"dec", 12},     {"ژانویه", 1},  {"فوریه", 2},    {"مارس", 3},  {"اوریل", 4},
    {"مه", 5},      {"می", 5},        {"ژوین", 6},     {"ژوین", 6},    {"ژوییه", 7},    {"جولای", 7}, {"اوت", 8},
    {"اگوست", 8},   {"سپتامبر", 9},   {"اکتبر", 10},   {"نوامبر", 11}, {"دسامبر", 12}};
constexpr Word jalali_months[] = {{"فروردین", 1}, {"اردیبهشت", 2}, {"خرداد", 3}, {"تیر", 4},  {"مرداد", 5},
                                  {"امرداد", 5},  {"شهریور", 6},   {"مهر", 7},   {"ابان", 8}, {"اذر", 9},
                                  {"دی", 10},     {"بهمن", 11},    {"اسفند", 12}};
constexpr Word weekdays[] = {{"monday", 1},   {"mon", 1},      {"tuesday", 2}, {"tue", 2},    {"wednesday", 3},
                             {"wed", 3},      {"thursday", 4}, {"thu", 4},     {"friday", 5}, {"fri", 5},
                             {"saturday", 6}, {"sat", 6},      {"sunday", 7},  {"sun", 7},    {"دوشنبه", 1},
                             {"سهشنبه", 2},   {"چهارشنبه", 3}, {"پنجشنبه", 4}, {"پنشنبه", 4}, {"جمعه", 5},
                             {"ادینه", 5},    {"شنبه", 6},     {"یکشنبه", 7}};
// Said apart: «سه شنبه».
constexpr Word before_shanbe[] = {{"یک", 7}, {"دو", 1}, {"سه", 2}, {"چهار", 3}, {"پنج", 4}};
constexpr Word counts[] = {
    {"a", 1},     {"an", 1},    {"one", 1},  {"two", 2},    {"three", 3},   {"four", 4},    {"five", 5}, {"six", 6},
    {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},   {"eleven", 11}, {"twelve", 12}, {"یک", 1},   {"یه", 1},
    {"دو", 2},    {"سه", 3},    {"چهار", 4}, {"چار", 4},    {"پنج", 5},     {"شش", 6},      {"شیش", 6},  {"هفت", 7},
    {"هشت", 8},   {"نه", 9},    {"ده", 10},  {"یازده", 11}, {"دوازده", 12}, {"پانزده", 15}, {"بیست", 20}};
enum Unit { unit_day, unit_week, unit_month, unit_year };
constexpr Word units[] = {{"day", unit_day},     {"days", unit_day},     {"week", unit_week}, {"weeks", unit_week},
                          {"month", unit_month}, {"months", unit_month}, {"year", unit_year}, {"years", unit_year},
                          {"روز", unit_day},     {"هفته", unit_week},    {"ماه", unit_month}, {"سال", unit_year}};
constexpr Word days_ago[] = {{"today", 0}, {"tonight", 0}, {"yesterday", 1}, {"امروز", 0}, {"امشب", 0},
                             {"دیروز", 1}, {"دیشب", 1},    {"پریروز", 2},    {"پریشب", 2}, {"پسپریروز", 3}};
constexpr Word nights[] = {{"tonight", 0}, {"امشب", 0}, {"دیشب", 0}, {"پریشب", 0}};
enum Part { part_morning, part_noon, part_afternoon, part_late_afternoon, part_evening, part_night };
constexpr Word parts[] = {{"morning", part_morning},     {"noon", part_noon},       {"midday", part_noon},
                          {"afternoon", part_afternoon}, {"evening", part_evening}, {"night", part_night},
                          {"صبح", part_morning},         {"ظهر", part_noon},        {"بعدازظهر", part_afternoon},
                          {"عصر", part_late_afternoon},  {"غروب", part_evening},    {"شب", part_night}};
constexpr RecalledHours hours_of_part[] = {{5 * 60, 12 * 60},  {11 * 60, 14 * 60}, {12 * 60, 18 * 60},
                                           {15 * 60, 20 * 60}, {17 * 60, 22 * 60}, {18 * 60, 3 * 60}};
constexpr Word thirds[] = {{"early", 0}, {"beginning", 0}, {"start", 0}, {"اوایل", 0}, {"اول", 0},   {"ابتدای", 0},
                           {"mid", 1},   {"middle", 1},    {"وسط", 1},   {"اواسط", 1}, {"وسطای", 1}, {"نیمه", 1},
                           {"late", 2},  {"end", 2},       {"اواخر", 2}, {"اخر", 2},   {"اخرای", 2}, {"پایان", 2}};
constexpr std::string_view about[] = {"about", "around", "roughly", "approximately", "maybe", "circa", "حدود",
                                      "حدودا", "حوالی",  "تقریبا",  "دوروبر",        "شاید",  "نزدیک", "نزدیکای"};
constexpr std::string_view ago[] = {"ago", "پیش", "قبل", "گذشته", "before"};
constexpr std::string_view last[] = {"last", "past", "previous", "گذشته", "پیش", "قبل", "قبلی"};
constexpr std::string_view this_one[] = {"this", "این", "همین", "جاری"};
constexpr std::string_view few[] = {"few", "couple", "several", "چند"};
constexpr std::string_view filler[] = {"in", "a",   "on",  "of", "the", "at",   "oclock", "o",   "clock", "and",
                                       "it", "was", "th",  "st", "nd",  "rd",   "در",     "روز", "ماه",   "سال",
                                       "ی",  "ای",  "توی", "تو", "بود", "حتما", "ساعت",   "های", "هم"};

template <std::size_t Size>
std::optional<int> value_of(const Word (&words)[Size], std::string_view text) {
    for (const auto& word : words)
        if (word.text == text)
            return word.value;
    return std::nullopt;
}

template <std::size_t Size>
bool is_one_of(const std::string_view (&words)[Size], std::string_view text) {
    return std::ranges::find(words, text) != std::end(words);
}

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Date plus(Date date, int days) {
    return {date.days_since_1970 + days};
}

std::optional<Date> gregorian(int year, int month, int day) {
    using namespace std::chrono;
    const year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                             std::chrono::day(static_cast<unsigned>(day))};
    return ymd.ok() ? std::optional(Date::of(ymd)) : std::nullopt;
}

constexpr bool is_jalali_year(int year) {
    return year >= 1300 && year < 1500;
}

std::optional<Date> date_of(int year, int month, int day) {
    if (is_jalali_year(year))
        return text::date_of_jalali(year, month, day);
    return year >= 1900 && year < 2200 ? gregorian(year, month, day) : std::nullopt;
}

struct Month {
    bool jalali;
    int month; // 1 to 12
};

std::optional<Date> first_of(Month month, int year) {
    return month.jalali ? text::date_of_jalali(year, month.month, 1) : gregorian(year, month.month, 1);
}

RecalledDays whole(Month month, int year) {
    const auto first = first_of(month, year);
    const auto next =
        month.month == 12 ? first_of({month.jalali, 1}, year + 1) : first_of({month.jalali, month.month + 1}, year);
    return {*first, plus(*next, -1), 0};
}

class Listener {
  public:
    Listener(std::vector<std::string> words, const ShopCalendar& calendar)
        : words_(std::move(words)), today_{business_day_of(calendar.now, calendar.day_ends_minute).date},
          jalali_today_(text::jalali_of(today_)) {}

    std::optional<SpokenTime> listen() {
        while (at_ < words_.size())
            if (!one_thing())
                return std::nullopt;
        if (!heard_.days && !heard_.hours && !heard_.weekday)
            return std::nullopt;
        if (heard_.days && is_about_)
            heard_.days->spread = std::max(heard_.days->spread, 3);
        return heard_;
    }

  private:
    std::string_view word(std::size_t ahead = 0) const {
        return at_ + ahead < words_.size() ? std::string_view(words_[at_ + ahead]) : std::string_view();
    }
    bool take(std::size_t count) {
        at_ += count;
        return true;
    }
    bool take_days(RecalledDays days, std::size_t count) {
        heard_.days = days;
        return take(count);
    }

    bool one_thing() {
        return vagueness() || so_long_ago() || feast() || day_and_month() || month_alone() || last_or_this() ||
               plain_day() || weekday() || clock() || part_of_day() || filling();
    }

    bool vagueness() {
        if (!is_one_of(about, word()))
            return false;
        is_about_ = true;
        return take(1);
    }

    bool filling() { return is_one_of(filler, word()) && take(1); }

    // "two months ago", «چند روز پیش», «دو سه هفته پیش», "a couple of weeks ago"
    bool so_long_ago() {
        std::size_t used = 0;
        int least = 0;
        int most = 0;
        const auto count = [&](std::string_view text) {
            const auto number = number_in(text);
            return number ? number : value_of(counts, text);
        };
        if (word() == "a" && is_one_of(few, word(1)))
            ++used;
        if (is_one_of(few, word(used))) {
            least = 2;
            most = 6;
            ++used;
            if (word(used) == "of")
                ++used;
        } else if (const auto first = count(word())) {
            least = most = *first;
            used = 1;
            if (word(used) == "or" || word(used) == "to" || word(used) == "یا" || word(used) == "تا")
                ++used;
            if (const auto second = count(word(used))) {
                most = *second;
                ++used;
            } else {
                used = 1;
            }
        }
        if (used == 0)
            return false;
        const auto unit = value_of(units, word(used));
        if (!unit || !is_one_of(ago, word(used + 1)) || least > most || most > 1000)
            return false;
        constexpr int days_of_unit[] = {1, 7, 30, 365};
        const auto back = [&](int n) {
            if (*unit < unit_month)
                return plus(today_, -n * days_of_unit[*unit]);
            const int months = n * (*unit == unit_month ? 1 : 12);
            const auto ymd = today_.ymd();
            auto earlier = ymd - std::chrono::months(months);
            if (!earlier.ok())
                earlier = earlier.year() / earlier.month() / std::chrono::last;
            return Date::of(earlier);
        };
        constexpr int doubt[] = {1, 4, 10, 45};
        return take_days({back(most), back(least), doubt[*unit] + (*unit == unit_day ? most / 7 : 0)}, used + 2);
    }

    // The last first of Farvardin that has come.
    Date new_year() const { return *text::date_of_jalali(jalali_today_.year, 1, 1); }

    Date last_begun(Date this_year, Date year_before) const { return this_year <= today_ ? this_year : year_before; }

    // Before, after or in a feast; the two weeks around New Year are when a country shops.
    bool feast() {
        constexpr std::string_view before[] = {"before", "قبل", "پیش"};
        constexpr std::string_view after[] = {"after", "بعد", "پس"};
        std::size_t used = 0;
        const bool is_before = is_one_of(before, word());
        const bool is_after = is_one_of(after, word());
        if (is_before || is_after)
            used = 1;
        if (word(used) == "از")
            ++used;
        if (word(used) == "شب" && word(used + 1) == "یلدا")
            ++used;
        if (word(used) == "شب" && word(used + 1) == "عید") { // the eve, and the days of shopping before it
            const auto eve = new_year();
            return take_days({plus(eve, -14), plus(eve, -1), 3}, used + 2);
        }
        const auto name = word(used);
        RecalledDays days;
        if (name == "عید" || name == "نوروز" || name == "nowruz" || name == "norooz") {
            days = {new_year(), plus(new_year(), 12), 1};
            if (is_before && new_year() == today_)
                days = {*text::date_of_jalali(jalali_today_.year - 1, 1, 1), today_, 1};
        } else if (name == "یلدا" || name == "yalda") {
            const auto yalda = last_begun(*text::date_of_jalali(jalali_today_.year, 9, 30),
                                          *text::date_of_jalali(jalali_today_.year - 1, 9, 30));
            days = {yalda, yalda, 1};
        } else if (name == "christmas" || name == "xmas" || name == "کریسمس") {
            const int year = static_cast<int>(today_.ymd().year());
            const auto feast = last_begun(*gregorian(year, 12, 24), *gregorian(year - 1, 12, 24));
            days = {feast, plus(feast, 2), 0};
        } else {
            return false;
        }
        if (is_before)
            days = {plus(days.from, -14), plus(days.from, -1), 3};
        if (is_after)
            days = {plus(days.to, 1), plus(days.to, 14), 3};
        return take_days(days, used + 1);
    }

    std::optional<Month> month_at(std::size_t ahead) const {
        if (const auto month = value_of(jalali_months, word(ahead)))
            return Month{true, *month};
        if (const auto month = value_of(gregorian_months, word(ahead)))
            return Month{false, *month};
        return std::nullopt;
    }

    // The year that was said, or the last one in which the month has begun.
    int year_of(Month month, std::size_t ahead, std::size_t& used) const {
        if (const auto said = number_in(word(ahead)); said && *said > 1000) {
            ++used;
            return *said;
        }
        const int year = month.jalali ? jalali_today_.year : static_cast<int>(today_.ymd().year());
        return *first_of(month, year) <= today_ ? year : year - 1;
    }

    // «۱۱ مهر», "3 October 2011", "October 3rd"
    bool day_and_month() {
        std::size_t used = 2;
        auto day = number_in(word());
        std::size_t month_place = 1;
        if (day && (word(1) == "th" || word(1) == "st" || word(1) == "nd" || word(1) == "rd"))
            ++month_place, ++used;
        if (day && word(month_place) == "of")
            ++month_place, ++used;
        auto month = day ? month_at(month_place) : month_at(0);
        if (!day && month) {
            day = number_in(word(1));
            if (day && *day <= 31 && (word(2) == "th" || word(2) == "st" || word(2) == "nd" || word(2) == "rd"))
                ++used;
        }
        if (!day || !month || *day < 1 || *day > 31)
            return false;
        const auto used_before = used;
        const int year = year_of(*month, used, used);
        const auto of_year = [&](int which) {
            return month->jalali ? text::date_of_jalali(which, month->month, *day)
                                 : gregorian(which, month->month, *day);
        };
        auto date = of_year(year);
        if (date && *date > today_ && used == used_before)
            date = of_year(year - 1);
        if (!date)
            return false;
        return take_days({*date, *date, 1}, used);
    }

    // «اوایل مهر», "in October 2011"
    bool month_alone() {
        const auto third = value_of(thirds, word());
        std::size_t used = third ? 1 : 0;
        while (third && (word(used) == "of" || word(used) == "the" || word(used) == "ماه"))
            ++used;
        const auto month = month_at(used);
        if (!month)
            return false;
        ++used;
        if (word(used) == "ماه")
            ++used;
        const int year = year_of(*month, used, used);
        if (month->jalali != is_jalali_year(year))
            return false;
        auto days = whole(*month, year);
        if (third) {
            const auto first = days.from;
            days = *third == 0   ? RecalledDays{first, plus(first, 9), 2}
                   : *third == 1 ? RecalledDays{plus(first, 10), plus(first, 19), 2}
                                 : RecalledDays{plus(first, 20), days.to, 2};
        }
        return take_days(days, used);
    }

    bool last_weekday(int said, std::size_t used) {
        const int today = ((today_.days_since_1970 + 3) % 7 + 7) % 7 + 1;
        const int back = (today - said + 7) % 7;
        const auto day = plus(today_, -(back == 0 ? 7 : back));
        return take_days({day, day, 0}, used);
    }

    bool last_period(int unit, std::size_t used) {
        constexpr int days_of_unit[] = {1, 7, 30, 365};
        const int days = days_of_unit[unit];
        return take_days({plus(today_, -2 * days + 1), plus(today_, -days / 2), unit == unit_day ? 0 : days / 7}, used);
    }

    // "last week", «ماه گذشته», "last Saturday", "last night", "this morning"
    bool last_or_this() {
        if (is_one_of(this_one, word())) {
            if (const auto unit = value_of(units, word(1))) {
                constexpr int days_of_unit[] = {1, 7, 31, 365};
                return take_days({plus(today_, -days_of_unit[*unit] + 1), today_, 0}, 2);
            }
            if (value_of(parts, word(1))) {
                heard_.days = RecalledDays{today_, today_, 0};
                return take(1);
            }
            return false;
        }
        if (word() == "پارسال")
            return last_period(unit_year, 1);
        if (is_one_of(last, word())) {
            if (word(1) == "night") {
                heard_.hours = hours_of_part[part_night];
                return take_days({plus(today_, -1), plus(today_, -1), 0}, 2);
            }
            if (const auto unit = value_of(units, word(1)))
                return last_period(*unit, 2);
            if (const auto day = value_of(weekdays, word(1)))
                return last_weekday(*day, 2);
            return false;
        }
        if (!is_one_of(last, word(1)))
            return false;
        if (const auto unit = value_of(units, word()); unit && *unit != unit_day)
            return last_period(*unit, 2);
        if (const auto day = value_of(weekdays, word()))
            return last_weekday(*day, 2);
        return false;
    }

    bool plain_day() {
        if (word() == "day" && word(1) == "before" && word(2) == "yesterday")
            return take_days({plus(today_, -2), plus(today_, -2), 0}, 3);
        const auto back = value_of(days_ago, word());
        if (!back)
            return false;
        if (value_of(nights, word()))
            heard_.hours = hours_of_part[part_night];
        return take_days({plus(today_, -*back), plus(today_, -*back), 0}, 1);
    }

    bool weekday() {
        if (word(1) == "شنبه")
            if (const auto day = value_of(before_shanbe, word())) {
                if (is_one_of(last, word(2)))
                    return last_weekday(*day, 3);
                heard_.weekday = *day;
                return take(2);
            }
        const auto day = value_of(weekdays, word());
        if (!day)
            return false;
        heard_.weekday = *day;
        return take(1);
    }

    // "17:30" is two words here, for the colon separates: see understand_time.
    bool clock() {
        const bool is_said = word() == "at" || word() == "ساعت";
        const std::size_t first = is_said ? 1 : 0;
        const auto said = word(first);
        std::optional<int> hour;
        int minute = 0;
        std::size_t used = first + 1;
        if (const auto colon = said.find(':'); colon != said.npos) {
            hour = number_in(said.substr(0, colon));
            minute = number_in(said.substr(colon + 1)).value_or(60);
        } else if (is_said || word(first + 1) == "pm" || word(first + 1) == "am") {
            hour = number_in(said);
            if (!hour)
                hour = value_of(counts, said);
            if (word(used) == "و" && word(used + 1) == "نیم") {
                minute = 30;
                used += 2;
            }
        }
        if (!hour || *hour < 0 || *hour > 24 || minute > 59)
            return false;
        if (word(used) == "am" || word(used) == "pm") {
            *hour = *hour % 12 + (word(used) == "pm" ? 12 : 0);
            ++used;
        } else if (const auto part = value_of(parts, word(used)); part && *part != part_morning && *hour < 12) {
            *hour += 12;
            ++used;
        }
        const int at = (*hour % 24 * 60 + minute);
        constexpr int day = 24 * 60;
        constexpr int doubt = 20;
        heard_.hours = RecalledHours{(at - doubt + day) % day, (at + doubt) % day};
        return take(used);
    }

    // «بعد از ظهر» is three words.
    bool part_of_day() {
        if ((word() == "بعد" || word() == "پس") && word(1) == "از" && word(2) == "ظهر") {
            heard_.hours = hours_of_part[part_afternoon];
            return take(3);
        }
        const auto part = value_of(parts, word());
        if (!part)
            return false;
        heard_.hours = hours_of_part[*part];
        return take(1);
    }

    std::vector<std::string> words_;
    Date today_;
    text::JalaliDate jalali_today_;
    std::size_t at_ = 0;
    bool is_about_ = false;
    SpokenTime heard_;
};

std::vector<std::string> words_said(std::string_view key) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char c = key[i];
        const bool is_digit = c >= '0' && c <= '9';
        if (c == ' ' || c == ',' || c == '~' || c == '.') {
            end_word();
            continue;
        }
        const bool was_number = !word.empty() && ((word.back() >= '0' && word.back() <= '9') || word.back() == ':');
        if (!word.empty() && c != ':' && is_digit != was_number)
            end_word();
        word += c;
    }
    end_word();
    for (auto& one : words)
        if (const auto comma = one.find("،"); comma != one.npos)
            one.erase(comma);
    std::erase(words, std::string());
    return words;
}

// Digits with '-', '/' or '.' between, as three numbers (or a year and a month), or eight digits in a row.
std::optional<RecalledDays> written_date(std::string_view text, int doubt) {
    if (text.size() == 8 && number_in(text)) {
        const std::string whole_text(text);
        return written_date(whole_text.substr(0, 4) + "-" + whole_text.substr(4, 2) + "-" + whole_text.substr(6),
                            doubt);
    }
    int numbers[3] = {};
    std::size_t lengths[3] = {};
    std::size_t count = 0;
    for (std::size_t begin = 0; begin <= text.size(); ++count) {
        const auto end = std::min(text.find_first_of("-/.", begin), text.size());
        const auto number = count < 3 ? number_in(text.substr(begin, end - begin)) : std::nullopt;
        if (!number || *number < 0)
            return std::nullopt;
        numbers[count] = *number;
        lengths[count] = end - begin;
        begin = end + 1;
    }
    if (count == 2 && lengths[0] == 4 && numbers[1] >= 1 && numbers[1] <= 12) {
        const Month month{is_jalali_year(numbers[0]), numbers[1]};
        return first_of(month, numbers[0]) ? std::optional(whole(month, numbers[0])) : std::nullopt;
    }
    if (count != 3)
        return std::nullopt;
    const bool year_first = lengths[0] == 4;
    const auto date =
        year_first ? date_of(numbers[0], numbers[1], numbers[2]) : date_of(numbers[2], numbers[1], numbers[0]);
    return date ? std::optional(RecalledDays{*date, *date, doubt}) : std::nullopt;
}

std::optional<RecalledDays> written_range(std::string_view text, int doubt) {
    const auto dots = text.find("..");
    if (dots == text.npos)
        return written_date(text, doubt);
    const auto from = written_date(text.substr(0, dots), 0);
    const auto to = written_date(text.substr(dots + 2), 0);
    if (!from || !to || to->to < from->from)
        return std::nullopt;
    return RecalledDays{from->from, to->to, 0};
}

} // namespace

std::optional<SpokenTime> understand_time(std::string_view said, const ShopCalendar& calendar) {
    const auto key = text::search_key(said);
    if (const auto days = written_range(key, calendar.date_doubt))
        return SpokenTime{*days, std::nullopt, std::nullopt};
    return Listener(words_said(key), calendar).listen();
}

} // namespace makegood
