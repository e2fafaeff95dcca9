#include "tests/terminal/ui/gallery.hpp"

#include <SDL.h>

#include <algorithm>

namespace makegood::ui {

namespace {

using gallery::Page;
using gallery::State;

struct Kiosk {
    text::Typesetter typesetter = gallery::typesetter();
    std::unique_ptr<Window> window;
    State state;
    Page which = Page::decision;
    std::int64_t now_ms = 0;

    explicit Kiosk(text::Direction direction = text::Direction::left_to_right)
        : window(gallery::window(typesetter, {gallery::theme("light"), direction, 1, 100})) {
        update();
        now_ms += 1000;
    }
    bool update() {
        return window->update(now_ms, [this](Kit& kit) { gallery::draw(kit, state, which); });
    }
    void tap(std::string_view key) {
        const Node* node = find(window->tree(), key);
        REQUIRE(node);
        for (auto& event : ui::tap(*node))
            window->inject(event);
        update();
    }
    const Node& node(std::string_view key) {
        const Node* found = find(window->tree(), key);
        REQUIRE(found);
        return *found;
    }
    void press(Key key, bool shift = false) {
        window->inject(KeyPress{key, shift, false, -1});
        update();
    }
    void type(std::string text) {
        window->inject(TypedText{std::move(text)});
        update();
    }
    Image shot() {
        auto taken = window->shot();
        REQUIRE(taken);
        return *taken;
    }
};

} // namespace

TEST_CASE("an idle kiosk draws nothing", "[ui]") {
    Kiosk kiosk;
    kiosk.which = Page::home;
    kiosk.state.toast = false;
    kiosk.window->invalidate();
    CHECK(kiosk.update());
    const auto shown = kiosk.window->frames_shown();
    for (int second = 0; second < 600; ++second) {
        kiosk.now_ms += 1000;
        kiosk.window->inject(Move{static_cast<float>(second), 100});
        CHECK_FALSE(kiosk.update());
    }
    CHECK(kiosk.window->frames_shown() == shown);
    CHECK_FALSE(kiosk.window->next_frame_ms());
}

TEST_CASE("two drawings of the same are the same to the last bit", "[ui]") {
    for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
        Kiosk one(direction);
        Kiosk other(direction);
        // The other has another past: its atlas was filled in another order.
        other.which = Page::approval;
        other.window->invalidate();
        other.update();
        other.which = Page::decision;
        other.window->invalidate();
        other.update();
        CHECK(one.shot() == other.shot());
        one.tap("decision.approve");
        CHECK(one.shot() == other.shot());
    }
}

TEST_CASE("a picture in English is not its mirror in Persian, but its places are", "[ui]") {
    Kiosk english;
    Kiosk persian(text::Direction::right_to_left);
    const auto& left = english.node("decision.approve");
    const auto& right = persian.node("decision.approve");
    CHECK(left.rect.start == right.rect.start);
    CHECK(left.pixels.left == 1280 - right.pixels.right());
    // Keypads run 1-2-3 from the left in both.
    for (auto* kiosk : {&english, &persian}) {
        kiosk->which = Page::approval;
        kiosk->window->invalidate();
        kiosk->update();
        CHECK(kiosk->node("pin.1").pixels.left < kiosk->node("pin.2").pixels.left);
        CHECK(kiosk->node("pin.2").pixels.left < kiosk->node("pin.3").pixels.left);
        CHECK(kiosk->node("pin.1").pixels.top < kiosk->node("pin.4").pixels.top);
    }
    CHECK(english.node("pin.5").label == "5");
    CHECK(persian.node("pin.5").label == "\u06f5");
}

TEST_CASE("what is tapped answers once", "[ui]") {
    for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
        Kiosk kiosk(direction);
        kiosk.tap("decision.refund");
        CHECK(kiosk.state.last == "decision.refund");
        kiosk.state.last.clear();
        kiosk.tap("decision.manager"); // disabled
        kiosk.tap("decision.line.4");  // disabled
        CHECK(kiosk.state.last == "");
        CHECK(kiosk.node("decision.manager").reason != "");
        kiosk.tap("decision.line.2");
        CHECK(kiosk.state.last == "decision.line.2");
        kiosk.tap("decision.count.more");
        CHECK(kiosk.state.count == 3);
        kiosk.tap("decision.count.more");
        CHECK(kiosk.state.count == 3);
        kiosk.tap("decision.count.less");
        CHECK(kiosk.state.count == 2);
        kiosk.tap("decision.cause.2");
        CHECK(kiosk.state.last == "decision.cause.2");
        kiosk.press(Key::enter);
        CHECK(kiosk.state.last == "decision.approve");
        kiosk.press(Key::escape);
        CHECK(kiosk.state.last == "page.back");
        CHECK(kiosk.node("decision.verdict").live);
    }
}

