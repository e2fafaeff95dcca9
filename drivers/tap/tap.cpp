#include "drivers/tap/tap.hpp"

#include "drivers/poll_until.hpp"
#include "drivers/tcp_port.hpp"

#include <array>
#include <cerrno>
#include <limits>
#include <netinet/in.h>
#include <sys/socket.h>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t one_read = 1024;
constexpr auto never = MonotonicTime::max();
constexpr auto longest_wait = 1h;
constexpr auto last_retry = 1000ms;
constexpr auto first_retry = 100ms;
constexpr auto owed_retry = 100ms;
constexpr std::chrono::nanoseconds held_look = 10ms;
constexpr auto stopping_look = 20ms;
constexpr auto linger_while_another_waits = 2s;
constexpr auto quiet_before_the_end = 200ms;
constexpr int long_silences = 10;
// Behind a printer that says stop by XOFF or DSR, which the system does not heed for us: what is on its way then still
// comes, and the smallest buffer has 16 bytes left (DEVICES.md 1.3); DEVICES.md R15.
constexpr std::size_t most_on_its_way = 64;
constexpr std::uint8_t xon = 0x11, xoff = 0x13;

std::chrono::nanoseconds time_of(std::size_t characters, const SerialSettings& line) {
    return std::chrono::nanoseconds(1'000'000'000LL * static_cast<long long>(characters) * line.bits_per_character() /
                                    line.baud);
}

bool hung_up(short events) {
    return (events & (POLLHUP | POLLERR | POLLNVAL)) != 0 && (events & POLLIN) == 0;
}

// A connection that nothing is wanted of is not waited for: its end would be told of again and again.
pollfd entry_of(const std::optional<TapEnd>& end, bool wants_input, bool wants_room) {
    if (!end || (!end->is_terminal() && !wants_input && !wants_room))
        return {-1, 0, 0};
    return {end->descriptor(), static_cast<short>((wants_input ? POLLIN : 0) | (wants_room ? POLLOUT : 0)), 0};
}

} // namespace

Tap::Tap(TapSettings settings, CaptureQueue& capture, EventQueue<TapNews>& news, TapCounts& counts,
         LabelInserter* labels)
    : settings_(std::move(settings)), capture_(capture), news_(news), counts_(counts), labels_(labels) {}

void Tap::run(WakeSignal& wake, const std::stop_token& stop) {
    const std::stop_callback wakes(stop, [&wake] { wake.raise(); });
    auto stop_by = never;
    for (;;) {
        now_ = monotonic_now();
        if (stop.stop_requested() && !stopping_) {
            stopping_ = true;
            stop_by = now_ + settings_.longest_end;
        }
        if (stopping_ && (is_delivered() || now_ > stop_by))
            break;
        if (!stopping_)
            seek();
        mirror_lines();
        const auto seen = wait(wake);
        ++counts_.turns;
        now_ = monotonic_now();
        if (seen.wake)
            wake.clear();
        if (seen.connection && till_)
            another_waits_ = true;
        else if (seen.connection)
            take_connection(wake, stop);
        if (seen.till)
            take_from_till();
        if (seen.printer)
            take_from_printer();
        if (labels_ && labels_->due() <= now_)
            labels_->let_go([this](auto bytes) { to_printer_.put(bytes); });
        give_printer();
        give_till();
        settle_connection();
        listen_for_silence();
        capture_.tell_owed();
    }
    capture_.mark(CaptureRecord::Kind::end, now_);
    counts_.not_delivered = to_printer_.size() + (printer_ && !is_network() ? printer_->pending_output() : 0);
    if (till_)
        till_->show({false, false}); // nobody prints for it any more
    close_connection();
}

bool Tap::is_network() const {
    return is_network_path(settings_.till.path);
}

// Opens what is missing and due.
void Tap::seek() {
    if (is_network()) {
        if (!listener_.is_open() && now_ >= till_retry_.at)
            open_listener();
        return;
    }
    for (const TapSide side : {TapSide::printer, TapSide::till})
        if (!end(side) && now_ >= retry(side).at)
            open_terminal_of(side);
}

void Tap::open_terminal_of(TapSide side) {
    const auto& port = side == TapSide::till ? settings_.till : settings_.printer;
    // XON and XOFF are bytes that pass; the system would keep them to itself.
    auto raw = port;
    if (raw.line.flow_control == FlowControl::xon_xoff)
        raw.line.flow_control = FlowControl::none;
    auto terminal = open_terminal(raw);
    if (!terminal)
        return failed_to_open(side, terminal.error());
    end(side).emplace(std::move(*terminal), port.path, EndKind::terminal, port.line);
    retry(side) = {};
    lines_due_ = now_;
    if (side == TapSide::printer)
        xoff_ = false;
    tell(side, true);
}

