#include "drivers/printer/conversation.hpp"

#include "drivers/tcp_port.hpp"

#include <algorithm>
#include <array>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t largest_piece = 256;
constexpr std::size_t largest_piece_by_dsr = 64; // a printer may still take this much after it dropped DSR
// A held printer still receives; so that it can be asked, a command that is nearly over is completed first. Not a long
// one: the smallest usual buffer is 4 KB and bytes beyond it are discarded.
constexpr std::size_t longest_completion = 1024;
constexpr auto line_recheck = 20ms;
constexpr unsigned small_buffer = 128;
constexpr auto status_behind_head_within = 500ms; // a printer that tells none by itself is asked within 200 ms
constexpr auto automatic_status_within = 300ms;   // of the change; it may come behind an answer that tells it already
// A printer that prints holds the line for the time of a few rows or of a cut; one that is off or starting for longer.
constexpr auto longest_busy = 1000ms;
constexpr auto longest_without_xon = 5000ms; // which is said once; a port that is opened anew waits for none
constexpr auto pause_while_printing = 200ms; // a printer that was off is silent for longer than this
constexpr auto pause_while_idle = 1000ms;
constexpr std::chrono::milliseconds shortest_pause_while_held = 250ms;
constexpr std::chrono::milliseconds longest_pause_while_held = 60s;
constexpr auto pause_while_silent = 500ms;
constexpr auto pause_if_never_heard = 5000ms;

constexpr std::array<std::uint8_t, 2> initialize{0x1B, 0x40}; // ESC @

} // namespace

PrinterConversation::PrinterConversation(const PrinterSettings& settings, PrintWork& work, DrawerRequests& drawer,
                                         DisplayUpdates& display, DeviceReport& report, ByteStream& stream,
                                         WakeSignal& wake, const std::stop_token& stop, MonotonicClock clock)
    : settings_(settings), work_(work), drawer_(drawer), display_(display), report_(report), stream_(stream),
      wake_(wake), stop_(stop), clock_(std::move(clock)),
      pacing_(line_of(settings.port), stream.paces_itself(), settings.buffer_bytes), poll_(clock_()),
      credits_(buffer_to_spare(settings)), now_(clock_()), progress_(now_), line_moved_(now_) {
    greet();
}

IoError PrinterConversation::run() {
    while (!stop_.stop_requested()) {
        tell_status();
        work_.drop_cancelled(stop_);
        if (const auto done = step(); !done) {
            lose_contact(done.error().text());
            return done.error();
        }
        if (may_let_go())
            return {IoProblem::let_go, "hold", settings_.port.path, "nothing is to be printed"};
    }
    if (!display_text_.empty()) // whoever prints next must be heard
        static_cast<void>(stream_.write_some(display_text_));
    return {};
}

// Once its state is known, so that the screen tells it.
bool PrinterConversation::may_let_go() {
    const bool knows_it = settings_.status == StatusDialect::none || poll_.heard_anything() || poll_.silent();
    const bool is_busy = work_.current() != nullptr || drawer_.is_busy() || !display_text_.empty() ||
                         display_.wants_to_show() || !greeting_.empty() || !question_.empty() || !knows_it;
    if (is_busy || !is_network_path(settings_.port.path))
        idle_since_.reset();
    else if (!idle_since_)
        idle_since_ = now_;
    return idle_since_ && now_ - *idle_since_ >= settings_.let_go_after;
}

IoResult<void> PrinterConversation::step() {
    return wait()
        .and_then([&] { return listen(); })
        .and_then([&] { return ask(); })
        .and_then([&] { return watch_line(); })
        .and_then([&] {
            mark();
            return send();
        })
        .and_then([&] { return watch_progress(); });
}

