#include "drivers/escpos/code128.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace makegood::escpos {
namespace {

enum Set { set_b, set_c };

// Characters of 11 modules: start, one for each symbol, check; then a stop of 13.
constexpr unsigned character_modules = 11;
constexpr unsigned stop_modules = 13;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_pair(std::string_view data, std::size_t at) {
    return at + 1 < data.size() && is_digit(data[at]) && is_digit(data[at + 1]);
}

std::uint8_t pair_value(std::string_view data, std::size_t at) {
    return static_cast<std::uint8_t>((data[at] - '0') * 10 + (data[at + 1] - '0'));
}

// Bytes 16 and then 4, 5 or 20 would be a real-time command to the printer (real_time.hpp): such pairs never meet.
bool is_dangerous(std::string_view data, std::size_t at) {
    if (at < 2 || !is_pair(data, at - 2) || pair_value(data, at - 2) != 0x10)
        return false;
    const std::uint8_t value = pair_value(data, at);
    return value == 0x04 || value == 0x05 || value == 0x14;
}

constexpr unsigned unreachable = std::numeric_limits<unsigned>::max() / 2;

struct Step {
    unsigned symbols = unreachable; // from here to the end, the change of set included
    bool changes_set = false;
};

// The cheapest way from each place to the end, when the place is reached in set B and when in set C.
using Plan = std::vector<std::array<Step, 2>>;

Plan plan_sets(std::string_view data) {
    Plan plan(data.size() + 1);
    plan.back() = {Step{0, false}, Step{0, false}};
    for (std::size_t at = data.size(); at-- > 0;) {
        const unsigned stay_b = plan[at + 1][set_b].symbols + 1;
        unsigned stay_c = unreachable;
        if (is_pair(data, at)) {
            const bool next_is_dangerous = is_pair(data, at + 2) && is_dangerous(data, at + 2);
            // Behind a 16 set C cannot go on with 04, 05 or 20: the next pair then is in set B.
            const unsigned rest = next_is_dangerous ? plan[at + 2][set_b].symbols + 1 : plan[at + 2][set_c].symbols;
            stay_c = rest + 1;
        }
        plan[at][set_b] = {std::min(stay_b, stay_c + 1), stay_c + 1 < stay_b};
        plan[at][set_c] = {std::min(stay_c, stay_b + 1), stay_b + 1 < stay_c};
    }
    return plan;
}

void begin_set(std::vector<std::uint8_t>& payload, Set set) {
    payload.push_back('{');
    payload.push_back(set == set_b ? 'B' : 'C');
}

} // namespace

std::optional<Code128> encode_code128(std::string_view data) {
    const bool printable =
        std::all_of(data.begin(), data.end(), [](char character) { return character >= 0x20 && character <= 0x7E; });
    if (data.empty() || !printable)
        return std::nullopt;
    const Plan plan = plan_sets(data);
    Code128 code;
    Set set = plan[0][set_c].symbols <= plan[0][set_b].symbols && !plan[0][set_c].changes_set ? set_c : set_b;
    begin_set(code.payload, set);
    unsigned symbols = 0;
    const auto change_to = [&](Set wanted) {
        set = wanted;
        begin_set(code.payload, set);
        ++symbols;
    };
    for (std::size_t at = 0; at < data.size();) {
        if (plan[at][set].changes_set && at > 0)
            change_to(set == set_b ? set_c : set_b);
        ++symbols;
        if (set == set_b) {
            if (data[at] == '{')
                code.payload.push_back('{');
            code.payload.push_back(static_cast<std::uint8_t>(data[at]));
            ++at;
            continue;
        }
        code.payload.push_back(pair_value(data, at));
        at += 2;
        if (at < data.size() && is_pair(data, at) && is_dangerous(data, at))
            change_to(set_b);
    }
    code.width_modules = character_modules * (symbols + 2) + stop_modules;
    return code;
}

} // namespace makegood::escpos
