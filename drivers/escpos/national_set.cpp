#include "drivers/escpos/national_set.hpp"

#include <array>
#include <iterator>
#include <string_view>

namespace makegood::escpos {
namespace {

constexpr std::string_view national_bytes = "#$@[\\]^`{|}~";

// In the order of ESC R n, each for the bytes above (Epson ESC/POS reference, "International character sets").
constexpr std::u32string_view national_sets[] = {
    U"#$@[\\]^`{|}~",                                                       // 0 USA
    U"#$\u00E0\u00B0\u00E7\u00A7^`\u00E9\u00F9\u00E8\u00A8",                // 1 France
    U"#$\u00A7\u00C4\u00D6\u00DC^`\u00E4\u00F6\u00FC\u00DF",                // 2 Germany
    U"\u00A3$@[\\]^`{|}~",                                                  // 3 United Kingdom
    U"#$@\u00C6\u00D8\u00C5^`\u00E6\u00F8\u00E5~",                          // 4 Denmark I
    U"#\u00A4\u00C9\u00C4\u00D6\u00C5\u00DC\u00E9\u00E4\u00F6\u00E5\u00FC", // 5 Sweden
    U"#$@\u00B0\\\u00E9^\u00F9\u00E0\u00F2\u00E8\u00EC",                    // 6 Italy
    U"\u20A7$@\u00A1\u00D1\u00BF^`\u00A8\u00F1}~",                          // 7 Spain I
    U"#$@[\u00A5]^`{|}~",                                                   // 8 Japan
    U"#\u00A4\u00C9\u00C6\u00D8\u00C5\u00DC\u00E9\u00E6\u00F8\u00E5\u00FC", // 9 Norway
    U"#$\u00C9\u00C6\u00D8\u00C5\u00DC\u00E9\u00E6\u00F8\u00E5\u00FC",      // 10 Denmark II
    U"#$\u00E1\u00A1\u00D1\u00BF\u00E9`\u00ED\u00F1\u00F3\u00FA",           // 11 Spain II
    U"#$\u00E1\u00A1\u00D1\u00BF\u00E9\u00FC\u00ED\u00F1\u00F3\u00FA",      // 12 Latin America
    U"#$@[\u20A9]^`{|}~",                                                   // 13 Korea
    U"#$\u017D\u0160\u0110\u0106\u010C\u017E\u0161\u0111\u0107\u010D",      // 14 Slovenia and Croatia
    U"#\u00A5@[\\]^`{|}~",                                                  // 15 China
};

} // namespace

bool is_known_national_set(std::uint8_t set) {
    return set < std::size(national_sets);
}

std::span<const NationalCharacter> national_characters(std::uint8_t set) {
    static constexpr auto all = [] {
        std::array<std::array<NationalCharacter, national_bytes.size()>, std::size(national_sets)> sets{};
        for (std::size_t n = 0; n < sets.size(); ++n)
            for (std::size_t i = 0; i < national_bytes.size(); ++i)
                sets[n][i] = {static_cast<std::uint8_t>(national_bytes[i]), national_sets[n][i]};
        return sets;
    }();
    return set == 0 || !is_known_national_set(set) ? std::span<const NationalCharacter>() : all[set];
}

} // namespace makegood::escpos
