#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float feed_padding = 24;

// The watched folder as one line, for who looks after the kiosk.
struct FeedRow {
    std::string title;
    std::string text;
    Ink ink = Ink::ink;

    static std::optional<FeedRow> of(const Scene& scene) {
        const auto& feed = scene.state.feed;
        const auto& words = scene.words;
        if (!feed.is_watched)
            return std::nullopt;
        const auto title = words.say("devices.feed");
        if (!feed.trouble.empty())
            return FeedRow{title, words.say("devices.feed.trouble", {{"trouble", text::Code{feed.trouble}}}),
                           Ink::warn};
        if (!feed.last)
            return FeedRow{title, words.say("devices.feed.none"), Ink::secondary};
        return FeedRow{title, words.say(feed.last->set_aside ? "devices.feed.set_aside" : "devices.feed.done",
                                        {{"file", text::Code{feed.last->name}},
                                         {"when", words.age(feed.last->when, scene.now)},
                                         {"receipts", feed.last->receipts},
                                         {"refused", feed.last->refused_rows}})};
    }
    float height(Kit& kit, float width) const {
        return 2 * feed_padding + kit.line_height(Style::label) + 4 +
               kit.text_height(text, Style::body, width - 2 * feed_padding);
    }
    void draw(Kit& kit, Rect area) const {
        kit.card(area, Surface::surface);
        Rect inside = area.inset(feed_padding);
        kit.text(inside.cut_top(kit.line_height(Style::label)), "devices.feed", title, Style::label);
        inside.cut_top(4);
        kit.text(inside, "devices.feed.last", text, Style::body, ink);
    }
};

} // namespace

Taken devices_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto back = scene.words.say("button.back");
    Rect bar = area.cut_bottom(kit.button_height(Look::ghost, Icon::back, back, {}, area.width / 2));
    area.cut_bottom(16);

    const bool beside = kit.layout() != Layout::compact;
    const float gap = 20;
    const float width = area.width - Kit::scrollbar_room();
    const float card_width = beside ? (width - gap) / 2 : width;
    const float scanner_height = scanner_card_height(kit, card_width, scene);
    const float printer_height = printer_card_height(kit, card_width, scene);
    const auto feed = FeedRow::of(scene);
    const float feed_height = feed ? gap + feed->height(kit, width) : 0;
    const float cards_height =
        beside ? std::max(scanner_height, printer_height) : scanner_height + gap + printer_height;
    Rect content = kit.begin_scroll(area, "devices.all", cards_height + feed_height);
    const Rect first{content.start, content.top, card_width, scanner_height};
    const Rect second = beside ? Rect{first.end() + gap, first.top, card_width, printer_height}
                               : Rect{first.start, first.bottom() + gap, card_width, printer_height};
    if (const auto tested = scanner_card(kit, first, scene))
        taken = tested;
    if (const auto tested = printer_card(kit, second, scene))
        taken = tested;
    if (feed)
        feed->draw(kit, {content.start, content.top + cards_height + gap, width, feed_height - gap});
    kit.end_scroll();

    if (kit.button(bar.column(0, 2, 16), "devices.back", Look::ghost, Icon::back, back))
        taken = OpenSettings{};
    return taken;
}

} // namespace makegood::ui
