#pragma once

#include "terminal/feeds/import_file.hpp"
#include "terminal/text/words.hpp"

#include <functional>
#include <optional>
#include <string>

namespace makegood {

// One line on a terminal that is written over again, at most ten times a second, and wiped at the end. Bytes are those
// of the file as it lies on disk, packed or not.
class ProgressBar {
  public:
    // `write` puts text on the terminal at once. `words`, and what the two functions use, outlive it.
    ProgressBar(const text::Words& words, feeds::Stopwatch stopwatch, std::function<void(const std::string&)> write);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void bytes_read(std::uint64_t read, std::uint64_t all);
    void stored(std::uint64_t receipts); // more than before

  private:
    void show_when_due();

    const text::Words& words_;
    const feeds::Stopwatch stopwatch_;
    const std::function<void(const std::string&)> write_;
    const double begun_;
    std::optional<double> shown_at_;
    std::uint64_t read_ = 0;
    std::uint64_t all_ = 0;
    std::uint64_t receipts_ = 0;
};

} // namespace makegood
