#pragma once

#include "terminal/text/typesetter.hpp"
#include "terminal/ui/canvas.hpp"
#include "terminal/ui/events.hpp"
#include "terminal/ui/kit/icon.hpp"
#include "terminal/ui/kit/interaction.hpp"
#include "terminal/ui/kit/node.hpp"
#include "terminal/ui/kit/style.hpp"
#include "terminal/ui/rect.hpp"
#include "terminal/ui/theme.hpp"
#include "workflows/wording.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::ui {

inline constexpr std::int64_t moving_frame_ms = 16; // between the frames of what glides or slides

enum class Layout { compact, regular, wide }; // under 900 lpx one pane; 1200 and more: room beside the panes

struct FrameInput {
    int width_px = 0;
    int height_px = 0;
    float scale = 1;        // device px of one lpx: ppi / 85
    int text_percent = 100; // 100 to 200
    text::Direction direction = text::Direction::left_to_right;
    const Theme* theme = nullptr; // outlives the frame
    std::span<const Event> events;
    std::int64_t now_ms = 0;     // of any clock that doesn't go back
    bool reduced_motion = false; // nothing glides or flashes
};

struct Enabled {
    bool yes = true;
    std::string reason; // shown on the widget when it isn't
    bool busy = false;  // shown by an hourglass

    // What was asked of it is under way; it answers again when that has ended. `reason`: "One moment …".
    static Enabled after(std::string reason) { return {false, std::move(reason), true}; }
};

struct Row {
    Icon icon = Icon::none;
    std::string title;
    std::string detail;  // second line, if any
    std::string end;     // amount: right-aligned in its column in every language
    float end_width = 0; // width of that column in lpx, the widest of the list; 0: as wide as this one
    std::string badge_label;
    Icon badge_icon = Icon::none;
    Tone badge_tone = Tone::neutral;
    bool selected = false;
    bool leads_on = false; // shows a chevron at the end
};

struct ListItem {
    std::string key;
    Row row;
    Enabled enabled;
    float below = 0; // lpx of room that unfolds under the row
};

struct TextFieldState {
    std::string text;      // UTF-8, never longer than `limit` bytes
    std::size_t caret = 0; // byte offset, at a letter's edge
    std::size_t limit = 256;
};
enum class FieldKind { text, digits, secret };

// Said by a voice and found by tests; not drawn, except `done`.
struct KeypadWords {
    std::string clear;
    std::string erase;
    std::string done;
};

// Said by a voice and found by tests; shift and erase are drawn as pictures.
struct KeyboardWords {
    std::string shift;
    std::string erase;
    std::string zwnj;
    std::string space;
    std::string done;
    std::string english; // the name of each language in its own script, on the key that turns to it
    std::string persian;
};

struct Stepper {
    int value = 0;
    int least = 0;
    int most = 0;
    std::string label;      // "How many were missing?": for the tree
    std::string value_text; // the number as this language writes it, with its unit
    std::string less;       // "One less"
    std::string more;
};

struct Toast {
    std::string message;
    std::string undo;          // word of its button, or empty
    std::int64_t until_ms = 0; // shown while now_ms is before it: shown_at + 8,000
};

// What happened at some time. The words say what the tone's colour says.
struct Moment {
    std::string when;
    std::string what;
    std::string who; // a line of its own, if any
    Tone tone = Tone::neutral;
};

struct Bar {
    std::string label;
    double amount = 0;  // 0 or more; the largest of a chart fills the width
    std::string number; // the amount as this language writes it
};

// 0 is paper, 255 is ink; rows from the top without padding. Borrowed for the call.
struct InkPicture {
    int width = 0;
    int height = 0;
    std::span<const std::uint8_t> ink;
};

// Widgets of the kiosk, drawn and answered in the same call (UX.md 8). Rects are lpx in start coordinates; keys name a
// widget for tests and the keyboard and are the same in every language. A widget that can be tapped returns true in the
// one frame in which it was, by finger, mouse or key. Between begin and end; one thread.
class Kit {
  public:
    // Both outlive the kit.
    Kit(text::Typesetter& typesetter, Canvas& canvas);

    void begin(const FrameInput& input);
    void end();

    // Name of the screen that this frame shows, first call after begin. When it differs from the last frame's, taps of
    // the next 250 ms are dropped and focus and scroll places start anew.
    void screen(std::string_view name);

    // Instead of a screen: black and without targets.
    void dark();

