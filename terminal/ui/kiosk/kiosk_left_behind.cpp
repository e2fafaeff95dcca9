#include "terminal/finding/coming_day.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>
#include <utility>

// What people do in the left-behind log, and what comes of it.

namespace makegood::ui {

namespace {

constexpr std::int64_t hour_s = 60 * 60;

std::string_view key_of(LeftBehindRefusal refusal) {
    switch (refusal) {
    case LeftBehindRefusal::staff_unknown:
        return "refusal.staff_unknown";
    case LeftBehindRefusal::nothing_named:
    case LeftBehindRefusal::quantity_not_positive:
        return "left.refusal.nothing_named";
    case LeftBehindRefusal::found_in_the_future:
        return "left.refusal.found_in_the_future";
    case LeftBehindRefusal::happened_in_the_future:
        return "left.refusal.happened_in_the_future";
    case LeftBehindRefusal::happened_before_the_last_step:
        return "left.refusal.happened_before_the_last_step";
    case LeftBehindRefusal::too_late:
        return "left.refusal.too_late";
    case LeftBehindRefusal::entry_unknown:
    case LeftBehindRefusal::entry_is_elsewhere:
        break;
    }
    return "left.refusal.entry_is_elsewhere";
}

TextFieldState holding(const std::string& text) {
    return {.text = text, .caret = text.size()};
}

std::string trimmed(const TextFieldState& field) {
    return std::string(text::trimmed(field.text));
}

bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// What was typed and no till knows: digits are a code, and anything else is what the thing looks like.
ItemMeant as_written(const LogState& log) {
    auto text = trimmed(log.item);
    const auto digits = text::with_latin_digits(text);
    return {ItemCode(is_number(digits) ? digits : std::string()), std::move(text)};
}

std::optional<Date> day_it_keeps(const LogState& log, Date today) {
    if (log.choices.lasts_until_day)
        return log.until_scanned && log.until.text == log.until_scanned->shown ? log.until_scanned->day
                                                                               : coming_day(trimmed(log.until), today);
    return log.choices.lasts_days ? std::optional(Date{today.days_since_1970 + *log.choices.lasts_days}) : std::nullopt;
}

} // namespace

void Kiosk::perform(const OpenLog&) {
    state_.log = {};
    show(Screen::left_behind);
    if (auto lanes = looked(world_.lanes()))
        state_.log.lanes = std::move(*lanes);
    refresh_log();
}

void Kiosk::refresh_log() {
    if (auto entries = looked(world_.left_behind()))
        state_.log.entries = std::move(*entries);
}

void Kiosk::count_left_behind() {
    if (const auto counts = looked(world_.count_left_behind()))
        state_.left_behind = *counts;
}

void Kiosk::perform(const ShowLog& action) {
    state_.notice.reset();
    state_.log.listing = action.listing;
}

void Kiosk::perform(const LookForFound&) {
    auto& log = state_.log;
    log.meant.reset();
    log.maybe.clear();
    if (auto meant = meant_by(log.item))
        log.maybe = std::move(*meant);
}

void Kiosk::perform(const MeanItem& action) {
    auto& log = state_.log;
    if (action.index >= log.maybe.size())
        return;
    log.meant = log.maybe[action.index];
    log.item = holding(log.meant->name.empty() ? log.meant->code.text() : log.meant->name);
    log.maybe.clear();
}

// A label goes into the form. Whoever scans the next thing has left the one before.
Signal Kiosk::found_scanned(const ScannedGoods& goods, const std::vector<ItemMeant>& meant) {
    auto& log = state_.log;
    log.listing = false;
    log.maybe.clear();
    log.count = 1;
    log.meant = meant.empty() ? ItemMeant{ItemCode(text::plain(goods.code.text())), {}} : meant.front();
    log.item = holding(log.meant->name.empty() ? log.meant->code.text() : log.meant->name);
    return keeps_until_scanned(goods.keeps_until);
}

// What the package says of its last day, and nothing of the package before.
Signal Kiosk::keeps_until_scanned(std::optional<Date> day) {
    auto& log = state_.log;
    if (log.until_scanned) {
        log.choices.lasts_until_day = false;
        log.until = {};
        log.until_scanned.reset();
    }
    if (!day)
        return Signal::accepted;
    if (*day < world_.today()) {
        notify(words().say("left.was_over", {{"day", *day}}), Tone::warn, Icon::schedule);
        return Signal::attention;
    }
    log.until_scanned = ScannedDay{*day, words().dates().long_date(*day)};
    log.until = holding(log.until_scanned->shown);
    log.choices.lasts_until_day = true;
    return Signal::accepted;
}

void Kiosk::perform(const ChooseFound& action) {
    state_.notice.reset();
    state_.log.choices = action.choices;
}

void Kiosk::perform(const SaveFound& action) {
    if (!goes_on_in_the_log(action))
        return;
    auto& log = state_.log;
    if (forget_card_number({&log.item, &log.place, &log.note})) {
        if (log.item.text.empty())
            log.meant.reset();
        return;
    }
    const auto& choices = log.choices;
    const auto until = day_it_keeps(log, world_.today());
    if (choices.lasts_until_day && !until)
        return notify(words().say("left.until_not_understood"), Tone::info, Icon::schedule);
    const auto item = log.meant.value_or(as_written(log));
    const auto now = world_.now();
    post(Step::note_found, screen_request_,
         NoteFound{.request = screen_request_,
                   .finder = state_.staff->id,
                   .code = item.code,
                   .item = item.name,
                   .quantity = Quantity::of_milli(log.count * 1000),
                   .lane = choices.lane,
                   .place = choices.place.empty() ? trimmed(log.place) : choices.place,
                   .note = trimmed(log.note),
                   .perishable_until = until,
                   .found_at = {now.seconds - choices.hours_ago * hour_s},
                   .brought_back = choices.brought_back});
}

void Kiosk::perform(const ChooseEntry& action) {
    auto& log = state_.log;
    state_.notice.reset();
    if (action.index >= log.entries.size())
        return;
    if (!goes_on_in_the_log(action))
        return;
    const auto& logged = log.entries[action.index];
    log.chosen = log.chosen == logged.entry.id ? std::nullopt : std::optional(logged.entry.id);
    log.reserved_for = {};
    log.step_hours_ago = 0;
    log.frames_to_reveal = 4;
    screen_request_ = world_.new_request();
    if (log.chosen)
        note_likely(logged);
}

// Of an entry that is opened the receipts stand below it.
void Kiosk::note_likely(const LoggedEntry& logged) {
    if (logged.likely.empty())
        return;
    RecordsSeen seen{.receipt = logged.likely.front().reference, .how = HowFound::list};
    for (const auto& other : std::span(logged.likely).subspan(1))
        seen.more.push_back(other.reference);
    world_.record_seen(seen, state_.staff->id);
}

void Kiosk::perform(const ChooseStepTime& action) {
    state_.notice.reset();
    state_.log.step_hours_ago = action.hours_ago;
}

void Kiosk::perform(const MoveChosenEntry& action) {
    if (!state_.log.chosen || !goes_on_in_the_log(action))
        return;
    const bool reserves = action.to == LeftBehindState::reserved;
    if (reserves && forget_card_number({&state_.log.reserved_for}))
        return;
    for (const auto& logged : state_.log.entries)
        if (logged.entry.id == state_.log.chosen)
            state_.log.moving = logged.entry;
    MoveEntry move{.request = screen_request_,
                   .mover = state_.staff->id,
                   .entry = *state_.log.chosen,
                   .to = action.to,
                   .note = reserves ? trimmed(state_.log.reserved_for) : std::string()};
    if (state_.log.step_hours_ago > 0)
        move.happened_at = CivilTime{world_.now().seconds - state_.log.step_hours_ago * hour_s};
    post(Step::move_entry, screen_request_, move);
}

void Kiosk::move_back(const MovedEntry& moved) {
    const auto& before = moved.before;
    post(Step::move_back, screen_request_,
         UndoMove{.request = screen_request_,
                  .mover = state_.staff->id,
                  .entry = before.id,
                  .moved_to = moved.to,
                  .moved_at = moved.at,
                  .back_to = before.state,
                  .place = before.place,
                  .note = before.reserved_for,
                  .lay_since = before.moved_at});
}

void Kiosk::take_found_back(const LeftBehindId& entry) {
    post(Step::undo_found, screen_request_, UndoFound{screen_request_, state_.staff->id, entry});
}

void Kiosk::perform(const PrintLeftBehindLabel&) {
    for (const auto& logged : state_.log.entries)
        if (logged.entry.id == state_.log.chosen)
            world_.print_left_behind_label(logged.entry, state_.language);
    if (state_.undoable && std::holds_alternative<NotedFound>(state_.undoable->what))
        state_.undoable.reset(); // its label is out
}

// The label of a bag opens its entry, whatever was on the screen.
Signal Kiosk::bag_scanned(const std::string& label) {
    auto found = looked(world_.left_behind_labelled(label));
    if (!found)
        return Signal::attention;
    if (!*found) {
        notify(words().say("left.unknown_label", {{"label", text::Code{text::plain(label)}}}), Tone::warn, Icon::scan);
        return Signal::not_found;
    }
    if (!knows_who_looks([=, this] { signal(bag_scanned(label)); }))
        return Signal::attention;
    note_likely(**found);
    perform(OpenLog{});
    auto& log = state_.log;
    log.listing = true;
    log.chosen = (*found)->entry.id;
    log.frames_to_reveal = 4;
    std::erase_if(log.entries, [&](const LoggedEntry& one) { return one.entry.id == *log.chosen; });
    log.entries.insert(log.entries.begin(), std::move(**found));
    return Signal::accepted;
}

void Kiosk::log_answered(const RequestId& request, const Expected<LeftBehindEntry, LeftBehindRefusal>& answer) {
    const auto found = waiting_.find(request);
    if (found == waiting_.end())
        return;
    const auto [step, let_go] = found->second;
    waiting_.erase(found);
    count_left_behind();
    if (let_go || state_.screen != Screen::left_behind)
        return;
    screen_request_ = world_.new_request();
    auto& log = state_.log;
    if (answer && step == Step::note_found)
        log = {.lanes = std::move(log.lanes), .entries = {}, .chosen = answer->id, .frames_to_reveal = 4};
    if (answer && step != Step::note_found) {
        log.chosen.reset();
        log.step_hours_ago = 0;
    }
    if (answer && step == Step::note_found)
        state_.undoable = {"toast.moved", NotedFound{answer->id}, {}};
    if (auto before = std::exchange(log.moving, std::nullopt); answer && before)
        state_.undoable = {"toast.moved", MovedEntry{std::move(*before), answer->state, answer->moved_at}, {}};
    refresh_log();
    if (!answer) {
        notify(words().say(key_of(answer.error())), Tone::warn, Icon::info);
        return signal(Signal::attention);
    }
    const auto name = text::plain(answer->item.empty() ? answer->code.text() : answer->item);
    const auto* key = step == Step::note_found   ? "left.noted"
                      : step == Step::undo_found ? "left.found_taken_back"
                      : step == Step::move_back  ? "left.moved_back"
                                                 : "left.moved";
    const bool undone = step == Step::move_back || step == Step::undo_found;
    notify(words().say(key, {{"item", name}}), Tone::ok, undone ? Icon::undo : Icon::check);
    signal(Signal::done);
}

void Kiosk::perform(const OpenReceipt& action) {
    auto found = looked(world_.receipt(action.reference));
    if (!found || !*found)
        return;
    open_receipt(std::move(**found), HowFound::left_behind_log);
}

// The log tells what happened, so nobody has to say it.
void Kiosk::perform(const ClaimLeftBehind& action) {
    if (!somebody_works_here())
        return;
    const auto& found = state_.receipt->found;
    const auto line = std::ranges::find(found.receipt.lines, action.line, &LineItem::number);
    if (line == found.receipt.lines.end())
        return;
    const auto& history = found.history[static_cast<std::size_t>(line - found.receipt.lines.begin())];
    if (!history.left_behind)
        return;
    const auto quantity =
        line->quantity.is_whole() ? std::min(history.left_behind->quantity, history.left) : history.left;
    post(Step::claim, screen_request_,
         MakeClaim{screen_request_, state_.staff->id, found.reference, line->number, quantity,
                   Complaint::not_among_the_goods, std::nullopt, !state_.receipt->scanned});
}

} // namespace makegood::ui
