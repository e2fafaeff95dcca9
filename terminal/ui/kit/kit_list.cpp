#include "terminal/ui/kit/kit.hpp"

#include <algorithm>

// A list measures and draws only the rows in sight and a few around them, so that the focus can walk on. Heights that
// were never measured count as the first row's; when one above the sight turns out otherwise, the list is scrolled by
// the difference and what the person looks at stays where it is.

namespace makegood::ui {

namespace {

constexpr float gap = 8;
constexpr float around_sight_lpx = 240;

} // namespace

void Kit::RowHeights::measured(std::size_t row, float height) {
    total += height - of(row);
    heights[row] = height;
}

// From where the list stood before, so that no frame counts all rows.
void Kit::RowHeights::walk_to(float top) {
    while (first > 0 && first_top > top)
        first_top -= of(--first);
    while (first < heights.size() && first_top + of(first) < top)
        first_top += of(first++);
}

// As wide as the list, less the scroll bar's room when the rows are higher than the list.
Kit::RowHeights& Kit::heights_of(const Rect& rect, std::string_view key, std::size_t count, const ItemOf& item) {
    auto found = std::ranges::find(lists_, key, &RowHeights::key);
    if (found == lists_.end())
        found = lists_.insert(lists_.end(), RowHeights{.key = std::string(key)});
    for (bool scrolls : {found->total > rect.height, true}) {
        const float width = rect.width - (scrolls ? scrollbar_room() : 0);
        if (found->heights.size() != count || found->width != width || found->text_percent != input_.text_percent) {
            found->width = width;
            found->text_percent = input_.text_percent;
            found->heights.assign(count, 0);
            found->guess = count > 0 ? full_height(item(0), width) : 0;
            found->total = found->guess * static_cast<float>(count);
            found->first = 0;
            found->first_top = 0;
        }
        if (scrolls || found->total <= rect.height)
            break;
    }
    return *found;
}

float Kit::full_height(const ListItem& item, float width) {
    return row_height(item.row, width) + item.below + gap;
}

std::optional<std::size_t> Kit::list(Rect rect, std::string_view key, std::size_t count, const ItemOf& item,
                                     const BelowRow& below) {
    auto& known = heights_of(rect, key, count, item);
    const float width = known.width;
    const float offset = rect.top - begin_scroll(rect, key, known.total).top;

    known.walk_to(offset - around_sight_lpx);
    const std::size_t first = known.first;
    float top = known.first_top;

    struct Placed {
        ListItem item;
        float top;
    };
    std::vector<Placed> in_sight;
    float moved = 0;
    for (std::size_t i = first; i < count && top < offset + moved + rect.height + around_sight_lpx; ++i) {
        in_sight.push_back({item(i), top});
        const float height = full_height(in_sight.back().item, width);
        if (known.heights[i] == 0 && top < offset)
            moved += height - known.guess;
        known.measured(i, height);
        top += height;
    }
    if (moved != 0)
        interaction_.moved_by(key, moved);

    std::optional<std::size_t> tapped;
    Rect place{rect.start, 0, width, 0};
    for (std::size_t i = 0; i < in_sight.size(); ++i) {
        const auto& [one, at] = in_sight[i];
        place.top = rect.top - offset - moved + at;
        place.height = row_height(one.row, width);
        if (row(place, one.key, one.row, one.enabled))
            tapped = first + i;
        if (below && one.below > 0)
            below(first + i, {place.start, place.bottom(), width, one.below});
    }
    end_scroll();
    return tapped;
}

} // namespace makegood::ui
