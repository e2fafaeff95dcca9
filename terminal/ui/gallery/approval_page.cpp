#include "terminal/ui/gallery/easel.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace makegood::ui::gallery {

namespace {

constexpr int slip_width = 96;
constexpr int slip_height = 80;

// Stripes of several lengths, as lines of print look from afar.
std::vector<std::uint8_t> slip() {
    std::vector<std::uint8_t> ink(slip_width * slip_height);
    for (int at = 0; at < slip_width * slip_height; ++at) {
        const int x = at % slip_width, y = at / slip_width;
        ink[static_cast<std::size_t>(at)] = y % 8 < 3 && x > 8 && x < 80 - y * 7 % 40 ? 230 : 0;
    }
    return ink;
}

void fields(Easel& easel, Rect& place) {
    auto& kit = easel.kit;
    auto& state = easel.state;
    const auto next = [&] {
        const Rect where = place.cut_top(kit.field_height());
        place.cut_top(16);
        return where;
    };
    easel.tapped("approval.number", kit.field(next(), "approval.number", state.number, easel.say("approval.number"),
                                              easel.say("approval.as_printed"), FieldKind::digits));
    kit.field(next(), "approval.name", state.name, easel.say("approval.name"), easel.say("approval.example"),
              FieldKind::text);
    kit.field(next(), "approval.pin", state.pin, easel.say("approval.pin"), "", FieldKind::secret);
    place.cut_top(4);
    const auto typed =
        kit.keypad(place.cut_top(Kit::keypad_height(true)), "pin", true,
                   {easel.say("approval.clear"), easel.say("approval.erase"), easel.say("approval.done")});
    if (typed)
        state.last = std::string("typed ") + *typed;
}

void notices(Easel& easel, Rect& place) {
    auto& kit = easel.kit;
    kit.skeleton(place.cut_top(152), "approval.loading", easel.say("approval.looking"), 2);
    place.cut_top(16);
    kit.picture(place.cut_top(150), "approval.slip", {slip_width, slip_height, slip()}, easel.say("approval.slip"));
    place.cut_top(16);
    const std::pair<Tone, Icon> tones[] = {{Tone::neutral, Icon::info},
                                           {Tone::ok, Icon::check_circle},
                                           {Tone::warn, Icon::warning},
                                           {Tone::bad, Icon::refused},
                                           {Tone::info, Icon::info}};
    const std::string paper = easel.say("approval.paper");
    int number = 0;
    for (const auto& [tone, icon] : tones) {
        kit.banner(place.cut_top(kit.banner_height(paper, place.width)), "approval.banner." + std::to_string(++number),
                   icon, paper, tone);
        place.cut_top(8);
    }
}

} // namespace

void approval_page(Easel& easel) {
    const Rect screen = easel.header("approval.title").inset(16, 8);
    Rect all = easel.begin_scrolling(screen);
    if (easel.kit.layout() == Layout::compact) {
        fields(easel, all);
        all.cut_top(20);
        notices(easel, all);
        return easel.end_scrolling(all);
    }
    Rect start = all.cut_start(all.width * 0.5f - 10);
    all.cut_start(20);
    fields(easel, start);
    notices(easel, all);
    easel.end_scrolling(start.top > all.top ? start : all);
}

} // namespace makegood::ui::gallery
