#include "terminal/demo/demo_shop.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <set>

using namespace makegood;
using namespace makegood::demo;

namespace {

DemoCatalogue catalogue() {
    const auto loaded = load_demo_catalogue(MAKEGOOD_SOURCE_DIR "/assets/demo/products.toml");
    INFO((loaded ? "" : loaded.error()));
    REQUIRE(loaded);
    return *loaded;
}

const CivilTime december = CivilTime::from_iso("2011-12-05T10:00").value();

// GS1 General Specifications, 7.9.1.
bool is_ean_13(const std::string& code) {
    if (code.size() != 13 || code.find_first_not_of("0123456789") != code.npos)
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i)
        sum += (code[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return (sum + (code[12] - '0')) % 10 == 0;
}

bool is_persian(const std::string& name) {
    return std::ranges::any_of(name, [](char c) { return (static_cast<unsigned char>(c) & 0xFCU) == 0xD8; });
}

std::string shown(const DemoShop& shop) {
    std::string text;
    for (const auto& receipt : shop.receipts) {
        text += receipt.key.to_text() + receipt.number + receipt.begun_at.to_iso() + receipt.total.to_decimal();
        for (const auto& line : receipt.lines)
            text += line.code.text() + line.quantity.to_decimal() + (line.voided ? "v" : "");
    }
    return text;
}

} // namespace

TEST_CASE("the demo shop's goods have names in both languages and codes that scanners accept") {
    const auto goods = catalogue();
    CHECK(goods.products.size() >= 120);
    std::set<std::string> codes;
    std::ptrdiff_t persian = 0;
    for (const auto& product : goods.products) {
        INFO(product.name);
        CHECK(is_ean_13(product.code.text()));
        CHECK(product.code.text().starts_with("952")); // GS1: demonstrations
        CHECK(codes.insert(product.code.text()).second);
        CHECK(product.price.minor_units() > 0);
        persian += is_persian(product.name) ? 1 : 0;
    }
    CHECK(persian >= 40);
    CHECK(goods.products.size() - static_cast<std::size_t>(persian) >= 60);
    CHECK(is_ean_13(goods.deposit.code.text()));
    CHECK(goods.below_limit.price.minor_units() < 2'000);
    CHECK(goods.above_limit.price.minor_units() > 2'000);
}

TEST_CASE("the same seed and clock give the same shop, another seed another one") {
    const auto goods = catalogue();
    CHECK(shown(DemoShop::make(7, december, goods)) == shown(DemoShop::make(7, december, goods)));
    CHECK(shown(DemoShop::make(7, december, goods)) != shown(DemoShop::make(8, december, goods)));
}

TEST_CASE("the demo shop is a plausible grocery") {
    const auto shop = DemoShop::make(1, december, catalogue());
    CHECK(shop.receipts.size() > 2'500);
    CHECK(shop.receipts.size() < 4'500);
    std::set<std::string> keys;
    std::set<std::string> lanes;
    std::set<std::string> operators;
    std::size_t voided = 0;
    std::size_t weighed = 0;
    std::size_t returned = 0;
    std::size_t keyed = 0;
    for (const auto& receipt : shop.receipts) {
        INFO(receipt.number);
        CHECK(keys.insert(receipt.key.to_text()).second);
        lanes.insert(receipt.key.workstation.text());
        operators.insert(receipt.operator_id.text());
        CHECK(receipt.begun_at <= december);
        CHECK(receipt.begun_at.minute_of_day() >= 8 * 60);
        CHECK(receipt.begun_at.minute_of_day() <= 21 * 60);
        CHECK(receipt.begun_at.date() == receipt.key.business_day);
        REQUIRE_FALSE(receipt.lines.empty());
        std::int64_t total = 0;
        for (std::size_t i = 0; i < receipt.lines.size(); ++i) {
            const auto& line = receipt.lines[i];
            CHECK(line.number == LineNumber{static_cast<std::int32_t>(i + 1)});
            total += line.voided ? 0 : line.amount.minor_units();
            voided += line.voided ? 1 : 0;
            weighed += line.entry_method == EntryMethod::weighed ? 1 : 0;
            keyed += line.entry_method == EntryMethod::keyed ? 1 : 0;
            CHECK((line.entry_method == EntryMethod::weighed || line.quantity.is_whole() ||
                   line.kind == LineKind::returned));
        }
        CHECK(receipt.total.minor_units() == total);
        returned += receipt.kind == RetailTransactionKind::return_ ? 1 : 0;
    }
    CHECK(std::ranges::is_sorted(shop.receipts, {}, &RetailTransaction::begun_at));
    CHECK(lanes == std::set<std::string>{"1", "2", "3"});
    CHECK(operators == std::set<std::string>{"103", "104"});
    CHECK(voided > 100);
    CHECK(weighed > 500);
    CHECK(keyed > 300);
    CHECK(returned > 10);
    CHECK(shop.receipts.front().begun_at.date().to_iso() == "2011-08-07"); // 120 days before
}

TEST_CASE("the headline receipt has a number that is known beforehand") {
    struct Row {
        const char* now;
        const char* number;
    };
    const Row rows[] = {
        {"2011-12-05T10:00", "R-2-111005-017"},
        {"2026-04-30T08:00", "R-2-260228-017"}, // no 30 February
        {"2026-01-15T23:59", "R-2-251115-017"},
    };
    for (const auto& row : rows)
        for (const std::uint64_t seed : {1U, 2U, 99U}) {
            INFO(row.now << " seed " << seed);
            const auto shop = DemoShop::make(seed, CivilTime::from_iso(row.now).value(), catalogue());
            CHECK(shop.headline.number == row.number);
            CHECK(headline_number(CivilTime::from_iso(row.now).value()) == row.number);
            CHECK(std::ranges::count(shop.receipts, std::string(row.number), &RetailTransaction::number) == 1);
            const auto found = std::ranges::find(shop.receipts, shop.headline.key, &RetailTransaction::key);
            REQUIRE(found != shop.receipts.end());
            CHECK(found->begun_at.minute_of_day() == 17 * 60 + 42);
            const auto* olives = find_line(*found, shop.headline.below_limit);
            const auto* saffron = find_line(*found, shop.headline.above_limit);
            REQUIRE(olives);
            REQUIRE(saffron);
            CHECK(olives->name == "Green olives in brine 680 g");
            CHECK(olives->amount.to_decimal() == "4.29");
            CHECK(saffron->amount.to_decimal() == "28.50");
            CHECK_FALSE(olives->voided);
        }
}

TEST_CASE("a catalogue that is wrong is refused with its line") {
    struct Row {
        const char* toml;
        const char* expected;
    };
    const Row rows[] = {
        {"", "read x.toml: line 1: no 'currency'"},
        {"currency = \"euro\"\n", "read x.toml: line 1: no currency"},
        {"currency = \"EUR\"\n[[products]]\ncode = \"1\"\nname = \"a\"\n", "read x.toml: line 2: no 'price'"},
        {"currency = \"EUR\"\n[[products]]\ncode = \"1\"\nname = \"a\"\nprice = \"1.234\"\n",
         "read x.toml: line 5: no price"},
        {"currency = \"EUR\"\n[[products]]\ncode = \"1\"\nname = \"a\"\nprice = \"1\"\n[headline]\nbelow_limit = "
         "\"2\"\n[deposit]\ncode = \"3\"\nname = \"d\"\nprice = \"1\"\n",
         "read x.toml: line 7: no product has this code"},
    };
    for (const auto& row : rows) {
        const auto read = parse_demo_catalogue(row.toml, "x.toml");
        REQUIRE_FALSE(read);
        CHECK(read.error() == row.expected);
    }
    CHECK_FALSE(load_demo_catalogue("/nowhere/products.toml"));
}