IoResult<void> PrinterConversation::wait() {
    const bool wants_room = has_something_to_send() && !held_by_line() && pacing_.has_room(now_, pending_);
    MonotonicTime deadline = now_ + settings_.progress_patience;
    if (idle_since_)
        deadline = std::min(deadline, std::max(*idle_since_ + settings_.let_go_after, now_ + 1ms));
    if (settings_.status != StatusDialect::none)
        deadline = std::min(deadline, std::max(poll_.next_moment(), now_ + 1ms));
    if (!wants_room && (has_something_to_send() || awaits_completion()))
        deadline = std::min(deadline, held_by_line() ? now_ + line_recheck : pacing_.next_room(now_));
    if (drawer_.is_busy())
        deadline = std::min(deadline, now_ + line_recheck);
    const auto ready = stream_.wait(wants_room ? Want::input_or_room : Want::input, deadline, wake_);
    now_ = clock_();
    if (!ready)
        return tl::unexpected(ready.error());
    wake_.clear();
    return {};
}

IoResult<void> PrinterConversation::listen() {
    std::array<std::uint8_t, 256> buffer{};
    const auto count = stream_.read_some(buffer);
    if (!count)
        return tl::unexpected(count.error());
    const bool was_held = says_it_is_held();
    const PrinterStatus before = reader_.status();
    const auto replies = reader_.feed(std::span(buffer).first(*count));
    if (!says_it_is_held())
        held_since_.reset();
    else if (!was_held || !(reader_.status() == before))
        held_since_ = now_;
    watch_hold(replies, was_held);
    take(replies);
    return {};
}

// A printer that told by itself that it is held tells the end of that too, unless it was switched off meanwhile: then
// it has lost what it had, and the rest of the job is not to be taken for the whole.
void PrinterConversation::watch_hold(const Replies& replies, bool was_held) {
    if (replies.automatic) {
        told_behind_head_ = true;
        hold_told_by_itself_ = says_it_is_held();
        unsaid_end_.reset();
    } else if (hold_told_by_itself_ && was_held && (!says_it_is_held() || !replies.confirmed.empty())) {
        if (!unsaid_end_)
            unsaid_end_ = now_;
    }
    if (!unsaid_end_ || (replies.confirmed.empty() && now_ - *unsaid_end_ < automatic_status_within))
        return;
    unsaid_end_.reset();
    hold_told_by_itself_ = false;
    lose_job("the printer was off while it was held");
    greet();
}

void PrinterConversation::take(const Replies& replies) {
    unreadable_ += replies.unreadable;
    // An answer among unreadable bytes is chance: one byte in sixteen looks like one.
    if (replies.answered && unreadable_ == unreadable_when_asked_) {
        if (poll_.silent()) {
            lose_contact("the printer was silent and came back");
            greet();
            reader_.forget_question();
            poll_ = StatusPoll(now_ + StatusPoll::late_answers_within);
        } else {
            poll_.answered(now_, poll_pause());
            // With nothing of a job before it a question waits for nothing.
            if (at_rest() && !is_held() && credits_.processed() >= job_sent_until_)
                credits_.came_to(question_ends_at_);
        }
    }
    take_completion(replies);
}

void PrinterConversation::take_completion(const Replies& replies) {
    for (unsigned i = 0; i < replies.processed && unreadable_ == unreadable_when_marked_; ++i) {
        credits_.answered(now_);
        progress_ = now_;
    }
    const JobProgress* job = work_.current();
    if (job == nullptr || !job->all_taken())
        return;
    // A stale or foreign id confirms nothing.
    if (std::find(replies.confirmed.begin(), replies.confirmed.end(), job->confirmation()) != replies.confirmed.end()) {
        credits_.came_to(job_sent_until_);
        reader_.forget_processed();
        work_.finish(Outcome::printed, stop_);
    } else if (settings_.completion == Completion::processed_marker && credits_.processed() >= job_sent_until_) {
        work_.finish(Outcome::processed, stop_);
    }
}

