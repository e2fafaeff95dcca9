#include "terminal/ui/kit/keyboard_layout.hpp"

#include "terminal/text/unicode.hpp"
#include "tests/terminal/ui/gallery.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace makegood::ui {

namespace {

const KeyboardWords words{"Shift", "Erase", "Half space", "Space", "Done", "English", "فارسی"};

struct Desk {
    text::Typesetter typesetter = gallery::typesetter();
    std::unique_ptr<Window> window;
    TextFieldState field;
    TextFieldState digits;
    std::int64_t now_ms = 0;

    Desk(text::Direction direction, int width, int height, float scale, int text_percent) {
        window = gallery::window(typesetter, {gallery::theme("light"), direction, scale, text_percent}, width, height);
        draw();
    }

    void draw() {
        window->invalidate();
        window->update(now_ms += 300, [this](Kit& kit) {
            kit.screen("desk");
            Rect area = kit.viewport();
            if (kit.keyboard_up())
                area.cut_bottom(kit.keyboard_height());
            Rect fields = kit.begin_scroll(area, "desk.fields", 700);
            kit.field(fields.cut_top(kit.field_height()), "desk.digits", digits, "Digits", {}, FieldKind::digits);
            fields.cut_top(480);
            kit.field(fields.cut_top(kit.field_height()), "desk.name", field, "Name", {}, FieldKind::text);
            kit.end_scroll();
            if (kit.keyboard_up())
                kit.keyboard(words);
        });
    }

    const Node& node(std::string_view key) {
        const Node* found = find(window->tree(), key);
        INFO(key);
        REQUIRE(found);
        return *found;
    }

    void tap(std::string_view key) {
        for (auto& event : ui::tap(node(key)))
            window->inject(event);
        draw();
    }
};

} // namespace

TEST_CASE("keys are high enough, tile the bottom without a gap and are never mirrored", "[ui]") {
    struct Screen {
        int width;
        int height;
        float scale;
        int text_percent;
    };
    for (const auto& screen : {Screen{1280, 800, 1, 100}, Screen{1024, 768, 1, 100}, Screen{1024, 768, 1, 125},
                               Screen{1280, 800, 1.4f, 100}, Screen{1920, 1080, 1.2f, 100}})
        for (const auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
            CAPTURE(screen.width, screen.scale, screen.text_percent);
            Desk desk(direction, screen.width, screen.height, screen.scale, screen.text_percent);
            desk.tap("desk.digits");
            CHECK_FALSE(find(desk.window->tree(), "keyboard.done"));
            desk.window->kit().reveal("desk.name");
            desk.draw();
            desk.tap("desk.name");
            for (const auto* other : {"keyboard.shift", "keyboard.language", "keyboard.shift", "keyboard.language"}) {
                CHECK(check_tree(desk.window->tree(), desk.window->kit().viewport()) == std::vector<std::string>{});
                std::int64_t covered = 0;
                for (const auto& key : desk.window->tree())
                    if (key.key.starts_with("keyboard.")) {
                        CHECK(key.rect.height >= 48);
                        CHECK(key.rect.width >= 48);
                        covered += std::int64_t{key.pixels.width} * key.pixels.height;
                    }
                const int top = desk.node("keyboard.done").pixels.bottom() -
                                static_cast<int>(std::lround(desk.window->kit().keyboard_height() * screen.scale));
                CHECK(covered == std::int64_t{screen.width} * (screen.height - top));
                CHECK(desk.node("keyboard.language").pixels.left == 0);
                CHECK(desk.node("keyboard.done").pixels.right() == screen.width);
                // The field that is typed into can be seen whole, above the keys.
                CHECK(desk.node("desk.name").pixels.bottom() <= top);
                CHECK(desk.node("desk.name").pixels.height >=
                      static_cast<int>(desk.node("desk.name").rect.height * screen.scale) - 1);
                desk.tap(other);
            }
        }
}

TEST_CASE("a finger that slips from one key to the next types nothing and keeps the keyboard", "[ui]") {
    Desk desk(text::Direction::left_to_right, 1280, 1000, 1, 100);
    desk.tap("desk.name");
    const auto middle = [&](std::string_view key) {
        const auto& place = desk.node(key).pixels;
        return std::pair(static_cast<float>(place.left + place.width / 2), static_cast<float>(place.top + 5));
    };
    const auto [from_x, from_y] = middle("keyboard.a");
    const auto [to_x, to_y] = middle("keyboard.s");
    desk.window->inject(Press{from_x, from_y});
    desk.window->inject(Release{to_x, to_y});
    desk.draw();
    CHECK(desk.field.text.empty());
    desk.tap("keyboard.s");
    CHECK(desk.field.text == "s");
}

TEST_CASE("capitals and signs last for one letter; letters go in where the caret is", "[ui]") {
    Desk desk(text::Direction::left_to_right, 1280, 1000, 1, 100);
    desk.field = {.text = "xy", .caret = 1};
    desk.tap("desk.name");
    desk.field.caret = 1;
    for (const auto* key : {"keyboard.shift", "keyboard.A", "keyboard.b", "keyboard.erase", "keyboard.space",
                            "keyboard.language", "keyboard.shift", "keyboard.shift", "keyboard.ژ", "keyboard.zwnj"})
        desk.tap(key);
    CHECK(desk.field.text == "xA ژ\u200Cy");
    desk.tap("keyboard.erase");
    desk.tap("keyboard.erase");
    CHECK(desk.field.text == "xA y");
    desk.tap("keyboard.done");
    CHECK_FALSE(find(desk.window->tree(), "keyboard.done"));
    CHECK_FALSE(desk.node("desk.name").focused);
}

TEST_CASE("both keyboards have their letters, in order and once each", "[ui]") {
    const auto& persian = keyboard_layout(Language::persian);
    CHECK(persian.plain[1].starts_with("ض ص ث ق ف غ ع ه خ ح ج چ"));
    CHECK(persian.plain[2] == "ش س ی ب ل ا ت ن م ک گ");
    struct Wanted {
        Language language;
        std::u32string plain;
        std::u32string shifted;
    };
    const Wanted all[] = {
        {Language::english, U"abcdefghijklmnopqrstuvwxyz0123456789-,.", U"ABCDEFGHIJKLMNOPQRSTUVWXYZ&%+"},
        {Language::persian, U"ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹-،؟.\u200C",
         U"آأؤئإءة«»؛:\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0654٬٫٪"},
    };
    for (const auto& wanted : all) {
        const auto& layout = keyboard_layout(wanted.language);
        for (const auto* layer : {&layout.plain, &layout.shifted}) {
            std::string keys(layout.before_space);
            keys += layout.after_space;
            for (std::size_t row = 0; row < layer->size(); ++row) {
                keys += (*layer)[row];
                CHECK(std::ranges::count((*layer)[row], ' ') == std::ranges::count(layout.plain[row], ' '));
            }
            auto letters = text::decode(keys).code_points;
            std::erase(letters, U' ');
            for (const char32_t letter : layer == &layout.plain ? wanted.plain : wanted.shifted) {
                CAPTURE(static_cast<std::uint32_t>(letter));
                CHECK(std::ranges::count(letters, letter) == 1);
            }
            CHECK(letters.find(U'ي') == letters.npos);
            CHECK(letters.find(U'ك') == letters.npos);
            CHECK(std::set(letters.begin(), letters.end()).size() == letters.size());
        }
    }
}

} // namespace makegood::ui
