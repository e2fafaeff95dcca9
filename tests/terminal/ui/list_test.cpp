#include "tests/terminal/ui/gallery.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

// A window with one list; every third row has a second line and is higher than the others.
struct LongList {
    text::Typesetter typesetter = gallery::typesetter();
    std::unique_ptr<Window> window =
        gallery::window(typesetter, {gallery::theme("light"), text::Direction::left_to_right, 1, 100}, 600, 500);
    std::size_t count = 0;
    std::size_t asked = 0;
    std::optional<std::size_t> tapped;
    std::int64_t now_ms = 1000;

    explicit LongList(std::size_t rows) : count(rows) { frame(); }

    void frame() {
        asked = 0;
        window->invalidate();
        window->update(now_ms += 400, [this](Kit& kit) {
            kit.screen("list");
            const auto item = [this](std::size_t i) {
                ++asked;
                return ListItem{.key = "list." + std::to_string(i),
                                .row = {.title = "Row " + std::to_string(i), .detail = i % 3 == 0 ? "more" : ""}};
            };
            if (const auto one = kit.list({50, 50, 500, 400}, "list", count, item))
                tapped = one;
        });
    }
    void wheel(float steps) {
        window->inject(Wheel{300, 200, steps});
        frame();
    }
    const Node* row(std::size_t i) { return find(window->tree(), "list." + std::to_string(i)); }
    // The first row that can be seen whole.
    std::size_t first_whole() {
        for (std::size_t i = 0; i < count; ++i)
            if (const Node* node = row(i); node && node->rect.top >= 50)
                return i;
        return count;
    }
};

} // namespace

TEST_CASE("a list asks for the rows in sight, not for the others", "[ui]") {
    LongList ten(10);
    LongList many(100'000);
    CHECK(many.asked <= 3 * ten.asked);
    many.wheel(-1'000'000);
    many.frame();
    CHECK(many.asked <= 3 * ten.asked);
    REQUIRE(many.row(99'999));
    CHECK(many.row(99'999)->rect.bottom() <= 450);
    CHECK(many.row(99'999)->rect.bottom() >= 430);
    CHECK_FALSE(many.row(0));
    many.wheel(1'000'000);
    REQUIRE(many.row(0));
    CHECK(many.row(0)->rect.top == 50);
}

TEST_CASE("rows follow each other without overlap and without a gap, however far one scrolled", "[ui]") {
    LongList list(200);
    for (const float steps : {-3.0f, -40.0f, 7.0f, -12.0f, 25.0f}) {
        list.wheel(steps);
        const Node* before = nullptr;
        for (const auto& node : list.window->tree()) {
            if (node.role != Role::row)
                continue;
            if (before) {
                CHECK(node.rect.top == Approx(before->rect.bottom() + 8));
            }
            before = &node;
        }
        CHECK(check_tree(list.window->tree(), list.window->kit().viewport()).empty());
    }
}

TEST_CASE("scrolling up over rows never seen before moves the rows in sight by what was asked only", "[ui]") {
    LongList list(300);
    list.wheel(-1'000'000);
    list.frame();
    for (int step = 0; step < 60; ++step) {
        const auto seen = list.first_whole();
        const float before = list.row(seen)->rect.top;
        list.wheel(1);
        const Node* after = list.row(seen);
        REQUIRE(after);
        const float by_one_step = after->rect.top - before;
        CHECK(by_one_step == Approx(72).margin(1.01));
    }
}

TEST_CASE("a row far down is tapped by the row's own index, and the focus walks there row by row", "[ui]") {
    LongList list(100);
    for (int i = 0; i < 30; ++i) {
        list.window->inject(KeyPress{Key::down, false, false, -1});
        list.frame();
    }
    REQUIRE(list.row(29));
    CHECK(list.row(29)->focused);
    CHECK_FALSE(list.row(29)->pixels.empty());
    for (auto& event : tap(*list.row(29)))
        list.window->inject(event);
    list.frame();
    CHECK(list.tapped == 29u);
}

TEST_CASE("a list of nothing is empty, and one that grew begins to scroll", "[ui]") {
    LongList list(0);
    CHECK(list.window->tree().empty());
    list.count = 3;
    list.frame();
    const float wide = list.row(0)->rect.width;
    list.count = 30;
    list.frame();
    CHECK(list.row(0)->rect.width < wide);
}

} // namespace makegood::ui
