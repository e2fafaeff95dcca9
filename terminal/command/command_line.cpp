#include "terminal/command/command_line.hpp"

#include "terminal/command/commands.hpp"
#include "terminal/reading/till_template_file.hpp"
#include "terminal/storage/event_names.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <iostream>

namespace makegood {

namespace {

// What every command shares; --data and --json may stand before or after the command's name.
struct Shared {
    std::string data;
    std::string config;
    std::string language;
    bool json = false;
};

std::string default_data_folder() {
    const char* home = std::getenv("HOME");
    return home ? std::string(home) + "/.local/share/makegood" : "makegood-data";
}

bool read_size(const std::string& text, int& width, int& height) {
    const auto cross = text.find('x');
    if (cross == text.npos)
        return false;
    const auto number = [](std::string_view digits, int& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} && end == digits.data() + digits.size() && value >= 400 && value <= 7'680;
    };
    return number(std::string_view(text).substr(0, cross), width) &&
           number(std::string_view(text).substr(cross + 1), height);
}

// `day` outlives the parsing.
void add_day(CLI::App& command, const std::string& name, std::optional<Date>& day, const std::string& description) {
    command.add_option_function<std::string>(
        name,
        [name, &day](const std::string& text) {
            if (!(day = Date::from_iso(text)))
                throw CLI::ValidationError(name, "wants a day as 2011-12-05");
        },
        description);
}

void add_customer(CLI::App& command, CustomerOptions& customer) {
    auto* told = command.add_option_group("customer");
    told->add_option("--phone", customer.phone, "their phone number, however it is written");
    told->add_option("--loyalty", customer.loyalty_number, "their loyalty number");
    told->add_option("--receipt", customer.receipt, "the key of a receipt of theirs");
    told->require_option(1, 0);
    command.add_option("--by", customer.by, "your staff number; your PIN is read from standard input");
}

Language language_of(const Shared& shared) {
    if (!shared.language.empty())
        return shared.language == "fa" ? Language::persian : Language::english;
    const char* locale = std::getenv("LANG");
    return locale && std::string_view(locale).starts_with("fa") ? Language::persian : Language::english;
}

} // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app{"Makegood, the service-recovery desk at the checkout", "makegood"};
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", MAKEGOOD_VERSION);

    Shared shared;
    shared.data = default_data_folder();
    app.add_option("--data", shared.data, "the folder where everything lives")->capture_default_str();
    app.add_option("--config", shared.config, "shop.toml, if it is not in the data folder");
    app.add_option("--lang", shared.language, "en or fa")->check(CLI::IsMember({"en", "fa"}));
    app.add_flag("--json", shared.json, "one JSON document on standard output and nothing else there");

    std::function<Exit(const Console&)> chosen;

    ImportOptions import;
    auto* import_app =
        app.add_subcommand("import", "take receipts from POSLog, CSV or JSON lines, packed (.gz, .xz) or not");
    auto* files = import_app->add_option("files", import.files, "the files");
    auto* products = import_app->add_option("--products", import.products,
                                            "a product list, which takes the place of the one before");
    auto* counts = import_app->add_option("--counts", import.counts, "stock counts");
    import_app
        ->add_option("--watch", import.watch, "take every file that is laid into this folder, until a signal ends it")
        ->excludes(files)
        ->excludes(products)
        ->excludes(counts);
    import_app->add_option("--map", import.map, "which column of a CSV means what (assets/feeds)");
    import_app->add_option("--rejects", import.rejects, "write rows that could not be taken to this CSV");
    import_app->callback([&] {
        const bool names_files = !import.files.empty() || !import.products.empty() || !import.counts.empty();
        if (!names_files && import.watch.empty())
            throw CLI::RequiredError("files, or --watch with a folder,");
        chosen = [&](const Console& console) {
            import.data = shared.data;
            return import_command(console, import);
        };
    });

    std::string key;
    auto* show_app = app.add_subcommand("show", "the receipts with this key, or with this number or bar code on their "
                                                "paper; or one case with all that was done");
    show_app->add_option("key", key, "key or number; of a case its id, or the number of a slip")->required();
    show_app->callback(
        [&] { chosen = [&](const Console& console) { return show_command(console, shared.data, key); }; });

    FindOptions find;
    auto* find_app = app.add_subcommand("find", "the receipts that a customer may mean, by what they remember");
    find_app->add_option("--around", find.told.around,
                         "when: 2011-10-03, 2011-10-01..2011-10-08, \"early October\", \"about two months ago\"");
    find_app->add_option("--near", find.told.near, "the time of day, as 17:30");
    find_app->add_option("--weekday", find.told.weekday, "1 to 7 for Monday to Sunday, or its name");
    find_app->add_option("--product", find.told.products, "a code, or words of a name; once for each item")
        ->allow_extra_args(false);
    find_app->add_option("--total", find.told.total, "as 139.12, 139.12±10%, \"about 140\"");
    find_app->add_option("--price", find.told.prices, "of one item; once for each")->allow_extra_args(false);
    find_app->add_option("--items", find.told.items, "how many were bought");
    find_app->add_option("--number", find.told.number, "as printed, ? for what cannot be read");
    find_app->add_option("--last4", find.told.last_four, "of the card");
    find_app->add_option("--reference", find.told.reference, "by which the bank knows the payment");
    find_app->add_option("--phone", find.told.phone, "of the customer");
    find_app->add_option("--customer", find.told.customer, "their loyalty number");
    find_app->add_option("--lane", find.told.lane, "where they paid");
    find_app->add_option("--shop", find.told.shop, "which shop it was");
    find_app->add_option("--staff", find.told.staff, "who served them");
    find_app->add_option("--limit", find.limit, "at most so many")
        ->capture_default_str()
        ->check(CLI::Range(1, most_found));
    find_app->add_option("--batch", find.batch, "a file with such questions, one JSON object a line");
    find_app->callback([&] {
        chosen = [&](const Console& console) {
            find.data = shared.data;
            find.config = shared.config;
            return find_command(console, find);
        };
    });

    DoctorOptions doctor;
    auto* doctor_app = app.add_subcommand("doctor", "how the data folder is, and what is beyond its term there");
    doctor_app->add_flag("--apply", doctor.apply, "delete what is beyond its term, now");
    doctor_app->callback([&] {
        chosen = [&](const Console& console) {
            doctor.data = shared.data;
            doctor.config = shared.config;
            return doctor_command(console, doctor);
        };
    });

    auto* left_behind_app = app.add_subcommand("left-behind", "what was left behind in the shop, and whose it may be");
    left_behind_app->fallthrough();
    left_behind_app->add_subcommand("list", "the same");
    LeftBehindMoveOptions move;
    auto* move_app = left_behind_app->add_subcommand("move", "say what became of something in the log");
    move_app->add_option("entry", move.entry, "its id, or the label of its bag")->required();
    move_app->add_option("state", move.to, "what became of it")
        ->required()
        ->check(CLI::IsMember({"kept", "reserved", "handed_over", "put_back", "disposed_of", "brought_back"}));
    move_app->add_option("--by", move.by, "your staff number; your PIN is read from standard input")->required();
    move_app->add_option("--place", move.place, "where it lies now");
    move_app->add_option("--note", move.note, "for whom it is reserved, without a name");
    std::string happened;
    move_app->add_option("--happened-at", happened, "when it happened, as 2011-12-05T10:00; otherwise now");
    left_behind_app->callback([&] {
        if (!move_app->parsed()) {
            chosen = [&](const Console& console) { return left_behind_command(console, shared.data); };
            return;
        }
        if (!happened.empty() && !(move.happened_at = CivilTime::from_iso(happened)))
            throw CLI::ValidationError("--happened-at", "wants a time as 2011-12-05T10:00");
        chosen = [&](const Console& console) {
            move.data = shared.data;
            return left_behind_move_command(console, move);
        };
    });

    auto* stock_app =
        app.add_subcommand("stock", "what is known of some goods, and what the till's stock has to learn");
    stock_app->fallthrough();
    stock_app->require_subcommand(0, 1);
    std::string goods;
    stock_app->add_option("code", goods, "the goods");
    StockExportOptions stock_export;
    std::string from, to;
    auto* stock_export_app = stock_app->add_subcommand("export", "stock movements as CSV, or with --json");
    stock_export_app->add_option("--from", from, "the first day, as 2011-12-05");
    stock_export_app->add_option("--to", to, "the last day");
    stock_export_app->add_flag("--csv")->description("the same as without it");
    stock_export_app->callback([&] {
        if (!from.empty() && !(stock_export.from = Date::from_iso(from)))
            throw CLI::ValidationError("--from", "wants a day as 2011-12-05");
        if (!to.empty() && !(stock_export.to = Date::from_iso(to)))
            throw CLI::ValidationError("--to", "wants a day as 2011-12-05");
        chosen = [&](const Console& console) {
            stock_export.data = shared.data;
            return stock_export_command(console, stock_export);
        };
    });
    stock_app->callback([&] {
        if (stock_export_app->parsed())
            return;
        if (goods.empty())
            throw CLI::RequiredError("a code, or export,");
        chosen = [&](const Console& console) { return stock_command(console, shared.data, goods); };
    });

    auto* journal_app = app.add_subcommand("journal", "the record of all that people did here");
    journal_app->require_subcommand(1);
    journal_app->fallthrough();
    journal_app->add_subcommand("verify", "recompute the chain and tell what does not fit")->callback([&] {
        chosen = [&](const Console& console) { return journal_verify_command(console, shared.data); };
    });
    journal_app->add_subcommand("rebuild", "make cases, grants and slips again from the journal")->callback([&] {
        chosen = [&](const Console& console) { return journal_rebuild_command(console, shared.data); };
    });

    JournalExportOptions exported;
    auto* export_app = journal_app->add_subcommand("export", "every event, for whoever checks or reads them elsewhere");
    add_day(*export_app, "--from", exported.from, "from this business day on, as 2011-12-05");
    add_day(*export_app, "--to", exported.until, "up to this one");
    bool as_lines = true, as_csv = false;
    auto* lines_flag = export_app->add_flag("--jsonl", as_lines, "JSON lines, which anybody can verify; the usual");
    export_app->add_flag("--csv", as_csv, "a table for people and their spreadsheets")->excludes(lines_flag);
    export_app->add_option("--output", exported.output, "the file; otherwise standard output");
    export_app->callback([&] {
        chosen = [&](const Console& console) {
            exported.data = shared.data;
            exported.config = shared.config;
            exported.format = as_csv ? JournalFormat::csv : JournalFormat::json_lines;
            return journal_export_command(console, exported);
        };
    });

    ClosingOptions closing;
    auto* closing_app = app.add_subcommand("closing", "what a business day amounted to, signed when it was over");
    add_day(*closing_app, "--day", closing.day, "of this business day, as 2011-12-05; otherwise the last one");
    closing_app->add_flag("--sign", closing.sign, "close the days that are over, as a kiosk does by itself");
    closing_app->callback([&] {
        chosen = [&](const Console& console) {
            closing.data = shared.data;
            closing.config = shared.config;
            return closing_command(console, closing);
        };
    });

    std::string complaints_due;
    auto* complaints_app = app.add_subcommand("complaints", "what customers said and who answers it, by when");
    complaints_app->add_option("--due", complaints_due, "only what is due today, or overdue")
        ->check(CLI::IsMember({"today", "overdue"}));
    complaints_app->fallthrough();
    ComplaintCausesOptions causes;
    auto* causes_app = complaints_app->add_subcommand("causes", "why things went wrong, and how often where and when");
    add_day(*causes_app, "--from", causes.from, "from this business day on, as 2011-12-05");
    add_day(*causes_app, "--to", causes.to, "up to this one");
    causes_app
        ->add_option_function<std::string>(
            "--by",
            [&](const std::string& by) {
                causes.by = static_cast<RatesBy>(std::ranges::find(rates_by_names, by) - rates_by_names);
            },
            "lane, hour, cashier, item or cause; otherwise cause")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(rates_by_names), std::end(rates_by_names))));
    causes_app->add_flag("--csv", causes.csv, "a table for people and their spreadsheets");
    causes_app->add_flag("--cases", causes.cases, "with the cases behind each figure");
    causes_app->add_option("--as", causes.asked_by,
                           "for --by cashier: your staff number; your PIN is read from "
                           "standard input");
    complaints_app->callback([&] {
        if (causes_app->parsed()) {
            chosen = [&](const Console& console) {
                causes.data = shared.data;
                causes.config = shared.config;
                return complaint_causes_command(console, causes);
            };
            return;
        }
        chosen = [&](const Console& console) { return complaints_command(console, shared.data, complaints_due); };
    });

    std::string seen_key;
    auto* seen_app = app.add_subcommand("seen", "who has opened the receipt with this key, and how they found it");
    seen_app->add_option("key", seen_key, "as `show` and `find` tell it")->required();
    seen_app->callback(
        [&] { chosen = [&](const Console& console) { return seen_command(console, shared.data, seen_key); }; });

    SecondLookOptions second_look;
    auto* second_look_app =
        app.add_subcommand("second-look", "what was given alone and chance chose for somebody else to look at");
    auto* looked_case = second_look_app->add_option("case", second_look.case_id, "a case that you have looked at");
    second_look_app->add_option("--by", second_look.by, "your staff number; your PIN is read from standard input")
        ->needs(looked_case);
    second_look_app->callback([&] {
        if (!second_look.case_id.empty() && second_look.by.empty())
            throw CLI::RequiredError("--by with your staff number");
        chosen = [&](const Console& console) {
            second_look.data = shared.data;
            second_look.config = shared.config;
            return second_look_command(console, second_look);
        };
    });

    auto* customer_app = app.add_subcommand("customer", "what is held of one customer");
    customer_app->require_subcommand(1);
    customer_app->fallthrough();
    CustomerExportOptions customer_export;
    auto* customer_export_app = customer_app->add_subcommand("export", "all of it, as one JSON document");
    add_customer(*customer_export_app, customer_export);
    customer_export_app->add_option("--out", customer_export.out, "the file; otherwise standard output");
    customer_export_app->callback([&] {
        chosen = [&](const Console& console) {
            customer_export.data = shared.data;
            return customer_export_command(console, customer_export);
        };
    });
    CustomerEraseOptions customer_erase;
    std::string basis = storage::event_name(customer_erase.basis);
    auto* customer_erase_app = customer_app->add_subcommand("erase", "remove what leads to them from every receipt");
    add_customer(*customer_erase_app, customer_erase);
    customer_erase_app->add_option("--basis", basis, "request, withdrawn_consent or order")
        ->capture_default_str()
        ->check(CLI::IsMember({"request", "withdrawn_consent", "order"}));
    customer_erase_app->add_flag("--even-with-open-cases", customer_erase.even_with_open_cases,
                                 "also while something is still to come for them");
    customer_erase_app->callback([&] {
        chosen = [&](const Console& console) {
            customer_erase.data = shared.data;
            customer_erase.basis = *storage::event_named<ErasureBasis>(basis);
            return customer_erase_command(console, customer_erase);
        };
    });

    auto* policy_app = app.add_subcommand("policy", "the rules of the shop");
    policy_app->require_subcommand(1);
    policy_app->fallthrough();
    PolicyCheckOptions check;
    auto* check_app = policy_app->add_subcommand("check", "read a policy and tell what is wrong or hardly meant");
    check_app->add_option("file", check.file, "the policy; otherwise the one that the kiosk uses");
    check_app->callback([&] {
        chosen = [&](const Console& console) {
            check.data = shared.data;
            check.config = shared.config;
            return policy_check_command(console, check);
        };
    });
    std::string case_number;
    auto* explain_app = policy_app->add_subcommand("explain", "why a case was decided as it was");
    explain_app->add_option("case", case_number, "its id, or the number on its slip")->required();
    explain_app->callback([&] {
        chosen = [&](const Console& console) { return policy_explain_command(console, shared.data, case_number); };
    });
    PolicyReplayOptions replay;
    auto* replay_app = policy_app->add_subcommand("replay", "what another policy would have said to past cases");
    replay_app->add_option("file", replay.file, "the other policy")->required();
    add_day(*replay_app, "--since", replay.since, "cases from this day on, as 2011-12-05");
    replay_app->callback([&] {
        chosen = [&](const Console& console) {
            replay.data = shared.data;
            return policy_replay_command(console, replay);
        };
    });

    PaperOptions paper;
    auto* paper_app = app.add_subcommand("paper", "what a receipt printer makes of a file of ESC/POS bytes");
    paper_app->add_option("file", paper.file, "the bytes")->required();
    paper_app->add_option("--png", paper.png, "draw the paper to this file");
    paper_app->add_flag("--text", paper.text, "print its text");
    paper_app->add_option("--profile", paper.profile, "which printer, as `devices profiles` calls it")
        ->capture_default_str();
    paper_app->add_flag("--commands", paper.commands, "list its commands with their place and parameters");
    paper_app->callback([&] { chosen = [&](const Console& console) { return paper_command(console, paper); }; });

    TapReadOptions tap_read;
    std::string dates;
    auto* tap_app = app.add_subcommand("tap", "receipts as any till prints them");
    tap_app->require_subcommand(1);
    tap_app->fallthrough();
    auto* tap_read_app = tap_app->add_subcommand("read", "what is read of receipts, how sure it is, and from where");
    tap_read_app->add_option("files", tap_read.files, "what a till sent to its printer, or text")->required();
    tap_read_app->add_option("--template", tap_read.till,
                             "how the till prints them (docs/tap.md): a file, or its name");
    tap_read_app->add_option("--profile", tap_read.profile, "for which printer, as `devices profiles` calls it")
        ->capture_default_str();
    tap_read_app->add_option("--dates", dates, "how the shop writes them, where the paper does not tell")
        ->check(CLI::IsMember({"day-month-year", "month-day-year", "year-month-day"}));
    tap_read_app->add_flag("--hex", tap_read.hex,
                           "the bytes instead, the last 64 KB in hexadecimal, without what they say");
    tap_read_app->callback([&] {
        chosen = [&](const Console& console) {
            tap_read.dates = date_order_named(dates);
            return tap_read_command(console, tap_read);
        };
    });
    tap_app->add_subcommand("run", "pass what goes between a till and its printer, and keep its receipts")
        ->callback([&] {
            chosen = [&](const Console& console) {
                return tap_run_command(console, {.data = shared.data, .config = shared.config});
            };
        });
    tap_app->add_subcommand("status", "what has passed, and what was kept")->callback([&] {
        chosen = [&](const Console& console) {
            return tap_status_command(console, {.data = shared.data, .config = shared.config});
        };
    });

    auto* devices_app = app.add_subcommand("devices", "scanner and printer: how they are, and a page that tries them");
    devices_app->require_subcommand(0, 1);
    devices_app->fallthrough();
    const auto list_devices = [&] {
        chosen = [&](const Console& console) {
            return devices_list_command(console, {.data = shared.data, .config = shared.config});
        };
    };
    devices_app->add_subcommand("list", "each device of shop.toml with its state")->callback(list_devices);
    devices_app->add_subcommand("profiles", "the printers that we know")->callback([&] {
        chosen = [&](const Console& console) { return devices_profiles_command(console); };
    });
    devices_app->add_subcommand("ports", "the serial ports that are there")->callback([&] {
        chosen = [&](const Console& console) { return devices_ports_command(console); };
    });
    devices_app->add_subcommand("jobs", "what became of the newest papers")->callback([&] {
        chosen = [&](const Console& console) { return print_jobs_command(console, shared.data); };
    });
    DevicesSpeedOptions devices_speed;
    auto* devices_speed_app =
        devices_app->add_subcommand("speed", "ask the printer at each usual speed how it is, and nothing else");
    devices_speed_app->add_option("--port", devices_speed.port, "where it is, if not where shop.toml says");
    devices_speed_app->callback([&] {
        chosen = [&](const Console& console) {
            devices_speed.data = shared.data;
            devices_speed.config = shared.config;
            return devices_speed_command(console, devices_speed);
        };
    });
    DevicesTestOptions devices_test;
    auto* devices_test_app = devices_app->add_subcommand("test", "print a self-test page, or read one label");
    devices_test_app->add_option("name", devices_test.device, "printer or scanner")
        ->capture_default_str()
        ->check(CLI::IsMember({"printer", "scanner"}));
    devices_test_app->add_option("--port", devices_test.port, "where it is, if not where shop.toml says");
    devices_test_app->add_option("--baud", devices_test.baud, "how fast")->check(CLI::Range(300, 4'000'000));
    devices_test_app->add_option("--profile", devices_test.profile, "which printer, as `devices profiles` calls it");
    devices_test_app->add_flag("--simulate", devices_test.simulate, "on a printer of software");
    devices_test_app->add_option("--png", devices_test.png, "draw the page to this file, too");
    devices_test_app->callback([&] {
        chosen = [&](const Console& console) {
            devices_test.data = shared.data;
            devices_test.config = shared.config;
            return devices_test_command(console, devices_test);
        };
    });
    DevicesSimulateOptions devices_simulate;
    auto* devices_simulate_app =
        devices_app->add_subcommand("simulate", "a printer of software for other programs, with its paper in a window");
    devices_simulate_app->add_option("--link", devices_simulate.link,
                                     "what it is opened as; `simulated-printer` in the data folder if not given");
    devices_simulate_app
        ->add_option("--profile", devices_simulate.profile, "which printer, as `devices profiles` calls it")
        ->capture_default_str();
    devices_simulate_app->add_option("--tree", devices_simulate.tree,
                                     "for diagnosis: keep what the window shows in this file");
    devices_simulate_app->add_option("--baud", devices_simulate.baud, "how fast its line is")
        ->check(CLI::Range(300, 4'000'000));
    devices_simulate_app->callback([&] {
        chosen = [&](const Console& console) {
            devices_simulate.data = shared.data;
            return devices_simulate_command(console, devices_simulate);
        };
    });
    devices_app->callback([&] {
        if (devices_app->get_subcommands().empty())
            list_devices();
    });

    PlayCommandOptions play;
    std::string size = "1280x800", clock, theme;
    auto* play_app = app.add_subcommand("play", "play a script on a kiosk without a window");
    play_app->add_option("script", play.script, "the script")->required();
    play_app->add_option("--shots", play.shots, "where pictures, papers and summary.json go")->required();
    play_app->add_option("--size", size, "of the screen in pixels")->capture_default_str();
    play_app->add_option("--text", play.text_percent, "size of the letters in percent")->check(CLI::Range(100, 200));
    play_app->add_option("--theme", theme, "light, dark or high-contrast")
        ->check(CLI::IsMember({"light", "dark", "high-contrast"}));
    play_app->add_flag("--first-run", play.first_run, "begin with what a new kiosk asks");
    play_app->add_option("--clock", clock, "the shop's time, as 2011-12-05T10:00; otherwise now");
    play_app->callback([&] {
        if (!read_size(size, play.width_px, play.height_px))
            throw CLI::ValidationError("--size", "wants WIDTHxHEIGHT, each from 400 to 7680");
        if (!clock.empty() && !(play.clock = CivilTime::from_iso(clock)))
            throw CLI::ValidationError("--clock", "wants a time as 2011-12-05T10:00");
        chosen = [&](const Console& console) {
            play.data = shared.data;
            play.config = shared.config;
            if (!shared.language.empty())
                play.language = language_of(shared);
            play.theme = theme_named(theme);
            return play_command(console, play);
        };
    });

    RunOptions run;
    auto* run_app = app.add_subcommand("run", "open the kiosk");
    run_app->add_flag("--simulate", run.simulate, "with a scanner, a printer and a counter of software");
    run_app->add_flag("--practice", run.practice, "on a copy of everything, where nothing that is done is real");
    run_app->add_option("--tree", run.tree, "for diagnosis: keep what the windows show in this file, a line a widget");
    run_app->callback([&] {
        chosen = [&](const Console& console) {
            run.data = shared.data;
            run.config = shared.config;
            if (!shared.language.empty())
                run.language = language_of(shared);
            return run_command(console, run);
        };
    });

    StaffAddOptions staff;
    std::string role = "cashier", speaks = "en";
    auto* staff_app = app.add_subcommand("staff", "who works here");
    staff_app->require_subcommand(1);
    staff_app->fallthrough();
    auto* add_app = staff_app->add_subcommand("add", "enrol somebody; the PIN is read from standard input");
    add_app->add_option("id", staff.id, "their number")->required();
    add_app->add_option("name", staff.english_name, "their name")->required();
    add_app->add_option("--persian-name", staff.persian_name, "their name in Persian letters");
    add_app->add_option("--role", role, "cashier, supervisor, manager or owner")
        ->check(CLI::IsMember({"cashier", "supervisor", "manager", "owner"}));
    add_app->add_option("--speaks", speaks, "en or fa")->check(CLI::IsMember({"en", "fa"}));
    add_app->callback([&] {
        chosen = [&](const Console& console) {
            staff.data = shared.data;
            staff.role = storage::event_named<StaffRole>(role).value_or(StaffRole::cashier);
            staff.persian = speaks == "fa";
            return staff_add_command(console, staff);
        };
    });
    auto* pin_app = staff_app->add_subcommand(
        "pin", "set somebody's PIN anew, to be changed at its first use; it is read from standard input");
    pin_app->add_option("id", staff.id, "their number")->required();
    pin_app->callback([&] {
        chosen = [&](const Console& console) { return staff_pin_command(console, shared.data, StaffId(staff.id)); };
    });
    auto* revoke_app = staff_app->add_subcommand("revoke", "somebody works here no more: badges and PIN end");
    revoke_app->add_option("id", staff.id, "their number")->required();
    revoke_app->callback([&] {
        chosen = [&](const Console& console) { return staff_revoke_command(console, shared.data, StaffId(staff.id)); };
    });
    staff_app->add_subcommand("list", "everybody who is enrolled")->callback([&] {
        chosen = [&](const Console& console) { return staff_list_command(console, shared.data); };
    });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked_for_help = error.get_exit_code() == 0;
        app.exit(error);
        return static_cast<int>(asked_for_help ? Exit::done : Exit::usage);
    }

    auto folders = find_program_folders();
    if (!folders) {
        std::cerr << folders.error().text() << '\n';
        return static_cast<int>(Exit::device_failure);
    }
    auto words = text::Words::open(folders->words(), language_of(shared) == Language::persian ? "fa" : "en");
    if (!words) {
        std::cerr << words.error() << '\n';
        return static_cast<int>(Exit::device_failure);
    }
    return static_cast<int>(chosen(Console(std::move(*folders), std::move(*words), shared.json)));
}

} // namespace makegood