IoResult<void> PrinterConversation::ask() {
    if (settings_.status == StatusDialect::none)
        return {};
    if (poll_.overdue(now_)) {
        if (!question_.empty() || bytes_gone() < question_ends_at_) {
            poll_.still_on_its_way(now_);
        } else {
            const bool was_silent = poll_.silent();
            poll_.gave_up(now_, poll_.heard_anything() ? pause_while_silent : pause_if_never_heard);
            if (poll_.silent() && !was_silent)
                fell_silent();
        }
    }
    space_questions();
    if (never_answered() && work_.current() != nullptr && work_.current()->untouched() &&
        !poll_.just_asked_in_vain(now_))
        poll_.ask_again(now_);
    if (poll_.due_for_next(now_) && reader_.owes_answer())
        missed_question();
    // A busy printer still takes questions into its buffer, and one that drops DSR has little room left.
    if (poll_.due(now_) && between_commands() && !held_by_line()) {
        const auto bytes = question_bytes(poll_.question());
        question_.assign(bytes.begin(), bytes.end());
        reader_.asked(poll_.question());
        poll_.asked(now_);
        unreadable_when_asked_ = unreadable_;
    }
    return {};
}

// How far the printer is, where only that tells how much it takes. One that answers nothing is not waited for.
void PrinterConversation::mark() {
    const bool goes_on = question_.empty() && between_commands() && !never_answered() && job_bytes_wanted() > 0;
    const bool blocked =
        goes_on && work_.current()->whole_commands(credits_.room(written_), credits_.longest(), 1) == 0;
    credits_.watch(now_, is_held(), blocked);
    if (goes_on && credits_.wants_marker(written_, blocked))
        marker_.assign(processed_marker.begin(), processed_marker.end());
}

// A held printer keeps the questions in its buffer behind the job, and what overflows there is lost. So they come more
// and more rarely the longer it is held; what changes meanwhile it tells by itself.
void PrinterConversation::space_questions() {
    if (held_since_)
        poll_.space_questions(std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(now_ - *held_since_) / 8,
                                         shortest_pause_while_held, longest_pause_while_held));
    else
        poll_.shorten_pause(now_ + poll_pause());
}

// It answers again and not all that it was asked: it was off, and what was on its way meanwhile is gone.
void PrinterConversation::missed_question() {
    reader_.forget_question();
    lose_contact("the printer was away for a moment");
    greet();
}

// The printer was switched off, or a cable was pulled that no line tells of: what it had in its buffer is gone.
void PrinterConversation::fell_silent() {
    reader_ = StatusReader{};
    held_since_.reset();
    hold_told_by_itself_ = false;
    unsaid_end_.reset();
    if (poll_.heard_anything())
        lose_contact("the printer stopped answering");
    else if (unreadable_ > 0)
        report_.error(ErrorKind::reply_unreadable,
                      "no valid answer at " + std::to_string(settings_.port.line.baud) + " baud", stop_);
}

// What waits in the system for a line that is held may be the rest of a job whose beginning a printer lost when it was
// switched off; if it were left there, its end would be printed and confirmed. So the port is closed, which empties it.
IoResult<void> PrinterConversation::watch_line() {
    const auto pending = stream_.pending_output();
    if (!pending)
        return tl::unexpected(pending.error());
    const auto gone = bytes_gone();
    pending_ = *pending;
    if (bytes_gone() > gone && gone < job_sent_until_)
        progress_ = now_;
    if (bytes_gone() > gone || (pending_ == 0 && !held_by_line()) || is_held())
        line_moved_ = now_;
    const JobProgress* job = work_.current();
    const bool xon_is_lost =
        settings_.port.line.flow_control == FlowControl::xon_xoff && now_ - line_moved_ >= longest_without_xon;
    if (xon_is_lost || (line_is_stuck() && job != nullptr && !job->untouched()))
        return tl::unexpected(IoError{IoProblem::hung_up, "send to", settings_.port.path,
                                      "the line is held and the printer does not say why"});
    return {};
}

bool PrinterConversation::line_is_stuck() const {
    return settings_.port.line.flow_control != FlowControl::none && !is_network_path(settings_.port.path) &&
           now_ - line_moved_ >= longest_busy;
}

