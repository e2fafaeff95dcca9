#include "terminal/ui/wedge_gate.hpp"

#include "terminal/play/physical_keyboard.hpp"
#include "tests/support/catch.hpp"

#include <SDL.h>

using namespace makegood;
using namespace std::chrono_literals;

namespace {

// What comes through the gate, on a clock that only the keys move.
struct Desk {
    drivers::WedgeSettings settings{};
    std::string letters{};
    int keys = 0;
    std::vector<std::string> labels{};
    int errors = 0;
    drivers::MonotonicTime now{1h};
    ui::WedgeGate gate{settings,
                       {[this](const SDL_Event& event) {
                            event.type == SDL_TEXTINPUT ? void(letters += event.text.text) : void(++keys);
                        },
                        [this](drivers::DeviceEvent event) {
                            if (const auto* data = std::get_if<drivers::DataEvent>(&event))
                                labels.push_back(data->scan.label);
                            else
                                ++errors;
                        }}};

    void type(std::string_view text, KeyboardLayout layout, std::chrono::milliseconds each) {
        for (const auto& key : key_events(text, layout)) {
            now += each;
            for (const auto& event : key)
                CHECK(gate.take(event, {now, now}));
        }
        rest();
    }
    void rest() {
        now += 1s;
        gate.quiet_until(now);
    }
};

} // namespace

TEST_CASE("a label is the same under every layout, and nothing of it is typed") {
    const auto layout =
        GENERATE(KeyboardLayout::us, KeyboardLayout::uk, KeyboardLayout::fr, KeyboardLayout::fa, KeyboardLayout::ar);
    for (const std::string label : {"R-2-111005-017", "4006381333931", "]C10109521000121836",
                                    "https://a.b/01/0952?17=1", "Mixed CASE, #1;'[x]"}) {
        Desk desk;
        desk.type(label + "\n", layout, 7ms);
        CHECK(desk.labels == std::vector{label.starts_with("]C1") ? label.substr(3) : label});
        CHECK(desk.letters.empty());
        CHECK(desk.keys == 0);
    }
}

TEST_CASE("what a person types comes in the letters of their layout, in order") {
    struct Row {
        KeyboardLayout layout;
        const char* letters;
    };
    const Row rows[] = {{KeyboardLayout::us, "12qa;"},
                        {KeyboardLayout::uk, "12qa;"},
                        {KeyboardLayout::fr, "&éaqm"},
                        {KeyboardLayout::fa, "۱۲ضشک"},
                        {KeyboardLayout::ar, "١٢ضشك"}};
    for (const auto& row : rows) {
        Desk desk;
        desk.type("12qa;\n", row.layout, 60ms);
        CHECK(desk.letters == row.letters);
        CHECK(desk.keys == 6);
        CHECK(desk.labels.empty());
        CHECK(desk.errors == 0);
    }
}

TEST_CASE("letters that no key explains are a person's, but not right after a label") {
    SDL_Event letter{};
    letter.type = SDL_TEXTINPUT;
    letter.text.text[0] = '^';
    Desk desk;
    CHECK(desk.gate.take(letter, {desk.now, desk.now}));
    CHECK(desk.letters == "^");
    for (const auto& key : key_events("4006381333931\n", KeyboardLayout::fr))
        for (const auto& event : key)
            desk.gate.take(event, {desk.now += 5ms, desk.now});
    desk.gate.take(letter, {desk.now + 1ms, desk.now + 1ms}); // a dead key of French, by the key before Enter
    CHECK(desk.letters == "^");
    CHECK(desk.labels.size() == 1);
}

TEST_CASE("the same label again within a moment is one, and a prefix is none of it") {
    Desk desk{.settings = {.prefix = "~~"}};
    for (int i = 0; i < 2; ++i)
        for (const auto& key : key_events("~~4006381333931\n", KeyboardLayout::us))
            for (const auto& event : key)
                desk.gate.take(event, {desk.now += 5ms, desk.now});
    CHECK(desk.labels == std::vector<std::string>{"4006381333931"});
    desk.rest();
    desk.type("~~4006381333931\n", KeyboardLayout::us, 5ms);
    CHECK(desk.labels.size() == 2);
}

TEST_CASE("a label without end is told, and typed nowhere") {
    Desk desk;
    desk.type("4006381333931", KeyboardLayout::fa, 5ms);
    CHECK(desk.errors == 1);
    CHECK(desk.letters.empty());
}

TEST_CASE("keys that come up, and the mouse, pass by") {
    Desk desk;
    for (const auto type : {SDL_KEYUP, SDL_MOUSEBUTTONDOWN, SDL_WINDOWEVENT}) {
        SDL_Event event{};
        event.type = type;
        CHECK_FALSE(desk.gate.take(event, {desk.now, desk.now}));
    }
}