void Tap::failed_to_open(TapSide side, const IoError& error) {
    auto& [at, pause] = retry(side);
    at = now_ + pause;
    pause = std::min<std::chrono::milliseconds>(pause * 2, last_retry);
    tell(side, false, error.text());
}

void Tap::open_listener() {
    auto listener = listen_tcp(*tcp_address(settings_.till.path));
    if (!listener)
        return failed_to_open(TapSide::till, listener.error());
    listener_ = std::move(*listener);
    till_retry_ = {};
}

// The till's bytes wait in the system until the printer has answered; where it does not, the till is told by a broken
// connection that nothing of them was printed.
void Tap::take_connection(WakeSignal& wake, const std::stop_token& stop) {
    FileDescriptor till(::accept4(listener_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!till.is_open()) {
        if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
            failed_to_open(TapSide::till, {IoProblem::failed, "accept at", settings_.till.path,
                                           std::system_category().message(errno), errno});
            listener_.reset(); // or it would be told of again and again
        }
        return;
    }
    till_.emplace(std::move(till), settings_.till.path, EndKind::connection);
    auto printer = connect_tcp(*tcp_address(settings_.printer.path), wake, stop);
    now_ = monotonic_now();
    if (!printer) {
        tell(TapSide::printer, false, printer.error().text());
        till_->break_off();
        till_.reset();
        return;
    }
    printer_.emplace(std::move(*printer), settings_.printer.path, EndKind::connection);
    till_ended_ = printer_ended_ = told_printer_end_ = told_till_end_ = another_waits_ = false;
    last_moved_ = now_;
    tell(TapSide::printer, true);
    tell(TapSide::till, true);
}

Tap::Seen Tap::wait(WakeSignal& wake) {
    const bool wants_connection = listener_.is_open() && !printer_ && !till_ && !stopping_;
    const bool looks_for_another = listener_.is_open() && told_printer_end_ && !another_waits_;
    std::array<pollfd, 4> wanted{
        pollfd{wake.descriptor(), POLLIN, 0},
        pollfd{wants_connection || looks_for_another ? listener_.number() : -1, POLLIN, 0},
        entry_of(till_, printer_ && !till_ended_ && has_room_for_till(), !to_till_.is_empty()),
        entry_of(printer_, !printer_ended_ && to_till_.room() >= one_read,
                 !to_printer_.is_empty() && printer_takes() > 0),
    };
    poll_until(wanted, next_deadline());
    // A terminal that hung up is read from, which says so.
    const auto is_seen = [](const pollfd& one) { return (one.revents & POLLIN) != 0 || hung_up(one.revents); };
    return {is_seen(wanted[0]), is_seen(wanted[1]), is_seen(wanted[2]), is_seen(wanted[3])};
}

MonotonicTime Tap::next_deadline() const {
    auto deadline = now_ + longest_wait;
    const auto no_later_than = [&deadline](MonotonicTime time) { deadline = std::min(deadline, time); };
    if (is_network() && !listener_.is_open() && !stopping_)
        no_later_than(till_retry_.at);
    if (!is_network() && !till_ && !stopping_)
        no_later_than(till_retry_.at);
    if (!is_network() && !printer_ && !stopping_)
        no_later_than(printer_retry_.at);
    if (lines_there_)
        no_later_than(lines_due_);
    if (printer_ && !to_printer_.is_empty() && printer_takes() == 0 && !xoff_)
        no_later_than(now_ + (is_held_by_lines() ? held_look : time_of(most_on_its_way / 2, printer_->line())));
    if (stopping_)
        no_later_than(now_ + stopping_look);
    if (quiet_due_)
        no_later_than(*quiet_due_);
    if (capture_.owes())
        no_later_than(now_ + owed_retry);
    if (labels_)
        no_later_than(labels_->due());
    if (told_printer_end_)
        no_later_than(last_moved_ + (another_waits_ ? linger_while_another_waits : settings_.linger));
    return deadline;
}

