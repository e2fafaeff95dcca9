#include "terminal/run/simulated_counter.hpp"

#include "terminal/slip/paper_preview.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr std::size_t receipts_shown = 8;

} // namespace

Result<SimulatedCounter::Labels> demo_labels(const ProgramFolders& folders, std::uint64_t seed, CivilTime now,
                                             const text::Words& english, const text::Words& persian) {
    const auto in_both = [&](const auto& said) { return Wording{said(english), said(persian)}; };
    const auto catalogue = demo::load_demo_catalogue(folders.demo() / "products.toml");
    if (!catalogue)
        return refused(Error{"read", "the demo shop's products", catalogue.error()});
    const auto staff = demo::load_staff(folders.demo() / "staff.toml");
    if (!staff)
        return refused(staff.error());
    const auto shop = demo::DemoShop::make(seed, now, *catalogue);
    SimulatedCounter::Labels labels;

    const auto headline =
        std::ranges::find(shop.receipts, shop.headline.number, &RetailTransaction::number) - shop.receipts.begin();
    for (std::size_t i = 0; i < receipts_shown && static_cast<std::size_t>(headline) + i < shop.receipts.size(); ++i) {
        const auto& receipt = shop.receipts[static_cast<std::size_t>(headline) + i];
        labels.receipts.push_back({"counter.receipt." + std::to_string(i + 1), receipt.number,
                                   in_both([&](const text::Words& words) {
                                       return words.say("receipt.title", {{"number", text::Code{receipt.number}}});
                                   }),
                                   in_both([&](const text::Words& words) { return words.show(receipt.begun_at); })});
    }
    if (!shop.receipts.empty())
        for (const auto& line : shop.receipts[static_cast<std::size_t>(headline)].lines)
            if (line.kind == LineKind::sale)
                labels.products.push_back({"counter.product." + std::to_string(labels.products.size() + 1),
                                           line.code.text(),
                                           {line.name, line.name},
                                           {line.code.text(), line.code.text()}});
    for (const auto& person : *staff)
        labels.badges.push_back({"counter.badge." + person.member.id.text(), person.badge, person.member.name,
                                 in_both([&](const text::Words& words) {
                                     return words.say("counter.staff",
                                                      {{"role", text::Choice{storage::event_name(person.member.role)}},
                                                       {"pin", text::Code{person.pin}}});
                                 })});
    return labels;
}

bool SimulatedCounter::take_papers() {
    bool any = false;
    for (const auto& paper : devices_.printer->take_papers()) {
        last_paper_ = preview_of(paper, devices_.printer_profile);
        ++papers_;
        any = true;
    }
    return any;
}

void SimulatedCounter::labels(ui::Kit& kit, ui::Rect area, const text::Words& words, const std::vector<Label>& shown) {
    std::vector<ui::Row> rows;
    float height = 0;
    for (const auto& label : shown) {
        rows.push_back({.icon = ui::Icon::scan,
                        .title = label.title.in(words.language()),
                        .detail = label.detail.in(words.language())});
        height += kit.row_height(rows.back(), area.width) + 6;
    }
    const auto hint = words.say("counter.hint");
    kit.text(area.cut_top(kit.text_height(hint, ui::Style::secondary, area.width)), "counter.hint", hint,
             ui::Style::secondary, ui::Ink::secondary);
    area.cut_top(8);
    ui::Rect content = kit.begin_scroll(area, "counter.labels", height);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (kit.row(content.cut_top(kit.row_height(rows[i], content.width)), shown[i].key, rows[i]))
            (void)devices_.scanners.front().scan(shown[i].text); // the kiosk tells when its scanner is away
        content.cut_top(6);
    }
    kit.end_scroll();
}

// What a hand at the printer can do.
void SimulatedCounter::printer_hand(ui::Kit& kit, ui::Rect area, const text::Words& words) {
    if (kit.button(area.column(0, 2, 8), "counter.paper", ui::Look::secondary, ui::Icon::print,
                   words.say(paper_ ? "counter.paper_out" : "counter.paper_in"))) {
        paper_ = !paper_;
        devices_.printer->set_paper(paper_ ? drivers::PaperState::ok : drivers::PaperState::end);
    }
    if (kit.button(area.column(1, 2, 8), "counter.cover", ui::Look::secondary, ui::Icon::inventory,
                   words.say(cover_closed_ ? "counter.cover_open" : "counter.cover_close"))) {
        cover_closed_ = !cover_closed_;
        devices_.printer->set_cover(cover_closed_ ? drivers::CoverState::closed : drivers::CoverState::open);
    }
}

void SimulatedCounter::build(ui::Kit& kit, const text::Words& words) {
    kit.screen("counter");
    ui::Rect area = kit.viewport();
    kit.card(area, ui::Surface::background, 0, false);
    area = area.inset(16);
    const auto title = words.say("counter.title");
    kit.text(area.cut_top(kit.line_height(ui::Style::heading)), "counter.title", title, ui::Style::heading);
    area.cut_top(8);

    struct TabOf {
        Tab tab;
        const char* key;
        const char* word;
    };
    static constexpr TabOf tabs[] = {{Tab::receipts, "counter.tab.receipts", "counter.receipts"},
                                     {Tab::products, "counter.tab.products", "counter.products"},
                                     {Tab::badges, "counter.tab.badges", "counter.badges"}};
    ui::Rect bar = area.cut_top(kit.chip_height());
    for (const auto& [tab, key, word] : tabs) {
        const auto shown = words.say(word);
        if (kit.chip(bar.cut_start(std::min(kit.chip_width(shown), bar.width)), key, ui::Icon::none, shown,
                     tab_ == tab))
            tab_ = tab;
        bar.cut_start(8);
    }
    area.cut_top(12);
    const auto& shown = tab_ == Tab::receipts   ? labels_.receipts
                        : tab_ == Tab::products ? labels_.products
                                                : labels_.badges;
    labels(kit, area.cut_top(area.height * 0.46f), words, shown);
    area.cut_top(12);
    printer_hand(kit, area.cut_top(56), words);
    area.cut_top(12);
    if (papers_ == 0)
        kit.text(area, "counter.no_paper", words.say("counter.no_paper"), ui::Style::secondary, ui::Ink::secondary);
    else
        kit.picture(area, "counter.slip", {last_paper_.width, last_paper_.height, last_paper_.ink},
                    words.say("counter.paper", {{"count", papers_}}));
}

} // namespace makegood
