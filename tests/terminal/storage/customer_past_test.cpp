#include "terminal/storage/customer_past.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

TEST_CASE("the past of a customer is that of one mark, told by days, recoveries and promises", "[customer]") {
    TemporaryFolder folder;
    DeskWorld world(folder.path());
    world.fill();
    const auto bought = [&](const std::string& sequence, int days_later, const std::string& loyalty,
                            const std::string& phone) {
        auto receipt = groceries(sequence);
        receipt.key.business_day.days_since_1970 += days_later;
        receipt.customer_reference = loyalty;
        receipt.customer_phone = phone;
        world.take_in(receipt);
        return receipt.key;
    };
    const auto first = bought("2001", 0, "L-1", "0912 555 0001");
    bought("2002", 0, "L-1", "");
    const auto third = bought("2003", 9, "L-1", "");
    const auto by_phone = bought("2004", 3, "", "0912 555 0001");
    const auto nobodys = bought("2005", 3, "", "");

    auto claim = world.claim(LineNumber(1), 1000);
    claim.receipt = {third, 1};
    const auto opened = world.handle(claim).value();
    const auto past = [&](const ReceiptKey& key) {
        return must(past_of_customer(world.storage->connection(), {key, 1}));
    };
    const auto before = world.storage->connection().prepared_statements();
    const auto day = groceries().key.business_day.days_since_1970;
    REQUIRE(past(first));
    CHECK(past(first)->visits == std::vector{Date{day}, Date{day + 9}});
    CHECK(past(first)->open_cases == 1);
    CHECK(past(first)->put_right.empty());
    CHECK(past(by_phone)->visits == std::vector{Date{day}, Date{day + 3}});
    CHECK(past(by_phone)->open_cases == 0);
    CHECK_FALSE(past(nobodys));

    const Date promised{world.clock.now().date().days_since_1970 + 3};
    Offer later{Remedy::replacement, false};
    later.promised_for = promised;
    world.handle(GiveRemedy{world.request(), cashier, opened.id, later, Language::english}).value();
    CHECK(past(first)->put_right == std::vector{world.clock.now().date()});
    CHECK(past(first)->promised == std::vector{promised});
    CHECK(check_plans(world.storage->connection(), before) > 0);
}
