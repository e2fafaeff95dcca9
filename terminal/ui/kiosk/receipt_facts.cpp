#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/screens.hpp"

// What a receipt says beside its lines.

namespace makegood::ui {

namespace {

struct Fact {
    std::string key;
    std::string sentence;
    Style style = Style::body;
    Ink ink = Ink::secondary;
};

constexpr float fact_gap = 10;

std::vector<Fact> facts_of(const Scene& scene) {
    const auto& words = scene.words;
    const auto& found = scene.state.receipt->found;
    const auto& receipt = found.receipt;
    std::vector<Fact> facts;
    const auto add = [&](std::string key, std::string sentence, Style style = Style::body, Ink ink = Ink::secondary) {
        facts.push_back({std::move(key), std::move(sentence), style, ink});
    };
    add("receipt.found", words.say("receipt.found", {{"count", receipt.lines.size()}}), Style::heading, Ink::ok);
    add("receipt.when", words.show(receipt.begun_at), Style::body, Ink::ink);
    add("receipt.ago", words.age(receipt.begun_at, scene.now));
    if (!found.reference.key.workstation.empty())
        add("receipt.lane", words.say("receipt.lane", {{"lane", text::Code{found.reference.key.workstation.text()}}}));
    add("receipt.total", words.say("receipt.total", {{"total", receipt.total}}), Style::title, Ink::ink);
    if (found.of_another_shop)
        add("receipt.other_shop",
            words.say("receipt.other_shop", {{"shop", text::Code{found.reference.key.business_unit.text()}}}),
            Style::body, Ink::warn);
    if (receipt.kind == RetailTransactionKind::suspended)
        add("receipt.suspended",
            found.resumed_by ? words.say("receipt.suspended_continued",
                                         {{"number", text::Code{text::plain(found.resumed_by->sequence)}}})
                             : words.say("receipt.suspended"),
            Style::body, Ink::warn);
    for (const auto& link : receipt.links)
        if (link.reason == TransactionLink::Reason::resumed)
            add("receipt.resumed",
                words.say("receipt.resumed", {{"number", text::Code{text::plain(link.to.sequence)}}}));
    if (found.customer) {
        const auto sentences = customer_in_words(*found.customer, scene);
        for (std::size_t i = 0; i < sentences.size(); ++i)
            add("receipt.customer." + std::to_string(i + 1), sentences[i], Style::body, Ink::ink);
    }
    for (std::size_t i = 0; i < receipt.taxes.size(); ++i)
        add("receipt.tax." + std::to_string(i + 1), text::tax_in_words(receipt.taxes[i], words));
    for (std::size_t i = 0; i < receipt.tenders.size(); ++i)
        add("receipt.tender." + std::to_string(i + 1), text::tender_in_words(receipt.tenders[i], words));
    if (found.revisions > 1)
        add("receipt.revision", words.say("receipt.revision", {{"count", found.revisions}}), Style::secondary,
            Ink::info);
    const auto changes = text::changes_in_words(found.change, receipt.total, words);
    for (std::size_t i = 0; i < changes.size(); ++i)
        add("receipt.change." + std::to_string(i + 1), changes[i], Style::secondary, Ink::ink);
    return facts;
}

float facts_height(Kit& kit, const std::vector<Fact>& facts, float width) {
    float height = 0;
    for (const auto& fact : facts)
        height += kit.text_height(fact.sentence, fact.style, width) + fact_gap;
    return height - fact_gap;
}

} // namespace

void receipt_facts(Kit& kit, Rect card, const Scene& scene) {
    kit.card(card, Surface::surface);
    const auto facts = facts_of(scene);
    const Rect inside = card.inset(24);
    float height = facts_height(kit, facts, inside.width);
    if (height > inside.height)
        height = facts_height(kit, facts, inside.width - Kit::scrollbar_room());
    Rect place = kit.begin_scroll(inside, "receipt.facts", height);
    for (const auto& fact : facts) {
        kit.text(place.cut_top(kit.text_height(fact.sentence, fact.style, place.width)), fact.key, fact.sentence,
                 fact.style, fact.ink);
        place.cut_top(fact_gap);
    }
    kit.end_scroll();
}

} // namespace makegood::ui
