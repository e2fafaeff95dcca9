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
constexpr auto line_tick = 5ms;
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
      papers_(most_papers, settings_.paper_came), terminal_(std::move(terminal)), allowance_at_(monotonic_now()),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

SimulatedPrinter::~SimulatedPrinter() {
    thread_.request_stop();
    wake_.raise();
    thread_.join();
}

void SimulatedPrinter::set_paper(PaperState paper) {
    ask([paper](SimulatedPrinter& self) { self.engine_.set_paper(paper); });
}

void SimulatedPrinter::set_cover(CoverState cover) {
    ask([cover](SimulatedPrinter& self) { self.engine_.set_cover(cover); });
}

void SimulatedPrinter::end_paper_after(std::size_t printed_bytes) {
    ask([printed_bytes](SimulatedPrinter& self) { self.engine_.end_paper_after(printed_bytes); });
}

void SimulatedPrinter::power_off() {
    ask([](SimulatedPrinter& self) {
        self.engine_.power_off();
        self.powered_ = false;
    });
}

void SimulatedPrinter::power_on() {
    ask([](SimulatedPrinter& self) {
        self.powered_ = true;
        self.up_at_ = monotonic_now() + self.settings_.boot_time;
    });
}

void SimulatedPrinter::stall(bool stalled) {
    ask([stalled](SimulatedPrinter& self) { self.stalled_ = stalled; });
}

void SimulatedPrinter::unplug() {
    ask([](SimulatedPrinter& self) { self.pull_cable(); });
}

void SimulatedPrinter::unplug_after(std::size_t received_bytes) {
    ask([received_bytes](SimulatedPrinter& self) {
        self.bytes_to_unplug_ = received_bytes;
        if (received_bytes == 0)
            self.pull_cable();
    });
}

void SimulatedPrinter::plug_in_again() {
    ask([](SimulatedPrinter& self) {
        auto terminal = PseudoTerminal::create(self.settings_.link);
        if (!terminal)
            return; // stays unplugged, which is_plugged_in tells
        self.terminal_.emplace(std::move(*terminal));
        self.plugged_in_ = true;
    });
}

std::vector<PaperBytes> SimulatedPrinter::take_papers() {
    std::vector<PaperBytes> papers;
    while (auto paper = papers_.take())
        papers.push_back(std::move(*paper));
    return papers;
}

void SimulatedPrinter::ask(Request request) {
    requests_.post_when_room(std::move(request), {});
}

void SimulatedPrinter::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        wait();
        wake_.clear();
        while (auto request = requests_.take())
            (*request)(*this);
        if (!terminal_ || stalled_)
            continue;
        read();
        engine_.work();
        answer();
        hand_over();
    }
}

void SimulatedPrinter::wait() {
    const bool listens = terminal_ && !stalled_ && engine_.free_space() > 0;
    const bool paced = listens && settings_.bytes_per_second && bytes_wanted() == 0;
    std::array<pollfd, 2> wanted{pollfd{wake_.descriptor(), POLLIN, 0},
                                 pollfd{terminal_ ? terminal_->descriptor() : -1, POLLIN, 0}};
    const bool answers_left = listens && !engine_.answers().empty();
    poll_until(std::span(wanted).first(listens && !paced ? 2 : 1),
               monotonic_now() + (paced || answers_left ? MonotonicTime::duration(line_tick) : idle_wait));
}

// What the line carried since the last time, what the buffer holds, and not a byte beyond the one that pulls the cable.
std::size_t SimulatedPrinter::bytes_wanted() {
    std::size_t most = std::min(piece, engine_.free_space());
    if (settings_.bytes_per_second) {
        const auto time = monotonic_now();
        const double carried =
            std::chrono::duration<double>(time - allowance_at_).count() * *settings_.bytes_per_second;
        line_allowance_ = std::min(line_allowance_ + carried, static_cast<double>(piece));
        allowance_at_ = time;
        most = std::min(most, static_cast<std::size_t>(line_allowance_));
    }
    return bytes_to_unplug_ ? std::min(most, *bytes_to_unplug_) : most;
}

void SimulatedPrinter::read() {
    std::array<std::uint8_t, piece> buffer{};
    const auto count = terminal_->read_some(std::span(buffer).first(bytes_wanted()));
    if (!count || *count == 0)
        return;
    received_bytes_ += *count;
    line_allowance_ -= settings_.bytes_per_second ? static_cast<double>(*count) : 0.0;
    if (is_up())
        engine_.receive(std::span(buffer).first(*count));
    if (!bytes_to_unplug_)
        return;
    *bytes_to_unplug_ -= *count;
    if (*bytes_to_unplug_ == 0) {
        engine_.work();
        hand_over();
        pull_cable();
    }
}

void SimulatedPrinter::answer() {
    if (!terminal_)
        return;
    auto& answers = engine_.answers();
    const auto count = terminal_->write_some(answers);
    if (count)
        answers.erase(answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(*count));
}

void SimulatedPrinter::hand_over() {
    drawer_openings_ = engine_.drawer_openings();
    tells_status_by_itself_ = engine_.tells_status_by_itself();
    for (PaperBytes& paper : std::exchange(engine_.finished_papers(), {}))
        papers_.post(std::move(paper));
}

void SimulatedPrinter::pull_cable() {
    terminal_.reset();
    bytes_to_unplug_.reset();
    engine_.answers().clear();
    plugged_in_ = false;
}

} // namespace makegood::drivers
