#include "terminal/policy/decision_words.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/offer_chips.hpp"
#include "terminal/ui/kiosk/questions.hpp"
#include "terminal/ui/kiosk/rules_asked.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float row_gap = 4;

struct FindingWords {
    Finding finding;
    const char* source;
    Icon icon;
};

constexpr FindingWords findings[] = {
    {Finding::line_was_paid, "source.receipt", Icon::receipt},
    {Finding::line_was_scanned, "source.receipt", Icon::scan},
    {Finding::line_was_weighed, "source.receipt", Icon::scan},
    {Finding::line_was_keyed, "source.receipt", Icon::dialpad},
    {Finding::entry_not_known, "source.receipt", Icon::help},
    {Finding::same_item_was_voided, "source.receipt", Icon::undo},
    {Finding::never_claimed_before, "source.journal", Icon::history},
    {Finding::partly_made_good, "source.journal", Icon::history},
    {Finding::taken_back_on_line, "source.journal", Icon::undo},
    {Finding::others_made_good_on_receipt, "source.journal", Icon::history},
    {Finding::left_behind_log_holds_it, "source.left_behind", Icon::inventory},
    {Finding::left_behind_log_holds_part, "source.left_behind", Icon::inventory},
    {Finding::left_behind_log_is_empty, "source.left_behind", Icon::inventory},
    {Finding::left_behind_log_not_kept, "source.left_behind", Icon::inventory},
    {Finding::bought_recently, "source.receipt", Icon::schedule},
    {Finding::bought_long_ago, "source.receipt", Icon::schedule},
    {Finding::came_back, "source.till", Icon::undo},
    {Finding::may_have_come_back, "source.till", Icon::undo},
    {Finding::ticket_was_resumed, "source.receipt", Icon::history},
    {Finding::price_put_right, "source.journal", Icon::price},
    {Finding::stands_more_than_once, "source.receipt", Icon::receipt},
    {Finding::stands_once, "source.receipt", Icon::receipt},
    {Finding::left_behind_log_gave_it, "source.left_behind", Icon::inventory},
    {Finding::stock_count_one_over, "source.stock", Icon::inventory},
    {Finding::stock_count_as_expected, "source.stock", Icon::inventory},
    {Finding::stock_never_counted, "source.stock", Icon::inventory},
    {Finding::no_receipt_found, "source.customer", Icon::chat},
    {Finding::told_of_service, "source.customer", Icon::chat},
    {Finding::helped_without_receipt, "source.journal", Icon::history},
    {Finding::given_by_word, "source.journal", Icon::history},
    {Finding::lane_had_others, "source.journal", Icon::place},
    {Finding::lane_had_none, "source.journal", Icon::place},
    {Finding::customer_was_helped, "source.journal", Icon::person},
    {Finding::customer_never_helped, "source.journal", Icon::person},
    {Finding::customer_not_known, "source.receipt", Icon::person},
    {Finding::several_on_line, "source.receipt", Icon::dialpad},
    {Finding::nothing_was_voided, "source.receipt", Icon::undo},
    {Finding::ticket_was_not_resumed, "source.receipt", Icon::history},
    {Finding::nothing_came_back, "source.till", Icon::undo},
    {Finding::none_made_good_on_receipt, "source.journal", Icon::history},
    {Finding::none_given_by_word, "source.journal", Icon::history},
    {Finding::customer_not_told, "source.customer", Icon::person},
    {Finding::quantity_was_keyed, "source.receipt", Icon::dialpad},
    {Finding::told_by_till, "source.till", Icon::chat},
};

const FindingWords& words_of(Finding finding) {
    for (const auto& known : findings)
        if (known.finding == finding)
            return known;
    return findings[0];
}

std::string sentence_of(const Evidence& fact, const Scene& scene) {
    const auto* line =
        fact.line && scene.state.receipt ? find_line(scene.state.receipt->found.receipt, *fact.line) : nullptr;
    const auto sentence = fact_in_words(fact, scene.words);
    return line ? fact_of_line_in_words(sentence, *line, scene.words) : sentence;
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
        return {Icon::check_circle, Surface::ok_tint, Ink::ok,
                scene.words.say("decision.give_now." + name_of(scene.state.decision.offer))};
    case Outcome::manager_confirms:
        return {Icon::supervisor, Surface::warn_tint, Ink::warn, scene.words.say("decision.manager_confirms_any")};
    case Outcome::manager_decides:
        break;
    }
    return {Icon::supervisor, Surface::info_tint, Ink::info, scene.words.say("decision.manager_decides")};
}

