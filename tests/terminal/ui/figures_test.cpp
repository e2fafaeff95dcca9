#include "tests/terminal/ui/gallery.hpp"

#include <cmath>

namespace makegood::ui {

namespace {

const std::vector<Bar> bars = {{"Damaged", 50, "50"}, {"Missing", 200, "200"}, {"Other", 0, "0"}};
const std::vector<Moment> moments = {{"16:35", "Opened", "Lena, till 3", Tone::ok},
                                     {"16:41", "No paper", "", Tone::warn}};

// What is drawn in a window of 600 by 400 with white paper around it.
struct Paper {
    text::Typesetter typesetter = gallery::typesetter();
    std::unique_ptr<Window> window;
    std::function<void(Kit&)> build;
    std::int64_t now_ms = 0;

    Paper(text::Direction direction, std::function<void(Kit&)> drawn, int text_percent = 100)
        : window(gallery::window(typesetter, {gallery::theme("light"), direction, 1, text_percent}, 600, 400)),
          build(std::move(drawn)) {
        frame();
    }
    void frame() {
        window->invalidate();
        window->update(now_ms += 1'000, [this](Kit& kit) {
            kit.screen("paper");
            build(kit);
        });
    }
    const Node& node(std::string_view key) {
        const Node* found = find(window->tree(), key);
        INFO(key);
        REQUIRE(found);
        return *found;
    }
    // The first and last column that has the colour in the picture's line.
    struct Run {
        int first = -1;
        int last = -1;
    };
    Run of(Color color, int y) {
        const auto image = window->shot();
        REQUIRE(image);
        Run run;
        for (int x = 0; x < image->width; ++x) {
            const auto* pixel = &image->rgb[static_cast<std::size_t>(y * image->width + x) * 3];
            if (pixel[0] != color.red || pixel[1] != color.green || pixel[2] != color.blue)
                continue;
            run.first = run.first < 0 ? x : run.first;
            run.last = x;
        }
        return run;
    }
    int middle_of(std::string_view key) {
        const auto& place = node(key).pixels;
        return place.top + place.height / 2;
    }
};

} // namespace

TEST_CASE("the largest bar fills the width, the others their share, from where reading begins", "[ui][figures]") {
    for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
        Paper paper(direction, [](Kit& kit) { kit.bars({20, 20, 560, 360}, "bar", bars, false); });
        const Color primary = gallery::theme("light")[Token::primary];
        const auto small = paper.of(primary, paper.middle_of("bar.1"));
        const auto large = paper.of(primary, paper.middle_of("bar.2"));
        CHECK(large.last - large.first > 200);
        CHECK(std::abs((small.last - small.first + 1) * 4 - (large.last - large.first + 1)) <= 4);
        if (direction == text::Direction::left_to_right)
            CHECK(small.first == large.first);
        else
            CHECK(small.last == large.last);
        CHECK(paper.of(primary, paper.middle_of("bar.3")).first == -1);
        CHECK(paper.node("bar.1").label == "Damaged");
        CHECK(paper.node("bar.1").value == "50");
        CHECK_FALSE(can_be_activated(paper.node("bar.1").role));
    }
}

TEST_CASE("numbers beside bars end in one line in both languages", "[ui][figures]") {
    for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
        const std::vector<Bar> numbers = {{"One", 0, "1"}, {"Many", 0, "1111"}};
        Paper paper(direction, [&](Kit& kit) { kit.bars({20, 20, 560, 360}, "bar", numbers, false); });
        const auto image = paper.window->shot();
        REQUIRE(image);
        // The ink of the numbers' column, which is the end half of the line, reaches equally far to the right; widths
        // are rounded up to whole pixels.
        const bool at_right = direction == text::Direction::left_to_right;
        const auto rightmost = [&](int y_from, int y_until) {
            int found = -1;
            for (int y = y_from; y < y_until; ++y)
                for (int x = at_right ? 300 : 0; x < (at_right ? 600 : 300); ++x)
                    if (image->rgb[static_cast<std::size_t>(y * 600 + x) * 3] < 100)
                        found = std::max(found, x);
            return found;
        };
        const auto& one = paper.node("bar.1").pixels;
        const auto& many = paper.node("bar.2").pixels;
        CHECK(rightmost(one.top, one.bottom()) > 0);
        CHECK(std::abs(rightmost(one.top, one.bottom()) - rightmost(many.top, many.bottom())) <= 1);
    }
}

