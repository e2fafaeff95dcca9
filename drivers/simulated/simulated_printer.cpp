#include "drivers/simulated/simulated_printer.hpp"

#include "drivers/poll_until.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_requests = 256;
constexpr std::size_t most_papers = 1024;
constexpr std::size_t piece = 512;
constexpr auto tick = 5ms;
constexpr auto idle_wait = 60s;

} // namespace

IoResult<std::unique_ptr<SimulatedPrinter>> SimulatedPrinter::plug_in(SimulatedPrinterSettings settings) {
    auto terminal = PseudoTerminal::create(settings.link);
    if (!terminal)
        return tl::unexpected(terminal.error());
    return std::unique_ptr<SimulatedPrinter>(new SimulatedPrinter(std::move(settings), std::move(*terminal)));
}

SimulatedPrinter::SimulatedPrinter(SimulatedPrinterSettings settings, PseudoTerminal terminal)
    : settings_(std::move(settings)), requests_(most_requests, [this] { wake_.raise(); }),
      papers_(most_papers, settings_.paper_came), pieces_(most_papers, settings_.paper_came),
      displays_(most_papers, settings_.paper_came), terminal_(std::move(terminal)),
      printer_(settings_.build, settings_.line), thread_([this](const std::stop_token& stop) { run(stop); }) {}

SimulatedPrinter::~SimulatedPrinter() {
    thread_.request_stop();
    wake_.raise();
    thread_.join();
}

void SimulatedPrinter::set_paper(PaperState paper) {
    ask([paper](SimulatedPrinter& self) { self.printer_.set_paper(paper); });
}

void SimulatedPrinter::set_cover(CoverState cover) {
    ask([cover](SimulatedPrinter& self) { self.printer_.set_cover(cover); });
}

void SimulatedPrinter::set_fault(FaultState fault) {
    ask([fault](SimulatedPrinter& self) { self.printer_.set_fault(fault); });
}

void SimulatedPrinter::set_drawer_open(bool open) {
    ask([open](SimulatedPrinter& self) { self.printer_.engine().set_drawer_open(open); });
}

void SimulatedPrinter::end_paper_after(std::size_t printed_bytes) {
    ask([printed_bytes](SimulatedPrinter& self) { self.printer_.end_paper_after(printed_bytes); });
}

void SimulatedPrinter::power_off() {
    ask([](SimulatedPrinter& self) { self.printer_.power_off(); });
}

void SimulatedPrinter::power_on() {
    ask([](SimulatedPrinter& self) { self.printer_.power_on(); });
}

void SimulatedPrinter::mute(bool muted) {
    ask([muted](SimulatedPrinter& self) { self.printer_.mute(muted); });
}

void SimulatedPrinter::babble(bool babbles) {
    ask([babbles](SimulatedPrinter& self) { self.printer_.babble(babbles); });
}

void SimulatedPrinter::stall(bool stalled) {
    ask([stalled](SimulatedPrinter& self) { self.stalled_ = stalled; });
}

void SimulatedPrinter::unplug() {
    ask([](SimulatedPrinter& self) { self.printer_.unplug(); });
}

void SimulatedPrinter::unplug_after(std::size_t received_bytes) {
    when_received(received_bytes, [](PrinterOnLine& printer) { printer.unplug(); });
}

void SimulatedPrinter::when_received(std::size_t bytes, std::function<void(PrinterOnLine&)> happens) {
    ask([bytes, happens = std::move(happens)](SimulatedPrinter& self) { self.printer_.when_received(bytes, happens); });
}

void SimulatedPrinter::plug_in_again() {
    ask([](SimulatedPrinter& self) { self.printer_.plug_in(); });
}

std::vector<PaperBytes> SimulatedPrinter::take_papers() {
    std::vector<PaperBytes> papers;
    while (auto paper = papers_.take())
        papers.push_back(std::move(*paper));
    return papers;
}

std::vector<PrintedPiece> SimulatedPrinter::take_pieces() {
    std::vector<PrintedPiece> pieces;
    while (auto piece = pieces_.take())
        pieces.push_back(std::move(*piece));
    return pieces;
}

