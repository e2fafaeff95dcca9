#pragma once

#include "terminal/storage/query.hpp"
#include "workflows/ids.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::storage {

// The items as sold with this code, in any of GTIN's lengths. Throws what Connection::attempt catches.
std::vector<std::int64_t> items_of_code(Connection& connection, const ItemCode& code);

// Which items somebody means who says a code or some words. Throws what Connection::attempt catches.
class ItemNames {
  public:
    explicit ItemNames(Connection& connection) : connection_(connection) {}

    struct Meant {
        std::int64_t item;
        float fit; // 1: this item by its code or by every word; less for each typo, beginning or missing word
    };
    // The items as sold with this code, in any of GTIN's lengths, or else those whose names fit the words best. At
    // most `most` of them, best first.
    std::vector<Meant> meant_by(std::string_view said, std::size_t most);

  private:
    struct Likeness {
        std::int64_t word;
        float fit;
    };
    // What one said word may be, and on how many items these words stand.
    struct Heard {
        std::vector<Likeness> words;
        std::int64_t items = 0;
    };
    void learn_new_words();
    std::vector<std::u32string> words_in(std::string_view said) const;
    Heard heard(std::u32string_view said);
    float fit_of(const Heard& word, std::int64_t item);
    std::vector<Meant> items_with(std::span<const Heard> words);
    std::vector<Meant> items_of_words(const std::vector<std::u32string>& said, std::size_t most);

    // Every word of every name, kept between searches: some ten thousand in a shop of twenty thousand products.
    struct Word {
        std::int64_t id;
        std::u32string spelling;
        std::int64_t items = -1; // that it stands on when it was last needed; -1: not counted yet
    };
    Connection& connection_;
    std::vector<Word> words_; // ascending by id
};

} // namespace makegood::storage