TEST_CASE("quick taps in one batch are all taken, in their order", "[ui]") {
    Kiosk kiosk;
    for (const auto* key : {"decision.count.less", "decision.count.more", "decision.count.more"}) {
        for (auto& event : tap(kiosk.node(key)))
            kiosk.window->inject(event);
    }
    kiosk.update();
    CHECK(kiosk.state.count == 3);
}

TEST_CASE("a double tap does not reach the next screen", "[ui]") {
    Kiosk kiosk;
    const auto place = kiosk.node("page.back");
    kiosk.tap("page.back");
    kiosk.state.last.clear();
    kiosk.which = Page::home;
    kiosk.window->invalidate();
    kiosk.update();
    kiosk.now_ms += 100;
    kiosk.tap("page.back");
    CHECK(kiosk.state.last == "");
    kiosk.now_ms += 200;
    kiosk.tap("page.back");
    CHECK(kiosk.state.last == "page.back");
}

TEST_CASE("focus shows as a ring and Tab goes around the screen in reading order", "[ui]") {
    Kiosk kiosk;
    const Image before = kiosk.shot();
    std::vector<std::string> visited;
    for (int step = 0; step < 40; ++step) {
        kiosk.press(Key::tab);
        const auto& tree = kiosk.window->tree();
        const auto focused = std::find_if(tree.begin(), tree.end(), [](const Node& one) { return one.focused; });
        REQUIRE(focused != tree.end());
        if (!visited.empty() && focused->key == visited.front())
            break;
        visited.push_back(focused->key);
    }
    CHECK(before != kiosk.shot());
    std::vector<std::string> expected;
    for (const auto& node : kiosk.window->tree()) {
        if (node.enabled && can_be_activated(node.role))
            expected.push_back(node.key);
    }
    CHECK(visited == expected);
}

TEST_CASE("text is edited as it is read and stored as it is spoken", "[ui]") {
    struct Case {
        const char* what;
        std::vector<Event> events;
        std::string text;
        std::size_t caret;
    };
    const KeyPress back{Key::backspace};
    const KeyPress del{Key::erase};
    const KeyPress home{Key::home};
    const KeyPress left{Key::left};
    const KeyPress right{Key::right};
    const std::vector<Case> cases = {
        {"typed", {TypedText{"rice"}}, "rice", 4},
        {"Persian", {TypedText{"کالا"}}, "کالا", 8},
        {"one Persian letter back", {TypedText{"کالا"}, back}, "کال", 6},
        {"nothing to erase", {back, del}, "", 0},
        {"at the beginning", {TypedText{"ice"}, home, TypedText{"r"}}, "rice", 1},
        {"erased forward", {TypedText{"rrice"}, home, del}, "rice", 0},
        {"left in English goes back", {TypedText{"rie"}, left, TypedText{"c"}}, "rice", 3},
        {"right in Persian goes back", {TypedText{"کلا"}, right, right, TypedText{"ا"}}, "کالا", 4},
        {"controls and overrides from outside are dropped", {TypedText{"a\x01\u202Eb"}}, "ab", 2},
        {"beyond the limit nothing is taken",
         {TypedText{std::string(63, 'a')}, TypedText{"کا"}},
         std::string(63, 'a'),
         63},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        Kiosk kiosk(std::string(one.what).find("Persian") != std::string::npos ? text::Direction::right_to_left
                                                                               : text::Direction::left_to_right);
        kiosk.which = Page::approval;
        kiosk.window->invalidate();
        kiosk.update();
        kiosk.now_ms += 1000;
        kiosk.tap("approval.name");
        CHECK(kiosk.window->kit().wants_text());
        for (const auto& event : one.events)
            kiosk.window->inject(event);
        kiosk.update();
        CHECK(kiosk.state.name.text == one.text);
        CHECK(kiosk.state.name.caret == one.caret);
        CHECK(kiosk.node("approval.name").value == one.text);
    }
}

