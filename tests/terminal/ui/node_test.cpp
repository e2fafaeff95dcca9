#include "terminal/ui/kit/node.hpp"

#include "tests/support/catch.hpp"

#include <functional>

namespace makegood::ui {

namespace {

const Rect viewport{0, 0, 800, 600};

std::vector<Node> good() {
    std::vector<Node> tree(3);
    tree[0].key = "a.title";
    tree[0].role = Role::heading;
    tree[0].rect = {0, 0, 200, 30};
    tree[1].key = "a.yes";
    tree[1].role = Role::button;
    tree[1].rect = {0, 100, 200, 48};
    tree[2].key = "a.list.1";
    tree[2].role = Role::row;
    tree[2].rect = {0, 148, 200, 56};
    for (auto& node : tree) {
        node.label = "Label";
        node.pixels = to_pixels(node.rect, 1, 800, false);
    }
    return tree;
}

} // namespace

TEST_CASE("each broken promise of the tree is told with its key", "[ui]") {
    struct Case {
        std::function<void(std::vector<Node>&)> change;
        std::vector<std::string> breaches;
    };
    const std::vector<Case> cases = {
        {[](auto&) {}, {}},
        {[](auto& tree) { tree[2].key = "a.yes"; }, {"a.yes: the key is used twice"}},
        {[](auto& tree) { tree[1].label = ""; }, {"a.yes: has no label"}},
        {[](auto& tree) { tree[1].rect.height = 47; }, {"a.yes: is 47 lpx high, less than 48"}},
        {[](auto& tree) { tree[0].rect.start = 700; }, {"a.title: reaches outside the viewport"}},
        {[](auto& tree) { tree[0].rect.top = -2; }, {"a.title: reaches outside the viewport"}},
        {[](auto& tree) {
             tree[0].rect.top = -200;
             tree[0].scroll = "a.scroll";
         },
         {}},
        {[](auto& tree) { tree[1].truncated = true; }, {"a.yes: label \"Label\" is cut"}},
        {[](auto& tree) { tree[0].truncated = true; }, {"a.title: label \"Label\" is cut"}},
        {[](auto& tree) { tree[2].truncated = true; }, {}},
        {[](auto& tree) { tree[0].missing_glyph = true; }, {"a.title: \"Label\" has a letter that no font has"}},
        {[](auto& tree) { tree[1].enabled = false; }, {"a.yes: is disabled without a reason"}},
        {[](auto& tree) { tree[2].pixels.top = 147; }, {"a.yes and a.list.1 overlap"}},
        {[](auto& tree) {
             tree[2].pixels.top = 147;
             tree[2].enabled = false;
             tree[2].reason = "Already put right";
         },
         {"a.yes and a.list.1 overlap"}},
    };
    for (const auto& one : cases) {
        auto tree = good();
        one.change(tree);
        CHECK(check_tree(tree, viewport) == one.breaches);
    }
}

TEST_CASE("the tree can be read as text", "[ui]") {
    auto tree = good();
    tree[1].value = "2 pieces";
    tree[1].focused = true;
    tree[1].pixels = to_pixels(tree[1].rect, 1.5f, 800, true);
    tree[2].pixels = {};
    CHECK(describe(tree) == "a.title heading \"Label\" [0 0 200 30]\n"
                            "a.yes button \"Label\" = \"2 pieces\" focused [500 150 300 72]\n"
                            "a.list.1 row \"Label\" away\n");
}

} // namespace makegood::ui
