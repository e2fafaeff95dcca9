#include "workflows/privacy/masked.hpp"

#include <algorithm>

namespace makegood {

namespace {

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::size_t digit_length(std::string_view at) {
    const auto byte = [&](std::size_t i) { return i < at.size() ? static_cast<unsigned char>(at[i]) : 0U; };
    if (byte(0) >= '0' && byte(0) <= '9')
        return 1;
    const bool is_persian = byte(0) == 0xDB && byte(1) >= 0xB0 && byte(1) <= 0xB9;
    const bool is_arabic = byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9;
    return is_persian || is_arabic ? 2 : 0;
}

// From a digit on: how long it is in bytes with the blanks and hyphens inside, and how many digits it has.
struct NumberRun {
    std::size_t length = 0;
    int digits = 0;
};

NumberRun number_run(std::string_view words) {
    NumberRun run;
    for (std::size_t at = 0; at < words.size();) {
        if (const auto digit = digit_length(words.substr(at))) {
            at += digit;
            run = {at, run.digits + 1};
        } else if (words[at] == ' ' || words[at] == '-') {
            ++at;
        } else {
            break;
        }
    }
    return run;
}

} // namespace

std::string masked(std::string_view number) {
    const auto characters = std::ranges::count_if(number, begins_character);
    auto left_to_show = characters >= 8 ? 4 : characters >= 5 ? 2 : 0;
    auto end = number.size();
    while (left_to_show > 0)
        left_to_show -= begins_character(number[--end]) ? 1 : 0;
    return "••••" + std::string(number.substr(end));
}

std::string with_numbers_masked(std::string_view words) {
    constexpr int fewest_digits = 7;
    std::string shown;
    while (!words.empty()) {
        const auto run = digit_length(words) > 0 ? number_run(words) : NumberRun{1, 0};
        const auto part = words.substr(0, run.length);
        shown += run.digits >= fewest_digits ? masked(part) : std::string(part);
        words.remove_prefix(run.length);
    }
    return shown;
}

} // namespace makegood