void Tap::take_from_till() {
    std::array<std::uint8_t, one_read> buffer{};
    if (!till_)
        return;
    if (!printer_ || till_ended_ || !has_room_for_till()) // woken because it hung up
        return lose(TapSide::till, {IoProblem::hung_up, "read", till_->name(), "it hung up", EIO});
    const auto taken = till_->read_some(buffer);
    if (!taken)
        return lose(TapSide::till, taken.error());
    till_ended_ = taken->ended;
    const auto bytes = std::span(buffer).first(taken->bytes);
    if (bytes.empty())
        return;
    if (labels_)
        labels_->feed(bytes, now_, [this](auto printed) { to_printer_.put(printed); });
    else
        to_printer_.put(bytes);
    give_printer();
    if (labels_)
        tell_labels();
    if (!capture_.bytes(bytes, now_))
        counts_.bytes_not_kept += bytes.size();
    last_moved_ = last_till_byte_ = now_;
    quiet_due_ = now_ + settings_.silence;
    quiet_told_ = false;
}

// Before the bytes of their cuts, so that they are known when these end their papers.
void Tap::tell_labels() {
    for (const auto& label : labels_->take_printed()) {
        ++counts_.labels;
        capture_.label(label.key, label.position, now_);
    }
    for (const auto cut : labels_->take_late_cuts()) {
        ++counts_.late_cuts;
        capture_.late_cut(cut, now_);
    }
}

// While the till is away what the printer says is nobody's, as on a cable that is not plugged in.
void Tap::take_from_printer() {
    std::array<std::uint8_t, one_read> buffer{};
    if (!printer_)
        return;
    if (to_till_.room() < one_read || printer_ended_)
        return lose(TapSide::printer, {IoProblem::hung_up, "read", printer_->name(), "it hung up", EIO});
    const auto taken = printer_->read_some(buffer);
    if (!taken)
        return lose(TapSide::printer, taken.error());
    printer_ended_ = taken->ended;
    const auto bytes = std::span(buffer).first(taken->bytes);
    if (bytes.empty())
        return;
    if (printer_->line().flow_control == FlowControl::xon_xoff)
        for (const std::uint8_t byte : bytes)
            xoff_ = byte == xoff || (xoff_ && byte != xon);
    last_moved_ = now_;
    if (!till_)
        return;
    to_till_.put(bytes);
    give_till();
}

void Tap::give_printer() {
    while (printer_ && !to_printer_.is_empty()) {
        const auto first = to_printer_.first();
        const auto allowed = std::min(first.size(), printer_takes());
        if (allowed == 0)
            return;
        const auto count = printer_->write_some(first.first(allowed));
        if (!count)
            return lose(TapSide::printer, count.error());
        if (*count == 0)
            return;
        to_printer_.took(*count);
        counts_.to_printer += *count;
        last_moved_ = now_;
    }
}

void Tap::give_till() {
    while (till_ && !to_till_.is_empty()) {
        const auto count = till_->write_some(to_till_.first());
        if (!count)
            return lose(TapSide::till, count.error());
        if (*count == 0)
            return;
        to_till_.took(*count);
        counts_.to_till += *count;
        last_moved_ = now_;
    }
}

std::size_t Tap::printer_takes() const {
    const auto flow = printer_->line().flow_control;
    const bool is_ours_to_heed = flow == FlowControl::xon_xoff || flow == FlowControl::dtr_dsr;
    if (!printer_->is_terminal() || !is_ours_to_heed)
        return std::numeric_limits<std::size_t>::max();
    if (flow == FlowControl::xon_xoff && xoff_)
        return 0;
    if (is_held_by_lines())
        return 0;
    return most_on_its_way - std::min(most_on_its_way, printer_->pending_output());
}

bool Tap::is_held_by_lines() const {
    const auto lines = printer_->line().flow_control == FlowControl::dtr_dsr ? printer_->lines_in() : std::nullopt;
    return lines && !lines->data_set_ready;
}

bool Tap::has_room_for_till() const {
    return to_printer_.room() >= one_read + (labels_ ? LabelInserter::most_added : 0);
}

// As a cable has them: what one side shows as ready and clear to send, the other sees. An absent side is not ready.
void Tap::mirror_lines() {
    if (is_network() || now_ < lines_due_)
        return;
    const auto mirrored = [](const std::optional<TapEnd>& end, const std::optional<ModemLines>& lines) {
        if (!end)
            return TapEnd::LinesOut{false, false};
        return lines ? TapEnd::LinesOut{lines->data_set_ready, lines->clear_to_send} : TapEnd::LinesOut{};
    };
    const auto of_printer = printer_ ? printer_->lines_in() : std::nullopt;
    const auto of_till = till_ ? till_->lines_in() : std::nullopt;
    if (till_)
        till_->show(mirrored(printer_, of_printer));
    if (printer_)
        printer_->show(mirrored(till_, of_till));
    lines_there_ = of_printer || of_till;
    lines_due_ = lines_there_ ? now_ + settings_.lines_every : never;
}

