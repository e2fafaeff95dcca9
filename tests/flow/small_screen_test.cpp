#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// Without the keypads and panes that a small screen has no room for.
constexpr auto every_screen =
    "expect home.hero\ntap home.number\ntap keyboard.-\nexpect find.number value \"-\"\ntap keyboard.done\ntap "
    "find.back\n"
    "tap home.without\ntap find.day\ntap keyboard.done\ntap find.day\ntype 20111005\ntap find.about\ntype 66\ntap "
    "find.search\n"
    "expect find.result.1\ntap find.change\nexpect find.day value \"20111005\"\ntap find.search\ntap find.back\n"
    "scan {headline}\nexpect receipt.total\ntap receipt.line.8\n"
    "expect receipt.not_among_the_goods shown\ntap receipt.not_among_the_goods\n"
    "expect decision.verdict\ntap decision.ask\nexpect manager.who\ntap manager.back\ntap home.case.1\n"
    "tap manager.name.1\ntap manager.other\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntype 739\n"
    "tap manager.pin.5\ntap manager.pin.1\ntap manager.pin.8\nexpect manager.value\ntap manager.approve\n"
    "expect done.given\nexpect done.picture\ntap done.next\ntap home.settings\ntap settings.devices\n"
    "tap devices.back\ntap settings.back\nexpect home.hero\n";

} // namespace

TEST_CASE("a small panel, an upright one and one in letters twice as large show every screen whole") {
    struct Screen {
        int width_px;
        int height_px;
        int text_percent;
    };
    const auto language = GENERATE(Language::english, Language::persian);
    for (const auto& screen : {Screen{730, 456, 100}, Screen{600, 1024, 100}, Screen{1024, 768, 200}}) {
        CAPTURE(screen.width_px, screen.text_percent, text::code_of(language));
        ShopFloor shop;
        shop.on_screen(screen.width_px, screen.height_px, screen.text_percent);
        CHECK(shop.plays_well(every_screen, language).slips == 1);
    }
}
