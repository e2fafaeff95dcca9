#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "drivers/file_port.hpp"
#include "drivers/printer/buffer_credits.hpp"
#include "drivers/printer/speed_probe.hpp"
#include "drivers/scanner/event_device.hpp"
#include "drivers/tcp_port.hpp"
#include "drivers/usb_port.hpp"
#include "terminal/application/devices.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/run/printer_window.hpp"
#include "terminal/slip/self_test_page.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/randomness.hpp"

#include <chrono>
#include <thread>
#include <unistd.h>

namespace makegood {

namespace {

using namespace std::chrono_literals;

constexpr auto state_patience = 3s; // a printer that answers nothing is known to after two questions of 500 ms
constexpr auto scan_patience = 30s;
constexpr auto event_pause = 10ms;

Result<ShopConfig> config_of(const std::filesystem::path& data, const std::filesystem::path& config) {
    return config.empty() ? shop_config_in(data) : read_shop_config(config);
}

// The safe one where nobody described it, which is said.
KnownPrinter described(const Console& console, const std::string& model) {
    auto printer = known_printer(console.folders().printers(), model);
    if (printer)
        return std::move(*printer);
    console.complain("command.devices.unknown_printer", {{"name", text::plain(model)}});
    return *known_printer({}, "safe");
}

// The next event, or none until the deadline.
std::optional<drivers::DeviceEvent> next_event(drivers::EventQueue<drivers::DeviceEvent>& events,
                                               drivers::MonotonicTime deadline) {
    for (;;) {
        if (auto event = events.take())
            return event;
        if (drivers::monotonic_now() >= deadline)
            return std::nullopt;
        std::this_thread::sleep_for(event_pause);
    }
}

struct State {
    std::string word; // of the catalogue
    std::string detail;
    bool well = false;
    drivers::DrawerPin drawer{}; // of a printer's
};

State state_of(const drivers::StatusUpdateEvent& told) {
    using namespace drivers;
    const auto& printer = told.printer;
    if (printer.paper == PaperState::end)
        return {"devices.printer.paper_end", {}};
    if (printer.cover == CoverState::open)
        return {"devices.printer.open", {}};
    if (printer.fault == FaultState::cutter)
        return {"devices.printer.cutter", {}};
    if (printer.fault == FaultState::recovers_by_itself)
        return {"devices.printer.resting", {}};
    if (printer.fault == FaultState::recoverable || printer.fault == FaultState::unrecoverable)
        return {"devices.printer.fault", {}};
    if (told.power == PowerState::offline)
        return {"devices.printer.offline", {}};
    if (printer.paper == PaperState::near_end)
        return {"devices.printer.near_end", {}, true};
    return {"devices.printer.ready", {}, true};
}

bool is_serial(const drivers::PortSettings& port) {
    return !drivers::is_network_path(port.path) && !drivers::file_path(port.path) && port.path != "printer" &&
           !drivers::is_event_device(port.path);
}

State state_of(const drivers::ErrorEvent& error, const drivers::PortSettings& port, const std::string& absent_word) {
    if (error.kind == drivers::ErrorKind::held_by_other && drivers::is_network_path(port.path))
        return {"command.devices.state.busy", {}};
    if (error.kind == drivers::ErrorKind::held_by_other)
        return {"command.devices.state.held", {}, true};
    if (error.kind == drivers::ErrorKind::not_allowed)
        return {"command.devices.state.not_allowed", error.detail};
    return {absent_word, error.detail};
}

// Of a device that says no more than that its port is there.
template <class Thread, class Settings>
State state_at_port(Settings settings, const std::string& there, const std::string& absent) {
    drivers::EventQueue<drivers::DeviceEvent> events(64);
    const Thread device(settings, events);
    const auto deadline = drivers::monotonic_now() + state_patience;
    while (const auto event = next_event(events, deadline)) {
        if (const auto* error = std::get_if<drivers::ErrorEvent>(&*event))
            return state_of(*error, settings.port, absent);
        if (const auto* status = std::get_if<drivers::StatusUpdateEvent>(&*event))
            if (status->power == drivers::PowerState::online)
                return {there, {}, true};
    }
    return {absent, {}};
}

State scanner_state(const drivers::ScannerSettings& scanner) {
    return state_at_port<drivers::ScannerThread>(scanner, "devices.scanner.ready", "devices.scanner.absent");
}

State display_state(const drivers::PortSettings& port) {
    return state_at_port<drivers::LineDisplayThread>(drivers::LineDisplaySettings{.device_id = "display", .port = port},
                                                     "devices.display.there", "devices.display.absent");
}

// What its printer's sensor says, whose levels the shop's file or the kiosk knows.
State drawer_state(const DevicesOptions& options, const ShopConfig& config, const State& printer) {
    const auto chosen = with_settings(options.data, config);
    auto open_level = config.drawer->open_level;
    if (open_level == drivers::DrawerPin::unknown && chosen && *chosen)
        open_level = (*chosen)->preferences.drawer_open;
    if (printer.drawer == drivers::DrawerPin::unknown)
        return printer.well ? State{"devices.drawer.silent", {}, true} : State{"devices.drawer.absent", {}};
    switch (drivers::drawer_state(printer.drawer, open_level)) {
    case drivers::DrawerState::open:
        return {"devices.drawer.open", {}, true};
    case drivers::DrawerState::closed:
        return {"devices.drawer.closed", {}, true};
    case drivers::DrawerState::unknown:
        break;
    }
    return {"devices.drawer.unlearned", {}, true};
}

State printer_state(const drivers::PortSettings& port, const drivers::Profile& profile) {
    drivers::EventQueue<drivers::DeviceEvent> events(64);
    const drivers::PrinterThread printer(printer_settings(port, profile), events);
    const auto deadline = drivers::monotonic_now() + state_patience;
    while (const auto event = next_event(events, deadline)) {
        if (const auto* error = std::get_if<drivers::ErrorEvent>(&*event))
            return state_of(*error, port, "devices.printer.absent");
        const auto* status = std::get_if<drivers::StatusUpdateEvent>(&*event);
        if (!status)
            continue;
        if (!profile.status && status->power == drivers::PowerState::online)
            return {"command.devices.state.no_status", {}, true};
        if (status->printer.paper == drivers::PaperState::unknown)
            continue;
        auto state = state_of(*status);
        state.drawer = status->printer.drawer;
        return state;
    }
    return {"devices.printer.absent", {}};
}

std::string in_words(const Console& console, const State& state) {
    const auto word = console.words().say(state.word);
    return state.detail.empty() ? word
                                : console.words().say("command.devices.state.detail",
                                                      {{"state", word}, {"detail", text::plain(state.detail)}});
}

Json json_of(const drivers::PortSettings& port, const State& state) {
    return Json::object({{"port", port.path},
                         {"baud", is_serial(port) ? Json(port.line.baud) : Json()},
                         {"state", state.word.substr(state.word.rfind('.') + 1)},
                         {"detail", text::plain(state.detail)},
                         {"well", state.well}});
}

Result<drivers::PrintJob> self_test_job(const Console& console, const drivers::Profile& profile) {
    const auto fonts = text::find_fonts(console.folders().program);
    if (!fonts)
        return refused(Error{"find", "fonts", fonts.error()});
    auto typesetter = text::Typesetter::open(*fonts);
    if (!typesetter)
        return refused(Error{"open", "fonts", typesetter.error()});
    auto bytes = escpos::encode(self_test_page(console.words(), *typesetter, profile), profile);
    if (!bytes)
        return refused(Error{"encode", "the self-test page", bytes.error().detail});
    // Another run's late confirmation must not count for this one.
    const auto number = SystemRandomness().next();
    return drivers::PrintJob{std::to_string(number), std::move(*bytes),
                             drivers::ConfirmationId::of_number(static_cast<std::uint32_t>(number))};
}

Result<void> draw(const std::vector<std::uint8_t>& bytes, const drivers::Profile& profile,
                  const std::filesystem::path& png) {
    auto font = escpos::PaperFont::open(paper_font_file);
    const auto picture = escpos::draw_paper(escpos::interpret(bytes, profile), font ? &*font : nullptr);
    if (!picture)
        return refused(Error{"draw", "the self-test page", picture.error()});
    if (const auto written = escpos::write_png(*picture, png); !written)
        return refused(Error{"write", png.string(), written.error()});
    return {};
}

std::string name_of(drivers::Outcome outcome) {
    switch (outcome) {
    case drivers::Outcome::printed:
        return "printed";
    case drivers::Outcome::processed:
    case drivers::Outcome::sent:
        return "processed";
    case drivers::Outcome::unconfirmed:
        return "unconfirmed";
    case drivers::Outcome::failed:
    case drivers::Outcome::cancelled:
        break;
    }
    return "failed";
}

// The outcome, with each state told that keeps the page from coming out.
drivers::OutputCompleteEvent outcome_of(const Console& console, drivers::EventQueue<drivers::DeviceEvent>& events) {
    std::string told;
    for (;;) {
        const auto event = next_event(events, drivers::monotonic_now() + 1h);
        if (!event)
            continue;
        if (const auto* complete = std::get_if<drivers::OutputCompleteEvent>(&*event))
            return *complete;
        const auto* status = std::get_if<drivers::StatusUpdateEvent>(&*event);
        if (!status || status->power == drivers::PowerState::absent)
            continue;
        const auto state = state_of(*status);
        if (!state.well && state.word != told)
            console.complain(state.word);
        told = state.word;
    }
}

// A folder for the simulated printer's line, which goes with it.
struct PassingFolder {
    std::filesystem::path path;

    PassingFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "makegood-XXXXXX").string();
        if (::mkdtemp(name.data()))
            path = name;
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    ~PassingFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

Exit test_printer(const Console& console, const DevicesTestOptions& options, const drivers::PortSettings& port,
                  const KnownPrinter& printer) {
    auto job = self_test_job(console, drivers::at_port(printer.profile, port));
    if (!job)
        return console.fail(job.error());
    if (!options.png.empty())
        if (const auto drawn = draw(job->bytes, printer.profile, options.png); !drawn)
            return console.fail(drawn.error());
    drivers::EventQueue<drivers::DeviceEvent> events(256);
    drivers::PrinterThread thread(printer_settings(port, printer.profile), events);
    console.say("command.devices.test.sent", {{"name", text::plain(printer.profile.name)}});
    thread.post(std::move(*job));
    const auto complete = outcome_of(console, events);
    const auto outcome = name_of(complete.outcome);
    const bool came_out = outcome == "printed" || outcome == "processed";
    const text::Arguments detail{{"detail", text::plain(complete.detail)}};
    if (came_out)
        console.say("command.devices.test." + outcome);
    else
        console.complain("command.devices.test." + outcome, detail);
    console.document(Json::object({{"device", "printer"},
                                   {"profile", printer.name},
                                   {"outcome", outcome},
                                   {"detail", text::plain(complete.detail)}}));
    return came_out ? Exit::done : outcome == "unconfirmed" ? Exit::partly_done : Exit::device_failure;
}

Exit test_scanner(const Console& console, const drivers::ScannerSettings& settings) {
    drivers::EventQueue<drivers::DeviceEvent> events(64);
    const drivers::ScannerThread scanner(settings, events);
    console.say("command.devices.test.scan");
    const auto deadline = drivers::monotonic_now() + scan_patience;
    while (const auto event = next_event(events, deadline)) {
        if (const auto* error = std::get_if<drivers::ErrorEvent>(&*event))
            console.complain("command.devices.state.detail",
                             {{"state", console.words().say(error->kind == drivers::ErrorKind::not_allowed
                                                                ? "command.devices.state.not_allowed"
                                                                : "devices.scanner.absent")},
                              {"detail", text::plain(error->detail)}});
        if (const auto* data = std::get_if<drivers::DataEvent>(&*event)) {
            const auto label = text::plain(data->scan.label);
            console.say("command.devices.test.scanned", {{"label", text::Code{label}}});
            console.document(Json::object({{"device", "scanner"}, {"label", label}}));
            return Exit::done;
        }
    }
    console.complain("command.devices.test.nothing_scanned");
    return Exit::device_failure;
}

} // namespace

Exit devices_list_command(const Console& console, const DevicesOptions& options) {
    const auto config = config_of(options.data, options.config);
    if (!config)
        return console.fail(config.error());
    Json printer, drawer, display;
    std::vector<Json> scanners;
    State at_printer;
    bool well = true;
    for (const auto& scanner : config->scanners) {
        const auto state = scanner_state(scanner);
        console.say(is_serial(scanner.port) ? "command.devices.scanner" : "command.devices.scanner_keyboard",
                    {{"port", text::Code{scanner.port.path}},
                     {"baud", text::Code{std::to_string(scanner.port.line.baud)}},
                     {"state", in_words(console, state)}});
        scanners.push_back(json_of(scanner.port, state));
        well = well && state.well;
    }
    if (config->scanners.empty())
        console.say("command.devices.no_scanner");
    if (config->printer) {
        const auto known = described(console, config->printer_model);
        const auto state = printer_state(*config->printer, known.profile);
        console.say(is_serial(*config->printer) ? "command.devices.printer" : "command.devices.printer_elsewhere",
                    {{"name", text::plain(known.profile.name)},
                     {"port", text::Code{config->printer->path}},
                     {"baud", text::Code{std::to_string(config->printer->line.baud)}},
                     {"state", in_words(console, state)}});
        printer = json_of(*config->printer, state);
        printer.add("profile", known.name);
        well = well && state.well;
        at_printer = state;
    } else {
        console.say("command.devices.no_printer");
    }
    if (config->printer && config->drawer) {
        const auto state = drawer_state(options, *config, at_printer);
        console.say("command.devices.drawer", {{"state", in_words(console, state)}});
        drawer = json_of({.path = "printer"}, state);
        well = well && state.well;
    }
    if (config->display) {
        const auto& port = config->display->port;
        const bool printer_answers = at_printer.well || at_printer.drawer != drivers::DrawerPin::unknown;
        const State behind_it{
            printer_answers ? "devices.display.there" : "devices.display.printer_absent", {}, printer_answers};
        const auto state = port ? display_state(*port) : behind_it;
        const auto there = port.value_or(drivers::PortSettings{.path = "printer"});
        console.say(port ? "command.devices.display" : "command.devices.display_at_printer",
                    {{"port", text::Code{there.path}},
                     {"baud", text::Code{std::to_string(there.line.baud)}},
                     {"state", in_words(console, state)}});
        display = json_of(there, state);
        well = well && state.well;
    }
    console.document(Json::object({{"scanners", Json::array(std::move(scanners))},
                                   {"printer", printer},
                                   {"drawer", drawer},
                                   {"display", display}}));
    return well ? Exit::done : Exit::device_failure;
}

Exit devices_profiles_command(const Console& console) {
    const auto printers = known_printers(console.folders().printers());
    if (!printers)
        return console.fail(printers.error());
    Json rows = Json::array();
    for (const auto& printer : *printers) {
        const auto& profile = printer.profile;
        std::string abilities;
        for (const auto& [has, ability] :
             {std::pair{profile.cutter, "cutter"}, std::pair{profile.drawer, "drawer"},
              std::pair{profile.status, "status"}, std::pair{profile.completion, "confirms"}})
            if (has)
                abilities += console.words().say(std::string("command.devices.ability.") + ability);
        console.say("command.devices.profile", {{"name", text::Code{printer.name}},
                                                {"model", profile.name},
                                                {"dots", text::Code{std::to_string(profile.dots_per_line)}},
                                                {"letters", text::Code{std::to_string(profile.columns_font_a)}},
                                                {"abilities", abilities}});
        Json pages = Json::array(), unknown = Json::array();
        for (const auto& page : profile.code_pages)
            pages.push_back(Json::object({{"number", static_cast<int>(page.number)}, {"name", page.name}}));
        for (const auto& key : printer.unknown)
            unknown.push_back(key);
        rows.push_back(Json::object({{"name", printer.name},
                                     {"model", profile.name},
                                     {"dots_per_line", profile.dots_per_line},
                                     {"dots_per_inch", profile.dots_per_inch},
                                     {"columns", profile.columns_font_a},
                                     {"bar_codes", profile.barcodes},
                                     {"qr_codes", profile.qr_codes},
                                     {"cutter", profile.cutter},
                                     {"feed_to_blade_dots", profile.feed_to_blade_dots},
                                     {"drawer", profile.drawer},
                                     {"status", profile.status},
                                     {"confirms", profile.completion},
                                     {"buffer_bytes", profile.buffer_bytes ? Json(*profile.buffer_bytes) : Json()},
                                     {"baud", profile.baud ? Json(*profile.baud) : Json()},
                                     {"persian", printer.persian},
                                     {"code_pages", pages},
                                     {"unknown", unknown}}));
    }
    console.say("command.devices.profiles_explained");
    console.document(Json::object({{"profiles", rows}}));
    return Exit::done;
}

Exit devices_ports_command(const Console& console, const std::filesystem::path& root) {
    const auto ports = drivers::present_ports(root);
    const auto keyboards = drivers::present_keyboards(root);
    if (ports.empty())
        console.say("command.devices.no_ports");
    Json rows = Json::array(), keyboard_rows = Json::array();
    for (const auto& port : ports) {
        const bool is_usb = !port.usb.vendor.empty();
        const auto told = text::plain(port.told);
        console.say(!is_usb        ? "command.devices.port_built_in"
                    : told.empty() ? "command.devices.port_unnamed"
                                   : "command.devices.port",
                    {{"path", text::Code{port.path}},
                     {"told", told},
                     {"line", text::Code{"port = \"" + port.identity + "\""}}});
        rows.push_back(Json::object({{"path", port.path},
                                     {"port", port.identity},
                                     {"told", told},
                                     {"usb", is_usb ? Json(port.usb.vendor + ":" + port.usb.product) : Json()},
                                     {"serial", text::plain(port.usb.serial)},
                                     {"place", port.usb.place}}));
    }
    for (const auto& keyboard : keyboards) {
        const auto told = text::plain(keyboard.told);
        console.say(told.empty() ? "command.devices.keyboard_unnamed" : "command.devices.keyboard",
                    {{"path", text::Code{keyboard.path}},
                     {"told", told},
                     {"line", text::Code{"port = \"" + keyboard.identity + "\""}}});
        keyboard_rows.push_back(Json::object({{"path", keyboard.path}, {"port", keyboard.identity}, {"told", told}}));
    }
    console.document(Json::object({{"ports", rows}, {"keyboards", keyboard_rows}}));
    return Exit::done;
}

Exit devices_speed_command(const Console& console, const DevicesSpeedOptions& options) {
    drivers::PortSettings port{.path = options.port};
    if (options.port.empty()) {
        const auto config = config_of(options.data, options.config);
        if (!config)
            return console.fail(config.error());
        if (!config->printer) {
            console.complain("command.devices.test.nothing_named");
            return Exit::refused;
        }
        port = *config->printer;
    }
    if (!is_serial(port)) {
        console.complain("command.devices.speed.no_line", {{"port", text::Code{port.path}}});
        return Exit::refused;
    }
    console.say("command.devices.speed.asking", {{"port", text::Code{port.path}}});
    const auto tried = drivers::probe_speeds(port);
    if (!tried) {
        console.complain("command.devices.speed.failed",
                         {{"port", text::Code{port.path}}, {"why", tried.error().text()}});
        return Exit::device_failure;
    }
    constexpr const char* answers[] = {"status", "nonsense", "silence"};
    Json rows = Json::array();
    std::optional<int> right;
    for (const auto& [baud, answer] : *tried) {
        const std::string name = answers[static_cast<std::size_t>(answer)];
        console.say("command.devices.speed." + name, {{"baud", text::Code{std::to_string(baud)}}});
        rows.push_back(Json::object({{"baud", baud}, {"answer", name}}));
        if (answer == drivers::SpeedAnswer::status && !right)
            right = baud;
    }
    if (right)
        console.say("command.devices.speed.found", {{"line", text::Code{"baud = " + std::to_string(*right)}}});
    else
        console.say("command.devices.speed.none");
    console.document(Json::object({{"port", port.path}, {"speeds", rows}, {"baud", right ? Json(*right) : Json()}}));
    return right ? Exit::done : Exit::device_failure;
}

Exit devices_simulate_command(const Console& console, const DevicesSimulateOptions& options) {
    auto printer = known_printer(console.folders().printers(), options.profile);
    if (!printer) {
        console.complain("command.devices.unknown_printer", {{"name", text::plain(options.profile)}});
        return Exit::refused;
    }
    const auto link = options.link.empty() ? options.data / "simulated-printer" : options.link;
    const auto baud = options.baud.value_or(static_cast<int>(printer->profile.baud.value_or(115'200)));
    const auto ran = run_printer_window({.profile = printer->profile, .link = link, .baud = baud, .tree = options.tree},
                                        console.folders(), console.words(), [&] {
                                            console.say("command.devices.simulate.ready",
                                                        {{"name", text::plain(printer->profile.name)},
                                                         {"port", text::Code{link.string()}},
                                                         {"baud", text::Code{std::to_string(baud)}}});
                                        });
    return ran ? Exit::done : console.fail(ran.error());
}

Exit devices_test_command(const Console& console, const DevicesTestOptions& options) {
    const auto config = config_of(options.data, options.config);
    if (!config)
        return console.fail(config.error());
    const bool is_printer = options.device == "printer";
    const auto scanner = config->scanners.empty() ? std::nullopt : std::optional(config->scanners.front());
    auto port = is_printer ? config->printer : scanner ? std::optional(scanner->port) : std::nullopt;
    if (!options.port.empty()) {
        port = port.value_or(drivers::PortSettings{});
        port->path = options.port;
    }
    if (options.baud && port)
        port->line.baud = *options.baud;
    if (!is_printer && port) {
        auto settings = scanner.value_or(drivers::ScannerSettings{.device_id = "scanner"});
        settings.port = *port;
        return test_scanner(console, settings);
    }

    const bool simulates = is_printer && options.simulate;
    auto model = options.profile.empty() ? config->printer_model : options.profile;
    if (simulates && options.profile.empty())
        model = SimulatedDevices::printer_model;
    auto printer = described(console, model);
    if (!config->printer_persian.empty() && !print_persian(printer.profile, config->printer_persian))
        console.complain("command.doctor.finding.persian_page", {{"name", text::plain(printer.profile.name)}});
    if (simulates) {
        const PassingFolder folder;
        const auto plugged = drivers::SimulatedPrinter::plug_in({.link = folder.path / "printer"});
        if (!plugged)
            return console.fail(Error{"plug in", "the simulated printer", plugged.error().text()});
        return test_printer(console, options, {.path = (*plugged)->path(), .line = {.baud = 115'200}}, printer);
    }
    if (!port) {
        console.complain("command.devices.test.nothing_named");
        return Exit::refused;
    }
    return test_printer(console, options, *port, printer);
}

} // namespace makegood
