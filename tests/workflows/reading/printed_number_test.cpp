#include "workflows/reading/printed_number.hpp"

#include "tests/support/catch.hpp"
#include "workflows/reading/folded_text.hpp"

using namespace makegood;
using namespace makegood::reading;

namespace {

ReadingWords words_of_numbers() {
    ReadingWords words;
    for (const char* unit : {"KG", "ML", "L"})
        words.add(Says::unit, unit);
    const std::pair<const char*, const char*> signs[] = {
        {"RM", "MYR"}, {"£", "GBP"}, {"$", "USD"}, {"ریال", "IRR"}, {"EUR", "EUR"}};
    for (const auto& [sign, code] : signs)
        words.currencies.push_back({sign, *Currency::from_code(code)});
    return words;
}

std::string money_on(std::string_view line, DecimalMark mark) {
    const auto text = folded(line);
    std::string money;
    for (const auto& number : find_numbers(text, words_of_numbers(), {mark}))
        if (number.is_money)
            money += number.value.to_decimal() + ' ';
    return money;
}

DecimalMark mark_of(std::vector<std::string> lines) {
    for (auto& line : lines)
        line = folded(line);
    return number_style(lines, words_of_numbers()).mark;
}

} // namespace

TEST_CASE("money is read as the receipt writes it") {
    using enum DecimalMark;
    const std::tuple<const char*, DecimalMark, const char*> rows[] = {
        {"TOTAL RM33.92", point, "33.92 "},
        {"TOTAL  RM 1,234.56", point, "1234.56 "},
        {"ROUNDING -RM 0.02", point, "-0.02 "},
        {"ROUNDING RM-0.02", point, "-0.02 "},
        {"LESS 1.84-", point, "-1.84 "},
        {"TAX .14", point, "0.14 "},
        {"2.50SR 3.10 S", point, "2.50 3.10 "},
        {"1 X 36.0000  36.00", point, "36.0000 36.00 "},
        {"£12.00 and 4.00£", point, "12.00 4.00 "},
        {"Summe 1.234,56 EUR", comma, "1234.56 "},
        {"à payer 1 234,56 EUR", comma, "1234.56 "},
        {"CHF 1'234.50", point, "1234.50 "},
        {"جمع ۱٬۰۱۰٬۰۰۰ ریال", none, "1010000 "},
        {"جمع ۱،۰۱۰،۰۰۰", none, "1010000 "},
        // no money
        {"GST 6.00% 0.742KG 1.50L", point, ""},
        {"12.05.2018 03-40.21", point, ""},
        {"A12.50 1,23.45 12.345.67", point, ""},
        {"99999999999999999.00", point, ""},
        {"5 PCS 12", point, ""},
    };
    for (const auto& [line, mark, money] : rows) {
        CAPTURE(line);
        CHECK(money_on(line, mark) == money);
    }
}

TEST_CASE("all the numbers on a receipt tell how it writes them") {
    CHECK(mark_of({"1.20", "2.50", "1,250"}) == DecimalMark::point);
    CHECK(mark_of({"1,20", "2,50", "1.250"}) == DecimalMark::comma);
    CHECK(mark_of({"۴۱۰٬۰۰۰", "۲۲۵٬۰۰۰"}) == DecimalMark::none);
    const std::vector<std::string> unclear{"12.500", "4.750"};
    CHECK_FALSE(number_style(unclear, words_of_numbers()).certain);
}

TEST_CASE("so many at a price come to an amount, rounded to the coin") {
    const auto amount = [](std::int64_t ten_thousandths, int decimals) { return Amount{ten_thousandths, decimals}; };
    CHECK(comes_to(amount(20'000, 0), amount(24'500, 2), amount(49'000, 2)));
    CHECK(comes_to(amount(12'520, 3), amount(19'000, 2), amount(23'800, 2))); // 1.252 kg at 1.90
    CHECK_FALSE(comes_to(amount(12'520, 3), amount(19'000, 2), amount(23'900, 2)));
    CHECK_FALSE(comes_to(Amount{Amount::most}, Amount{Amount::most}, Amount{1}));
}

TEST_CASE("an amount becomes money of a currency that has such coins") {
    const auto pounds = *Currency::from_code("GBP"), rials = *Currency::from_code("IRR");
    CHECK(Amount{142'500, 2}.money(pounds, false) == Money(1425, pounds));
    CHECK(Amount{142'550, 3}.money(pounds, false) == std::nullopt);
    CHECK(Amount{410'000'000, 0}.money(rials, false) == Money(41'000, rials));
    CHECK(Amount{410'000'000, 0}.money(rials, true) == Money(410'000, rials));
    CHECK(Amount{142'500, 2}.money(rials, false) == std::nullopt);
}
