#pragma once

#include "drivers/simulated/display_engine.hpp"
#include "drivers/simulated/pseudo_terminal.hpp"

#include <optional>

namespace makegood::drivers {

// A customer display of software on a real pseudo terminal. One thread.
class SimulatedDisplay {
  public:
    static IoResult<SimulatedDisplay> plug_in(std::filesystem::path link) {
        auto terminal = PseudoTerminal::create(link);
        if (!terminal)
            return tl::unexpected(terminal.error());
        return SimulatedDisplay(std::move(link), std::move(*terminal));
    }

    // What stands on it now, with all that has come.
    const DisplayEngine::Lines& lines() {
        std::array<std::uint8_t, 256> buffer{};
        for (auto count = terminal_->read_some(buffer); count && *count > 0; count = terminal_->read_some(buffer))
            tokenizer_.feed(std::span(buffer).first(*count),
                            [this](const escpos::Token& token) { engine_.take(token); });
        return engine_.lines();
    }

    void unplug() { terminal_.reset(); }
    IoResult<void> plug_in_again() {
        auto terminal = PseudoTerminal::create(link_);
        if (!terminal)
            return tl::unexpected(terminal.error());
        terminal_.emplace(std::move(*terminal));
        engine_ = {};
        return {};
    }

  private:
    SimulatedDisplay(std::filesystem::path link, PseudoTerminal terminal)
        : link_(std::move(link)), terminal_(std::move(terminal)) {}

    std::filesystem::path link_;
    std::optional<PseudoTerminal> terminal_;
    escpos::Tokenizer tokenizer_;
    DisplayEngine engine_;
};

} // namespace makegood::drivers