// What was read of a till that is gone still goes to its printer. What was read for a serial printer that is gone waits
// for it; a till whose connected printer is gone is told so by a broken connection.
void Tap::lose(TapSide side, const IoError& error) {
    tell(side, false, error.text());
    if (is_network())
        begin_labels_anew();
    else
        lose_track_of_labels(side);
    if (is_network() && side == TapSide::printer)
        tell_undelivered();
    end(side).reset();
    lines_due_ = now_;
    if (!is_network()) {
        retry(side) = {now_ + first_retry, first_retry};
        if (side == TapSide::till)
            to_till_.clear();
        return;
    }
    to_till_.clear();
    if (side == TapSide::till) {
        till_ended_ = true;
        return;
    }
    if (till_)
        till_->break_off();
    capture_.mark(CaptureRecord::Kind::end, now_);
    close_connection();
}

// A connection that one side ended goes on the other way, until that is ended too or has been silent for long.
void Tap::settle_connection() {
    if (!is_network() || !printer_)
        return;
    if (till_ended_ && !told_printer_end_) {
        begin_labels_anew();
        give_printer();
        if (!printer_ || !to_printer_.is_empty())
            return;
        printer_->finish_writing();
        told_printer_end_ = true;
        capture_.mark(CaptureRecord::Kind::end, now_);
    }
    if (printer_ended_ && till_ && !told_till_end_ && to_till_.is_empty()) {
        till_->finish_writing();
        told_till_end_ = true;
    }
    const auto linger = another_waits_ ? std::chrono::milliseconds(linger_while_another_waits) : settings_.linger;
    const bool both_ended = told_printer_end_ && printer_ended_ && to_till_.is_empty();
    if (both_ended || (told_printer_end_ && now_ - last_moved_ >= linger))
        close_connection();
}

void Tap::close_connection() {
    if (!is_network())
        return;
    to_printer_.clear();
    to_till_.clear();
    till_.reset();
    printer_.reset();
    till_ended_ = printer_ended_ = told_printer_end_ = told_till_end_ = another_waits_ = false;
}

// A printer that holds off is not the end of a paper.
void Tap::listen_for_silence() {
    if (!quiet_due_ || now_ < *quiet_due_)
        return;
    const bool is_held = !to_printer_.is_empty() || (printer_ && printer_->pending_output() > 0);
    if (is_held) {
        quiet_due_ = now_ + settings_.silence;
        return;
    }
    if (labels_ && !quiet_told_)
        labels_->silence();
    if (quiet_told_)
        begin_labels_anew();
    capture_.mark(quiet_told_ ? CaptureRecord::Kind::long_quiet : CaptureRecord::Kind::quiet, now_);
    quiet_due_ = quiet_told_ ? std::nullopt : std::optional(last_till_byte_ + settings_.silence * long_silences);
    quiet_told_ = true;
}

void Tap::begin_labels_anew() {
    if (labels_)
        labels_->begin_anew([this](auto bytes) { to_printer_.put(bytes); });
}

// A serial line that is back may be back in the middle of a command; the till sends on while its own is away.
void Tap::lose_track_of_labels(TapSide side) {
    if (labels_)
        labels_->lose_track(side == TapSide::till, [this](auto bytes) { to_printer_.put(bytes); });
}

// Read of the till, and neither acknowledged by the printer's system nor to be sent again: a till that is told of a
// broken connection prints the whole paper anew, or not at all.
void Tap::tell_undelivered() {
    const std::size_t own_end = told_printer_end_ ? 1 : 0; // the system counts it as a byte
    const auto on_its_way = printer_->pending_output();
    const auto bytes = to_printer_.size() + on_its_way - std::min(own_end, on_its_way);
    if (bytes == 0)
        return;
    counts_.lost_with_printer += bytes;
    capture_.undelivered(bytes, now_);
}

// Also for the rest of a paper that the till is sending.
bool Tap::is_delivered() const {
    // What a connection was given the system delivers also when it is closed.
    const bool is_with_printer =
        !printer_ || (to_printer_.is_empty() && (!printer_->is_terminal() || printer_->pending_output() == 0));
    const bool is_with_till = !till_ || to_till_.is_empty();
    return is_with_printer && is_with_till && now_ - last_moved_ >= quiet_before_the_end;
}

void Tap::tell(TapSide side, bool there, std::string why) {
    auto& told = side == TapSide::till ? told_till_ : told_printer_;
    TapNews news{side, there, std::move(why)};
    if (told == news)
        return;
    told = news;
    (side == TapSide::till ? counts_.till_there : counts_.printer_there) = there;
    news_.post(std::move(news));
}

} // namespace makegood::drivers
