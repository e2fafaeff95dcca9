#pragma once

#include "terminal/config/preferences.hpp"
#include "terminal/error.hpp"
#include "terminal/ui/kiosk/kiosk_state.hpp"
#include "terminal/ui/window.hpp"

#include <array>
#include <filesystem>

namespace makegood {

// How the kiosk's window looks as people want it, with every theme at hand.
class Appearances {
  public:
    // `system_ppi` is what the system says of the screen; 0: it says nothing, which counts as 85.
    static Result<Appearances> load(const std::filesystem::path& themes, int system_ppi);

    ui::Appearance of(const ui::KioskState& state) const;
    // Of a window that others look at: the same theme, as large as it was drawn.
    ui::Appearance beside(const ui::KioskState& state) const;
    // Likewise, in the customer's language.
    ui::Appearance to_customer(const ui::KioskState& state) const;

  private:
    std::array<ui::Theme, 3> themes_;
    int system_ppi_ = 0;
};

} // namespace makegood
