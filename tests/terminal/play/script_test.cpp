#include "terminal/play/keystroke_level.hpp"
#include "terminal/play/script.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("a script is read a verb a line") {
    const auto steps = parse_script("# the story\n"
                                    "scan R-2-77   # the paper\n"
                                    "\n"
                                    "  tap receipt.line.3\r\n"
                                    "expect decision.verdict label \"Replace it now.\" enabled\n"
                                    "expect notice absent\n"
                                    "advance 250\n"
                                    "type \"two words\"\n"
                                    "paper end\n"
                                    "shot 01-home\n"
                                    "tree\n"
                                    "gallery sheet\n"
                                    "press sheet.open\n"
                                    "release\n"
                                    "expect sheet.open focused\n"
                                    "gallery off",
                                    "s.play");
    REQUIRE(steps);
    REQUIRE(steps->size() == 14);
    CHECK(std::get<ScanLabel>((*steps)[0].verb).label == "R-2-77");
    CHECK((*steps)[0].line == 2);
    CHECK(std::get<TapNode>((*steps)[1].verb).key == "receipt.line.3");
    CHECK((*steps)[1].text == "tap receipt.line.3");
    const auto& expect = std::get<ExpectNode>((*steps)[2].verb);
    CHECK(expect.label == "Replace it now.");
    CHECK(expect.state == ExpectNode::State::enabled);
    CHECK(std::get<ExpectNode>((*steps)[3].verb).state == ExpectNode::State::absent);
    CHECK(std::get<AdvanceClock>((*steps)[4].verb).ms == 250);
    CHECK(std::get<TypeText>((*steps)[5].verb).text == "two words");
    CHECK(std::get<TouchDevice>((*steps)[6].verb).what == TouchDevice::What::paper_end);
    CHECK(std::get<TakeShot>((*steps)[7].verb).name == "01-home");
    CHECK(std::get<ShowGallery>((*steps)[9].verb).page == ui::gallery::Page::sheet);
    CHECK(std::get<HoldNode>((*steps)[10].verb).key == "sheet.open");
    CHECK(std::holds_alternative<LiftFinger>((*steps)[11].verb));
    CHECK(std::get<ExpectNode>((*steps)[12].verb).state == ExpectNode::State::focused);
    CHECK_FALSE(std::get<ShowGallery>((*steps)[13].verb).page);
}

TEST_CASE("a script that cannot be played is told by file and line") {
    struct Row {
        const char* text;
        const char* error;
    };
    const Row rows[] = {
        {"dance", "read s.play: line 1: no such verb 'dance'"},
        {"\nscan", "read s.play: line 2: wants 'scan TEXT [2]'"},
        {"tap a b", "read s.play: line 1: wants 'tap KEY'"},
        {"type \"open", "read s.play: line 1: a quote stays open"},
        {"advance soon", "read s.play: line 1: wants 'advance MS'"},
        {"expect_still", "read s.play: line 1: wants 'expect_still MS'"},
        {"advance -1", "read s.play: line 1: wants 'advance MS'"},
        {"shot ../../etc/passwd", "read s.play: line 1: wants 'shot NAME'"},
        {"disk full", "read s.play: line 1: wants 'disk slow|ok'"},
        {"expect", "read s.play: line 1: wants 'expect KEY"},
        {"expect a label", "read s.play: line 1: wants 'expect KEY"},
        {"expect_signal bang", "read s.play: line 1: wants 'expect_signal accepted|done|not_found|attention|none'"},
        {"expect_said Hello there", "read s.play: line 1: wants 'expect_said \"…\"'"},
        {"press", "read s.play: line 1: wants 'press KEY'"},
        {"release it", "read s.play: line 1: wants 'release'"},
        {"gallery attic",
         "read s.play: line 1: wants 'gallery home|decision|approval|states|letters|figures|lists|sheet|"
         "keyboard|off'"},
        {"pull-cable far", "read s.play: line 1: wants 'pull-cable BYTES'"},
        {"paper blue", "read s.play: line 1: no such verb 'paper blue'"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto steps = parse_script(row.text, "s.play");
        REQUIRE_FALSE(steps);
        CHECK_THAT(steps.error().text(), Catch::StartsWith(row.error));
    }
}

TEST_CASE("the keystroke-level model counts people, not machines") {
    KeystrokeLevel counter; // S; M T line; M T problem; M T approve: UX.md 5
    counter.scanned();
    for (const auto* key : {"receipt.line.3", "receipt.damaged", "decision.approve"})
        counter.tapped(key);
    CHECK(counter.interactions() == 4);
    CHECK(counter.seconds() == Approx(7.85));

    KeystrokeLevel manager; // badge S; M T 5t PIN; M T approve
    manager.scanned();
    for (int i = 0; i < 6; ++i)
        manager.tapped("manager.pin.5");
    manager.tapped("manager.approve");
    CHECK(manager.interactions() == 8);
    CHECK(manager.seconds() == Approx(2.0 + 1.95 + 5 * 0.35 + 1.95));
}
