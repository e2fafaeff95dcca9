#pragma once

#include "drivers/cash_drawer/cash_drawer.hpp"
#include "drivers/port.hpp"
#include "drivers/printer/profile.hpp"
#include "drivers/scanner/keyboard_wedge.hpp"
#include "drivers/scanner/scanner_thread.hpp"
#include "terminal/config/preferences.hpp"
#include "terminal/error.hpp"
#include "terminal/tap_line/tap_config.hpp"
#include "workflows/ids.hpp"
#include "workflows/retention/retention.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace makegood {

// A folder that is watched for files of the till.
struct FeedConfig {
    std::filesystem::path folder;
    std::filesystem::path map; // of CSV; empty: none
    int keep_days = 365;       // papers of a tap in done/ and rejected/
    int keep_megabytes = 2048; // likewise
};

// A customer display of two lines of twenty letters.
struct DisplayConfig {
    std::optional<drivers::PortSettings> port; // its own; none: behind the printer
    drivers::CodePage page{0, "cp437"};
    std::string welcome; // empty: the catalogue's
};

// What one kiosk has to be told (the format is explained in assets/config/shop.toml).
struct ShopConfig {
    ShopIdentity shop;
    std::string terminal = "lane-1";
    BusinessUnitId business_unit;                   // empty: every receipt counts as ours
    std::filesystem::path policy;                   // empty: the one that comes with Makegood
    std::filesystem::path care;                     // likewise: who answers complaints, and by when
    std::filesystem::path labels;                   // likewise: what bar codes on receipts say
    std::filesystem::path scales;                   // likewise: what the labels of the shop's scales say
    std::filesystem::path slips;                    // likewise: what stands on the papers for customers
    std::vector<std::string> scanner_models;        // of each as the file calls it; empty: it is not made to beep
    std::vector<drivers::ScannerSettings> scanners; // "scanner", "scanner 2" …
    std::optional<drivers::WedgeSettings> wedge{
        std::in_place}; // a scanner that types like a keyboard; none: keys are keys
    std::optional<drivers::PortSettings> printer;
    std::string printer_model = "safe"; // as the file calls it
    std::string printer_persian;        // "picture" or "cp1098"; empty: as the model's file says
    // What that model can do (known_printers.hpp); safe until somebody looked.
    drivers::Profile printer_profile = drivers::safe_profile();
    std::optional<drivers::CashDrawerSettings> drawer; // that is plugged into the printer
    std::optional<DisplayConfig> display;
    std::optional<FeedConfig> feed; // none: nothing is watched
    std::optional<TapConfig> tap;   // none: no till is listened to
    Retention retention;            // unless named, everything is kept for ever
    Preferences preferences;
    int business_day_ends_minute = 0; // after midnight; what happens before belongs to the day before
    int customer_display = 0;         // 1 for the first display, 0: the customer has none
    int rest_after_minutes = 15;      // until the screen goes dark; 0: never
    int sign_out_after_minutes = 10;  // without a touch or a scan; 0: never
    int voice_rate = 175;             // words a minute
};

// What the file does not name stays as it is in `config`. Errors name file, line and key: TOML that does not parse, an
// unknown key, a value of the wrong kind.
Result<ShopConfig> read_shop_config(const std::filesystem::path& file, ShopConfig config = {});
Result<ShopConfig> parse_shop_config(std::string_view text, const std::filesystem::path& file, ShopConfig config = {});
// shop.toml in a data folder; as it is without one where there is none.
Result<ShopConfig> shop_config_in(const std::filesystem::path& data);
// With what people have chosen on the kiosk of that data folder (settings.toml) over it; what they chose of the shop is
// in `preferences.shop`. Nothing when they have chosen nothing yet.
std::optional<Result<ShopConfig>> with_settings(const std::filesystem::path& data, ShopConfig config);

} // namespace makegood
