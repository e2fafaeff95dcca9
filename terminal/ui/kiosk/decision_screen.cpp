#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

namespace {

struct FindingWords {
    Finding finding;
    const char* sentence;
    const char* source;
    Icon icon;
};

constexpr FindingWords findings[] = {
    {Finding::line_was_paid, "evidence.line_was_paid", "source.receipt", Icon::receipt},
    {Finding::line_was_scanned, "evidence.line_was_scanned", "source.receipt", Icon::scan},
    {Finding::line_was_weighed, "evidence.line_was_weighed", "source.receipt", Icon::scan},
    {Finding::line_was_keyed, "evidence.line_was_keyed", "source.receipt", Icon::dialpad},
    {Finding::entry_not_known, "evidence.entry_not_known", "source.receipt", Icon::help},
    {Finding::same_item_was_voided, "evidence.same_item_was_voided", "source.receipt", Icon::undo},
    {Finding::never_claimed_before, "evidence.never_claimed_before", "source.journal", Icon::history},
    {Finding::partly_made_good, "evidence.partly_made_good", "source.journal", Icon::history},
    {Finding::others_made_good_on_receipt, "evidence.others_made_good_on_receipt", "source.journal", Icon::history},
    {Finding::left_behind_log_holds_it, "evidence.left_behind_log_holds_it", "source.left_behind", Icon::inventory},
    {Finding::left_behind_log_is_empty, "evidence.left_behind_log_is_empty", "source.left_behind", Icon::inventory},
    {Finding::left_behind_log_not_kept, "evidence.left_behind_log_not_kept", "source.left_behind", Icon::inventory},
    {Finding::bought_recently, "evidence.bought_recently", "source.receipt", Icon::schedule},
    {Finding::bought_long_ago, "evidence.bought_long_ago", "source.receipt", Icon::schedule},
};

const FindingWords& words_of(Finding finding) {
    for (const auto& known : findings)
        if (known.finding == finding)
            return known;
    return findings[0];
}

std::string sentence_of(const Evidence& fact, const Scene& scene) {
    text::Arguments arguments;
    if (fact.finding == Finding::partly_made_good)
        arguments.push_back({"quantity", Quantity::of_milli(fact.count)});
    else if (fact.finding == Finding::others_made_good_on_receipt || fact.finding == Finding::bought_recently ||
             fact.finding == Finding::bought_long_ago)
        arguments.push_back({"count", fact.count});
    return scene.words.say(words_of(fact.finding).sentence, arguments);
}

Tone tone_of(Direction direction) {
    switch (direction) {
    case Direction::for_the_claim:
        return Tone::ok;
    case Direction::against_the_claim:
        return Tone::warn;
    case Direction::unknown:
        break;
    }
    return Tone::neutral;
}

struct Verdict {
    Icon icon;
    Surface surface;
    Ink ink;
    std::string sentence;
};

Verdict verdict_of(const Decision& decision, const Scene& scene) {
    switch (decision.outcome) {
    case Outcome::give_now:
        return {Icon::check_circle, Surface::ok_tint, Ink::ok, scene.words.say("decision.give_now")};
    case Outcome::manager_confirms:
        return {Icon::supervisor, Surface::warn_tint, Ink::warn, scene.words.say("decision.manager_confirms_any")};
    case Outcome::manager_decides:
        break;
    }
    return {Icon::supervisor, Surface::info_tint, Ink::info, scene.words.say("decision.manager_decides")};
}

const char* word_of(Failure failure) {
    switch (failure) {
    case Failure::left_behind:
        return "failure.left_behind";
    case Failure::missing:
        return "failure.missing";
    case Failure::damaged:
        break;
    }
    return "failure.damaged";
}

std::string reason_of(const Decision& decision, const Scene& scene) {
    for (const auto& answer : decision.answers)
        if (answer.rule == decision.deciding_rule)
            return answer.says.in(scene.state.language);
    return scene.words.say("decision.no_rule");
}

} // namespace

void evidence_list(Kit& kit, Rect area, std::string_view key, const Scene& scene, const Decision& decision) {
    struct Shown {
        Icon icon;
        std::string claim, source, when;
        Tone tone;
        float height;
    };
    std::vector<Shown> rows;
    float height = 0;
    for (const auto& fact : decision.evidence) {
        const auto& known = words_of(fact.finding);
        Shown row{known.icon,
                  sentence_of(fact, scene),
                  scene.words.say(known.source),
                  fact.at ? scene.words.dates().short_date(fact.at->date()) : std::string(),
                  tone_of(fact.direction),
                  0};
        row.height = kit.evidence_height(row.claim, row.source, row.when, area.width - Kit::scrollbar_room());
        height += row.height + 4;
        rows.push_back(std::move(row));
    }
    Rect content = kit.begin_scroll(area, key, height);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        kit.evidence_row(content.cut_top(row.height), "evidence." + std::to_string(i + 1), row.icon, row.claim,
                         row.source, row.when, row.tone);
        content.cut_top(4);
    }
    kit.end_scroll();
}

