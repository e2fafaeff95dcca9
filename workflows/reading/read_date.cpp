#include "workflows/reading/read_date.hpp"

#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace makegood::reading {

namespace {

struct Seen {
    std::size_t line;
    const PrintedDate* date;
};

std::vector<Seen> dates_on(const MarkedPaper& paper) {
    std::vector<Seen> seen;
    for (std::size_t line = 0; line < paper.lines.size(); ++line)
        for (const auto& date : paper.lines[line].dates)
            if (!date.bare || paper.lines[line].says(Says::date))
                seen.push_back({line, &date});
    if (seen.size() > 64)
        seen.resize(64);
    return seen;
}

// The words before it on its line, or alone on the line above.
bool is_called(const MarkedPaper& paper, const Seen& seen, Says what) {
    const auto& line = paper.lines[seen.line];
    for (const auto& phrase : line.phrases)
        if (phrase.says == what && phrase.at < seen.date->at)
            return true;
    if (seen.line == 0)
        return false;
    const auto& above = paper.lines[seen.line - 1];
    return above.says(what) && above.dates.empty() && line.phrases.empty();
}

// The orders that every date of this shape on the paper allows; a day above twelve decides for the others.
struct PaperOrder {
    std::array<bool, 3> possible{true, true, true};

    bool allows(const DateMeaning& meaning) const { return possible[static_cast<std::size_t>(meaning.order)]; }
};

bool same_shape(const PrintedDate& a, const PrintedDate& b) {
    return a.separator == b.separator && a.separator != 0 && a.length == b.length;
}

PaperOrder order_of(const std::vector<Seen>& seen, const PrintedDate& like) {
    PaperOrder order;
    for (const auto& other : seen) {
        if (!same_shape(*other.date, like))
            continue;
        PaperOrder here{{false, false, false}};
        for (const auto& meaning : other.date->meanings)
            here.possible[static_cast<std::size_t>(meaning.order)] = true;
        for (std::size_t i = 0; i < 3; ++i)
            order.possible[i] = order.possible[i] && here.possible[i];
    }
    return order;
}

// What the number begins with or holds: 20180305, 180305 or 050318.
bool number_holds(const Reading<std::string>& number, Date date) {
    if (!number.best())
        return false;
    const auto iso = date.to_iso();
    const auto year = iso.substr(2, 2), month = iso.substr(5, 2), day = iso.substr(8, 2);
    const auto& text = *number.best();
    return text.size() >= 8 &&
           (text.find(year + month + day) != text.npos || text.find(day + month + year) != text.npos);
}

struct Weighed {
    DateMeaning meaning;
    Seen seen;
    int score = 0;
    int support = 0;
    bool open = false; // the paper does not tell its order
};

class DateReader {
  public:
    DateReader(const MarkedPaper& paper, std::optional<DateOrder> order, const Reading<std::string>& number)
        : paper_(paper), order_(order), number_(number), seen_(dates_on(paper)) {}

    Reading<Date> read() {
        for (const auto& seen : seen_)
            weigh(seen);
        std::ranges::stable_sort(weighed_, [](const Weighed& a, const Weighed& b) { return a.score > b.score; });
        Reading<Date> reading;
        for (const auto& weighed : weighed_)
            reading.add(paper_.candidate(weighed.meaning.date, weighed.seen.line, weighed.seen.date->at,
                                         weighed.seen.date->length));
        reading.sure = is_sure();
        return reading;
    }

  private:
    void weigh(const Seen& seen) {
        const auto allowed = order_of(seen_, *seen.date);
        std::vector<DateMeaning> meanings;
        for (const auto& meaning : seen.date->meanings)
            if (allowed.allows(meaning))
                meanings.push_back(meaning);
        if (meanings.empty())
            meanings = seen.date->meanings;
        const auto by_shop = std::ranges::find_if(
            meanings, [&](const DateMeaning& m) { return order_ && m.order == *order_ && !m.jalali; });
        bool open = meanings.size() > 1;
        if (by_shop != meanings.end()) {
            meanings = {*by_shop};
            open = false;
        }
        for (std::size_t i = 0; i < meanings.size(); ++i) {
            Weighed weighed{meanings[i], seen};
            weighed.open = open || i > 0;
            weighed.support = support_of(seen, meanings[i].date);
            weighed.score = weighed.support * 2 - (i > 0 ? 3 : 0) - (is_called(paper_, seen, Says::other_date) ? 6 : 0);
            weighed_.push_back(weighed);
        }
    }

