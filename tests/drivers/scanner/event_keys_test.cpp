#include "drivers/scanner/event_keys.hpp"

#include "tests/drivers/scanner/simulated_keyboard.hpp"
#include "tests/support/catch.hpp"

using namespace makegood::drivers;

namespace {

std::string typed(const std::vector<std::uint8_t>& events, KeyLayout layout = KeyLayout::us) {
    return EventKeys(layout).take(events);
}

std::vector<std::uint8_t> keys(std::initializer_list<std::pair<int, int>> changes) {
    std::vector<std::uint8_t> bytes;
    for (const auto& [code, value] : changes)
        add_key(bytes, code, value);
    return bytes;
}

} // namespace

TEST_CASE("the events of a keyboard are what its keys type", "[wedge]") {
    CHECK(typed(events_of("R2X4006381333931\r")) == "R2X4006381333931\r");
    CHECK(typed(events_of("AZ1\r"), KeyLayout::fr) == "QW&\r");
    CHECK(typed(keys({{KEY_CAPSLOCK, 1}, {KEY_A, 1}, {KEY_A, 2}, {KEY_A, 0}, {KEY_NUMLOCK, 1}})) == "a");
    CHECK(typed(keys({{KEY_RIGHTCTRL, 1}, {KEY_RIGHTBRACE, 1}, {KEY_RIGHTCTRL, 0}, {KEY_F8, 1}})) == "\x1d\x1d");
    CHECK(typed(keys({{KEY_RIGHTALT, 1}, {KEY_Q, 1}, {KEY_RIGHTALT, 0}, {KEY_Q, 1}}), KeyLayout::de) == "@q");
    CHECK(typed(keys({{KEY_KP4, 1}, {KEY_KP0, 1}, {KEY_KPENTER, 1}})) == "40\r");
}

TEST_CASE("a key without a letter of ASCII leaves nothing that could be taken for a label", "[wedge]") {
    const std::string unreadable(1, '\0');
    CHECK(typed(keys({{KEY_F1, 1}, {KEY_F1, 0}})) == unreadable);
    CHECK(typed(keys({{KEY_POWER, 1}})) == unreadable);
    CHECK(typed(keys({{KEY_MICMUTE, 1}})) == unreadable);
    CHECK(typed(keys({{KEY_DELETE, 1}})) == unreadable);
}

TEST_CASE("a letter's number on the keypad with Alt is that letter", "[wedge]") {
    const auto alt_065 =
        keys({{KEY_LEFTALT, 1}, {KEY_KP0, 1}, {KEY_KP6, 1}, {KEY_KP5, 1}, {KEY_LEFTALT, 0}, {KEY_1, 1}});
    CHECK(typed(alt_065) == "A1");
    CHECK(typed(keys({{KEY_LEFTALT, 1}, {KEY_KP2, 1}, {KEY_KP0, 1}, {KEY_KP0, 1}, {KEY_LEFTALT, 0}})) ==
          std::string(1, '\0'));
}

TEST_CASE("events are put together wherever a read cut them", "[wedge]") {
    const auto events = events_of("R2\r");
    for (std::size_t cut = 0; cut <= events.size(); ++cut) {
        EventKeys keys_of(KeyLayout::us);
        const std::span all(events);
        auto typed_so_far = keys_of.take(all.first(cut));
        typed_so_far += keys_of.take(all.subspan(cut));
        CHECK(typed_so_far == "R2\r");
    }
}

TEST_CASE("keys that the system lost make no label", "[wedge]") {
    auto events = events_of("400");
    add_event(events, EV_SYN, SYN_DROPPED, 0);
    const auto rest = events_of("638\r1");
    events.insert(events.end(), rest.begin(), rest.end());
    // The first key after the loss is not to be trusted either, up to the end of its report.
    CHECK(typed(events) == std::string("400\0"
                                       "38\r1",
                                       8));
}
