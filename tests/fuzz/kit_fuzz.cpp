#include "terminal/ui/window.hpp"

#include "terminal/text/unicode.hpp"

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
    int count = 1;
    int shown = 0;
};

void draw(ui::Kit& kit, State& state) {
    kit.screen(state.shown % 2 == 0 ? "one" : "two");
    ui::Rect rest = kit.viewport();
    kit.field(rest.cut_top(kit.field_height()), "name", state.name, "Name", "Any", ui::FieldKind::text);
    kit.field(rest.cut_top(kit.field_height()), "pin", state.pin, "PIN", "", ui::FieldKind::secret);
    ui::Stepper stepper{state.count, 0, 3, "How many?", std::to_string(state.count), "Less", "More"};
    state.count = kit.stepper(rest.cut_top(56), "count", stepper);
    if (kit.button(rest.cut_bottom(72), "next", ui::Look::primary, ui::Icon::forward, "Next"))
        ++state.shown;
    ui::Rect content = kit.begin_scroll(rest, "list", 1200);
    for (int index = 0; index < 15; ++index) {
        ui::Row row;
        row.title = "Row";
        kit.row(content.cut_top(72), "list." + std::to_string(index), row, {index % 4 != 3, "Not this one"});
        content.cut_top(8);
    }
    kit.end_scroll();
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
    if (bytes.next() % 2 == 1)
        appearance.direction = text::Direction::right_to_left;
    auto window = ui::Window::open(options, appearance, typesetter());
    State state;
    std::int64_t now_ms = 0;
    while (bytes.left > 0) {
        now_ms += bytes.next();
        (*window)->inject(event_from(bytes));
        (*window)->update(now_ms, [&state](ui::Kit& kit) { draw(kit, state); });
        bool whole = at_edge(state.name) && at_edge(state.pin) && state.count >= 0 && state.count <= 3 &&
                     text::plain(state.name.text) == state.name.text &&
                     ui::check_tree((*window)->tree(), (*window)->kit().viewport()).empty();
        if (const auto* first = ui::find((*window)->tree(), "list.0"))
            whole = whole && first->rect.top <= 600 - 72 && first->rect.top >= -1200;
        if (!whole)
            std::abort();
    }
    return 0;
}