IoResult<void> PrinterConversation::send() {
    // A pulse for a held printer goes past its line, but not into a question.
    const bool in_question = !question_.empty() && question_.size() < question_bytes(poll_.question()).size();
    if (!in_question)
        if (const auto pulse_sent = send_pulse(); !pulse_sent || !pulse_.empty())
            return pulse_sent;
    if (held_by_line())
        return {};
    // A question goes whole: the rest of one would still go when DSR has dropped, into the last room of a buffer.
    const bool asks = !question_.empty();
    if (asks && pacing_.room(now_, pending_) < question_.size())
        return {};
    const auto question_sent = send_from(question_);
    if (asks)
        question_ends_at_ = written_ + question_.size();
    if (!question_sent || !*question_sent)
        return question_sent.map([](bool) {});
    const auto greeting_sent = send_from(greeting_);
    if (!greeting_sent || !*greeting_sent)
        return greeting_sent.map([](bool) {});
    if (const auto display_sent = send_display(); !display_sent || !display_text_.empty())
        return display_sent;
    if (const auto marker_sent = send_marker(); !marker_sent || !marker_.empty())
        return marker_sent;
    return send_job(pacing_.room(now_, pending_));
}

IoResult<void> PrinterConversation::send_marker() {
    const bool marks = !marker_.empty();
    const auto sent = send_from(marker_);
    if (marks && sent && *sent)
        marked();
    return sent.map([](bool) {});
}

void PrinterConversation::marked() {
    reader_.asked_processed();
    credits_.marked(written_, now_);
    unreadable_when_marked_ = unreadable_;
}

// Only with nothing before it that the line holds back, so that it goes now or never.
IoResult<void> PrinterConversation::send_pulse() {
    const bool left = pulse_.empty() && bytes_gone() >= pulse_ends_at_;
    // Closing the port empties it.
    if (drawer_.watch(now_, left, is_held(), reader_.status().drawer, stop_) && pulse_.empty())
        return tl::unexpected(
            IoError{IoProblem::hung_up, "open the drawer at", settings_.port.path, "the line is held for too long"});
    if (!pulse_.empty()) {
        if (!drawer_.is_busy()) // too late: what is left of it says nothing
            std::fill(pulse_.begin(), pulse_.end(), std::uint8_t{0});
        const auto sent = send_from(pulse_);
        pulse_ends_at_ = written_;
        return sent.map([](bool) {});
    }
    const bool knows_state =
        settings_.status == StatusDialect::none || poll_.probed() || reader_.status().paper != PaperState::unknown;
    if (!drawer_.wants_to_go(now_) || !knows_state)
        return {};
    // Where it can be: what follows a cut-off ESC p completes it, whenever that is; DLE DC4 1 of no time opens nothing.
    const bool in_real_time = drawer_.opens_while_held();
    const bool stuck_in_command = is_held() && !at_border() && job_bytes_allowed() == 0;
    if (is_silent())
        drawer_.refuse(DrawerOutcome::not_delivered, "the printer does not answer", stop_);
    else if (stuck_in_command || (is_held() && !in_real_time))
        drawer_.refuse(DrawerOutcome::printer_held, "no paper or an open cover", stop_);
    else if (between_commands() && pending_ == 0 && (in_real_time || !held_by_line()))
        return begin_pulse(in_real_time);
    return {};
}

IoResult<void> PrinterConversation::begin_pulse(bool in_real_time) {
    auto pulse = drawer_.take_pulse(in_real_time, reader_.status().drawer, now_);
    if (pacing_.room(now_, pending_) < pulse.size()) {
        drawer_.not_taken();
        return {};
    }
    pulse_.assign(pulse.begin(), pulse.end());
    const auto sent = send_from(pulse_);
    pulse_ends_at_ = written_;
    if (sent && pulse_.size() == pulse.size()) {
        drawer_.not_taken();
        pulse_.clear();
    }
    return sent.map([](bool) {});
}