std::optional<DisplayEngine::Lines> SimulatedPrinter::take_display() {
    std::optional<DisplayEngine::Lines> newest;
    while (auto lines = displays_.take())
        newest = std::move(lines);
    return newest;
}

void SimulatedPrinter::ask(Request request) {
    requests_.post_when_room(std::move(request), {});
}

void SimulatedPrinter::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        wait();
        wake_.clear();
        if (!stalled_)
            printer_.go_on(monotonic_now());
        while (auto request = requests_.take())
            (*request)(*this);
        follow_cable();
        if (stalled_)
            continue;
        read();
        printer_.go_on(monotonic_now());
        hand_over(); // before anybody is told of it
        answer();
        follow_cable();
    }
}

void SimulatedPrinter::wait() {
    const bool listens = terminal_ && !stalled_ && bytes_wanted() > 0;
    std::array<pollfd, 2> wanted{pollfd{wake_.descriptor(), POLLIN, 0},
                                 pollfd{listens ? terminal_->descriptor() : -1, POLLIN, 0}};
    const auto now = monotonic_now();
    auto deadline = now + idle_wait;
    if (const auto next = printer_.next_moment(); next && !stalled_)
        deadline = std::clamp(*next, now + tick, deadline);
    if (terminal_ && !stalled_ && !printer_.arrived().empty()) // nobody takes them
        deadline = now + tick;
    poll_until(std::span(wanted).first(listens ? 2 : 1), deadline);
}

// What the line carries until it is looked at again; the rest waits in the system's buffer, where the host can count
// and flush it.
std::size_t SimulatedPrinter::bytes_wanted() const {
    const std::size_t carried =
        settings_.line.bytes_per_second ? static_cast<std::size_t>(*settings_.line.bytes_per_second) / 100 + 1 : piece;
    return std::min(piece, carried) - std::min({piece, carried, printer_.unsent()});
}

void SimulatedPrinter::read() {
    std::array<std::uint8_t, piece> buffer{};
    const auto wanted = bytes_wanted();
    if (!terminal_ || wanted == 0)
        return;
    if (const auto count = terminal_->read_some(std::span(buffer).first(wanted)))
        printer_.send(std::span(buffer).first(*count));
}

void SimulatedPrinter::answer() {
    auto& answers = printer_.arrived();
    if (!terminal_ || answers.empty())
        return;
    if (const auto count = terminal_->write_some(answers))
        answers.erase(answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(*count));
}

void SimulatedPrinter::hand_over() {
    received_bytes_ = printer_.received_bytes();
    drawer_openings_ = printer_.engine().drawer_openings();
    tells_status_by_itself_ = printer_.engine().tells_status_by_itself();
    if (const auto& shown = printer_.engine().display(); shown != displayed_) {
        displayed_ = shown;
        displays_.post(displayed_);
    }
    for (PaperBytes& paper : std::exchange(printer_.engine().finished_papers(), {}))
        if (settings_.keeps_pieces)
            hand_over_piece(paper, true);
        else
            papers_.post(std::move(paper));
    if (settings_.keeps_pieces)
        hand_over_piece(printer_.engine().current_paper(), false);
}

void SimulatedPrinter::hand_over_piece(const PaperBytes& paper, bool cut) {
    if (paper.size() == handed_over_ && !cut)
        return;
    pieces_.post({{paper.begin() + static_cast<std::ptrdiff_t>(handed_over_), paper.end()}, cut});
    handed_over_ = cut ? 0 : paper.size();
}

// The terminal is there while the cable is.
void SimulatedPrinter::follow_cable() {
    if (terminal_ && !printer_.is_plugged_in())
        terminal_.reset();
    if (!terminal_ && printer_.is_plugged_in()) {
        if (auto terminal = PseudoTerminal::create(settings_.link))
            terminal_.emplace(std::move(*terminal));
        else
            printer_.unplug();
    }
    plugged_in_ = terminal_.has_value();
}

} // namespace makegood::drivers