struct FailureWords {
    const char* word;
    Icon icon;
};

FailureWords words_of(Failure failure) {
    switch (failure) {
    case Failure::left_behind:
        return {"failure.left_behind", Icon::inventory};
    case Failure::missing:
        return {"failure.missing", Icon::bag};
    case Failure::spoiled:
        return {"failure.spoiled", Icon::expired};
    case Failure::wrong_item:
        return {"failure.wrong_item", Icon::swap};
    case Failure::wrong_price:
        return {"failure.wrong_price", Icon::price};
    case Failure::rung_up_twice:
        return {"failure.rung_up_twice", Icon::receipt};
    case Failure::quality:
        return {"failure.quality", Icon::flag};
    case Failure::service:
        return {"failure.service", Icon::chat};
    case Failure::damaged:
        break;
    }
    return {"failure.damaged", Icon::broken};
}

// As the rules decided, and a manager where only the gift beyond it needs one.
Decision decision_shown(const Scene& scene) {
    auto decision = scene.state.current->decision;
    if (scene.state.decision.manager_for_gift && decision.outcome == Outcome::give_now)
        decision.outcome = Outcome::manager_confirms;
    return decision;
}

std::string reason_shown(const Scene& scene) {
    return scene.state.decision.manager_for_gift ? scene.words.say("refusal.gift_too_large")
                                                 : reason_in_words(scene.state.current->decision, scene.words);
}

// The verdict on its card, and below it the words to say.
class CasePane {
  public:
    CasePane(Kit& kit, const Scene& scene, float width)
        : verdict_(verdict_of(decision_shown(scene), scene)), what_(goods_in_words(scene.state, scene.words)),
          failure_icon_(words_of(scene.state.current->decision.failure).icon),
          failure_(scene.words.say(words_of(scene.state.current->decision.failure).word)), reason_(reason_shown(scene)),
          say_title_(scene.words.say("decision.say_title")),
          say_(text::isolated(
              text::first_strong_isolate,
              sentence_for_customer(decision_shown(scene), scene.state.decision.offer, scene.to_customer))) {
        const auto& decision = scene.state.current->decision;
        if (decision.at_stake)
            left_ = scene.words.say(scene.state.current->whole ? "decision.judged_together" : "decision.costs_today",
                                    {{"price", *decision.at_stake}});
        if (decision.left_today)
            left_ +=
                (left_.empty() ? "" : " ") + scene.words.say("decision.left_today", {{"left", *decision.left_today}});
        const float inner = width - 2 * padding;
        verdict_height_ = 2 * padding + kit.icon_size(48) + kit.text_height(verdict_.sentence, Style::title, inner) +
                          kit.text_height(what_, Style::heading, inner) + kit.badge_height() +
                          kit.text_height(reason_, Style::body, inner) + 4 * 12;
        if (!left_.empty())
            verdict_height_ += kit.text_height(left_, Style::secondary, inner) + 8;
        languages_ = languages_of_customer(scene, "decision");
        languages_height_ = chip_flow_height(kit, languages_, inner);
        say_height_ = 2 * padding + kit.line_height(Style::caption) + 8 + kit.text_height(say_, Style::body, inner) +
                      12 + languages_height_;
    }

    float height() const { return verdict_height_ + gap + say_height_; }

