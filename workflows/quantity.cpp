#include "workflows/quantity.hpp"

#include "workflows/decimal.hpp"

namespace makegood {

Expected<Quantity, QuantityRefusal> Quantity::of_units(std::int64_t units) {
    std::int64_t milli = 0;
    if (__builtin_mul_overflow(units, std::int64_t{1000}, &milli))
        return refused(QuantityRefusal::overflow);
    return of_milli(milli);
}

Expected<Quantity, QuantityRefusal> Quantity::from_decimal(std::string_view text) {
    return read_decimal(text, 3).map(of_milli).map_error(decimal_refusal_as<QuantityRefusal>);
}

std::string Quantity::to_decimal() const {
    std::string text = write_decimal(milli_, 3);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

Expected<Quantity, QuantityRefusal> add(Quantity a, Quantity b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.milli(), b.milli(), &sum))
        return refused(QuantityRefusal::overflow);
    return Quantity::of_milli(sum);
}

Expected<Quantity, QuantityRefusal> subtract(Quantity a, Quantity b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.milli(), b.milli(), &difference))
        return refused(QuantityRefusal::overflow);
    return Quantity::of_milli(difference);
}

} // namespace makegood