// Between commands, and whole: the printer hears nothing until the end of it.
IoResult<void> PrinterConversation::send_display() {
    if (display_text_.empty() && settings_.display && at_border() && display_.wants_to_show()) {
        const auto text = display_.take();
        display_text_.assign(std::begin(select_display), std::end(select_display));
        display_text_.insert(display_text_.end(), text.begin(), text.end());
        display_text_.insert(display_text_.end(), std::begin(select_printer), std::end(select_printer));
    }
    return send_from(display_text_).map([](bool) {});
}

// True when nothing is left of them.
IoResult<bool> PrinterConversation::send_from(std::vector<std::uint8_t>& bytes) {
    if (bytes.empty())
        return true;
    const std::size_t most = std::min({bytes.size(), largest_piece, pacing_.room(now_, pending_)});
    if (most == 0)
        return false;
    const auto count = stream_.write_some(std::span(bytes).first(most));
    if (!count)
        return tl::unexpected(count.error());
    pacing_.wrote(*count, now_);
    written_ += *count;
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*count));
    return bytes.empty();
}

IoResult<void> PrinterConversation::send_job(std::size_t room) {
    const std::size_t most = std::min(room, job_bytes_allowed());
    if (most == 0 || work_.announce(stop_))
        return {};
    const auto count = stream_.write_some(work_.current()->next(most));
    if (!count)
        return tl::unexpected(count.error());
    pacing_.wrote(*count, now_);
    written_ += *count;
    if (work_.current()->bytes_of_head() > 0)
        told_behind_head_ = false;
    work_.advance(*count);
    if (*count > 0)
        progress_ = now_;
    job_sent_until_ = written_;
    if (work_.current()->all_taken() && settings_.completion == Completion::processed_marker)
        marked();
    return {};
}

// How much of the current job may be sent now; pacing aside.
std::size_t PrinterConversation::job_bytes_allowed() {
    const std::size_t wanted = job_bytes_wanted();
    if (wanted == 0 || !credits_.limits() || never_answered())
        return wanted;
    const JobProgress& job = *work_.current();
    const std::size_t fitting = job.whole_commands(credits_.room(written_), credits_.longest(), wanted);
    return std::min({wanted, fitting, job.at_border() ? wanted : job.bytes_to_border()});
}

// Likewise, and the room in its buffer aside.
std::size_t PrinterConversation::job_bytes_wanted() {
    const JobProgress* job = work_.current();
    if (job == nullptr || job->all_taken() || !greeting_.empty() || work_.awaits_begin())
        return 0;
    const bool asks = settings_.status != StatusDialect::none;
    if ((asks && !poll_.probed()) || line_is_stuck())
        return 0;
    if (job->untouched() && asks && !is_ready_for_next())
        return 0;
    // The drawer does not wait for the end of a job.
    if (drawer_.wants_to_go(now_) && !is_held())
        return job->at_border() ? 0 : std::min(largest_piece, job->bytes_to_border());
    if (awaits_status_behind_head())
        return 0;
    const std::size_t piece =
        settings_.port.line.flow_control == FlowControl::dtr_dsr ? largest_piece_by_dsr : largest_piece;
    const std::size_t most = std::min(job->bytes_of_head() > 0 ? job->bytes_of_head() : piece, job->next(piece).size());
    if (is_held())
        return job->bytes_to_border() <= longest_completion ? std::min(most, job->bytes_to_border()) : 0;
    // A question is waiting for the end of this command.
    return asks && poll_.due(now_) && !job->at_border() ? std::min(most, job->bytes_to_border()) : most;
}

// A job's reset ends the automatic status, and a small buffer that is full with what follows lets no question through.
bool PrinterConversation::awaits_status_behind_head() {
    const JobProgress* job = work_.current();
    const bool fills_soon = settings_.buffer_bytes && *settings_.buffer_bytes < small_buffer;
    return fills_soon && settings_.status != StatusDialect::none && job->at_end_of_head() && !told_behind_head_ &&
           !never_answered() && now_ - progress_ < status_behind_head_within;
}

// A job that is begun is lost when it turns out that the printer was off; so before that it is found out.
bool PrinterConversation::is_ready_for_next() {
    return never_answered() ? poll_.just_asked_in_vain(now_) : !reader_.owes_answer();
}

