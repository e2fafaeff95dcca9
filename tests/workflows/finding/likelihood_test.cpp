#include "tests/support/catch.hpp"
#include "tests/support/round_weights.hpp"
#include "workflows/finding/likelihood.hpp"
#include "workflows/finding/phone.hpp"

#include <array>
#include <cmath>

using namespace makegood;

namespace {

const Currency euro = *Currency::from_code("EUR");

constexpr auto weights = testing::round_weights;

const Date monday = *Date::from_iso("2011-10-03");

double of(const RecalledPurchase& told, const PurchaseGist& gist, std::vector<float> fits = {},
          std::vector<double> wrong = {}) {
    return Likelihood(told, wrong, weights).of(gist, fits);
}

PurchaseGist on(Date day) {
    return {.day = day};
}

PurchaseGist worth(double total) {
    return {.total_from = total, .total_to = total};
}

Date plus(Date day, int days) {
    return {day.days_since_1970 + days};
}

} // namespace

TEST_CASE("days within the spread are nearly alike, days outside fall day by day to the lowest") {
    const RecalledPurchase told{.days = RecalledDays{monday, plus(monday, 1), 2}};
    CHECK(of(told, on(monday)) == 0);
    CHECK(of(told, on(plus(monday, 1))) == 0);
    CHECK(of(told, on(plus(monday, -1))) == -0.25);
    CHECK(of(told, on(plus(monday, 3))) == -0.5);
    CHECK(of(told, on(plus(monday, -3))) == -5.5);
    CHECK(of(told, on(plus(monday, 4))) == -5.5);
    CHECK(of(told, on(plus(monday, 6))) == -7.5);
    CHECK(of(told, on(plus(monday, 400))) == -12);
    const auto worth_it = Likelihood(told, {}, weights).days_worth_looking_at();
    REQUIRE(worth_it);
    CHECK(worth_it->from == plus(monday, -9)); // seven days beyond the two
    CHECK(worth_it->to == plus(monday, 10));
}

TEST_CASE("a weekday is right, next to right or wrong, over the week's end too") {
    const RecalledPurchase told{.weekday = 1};
    CHECK(of(told, on(monday)) == 0);
    CHECK(of(told, on(plus(monday, 1))) == -2);
    CHECK(of(told, on(plus(monday, -1))) == -2);
    CHECK(of(told, on(plus(monday, 3))) == -4);
    CHECK(of(told, on(Date{-3})) == 0); // 29 December 1969 was a Monday
}

