#pragma once

#include "workflows/money.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::reading {

// What a phrase on a receipt speaks of. The phrases themselves are data (assets/reading).
enum class Says {
    total,
    subtotal,
    tax,
    rounding,
    discount,
    charge, // service, delivery: money that comes on top
    tendered,
    change,
    saving, // what the customer did not have to pay
    count,
    excluding,
    including,
    final, // of several totals this is the one that was paid
    summary,
    heading, // above a column
    date,
    other_date, // until when something is valid
    other_time, // when the shop is open, until when something is valid
    time,
    number,
    other_number, // of the shop, of its telephone, of the tax office
    cashier,
    lane,
    voided,
    no_sale,       // a training, a quotation, a report, a return, a second print
    no_sale_alone, // likewise, where nothing else stands on the line
    taken_back,    // a product, where an amount stands on the line
    taken_off,     // of the price, where the amount is below nothing
    deposit,       // for a bottle or a crate: money without goods, paid or given back
    deposit_back,  // likewise, where the amount is below nothing
    unit,          // kg, ml: what stands in front of it is no money
    before_noon,
    after_noon,
    nothing, // longer phrases that hold one of the others by chance: "cash sales"
};

struct CurrencySign {
    std::string sign; // folded
    Currency currency;
    bool certain = true; // no other currency writes it so
    bool tens = false;   // one toman is ten of the currency
};

// The words of all languages at once: a shop's paper may mix them.
class ReadingWords {
  public:
    struct Phrase {
        Says says;
        std::string text;     // folded
        std::string language; // "de"; empty where several have it
    };
    struct Month {
        std::string name; // folded
        int number = 1;
        bool jalali = false;
    };

    // `text` is folded and not empty.
    void add(Says says, std::string text, std::string language = {});
    // Without the phrases of other languages alone: "bar" is cash in one and chocolate in another.
    ReadingWords in_languages(std::span<const std::string> languages) const;
    // Those that begin with this byte: a look at every position of the paper asks only for them.
    std::span<const Phrase> beginning_with(char first) const { return phrases_[static_cast<unsigned char>(first)]; }

    std::vector<CurrencySign> currencies;
    std::vector<Month> months;

  private:
    std::array<std::vector<Phrase>, 256> phrases_;
};

struct FoundPhrase {
    Says says;
    std::size_t at; // in the folded line
    std::size_t length;
};

// How much of the text from `at` on the phrase takes, if it stands there as words of its own; 0 where it does not. A
// blank in the phrase fits any few blanks, points, hyphens and brackets, and none at all.
std::size_t phrase_length(std::string_view folded_line, std::size_t at, std::string_view phrase);
std::optional<FoundPhrase> find_phrase(std::string_view folded_line, std::string_view phrase, Says says);

// Every phrase on the line, from left to right; where two overlap, the longer one. One that means several things is
// there once for each.
std::vector<FoundPhrase> find_phrases(const ReadingWords& words, std::string_view folded_line);

} // namespace makegood::reading
