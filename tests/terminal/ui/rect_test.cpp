#include "terminal/ui/rect.hpp"

#include "tests/support/catch.hpp"

namespace makegood::ui {

TEST_CASE("a screen is mirrored at the leaf and nowhere else", "[ui]") {
    struct Case {
        Rect rect;
        float scale;
        int width;
        PixelRect english;
        PixelRect persian;
    };
    const std::vector<Case> cases = {
        {{0, 0, 100, 50}, 1, 1280, {0, 0, 100, 50}, {1180, 0, 100, 50}},
        {{24, 64, 500, 72}, 1, 1280, {24, 64, 500, 72}, {756, 64, 500, 72}},
        {{0, 0, 1280, 800}, 1, 1280, {0, 0, 1280, 800}, {0, 0, 1280, 800}},
        {{10, 10, 10, 10}, 1.2f, 1920, {12, 12, 12, 12}, {1896, 12, 12, 12}},
        {{10.5f, 0, 10, 10}, 1.5f, 100, {16, 0, 15, 15}, {69, 0, 15, 15}},
    };
    for (const auto& one : cases) {
        CHECK(to_pixels(one.rect, one.scale, one.width, false) == one.english);
        CHECK(to_pixels(one.rect, one.scale, one.width, true) == one.persian);
    }
}

TEST_CASE("neighbours in lpx are neighbours in pixels at every scale", "[ui]") {
    for (float scale : {1.0f, 1.2f, 1.4f, 1.65f, 1.75f}) {
        Rect rest{7.3f, 0, 900, 50};
        for (bool right_to_left : {false, true}) {
            Rect whole = rest;
            PixelRect before = to_pixels(whole.cut_start(33.7f), scale, 1920, right_to_left);
            for (int count = 0; count < 20; ++count) {
                PixelRect next = to_pixels(whole.cut_start(33.7f), scale, 1920, right_to_left);
                CHECK((right_to_left ? next.right() == before.left : next.left == before.right()));
                before = next;
            }
        }
    }
}

TEST_CASE("cutting returns the part and keeps the rest", "[ui]") {
    Rect rect{10, 20, 100, 50};
    CHECK(rect.cut_top(10) == Rect{10, 20, 100, 10});
    CHECK(rect.cut_bottom(15) == Rect{10, 55, 100, 15});
    CHECK(rect.cut_start(30) == Rect{10, 30, 30, 25});
    CHECK(rect.cut_end(20) == Rect{90, 30, 20, 25});
    CHECK(rect == Rect{40, 30, 50, 25});
    CHECK(rect.cut_top(1000) == Rect{40, 30, 50, 25});
    CHECK(rect.height == 0);
    CHECK(rect.cut_top(-5).height == 0);
}

TEST_CASE("parts of equal size share what the gaps leave", "[ui]") {
    const Rect rect{10, 10, 100, 50};
    CHECK(rect.column(0, 3, 5) == Rect{10, 10, 30, 50});
    CHECK(rect.column(2, 3, 5) == Rect{80, 10, 30, 50});
    CHECK(rect.line(1, 2, 10) == Rect{10, 40, 100, 20});
    CHECK(rect.inset(60, 5) == Rect{60, 15, 0, 40});
    CHECK(rect.middle(20, 10) == Rect{50, 30, 20, 10});
}

} // namespace makegood::ui