TEST_CASE("a number takes digits of any script and a secret shows none", "[ui]") {
    Kiosk kiosk;
    kiosk.which = Page::approval;
    kiosk.window->invalidate();
    kiosk.update();
    kiosk.now_ms += 1000;
    kiosk.tap("approval.number");
    kiosk.type("a1۲٣-4");
    CHECK(kiosk.state.number.text == "1234");
    CHECK(kiosk.state.last == "approval.number");
    kiosk.tap("approval.pin");
    kiosk.type("567");
    CHECK(kiosk.state.pin.text == "1234"); // four and three are more than six
    kiosk.type("56");
    CHECK(kiosk.state.pin.text == "123456");
    CHECK(kiosk.node("approval.pin").value == "••••••");
    for (const auto& node : kiosk.window->tree()) {
        CHECK(node.value.find("123456") == std::string::npos);
        CHECK(node.label.find("123456") == std::string::npos);
    }
}

TEST_CASE("a tap puts the caret where the finger is", "[ui]") {
    Kiosk kiosk;
    kiosk.which = Page::approval;
    kiosk.window->invalidate();
    kiosk.update();
    kiosk.now_ms += 1000;
    kiosk.tap("approval.name");
    kiosk.type("iiiiiiii");
    const auto place = kiosk.node("approval.name").pixels;
    auto tap_at = [&](int x) {
        auto y = static_cast<float>(place.top + place.height / 2);
        kiosk.window->inject(Press{static_cast<float>(x), y});
        kiosk.window->inject(Release{static_cast<float>(x), y});
        kiosk.update();
    };
    tap_at(place.left + 2);
    CHECK(kiosk.state.name.caret == 0);
    tap_at(place.right() - 2);
    CHECK(kiosk.state.name.caret == 8);
}

TEST_CASE("the keypad's keys answer finger and keyboard", "[ui]") {
    Kiosk kiosk;
    kiosk.which = Page::approval;
    kiosk.window->invalidate();
    kiosk.update();
    kiosk.now_ms += 1000;
    for (const auto& [key, typed] : std::vector<std::pair<std::string, std::string>>{{"pin.7", "typed 7"},
                                                                                     {"pin.0", "typed 0"},
                                                                                     {"pin.erase", "typed <"},
                                                                                     {"pin.clear", "typed C"},
                                                                                     {"pin.done", "typed \r"}}) {
        kiosk.tap(key);
        CHECK(kiosk.state.last == typed);
    }
    kiosk.window->inject(KeyPress{Key::digit, false, false, 3});
    kiosk.update();
    CHECK(kiosk.state.last == "typed 3");
    kiosk.press(Key::backspace);
    CHECK(kiosk.state.last == "typed <");
    kiosk.press(Key::enter);
    CHECK(kiosk.state.last == "typed \r");
    CHECK(kiosk.node("pin.5").rect.width == 68);
    CHECK(kiosk.node("pin.5").rect.height == 68);
}

TEST_CASE("a toast asks for the frame in which it is gone", "[ui]") {
    auto setter = gallery::typesetter();
    auto window = gallery::window(setter, {gallery::theme("light")}, 800, 600);
    const Toast toast{"Recorded.", "Undo", 8000};
    int undone = 0;
    auto draw = [&](Kit& kit) {
        kit.screen("done");
        undone += kit.toast({24, 500, 400, 56}, "done.toast", toast);
    };
    CHECK(window->update(0, draw));
    CHECK(window->next_frame_ms() == 8000);
    CHECK_FALSE(window->update(7999, draw));
    for (auto& event : tap(*find(window->tree(), "done.toast.undo")))
        window->inject(event);
    CHECK(window->update(7999, draw));
    CHECK(undone == 1);
    CHECK(window->update(8000, draw));
    CHECK(find(window->tree(), "done.toast") == nullptr);
    CHECK_FALSE(window->next_frame_ms());
}

TEST_CASE("a flash lights the edge for 120 ms and ends by itself, and never with reduced motion", "[ui]") {
    const auto theme = gallery::theme("light");
    const auto edge = [](Window& window) {
        const auto shot = window.shot();
        REQUIRE(shot);
        const auto* corner = &shot->rgb[0];
        return Color{corner[0], corner[1], corner[2]};
    };
    auto setter = gallery::typesetter();
    for (const bool reduced_motion : {false, true}) {
        auto window = gallery::window(setter, {.theme = theme, .reduced_motion = reduced_motion}, 800, 600);
        bool scanned = true;
        const auto draw = [&](Kit& kit) {
            kit.screen("home");
            if (std::exchange(scanned, false))
                kit.flash(Tone::warn);
        };
        CHECK(window->update(1000, draw));
        CHECK(edge(*window) == (reduced_motion ? theme[Token::background] : theme[Token::warn]));
        CHECK(window->next_frame_ms() == (reduced_motion ? std::nullopt : std::optional<std::int64_t>(1120)));
        CHECK(window->update(1120, draw) == !reduced_motion);
        CHECK(edge(*window) == theme[Token::background]);
        CHECK_FALSE(window->next_frame_ms());
    }
}

