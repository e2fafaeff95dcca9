#pragma once

#include "drivers/simulated/pseudo_terminal.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace makegood::drivers {

// A scanner of software on a real pseudo terminal: whoever opens `link` gets its labels. One thread.
class SimulatedScanner {
  public:
    static IoResult<SimulatedScanner> plug_in(std::filesystem::path link);

    const std::filesystem::path& path() const { return link_; }
    // Sends the label and CR. Refused when it is unplugged (absent), or nobody took the labels before (failed).
    IoResult<void> scan(std::string_view label);
    // Bytes as they are, for labels that are none.
    IoResult<void> send(std::string_view bytes);

    std::string heard(); // that was sent to it since it was asked last

    void unplug() { terminal_.reset(); }
    IoResult<void> plug_in_again();

  private:
    SimulatedScanner(std::filesystem::path link, PseudoTerminal terminal)
        : link_(std::move(link)), terminal_(std::move(terminal)) {}

    std::filesystem::path link_;
    std::optional<PseudoTerminal> terminal_;
};

} // namespace makegood::drivers
