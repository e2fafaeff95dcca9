#pragma once

#include "terminal/text/dates.hpp"
#include "terminal/text/language.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/money.hpp"
#include "workflows/quantity.hpp"

#include <tl/expected.hpp>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace makegood::text {

// A number, phone or SKU that people compare letter by letter: Latin digits, left to right, in any sentence.
struct Code {
    std::string text;
};

// Several of this language's words and values, said before, as one part of a sentence.
struct Phrase {
    std::string text;
};

// Only the hours and minutes of a time.
struct TimeOfDay {
    CivilTime time;
};

// A word that a message's {… select …} chooses by; it is compared and never shown.
struct Choice {
    std::string word;
};

// What a message can say. Text from outside goes through plain() before.
class Value {
  public:
    using Kinds =
        std::variant<std::string, Code, Phrase, Choice, std::int64_t, Quantity, Money, Date, CivilTime, TimeOfDay>;

    Value(std::string text) : kind_(std::move(text)) {}
    Value(std::string_view text) : kind_(std::string(text)) {}
    Value(const char* text) : kind_(std::string(text)) {}
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && !std::same_as<Integer, char>) Value(Integer number)
        : kind_(static_cast<std::int64_t>(number)) {}
    Value(Code code) : kind_(std::move(code)) {}
    Value(Phrase phrase) : kind_(std::move(phrase)) {}
    Value(Choice choice) : kind_(std::move(choice)) {}
    Value(Quantity quantity) : kind_(quantity) {}
    Value(Money money) : kind_(money) {}
    Value(Date date) : kind_(date) {}
    Value(CivilTime time) : kind_(time) {}
    Value(TimeOfDay time) : kind_(time) {}

    const Kinds& kind() const { return kind_; }

  private:
    Kinds kind_;
};

struct Argument {
    std::string_view name;
    Value value;
};
using Arguments = std::vector<Argument>;

// Shops print rial; people say toman, which is ten of them.
enum class RialsAs { rial, toman };

// How a message uses an argument: numbers choose plurals, words choose among {… select …}, the rest is shown.
enum class ArgumentUse { shown, number, word };

// The words of one language: all `key = message` lines of <folder>/<language>/*.txt, messages in ICU's MessageFormat.
// Keys are letters, digits, points, hyphens and underscores; a line that starts with # is a comment. Any number of
// Words may live at once. One thread.
class Words {
  public:
    // Reads and parses everything. The error names file, line and what is wrong there: no key or message, a key twice,
    // a message that ICU cannot read, bytes that are no UTF-8.
    static tl::expected<Words, std::string> open(const std::filesystem::path& folder, std::string_view language);

    // For another thread, without reading and parsing again.
    Words copy() const;

    Words(Words&&) noexcept;
    Words& operator=(Words&&) noexcept;
    ~Words();

    Language language() const;
    Direction direction() const { return direction_of(language()); }
    const Dates& dates() const;
    // In rial at first.
    void show_rials_as(RialsAs rials);

    // The message with its values, each kept from turning the words around it (UX.md 2). An unknown key or a missing
    // argument is a bug; with asserts off the key or the argument's name is shown.
    std::string say(std::string_view key, const Arguments& arguments = {}) const;
    bool knows(std::string_view key) const;

    // One value by itself, as `say` would show it but without isolates around it: "£12.34", «۴۱۰٬۰۰۰ ریال»,
    // «۱۳ مهر ۱۳۹۰، ۱۰:۲۱».
    std::string show(const Value& value) const;
    // "two months ago", «۲ ماه پیش»; a date by itself when it has not come yet. Days and longer.
    std::string age(Date then, Date now) const;
    // The same from "just now" on.
    std::string age(CivilTime then, CivilTime now) const;

    struct Message {
        std::string pattern;
        std::map<std::string, ArgumentUse> arguments;
    };
    const std::map<std::string, Message, std::less<>>& messages() const;

  private:
    struct Inside;
    explicit Words(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

} // namespace makegood::text
