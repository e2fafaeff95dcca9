#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

// That no button, chip, badge, title or sentence ends in an ellipsis holds on every frame of every script
// (ui::check_tree); these scripts pass every screen and most notices.

namespace {

constexpr auto to_the_manager =
    "expect home.hero\nscanner unplug\nexpect notice\nscanner plug\nprinter unplug\n"
    "expect notice\nprinter plug\npaper near_end\npaper end\nexpect notice\npaper ok\n"
    "cover open\ncover closed\nscan R-9-000000-999\nexpect notice\ntap home.without\ntap find.search\n"
    "expect notice\ntap find.item\ntap keyboard.shift\ntap keyboard.shift\ntap keyboard.language\n"
    "tap keyboard.-\ntap keyboard.done\ntap find.search\ntap find.day\ntype 2011\ntap find.search\n"
    "expect notice\ntap find.day\ntype 1005\ntap find.search\nexpect find.results\ntap find.item\n"
    "tap keyboard.erase\ntap keyboard.done\ntap find.about\ntype 66\ntap find.search\nexpect find.result.1\n"
    "tap find.back\nscan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
    "expect decision.ask\ntap decision.back\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
    "tap decision.ask\nexpect manager.who\ntap manager.back\nexpect home.case.1\ntap home.case.1\n"
    "tap manager.name.1\ntype 739519\ntap manager.approve\nexpect notice\ntype 739518\ntap manager.decline\nexpect "
    "decline.more_to_find_out\nshot reasons\ntap decline.look_together\n"
    "expect done.declined\ntap done.next\n";

// Each state of a slip.
constexpr auto to_the_paper =
    "paper end\nscan {headline}\ntap receipt.line.7\ntap receipt.damaged\nexpect decision.approve\n"
    "tap decision.approve\nexpect done.print\npaper ok\nexpect done.picture\ncover open\ntap done.reprint\n"
    "expect done.print\ncover closed\npull-cable 40\ntap done.reprint\nexpect done.print\nprinter plug\n"
    "tap done.next\nscan {headline}\nexpect receipt.line.7 disabled\n";

} // namespace

TEST_CASE("every word fits its place, also on a small screen and in larger letters") {
    struct Screen {
        int width_px;
        int height_px;
        int text_percent;
    };
    for (const auto language : {Language::english, Language::persian})
        for (const auto& screen : {Screen{1280, 800, 100}, Screen{1024, 768, 100}, Screen{1024, 768, 125}}) {
            CAPTURE(screen.width_px, screen.text_percent, text::code_of(language));
            ShopFloor shop;
            shop.on_screen(screen.width_px, screen.height_px, screen.text_percent);
            shop.plays_well(to_the_manager, language);
        }
}

TEST_CASE("what is said of a slip fits on a small screen in larger letters") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(1024, 768, 125);
    CHECK(shop.plays_well(to_the_paper, language).slips == 2);
}
