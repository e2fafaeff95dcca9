#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float card_gap = 20;
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

// The devices' cards, in two columns where there is room; each goes where the column is shortest.
class DeviceGrid {
  public:
    DeviceGrid(Kit& kit, float width, const Scene& scene) {
        std::vector<float> bottoms(kit.layout() == Layout::compact ? 1 : 2);
        const auto columns = static_cast<float>(bottoms.size());
        const float card_width = (width - card_gap * (columns - 1)) / columns;
        for (const auto device : devices_of(scene.state.devices)) {
            const auto shortest = std::ranges::min_element(bottoms);
            const float start = static_cast<float>(shortest - bottoms.begin()) * (card_width + card_gap);
            const float height = device_card_height(kit, card_width, device, scene);
            cards_.push_back({device, Rect{start, *shortest, card_width, height}});
            height_ = std::max(height_, *shortest + height);
            *shortest += height + card_gap;
        }
    }
    float height() const { return height_; }
    Taken draw(Kit& kit, Rect area, const Scene& scene) const {
        Taken taken;
        for (const auto& [device, place] : cards_) {
            const Rect card{area.start + place.start, area.top + place.top, place.width, place.height};
            if (const auto tested = device_card(kit, card, device, scene))
                taken = tested;
        }
        return taken;
    }

  private:
    static std::vector<Device> devices_of(const DeviceStates& devices) {
        std::vector<Device> all{Device::scanner, Device::printer};
        if (devices.has_drawer)
            all.push_back(Device::drawer);
        if (devices.has_display)
            all.push_back(Device::display);
        return all;
    }

    std::vector<std::pair<Device, Rect>> cards_;
    float height_ = 0;
};

} // namespace

Taken devices_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto back = scene.words.say("button.back");
    const auto save = scene.words.say("devices.log.save");
    Rect bar = area.cut_bottom(std::max(kit.button_height(Look::ghost, Icon::back, back, {}, area.width / 2),
                                        kit.button_height(Look::ghost, Icon::list, save, {}, area.width / 2)));
    area.cut_bottom(16);

    const float width = area.width - Kit::scrollbar_room();
    const DeviceGrid grid(kit, width, scene);
    const auto feed = FeedRow::of(scene);
    const float feed_height = feed ? card_gap + feed->height(kit, width) : 0;
    Rect content = kit.begin_scroll(area, "devices.all", grid.height() + feed_height);
    taken = grid.draw(kit, content, scene);
    if (feed)
        feed->draw(kit, {content.start, content.top + grid.height() + card_gap, width, feed_height - card_gap});
    kit.end_scroll();

    if (kit.button(bar.column(0, 2, 16), "devices.back", Look::ghost, Icon::back, back))
        taken = OpenSettings{};
    if (kit.button(bar.column(1, 2, 16), "devices.log.save", Look::ghost, Icon::list, save))
        taken = SaveTraffic{};
    return taken;
}

} // namespace makegood::ui