    int support_of(const Seen& seen, Date date) const {
        int support = 0;
        if (is_called(paper_, seen, Says::date))
            ++support;
        if (!paper_.lines[seen.line].times.empty() || paper_.lines[seen.line].says(Says::time) ||
            (seen.line + 1 < paper_.lines.size() && !paper_.lines[seen.line + 1].times.empty()) ||
            (seen.line > 0 && !paper_.lines[seen.line - 1].times.empty()))
            ++support;
        if (number_holds(number_, date))
            ++support;
        const auto elsewhere = std::ranges::count_if(seen_, [&](const Seen& other) {
            return other.date != seen.date &&
                   std::ranges::any_of(other.date->meanings, [&](const DateMeaning& m) { return m.date == date; });
        });
        if (elsewhere > 0)
            ++support;
        if (seen_.size() == 1)
            ++support; // there is nothing else that it could be taken for
        return support;
    }

    bool is_sure() const {
        if (weighed_.empty() || weighed_.front().open || weighed_.front().support < 2 || weighed_.front().score < 3)
            return false;
        const auto& best = weighed_.front();
        return std::ranges::none_of(weighed_, [&](const Weighed& other) {
            return other.meaning.date != best.meaning.date && other.seen.date != best.seen.date &&
                   other.score + 1 >= best.score;
        });
    }

    const MarkedPaper& paper_;
    const std::optional<DateOrder> order_;
    const Reading<std::string>& number_;
    const std::vector<Seen> seen_;
    std::vector<Weighed> weighed_;
};

} // namespace

Reading<Date> read_date(const MarkedPaper& paper, std::optional<DateOrder> order, const Reading<std::string>& number) {
    return DateReader(paper, order, number).read();
}

namespace {

// "Open until 21:00", "warranty valid to 13.05.2019 23:59": what stands last before it says of what it is the time. A
// till is a lane, too.
bool is_other_time(const MarkedLine& line, std::size_t at) {
    bool is_other = false;
    for (const auto& phrase : line.phrases) {
        if (phrase.at >= at)
            break;
        const bool is_lane = std::ranges::any_of(
            line.phrases, [&](const FoundPhrase& same) { return same.says == Says::lane && same.at == phrase.at; });
        if ((phrase.says == Says::other_time || phrase.says == Says::other_date) && !is_lane)
            is_other = true;
        else if (phrase.says == Says::time || phrase.says == Says::date)
            is_other = false;
    }
    return is_other;
}

// On its line and not at the other end of it: there, something else may be told.
bool is_beside_date(const MarkedLine& line, std::size_t time_at, std::size_t time_length) {
    constexpr std::size_t far = 24;
    return std::ranges::any_of(line.dates, [&](const PrintedDate& date) {
        const auto date_end = date.at + date.length, time_end = time_at + time_length;
        return time_at <= date_end + far && date.at <= time_end + far;
    });
}

} // namespace

Reading<TimeOfDay> read_time(const MarkedPaper& paper, const Reading<Date>& date) {
    struct Found {
        Candidate<TimeOfDay> candidate;
        int support; // below nothing: of something else than the sale
    };
    std::vector<Found> all;
    const auto date_line = date.candidates.empty() ? 0 : date.candidates.front().place.line;
    for (std::size_t index = 0; index < paper.lines.size() && all.size() < 64; ++index) {
        const auto& line = paper.lines[index];
        for (const auto& time : line.times) {
            int support = 0;
            if (line.says(Says::time))
                support += 2;
            if (static_cast<int>(index) + 1 == date_line)
                support += is_beside_date(line, time.at, time.length) ? 2 : 1;
            else if (std::abs(static_cast<int>(index) + 1 - date_line) == 1 && date_line > 0)
                support += 1;
            if (is_other_time(line, time.at))
                support -= 6;
            all.push_back({paper.candidate(time.time, index, time.at, time.length), support});
        }
    }
    std::ranges::stable_sort(all, [](const Found& a, const Found& b) { return a.support > b.support; });
    Reading<TimeOfDay> reading;
    for (const auto& found : all)
        reading.add(found.candidate);
    const bool alone =
        all.size() == 1 || (all.size() > 1 && all[1].support < all[0].support) || reading.candidates.size() == 1;
    reading.sure = !all.empty() && all.front().support >= 2 && alone;
    return reading;
}

} // namespace makegood::reading
