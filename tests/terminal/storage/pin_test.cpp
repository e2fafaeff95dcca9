#include "terminal/storage/pin.hpp"
#include "tests/support/catch.hpp"

#include <optional>
#include <ostream>
#include <type_traits>

using namespace makegood::storage;

namespace {

template <class Value>
concept Printable = requires(std::ostream& stream, const Value& value) {
    stream << value;
};

} // namespace

TEST_CASE("a chosen PIN is long enough and not among the first that a thief tries") {
    struct Row {
        std::string_view digits;
        std::optional<PinRefusal> expected;
    };
    const Row rows[] = {
        {"", PinRefusal::too_short},
        {"48279", PinRefusal::too_short},
        {"482791", {}},
        {"739105", {}},
        {"4827915830", {}},
        {"482791583064", {}},
        {"4827915830647", PinRefusal::too_long},
        {"48279a", PinRefusal::not_digits},
        {"48279 ", PinRefusal::not_digits},
        {"۴۸۲۷۹۱", PinRefusal::not_digits},
        {"000000", PinRefusal::easily_guessed},
        {"123456", PinRefusal::easily_guessed},
        {"890123", PinRefusal::easily_guessed},
        {"987654", PinRefusal::easily_guessed},
        {"210987", PinRefusal::easily_guessed},
        {"121212", PinRefusal::easily_guessed},
        {"472472", PinRefusal::easily_guessed},
        {"112233", PinRefusal::easily_guessed},
        {"998877", PinRefusal::easily_guessed},
        {"311299", PinRefusal::easily_guessed},   // 31.12.99
        {"991231", PinRefusal::easily_guessed},   // 99-12-31
        {"123199", PinRefusal::easily_guessed},   // 12/31/99
        {"198407", PinRefusal::easily_guessed},   // July 1984
        {"071984", PinRefusal::easily_guessed},   //
        {"136512", PinRefusal::easily_guessed},   // Esfand 1365
        {"05101984", PinRefusal::easily_guessed}, // 5 October 1984
        {"19841005", PinRefusal::easily_guessed},
        {"13651229", PinRefusal::easily_guessed},
        {"19841986", PinRefusal::easily_guessed},
        {"98765432", PinRefusal::easily_guessed},
        {"19842986", {}},
        {"453299", {}}, // no month 32 or 45
    };
    for (const auto& row : rows) {
        CAPTURE(row.digits);
        const auto pin = Pin::chosen(row.digits);
        CHECK(pin.has_value() == !row.expected);
        if (!pin && row.expected)
            CHECK(pin.error() == *row.expected);
        if (pin)
            CHECK(pin->digits() == row.digits);
    }
}

TEST_CASE("the shop's number is among the first PINs that a thief tries") {
    struct Row {
        std::string_view digits, shop;
        bool good;
    };
    const Row rows[] = {
        {"003142", "3142", false},       {"314200", "3142", false}, {"831427", "3142", false},
        {"831427", "Shop 03142", false}, {"700000", "7", false},    {"482791", "7", true},
        {"482791", "27", true},          {"270000", "27", false},   {"482791", "", true},
        {"482791", "corner", true},      {"482791", "000", true},   {"482791", "482791", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.digits, row.shop);
        CHECK(Pin::chosen(row.digits, row.shop).has_value() == row.good);
    }
}

TEST_CASE("a typed PIN may be anything that fits") {
    CHECK(Pin::typed("1")->digits() == "1");
    CHECK(Pin::typed("000000")->digits() == "000000");
    CHECK(Pin::typed("").error() == PinRefusal::too_short);
    CHECK(Pin::typed("1234567890123").error() == PinRefusal::too_long);
    CHECK(Pin::typed("12 34").error() == PinRefusal::not_digits);
}

TEST_CASE("a PIN is moved, wiped behind itself, and neither copied nor printed") {
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<Pin>);
    STATIC_REQUIRE_FALSE(std::is_copy_assignable_v<Pin>);
    STATIC_REQUIRE_FALSE(Printable<Pin>);
    auto pin = *Pin::typed("739105");
    const auto* where = pin.digits().data();
    const Pin moved(std::move(pin));
    CHECK(moved.digits() == "739105");
    CHECK(std::string_view(where, 6) == std::string_view("\0\0\0\0\0\0", 6));
}
