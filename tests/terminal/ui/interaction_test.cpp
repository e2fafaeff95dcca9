#include "terminal/ui/kit/interaction.hpp"

#include "tests/support/catch.hpp"

namespace makegood::ui {

namespace {

Node node(std::string key, Role role, Rect rect) {
    Node made;
    made.key = std::move(key);
    made.role = role;
    made.label = made.key;
    made.rect = rect;
    made.pixels = to_pixels(rect, 1, 1000, false);
    return made;
}

// Two buttons, three rows of which the second is disabled, and a field.
std::vector<Node> screen() {
    std::vector<Node> tree = {
        node("page.back", Role::button, {0, 0, 100, 48}), node("page.title", Role::heading, {100, 0, 100, 48}),
        node("list.1", Role::row, {0, 100, 100, 56}),     node("list.2", Role::row, {0, 160, 100, 56}),
        node("list.3", Role::row, {0, 220, 100, 56}),     node("find.name", Role::field, {0, 300, 100, 60}),
        node("page.go", Role::button, {0, 400, 100, 72})};
    tree[3].enabled = false;
    tree[6].primary = true;
    return tree;
}

struct Driver {
    std::vector<Node> tree = screen();
    Interaction interaction;
    std::int64_t now_ms = 1000;

    explicit Driver(bool scrollable = false) : scrollable_(scrollable) { send({}); }

    std::string send(std::vector<Event> events) {
        interaction.begin(tree, events, now_ms, 1, right_to_left, inertia);
        interaction.screen(name, now_ms);
        if (scrollable_)
            offset = interaction.scroll_offset("list", {0, 90, 200, 200}, {0, 90, 200, 200}, 1000);
        interaction.end();
        return interaction.activated();
    }

    // 50 lpx up, 1 lpx a ms.
    void throw_list() {
        send({Press{50, 280}});
        for (int step = 1; step <= 5; ++step) {
            now_ms += 10;
            send({Move{50, 280 - 10.0f * static_cast<float>(step)}});
        }
        send({Release{50, 230}});
    }

    bool right_to_left = false;
    bool inertia = true;
    std::string name = "list";
    float offset = 0;

