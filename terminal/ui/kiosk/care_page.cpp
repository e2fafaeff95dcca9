#include "terminal/storage/event_names.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/care_parts.hpp"
#include "terminal/ui/kiosk/form_column.hpp"
#include "workflows/care/care_stages.hpp"

#include <algorithm>

// One record of the register: the customer's words first, then what can be done, and what was.

namespace makegood::ui {

namespace {

std::string name_in(std::string_view prefix, auto value) {
    return std::string(prefix) + std::string(storage::event_name(value));
}

void add_phone(FormColumn& column, const CareEntry& entry, const Scene& scene, Taken& taken) {
    const auto& in_full = scene.state.care.phone_in_full;
    if (entry.phone.empty())
        return;
    const text::Code shown{in_full.empty() ? entry.phone : in_full};
    column.add_text("care.reach", scene.words.say("care.reach", {{"phone", shown}}), Style::body, Ink::ink);
    if (in_full.empty())
        column.add_chips("care.call_back", scene,
                         {{"care.uncover", scene.words.say("care.uncover"), false, UncoverCarePhone{}, Icon::person}},
                         taken);
}

void add_promise(FormColumn& column, const CareRecord& record, const Scene& scene) {
    const auto& who = waits_for(record, scene.now);
    if (record.stage >= CareStage::answered || who.empty())
        return;
    const auto& deadlines = record.routing.deadlines;
    const bool is_late = is_overdue(urgency_of(record, scene.now, scene.state.care.terms.hours));
    const auto text =
        deadlines
            ? scene.words.say(is_late ? "care.was_due" : "care.due",
                              {{"who", who_in_words(record.routing.responsible, scene)}, {"when", deadlines->due}})
            : scene.words.say("care.waits_for", {{"who", who_in_words(who, scene)}});
    column.add_text("care.due", text, Style::body, is_late ? Ink::bad : Ink::ink);
    if (is_escalated(record, scene.now))
        column.add_text("care.escalated", scene.words.say("care.escalated", {{"who", who_in_words(who, scene)}}),
                        Style::body, Ink::bad);
}

struct StepWords {
    CareStep step;
    const char* key;
    const char* of_praise; // where praise has other words for it
    Icon icon;
};
constexpr StepWords step_words[] = {
    {CareStep::acknowledged, "care.do.acknowledge", nullptr, Icon::check},
    {CareStep::assessed, "care.do.assess", nullptr, Icon::rule},
    {CareStep::investigated, "care.do.investigate", nullptr, Icon::search},
    {CareStep::answered, "care.do.answer", "care.do.thank", Icon::chat},
    {CareStep::handed_over, "care.do.hand_over", "care.do.pass_on", Icon::person},
    {CareStep::closed, "care.do.close", nullptr, Icon::verified},
    {CareStep::reopened, "care.do.reopen", nullptr, Icon::replay},
};

// Praise has no cause to look for.
bool is_offered(CareStep step, const CareRecord& record) {
    const bool seeks_a_cause = step == CareStep::assessed || step == CareStep::investigated;
    if (seeks_a_cause && record.kind == CareKind::praise)
        return false;
    return step != CareStep::closed || wanted_to_close(record) == StillWanted::nothing;
}

// Where there is little room, the one in hand stays alone.
void add_steps(FormColumn& column, bool one_alone, const CareRecord& record, const Scene& scene, Taken& taken) {
    std::vector<Chip> chips;
    const auto open = steps_open_to(record);
    const auto& doing = scene.state.care.doing;
    for (const auto& one : step_words)
        if (std::ranges::find(open, one.step) != open.end() && is_offered(one.step, record) &&
            (!one_alone || !doing || doing == one.step)) {
            const bool praises = record.kind == CareKind::praise && one.of_praise;
            chips.push_back({one.key, scene.words.say(praises ? one.of_praise : one.key), doing == one.step,
                             BeginCareStep{one.step}, one.icon});
        }
    column.add_chips("care.do", scene, chips, taken);
    const auto wanted = wanted_to_close(record);
    if (record.stage == CareStage::answered && wanted != StillWanted::nothing)
        column.add_text("care.wants",
                        scene.words.say(wanted == StillWanted::cause ? "care.wants.cause" : "care.wants.passing_on"),
                        Style::secondary, Ink::secondary);
}

Chip chip_of(const CareCause& cause, const CareRecord& record, const Scene& scene) {
    return {"care.cause." + cause.id, cause.says.in(scene.state.language), record.cause == cause.id,
            SaveCareStep{.cause = cause.id}};
}

// As deep as they lie in the tree; what has nothing below it goes on in the line.
void add_causes(Kit& kit, FormColumn& column, const CareRecord& record, const Scene& scene, Taken& taken) {
    column.add_text("care.cause", scene.words.say("care.cause"), Style::label, Ink::ink);
    const auto tree = cause_tree(scene.state.care.terms);
    for (std::size_t i = 0; i < tree.size();) {
        const int depth = tree[i].depth;
        std::vector<Chip> row;
        do
            row.push_back(chip_of(*tree[i].cause, record, scene));
        while (++i < tree.size() && tree[i].depth == depth && !(i + 1 < tree.size() && tree[i + 1].depth > depth));
        const float indent = 36.0f * static_cast<float>(depth);
        column.add(chip_flow_height(kit, row, column.width() - indent), [&kit, &taken, row, indent](Rect place) {
            place.cut_start(indent);
            if (auto tapped = chip_flow(kit, place, row))
                taken = std::move(tapped);
        });
    }
}

std::vector<Chip> owners(const CareRecord& record, const Scene& scene) {
    std::vector<Chip> chips;
    const auto add = [&](const std::string& id, const std::string& name, Icon icon) {
        chips.push_back({"care.to." + id, name, record.routing.responsible == id, SaveCareStep{.to = id}, icon});
    };
    for (const auto& department : scene.state.care.terms.departments)
        add(department.id, department.says.in(scene.state.language), Icon::shop);
    for (const auto& person : scene.state.care.colleagues)
        add(person.id.text(), name_of(person, scene.state.language), Icon::person);
    return chips;
}

std::vector<Chip> ways(const Scene& scene) {
    std::vector<Chip> chips;
    for (const auto way : {AnswerWay::phone, AnswerWay::message, AnswerWay::paper, AnswerWay::in_person}) {
        const auto key = name_in("care.way.", way);
        chips.push_back({key, scene.words.say(key), scene.state.care.way == way, ChooseAnswerWay{way}});
    }
    return chips;
}

void add_note(Kit& kit, FormColumn& column, const char* question, const Scene& scene, Taken& taken) {
    auto& note = scene.state.care.note;
    column.add(kit.field_height(), [&kit, &note, &scene, question](Rect place) {
        kit.field(place, "care.note", note, scene.words.say(question), scene.words.say("care.words_placeholder"),
                  FieldKind::text);
    });
    const auto label = scene.words.say("care.keep");
    column.add(kit.button_height(Look::primary, Icon::check, label, {}, column.width()),
               [&kit, &taken, label](Rect place) {
                   if (kit.button(place, "care.keep", Look::primary, Icon::check, label))
                       taken = SaveCareStep{};
               });
}

void add_form(Kit& kit, FormColumn& column, const CareRecord& record, const Scene& scene, Taken& taken) {
    const auto& doing = scene.state.care.doing;
    if (doing == CareStep::assessed)
        add_causes(kit, column, record, scene, taken);
    if (doing == CareStep::handed_over)
        column.add_chips("care.to", scene, owners(record, scene), taken);
    if (doing == CareStep::investigated)
        add_note(kit, column, "care.found", scene, taken);
    if (doing == CareStep::answered) {
        column.add_chips("care.way", scene, ways(scene), taken);
        add_note(kit, column, "care.answer", scene, taken);
    }
}

std::string what_happened(const CareLine& line, const Scene& scene) {
    const auto& [number, step, by, at, cause, way, to, has_words] = line.moment;
    auto what = scene.words.say(name_in("care.step.", step));
    if (const auto* known = cause_named(scene.state.care.terms, cause))
        what += ": " + known->says.in(scene.state.language);
    if (way)
        what += ": " + scene.words.say(name_in("care.way.", *way));
    if (!to.empty())
        what += ": " + who_in_words(to, scene);
    if (number > 1 && !line.words.empty())
        what += " · " + line.words;
    return what;
}

void add_history(Kit& kit, FormColumn& column, const Scene& scene) {
    std::vector<Moment> moments;
    for (const auto& line : scene.state.care.history)
        moments.push_back({.when = scene.words.show(line.moment.at),
                           .what = what_happened(line, scene),
                           .who = who_in_words(line.moment.by.text(), scene),
                           .tone = line.moment.step == CareStep::answered ? Tone::ok : Tone::neutral});
    column.add(kit.timeline_height(moments, column.width()),
               [&kit, moments](Rect place) { kit.timeline(place, "care.history", moments); });
}

} // namespace

std::string who_in_words(const std::string& who, const Scene& scene) {
    if (const auto* department = department_named(scene.state.care.terms, who))
        return department->says.in(scene.state.language);
    const auto& colleagues = scene.state.care.colleagues;
    const auto person = std::ranges::find(colleagues, StaffId(who), &StaffMember::id);
    return person == colleagues.end() ? who : name_of(*person, scene.state.language);
}

Taken care_page(Kit& kit, Rect area, const CareEntry& entry, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& record = entry.record;
    if (!kit.keyboard_up()) {
        const auto back = words.say("manager.back");
        const bool doing = scene.state.care.doing.has_value();
        if (kit.button(area.cut_bottom(56).cut_start(std::min(area.width, 240.0f)), "care.leave", Look::ghost,
                       Icon::back, back))
            taken = doing ? Action(LeaveCareStep{}) : Action(LeaveCareEntry{});
        area.cut_bottom(12);
    }
    const bool one_pane = kit.layout() == Layout::compact;
    const Rect first = one_pane ? area : area.cut_start(area.width * 0.56f);
    if (!one_pane)
        area.cut_start(32);
    FormColumn column(kit, first.width - Kit::scrollbar_room());
    column.add_text("care.page.kind", words.say(std::string("care.kind.") + words_of(record.kind).name), Style::label,
                    Ink::secondary);
    column.add_text("care.page.words", said_in_words(entry, words), Style::heading, Ink::ink);
    if (!one_pane || !scene.state.care.doing) {
        add_promise(column, record, scene);
        add_phone(column, entry, scene, taken);
    }
    add_steps(column, one_pane, record, scene, taken);
    add_form(kit, column, record, scene, taken);
    if (one_pane)
        add_history(kit, column, scene);
    column.draw(first, "care.page");
    if (one_pane)
        return taken;
    FormColumn beside(kit, area.width - Kit::scrollbar_room());
    add_history(kit, beside, scene);
    beside.draw(area, "care.beside");
    return taken;
}

} // namespace makegood::ui
