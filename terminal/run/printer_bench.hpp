#pragma once

#include "drivers/printer/profile.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "terminal/text/words.hpp"
#include "terminal/ui/kiosk/kiosk_world.hpp"
#include "terminal/ui/kit/kit.hpp"

#include <string>

namespace makegood {

// A simulated printer as it stands on a bench: its paper while it comes out, and what hands can do to it.
class PrinterBench {
  public:
    PrinterBench(drivers::SimulatedPrinter& printer, drivers::Profile profile)
        : printer_(printer), profile_(std::move(profile)) {}

    void build(ui::Kit& kit, const text::Words& words);
    // Takes in what was printed. True when anything was.
    bool take_paper();

  private:
    void hands(ui::Kit& kit, ui::Rect area, const text::Words& words);
    void paper(ui::Kit& kit, ui::Rect area, const text::Words& words);

    drivers::SimulatedPrinter& printer_;
    const drivers::Profile profile_;
    drivers::PaperBytes bytes_; // of the paper that comes out, or came out last
    ui::PaperPicture picture_;  // of them
    bool is_cut_ = false;
    int papers_ = 0; // begun ones too
    bool has_paper_ = true;
    bool has_much_paper_ = true;
    bool is_closed_ = true;
    bool is_on_ = true;
    bool is_plugged_in_ = true;
    bool answers_ = true;
    bool makes_sense_ = true;
    bool cutter_is_free_ = true;
};

} // namespace makegood
