#include "terminal/ui/kit/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <unordered_set>

namespace makegood::ui {

namespace {

constexpr float least_target_lpx = 48;
// Rounding to whole pixels and back may move an edge by half a pixel.
constexpr float rounding_lpx = 0.75f;

bool overlap(const PixelRect& one, const PixelRect& other) {
    return !one.intersection(other).empty();
}

bool inside(const Rect& rect, const Rect& viewport) {
    return rect.start >= viewport.start - rounding_lpx && rect.end() <= viewport.end() + rounding_lpx &&
           rect.top >= viewport.top - rounding_lpx && rect.bottom() <= viewport.bottom() + rounding_lpx;
}

void check_node(const Node& node, const Rect& viewport, std::vector<std::string>& breaches) {
    auto breach = [&](std::string_view what) { breaches.push_back(fmt::format("{}: {}", node.key, what)); };
    if (node.label.empty())
        breach("has no label");
    if ((node.role == Role::button || node.role == Role::row) && node.rect.height < least_target_lpx - 0.01f)
        breach(fmt::format("is {:.0f} lpx high, less than {:.0f}", node.rect.height, least_target_lpx));
    if (node.scroll.empty() && !inside(node.rect, viewport))
        breach("reaches outside the viewport");
    // A row's title is a name that somebody else chose; its detail and its page say the rest.
    if (node.truncated && node.role != Role::row)
        breach(fmt::format("label \"{}\" is cut", node.label));
    if (node.missing_glyph)
        breach(fmt::format("\"{}\" has a letter that no font has", node.label));
    // A key of a stepper or keypad at its limit explains itself.
    if (!node.enabled && (node.role == Role::button || node.role == Role::row) && node.reason.empty())
        breach("is disabled without a reason");
}

void check_overlaps(const std::vector<Node>& tree, std::vector<std::string>& breaches) {
    std::vector<const Node*> targets;
    for (const auto& node : tree) {
        if (can_be_activated(node.role) && !node.covered && !node.pixels.empty())
            targets.push_back(&node);
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        for (std::size_t j = i + 1; j < targets.size(); ++j) {
            if (overlap(targets[i]->pixels, targets[j]->pixels))
                breaches.push_back(fmt::format("{} and {} overlap", targets[i]->key, targets[j]->key));
        }
    }
}

} // namespace

std::string_view name(Role role) {
    constexpr std::array<std::string_view, 9> names = {"button",  "row",   "field",  "key",    "text",
                                                       "heading", "badge", "status", "picture"};
    return names[static_cast<std::size_t>(role)];
}

bool can_be_activated(Role role) {
    return role == Role::button || role == Role::row || role == Role::field || role == Role::key;
}

const Node* find(const std::vector<Node>& tree, std::string_view key) {
    const auto found = std::find_if(tree.begin(), tree.end(), [key](const Node& node) { return node.key == key; });
    return found == tree.end() ? nullptr : &*found;
}

std::array<Event, 2> tap(const Node& node) {
    assert(!node.pixels.empty());
    float x = static_cast<float>(node.pixels.left) + static_cast<float>(node.pixels.width) / 2;
    float y = static_cast<float>(node.pixels.top) + static_cast<float>(node.pixels.height) / 2;
    return {Press{x, y}, Release{x, y}};
}

std::vector<std::string> check_tree(const std::vector<Node>& tree, const Rect& viewport) {
    std::vector<std::string> breaches;
    std::unordered_set<std::string_view> keys;
    for (const auto& node : tree) {
        if (!keys.insert(node.key).second)
            breaches.push_back(fmt::format("{}: the key is used twice", node.key));
        check_node(node, viewport, breaches);
    }
    check_overlaps(tree, breaches);
    return breaches;
}

std::string describe(const std::vector<Node>& tree) {
    std::string lines;
    for (const auto& node : tree) {
        lines += fmt::format("{} {} \"{}\"", node.key, name(node.role), node.label);
        if (!node.value.empty())
            lines += fmt::format(" = \"{}\"", node.value);
        if (!node.enabled)
            lines += fmt::format(" {}({})", node.busy ? "busy" : "disabled", node.reason);
        lines += node.covered ? " covered" : "";
        lines += node.focused && node.role != Role::key ? " focused" : ""; // which digit comes next is nobody's
        lines += node.selected ? " selected" : "";
        lines += node.live ? " live" : "";
        const auto& seen = node.pixels;
        lines += seen.empty() ? std::string(" away\n")
                              : fmt::format(" [{} {} {} {}]\n", seen.left, seen.top, seen.width, seen.height);
    }
    return lines;
}

} // namespace makegood::ui
