#include "terminal/command/progress_bar.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr double seconds_between = 0.1;
constexpr std::size_t bar_columns = 24;
constexpr const char* wiped = "\r\x1b[K"; // ECMA-48, erase in line

} // namespace

ProgressBar::ProgressBar(const text::Words& words, feeds::Stopwatch stopwatch,
                         std::function<void(const std::string&)> write)
    : words_(words), stopwatch_(std::move(stopwatch)), write_(std::move(write)), begun_(stopwatch_()) {}

ProgressBar::~ProgressBar() {
    if (shown_at_)
        write_(wiped);
}

void ProgressBar::bytes_read(std::uint64_t read, std::uint64_t all) {
    read_ = read;
    all_ = all;
    show_when_due();
}

void ProgressBar::stored(std::uint64_t receipts) {
    receipts_ += receipts;
    show_when_due();
}

void ProgressBar::show_when_due() {
    const double now = stopwatch_();
    if (now - shown_at_.value_or(begun_) < seconds_between)
        return;
    shown_at_ = now;
    const double part = all_ == 0 ? 0 : std::min(1.0, static_cast<double>(read_) / static_cast<double>(all_));
    const auto full = static_cast<std::size_t>(part * bar_columns);
    const auto rate = static_cast<std::int64_t>(static_cast<double>(receipts_) / (now - begun_));
    write_(wiped + ("[" + std::string(full, '#') + std::string(bar_columns - full, '.') + "] ") +
           text::without_isolates(
               words_.say("command.import.progress",
                          {{"percent", static_cast<int>(part * 100)}, {"receipts", receipts_}, {"rate", rate}})));
}

} // namespace makegood
