#pragma once

#include "terminal/command/console.hpp"
#include "terminal/config/preferences.hpp"
#include "terminal/export/journal_export.hpp"
#include "terminal/finding/told_purchase.hpp"
#include "workflows/care/care_rates.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/privacy/erasure.hpp"
#include "workflows/reading/printed_date.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// The commands of the program, each from its options to its exit code.
namespace makegood {

struct ImportOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> files;
    std::vector<std::filesystem::path> products; // product lists, and
    std::vector<std::filesystem::path> counts;   // stock counts
    std::filesystem::path map;                   // empty: none
    std::filesystem::path rejects;               // empty: none
    std::filesystem::path watch;                 // a folder; empty: none, and then there are files
};
// With `watch` it ends at a signal.
Exit import_command(const Console& console, const ImportOptions& options);

// The receipts with this key, or with this number or bar code on their paper.
Exit show_command(const Console& console, const std::filesystem::path& data, const std::string& key);

// What was left behind: what is set aside and what is gone, with every step, and whose it may be.
Exit left_behind_command(const Console& console, const std::filesystem::path& data);

struct LeftBehindMoveOptions {
    std::filesystem::path data;
    std::string entry;                      // its id, or the label of its bag
    std::string to;                         // the name of a state
    std::string by;                         // their staff number
    std::string place{};                    // where it lies now; empty: where it lay
    std::string note{};                     // of a reservation
    std::optional<CivilTime> happened_at{}; // none: now
};
// Refused where that is no step for it as it is, or at no time it could have happened.
Exit left_behind_move_command(const Console& console, const LeftBehindMoveOptions& options);

constexpr int most_found = 100;
struct FindOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    ToldTexts told;
    int limit = 8;               // 1 to most_found
    std::filesystem::path batch; // a file of queries, one JSON object a line; empty: what `told` says
};
// The receipts that a customer may mean, likeliest first.
Exit find_command(const Console& console, const FindOptions& options);

struct DoctorOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    bool apply = false;
};
// How the data folder is, and what is beyond its term there; with `apply` that goes. Refused when something needs a
// hand, device_failure when that is the database.
Exit doctor_command(const Console& console, const DoctorOptions& options);

// What the product list says of the goods with this code, in any spelling, and their newest counts and movements.
Exit stock_command(const Console& console, const std::filesystem::path& data, const std::string& code);

struct StockExportOptions {
    std::filesystem::path data;
    std::optional<Date> from; // the first day
    std::optional<Date> to;   // the last day
};
// What the till's stock has to learn, as CSV or with --json, the oldest first. Each movement has its own id for ever,
// so that taking one twice can be told from taking two.
Exit stock_export_command(const Console& console, const StockExportOptions& options);

Exit journal_verify_command(const Console& console, const std::filesystem::path& data);
Exit journal_rebuild_command(const Console& console, const std::filesystem::path& data);

struct JournalExportOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::optional<Date> from{};
    std::optional<Date> until{};
    JournalFormat format = JournalFormat::json_lines;
    std::filesystem::path output; // empty: standard output
};
// The events from the first to the last of these business days.
Exit journal_export_command(const Console& console, const JournalExportOptions& options);

struct ClosingOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::optional<Date> day{}; // none: the last that was closed
    bool sign = false;         // first close what is over, which only the owner of the data folder can
};
// Refused where no such day is closed.
Exit closing_command(const Console& console, const ClosingOptions& options);

// What waits for an answer or for its close, what is due first at the top; `due` is "today", "overdue" or empty for
// all.
Exit complaints_command(const Console& console, const std::filesystem::path& data, const std::string& due);

// As RatesBy counts them.
inline constexpr const char* rates_by_names[] = {"lane", "hour", "cashier", "item", "cause"};
struct ComplaintCausesOptions {
    std::filesystem::path data{};
    std::filesystem::path config{};
    std::optional<Date> from{}; // business days; none: from the first on,
    std::optional<Date> to{};   // and to the last
    RatesBy by = RatesBy::cause;
    bool csv = false;
    bool cases = false;     // that stand behind each figure
    std::string asked_by{}; // the staff number of whoever asks for figures about cashiers, with their PIN
};
// Of receipts of those days how many brought a case, or of what was told on those days which share has which cause.
// Usage where nobody says who asks about cashiers; that wants to own the data folder, since the try of a PIN is kept.
Exit complaint_causes_command(const Console& console, const ComplaintCausesOptions& options);

// Who has opened the receipt with this key, and how they found it.
Exit seen_command(const Console& console, const std::filesystem::path& data, const std::string& key);

// One customer, told by what they say themselves: at least one of the three.
struct CustomerOptions {
    std::filesystem::path data;
    std::string phone;
    std::string loyalty_number;
    std::string receipt; // its key
    std::string by;      // the staff number of whoever runs it, whose PIN is asked for; empty: nobody says
};
struct CustomerExportOptions : CustomerOptions {
    std::filesystem::path out; // 0600; empty: standard output
};
// All that is held of the customer, as one JSON document. Refused where that is nothing. Wants to own the data folder,
// since the journal tells that it was done.
Exit customer_export_command(const Console& console, const CustomerExportOptions& options);
struct CustomerEraseOptions : CustomerOptions {
    ErasureBasis basis = ErasureBasis::request;
    bool even_with_open_cases = false;
};
// Refused also where cases or vouchers of theirs are open and that was not confirmed: nothing is erased then.
Exit customer_erase_command(const Console& console, const CustomerEraseOptions& options);

