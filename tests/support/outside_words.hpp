#pragma once

#include <cstdint>
#include <iterator>
#include <random>
#include <string>

namespace makegood::testing {

// Random words of which each part would be a command to somebody: a printer, a database, a spreadsheet, a terminal, a
// catalogue of words, a reader of UTF-8.
class OutsideWords {
  public:
    explicit OutsideWords(std::uint64_t seed) : chance_(seed) {}

    std::string next() {
        std::string words;
        for (auto parts = 1 + chance_() % 5; parts > 0; --parts)
            words += some_part();
        return words;
    }

  private:
    std::string some_part() {
        using namespace std::string_literals;
        static const std::string parts[] = {"Olives",
                                            "زیتون",
                                            "£2",
                                            "\x1b@",
                                            "\x1bp\0\x19\xfa"s,
                                            "\x1dV\0"s,
                                            "\x10\x14\x01\0\x01"s,
                                            "\x1d(A\x02\0\0\x02"s,
                                            "\x1b=\0"s,
                                            "\x1bt\x10",
                                            "\x1dv0\0\xff\xff\xff\xff"s,
                                            "\x0c",
                                            "\x18",
                                            "\n",
                                            "\r\n",
                                            "\t",
                                            "\0"s,
                                            "\x1b[2J",
                                            "\u009b2J",
                                            "=cmd|' /C calc'!A0",
                                            "@SUM(1+9)",
                                            "+1",
                                            "-1",
                                            ";=1+1",
                                            "\"",
                                            "'",
                                            ",",
                                            "{name}",
                                            "{0}",
                                            "%s%n",
                                            "'); DROP TABLE event; --",
                                            "\u202e",
                                            "\u2066",
                                            "\u2069",
                                            "\u200b",
                                            "\ufeff",
                                            "\xff\xfe",
                                            "\xc0\xaf",
                                            "\xed\xa0\x80",
                                            "\xf4\x90\x80\x80"};
        if (chance_() % 6 == 0)
            return std::string(1, static_cast<char>(chance_() % 256));
        return parts[chance_() % std::size(parts)];
    }

    std::mt19937_64 chance_;
};

} // namespace makegood::testing
