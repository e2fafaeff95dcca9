#pragma once

#include "workflows/retail_transaction.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

// The words of ours that files say things with.
namespace makegood::feeds {

template <class Meaning>
using Word = std::pair<std::string_view, Meaning>;

inline constexpr std::array unit_words{
    Word<Unit>{"each", Unit::each}, Word<Unit>{"kg", Unit::kilogram}, Word<Unit>{"g", Unit::gram},
    Word<Unit>{"l", Unit::litre},   Word<Unit>{"m", Unit::metre},     Word<Unit>{"lb", Unit::pound},
    Word<Unit>{"oz", Unit::ounce},
};
inline constexpr std::array entry_method_words{
    Word<EntryMethod>{"scanned", EntryMethod::scanned},
    Word<EntryMethod>{"keyed", EntryMethod::keyed},
    Word<EntryMethod>{"weighed", EntryMethod::weighed},
};
inline constexpr std::array flag_words{
    Word<bool>{"yes", true}, Word<bool>{"true", true},   Word<bool>{"1", true},
    Word<bool>{"no", false}, Word<bool>{"false", false}, Word<bool>{"0", false},
};

template <class Words>
constexpr auto meaning_of(const Words& words, std::string_view said)
    -> std::optional<typename Words::value_type::second_type> {
    for (const auto& [word, meaning] : words)
        if (word == said)
            return meaning;
    return std::nullopt;
}

} // namespace makegood::feeds