TEST_CASE("a frame needs more letters than the atlas holds and still shows them all", "[ui]") {
    auto setter = gallery::typesetter();
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    int boundary_px = 0;
    auto picture = [&](bool large, bool small) {
        // 150 px letters fill more than half of the atlas, 106 and 88 px ones the rest and more.
        auto window =
            gallery::window(setter, {gallery::theme("light"), text::Direction::left_to_right, 2.2f, 200}, 1920, 1900);
        window->update(0, [&](Kit& kit) {
            kit.screen("letters");
            Rect rest = kit.viewport();
            Rect top = rest.cut_top(kit.text_height(letters, Style::display, rest.width));
            // Between the two, since ink may reach beyond its line: Noto's letters do.
            boundary_px = static_cast<int>(std::lround((top.bottom() + 20) * 2.2f));
            rest.cut_top(40);
            if (large)
                kit.text(top, "", letters, Style::display);
            for (auto style : {Style::title, Style::heading, Style::body}) {
                Rect place = rest.cut_top(kit.text_height(letters, style, rest.width));
                if (small)
                    kit.text(place, "", letters, style);
            }
        });
        auto shot = window->shot();
        REQUIRE(shot);
        return shot->rgb;
    };
    const auto crowded = picture(true, true);
    const auto only_large = picture(true, false);
    const auto only_small = picture(false, true);
    const auto cut = static_cast<std::ptrdiff_t>(boundary_px) * 1920 * 3;
    CHECK(std::equal(crowded.begin(), crowded.begin() + cut, only_large.begin()));
    CHECK(std::equal(crowded.begin() + cut, crowded.end(), only_small.begin() + cut));
    CHECK(only_large != only_small);
}

TEST_CASE("a full atlas begins anew and a larger one holds all, none over another", "[ui]") {
    auto setter = gallery::typesetter();
    GlyphAtlas atlas(setter, 64);
    const auto& line = setter.line("Makegood", text::Weight::bold, 30, text::Direction::left_to_right);
    std::vector<Sprite> sprites;
    for (const auto& glyph : line.glyphs)
        sprites.push_back({Sprite::Kind::glyph, glyph.face, glyph.id, 30});
    for (const auto& sprite : sprites) {
        const auto place = atlas.place(sprite);
        CHECK(place.x + place.width <= atlas.side_px());
        CHECK(place.y + place.height <= atlas.side_px());
    }
    CHECK(atlas.generation() > 0);
    const auto before = atlas.generation();
    atlas.grow();
    atlas.grow();
    CHECK(atlas.side_px() == 256);
    for (int time = 0; time < 2; ++time) {
        for (const auto& sprite : sprites)
            atlas.place(sprite);
    }
    CHECK(atlas.generation() == before + 2);
    std::vector<PixelRect> places;
    for (const auto& upload : atlas.take_uploads())
        places.push_back({upload.place.x, upload.place.y, upload.place.width, upload.place.height});
    CHECK(places.size() == 7); // M a k e g o d
    for (std::size_t one = 0; one < places.size(); ++one) {
        for (std::size_t other = one + 1; other < places.size(); ++other)
            CHECK(places[one].intersection(places[other]).empty());
    }
}

TEST_CASE("every icon is in the font", "[ui]") {
    auto setter = gallery::typesetter();
    for (auto icon :
         {Icon::add,        Icon::back,      Icon::backspace, Icon::badge,        Icon::bag,     Icon::basket,
          Icon::broken,     Icon::chat,      Icon::check,     Icon::check_circle, Icon::chevron, Icon::close,
          Icon::contrast,   Icon::dialpad,   Icon::dot,       Icon::edit,         Icon::error,   Icon::expired,
          Icon::flag,       Icon::forward,   Icon::gift,      Icon::help,         Icon::history, Icon::hourglass,
          Icon::info,       Icon::inventory, Icon::language,  Icon::list,         Icon::lock,    Icon::money,
          Icon::more,       Icon::offline,   Icon::person,    Icon::place,        Icon::price,   Icon::print,
          Icon::quote,      Icon::receipt,   Icon::refused,   Icon::remove,       Icon::replay,  Icon::rule,
          Icon::scan,       Icon::schedule,  Icon::search,    Icon::settings,     Icon::shop,    Icon::speak,
          Icon::supervisor, Icon::swap,      Icon::undo,      Icon::verified,     Icon::warning}) {
        for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
            const auto& line = setter.line(utf8(icon, direction), text::Weight::icon, 24, direction);
            INFO(std::hex << static_cast<unsigned>(icon));
            REQUIRE(line.glyphs.size() == 1);
            CHECK(line.glyphs[0].id != 0);
        }
    }
    CHECK(utf8(Icon::back, text::Direction::right_to_left) == utf8(Icon::forward, text::Direction::left_to_right));
    CHECK(utf8(Icon::undo, text::Direction::right_to_left) == utf8(Icon::undo, text::Direction::left_to_right));
}