    // ---- the frame
    const std::vector<Node>& tree() const { return tree_; }
    Rect viewport() const;                       // the whole window
    float scale() const { return input_.scale; } // device px of one lpx
    Layout layout() const;
    text::Direction direction() const { return input_.direction; }
    bool right_to_left() const { return input_.direction == text::Direction::right_to_left; }
    std::int64_t now_ms() const { return input_.now_ms; }
    bool key_pressed(Key key) const { return interaction_.key_pressed(key); } // for F1, F2, F4
    void focus(std::string_view key) { interaction_.focus(key); }
    // As if this field had been touched: where it is typed into on the screen, the keyboard comes up.
    void begin_typing(std::string_view key, FieldKind kind);
    // Scrolls the node of this frame, or of the frame before, into sight, if it lies in a scroll region.
    void reveal(std::string_view key);
    // Likewise from the first to the last of them, the first at the top where there is no room for all.
    void reveal(std::string_view first, std::string_view last);
    void reveal_focus() { reveal(interaction_.focus_key()); }
    // The window's edge lights up for 120 ms from this frame on; not with reduced motion.
    void flash(Tone tone);
    // This frame isn't the last: draw another at that time (Done goes Home after 6 s).
    void ask_frame_at(std::int64_t at_ms);
    std::optional<std::int64_t> next_frame_ms() const { return next_frame_ms_; }
    bool wants_text() const { return wants_text_; }         // a text field has the focus
    bool holding() const { return interaction_.holding(); } // a finger or a button is down
    bool touched() const; // somebody tapped, scrolled or typed in this frame; a pointer that only moves is nobody

    // ---- measures, lpx
    float
    icon_size(float lpx) const; // of a picture that is so large beside letters of 100 %; grows with them, not as far
    float line_height(Style style) const;
    float text_width(std::string_view utf8, Style style);
    float text_height(std::string_view utf8, Style style, float width);
    // Never less than the heights of UX.md 8 (72, 56, 48), more where the words need it.
    float button_height(Look look, Icon icon, std::string_view label, std::string_view effect, float width);
    float row_height(const Row& row, float width); // 56, 72 with two lines, more with a badge or large text
    float chip_width(std::string_view label);      // chosen or not
    float chip_height() const;
    float badge_width(Icon icon, std::string_view label);
    float badge_height() const;
    float field_height() const; // with its label above
    float banner_height(std::string_view message, float width, std::string_view action = {});
    float timeline_height(std::span<const Moment> moments, float width);
    float bars_height(std::span<const Bar> bars, float width, bool open);
    float evidence_height(std::string_view claim, std::string_view source, std::string_view when, float width);
    float toast_width(const Toast& toast); // with its message on one line
    float toast_height(const Toast& toast, float width);
    float tile_height(std::string_view label, float width);
    float least_hero_height(std::string_view title, float width); // with its title alone

    // ---- what is read
    // Wraps; ends in an ellipsis at the rect's bottom. An empty key makes "text.N".
    void text(Rect rect, std::string_view key, std::string_view utf8, Style style, Ink ink = Ink::ink,
              Align align = Align::start);
    void icon(Rect rect, Icon icon, float size, Ink ink); // in the middle of the rect; no node
    void badge(Rect rect, std::string_view key, Icon icon, std::string_view label, Tone tone); // as wide as its word
    void card(Rect rect, Surface surface, float radius = 14, bool outlined = true);
    void line(Rect rect); // decoration between things
    void evidence_row(Rect rect, std::string_view key, Icon icon, std::string_view claim, std::string_view source,
                      std::string_view when, Tone direction);
    void hero(Rect rect, std::string_view key, Icon icon, std::string_view title, std::string_view detail);
    // A dot, the time and the words of each moment, the first at the top; a time that would take too much of the width
    // stands above its words. Keys "KEY.1" and "KEY.1.who".
    void timeline(Rect rect, std::string_view key, std::span<const Moment> moments);
    void skeleton(Rect rect, std::string_view key, std::string_view label, int rows);
    // White paper card; the picture is scaled to its width, or to its height where that is less, and stands at the top.
    void picture(Rect rect, std::string_view key, const InkPicture& picture, std::string_view label);
    float picture_height(const InkPicture& picture, float width) const;
    // The node is said aloud when its label changes.
    void mark_live(std::string_view key);
    // The node stands for a secret of so many letters, which a voice doesn't read.
    void mark_secret(std::string_view key, std::size_t letters);