IoResult<void> PrinterConversation::watch_progress() {
    const JobProgress* job = work_.current();
    if (job == nullptr || job->untouched() || is_held() || pending_ > 0 || !pacing_.all_left(now_)) {
        if (job == nullptr || job->untouched() || is_held())
            progress_ = now_;
    } else if (job->all_taken() && settings_.completion == Completion::none) {
        work_.finish(Outcome::sent, stop_);
        return {};
    }
    if (now_ - progress_ >= settings_.progress_patience)
        lose_job(job->all_taken() ? "the printer took the bytes and did not confirm them"
                                  : "the printer takes no more bytes");
    return {};
}

void PrinterConversation::lose_contact(const std::string& why) {
    pulse_.clear();
    drawer_.lose(why, stop_);
    lose_job(why);
}

void PrinterConversation::lose_job(const std::string& why) {
    const JobProgress* job = work_.current();
    if (job == nullptr || job->untouched())
        return;
    work_.lose(why, stop_);
    greet();
}

// Before the first byte of a job, and again whenever the printer may have lost its settings.
void PrinterConversation::greet() {
    credits_.forget();
    reader_.forget_processed();
    marker_.clear();
    greeting_ = work_.owed_closing();
    if (greeting_.empty())
        greeting_.assign(initialize.begin(), initialize.end());
    if (settings_.display) {
        greeting_.insert(greeting_.begin(), std::begin(select_printer), std::end(select_printer));
        display_text_.clear();
        display_.lost();
    }
    // By the longest command that no job holds, less a byte.
    if (drawer_.may_be_cut_off() || settings_.display || credits_.limits())
        greeting_.insert(greeting_.begin(), 4, 0x00);
    if (settings_.status == StatusDialect::esc_pos)
        greeting_.insert(greeting_.end(), automatic_status.begin(), automatic_status.end());
}

void PrinterConversation::tell_status() {
    PowerState power = reader_.power();
    if (settings_.status == StatusDialect::none)
        power = PowerState::online;
    else if (is_silent() || line_is_stuck())
        power = PowerState::offline;
    report_.status(power, reader_.status(), stop_);
}

// The printer told why it does not print now. An unknown status holds nothing.
bool PrinterConversation::is_held() const {
    return is_silent() || says_it_is_held() || unsaid_end_;
}

bool PrinterConversation::says_it_is_held() const {
    const PrinterStatus& status = reader_.status();
    return reader_.power() == PowerState::offline || status.paper == PaperState::end ||
           status.cover == CoverState::open;
}

// Linux knows no DTR/DSR flow control. A port without lines does not hold us.
bool PrinterConversation::held_by_line() {
    if (settings_.port.line.flow_control != FlowControl::dtr_dsr)
        return false;
    const auto lines = stream_.modem_lines();
    return lines && !lines->data_set_ready;
}

bool PrinterConversation::never_answered() const {
    return poll_.silent() && !poll_.heard_anything();
}

bool PrinterConversation::at_border() {
    const JobProgress* job = work_.current();
    return job == nullptr || job->at_border();
}

// Nothing is begun, of a job or of what goes between.
bool PrinterConversation::between_commands() {
    return greeting_.empty() && display_text_.empty() && marker_.empty() && at_border();
}

// The printer has nothing of a job before it.
bool PrinterConversation::at_rest() {
    const JobProgress* job = work_.current();
    return job == nullptr || job->untouched();
}

bool PrinterConversation::has_something_to_send() {
    return !question_.empty() || !pulse_.empty() || !display_text_.empty() || !marker_.empty() ||
           (at_border() && display_.wants_to_show()) || !greeting_.empty() || job_bytes_allowed() > 0;
}

bool PrinterConversation::awaits_completion() {
    const JobProgress* job = work_.current();
    return job != nullptr && job->all_taken() && !is_held();
}

std::chrono::milliseconds PrinterConversation::poll_pause() {
    return work_.current() != nullptr ? pause_while_printing : pause_while_idle;
}

} // namespace makegood::drivers
