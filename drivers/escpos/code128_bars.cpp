#include "drivers/escpos/code128_bars.hpp"

#include "drivers/escpos/check_digit.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace makegood::escpos {
namespace {

using Refused = tl::unexpected<std::string>;

enum class CodeSet : std::uint8_t { a, b, c };

constexpr std::uint8_t start_a = 103;
constexpr std::uint8_t shift_value = 98;

// A function instead of a character in what is to be coded.
constexpr int function_1 = -1;
constexpr int function_2 = -2;
constexpr int function_3 = -3;
constexpr int function_4 = -4;

// Widths of bars and spaces in turn (ISO/IEC 15417, table 1): the values 0 to 105 and the stop character.
constexpr std::string_view widths[] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312",  "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211",  "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",  "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113",  "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113",  "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",  "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112",  "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112",  "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",  "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};

constexpr std::size_t index_of(CodeSet set) {
    return static_cast<std::size_t>(set);
}

constexpr std::uint8_t switch_to(CodeSet set) {
    constexpr std::uint8_t switches[] = {101, 100, 99};
    return switches[index_of(set)];
}

// The value of a character 0 to 127 or a function in a set, where the set has it.
std::optional<std::uint8_t> value_in(CodeSet set, int unit) {
    if (unit == function_1)
        return 102;
    if (set == CodeSet::c)
        return std::nullopt;
    if (unit == function_2)
        return 97;
    if (unit == function_3)
        return 96;
    if (unit == function_4)
        return set == CodeSet::a ? 101 : 100;
    if (set == CodeSet::a && unit < 0x20)
        return static_cast<std::uint8_t>(unit + 64);
    if (unit >= 0x20 && unit < (set == CodeSet::a ? 0x60 : 0x80))
        return static_cast<std::uint8_t>(unit - 0x20);
    return std::nullopt;
}

bool is_digit_unit(int unit) {
    return unit >= '0' && unit <= '9';
}

// The fewest values for the units, found from the last unit to the first.
class ShortestCode {
  public:
    explicit ShortestCode(std::span<const int> units) : units_(units), cost_(units.size() + 1) {
        for (std::size_t at = units.size(); at-- > 0;) {
            for (const auto set : {CodeSet::a, CodeSet::b, CodeSet::c})
                cost_[at][index_of(set)] = cost_in(at, set);
            const unsigned best = *std::min_element(cost_[at].begin(), cost_[at].end());
            for (auto& cost : cost_[at])
                cost = std::min(cost, best + 1);
        }
    }

    std::vector<std::uint8_t> values() const {
        CodeSet set = cheapest(0);
        std::vector<std::uint8_t> values{static_cast<std::uint8_t>(start_a + index_of(set))};
        for (std::size_t at = 0; at < units_.size();) {
            if (cost_in(at, set) > cost_[at][index_of(set)]) {
                set = cheapest(at);
                values.push_back(switch_to(set));
            }
            const auto value = value_in(set, units_[at]);
            values.push_back(value ? *value : pair_at(at));
            at += value ? 1 : 2;
        }
        return values;
    }

  private:
    static constexpr unsigned never = 1u << 30;

    bool has_pair(std::size_t at) const {
        return at + 1 < units_.size() && is_digit_unit(units_[at]) && is_digit_unit(units_[at + 1]);
    }
    std::uint8_t pair_at(std::size_t at) const {
        return static_cast<std::uint8_t>((units_[at] - '0') * 10 + units_[at + 1] - '0');
    }
    // Without a switch at this place.
    unsigned cost_in(std::size_t at, CodeSet set) const {
        if (value_in(set, units_[at]))
            return 1 + cost_[at + 1][index_of(set)];
        return set == CodeSet::c && has_pair(at) ? 1 + cost_[at + 2][index_of(set)] : never;
    }
    CodeSet cheapest(std::size_t at) const {
        if (units_.empty())
            return CodeSet::b;
        CodeSet best = CodeSet::b;
        for (const auto set : {CodeSet::a, CodeSet::c})
            if (cost_in(at, set) < cost_in(at, best))
                best = set;
        return best;
    }

    std::span<const int> units_;
    std::vector<std::array<unsigned, 3>> cost_;
};

// Beside the bars a printer leaves a blank for what it has no letter for.
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char sign) { return sign < ' ' || sign > '~'; }, ' ');
    return text;
}

std::optional<int> function_of(std::uint8_t sign) {
    switch (sign) {
    case '1':
        return function_1;
    case '2':
        return function_2;
    case '3':
        return function_3;
    case '4':
        return function_4;
    default:
        return std::nullopt;
    }
}

} // namespace