Taken decision_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& view = *scene.state.current;
    const auto item = item_of(scene.state);
    const bool may_give = view.decision.outcome == Outcome::give_now;

    const auto cancel = words.say("decision.cancel");
    const float cancel_height = kit.button_height(Look::ghost, Icon::back, cancel, {}, 240);
    Rect bar = area.cut_bottom(std::max(76.0f, cancel_height));
    area.cut_bottom(16);
    Rect drop = bar.cut_end(240);
    bar.cut_end(16);
    if (kit.button(drop.middle(drop.width, std::max(56.0f, cancel_height)), "decision.back", Look::ghost, Icon::back,
                   cancel))
        taken = DropCase{};
    if (may_give) {
        if (kit.button(bar, "decision.approve", Look::primary, Icon::gift, words.say("decision.give"),
                       words.say("decision.give_effect",
                                 {{"quantity", view.claim.quantity}, {"item", item}, {"value", view.value}})))
            taken = Give{};
    } else if (kit.button(bar, "decision.ask", Look::primary, Icon::supervisor, words.say("decision.ask"),
                          words.say("decision.ask_effect", {{"value", view.value}, {"item", item}}))) {
        taken = AskForManager{};
    }

    Rect side = area.cut_start(area.width * 0.46f);
    area.cut_start(20);
    const auto verdict = verdict_of(view.decision, scene);
    const auto what = words.say("decision.what", {{"quantity", view.claim.quantity}, {"item", item}});
    const auto reason = reason_of(view.decision, scene);
    const auto line = words.say(may_give ? "decision.say_give" : "decision.say_manager");
    float inner = side.width - 48;
    const auto verdict_height = [&] {
        return 24 + 48 + 12 + kit.text_height(verdict.sentence, Style::title, inner) + 12 +
               kit.text_height(what, Style::heading, inner) + 12 + kit.badge_height() + 12 +
               kit.text_height(reason, Style::body, inner) + 24;
    };
    const auto say_height = [&] {
        return 24 + kit.line_height(Style::caption) + 8 + kit.text_height(line, Style::body, inner) + 24;
    };
    if (verdict_height() + 16 + say_height() > side.height)
        inner -= Kit::scrollbar_room();
    side = kit.begin_scroll(side, "decision.case", verdict_height() + 16 + say_height());
    Rect card = side.cut_top(verdict_height());
    kit.card(card, verdict.surface);
    Rect inside = card.inset(24);
    kit.icon(inside.cut_top(48).cut_start(48), verdict.icon, 44, verdict.ink);
    inside.cut_top(12);
    kit.text(inside.cut_top(kit.text_height(verdict.sentence, Style::title, inner)), "decision.verdict",
             verdict.sentence, Style::title, verdict.ink);
    kit.mark_live("decision.verdict");
    inside.cut_top(12);
    kit.text(inside.cut_top(kit.text_height(what, Style::heading, inner)), "decision.what", what, Style::heading);
    inside.cut_top(12);
    kit.badge(inside.cut_top(kit.badge_height()), "decision.failure", Icon::bag,
              words.say(word_of(view.decision.failure)), Tone::neutral);
    inside.cut_top(12);
    kit.text(inside, "decision.reason", reason, Style::body, Ink::ink);

    side.cut_top(16);
    const auto say_title = words.say("decision.say_title");
    Rect say = side.cut_top(say_height());
    kit.card(say, Surface::surface);
    say = say.inset(24);
    kit.text(say.cut_top(kit.line_height(Style::caption)), "decision.say_title", say_title, Style::caption,
             Ink::secondary);
    say.cut_top(8);
    kit.text(say, "decision.say", line, Style::body);
    kit.end_scroll();

    const auto why = words.say("decision.why");
    kit.text(area.cut_top(kit.line_height(Style::heading)), "decision.why", why, Style::heading);
    area.cut_top(8);
    evidence_list(kit, area, "decision.evidence", scene, view.decision);
    return taken;
}

} // namespace makegood::ui