TEST_CASE("a bar that opens something answers finger and key", "[ui][figures]") {
    std::optional<std::size_t> opened;
    Paper paper(text::Direction::left_to_right, [&](Kit& kit) {
        if (const auto bar = kit.bars({20, 20, 560, 360}, "bar", bars, true))
            opened = bar;
    });
    for (auto& event : tap(paper.node("bar.2")))
        paper.window->inject(event);
    paper.frame();
    CHECK(opened == 1u);
    paper.window->inject(KeyPress{.key = Key::digit, .digit = 3});
    paper.frame();
    CHECK(opened == 2u);
    CHECK(paper.node("bar.1").rect.height >= 56);
}

TEST_CASE("a timeline tells when, what and who, one moment below the other", "[ui][figures]") {
    for (int text_percent : {100, 200}) {
        CAPTURE(text_percent);
        float wanted = 0;
        Paper paper(
            text::Direction::right_to_left,
            [&](Kit& kit) {
                wanted = kit.timeline_height(moments, 560);
                kit.timeline({20, 20, 560, wanted}, "moment", moments);
            },
            text_percent);
        CHECK(paper.node("moment.1").label == "Opened");
        CHECK(paper.node("moment.1").value == "16:35");
        CHECK(paper.node("moment.1.who").label == "Lena, till 3");
        CHECK(find(paper.window->tree(), "moment.2.who") == nullptr);
        CHECK(paper.node("moment.1").rect.bottom() < paper.node("moment.2").rect.top);
        CHECK(paper.node("moment.2").rect.bottom() <= 20 + wanted + 0.01f);
        CHECK(check_tree(paper.window->tree(), {0, 0, 600, 400}) == std::vector<std::string>{});
        const auto dot = paper.of(gallery::theme("light")[Token::ok],
                                  paper.node("moment.1").pixels.top + paper.node("moment.1").pixels.height / 4);
        CHECK(dot.last > 600 - 20 - 32); // at the right, where Persian begins
        CHECK(dot.last < 600 - 20);
    }
}

TEST_CASE("a time that would take too much of the width stands above its words", "[ui][figures]") {
    const std::vector<Moment> long_ago = {{"On the fifth of May of that year", "Opened", "", Tone::neutral}};
    float beside = 0, above = 0;
    Paper paper(text::Direction::left_to_right, [&](Kit& kit) {
        beside = kit.timeline_height(long_ago, 900);
        above = kit.timeline_height(long_ago, 300);
        kit.timeline({20, 20, 300, above}, "moment", long_ago);
    });
    CHECK(above > 1.9f * beside);
    CHECK(check_tree(paper.window->tree(), {0, 0, 600, 400}) == std::vector<std::string>{});
}

TEST_CASE("what is busy says why and does not answer", "[ui][figures]") {
    bool tapped = false;
    Paper paper(text::Direction::left_to_right, [&](Kit& kit) {
        tapped |= kit.button({20, 20, 300, 72}, "give", Look::primary, Icon::gift, "Give", "1 × Milk",
                             Enabled::after("One moment …"));
    });
    CHECK(paper.node("give").busy);
    CHECK(paper.node("give").reason == "One moment …");
    for (auto& event : tap(paper.node("give")))
        paper.window->inject(event);
    paper.window->inject(KeyPress{.key = Key::enter});
    paper.frame();
    CHECK_FALSE(tapped);
    CHECK_FALSE(paper.window->next_frame_ms()); // nothing spins
    CHECK(describe(paper.window->tree()).find("busy(One moment …)") != std::string::npos);
}

} // namespace makegood::ui