    Taken draw(Kit& kit, Rect area) const {
        Rect card = area.cut_top(verdict_height_);
        kit.card(card, verdict_.surface);
        Rect inside = card.inset(padding);
        const float side = kit.icon_size(48);
        kit.icon(inside.cut_top(side).cut_start(side), verdict_.icon, 44, verdict_.ink);
        inside.cut_top(12);
        kit.text(inside.cut_top(kit.text_height(verdict_.sentence, Style::title, inside.width)), "decision.verdict",
                 verdict_.sentence, Style::title, verdict_.ink);
        kit.mark_live("decision.verdict");
        inside.cut_top(12);
        kit.text(inside.cut_top(kit.text_height(what_, Style::heading, inside.width)), "decision.what", what_,
                 Style::heading);
        inside.cut_top(12);
        kit.badge(inside.cut_top(kit.badge_height()), "decision.failure", failure_icon_, failure_, Tone::neutral);
        inside.cut_top(12);
        kit.text(inside.cut_top(kit.text_height(reason_, Style::body, inside.width)), "decision.reason", reason_,
                 Style::body, Ink::ink);
        if (!left_.empty()) {
            inside.cut_top(8);
            kit.text(inside, "decision.left", left_, Style::secondary, Ink::secondary);
        }

        area.cut_top(gap);
        Rect say = area.cut_top(say_height_);
        kit.card(say, Surface::surface);
        say = say.inset(padding);
        kit.text(say.cut_top(kit.line_height(Style::caption)), "decision.say_title", say_title_, Style::caption,
                 Ink::secondary);
        say.cut_top(8);
        auto chosen = chip_flow(kit, say.cut_bottom(languages_height_), languages_);
        kit.text(say, "decision.say", say_, Style::body);
        return chosen;
    }

  private:
    static constexpr float padding = 24;
    static constexpr float gap = 16;

    Verdict verdict_;
    std::string what_;
    Icon failure_icon_;
    std::string failure_, reason_, left_, say_title_, say_;
    std::vector<Chip> languages_;
    float languages_height_ = 0;
    float verdict_height_ = 0;
    float say_height_ = 0;
};

float why_heading_height(Kit& kit) {
    return kit.line_height(Style::heading) + 8;
}

void draw_why_heading(Kit& kit, Rect area, const Scene& scene) {
    kit.text(area.cut_top(kit.line_height(Style::heading)), "decision.why", scene.words.say("decision.why"),
             Style::heading);
}

std::string effect_of(const Offer& offer, const Scene& scene) {
    const auto& words = scene.words;
    if (offer.remedy == Remedy::apology)
        return words.say("decision.apology_effect");
    if (offer.remedy == Remedy::substitute)
        return words.say("decision.substitute_effect", {{"item", offer.instead->name}});
    return say_of_claim(scene, is_money(offer.remedy) ? "decision.pay_effect" : "decision.give_effect",
                        "decision.gesture_effect");
}

// What is done next, with its effect, and beside it the way to another line.
class DecisionBar {
  public:
    DecisionBar(Kit& kit, const Scene& scene, std::vector<Chip> ways, float width)
        : drop_word_(scene.words.say("decision.cancel")), ways_(std::move(ways)) {
        const auto& words = scene.words;
        const auto& view = *scene.state.current;
        const auto& offer = scene.state.decision.offer;
        if (view.decision.outcome == Outcome::give_now && !scene.state.decision.manager_for_gift)
            next_ = {"decision.approve",
                     is_goods(offer.remedy)            ? Icon::gift
                     : offer.remedy == Remedy::apology ? Icon::chat
                                                       : Icon::money,
                     words.say("decision.give." + name_of(offer), {{"value", view.value}}), effect_of(offer, scene),
                     Give{}};
        else
            next_ = {"decision.ask", Icon::supervisor,
                     words.say(open_question(view) != nullptr ? "decision.ask_again" : "decision.ask"),
                     say_of_claim(scene, "decision.ask_effect", "decision.ask_effect"), AskForManager{}};
        if (view.decision.may_be_countersigned && view.questions.empty())
            alone_ = Next{"decision.alone", Icon::gift, words.say("decision.alone"), words.say("decision.alone_effect"),
                          Give{.to_countersign = true}};
        drop_height_ = std::max(56.0f, kit.button_height(Look::ghost, Icon::back, drop_word_, {}, drop_width));
        const float most = least_height + most_lines_more * kit.line_height(Style::secondary);
        const auto wanted = [&](const Next& one, float room) {
            return kit.button_height(Look::primary, one.icon, one.word, one.effect, room);
        };
        const float room = width - drop_width - gap;
        const float of_two = alone_ ? std::max(wanted(next_, half(room)), wanted(*alone_, half(room))) : 0;
        beside_ = alone_ && of_two <= most;
        bar_height_ = std::max(drop_height_, std::clamp(beside_ ? of_two : wanted(next_, room), least_height, most));
        alone_height_ = alone_ && !beside_ ? std::min(wanted(*alone_, width), most) + gap : 0;
        ways_height_ = ways_.empty() ? 0 : chip_flow_height(kit, ways_, width) + gap;
    }