    // ---- what is touched
    bool button(Rect rect, std::string_view key, Look look, Icon icon, std::string_view label,
                std::string_view effect = {}, const Enabled& enabled = {});
    bool row(Rect rect, std::string_view key, const Row& row, const Enabled& enabled = {});
    bool chip(Rect rect, std::string_view key, Icon icon, std::string_view label, bool selected,
              const Enabled& enabled = {});
    // A label, a bar and its number, the first at the top; the bars begin where reading begins, and the numbers are
    // right-aligned in their column. Keys "KEY.1"; where they open something, the index of the one that was tapped.
    std::optional<std::size_t> bars(Rect rect, std::string_view key, std::span<const Bar> bars, bool open);
    // Icon above its word: the six problems of Home.
    bool tile(Rect rect, std::string_view key, Icon icon, std::string_view label, bool selected = false,
              const Enabled& enabled = {});
    // Keys of 68 x 68, in a low rect down to 48 high, in the middle of the rect's top, 1-2-3 from the left in
    // every language: '0' to '9', '<' erase, and with clear and done also 'C' and '\r'. Keys "PREFIX.5",
    // "PREFIX.erase", "PREFIX.clear", "PREFIX.done". Digits, Backspace and Enter of a keyboard press them too.
    std::optional<char> keypad(Rect rect, std::string_view key_prefix, bool with_clear_and_done,
                               const KeypadWords& words, const Enabled& done_enabled = {});
    static float keypad_width() { return 3 * 68 + 2 * 8; }
    static float keypad_height(bool with_clear_and_done) { return (with_clear_and_done ? 5 : 4) * 76.0f - 8; }
    static float lowest_keypad_height(bool with_clear_and_done) { return (with_clear_and_done ? 5 : 4) * 56.0f - 8; }
    // True when the text changed. A tap or Tab focuses it.
    bool field(Rect rect, std::string_view key, TextFieldState& state, std::string_view label,
               std::string_view placeholder, FieldKind kind);
    // What a key beside the field types into the field that has the focus, in the next frame.
    void type(Event event) { typed_.push_back(std::move(event)); }
    // A text field, in a compact layout also one of digits, was touched and nothing has been typed on a real keyboard
    // since: the screen leaves keyboard_height() free at the bottom and calls keyboard(). The same all through a frame.
    bool keyboard_up() const { return keyboard_.frames_up > 0; }
    float keyboard_height() const; // rows of 48 lpx or more
    // Over the whole width at the bottom, in the screen's language until its language key is tapped; never mirrored.
    // Keys are "keyboard.LETTER" and "keyboard.shift", "erase", "language", "zwnj", "space", "done". The focus stays in
    // the field until "done".
    void keyboard(const KeyboardWords& words);
    // The value after this frame's taps: "KEY.less" and "KEY.more".
    int stepper(Rect rect, std::string_view key, const Stepper& stepper);
    // True when its action was tapped ("KEY.action"), if it has one.
    bool banner(Rect rect, std::string_view key, Icon icon, std::string_view message, Tone tone,
                std::string_view action = {});
    // True when undone ("KEY.undo"). Draws nothing after its time.
    bool toast(Rect rect, std::string_view key, const Toast& toast);

    // ---- a sheet over what was drawn so far in this frame, which no finger and no key reaches while it is up. It
    // slides in from the end side, with reduced motion it is simply there. What is drawn until end_sheet lies in
    // `inside`. One at a time; it goes when a frame doesn't begin it.
    struct Sheet {
        Rect inside;
        bool closed = false; // "KEY.back" was tapped, or Escape
    };
    Sheet begin_sheet(std::string_view key, std::string_view title, std::string_view close);
    void end_sheet();

    // ---- scrolling: everything until end_scroll lies in the returned rect, `content_height` high, and is cut at
    // `rect`. Where it is higher than `rect` it is scrollbar_room() less wide: measure it so.
    static float scrollbar_room() { return 14; }
    Rect begin_scroll(Rect rect, std::string_view key, float content_height);
    void end_scroll();

    // Rows one below the other, cut at `rect`; the index of the one that was tapped. `item` is asked only for rows in
    // sight and a few around them, `below` draws what unfolds under a row: 100,000 rows cost what ten cost. The tree
    // has only those rows.
    using ItemOf = std::function<ListItem(std::size_t)>;
    using BelowRow = std::function<void(std::size_t, Rect)>;
    std::optional<std::size_t> list(Rect rect, std::string_view key, std::size_t count, const ItemOf& item,
                                    const BelowRow& below = {});

  private:
    // Text broken into lines for a width; lives as long as the frame.
    struct Block {
        const std::vector<text::Line>* lines;
        int size_px;
        int line_height_px;
        int baseline_px; // from the top of a line
        bool cut;        // ends in an ellipsis

        int height_px() const { return static_cast<int>(lines->size()) * line_height_px; }
        int width_px() const;
    };
    struct ScrollFrame {
        std::string key;
        Rect rect;
        float offset;
        float content_height;
    };
    struct RowHeights {
        std::string key;
        std::vector<float> heights; // with the gap; 0: not measured yet
        float guess = 0;
        float width = 0;
        int text_percent = 0;
        float total = 0;
        std::size_t first = 0; // of the rows that were drawn last, and where it begins
        float first_top = 0;

