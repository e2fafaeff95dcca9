#include "workflows/reading/read_labels.hpp"

#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <set>

namespace makegood::reading {

namespace {

constexpr std::string_view between_word_and_value = " :.#=*";

struct Word {
    std::size_t at = 0;
    std::size_t length = 0;
};

bool may_be_in_number(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '/' || c == '_';
}

// What follows from `at` on up to the next gap: one word, or letters and the digits behind them ("CS 67832").
std::optional<Word> number_after(const MarkedLine& line, std::size_t at) {
    const std::string_view text = line.folded;
    at = text.find_first_not_of(between_word_and_value, at);
    if (at == text.npos)
        return std::nullopt;
    const auto end_of_word = [&](std::size_t from) {
        while (from < text.size() && may_be_in_number(text[from]))
            ++from;
        return from;
    };
    auto end = end_of_word(at);
    const auto has_digit = [&](std::size_t from, std::size_t to) {
        return std::ranges::any_of(text.substr(from, to - from), is_digit);
    };
    if (!has_digit(at, end) && end - at <= 4 && end > at) {
        const auto next = text.find_first_not_of(between_word_and_value, end);
        if (next == text.npos || next - end > 3)
            return std::nullopt;
        const auto next_end = end_of_word(next);
        if (!has_digit(next, next_end))
            return std::nullopt;
        end = next_end;
    }
    while (end > at && !is_digit(text[end - 1]) && !is_letter(text[end - 1]))
        --end;
    if (end - at < 2 || end - at > 40 || !has_digit(at, end))
        return std::nullopt;
    const Word part{at, end - at};
    const auto lies_in = [&](const auto& other) { return part.at < other.at + other.length && other.at < end; };
    const bool is_date = std::ranges::any_of(line.dates, [&](const PrintedDate& d) { return !d.bare && lies_in(d); });
    if (is_date || std::ranges::any_of(line.times, lies_in))
        return std::nullopt;
    return part;
}

bool same_code(std::string_view a, std::string_view b) {
    const auto letters = [](std::string_view text) {
        std::string kept;
        for (const char c : folded(text))
            if (is_digit(c) || is_letter(c))
                kept += c;
        return kept;
    };
    return letters(a) == letters(b);
}

// How often it stands on the paper as a whole word, other than at this place.
bool stands_elsewhere(const MarkedPaper& paper, const Candidate<std::string>& number) {
    const auto text = folded(number.value);
    for (std::size_t index = 0; index < paper.lines.size(); ++index) {
        const std::string_view line = paper.lines[index].folded;
        for (auto at = line.find(text); at != line.npos; at = line.find(text, at + 1)) {
            const auto end = at + text.size();
            const bool whole =
                (at == 0 || !may_be_in_number(line[at - 1])) && (end == line.size() || !may_be_in_number(line[end]));
            if (whole && paper.place(index, at, text.size()) != number.place)
                return true;
        }
    }
    return std::ranges::any_of(paper.symbols,
                               [&](const std::string& symbol) { return same_code(symbol, number.value); });
}

// The word that stands behind a label, up to the next gap or label.
std::optional<Word> words_after(const MarkedLine& line, const FoundPhrase& label) {
    const std::string_view text = line.folded;
    const auto at = text.find_first_not_of(between_word_and_value, label.at + label.length);
    if (at == text.npos)
        return std::nullopt;
    auto end = std::min(text.find("  ", at), text.size());
    const auto stop_at = [&](const auto& other) {
        if (other.at >= at)
            end = std::min(end, other.at);
    };
    std::ranges::for_each(line.phrases, stop_at);
    std::ranges::for_each(line.dates, stop_at);
    std::ranges::for_each(line.times, stop_at);
    while (end > at && between_word_and_value.find(text[end - 1]) != between_word_and_value.npos)
        --end;
    if (end <= at || end - at > 40)
        return std::nullopt;
    return Word{at, end - at};
}

Reading<std::string> read_label(const MarkedPaper& paper, Says what) {
    Reading<std::string> reading;
    std::set<std::size_t> lines;
    for (std::size_t index = 0; index < paper.lines.size(); ++index)
        for (const auto& phrase : paper.lines[index].phrases)
            if (phrase.says == what)
                if (const auto part = words_after(paper.lines[index], phrase)) {
                    lines.insert(index);
                    reading.add(
                        paper.candidate(paper.words_at(index, part->at, part->length), index, part->at, part->length));
                }
    reading.sure = reading.candidates.size() == 1 && lines.size() > 1;
    return reading;
}

} // namespace

Reading<std::string> read_number(const MarkedPaper& paper) {
    Reading<std::string> reading;
    for (std::size_t index = 0; index < paper.lines.size(); ++index) {
        const auto& line = paper.lines[index];
        for (const auto& phrase : line.phrases) {
            if (phrase.says != Says::number)
                continue;
            std::size_t where = index;
            auto part = number_after(line, phrase.at + phrase.length);
            const bool ends_line =
                line.folded.find_first_not_of(between_word_and_value, phrase.at + phrase.length) == std::string::npos;
            if (!part && ends_line && index + 1 < paper.lines.size() && paper.lines[index + 1].phrases.empty()) {
                where = index + 1;
                part = number_after(paper.lines[where], 0);
            }
            if (part)
                reading.add(
                    paper.candidate(paper.words_at(where, part->at, part->length), where, part->at, part->length));
        }
    }
    const auto confirmed = std::ranges::find_if(
        reading.candidates, [&](const Candidate<std::string>& c) { return stands_elsewhere(paper, c); });
    if (confirmed != reading.candidates.end()) {
        std::rotate(reading.candidates.begin(), confirmed, std::next(confirmed));
        const auto again = std::ranges::count_if(
            reading.candidates, [&](const Candidate<std::string>& c) { return stands_elsewhere(paper, c); });
        reading.sure = again == 1 && reading.candidates.front().value.size() >= 4;
    }
    return reading;
}

Reading<std::string> read_lane(const MarkedPaper& paper) {
    return read_label(paper, Says::lane);
}

Reading<std::string> read_cashier(const MarkedPaper& paper) {
    return read_label(paper, Says::cashier);
}

Reading<PrintedCurrency> read_currency(const MarkedPaper& paper, std::optional<Currency> of_shop) {
    struct Tally {
        const CurrencySign* sign;
        int count = 0;
        Candidate<PrintedCurrency> first;
    };
    std::vector<Tally> tallies;
    for (std::size_t index = 0; index < paper.lines.size(); ++index) {
        const auto& line = paper.lines[index].folded;
        for (const auto& sign : paper.words.currencies) {
            const bool is_word = is_letter(sign.sign.front());
            const auto at = line.find(sign.sign);
            if (at == line.npos || (is_word && at > 0 && is_letter(line[at - 1])) ||
                (is_word && at + sign.sign.size() < line.size() && is_letter(line[at + sign.sign.size()])))
                continue;
            auto tally = std::ranges::find(tallies, &sign, &Tally::sign);
            if (tally == tallies.end())
                tally = tallies.insert(tallies.end(), {&sign, 0,
                                                       paper.candidate(PrintedCurrency{sign.currency, sign.tens}, index,
                                                                       at, sign.sign.size())});
            ++tally->count;
        }
    }
    std::ranges::stable_sort(tallies, [](const Tally& a, const Tally& b) { return a.count > b.count; });
    Reading<PrintedCurrency> reading;
    for (const auto& tally : tallies)
        reading.add(tally.first);
    if (tallies.empty())
        return reading;
    const bool fits_shop = of_shop && tallies.front().sign->currency == *of_shop;
    const bool certain = tallies.front().sign->certain && tallies.front().count > 1;
    reading.sure = reading.candidates.size() == 1 && (fits_shop || certain);
    return reading;
}

} // namespace makegood::reading
