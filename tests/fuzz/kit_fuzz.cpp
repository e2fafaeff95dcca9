#include "terminal/ui/window.hpp"

#include "terminal/text/unicode.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

// Whatever a person does with fingers, mouse and keyboard, the kit stays whole: carets stand at letters' edges, lists
// stay within their content, numbers within their limits, and the tree keeps its promises.

namespace {

using namespace makegood;

struct Bytes {
    const std::uint8_t* at;
    std::size_t left;

    std::uint8_t next() {
        if (left == 0)
            return 0;
        --left;
        return *at++;
    }
};

text::Typesetter& typesetter() {
    static auto opened = [] {
        const auto files = text::find_fonts(std::filesystem::read_symlink("/proc/self/exe").parent_path());
        if (!files)
            std::abort();
        auto typesetter = text::Typesetter::open(*files);
        if (!typesetter)
            std::abort();
        return std::move(*typesetter);
    }();
    return opened;
}

ui::Event event_from(Bytes& bytes) {
    auto place = [&bytes] { return static_cast<float>(bytes.next()) * 3 - 60; };
    switch (bytes.next() % 8) {
    case 0:
        return ui::Press{place(), place()};
    case 1:
        return ui::Move{place(), place()};
    case 2:
        return ui::Release{place(), place()};
    case 3:
        return ui::Wheel{place(), place(), static_cast<float>(bytes.next()) - 128};
    case 4:
        return ui::Cancel{};
    case 5: {
        auto key = static_cast<ui::Key>(bytes.next() % 16);
        int digit = bytes.next() % 10;
        return ui::KeyPress{key, digit % 2 == 1, digit % 3 == 2, key == ui::Key::digit ? digit : -1};
    }
    default: {
        std::string typed;
        for (int count = bytes.next() % 8; count > 0; --count)
            typed += static_cast<char>(bytes.next());
        return ui::TypedText{typed};
    }
    }
}

struct State {
    ui::TextFieldState name{"", 0, 64};
    ui::TextFieldState pin{"", 0, 6};
    ui::TextFieldState note{"", 0, 64};
    int count = 1;
    int shown = 0;
    bool sheet_up = false;
};

void draw_fields(ui::Kit& kit, ui::Rect rest, State& state) {
    kit.field(rest.cut_top(kit.field_height()), "name", state.name, "Name", "Any", ui::FieldKind::text);
    kit.field(rest.cut_top(kit.field_height()), "pin", state.pin, "PIN", "", ui::FieldKind::secret);
    ui::Stepper stepper{state.count, 0, 3, "How many?", std::to_string(state.count), "Less", "More"};
    state.count = kit.stepper(rest.cut_top(56), "count", stepper);
    ui::Rect content = kit.begin_scroll(rest, "list", 1200);
    for (int index = 0; index < 15; ++index) {
        ui::Row row;
        row.title = "Row";
        kit.row(content.cut_top(72), "list." + std::to_string(index), row,
                index % 4 != 3   ? ui::Enabled{}
                : index % 8 == 3 ? ui::Enabled{false, "Not this one"}
                                 : ui::Enabled::after("One moment"));
        content.cut_top(8);
    }
    kit.end_scroll();
}

// What was typed stands in them, so they are as long and as odd as that.
void draw_figures(ui::Kit& kit, ui::Rect rest, State& state) {
    const std::string odd = state.name.text.empty() ? "Any" : state.name.text;
    const std::array moments = {ui::Moment{"9:00", odd, "", ui::Tone::ok}, ui::Moment{odd, "Later", odd}};
    const std::array bars = {ui::Bar{odd, 3, "3"}, ui::Bar{"None", 0, odd}};
    const float width = rest.width - ui::Kit::scrollbar_room();
    const float moments_height = kit.timeline_height(moments, width), bars_height = kit.bars_height(bars, width, true);
    ui::Rect content = kit.begin_scroll(rest, "figures", moments_height + bars_height + 400);
    content.width = width;
    kit.timeline(content.cut_top(moments_height), "moment", moments);
    if (kit.bars(content.cut_top(bars_height), "bar", bars, true))
        state.sheet_up = true;
    kit.skeleton(content.cut_top(400), "coming", "One moment", 5);
    kit.end_scroll();
}

void draw_sheet(ui::Kit& kit, State& state) {
    auto sheet = kit.begin_sheet("sheet", "So far", "Close");
    kit.field(sheet.inside.cut_top(kit.field_height()), "note", state.note, "Note", "", ui::FieldKind::text);
    if (kit.button(sheet.inside.cut_bottom(72), "keep", ui::Look::primary, ui::Icon::check, "Keep") || sheet.closed)
        state.sheet_up = false;
    kit.end_sheet();
}

void draw(ui::Kit& kit, State& state) {
    kit.screen(state.shown % 2 == 0 ? "one" : "two");
    ui::Rect rest = kit.viewport();
    if (kit.button(rest.cut_bottom(72), "next", ui::Look::primary, ui::Icon::forward, "Next"))
        ++state.shown;
    state.shown % 2 == 0 ? draw_fields(kit, rest, state) : draw_figures(kit, rest, state);
    if (state.sheet_up)
        draw_sheet(kit, state);
}

bool at_edge(const ui::TextFieldState& field) {
    return field.caret <= field.text.size() && field.text.size() <= field.limit &&
           (field.caret == field.text.size() || (static_cast<unsigned char>(field.text[field.caret]) & 0xc0) != 0x80);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes{data, size};
    ui::WindowOptions options;
    options.width_px = 640;
    options.height_px = 600;
    options.headless = true;
    ui::Appearance appearance;
    const auto begin = bytes.next(); // how it looks at first, so that every component is near
    if (begin % 2 == 1)
        appearance.direction = text::Direction::right_to_left;
    auto window = ui::Window::open(options, appearance, typesetter());
    State state{.shown = begin / 2 % 2, .sheet_up = begin / 4 % 2 == 1};
    std::int64_t now_ms = 0;
    while (bytes.left > 0) {
        now_ms += bytes.next();
        (*window)->inject(event_from(bytes));
        (*window)->update(now_ms, [&state](ui::Kit& kit) { draw(kit, state); });
        bool whole = at_edge(state.name) && at_edge(state.pin) && at_edge(state.note) && state.count >= 0 &&
                     state.count <= 3 && text::plain(state.name.text) == state.name.text &&
                     ui::check_tree((*window)->tree(), (*window)->kit().viewport()).empty();
        if (const auto* first = ui::find((*window)->tree(), "list.0"))
            whole = whole && first->rect.top <= 600 - 72 && first->rect.top >= -1200;
        if (!whole)
            std::abort();
    }
    return 0;
}
