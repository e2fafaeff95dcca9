#include "workflows/stock/stock_movement.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace makegood;

namespace {

std::string told(const std::vector<StockMovement>& movements) {
    constexpr const char* reasons[] = {"lost", "damaged", "spoiled", "quality", "counted_in", "stayed", "substituted"};
    std::string text;
    for (const auto& movement : movements)
        text += (text.empty() ? "" : ", ") + movement.quantity.to_decimal() + " " +
                reasons[static_cast<int>(movement.reason)];
    return text;
}

} // namespace

TEST_CASE("the cause decides what the till's stock has to learn") {
    using F = Failure;
    using W = Whereabouts;
    struct Row {
        Failure failure;
        std::optional<FoundGoods> found;
        const char* moved;          // by a replacement and by a refund of two alike
        const char* otherwise = ""; // by a voucher
    };
    const auto two = Quantity::of_milli(2'000);
    const Row rows[] = {
        {F::left_behind, FoundGoods{two, W::in_shop}, "", "2 stayed"},
        {F::left_behind, FoundGoods{two, W::counted_in}, "-2 counted_in"},
        {F::left_behind, FoundGoods{two, W::thrown_away}, "-2 spoiled"},
        {F::left_behind, FoundGoods{one_unit, W::in_shop}, "-1 lost", "1 stayed"},
        {F::left_behind, FoundGoods{one_unit, W::counted_in}, "-1 counted_in, -1 lost"},
        {F::left_behind, FoundGoods{Quantity::of_milli(5'000), W::counted_in}, "-2 counted_in"},
        {F::missing, std::nullopt, "-2 lost"},
        {F::missing, FoundGoods{two, W::counted_in}, "-2 counted_in"},
        {F::damaged, std::nullopt, "-2 damaged"},
        {F::spoiled, std::nullopt, "-2 spoiled"},
        {F::quality, std::nullopt, "-2 quality"},
        {F::wrong_item, std::nullopt, "", "2 stayed"},
        {F::rung_up_twice, std::nullopt, "", "2 stayed"},
        {F::wrong_price, std::nullopt, ""},
    };
    for (const auto& row : rows) {
        INFO(static_cast<int>(row.failure) << " " << row.moved);
        for (const auto remedy : {Remedy::replacement, Remedy::refund})
            CHECK(told(movements_for(row.failure, {remedy}, ItemCode("A"), two, row.found)) == row.moved);
        CHECK(movements_for(row.failure, {Remedy::price_difference}, ItemCode("A"), two, row.found).empty());
        CHECK(told(movements_for(row.failure, {Remedy::voucher}, ItemCode("A"), two, row.found)) == row.otherwise);
    }
}

TEST_CASE("other goods that go instead leave the stock under their own code") {
    const Offer plantains{.remedy = Remedy::substitute, .instead = NamedItem{ItemCode("B"), "Plantains"}};
    const auto moved = movements_for(Failure::damaged, plantains, ItemCode("A"), one_unit, std::nullopt);
    REQUIRE(moved.size() == 1);
    CHECK(moved[0] == StockMovement{ItemCode("B"), Quantity::of_milli(-1'000), MovementReason::substituted});
    const Offer nameless{.remedy = Remedy::substitute, .instead = NamedItem{{}, "Apples"}};
    CHECK(movements_for(Failure::damaged, nameless, ItemCode("A"), one_unit, std::nullopt).empty());
}

TEST_CASE("what is reversed adds up to nothing") {
    const StockMovement lost{ItemCode("A"), Quantity::of_milli(-742), MovementReason::lost};
    CHECK(reversed(lost) == StockMovement{ItemCode("A"), Quantity::of_milli(742), MovementReason::lost});
}
