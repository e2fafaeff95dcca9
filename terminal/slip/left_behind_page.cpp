#include "terminal/slip/left_behind_page.hpp"

#include "terminal/text/unicode.hpp"

namespace makegood {

SlipDocument left_behind_page(const text::Words& words, std::string_view shop, Language language,
                              const LeftBehindEntry& entry) {
    SlipDocument page{language,
                      {},
                      {{SlipLineKind::title, words.say("slip.left_behind"), {}},
                       {SlipLineKind::text, text::plain(shop), {}},
                       {SlipLineKind::rule, {}, {}}}};
    const auto pair = [&](std::string_view key, std::string value) {
        page.lines.push_back({SlipLineKind::pair, words.say(key), std::move(value)});
    };
    pair("slip.what",
         words.say("goods.one", {{"quantity", words.show(entry.quantity)},
                                 {"item", text::plain(entry.item.empty() ? entry.code.text() : entry.item)}}));
    pair("slip.found", words.dates().long_date_time(entry.found_at));
    if (!entry.lane.empty())
        pair("slip.found_at_lane", text::plain(entry.lane.text()));
    if (entry.perishable_until)
        pair("slip.keeps_until", words.dates().long_date(*entry.perishable_until));
    if (entry.state == LeftBehindState::reserved)
        page.lines.push_back({SlipLineKind::text, words.say("left.state.reserved"), {}});
    page.lines.push_back({SlipLineKind::bar_code, words.say("slip.left_behind"), entry.label});
    return page;
}

} // namespace makegood