struct SecondLookOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::string case_id; // that somebody has looked at; empty: the list
    std::string by;      // their staff number
};
// What waits for somebody to look at it, the longest due first; refused where a look is not theirs or nobody wants one.
Exit second_look_command(const Console& console, const SecondLookOptions& options);

struct PolicyCheckOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::filesystem::path file; // empty: the one that the kiosk uses
};
// Refused when the policy cannot be taken; what is hardly meant is only told.
Exit policy_check_command(const Console& console, const PolicyCheckOptions& options);
// `number` is a case's id or a slip's number. In both languages.
Exit policy_explain_command(const Console& console, const std::filesystem::path& data, const std::string& number);
struct PolicyReplayOptions {
    std::filesystem::path data;
    std::filesystem::path file;
    std::optional<Date> since; // none: from the first case on
};
// Partly done when of some cases it cannot be told; they are listed.
Exit policy_replay_command(const Console& console, const PolicyReplayOptions& options);

struct PaperOptions {
    std::filesystem::path file;
    std::filesystem::path png;       // empty: no picture
    std::string profile = "tm-t88v"; // of which printer (assets/printers)
    bool text = false;
    bool commands = false; // lists them
};
Exit paper_command(const Console& console, const PaperOptions& options);

struct TapReadOptions {
    std::vector<std::filesystem::path> files; // captures of printers, or texts
    std::string till;                         // a template's name or file; empty: that which knows the paper, if any
    std::string profile = "tm-t88v";          // for which printer the bytes were meant
    std::optional<reading::DateOrder> dates;  // how the shop writes them; none: only the paper tells
    bool hex = false;                         // the bytes instead, without what they say
};
// What is read of each receipt, how sure it is, and where it stands. Refused when no file could be read, partly_done
// when some could not.
Exit tap_read_command(const Console& console, const TapReadOptions& options);

struct TapLineOptions {
    std::filesystem::path data;
    std::filesystem::path config;
};
// Passes what goes between a till and its printer, and keeps its papers, until a signal ends it. Usage where shop.toml
// is not clear; refused where one runs already; partly done where the printer did not take what was read.
Exit tap_run_command(const Console& console, const TapLineOptions& options);
// What the tap of this data folder has passed and kept. device_failure when it does not run or a side is away.
Exit tap_status_command(const Console& console, const TapLineOptions& options);

struct DevicesOptions {
    std::filesystem::path data;
    std::filesystem::path config;
};
// The scanner and the printer that shop.toml names, and how they are. device_failure when one does not work.
Exit devices_list_command(const Console& console, const DevicesOptions& options);
// The printers that are described.
Exit devices_profiles_command(const Console& console);

// The serial ports that are there, each with what to write into shop.toml.
Exit devices_ports_command(const Console& console, const std::filesystem::path& root = "/");

struct DevicesSpeedOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::string port; // empty: the printer's of shop.toml
};
// Asks the printer at each usual speed how it is, and sends nothing else. Refused where it answers at none.
Exit devices_speed_command(const Console& console, const DevicesSpeedOptions& options);

struct DevicesTestOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::string device = "printer"; // or "scanner"
    std::string port;               // empty: that of shop.toml; likewise the next two
    std::optional<int> baud{};
    std::string profile;
    bool simulate = false;
    std::filesystem::path png; // where to draw the page, too; empty: nowhere
};
// What became of the newest hundred papers. Beside a running kiosk too.
Exit print_jobs_command(const Console& console, const std::filesystem::path& data);

// Prints a page with everything that the printer can, or waits for a scan. Partly done when the page is not confirmed.
Exit devices_test_command(const Console& console, const DevicesTestOptions& options);

struct DevicesSimulateOptions {
    std::filesystem::path link; // empty: `simulated-printer` in the data folder
    std::filesystem::path data;
    std::string profile = "tm-t88v";
    std::optional<int> baud{};    // none: the profile's own, or 115,200
    std::filesystem::path tree{}; // empty: none
};
// A printer of software that another program opens by the link, with its paper in a window, until that is closed.
Exit devices_simulate_command(const Console& console, const DevicesSimulateOptions& options);

struct PlayCommandOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::filesystem::path script;
    std::filesystem::path shots;
    std::optional<Language> language;
    std::optional<ThemeName> theme;
    std::optional<int> text_percent;
    bool first_run = false;
    int width_px = 1280;
    int height_px = 800;
    std::optional<CivilTime> clock; // none: now
};
Exit play_command(const Console& console, const PlayCommandOptions& options);

struct RunOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    std::optional<Language> language;
    bool simulate = false;
    bool practice = false;
    std::filesystem::path tree; // empty: none
};
Exit run_command(const Console& console, const RunOptions& options);

struct StaffAddOptions {
    std::filesystem::path data;
    std::string id;
    std::string english_name;
    std::string persian_name;
    StaffRole role = StaffRole::cashier;
    bool persian = false;
};
// Reads the PIN from standard input and tells the label of the new badge. The person changes the PIN at its first use;
// likewise one that is set anew.
Exit staff_add_command(const Console& console, const StaffAddOptions& options);
Exit staff_pin_command(const Console& console, const std::filesystem::path& data, const StaffId& staff);
// Ends their badges and their PIN; refused for the last one who looks after the staff.
Exit staff_revoke_command(const Console& console, const std::filesystem::path& data, const StaffId& staff);
Exit staff_list_command(const Console& console, const std::filesystem::path& data);

} // namespace makegood
