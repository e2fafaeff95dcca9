#include "terminal/storage/storage.hpp"
#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto to_practice = "tap home.settings\ntap settings.practice\nexpect header.practice\n";
constexpr auto a_story = "scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                         "expect done.given\n";

std::int64_t events_of(const std::filesystem::path& data) {
    auto reader = storage::StorageReader::open({data, program_folders().schema()});
    REQUIRE(reader);
    const auto check = (*reader)->verify("");
    REQUIRE(check);
    CHECK(check->ok);
    return check->events;
}

} // namespace

TEST_CASE("what is practised is marked everywhere and changes nothing real", "[practice]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("expect header.practice absent\nexpect home.hero\n", language);
    const auto before = events_of(shop.data());

    shop.plays_well(std::string(to_practice) + "shot home\n" + a_story +
                        "expect header.practice\nexpect customer.practice\nshot done\nshot customer\n",
                    language);
    CHECK(events_of(shop.data()) == before);
    CHECK(events_of(shop.data() / "practice") > before);
    if (language == Language::english)
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("PRACTICE"));
}

TEST_CASE("practice begins anew with what the shop has, and leads back to work", "[practice]") {
    ShopFloor shop;
    shop.plays_well(std::string(to_practice) + a_story +
                        "tap done.next\ntap home.settings\ntap settings.practice\nexpect header.practice absent\n"
                        "advance 3000\n" +
                        a_story + "tap done.next\n" + to_practice +
                        // The line was put right at work, and not in the practice before.
                        "advance 3000\nscan {headline}\nexpect receipt.line.7 disabled\n",
                    Language::english);
}

TEST_CASE("practice fits on a small screen in large letters", "[practice]") {
    const auto [language, width, height, text] = GENERATE(
        table<Language, int, int, int>({{Language::english, 730, 456, 100}, {Language::persian, 1024, 768, 200}}));
    ShopFloor shop;
    shop.on_screen(width, height, text);
    shop.plays_well(std::string(to_practice) + "shot home\ntap home.settings\nshot settings\ntap settings.back\n" +
                        a_story + "shot done\n",
                    language);
}

TEST_CASE("labels and badges that come out in practice say so, like its slips", "[practice]") {
    const auto* page = GENERATE("tap home.left_behind\nscan 9521000121836\ntap left.save\ntap left.print_label\n",
                                "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntap home.settings\ntap settings.colleagues\n"
                                "tap staff.enrol\ntype 739518\ntap first.next\ntap enrol.role.cashier\n"
                                "tap first.language.en\ntap first.owner.print\n");
    ShopFloor at_work, in_practice;
    at_work.plays_well(page, Language::english);
    CHECK_THAT(paper_text(at_work, 1), !Catch::Contains("PRACTICE"));
    in_practice.plays_well(std::string(to_practice) + page, Language::english);
    CHECK_THAT(paper_text(in_practice, 1), Catch::Contains("PRACTICE"));
}
