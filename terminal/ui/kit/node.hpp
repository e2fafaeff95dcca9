#pragma once

#include "terminal/ui/events.hpp"
#include "terminal/ui/rect.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::ui {

enum class Role { button, row, field, key, text, heading, badge, status, picture };

// One widget as tests, the keyboard and the voice know it. A frame's nodes stand in reading order, which is also
// the order of the focus and of drawing: a later node lies on top of an earlier one.
struct Node {
    std::string key; // "decision.approve": the same in every language
    Role role = Role::text;
    std::string label;
    std::string value; // effect line, amount, typed text (only dots of a secret), number
    Rect rect;         // whole, in lpx from the start side
    PixelRect pixels;  // the part that can be seen, in device px from the left; empty when it is scrolled away
    bool enabled = true;
    bool busy = false;    // disabled for a moment: what was asked of it is under way
    bool covered = false; // lies under a sheet, where no finger and no key reaches it
    bool focused = false;
    bool selected = false;
    bool live = false;    // tells something new by itself: a result, a refusal
    bool primary = false; // what Enter does when nothing is focused
    bool truncated = false;
    bool missing_glyph = false;
    char shortcut = 0;                         // a key of the keyboard that stands for it
    std::string reason;                        // why it is disabled
    std::string scroll;                        // the scroll region that it lies in, or empty
    std::optional<std::size_t> secret_letters; // of a secret: how many it has, which is all that a voice may say
};

std::string_view name(Role role);
bool can_be_activated(Role role);
const Node* find(const std::vector<Node>& tree, std::string_view key);

// A finger in the middle of what can be seen of the node. Precondition: some of it can be seen.
std::array<Event, 2> tap(const Node& node);

// What must hold on every frame (UX.md 6), each breach as one sentence with the node's key: keys are unique, labels not
// empty, buttons and rows 48 lpx high or more, no two targets overlap that a finger reaches, all inside the viewport,
// nothing that is said cut but the names of rows, no letter without a glyph, a disabled target says why. Empty when all
// holds.
std::vector<std::string> check_tree(const std::vector<Node>& tree, const Rect& viewport);

// One line a node: key, role, label, value, state, and what can be seen of it in px from the window's left top corner,
// [left top width height], or "away" when it is scrolled out of sight.
std::string describe(const std::vector<Node>& tree);

} // namespace makegood::ui