// SDL's own dummy display: real windows, real event queue.
TEST_CASE("two windows share a process and each takes its own events", "[ui]") {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    auto setter = gallery::typesetter();
    WindowOptions options;
    options.title = "Makegood";
    options.width_px = 640;
    options.height_px = 480;
    auto kiosk = Window::open(options, {gallery::theme("light")}, setter);
    auto counter = Window::open(options, {gallery::theme("dark")}, setter);
    REQUIRE(kiosk);
    REQUIRE(counter);
    int kiosk_taps = 0;
    int counter_taps = 0;
    auto page = [](int& taps) {
        return [&taps](Kit& kit) {
            kit.screen("page");
            taps += kit.button({20, 20, 300, 72}, "page.go", Look::primary, Icon::check, "Go");
        };
    };
    (*kiosk)->update(0, page(kiosk_taps));
    (*counter)->update(0, page(counter_taps));

    // SDL numbers its windows from 1 in the order of their making.
    SDL_Event event{};
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.windowID = 2;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = 100;
    event.button.y = 50;
    SDL_PushEvent(&event);
    event.type = SDL_MOUSEBUTTONUP;
    SDL_PushEvent(&event);
    Waker waker;
    waker();
    bool woken = false;
    SDL_Event taken;
    while (SDL_PollEvent(&taken)) {
        (*kiosk)->offer(taken);
        (*counter)->offer(taken);
        woken |= waker.made(taken);
    }
    (*kiosk)->update(1000, page(kiosk_taps));
    (*counter)->update(1000, page(counter_taps));
    CHECK(woken);
    CHECK(kiosk_taps == 0);
    CHECK(counter_taps == 1);

    auto headless = gallery::window(setter, {gallery::theme("light")}, 640, 480);
    headless->update(0, page(kiosk_taps));
    CHECK(*headless->shot() == *(*kiosk)->shot());
    CHECK(*headless->shot() != *(*counter)->shot());
}

TEST_CASE("SDL's events become ours", "[ui]") {
    SDL_Event event{};
    event.type = SDL_FINGERDOWN;
    event.tfinger.windowID = 7;
    event.tfinger.x = 0.5f;
    event.tfinger.y = 0.25f;
    auto press = translate(event, 7, 1000, 800);
    REQUIRE(press);
    CHECK(std::get<Press>(*press).x == 500);
    CHECK(std::get<Press>(*press).y == 200);
    CHECK_FALSE(translate(event, 8, 1000, 800));

    SDL_Event mouse{};
    mouse.type = SDL_MOUSEBUTTONDOWN;
    mouse.button.windowID = 7;
    mouse.button.button = SDL_BUTTON_LEFT;
    mouse.button.which = SDL_TOUCH_MOUSEID;
    CHECK_FALSE(translate(mouse, 7, 1000, 800));
    mouse.button.which = 0;
    CHECK(translate(mouse, 7, 1000, 800));
    mouse.button.button = SDL_BUTTON_RIGHT;
    CHECK_FALSE(translate(mouse, 7, 1000, 800));

    SDL_Event key{};
    key.type = SDL_KEYDOWN;
    key.key.windowID = 7;
    key.key.keysym.scancode = SDL_SCANCODE_KP_0;
    auto zero = translate(key, 7, 1000, 800);
    REQUIRE(zero);
    CHECK(std::get<KeyPress>(*zero).key == Key::digit);
    CHECK(std::get<KeyPress>(*zero).digit == 0);
    key.key.keysym.scancode = SDL_SCANCODE_9;
    CHECK(std::get<KeyPress>(*translate(key, 7, 1000, 800)).digit == 9);
    key.key.keysym.scancode = SDL_SCANCODE_TAB;
    key.key.keysym.mod = KMOD_LSHIFT;
    CHECK(std::get<KeyPress>(*translate(key, 7, 1000, 800)).shift);
}

} // namespace makegood::ui
