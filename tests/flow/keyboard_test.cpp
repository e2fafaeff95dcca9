#include "terminal/text/unicode.hpp"
#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// A tap on the key of each letter; `_` is the space and `~` the half space.
std::string taps(std::string_view letters, std::string_view keys = "keyboard.") {
    std::string script;
    const auto typed = text::decode(letters);
    for (std::size_t i = 0; i < typed.code_points.size(); ++i) {
        const std::string letter(letters.substr(typed.offsets[i], typed.offsets[i + 1] - typed.offsets[i]));
        script += "tap " + std::string(keys) + (letter == "_" ? "space" : letter == "~" ? "zwnj" : letter) + "\n";
    }
    return script;
}

} // namespace

TEST_CASE("without a receipt, the name of a product is typed by touch alone") {
    struct Row {
        Language language;
        std::string keys;
        const char* typed;
        const char* day;    // of the headline receipt, on the calendar of the language
        const char* result; // the one of that day
    };
    const Row rows[] = {
        {Language::english, taps("sourdi") + "tap keyboard.erase\n" + taps("ough"), "sourdough", "20111005",
         "find.result.1 label \"Receipt R-2-111005-017\""},
        {Language::persian, taps("طارم_برنج"), "طارم برنج", "۱۳۹۰۰۷۱۳", "find.result.1 label \"رسید R-2-111005-017\""},
        // The half space stands where the shop writes a blank; the other language's letters are one key away.
        {Language::persian, taps("برنج~طارم"), "برنج\u200Cطارم", "۱۳۹۰۰۷۱۳",
         "find.result.1 label \"رسید R-2-111005-017\""},
        {Language::english, "tap keyboard.language\n" + taps("برنج"), "برنج", "۲۰۱۱۱۰۰۵",
         "find.result.1 label \"Receipt R-2-111005-017\""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.typed);
        ShopFloor shop;
        shop.plays_well("tap home.without\nexpect keyboard.done absent\ntap find.item\nexpect find.pad.1 absent\n" +
                            row.keys + "expect find.item value \"" + row.typed +
                            "\"\ntap keyboard.done\nexpect keyboard.done absent\ntap find.day\n" + taps(row.day) +
                            "tap keyboard.done\ntap find.about\n" + taps("66", "find.pad.") +
                            "tap find.search\nexpect " + row.result + "\n",
                        row.language);
    }
}

TEST_CASE("the keyboard on the screen leaves when a real one is used and comes back with a touch") {
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.item\nexpect keyboard.q\n"
                    "type o\nexpect keyboard.q absent\nexpect find.item value \"o\"\n"
                    "tap find.item\nexpect keyboard.q\ntap keyboard.shift\ntap keyboard.Q\nexpect keyboard.q\n"
                    "tap keyboard.-\nexpect find.item value \"oQ-\"\n"
                    "tap find.number\nexpect keyboard.q\ntap keyboard.r\nexpect find.number value \"r\"\n"
                    "tap find.about\nexpect keyboard.q absent\ntap find.pad.7\nexpect find.about value \"7\"\n"
                    "tap find.number\nkey tab\nexpect keyboard.q absent\n");
}

TEST_CASE("on a small panel Tab goes through Home as it is read, Enter opens every problem, and Escape leads back") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    std::string way;
    for (const auto* next : {"home.left_behind", "home.not_among_the_goods", "home.damaged", "home.more"})
        way += std::string("key tab\nexpect ") + next + " focused\n";
    way += "key enter\n";
    for (const auto* next : {"not_among_the_goods", "damaged", "spoiled", "service", "wrong_item", "wrong_price",
                             "quality", "rung_up_twice", "problems.back"})
        way += std::string("key tab\nexpect home.") + next + " focused\n";
    way += "key escape\nexpect home.problems.back absent\n";
    shop.plays_well(way, language);
}

TEST_CASE("Escape leads back from wherever a key does, a step at a time") {
    const auto [width, height] = GENERATE(table<int, int>({{1280, 800}, {730, 456}}));
    ShopFloor shop;
    shop.on_screen(width, height);
    shop.plays_well(
        "tap home.care\ntap care.kind.waiting\ntap care.said.long_queue\ntap care.save\n" +
        std::string(width < 900 ? "tap care.all\n" : "") +
        "tap care.entry.1\nexpect care.leave\nkey escape\nexpect care.leave absent\nexpect care.entry.1\n" +
        (width < 900 ? "key escape\n" : "") +
        "expect care.words\nkey escape\nexpect home.hero\n"
        "advance 3000\nscan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n"
        "tap manager.name.1\ntype 739518\ntap manager.decline\nkey escape\nexpect manager.approve enabled\n"
        "tap manager.ask\nkey escape\nexpect manager.approve enabled\nkey escape\nexpect home.case.1\n");
}
