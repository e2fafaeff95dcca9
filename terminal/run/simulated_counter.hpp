#pragma once

#include "terminal/application/application.hpp"
#include "terminal/demo/demo_data.hpp"
#include "terminal/demo/demo_shop.hpp"
#include "terminal/ui/kit/kit.hpp"

#include <string>
#include <vector>

namespace makegood {

// What lies on the counter beside the kiosk: labels that are scanned with a click, and the paper as it comes out of the
// printer. A window of its own draws it; everything goes through the simulated devices' real lines.
class SimulatedCounter {
  public:
    struct Label {
        std::string key;  // of its node
        std::string text; // what the scanner reads
        Wording title;    // what it is, as a person reads it
        Wording detail;   // may be empty
    };
    struct Labels {
        std::vector<Label> receipts;
        std::vector<Label> products;
        std::vector<Label> badges;
    };

    SimulatedCounter(SimulatedDevices& devices, Labels labels) : devices_(devices), labels_(std::move(labels)) {}

    void build(ui::Kit& kit, const text::Words& words);
    // Takes in what the printer has finished. True when a paper came.
    bool take_papers();

  private:
    void labels(ui::Kit& kit, ui::Rect area, const text::Words& words, const std::vector<Label>& labels);
    void printer_hand(ui::Kit& kit, ui::Rect area, const text::Words& words);

    SimulatedDevices& devices_;
    Labels labels_;
    enum class Tab { receipts, products, badges } tab_ = Tab::receipts;
    bool paper_ = true;
    bool cover_closed_ = true;
    ui::PaperPicture last_paper_;
    int papers_ = 0;
};

// The labels of the demo shop: the headline receipt first, then its neighbours, its goods and the staff's badges.
Result<SimulatedCounter::Labels> demo_labels(const ProgramFolders& folders, std::uint64_t seed, CivilTime now,
                                             const text::Words& english, const text::Words& persian);

} // namespace makegood
