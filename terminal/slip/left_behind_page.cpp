#include "terminal/slip/left_behind_page.hpp"

#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

class LabelLines {
  public:
    LabelLines(const text::Words& words, std::string_view shop, const LeftBehindEntry& entry)
        : words_(words), shop_(shop), entry_(entry) {}

    std::vector<SlipLine> write(const SlipTemplate& lines, Language language) {
        for (const auto& line : lines)
            if (const auto* sentence = std::get_if<Wording>(&line))
                add(SlipLineKind::text, sentence->in(language), !sentence->in(language).empty());
            else
                say(std::get<SlipPart>(line));
        return std::move(lines_);
    }

  private:
    void say(SlipPart part) {
        if (part == SlipPart::title)
            add(SlipLineKind::title, words_.say("slip.left_behind"));
        else if (part == SlipPart::shop)
            add(SlipLineKind::text, text::plain(shop_));
        else if (part == SlipPart::rule)
            add(SlipLineKind::rule, {});
        else if (part == SlipPart::goods)
            pair("slip.what", words_.say("goods.one", {{"quantity", words_.show(entry_.quantity)}, {"item", goods()}}));
        else if (part == SlipPart::found)
            pair("slip.found", words_.dates().long_date_time(entry_.found_at));
        else if (part == SlipPart::lane && !entry_.lane.empty())
            pair("slip.found_at_lane", text::plain(entry_.lane.text()));
        else if (part == SlipPart::keeps_until && entry_.perishable_until)
            pair("slip.keeps_until", words_.dates().long_date(*entry_.perishable_until));
        else if (part == SlipPart::reserved)
            add(SlipLineKind::text, words_.say("left.state.reserved"), entry_.state == LeftBehindState::reserved);
        else if (part == SlipPart::number)
            lines_.push_back({SlipLineKind::bar_code, words_.say("slip.left_behind"), entry_.label});
    }

    std::string goods() const { return text::plain(entry_.item.empty() ? entry_.code.text() : entry_.item); }
    void add(SlipLineKind kind, std::string text, bool is_there = true) {
        if (is_there)
            lines_.push_back({kind, std::move(text), {}});
    }
    void pair(std::string_view key, std::string value) {
        lines_.push_back({SlipLineKind::pair, words_.say(key), std::move(value)});
    }

    const text::Words& words_;
    std::string_view shop_;
    const LeftBehindEntry& entry_;
    std::vector<SlipLine> lines_;
};

} // namespace

SlipDocument left_behind_page(const SlipTemplate& lines, const text::Words& words, std::string_view shop,
                              Language language, const LeftBehindEntry& entry) {
    return {language, {}, LabelLines(words, shop, entry).write(lines, language)};
}

} // namespace makegood
