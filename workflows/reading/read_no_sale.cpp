#include "workflows/reading/read_no_sale.hpp"

#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace makegood::reading {

namespace {

void blank_out(std::string& text, std::size_t at, std::size_t length) {
    text.replace(at, length, length, ' ');
}

// General punctuation, frames and signs, « and », and the commas of Persian: beyond ASCII, but no letters.
std::size_t length_of_sign(std::string_view text) {
    if (text.starts_with('\xE2'))
        return std::min<std::size_t>(3, text.size());
    const bool is_sign = text.starts_with('\xC2') || text.starts_with("\xD8\x8C") || text.starts_with("\xD8\x9B") ||
                         text.starts_with("\xD8\x9F") || text.starts_with("\xD9\x80");
    return is_sign ? std::min<std::size_t>(2, text.size()) : 0;
}

void blank_out_currencies(std::string& text, const ReadingWords& words) {
    for (const auto& currency : words.currencies)
        while (const auto found = find_phrase(text, currency.sign, Says::nothing))
            blank_out(text, found->at, found->length);
}

bool may_stand_beside(Says says) {
    constexpr Says beside[] = {Says::no_sale_alone, Says::no_sale, Says::taken_back,  Says::number,
                               Says::date,          Says::time,    Says::total,       Says::tendered,
                               Says::lane,          Says::cashier, Says::deposit_back};
    return std::ranges::find(beside, says) != std::end(beside);
}

// Words with digits in them are numbers.
bool has_words(std::string_view text) {
    bool has_letter = false, has_digit = false;
    for (const char c : text) {
        if (!is_letter(c) && !is_digit(c)) {
            if (has_letter && !has_digit)
                return true;
            has_letter = has_digit = false;
        }
        has_letter = has_letter || is_letter(c);
        has_digit = has_digit || is_digit(c);
    }
    return has_letter && !has_digit;
}

bool stands_alone(const MarkedLine& line, const ReadingWords& words) {
    auto rest = line.folded;
    for (const auto& phrase : line.phrases)
        if (may_stand_beside(phrase.says))
            blank_out(rest, phrase.at, phrase.length);
    for (const auto& date : line.dates)
        blank_out(rest, date.at, date.length);
    for (const auto& time : line.times)
        blank_out(rest, time.at, time.length);
    for (std::size_t at = 0; at < rest.size(); ++at)
        if (const auto sign = length_of_sign(std::string_view(rest).substr(at)))
            blank_out(rest, at, sign);
    blank_out_currencies(rest, words);
    return !has_words(rest);
}

bool is_called(const ReadLine& line, std::initializer_list<Says> kinds, const ReadingWords& words) {
    for (const auto& text : {folded(line.words), folded(line.name)})
        for (const auto& phrase : find_phrases(words, text))
            if (std::ranges::find(kinds, phrase.says) != kinds.end())
                return true;
    return false;
}

// A bottle, and not a jacket: "PANT", "2 PANT", but not "CARGO PANT BLUE".
bool is_called_only(const ReadLine& line, Says says, const ReadingWords& words) {
    for (auto text : {folded(line.words), folded(line.name)}) {
        bool is_called = false;
        for (const auto& phrase : find_phrases(words, text))
            if (phrase.says == says) {
                blank_out(text, phrase.at, phrase.length);
                is_called = true;
            }
        blank_out_currencies(text, words);
        if (is_called && !has_words(text))
            return true;
    }
    return false;
}

bool is_below_nothing(const MarkedLine& line) {
    return line.last_money() && line.last_money()->value.ten_thousandths < 0;
}

// "OFFER -0.50", "EMPTIES RETURNED -0.50": on other papers the same words say that they are no sale.
bool takes_off_or_gives_deposit(const MarkedLine& line, const ReadingWords& words) {
    return line.says(Says::deposit) ||
           (is_below_nothing(line) &&
            (line.says(Says::taken_off) || (line.says(Says::deposit_back) && stands_alone(line, words))));
}

Place place_of(const MarkedPaper& paper, std::size_t line, Says says) {
    const auto phrase = std::ranges::find(paper.lines[line].phrases, says, &FoundPhrase::says);
    return paper.place(line, phrase->at, phrase->length);
}

} // namespace

std::optional<Place> find_no_sale(const MarkedPaper& paper) {
    for (std::size_t index = 0; index < paper.lines.size(); ++index) {
        const auto& line = paper.lines[index];
        if (line.says(Says::no_sale))
            return place_of(paper, index, Says::no_sale);
        if (line.says(Says::no_sale_alone) && stands_alone(line, paper.words) &&
            !takes_off_or_gives_deposit(line, paper.words))
            return place_of(paper, index, Says::no_sale_alone);
    }
    return std::nullopt;
}

void mark_deposits(std::span<ReadLine> lines, const ReadingWords& words) {
    for (auto& line : lines)
        line.is_deposit = is_called(line, {Says::deposit}, words) ||
                          (line.amount.ten_thousandths < 0 && is_called_only(line, Says::deposit_back, words));
}

std::optional<Place> find_taken_back(const MarkedPaper& paper, std::span<const ReadLine> lines) {
    for (std::size_t index = 0; index < paper.lines.size(); ++index)
        if (const auto& line = paper.lines[index];
            line.says(Says::taken_back) && line.last_money() && !takes_off_or_gives_deposit(line, paper.words))
            return place_of(paper, index, Says::taken_back);
    const auto is_known = {Says::discount, Says::saving, Says::taken_off};
    for (const auto& line : lines)
        if (line.amount.ten_thousandths < 0 && !line.voided && !line.is_deposit &&
            !is_called(line, is_known, paper.words))
            return line.place;
    return std::nullopt;
}

} // namespace makegood::reading
