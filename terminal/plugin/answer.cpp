#include "terminal/plugin/answer.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood::plugin {

const char* Answer::text(std::string_view from_outside) {
    return texts_.emplace_back(text::plain(from_outside)).c_str();
}

makegood_amount told(const Money& money) {
    makegood_amount amount{.units = money.minor_units(), .currency = {}, .exponent = money.currency().exponent()};
    std::ranges::copy(money.currency().code(), amount.currency);
    return amount;
}

} // namespace makegood::plugin
