#include "tests/flow/shop_floor.hpp"
#include "workflows/recovery/slip.hpp"

#include <regex>

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto badge_of_ellen = "MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R";

// A shop in which a slip, a voucher and the label of a bag lie on the counter.
struct Counter {
    ShopFloor shop;
    std::map<std::string, std::string> labels; // by their kind

    Counter() {
        shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                        "expect done.given\ntap done.next\n"
                        "scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.voucher\n"
                        "tap decision.ask\nscan " +
                        std::string(badge_of_ellen) +
                        "\ntype 739518\ntap manager.approve\nexpect done.given\ntap done.next\n"
                        "tap home.left_behind\nadvance 3000\nscan 9521000121096\ntap left.save\n"
                        "tap left.print_label\n");
        for (int paper = 1; std::filesystem::exists(shop.shots() / ("paper-" + std::to_string(paper) + ".bin"));
             ++paper) {
            const auto text = paper_text(shop, paper);
            std::smatch found;
            if (std::regex_search(text, found, std::regex("MG([SVL])[0-9A-Z]+")))
                labels[found[1]] = found[0];
        }
        REQUIRE(labels.size() == 3);
    }
};

struct Kind {
    const char* name;
    std::string label;
    const char* leads_to; // a key of the screen where it belongs; "notice": why it leads nowhere
};

struct Place {
    const char* name;
    std::string way;
    const char* stays;                              // a key that is there as long as nobody was led away
    std::map<std::string, const char*> otherwise{}; // than the kind does everywhere, by its name
    bool leaves_by_itself = false;                  // after a while
};

} // namespace

TEST_CASE("any scan on any screen goes where it belongs, or says kindly why not") {
    const Counter counter;
    const std::string sign_in = "scan " + std::string(badge_of_ellen) + "\nadvance 3000\n";
    const Kind kinds[] = {
        {"receipt", "R-2-111005-017", "receipt.line.1"},
        {"product", code_of_olives, "find.item"},
        {"badge", "MGBZ8FJW3N6RK1TV9Q2XMD7P4HCB50", "notice"},
        {"slip", counter.labels.at("S"), "done.given"},
        {"voucher", counter.labels.at("V"), "done.given"},
        {"bag", counter.labels.at("L"), "left.item"},
        {"unknown", "ZZ-77", "notice"},
        {"a scale's", "2712345014687", "notice"},
        {"faulty", "]E09521000121835", "notice"},
        {"an unknown slip", own_label(slip_label_kind, "00000000"), "notice"},
    };
    const Place places[] = {
        {"home", "", "home.hero"},
        {"find", "tap home.without\n", "find.item"},
        {"receipt", "scan R-2-111005-017\n", "receipt.line.1", {{"product", "receipt.line.1"}}},
        {"decision",
         "scan R-2-111005-017\ntap receipt.line.1\ntap receipt.damaged\n",
         "decision.verdict",
         {{"product", "notice"}}},
        {"manager",
         "scan R-2-111005-017\ntap receipt.line.4\ntap receipt.not_among_the_goods\ntap decision.voucher\n"
         "tap decision.ask\n",
         "manager.what",
         {{"product", "notice"}, {"badge", "manager.pin.1"}}},
        {"done", "scan " + counter.labels.at("S") + "\n", "done.given", {}, true},
        {"settings", "tap home.settings\n", "settings.theme"},
        {"devices", "tap home.settings\ntap settings.devices\n", "devices.scanner"},
        {"left behind",
         "tap home.left_behind\n",
         "left.item",
         {{"product", "left.item"}, {"unknown", "left.item"}, {"a scale's", "left.item"}}},
        {"told",
         "tap home.without\ntap find.item\ntype zzyzx\ntap find.search\ntap find.no_receipt\n",
         "told.item",
         {{"product", "told.item"}, {"unknown", "told.item"}, {"a scale's", "told.item"}}},
        {"PIN", "tap header.staff\ntap pins.person.1\n", "pins.dots", {{"product", "notice"}, {"badge", "home.hero"}}},
        {"colleagues",
         sign_in + "tap home.settings\ntap settings.colleagues\n",
         "staff.person.1",
         {{"badge", "home.hero"}}},
        {"enrolment",
         sign_in + "tap home.settings\ntap settings.colleagues\ntap staff.enrol\ntype 739518\ntap first.next\n"
                   "tap enrol.role.supervisor\ntap first.language.en\nexpect enrol.badge\n",
         "enrol.badge",
         {{"receipt", "notice"}, {"product", "notice"}, {"slip", "notice"}, {"voucher", "notice"}, {"bag", "notice"}}},
    };
    // Those that lead nowhere one after the other, and each of the others in a visit of its own.
    int turn = 0;
    const auto visit = [&](const Place& place, const std::string& scans) {
        ShopFloor shop;
        std::filesystem::copy(counter.shop.data(), shop.data(),
                              std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
        shop.plays_well(place.way + "expect " + place.stays + '\n' + scans,
                        turn++ % 2 == 0 ? Language::english : Language::persian);
    };
    for (const auto& place : places) {
        CAPTURE(place.name);
        std::string told_why_not;
        for (const auto& kind : kinds) {
            CAPTURE(kind.name);
            const auto other = place.otherwise.find(kind.name);
            const std::string leads_to = other == place.otherwise.end() ? kind.leads_to : other->second;
            const auto scans = "advance 3000\nscan " + kind.label + "\nexpect " + leads_to + '\n';
            if (leads_to == "notice")
                told_why_not += (place.leaves_by_itself ? "advance 3000\n" + place.way : std::string()) + scans +
                                "expect " + place.stays + '\n';
            else
                visit(place, scans);
        }
        visit(place, told_why_not);
    }
}
