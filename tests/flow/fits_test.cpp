#include "terminal/ui/kiosk/kiosk.hpp"
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

// What stands on each screen beside the way from a receipt to its slip: what is told, found and looked after, and what
// is said of it.
constexpr auto besides =
    "tap home.number\ntype R\ntap find.back\n"
    "scan R-2-111005-017\ntap receipt.several\ntap receipt.line.1\ntap receipt.line.2\ntap receipt.damaged\n"
    "tap decision.part\ntap part.take\nexpect notice\ntap part.back\ntap decision.back\ntap receipt.back\nadvance "
    "9000\n"
    "scan R-2-111005-017\nscan 4006381333931\nexpect notice\ntap receipt.line.3\ntap receipt.damaged\n"
    "tap decision.weigh\ntap weight.back\ntap decision.substitute\ntap other.take\nexpect notice\ntap other.back\n"
    "tap rules.all\ntap rules.all\ntap decision.approve\nexpect done.given\ntap done.next\n"
    "tap home.without\ntap find.day\ntype 20111005\ntap find.search\ntap find.no_receipt\ntap told.damaged\nexpect "
    "notice\n"
    "tap told.service\ntap told.back\n"
    "advance 3000\ntap home.left_behind\nscan 9521000121836\ntap left.save\nexpect notice\ntap left.dispose_of\n"
    "expect toast.undo\nadvance 9000\ntap left.back\n"
    "scan R-2-111005-017\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n"
    "tap manager.name.1\ntype 739518\ntap manager.ask\nexpect question.ask\n";

// The register, and every step that something in it may take.
constexpr auto in_the_register =
    "tap home.care\ntap care.kind.praise\ntap care.kind.praise\ntap care.kind.waiting\ntap care.said.long_queue\n"
    "tap care.words\ntype Hello\ntap care.phone\ntype 07700900123\ntap care.save\nexpect notice\n";
constexpr auto with_what_was_said =
    "tap care.entry.1\ntap care.uncover\ntap care.do.acknowledge\nexpect notice\ntap care.do.investigate\ntap "
    "care.note\ntype X\ntap care.keep\n"
    "tap care.do.hand_over\ntap care.to.management\ntap care.do.answer\ntap care.way.message\ntap care.note\ntype OK\n"
    "tap care.keep\ntap care.do.assess\ntap care.cause.people\ntap care.do.close\ntap care.do.reopen\ntap care.leave\n"
    "tap care.list.due_today\ntap care.list.overdue\ntap care.list.answered\ntap care.list.without_cause\nkey escape\n";

constexpr auto at_the_settings =
    "tap header.staff\ntap pins.person.2\ntype 739518\ntap first.next\nexpect notice\ntap home.settings\n"
    "tap settings.devices\ntap devices.scanner.test\ntap devices.printer.test\nexpect devices.printer.result\n"
    "printer unplug\nscanner unplug\ntap devices.back\nprinter plug\nscanner plug\ntap settings.change_pin\n"
    "type 739518\ntap first.next\ntype 739518\ntap first.next\ntype 583914\ntap first.next\nexpect notice\n"
    "tap first.back\ntap settings.colleagues\ntap staff.person.1\ntap staff.back\ntap staff.enrol\ntype 739518\n"
    "tap first.next\ntap enrol.role.cashier\ntap first.language.fa\ntap first.next\ntype Omid\ntap first.next\n"
    "type 583914\ntap first.next\ntype 583915\ntap first.next\nexpect notice\n";

constexpr auto on_a_new_kiosk = "tap first.next\ntap first.next\ntap first.next\ntap first.next\nexpect shop.name\n"
                                "tap first.next\nexpect first.owner.badge\n";

} // namespace

TEST_CASE("every screen that there is fits in both languages, on a panel of the shop's and on a small one") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    CAPTURE(small, text::code_of(language));
    std::set<std::string_view> shown;
    const auto play_on = [&](ShopFloor& shop, const std::string& script) {
        shop.on_screen(small ? 730 : 1280, small ? 456 : 800);
        shown.merge(shop.plays_well(script, language).screens);
    };
    ShopFloor shop, new_shop;
    play_on(shop, std::string(small ? "tap home.more\ntap home.problems.back\n" : "") + besides);
    play_on(shop, std::string(in_the_register) + (small ? "tap care.all\n" : "") + with_what_was_said);
    play_on(shop, at_the_settings);
    new_shop.like_new();
    play_on(new_shop, on_a_new_kiosk);
    if (!small)
        shown.insert("home.problems"); // all of them have room on Home
    CHECK(shown == ui::Kiosk::screen_names());
}

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
