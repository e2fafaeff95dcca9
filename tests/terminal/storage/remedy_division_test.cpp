#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/opened.hpp"

// A remedy of which a part lies on the shelf, kept.

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber some_milk{1}, all_the_bananas{2};

struct HalfEmptyShelf {
    TemporaryFolder folder;
    DeskWorld world{folder.path() / "data"};

    HalfEmptyShelf() { world.fill(); }

    // Milk and bananas, approved by a manager, to be fetched.
    CaseView owed() {
        auto both = world.claim(some_milk, 600);
        both.more = {{all_the_bananas, Quantity::of_milli(742)}};
        const auto opened = world.handle(both).value();
        const auto asked =
            world.handle(AskManager{world.request(), cashier, opened.id, {Remedy::replacement, false}}).value();
        const auto tried = world.request();
        world.handle(CountPinTry{tried, manager, opened.id}).value();
        return world
            .handle(ApproveProposal{world.request(), tried, manager, opened.id, asked.proposal->id, true,
                                    Language::english})
            .value();
    }
    CaseView divide(const CaseView& found, std::vector<ClaimedLine> here) {
        return world
            .handle(
                DivideRemedy{world.request(), cashier, found.id, std::move(here), {Remedy::voucher}, Language::english})
            .value();
    }
    CaseView rest_of(const CaseView& found) { return *must(world.storage->cases().find_case(found.rests.back())); }
    Quantity made_good(LineNumber line) {
        return must(world.storage->cases().history(groceries().key, line)).made_good_on_line;
    }
    std::int64_t given_alone() {
        return must(world.storage->cases().given_alone(cashier, *Currency::from_code("GBP"), {0},
                                                       {world.clock.civil.seconds + 1}));
    }
};

} // namespace

TEST_CASE("one approval stands for both parts, each line keeps its units, and a rebuild tells the same") {
    HalfEmptyShelf shop;
    const auto before = shop.owed();
    const auto here =
        shop.divide(before, {{all_the_bananas, Quantity::of_milli(742)}, {some_milk, Quantity::of_milli(100)}});
    const auto rest = shop.rest_of(here);
    CHECK(here.claim.line == all_the_bananas);
    CHECK(here.remedy->values.size() == 2);
    CHECK(rest.claim.line == some_milk);
    CHECK(rest.claim.quantity == Quantity::of_milli(500));
    CHECK(add(here.remedy->value, rest.remedy->value) == before.remedy->value);
    CHECK(std::get<ManagerAuthority>(rest.remedy->authority).approver == manager);
    CHECK(shop.made_good(some_milk) == Quantity::of_milli(600));
    CHECK(shop.made_good(all_the_bananas) == Quantity::of_milli(742));
    CHECK(shop.given_alone() == 0);

    const auto digest = must(shop.world.storage->verify()).digest;
    CHECK(must(shop.world.storage->rebuild()).digest == digest);

    shop.world.handle(ReverseGrant{shop.world.request(), cashier, rest.id}).value();
    CHECK(shop.made_good(some_milk) == Quantity::of_milli(100));
    shop.world.handle(ReverseGrant{shop.world.request(), cashier, here.id}).value();
    CHECK(shop.made_good(some_milk).is_zero());
    CHECK(shop.made_good(all_the_bananas).is_zero());
}
