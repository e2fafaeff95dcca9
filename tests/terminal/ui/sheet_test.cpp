#include "tests/terminal/ui/gallery.hpp"

namespace makegood::ui {

namespace {

using gallery::Page;

// A page with a sheet that "sheet.open" opens.
struct SheetScreen {
    text::Typesetter typesetter = gallery::typesetter();
    std::unique_ptr<Window> window;
    gallery::State state;
    std::int64_t now_ms = 0;

    explicit SheetScreen(text::Direction direction = text::Direction::left_to_right, bool reduced_motion = false)
        : window(gallery::window(
              typesetter,
              {.theme = gallery::theme("light"), .direction = direction, .reduced_motion = reduced_motion})) {
        frame();
    }

    // True when something was drawn.
    bool frame(std::int64_t later_ms = 1'000) {
        now_ms += later_ms;
        return window->update(now_ms, [this](Kit& kit) { draw(kit, state, Page::sheet); });
    }
    void tap(const Node& node, std::int64_t later_ms = 1'000) {
        for (auto& event : ui::tap(node))
            window->inject(event);
        frame(later_ms);
    }
    void press(Key key) {
        window->inject(KeyPress{.key = key});
        frame();
    }
    const Node& node(std::string_view key) {
        const Node* found = find(window->tree(), key);
        INFO(key);
        REQUIRE(found);
        return *found;
    }
    std::string focused() {
        for (const auto& node : window->tree())
            if (node.focused)
                return node.key;
        return "";
    }
};

} // namespace

TEST_CASE("nothing under a sheet answers a finger, a wheel or a key", "[ui][sheet]") {
    SheetScreen screen;
    screen.tap(screen.node("sheet.line.2"));
    CHECK(screen.state.last == "sheet.line.2");
    screen.tap(screen.node("sheet.open"));
    screen.frame();
    screen.state.last.clear();
    CHECK(screen.node("sheet.line.2").covered);
    CHECK_FALSE(screen.node("sheet.back").covered);

    screen.tap(screen.node("sheet.line.2"));
    CHECK(screen.state.last == "");
    screen.window->inject(KeyPress{.key = Key::digit, .digit = 2});
    screen.frame();
    CHECK(screen.state.last == "");
    screen.press(Key::enter); // the sheet's own primary
    CHECK(screen.state.last == "sheet.keep");

    std::vector<std::string> stops;
    for (int i = 0; i < 4; ++i) {
        screen.press(Key::tab);
        stops.push_back(screen.focused());
    }
    CHECK(stops == std::vector<std::string>{"sheet.back", "sheet.note", "sheet.keep", "sheet.back"});
}

TEST_CASE("a sheet is closed by its button or Escape, and the focus is back where it was", "[ui][sheet]") {
    for (bool by_key : {true, false}) {
        SheetScreen screen;
        for (int i = 0; i < 5; ++i)
            screen.press(Key::tab);
        CHECK(screen.focused() == "sheet.open");
        screen.press(Key::enter);
        screen.frame();
        CHECK(screen.state.sheet_up);
        CHECK(screen.focused() == "");
        if (by_key)
            screen.press(Key::escape);
        else
            screen.tap(screen.node("sheet.back"));
        CHECK_FALSE(screen.state.sheet_up);
        CHECK(find(screen.window->tree(), "sheet.title") == nullptr);
        CHECK(screen.focused() == "sheet.open");
        CHECK_FALSE(screen.node("sheet.line.2").covered);
        CHECK(screen.state.last != "page.back");
    }
}

TEST_CASE("a sheet slides in from the end side and then stands still", "[ui][sheet]") {
    for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
        SheetScreen screen(direction);
        const bool from_right = direction == text::Direction::left_to_right;
        screen.tap(screen.node("sheet.open"), 0);
        CHECK(screen.node("sheet.back").pixels.empty()); // not there yet, only on its way
        CHECK(screen.node("sheet.back").rect.end() <= 1280);
        REQUIRE(screen.window->next_frame_ms());
        screen.frame(100);
        const int on_its_way = screen.node("sheet.title").pixels.left;
        screen.frame(100);
        const auto& arrived = screen.node("sheet.title");
        CHECK((from_right ? on_its_way > arrived.pixels.left : on_its_way < arrived.pixels.left));
        CHECK((from_right ? arrived.pixels.left : 1280 - arrived.pixels.right()) == 1280 - 520 + 24);
        CHECK_FALSE(screen.window->next_frame_ms());
        const auto shown = screen.window->frames_shown();
        for (int second = 0; second < 60; ++second)
            CHECK_FALSE(screen.frame());
        CHECK(screen.window->frames_shown() == shown);
    }
}

TEST_CASE("with reduced motion a sheet is simply there", "[ui][sheet]") {
    SheetScreen screen(text::Direction::left_to_right, true);
    screen.tap(screen.node("sheet.open"), 0);
    CHECK(screen.node("sheet.title").pixels.left == 1280 - 520 + 24);
    CHECK_FALSE(screen.window->next_frame_ms());
}

TEST_CASE("a double tap does not reach the sheet that the first one opened", "[ui][sheet]") {
    SheetScreen screen(text::Direction::left_to_right, true);
    screen.tap(screen.node("sheet.open"));
    screen.tap(screen.node("sheet.keep"), 100);
    CHECK(screen.state.last == "");
    screen.tap(screen.node("sheet.keep"), 300);
    CHECK(screen.state.last == "sheet.keep");
}

TEST_CASE("what lies under a sheet does not scroll", "[ui][sheet]") {
    text::Typesetter typesetter = gallery::typesetter();
    auto window = gallery::window(typesetter, {.theme = gallery::theme("light"), .reduced_motion = true}, 1000, 600);
    bool up = false;
    std::int64_t now_ms = 0;
    const auto frame = [&] {
        window->invalidate();
        window->update(now_ms += 1'000, [&](Kit& kit) {
            kit.screen("long");
            Rect all = kit.begin_scroll(kit.viewport(), "long.all", 2'000);
            kit.button(all.cut_top(60), "long.first", Look::secondary, Icon::none, "First");
            kit.end_scroll();
            if (!up)
                return;
            kit.begin_sheet("over", "Over it", "Close");
            kit.end_sheet();
        });
        return find(window->tree(), "long.first")->rect.top;
    };
    const float at_rest = frame();
    for (bool covered : {true, false}) {
        up = covered;
        frame();
        window->inject(Wheel{100, 300, -1});
        CHECK((frame() == at_rest) == covered);
    }
}

} // namespace makegood::ui