  private:
    bool scrollable_;
};

KeyPress key(Key which) {
    KeyPress press;
    press.key = which;
    return press;
}

KeyPress digit(int value) {
    KeyPress press;
    press.key = Key::digit;
    press.digit = value;
    return press;
}

} // namespace

TEST_CASE("a tap is a press and a release on the same target", "[ui]") {
    struct Case {
        const char* what;
        std::vector<Event> events;
        std::string activated;
    };
    const std::vector<Case> cases = {
        {"pressed only", {Press{50, 20}}, ""},
        {"pressed and released", {Press{50, 20}, Release{50, 20}}, "page.back"},
        {"released outside", {Press{50, 20}, Release{50, 80}}, ""},
        {"released on another", {Press{50, 20}, Release{50, 120}}, ""},
        {"slid out and back", {Press{50, 20}, Move{50, 80}, Move{50, 20}, Release{50, 20}}, "page.back"},
        {"released without a press", {Release{50, 20}}, ""},
        {"begun beside it", {Press{50, 80}, Release{50, 20}}, ""},
        {"on a heading", {Press{150, 20}, Release{150, 20}}, ""},
        {"on what is disabled", {Press{50, 180}, Release{50, 180}}, ""},
        {"lost by the window", {Press{50, 20}, Cancel{}, Release{50, 20}}, ""},
        {"at the last pixel", {Press{99, 47}, Release{99, 47}}, "page.back"},
        {"one further", {Press{100, 47}, Release{100, 47}}, ""},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        Driver driver;
        CHECK(driver.send(one.events) == one.activated);
        CHECK(driver.send({}) == "");
    }
}

TEST_CASE("a target is down while the finger is on it", "[ui]") {
    Driver driver;
    driver.send({Press{50, 20}});
    CHECK(driver.interaction.pressed("page.back"));
    CHECK(driver.interaction.holding());
    driver.send({Move{50, 90}});
    CHECK_FALSE(driver.interaction.pressed("page.back"));
    driver.send({Release{50, 90}});
    CHECK_FALSE(driver.interaction.holding());
}

TEST_CASE("what lies on top is meant", "[ui]") {
    Driver driver;
    driver.tree.push_back(node("toast.undo", Role::button, {0, 100, 100, 56}));
    CHECK(driver.send({Press{50, 120}, Release{50, 120}}) == "toast.undo");
}

TEST_CASE("taps that began within 250 ms of a new screen are dropped", "[ui]") {
    struct Case {
        std::int64_t after_ms;
        bool taken;
    };
    for (const auto& one : std::vector<Case>{{0, false}, {249, false}, {250, true}, {1000, true}}) {
        Driver driver;
        driver.name = "decision";
        driver.send({});
        driver.now_ms += one.after_ms;
        CHECK((driver.send({Press{50, 20}, Release{50, 20}}) == "page.back") == one.taken);
    }
}

TEST_CASE("what was pressed on the screen before means nothing on the next", "[ui]") {
    Driver driver;
    driver.send({Press{50, 20}});
    driver.name = "decision";
    driver.send({});
    driver.now_ms += 1000;
    CHECK(driver.send({Release{50, 20}}) == "");
    driver.name = "done";
    CHECK(driver.send({Press{50, 20}, Release{50, 20}}) == "");
}

TEST_CASE("a finger that moves more than the slop scrolls and taps nothing", "[ui]") {
    struct Case {
        float moved;
        std::string activated;
        float offset;
    };
    for (const auto& one : std::vector<Case>{{0, "list.1", 0}, {8, "list.1", 0}, {9, "", 9}, {200, "", 200}}) {
        Driver driver(true);
        CHECK(driver.send({Press{50, 120}}) == "");
        driver.now_ms += 200;
        // The release comes after a rest, so that it doesn't throw.
        driver.send({Move{50, 120 - one.moved}});
        driver.now_ms += 200;
        auto activated = driver.send({Release{50, 120 - one.moved}});
        CHECK(activated == one.activated);
        CHECK(driver.offset == Approx(one.offset));
    }
}

TEST_CASE("without inertia a list stays where the finger left it", "[ui]") {
    Driver driver(true);
    driver.inertia = false;
    driver.throw_list();
    CHECK_FALSE(driver.interaction.gliding());
    driver.now_ms += 100;
    driver.send({});
    CHECK(driver.offset == Approx(50));
}

TEST_CASE("a thrown list glides, slows down and stays within its content", "[ui]") {
    Driver driver(true);
    driver.throw_list();
    CHECK(driver.offset == Approx(50));
    REQUIRE(driver.interaction.gliding());
    driver.now_ms += 100;
    driver.send({});
    // 1 lpx a ms: 325 (1 - e^(-100/325)) = 86.1
    CHECK(driver.offset == Approx(50 + 86.1).margin(0.5));
    driver.now_ms += 5000;
    driver.send({});
    CHECK(driver.offset == Approx(50 + 325).margin(0.5));
    CHECK_FALSE(driver.interaction.gliding());
    driver.send({Wheel{50, 100, -100}});
    CHECK(driver.offset == Approx(800));
    driver.send({Wheel{50, 100, 100}});
    CHECK(driver.offset == Approx(0));
}

TEST_CASE("a finger that stops a gliding list taps none of its rows", "[ui]") {
    Driver driver(true);
    driver.send({Press{50, 280}});
    driver.now_ms += 10;
    driver.send({Move{50, 240}});
    driver.send({Release{50, 240}});
    REQUIRE(driver.interaction.gliding());
    driver.now_ms += 50;
    CHECK(driver.send({Press{50, 120}, Release{50, 120}}) == "");
    CHECK_FALSE(driver.interaction.gliding());
}

TEST_CASE("the keyboard reaches everything", "[ui]") {
    struct Case {
        const char* what;
        std::vector<Event> events;
        std::string activated;
        std::string focus;
    };
    const std::vector<Case> cases = {
        {"Tab begins at the first", {key(Key::tab)}, "", "page.back"},
        {"and skips headings and what is disabled", {key(Key::tab), key(Key::tab), key(Key::tab)}, "", "list.3"},
        {"backwards from the start", {KeyPress{Key::tab, true, false, -1}}, "", "page.go"},
        {"down and up", {key(Key::down), key(Key::down), key(Key::up)}, "", "page.back"},
        {"right goes on", {key(Key::tab), key(Key::right)}, "", "list.1"},
        {"Enter does what has the focus", {key(Key::tab), key(Key::enter)}, "page.back", "page.back"},
        {"or else what is primary", {key(Key::enter)}, "page.go", ""},
        {"a held Enter does it once", {KeyPress{Key::enter, false, true, -1}}, "", ""},
        {"Escape goes back", {key(Key::escape)}, "page.back", ""},
        {"a digit picks the row that shows", {digit(1)}, "list.1", ""},
        {"counting those that can be picked", {digit(2)}, "list.3", ""},
        {"no such row", {digit(3)}, "", ""},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        Driver driver;
        CHECK(driver.send(one.events) == one.activated);
        CHECK(driver.interaction.focus_shown(one.focus) == !one.focus.empty());
    }
}

TEST_CASE("right and left follow the reading direction", "[ui]") {
    Driver driver;
    driver.right_to_left = true;
    driver.send({key(Key::tab), key(Key::left)});
    CHECK(driver.interaction.focused("list.1"));
    driver.send({key(Key::right)});
    CHECK(driver.interaction.focused("page.back"));
}

TEST_CASE("while a field has the focus, keys belong to it", "[ui]") {
    Driver driver;
    CHECK(driver.send({Press{50, 330}, Release{50, 330}}) == "find.name");
    CHECK(driver.interaction.focused("find.name"));
    CHECK_FALSE(driver.interaction.focus_shown("find.name"));
    CHECK(driver.send({digit(1)}) == "");
    CHECK(driver.send({key(Key::left)}) == "");
    CHECK(driver.interaction.focused("find.name"));
    CHECK(driver.send({key(Key::enter)}) == "page.go");
    driver.send({Press{500, 600}, Release{500, 600}});
    CHECK_FALSE(driver.interaction.focused("find.name"));
}

TEST_CASE("the keyboard presses the keys of a keypad", "[ui]") {
    Driver driver;
    auto five = node("pin.5", Role::key, {300, 0, 68, 68});
    five.shortcut = '5';
    auto done = node("pin.done", Role::key, {300, 100, 68, 68});
    done.shortcut = '\r';
    driver.tree = {five, node("pin.erase", Role::key, {300, 200, 68, 68}), done};
    CHECK(driver.send({digit(5)}) == "pin.5");
    CHECK(driver.send({key(Key::backspace)}) == "pin.erase");
    CHECK(driver.send({key(Key::enter)}) == "pin.done");
}

TEST_CASE("the focus brings what it reaches into sight", "[ui]") {
    Driver driver(true);
    auto far_row = node("list.far", Role::row, {0, 700, 100, 56});
    far_row.pixels = {};
    far_row.scroll = "list";
    driver.tree = {far_row};
    driver.send({key(Key::tab)});
    // The region ends at 290; the row's bottom is at 756, and 8 below it shall be seen.
    CHECK(driver.offset == Approx(756 + 8 - 290));
}

} // namespace makegood::ui
