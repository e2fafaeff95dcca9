#include "terminal/text/numbers.hpp"

#include "terminal/text/unicode.hpp"

#include <cassert>
#include <unicode/numberformatter.h>
#include <unicode/uchar.h>

namespace makegood::text {

std::string decimal(Language language, std::string_view plain, int decimals) {
    UErrorCode status = U_ZERO_ERROR;
    const auto formatter = icu::number::NumberFormatter::withLocale(icu::Locale(locale_of(language)))
                               .precision(icu::number::Precision::minFraction(decimals));
    const auto text =
        formatter.formatDecimal({plain.data(), static_cast<std::int32_t>(plain.size())}, status).toString(status);
    assert(U_SUCCESS(status));
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string integer(Language language, std::int64_t value) {
    return decimal(language, std::to_string(value), 0);
}

std::string quantity(Language language, Quantity value) {
    return decimal(language, value.to_decimal(), 0);
}

std::string with_latin_digits(std::string_view utf8) {
    std::string latin;
    latin.reserve(utf8.size());
    for (const char32_t c : decode(utf8).code_points) {
        const auto digit = u_charDigitValue(static_cast<UChar32>(c));
        append(latin, digit < 0 ? c : U'0' + static_cast<char32_t>(digit));
    }
    return latin;
}

} // namespace makegood::text