        float of(std::size_t row) const { return heights[row] > 0 ? heights[row] : guess; }
        void measured(std::size_t row, float height);
        void walk_to(float top);
    };
    struct SheetUp {
        std::string key;
        std::int64_t since_ms;
        bool drawn; // in the frame that is being built
    };
    struct Flash {
        Tone tone;
        std::int64_t until_ms;
    };
    enum class Ring { outside, inside };

    PixelRect pixels(const Rect& rect) const;
    int px(float lpx) const;
    float lpx(int px) const;
    float text_scale() const { return static_cast<float>(input_.text_percent) / 100; }
    Color color(Token token) const { return (*input_.theme)[token]; }
    RowHeights& heights_of(const Rect& rect, std::string_view key, std::size_t count, const ItemOf& item);
    float full_height(const ListItem& item, float width);
    float toast_undo_width(const Toast& toast);
    int edge_px() const { return px(input_.theme->edge_width); }

    float height_of(const Moment& moment, float when_width, float width);
    float height_of(const Bar& bar, float label_width, float width, bool open);
    float widest(std::span<const Moment> moments);
    float widest(std::span<const Bar> bars);
    static int lowered_px(int size_px, text::Direction direction);
    Block set(std::string_view utf8, Style style, float width, int most_lines);
    // As many lines as the height holds, in its middle when `centred`.
    bool write(const Rect& rect, std::string_view utf8, Style style, Color ink, Align align, bool centred);
    void draw(const Block& block, const Rect& rect, Color ink, Align align);
    void draw_icon(const Rect& rect, Icon icon, float size, Color ink);
    void fill(const Rect& rect, float radius, Color inside);
    void outline(const Rect& rect, float radius, int thickness_px, Color edge);

    const Node* last_drawn(std::string_view key) const;
    Node& node_of_this_frame(std::string_view key);
    Node& add_node(const Rect& rect, std::string_view key, Role role, std::string_view label);
    // Adds the node of something that can be tapped. The reference lives until the next node.
    Node& add_target(const Rect& rect, std::string_view key, Role role, std::string_view label, const Enabled& enabled);
    bool activated(std::string_view key) const { return interaction_.activated() == key; }
    Color touched(std::string_view key, Color at_rest) const;
    void focus_ring(const Rect& rect, std::string_view key, float radius, Ring ring);

    struct ButtonColors {
        Color inside;
        Color ink;
        Color picture;
        std::optional<Color> edge;
    };
    ButtonColors button_colors(Look look, std::string_view key, const Enabled& enabled) const;
    Color picture_color(const Enabled& enabled) const;
    bool button_face(const Rect& rect, Look look, Icon icon, std::string_view label, std::string_view effect,
                     const ButtonColors& colors);
    static bool has_trailing_icon(const Row& row);
    bool keypad_key(const Rect& rect, const std::string& key, std::string_view label, Icon icon, char shortcut);
    void edit(TextFieldState& state, FieldKind kind, const text::Line& line, const Event& event);
    bool typed_by_keyboard(FieldKind kind) const;
    void raise_keyboard();

    struct Keyboard {
        std::string field;   // the text field that has the focus
        bool wanted = false; // it was touched, and no real keyboard since
        int frames_up = 0;
        bool shifted = false;
        std::optional<Language> language; // none: the screen's
    };
    struct KeyboardKey;
    std::vector<KeyboardKey> keyboard_row(int row, Language language, const KeyboardWords& words) const;
    bool keyboard_key(const Rect& rect, const KeyboardKey& key, text::Direction direction);
    void draw_letter(const Rect& rect, std::string_view letter, Color ink, text::Direction direction);

    text::Typesetter& typesetter_;
    Canvas& canvas_;
    FrameInput input_;
    Interaction interaction_;
    std::vector<Node> tree_;
    std::vector<Node> seen_;
    std::vector<ScrollFrame> scrolls_;
    std::vector<RowHeights> lists_; // of this screen
    Keyboard keyboard_;
    std::vector<Event> typed_;        // by keys on the screen
    std::vector<Event> typed_before_; // in the last frame, for the field that has the focus
    std::optional<SheetUp> sheet_;
    int sheet_away_px_ = 0; // how far what is drawn of a sliding sheet still is from its place
    std::optional<Flash> flash_;
    int texts_ = 0;
    bool wants_text_ = false;
    std::optional<std::int64_t> next_frame_ms_;
};

} // namespace makegood::ui