    float height() const { return ways_height_ + alone_height_ + bar_height_; }

    Taken draw(Kit& kit, Rect bar) const {
        Taken taken = chip_flow(kit, bar.cut_top(ways_height_), ways_);
        Rect alone = bar.cut_top(alone_height_);
        alone.cut_bottom(gap);
        const Rect drop = bar.cut_end(drop_width);
        bar.cut_end(gap);
        if (kit.button(drop.middle(drop.width, drop_height_), "decision.back", Look::ghost, Icon::back, drop_word_))
            taken = DropCase{};
        if (beside_) {
            alone = bar.cut_end(half(bar.width));
            bar.cut_end(gap);
        }
        if (alone_ && kit.button(alone, alone_->key, Look::secondary, alone_->icon, alone_->word, alone_->effect))
            taken = alone_->action;
        if (kit.button(bar, next_.key, Look::primary, next_.icon, next_.word, next_.effect))
            taken = next_.action;
        return taken;
    }

  private:
    static constexpr float drop_width = 240;
    static constexpr float gap = 16;
    static constexpr float least_height = 76;
    static constexpr float most_lines_more = 2; // for names that till or file made long

    struct Next {
        const char* key = "";
        Icon icon = Icon::none;
        std::string word;
        std::string effect;
        Action action;
    };

    static float half(float room) { return (room - gap) / 2; }

    std::string drop_word_;
    std::vector<Chip> ways_;
    Next next_;
    std::optional<Next> alone_; // where somebody may sign afterwards
    bool beside_ = false;       // of it, what is done next; else it has a line of its own
    float alone_height_ = 0;    // with the gap below
    float drop_height_ = 0;
    float bar_height_ = 0;
    float ways_height_ = 0; // with the gap below
};

void add_why(Kit& kit, FormColumn& column, const EvidenceRows& why, const Scene& scene, Taken& taken) {
    column.add(why_heading_height(kit) + why.height(), [&kit, &why, &scene, &taken](Rect place) {
        draw_why_heading(kit, place.cut_top(why_heading_height(kit)), scene);
        if (auto tapped = why.draw(kit, place))
            taken = std::move(tapped);
    });
}

Taken facts_in_one_pane(Kit& kit, Rect area, const std::vector<Chip>& ways, const Scene& scene) {
    Taken taken;
    FormColumn column(kit, area.width - Kit::scrollbar_room());
    const CasePane pane(kit, scene, column.width());
    const EvidenceRows why(kit, scene, scene.state.current->decision, column.width());
    add_answer(kit, column, scene, taken);
    column.add(pane.height(), [&](Rect place) {
        if (auto chosen = pane.draw(kit, place))
            taken = std::move(chosen);
    });
    if (!ways.empty())
        column.add(chip_flow_height(kit, ways, column.width()), [&](Rect place) {
            if (auto tapped = chip_flow(kit, place, ways))
                taken = std::move(tapped);
        });
    add_why(kit, column, why, scene, taken);
    column.draw(area, "decision.case");
    return taken;
}

Taken facts_in_two_panes(Kit& kit, Rect area, const Scene& scene) {
    Rect side = area.cut_start(area.width * 0.46f);
    area.cut_start(20);
    CasePane pane(kit, scene, side.width);
    if (pane.height() > side.height)
        pane = CasePane(kit, scene, side.width - Kit::scrollbar_room());
    Taken taken = pane.draw(kit, kit.begin_scroll(side, "decision.case", pane.height()));
    kit.end_scroll();

    const EvidenceRows why(kit, scene, scene.state.current->decision, area.width - Kit::scrollbar_room());
    if (open_question(*scene.state.current) == nullptr) {
        draw_why_heading(kit, area.cut_top(why_heading_height(kit)), scene);
        if (auto tapped = why.draw(kit, kit.begin_scroll(area, "decision.evidence", why.height())))
            taken = std::move(tapped);
        kit.end_scroll();
        return taken;
    }
    FormColumn column(kit, area.width - Kit::scrollbar_room());
    add_answer(kit, column, scene, taken);
    add_why(kit, column, why, scene, taken);
    column.draw(area, "decision.evidence");
    return taken;
}

