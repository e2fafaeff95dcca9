#include "terminal/plugin/given.hpp"

#include "terminal/text/unicode.hpp"
#include "workflows/recovery/events.hpp"

#include <algorithm>

namespace makegood::plugin {

namespace {

constexpr int largest_exponent = 6;

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

// A replaced part is longer or shorter, or it is U+FFFD itself in the wrong place: compared with what it was.
bool is_well_formed(std::string_view text) {
    if (is_ascii(text))
        return true;
    std::string again;
    for (const auto letter : text::decode(text).code_points)
        text::append(again, letter);
    return again == text;
}

// The same amount in the exponent that shops print; nothing where it does not fit to the last unit.
std::optional<std::int64_t> in_exponent(std::int64_t units, int from, int to) {
    for (; from < to; ++from)
        if (__builtin_mul_overflow(units, std::int64_t{10}, &units))
            return std::nullopt;
    for (; from > to; --from) {
        if (units % 10 != 0)
            return std::nullopt;
        units /= 10;
    }
    return units;
}

} // namespace

std::string Given::text(const char* given, std::string_view name) {
    if (given == nullptr)
        return {};
    std::string text(given, ::strnlen(given, longest_text + 1));
    if (text.size() > longest_text)
        return refuse(name, "is longer than 100,000 bytes"), std::string();
    if (!is_well_formed(text))
        return refuse(name, "is no UTF-8"), std::string();
    return text;
}

std::string Given::needed(const char* given, std::string_view name) {
    auto said = text(given, name);
    if (said.empty())
        refuse(name, "is needed and not said");
    return said;
}

StaffId Given::staff(const char* given, std::string_view name) {
    StaffId said(needed(given, name));
    if (is_actor_of_the_house(said))
        refuse(name, "is no number of a person");
    return said;
}

RequestId Given::request(const char* given) {
    const auto said = needed(given, "request");
    if (said.size() > longest_request)
        refuse("request", "is longer than 64 bytes");
    return RequestId("till/" + said);
}

std::string_view Given::pin(const char* given) {
    return given == nullptr ? std::string_view() : std::string_view(given, ::strnlen(given, longest_text));
}

std::optional<Money> Given::amount(const makegood_amount& given, std::string_view name) {
    if (given.units == 0 && given.currency[0] == '\0' && given.exponent == 0)
        return std::nullopt;
    const auto currency = Currency::from_code(std::string_view(given.currency, 3));
    if (!currency || given.currency[3] != '\0')
        return refuse(name, "has a currency that is not three capital letters of ISO 4217"), std::nullopt;
    if (given.exponent < 0 || given.exponent > largest_exponent)
        return refuse(name, "has an exponent of " + std::to_string(given.exponent)), std::nullopt;
    const auto units = in_exponent(given.units, given.exponent, currency->exponent());
    if (!units)
        return refuse(name, "cannot be kept to the last unit with the exponent that shops print, " +
                                std::to_string(currency->exponent())),
               std::nullopt;
    return Money(*units, *currency);
}

Money Given::amount_in(const makegood_amount& given, Currency of, std::string_view name) {
    const auto said = amount(given, name);
    if (said && said->currency() != of)
        refuse(name, "is in another currency than its receipt");
    return said.value_or(Money(0, of));
}

std::optional<Date> Given::day(const char* given, std::string_view name) {
    const auto said = text(given, name);
    const auto day = said.empty() ? std::nullopt : Date::from_iso(said);
    if (!said.empty() && !day)
        refuse(name, "is no day as 2011-12-05");
    return day;
}

void Given::refuse(std::string_view name, std::string_view why) {
    if (problem_)
        return;
    auto where = place_ + std::string(name);
    if (where.ends_with('.'))
        where.pop_back();
    problem_ = Failure{.status = MAKEGOOD_BAD_ARGUMENT, .detail = where + " " + std::string(why)};
}

} // namespace makegood::plugin