tl::expected<Code128Values, std::string> read_code128(std::span<const std::uint8_t> data) {
    if (data.size() < 2 || data[0] != '{' || data[1] < 'A' || data[1] > 'C')
        return Refused("Code 128 data does not begin with {A, {B or {C");
    auto set = static_cast<CodeSet>(data[1] - 'A');
    Code128Values code;
    code.values.push_back(static_cast<std::uint8_t>(start_a + index_of(set)));
    bool shifted = false;
    for (std::size_t i = 2; i < data.size(); ++i) {
        int unit = data[i];
        if (unit == '{' && i + 1 < data.size()) {
            const std::uint8_t sign = data[++i];
            if (sign >= 'A' && sign <= 'C') {
                const auto next = static_cast<CodeSet>(sign - 'A');
                if (next != set)
                    code.values.push_back(switch_to(next));
                set = next;
                continue;
            }
            if (sign == 'S') {
                code.values.push_back(shift_value);
                shifted = true;
                continue;
            }
            unit = function_of(sign).value_or(sign);
        }
        if (set == CodeSet::c && unit >= 0) {
            if (unit > 99)
                return Refused("Code 128 set C holds a byte above 99");
            code.values.push_back(static_cast<std::uint8_t>(unit));
            code.data += {static_cast<char>('0' + unit / 10), static_cast<char>('0' + unit % 10)};
            continue;
        }
        const CodeSet used = !shifted ? set : set == CodeSet::a ? CodeSet::b : CodeSet::a;
        const auto value = value_in(used, unit);
        if (!value)
            return Refused(std::string("Code 128 set ") + "ABC"[index_of(used)] + " has no character " +
                           std::to_string(data[i]));
        code.values.push_back(*value);
        if (unit >= 0)
            code.data.push_back(static_cast<char>(unit));
        shifted = false;
    }
    code.label = printable(code.data);
    return code;
}

tl::expected<Code128Values, std::string> read_gs1_128(std::span<const std::uint8_t> data) {
    const auto foreign = std::find_if(data.begin(), data.end(), [](std::uint8_t sign) { return sign >= 0x80; });
    if (foreign != data.end())
        return Refused("GS1-128 has no character " + std::to_string(*foreign));
    Code128Values code;
    std::vector<int> units{function_1};
    std::size_t field = 0; // where the digits since the last parenthesis begin in code.data
    const auto add = [&](char sign) {
        units.push_back(static_cast<unsigned char>(sign));
        code.data.push_back(sign);
        code.label.push_back(sign);
    };
    for (std::size_t i = 0; i < data.size(); ++i) {
        const std::uint8_t sign = data[i];
        if (sign == '(' || sign == ')' || sign == ' ') {
            code.label.push_back(static_cast<char>(sign));
            field = code.data.size();
        } else if (sign == '*') {
            const std::string digits = code.data.substr(field);
            if (digits.empty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return is_digit_unit(c); }))
                return Refused("GS1-128 computes a check digit of digits only");
            add(check_digit(digits));
        } else if (sign == '{' && i + 1 < data.size()) {
            const auto function = function_of(data[++i]);
            if (function == function_1 || function == function_3)
                units.push_back(*function);
            else
                add(static_cast<char>(data[i]));
            if (function == function_1)
                code.data.push_back('\x1D'); // as readers give it
        } else {
            add(static_cast<char>(sign));
        }
    }
    if (units.size() == 1)
        return Refused("GS1-128 without data");
    code.values = ShortestCode(units).values();
    return code;
}

tl::expected<Code128Values, std::string> read_code128_auto(std::span<const std::uint8_t> data) {
    Code128Values code;
    std::vector<int> units;
    for (const std::uint8_t byte : data) {
        if (byte >= 0x80)
            units.push_back(function_4);
        units.push_back(byte & 0x7F);
        code.data.push_back(static_cast<char>(byte));
    }
    if (units.empty())
        return Refused("Code 128 without data");
    code.values = ShortestCode(units).values();
    code.label = printable(code.data);
    return code;
}

drivers::Bitmap code128_bars(std::span<const std::uint8_t> values) {
    unsigned sum = values.front();
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += static_cast<unsigned>(i) * values[i];
    std::vector<std::uint8_t> all(values.begin(), values.end());
    all.push_back(static_cast<std::uint8_t>(sum % 103));
    all.push_back(106);
    drivers::Bitmap bars(static_cast<unsigned>(all.size()) * 11 + 2, 1);
    unsigned x = 0;
    for (const std::uint8_t value : all) {
        bool black = true;
        for (const char width : widths[value]) {
            for (char dot = '0'; dot < width; ++dot, ++x)
                if (black)
                    bars.blacken(x, 0);
            black = !black;
        }
    }
    return bars;
}

} // namespace makegood::escpos