// While somebody types, there is room for the answer alone.
Taken answer_alone(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    FormColumn column(kit, std::min(area.width, 720.0f) - Kit::scrollbar_room());
    add_answer(kit, column, scene, taken);
    column.draw(area, "decision.answer");
    return taken;
}

} // namespace

EvidenceRows::EvidenceRows(Kit& kit, const Scene& scene, const Decision& decision, float width)
    : shows_rules_(scene.state.shows_rules), frames_to_reveal_(scene.state.frames_to_reveal_rules),
      rules_word_(scene.words.say(shows_rules_ ? "rules.close" : "rules.open")) {
    std::size_t number = 0;
    const auto add = [&](Row row) {
        if (row.key.empty())
            row.key = "evidence." + std::to_string(++number);
        row.height = kit.evidence_height(row.claim, row.source, row.when, width);
        height_ += row.height + (rows_.empty() ? 0 : row_gap);
        rows_.push_back(std::move(row));
    };
    for (const auto& fact : decision.evidence) {
        const auto& known = words_of(fact.finding);
        add({{},
             known.icon,
             sentence_of(fact, scene),
             scene.words.say(known.source),
             fact.at ? scene.words.dates().short_date(fact.at->date()) : std::string(),
             tone_of(fact.direction)});
    }
    if (decision.free_up_to)
        add({{},
             Icon::rule,
             scene.words.say("decision.free_up_to", {{"value", *decision.free_up_to}}),
             scene.words.say("source.policy"),
             {},
             Tone::info});
    for (const auto& change : decision.changes) {
        auto [says, fact] = change_in_words(decision, change, scene.words);
        add({{}, Icon::rule, std::move(says), std::move(fact), {}, Tone::info});
    }
    rules_begin_ = rows_.size();
    rules_key_height_ = std::max(48.0f, kit.button_height(Look::ghost, Icon::rule, rules_word_, {}, width));
    height_ += rules_key_height_ + row_gap;
    if (!shows_rules_)
        return;
    const auto asked = rules_asked(decision, scene);
    for (std::size_t i = 0; i < asked.size(); ++i)
        add({"rules." + std::to_string(i + 1), asked[i].icon, asked[i].says, asked[i].answer, {}, asked[i].tone});
}

Taken EvidenceRows::draw(Kit& kit, Rect area) const {
    Taken taken;
    const auto rules_key = [&] {
        if (kit.button(area.cut_top(rules_key_height_), "rules.all", Look::ghost, Icon::rule, rules_word_))
            taken = ShowRules{!shows_rules_};
        area.cut_top(row_gap);
    };
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (i == rules_begin_)
            rules_key();
        const auto& row = rows_[i];
        kit.evidence_row(area.cut_top(row.height), row.key, row.icon, row.claim, row.source, row.when, row.tone);
        area.cut_top(row_gap);
    }
    if (rules_begin_ == rows_.size())
        rules_key();
    if (frames_to_reveal_ > 0) {
        kit.reveal("rules.all", rows_.back().key);
        kit.ask_frame_at(kit.now_ms()); // shows where it went
        --frames_to_reveal_;
    }
    return taken;
}

Taken decision_screen(Kit& kit, Rect area, const Scene& scene) {
    if (is_to_name_other_goods(scene.state))
        return other_goods_page(kit, area, scene);
    if (scene.state.part)
        return part_page(kit, area, scene);
    if (scene.state.weight && line_by_weight(scene.state))
        return weight_page(kit, area, scene);
    if (kit.keyboard_up() && open_question(*scene.state.current) != nullptr)
        return answer_alone(kit, area, scene);
    auto ways = offer_chips(scene, "decision", scene.state.decision.offer);
    if (kit.layout() != Layout::compact) {
        const DecisionBar bar(kit, scene, std::move(ways), area.width);
        const auto taken = bar.draw(kit, area.cut_bottom(bar.height()));
        area.cut_bottom(16);
        const auto chosen = facts_in_two_panes(kit, area, scene);
        return chosen ? chosen : taken;
    }
    const DecisionBar bar(kit, scene, {}, area.width);
    const auto taken = bar.draw(kit, area.cut_bottom(bar.height()));
    area.cut_bottom(16);
    const auto chosen = facts_in_one_pane(kit, area, ways, scene);
    return chosen ? chosen : taken;
}

} // namespace makegood::ui