TEST_CASE("of two totals that fit the smaller is likelier by their ratio") {
    const RecalledPurchase told{.total = RecalledAmount{Money(1000, euro), 100}};
    CHECK(of(told, worth(950)) - of(told, worth(1050)) == Approx(std::log(1050.0 / 950)));
    CHECK(of(told, worth(1000)) == Approx(0));
    // 909.1 to 1111.1 may be meant.
    CHECK(of(told, worth(910)) > 0);
    CHECK(of(told, worth(905)) < -5);
    CHECK(of(told, worth(1120)) < -5);
    CHECK(of(told, worth(100'000)) == -12);
    // Known only roughly, the best that it can be.
    CHECK(of(told, {.total_from = 900, .total_to = 1200}) == Approx(std::log(1.1)));
    CHECK(of(told, {.total_from = 1500, .total_to = 1600}) == of(told, worth(1500)));
}

TEST_CASE("an amount to the last coin is strong evidence where nothing was said about how near it is") {
    const RecalledPurchase told{.total = RecalledAmount{Money(13'912, euro)}};
    CHECK(of(told, worth(13'912)) == Approx(std::log(1 + 0.2 * 13'912)));
    CHECK(of(told, worth(13'911)) == Approx(std::log(13'912.0 / 13'911)));
    const RecalledPurchase exact{.total = RecalledAmount{Money(13'912, euro), 0}};
    CHECK(of(exact, worth(13'912)) == 0);
    CHECK(of(exact, worth(13'911)) == -12);
}

TEST_CASE("an item is one of those on the receipt, or wrong") {
    const RecalledPurchase told{.items = {"A", "B"}};
    const std::vector<double> wrong = {0.01, 0.001};
    const auto likelihood = [&](int items, std::vector<float> fits) {
        return of(told, {.items = items}, std::move(fits), wrong);
    };
    CHECK(likelihood(10, {1, 1}) == Approx(std::log(0.8 / 10 + 0.2 * 0.01) + std::log(0.8 / 9 + 0.2 * 0.001)));
    CHECK(likelihood(10, {1, 0}) == Approx(std::log(0.8 / 10 + 0.2 * 0.01) + std::log(0.2 * 0.001)));
    CHECK(likelihood(10, {0, 0.5F}) == Approx(std::log(0.2 * 0.01) + std::log(0.8 * 0.5 / 10 + 0.2 * 0.001)));
    CHECK(likelihood(5, {1, 1}) > likelihood(10, {1, 1}));
    CHECK(likelihood(1, {1, 1}) <= 0);
}

TEST_CASE("the head adds what does not fit") {
    const RecalledPurchase told{.hours = RecalledHours{23 * 60, 60}, .workstation = WorkstationId("4")};
    const auto of_head = [&](const char* time, bool fits_workstation, RetailTransactionKind kind) {
        PurchaseHead head{.kind = kind,
                          .begun_at = *CivilTime::from_iso(std::string("2011-10-03T") + time),
                          .total = Money(1, euro),
                          .fits_workstation = fits_workstation};
        return Likelihood(told, {}, weights).of(PurchaseGist{}, {}, head);
    };
    using enum RetailTransactionKind;
    CHECK(of_head("23:30", true, sale) == 0);
    CHECK(of_head("00:59", true, sale) == 0);
    CHECK(of_head("02:00", true, sale) == Approx(-2)); // an hour after one
    CHECK(of_head("22:30", true, sale) == Approx(-1));
    CHECK(of_head("12:00", true, sale) == Approx(-12));
    CHECK(of_head("23:30", false, sale) == -2);
    CHECK(of_head("23:30", false, return_) == -5);
}

TEST_CASE("a price is that of one unit or of a whole line") {
    const RecalledPurchase told{.prices = {RecalledAmount{Money(250, euro), 0}, RecalledAmount{Money(500, euro), 0}}};
    RetailTransaction receipt{.total = Money(1000, euro)};
    receipt.lines = {{.number = LineNumber(1), .quantity = Quantity::of_milli(2000), .amount = Money(500, euro)},
                     {.number = LineNumber(2), .kind = LineKind::fee, .quantity = one_unit, .amount = Money(9, euro)}};
    CHECK(Likelihood(told, {}, weights).of_prices(receipt) == 0);
    receipt.lines[0].quantity = one_unit;
    CHECK(Likelihood(told, {}, weights).of_prices(receipt) == -3);
}

TEST_CASE("shares leave room for none of these") {
    const std::array<double, 2> equal = {0, 0};
    const auto even = shares(equal, 0, weights);
    CHECK(even[0] == even[1]);
    CHECK(even[0] + even[1] == Approx(2 / (2 + std::exp(-9))));
    const std::array<double, 1> poor = {-9};
    CHECK(shares(poor, 0, weights)[0] == Approx(0.5));
    const std::array<double, 1> hopeless = {-5000};
    CHECK(shares(hopeless, 0, weights)[0] == 0);
    CHECK(shares({}, 0, weights).empty());
}

TEST_CASE("two ways to write a phone are one key") {
    for (const auto* same : {"0912 345 6789", "+98 912 345 6789", "0098-9123456789", "(0912)3456789"})
        CHECK(phone_key(same) == "9123456789");
    CHECK(phone_key("88776655") == "88776655");
    CHECK(phone_key("1234").empty());
    CHECK(phone_key("").empty());
}
