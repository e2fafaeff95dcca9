#include "terminal/config/shop_config.hpp"

#include "drivers/escpos/drawer_pulse.hpp"
#include "drivers/file_port.hpp"
#include "drivers/scanner/event_device.hpp"
#include "drivers/tcp_port.hpp"
#include "drivers/usb_port.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/reading/till_template_file.hpp"
#include "terminal/ui/voice/synthesizer.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <variant>

namespace makegood {

namespace {

// "04:00" as minutes after midnight, up to noon.
std::optional<int> early_minute(std::string_view text) {
    const auto time = CivilTime::from_iso("1970-01-01T" + std::string(text));
    constexpr int noon = 12 * 60;
    const bool is_early = time && text.size() == 5 && time->minute_of_day() <= noon;
    return is_early ? std::optional(time->minute_of_day()) : std::nullopt;
}

constexpr std::pair<std::string_view, drivers::FlowControl> flow_controls[] = {
    {"none", drivers::FlowControl::none},
    {"xonxoff", drivers::FlowControl::xon_xoff},
    {"rtscts", drivers::FlowControl::rts_cts},
    {"dsrdtr", drivers::FlowControl::dtr_dsr},
};

std::optional<drivers::FlowControl> flow_control_named(std::string_view name) {
    const auto* found =
        std::ranges::find(flow_controls, name, &std::pair<std::string_view, drivers::FlowControl>::first);
    return found == std::end(flow_controls) ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> fault_of_adapter(std::string_view path) {
    if (path.starts_with(drivers::input_prefix) && !drivers::usb_identity(path, drivers::input_prefix))
        return "a scanner that types like a keyboard reads \"input:05f9:2214:A1234\" or \"input:05f9:2214@1-1.4\", as "
               "makegood devices ports tells it";
    if (!path.starts_with(drivers::usb_prefix) || drivers::usb_identity(path))
        return std::nullopt;
    return "a USB adapter reads \"usb:0403:6001:A50285BI\" or \"usb:1a86:7523@1-1.4\", as makegood devices ports tells "
           "it";
}

class ConfigReader {
  public:
    explicit ConfigReader(const std::filesystem::path& file) : file_(file) {}

    Result<ShopConfig> read(std::string_view text, ShopConfig config) {
        toml::table table;
        try {
            table = toml::parse(text, file_.filename().string());
        } catch (const toml::parse_error& error) {
            return refused(Error{"read", file_.filename().string(),
                                 fmt::format("line {}: {}", error.source().begin.line, error.description())});
        }
        for (const auto& [key, value] : table)
            if (auto problem = take(config, key.str(), value))
                return refused(*problem);
        return config;
    }

  private:
    struct Number {
        int& value;
        int least;
        int most;
        bool or_zero = false;
    };
    using Setting = std::variant<Number, std::reference_wrapper<bool>, std::reference_wrapper<ThemeName>,
                                 std::reference_wrapper<drivers::DrawerPin>>;

    Error wrong(const toml::node& where, const std::string& why) const {
        return {"read", file_.filename().string(), fmt::format("line {}: {}", where.source().begin.line, why)};
    }

    std::optional<Error> take(ShopConfig& config, std::string_view key, const toml::node& value) {
        if (key == "scanner")
            return scanners(config, value);
        if (key == "printer")
            return port(config.printer, value, &config);
        if (key == "wedge")
            return wedge(config.wedge, value);
        if (key == "drawer")
            return drawer(config.drawer, value);
        if (key == "display")
            return display(config.display, value);
        if (key == "feed")
            return feed(config.feed, value);
        if (key == "retention")
            return retention(config.retention, value);
        if (key == "tap")
            return tap(config, value);
        auto& preferences = config.preferences;
        if (key == "sound")
            return table(value, key, {{"volume", Number{preferences.sound_volume, 0, 100}}});
        if (key == "screen")
            return table(value, key,
                         {{"theme", preferences.theme},
                          {"text", Number{preferences.text_percent, 100, 200}},
                          {"ppi", Number{preferences.ppi, Preferences::least_ppi, Preferences::most_ppi, true}},
                          {"reduced_motion", preferences.reduced_motion},
                          {"customer_display", Number{config.customer_display, 0, 8}},
                          {"rest_after_minutes", Number{config.rest_after_minutes, 0, 1'440}}});
        if (key == "staff")
            return table(value, key, {{"sign_out_after_minutes", Number{config.sign_out_after_minutes, 0, 1'440}}});
        if (key == "voice")
            return table(value, key,
                         {{"on", preferences.reads_aloud},
                          {"rate", Number{config.voice_rate, ui::Synthesizer::slowest, ui::Synthesizer::fastest}}});
        if (key == "shop") {
            const auto* table = value.as_table();
            const auto english = table ? (*table)["en"].value<std::string>() : std::nullopt;
            const auto persian = table ? (*table)["fa"].value<std::string>() : std::nullopt;
            if (!english && !persian)
                return wrong(value, "shop wants a name in en, in fa, or in both");
            config.shop.name = {english.value_or(config.shop.name.english), persian.value_or(config.shop.name.persian)};
            return std::nullopt;
        }
        const auto text = value.value<std::string>();
        if (!text)
            return wrong(value, fmt::format("'{}' wants a text", key));
        if (key == "terminal" && !text->empty())
            config.terminal = *text;
        else if (key == "business_unit")
            config.business_unit = BusinessUnitId(*text);
        else if (key == "policy")
            config.policy = file_.parent_path() / *text;
        else if (key == "labels")
            config.labels = file_.parent_path() / *text;
        else if (key == "scales")
            config.scales = file_.parent_path() / *text;
        else if (key == "currency" && money_unit_named(*text))
            config.shop.money = money_unit_named(*text);
        else if (key == "business_day_ends" && early_minute(*text))
            config.business_day_ends_minute = *early_minute(*text);
        else if (key == "first_run" && first_step_named(*text))
            preferences.first_run = first_step_named(*text);
        else if (key == "drawer_open" && drawer_level_named(*text))
            preferences.drawer_open = *drawer_level_named(*text);
        else if (key == "language" && (*text == "en" || *text == "fa"))
            preferences.language = *text == "en" ? Language::english : Language::persian;
        else if (key == "terminal" || key == "currency" || key == "business_day_ends" || key == "first_run" ||
                 key == "drawer_open" || key == "language")
            return wrong(value, fmt::format("'{}' cannot be \"{}\"", key, *text));
        else
            return wrong(value, fmt::format("no such key '{}'", key));
        return std::nullopt;
    }

    std::optional<Error> table(const toml::node& node, std::string_view name,
                               const std::map<std::string_view, Setting>& settings) {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node, fmt::format("'{}' wants a table, as in [{}]", name, name));
        for (const auto& [key, value] : *table) {
            const auto setting = settings.find(key.str());
            if (setting == settings.end())
                return wrong(value, fmt::format("no such key '{}.{}'", name, key.str()));
            if (const auto why = set(setting->second, value))
                return wrong(value, fmt::format("'{}.{}' wants {}", name, key.str(), *why));
        }
        return std::nullopt;
    }

    // What it wants instead, when it cannot be that.
    static std::optional<std::string> set(const Setting& setting, const toml::node& value) {
        if (const auto* number = std::get_if<Number>(&setting)) {
            const auto given = value.value_exact<std::int64_t>();
            const bool is_zero = number->or_zero && given == 0;
            if (!given || (!is_zero && (*given < number->least || *given > number->most)))
                return fmt::format("a number from {} to {}{}", number->least, number->most,
                                   number->or_zero ? ", or 0" : "");
            number->value = static_cast<int>(*given);
            return std::nullopt;
        }
        if (const auto* theme = std::get_if<std::reference_wrapper<ThemeName>>(&setting)) {
            const auto given = theme_named(value.value_or(std::string_view()));
            if (!given)
                return "\"light\", \"dark\" or \"high-contrast\"";
            theme->get() = *given;
            return std::nullopt;
        }
        if (const auto* level = std::get_if<std::reference_wrapper<drivers::DrawerPin>>(&setting)) {
            const auto given = drawer_level_named(value.value_or(std::string_view()));
            if (!given)
                return "\"high\", \"low\" or \"unknown\"";
            level->get() = *given;
            return std::nullopt;
        }
        const auto given = value.value_exact<bool>();
        if (!given)
            return "true or false";
        std::get<std::reference_wrapper<bool>>(setting).get() = *given;
        return std::nullopt;
    }

    std::optional<Error> wedge(std::optional<drivers::WedgeSettings>& wedge, const toml::node& node) {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node, "'wedge' wants a table, as in [wedge]");
        bool on = true;
        auto& settings = wedge.emplace();
        for (const auto& [key, value] : *table) {
            std::optional<std::string> wanted;
            if (key == "on")
                wanted = set(std::ref(on), value);
            else if (key == "prefix" && value.is_string())
                settings.prefix = *value.value<std::string>();
            else if (key == "suffix")
                wanted = suffix(settings.end, value);
            else if (key == "repeat_ms")
                wanted = repeat_window(settings.repeat_window, value);
            else
                return wrong(value, fmt::format("no such key 'wedge.{}'", key.str()));
            if (wanted)
                return wrong(value, fmt::format("'wedge.{}' wants {}", key.str(), *wanted));
        }
        if (!on)
            wedge.reset();
        return std::nullopt;
    }

    // What it wants instead, when it cannot be that.
    static std::optional<std::string> suffix(drivers::FrameEnd& end, const toml::node& value) {
        const auto given = value.value_or(std::string_view());
        if (given != "enter" && given != "tab" && given != "none")
            return "\"enter\", \"tab\" or \"none\"";
        end = given == "none" ? drivers::FrameEnd::idle : drivers::FrameEnd::terminator;
        return std::nullopt;
    }

    static std::optional<std::string> repeat_window(std::chrono::milliseconds& window, const toml::node& value) {
        int window_ms = static_cast<int>(window.count());
        auto wanted = set(Number{window_ms, 0, 10'000}, value);
        window = std::chrono::milliseconds(window_ms);
        return wanted;
    }

    std::optional<Error> drawer(std::optional<drivers::CashDrawerSettings>& drawer, const toml::node& node) {
        auto& settings = drawer.emplace();
        auto& pulse = settings.pulse;
        int pin = 2, on_ms = static_cast<int>(pulse.on_ms), off_ms = static_cast<int>(pulse.off_ms);
        if (auto problem = table(node, "drawer",
                                 {{"pin", Number{pin, 2, 5}},
                                  {"on_ms", Number{on_ms, 2, 510}},
                                  {"off_ms", Number{off_ms, 2, 510}},
                                  {"short_rests", pulse.bears_short_rests},
                                  {"open", settings.open_level}}))
            return problem;
        if (pin != 2 && pin != 5)
            return wrong(node, "'drawer.pin' wants 2 or 5");
        pulse.pin = pin == 2 ? drivers::DrawerPulse::Pin::two : drivers::DrawerPulse::Pin::five;
        pulse.on_ms = static_cast<unsigned>(on_ms);
        pulse.off_ms = static_cast<unsigned>(off_ms);
        if (const auto fault = escpos::fault_of(pulse))
            return wrong(node, fmt::format("'drawer': {}, unless it says short_rests = true", *fault));
        return std::nullopt;
    }

    std::optional<Error> display(std::optional<DisplayConfig>& display, const toml::node& node) {
        const auto* table = node.as_table();
        const auto path = table ? (*table)["port"].value<std::string>() : std::nullopt;
        if (!path || path->empty())
            return wrong(node, "a display wants a port, or port = \"printer\" where it stands behind the printer");
        display.emplace();
        if (*path != "printer")
            display->port = drivers::PortSettings{.path = *path};
        if (drivers::is_network_path(*path) || drivers::file_path(*path) || drivers::is_event_device(*path))
            return wrong(node, "a display wants a serial port");
        if (const auto fault = fault_of_adapter(*path))
            return wrong(node, *fault);
        for (const auto& [key, value] : *table) {
            std::optional<std::string> wanted;
            if (key == "baud" && display->port)
                wanted = set(Number{display->port->line.baud, 300, 4'000'000}, value);
            else if (key == "code_page")
                wanted = code_page(display->page, value);
            else if (key == "welcome" && value.is_string())
                display->welcome = *value.value<std::string>();
            else if (key != "port")
                return wrong(value, fmt::format("no such key 'display.{}'", key.str()));
            if (wanted)
                return wrong(value, fmt::format("'display.{}' wants {}", key.str(), *wanted));
        }
        return std::nullopt;
    }

    // What it wants instead, when it cannot be that.
    static std::optional<std::string> code_page(drivers::CodePage& page, const toml::node& value) {
        auto given = code_page_named(value.value_or(std::string_view()));
        if (!given)
            return "number and name of a character set, as in \"0 cp437\"";
        page = std::move(*given);
        return std::nullopt;
    }

    std::optional<Error> feed(std::optional<FeedConfig>& feed, const toml::node& node) const {
        const auto* table = node.as_table();
        const auto folder = table ? (*table)["folder"].value<std::string>() : std::nullopt;
        if (!folder || folder->empty())
            return wrong(node, "a feed wants a folder, as in [feed] folder = \"receipts\"");
        feed = FeedConfig{.folder = file_.parent_path() / *folder};
        for (const auto& [key, value] : *table) {
            const auto text = value.value<std::string>();
            if (key == "map" && text && !text->empty())
                feed->map = file_.parent_path() / *text;
            else if (key == "map")
                return wrong(value, "'feed.map' wants the name of a file");
            else if (key == "keep_days" || key == "keep_megabytes") {
                const auto number =
                    key == "keep_days" ? Number{feed->keep_days, 1, 3'650} : Number{feed->keep_megabytes, 1, 1'000'000};
                if (const auto wanted = set(number, value))
                    return wrong(value, fmt::format("'feed.{}' wants {}", key.str(), *wanted));
            } else if (key != "folder")
                return wrong(value, fmt::format("no such key 'feed.{}'", key.str()));
        }
        return std::nullopt;
    }

    std::optional<Error> tap(ShopConfig& config, const toml::node& node) {
        const auto* table = node.as_table();
        const auto* till = table ? table->get("till") : nullptr;
        const auto* printer = table ? table->get("printer") : nullptr;
        if (!till || !printer)
            return wrong(node, "a tap wants the ports of till and printer, as in till = { port = \"/dev/ttyUSB0\" }");
        TapConfig& tap = config.tap.emplace(TapConfig{.folder = file_.parent_path() / "tap"});
        if (auto problem = tap_port(tap.till, *till, nullptr))
            return problem;
        if (auto problem = tap_port(tap.printer, *printer, &tap.printer_model))
            return problem;
        if (auto problem = tap_ports_fit(config, *till, *printer))
            return problem;
        for (const auto& [key, value] : *table) {
            const auto text = value.value<std::string>();
            std::optional<std::string> wanted;
            if (key == "lane" && text && is_lane(*text))
                tap.lane = *text;
            else if (key == "lane")
                wanted = "1 to 16 letters of a to z, digits and hyphens";
            else if (key == "folder" && text && !text->empty())
                tap.folder = file_.parent_path() / *text;
            else if (key == "folder")
                wanted = "the name of a folder";
            else if (key == "label")
                wanted = set(tap.label, value);
            else if (key == "keep_days")
                wanted = set(Number{tap.keep_days, 1, 3'650}, value);
            else if (key == "keep_megabytes")
                wanted = set(Number{tap.keep_megabytes, 1, 1'000'000}, value);
            else if (key == "dates" && text && date_order_named(*text))
                tap.dates = date_order_named(*text);
            else if (key == "dates")
                wanted = "\"day-month-year\", \"month-day-year\" or \"year-month-day\"";
            else if (key != "till" && key != "printer")
                return wrong(value, fmt::format("no such key 'tap.{}'", key.str()));
            if (wanted)
                return wrong(value, fmt::format("'tap.{}' wants {}", key.str(), *wanted));
        }
        return std::nullopt;
    }

    static bool is_lane(std::string_view text) {
        const auto fits = [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                   (letter >= '0' && letter <= '9') || letter == '-';
        };
        return !text.empty() && text.size() <= 16 && std::ranges::all_of(text, fits);
    }

    // `model` is given for the printer's.
    std::optional<Error> tap_port(drivers::PortSettings& settings, const toml::node& node, std::string* model) {
        std::optional<drivers::PortSettings> read;
        ShopConfig printers;
        if (auto problem = port(read, node, &printers))
            return problem;
        if (drivers::file_path(read->path))
            return wrong(node, "a tap wants serial ports, or addresses in the network");
        if (!printers.printer_persian.empty() || (!model && printers.printer_model != ShopConfig{}.printer_model))
            return wrong(node, "only what prints for us has 'persian', and only a printer has 'profile'");
        settings = *read;
        if (model)
            *model = printers.printer_model;
        return std::nullopt;
    }

    // XON and XOFF pass through a tap, so that both sides have to mean the same by them.
    std::optional<Error> tap_ports_fit(const ShopConfig& config, const toml::node& till,
                                       const toml::node& printer) const {
        const auto& tap = *config.tap;
        if (drivers::is_network_path(tap.till.path) != drivers::is_network_path(tap.printer.path))
            return wrong(till, "till and printer are either both on serial ports or both in the network");
        if (tap.till.path == tap.printer.path)
            return wrong(printer, "till and printer are on two ports");
        const bool till_says_stop = tap.till.line.flow_control == drivers::FlowControl::xon_xoff;
        const bool printer_says_stop = tap.printer.line.flow_control == drivers::FlowControl::xon_xoff;
        if (till_says_stop != printer_says_stop)
            return wrong(printer, "\"xonxoff\" holds for till and printer, or for none of them");
        const auto is_of_tap = [&](const drivers::PortSettings& port) {
            return !drivers::is_network_path(port.path) &&
                   (port.path == tap.till.path || port.path == tap.printer.path);
        };
        if (config.printer && is_of_tap(*config.printer))
            return wrong(till, "one of these ports is that of the kiosk's own printer");
        for (const auto& scanner : config.scanners)
            if (is_of_tap(scanner.port))
                return wrong(till, fmt::format("one of these ports is that of the kiosk's own {}", scanner.device_id));
        return std::nullopt;
    }

    // The usual terms first, since a shop has those that it does not name.
    std::optional<Error> retention(Retention& retention, const toml::node& node) const {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node, "'retention' wants a table, as in [retention]");
        if (auto problem = terms(retention.usual, *table, "retention", "shop"))
            return problem;
        const auto* shops = table->get("shop");
        if (!shops)
            return std::nullopt;
        if (!shops->is_array_of_tables())
            return wrong(*shops, "'retention.shop' wants tables, as in [[retention.shop]]");
        for (const auto& shop : *shops->as_array())
            if (auto problem = shop_terms(retention, *shop.as_table()))
                return problem;
        return std::nullopt;
    }

    std::optional<Error> shop_terms(Retention& retention, const toml::table& table) const {
        const auto* named = table.get("business_unit");
        const auto shop = named ? named->value<std::string>() : std::nullopt;
        if (!shop || shop->empty())
            return wrong(named ? *named : static_cast<const toml::node&>(table),
                         "'retention.shop.business_unit' wants the number of a shop, as in business_unit = \"S2\"");
        const auto [own, is_new] = retention.shops.emplace(BusinessUnitId(*shop), retention.usual);
        if (!is_new)
            return wrong(*named, fmt::format("'retention.shop.business_unit': \"{}\" has its terms already", *shop));
        return terms(own->second, table, "retention.shop", "business_unit");
    }

    // `beside` stands in the same table and is read elsewhere.
    std::optional<Error> terms(RetentionTerms& terms, const toml::table& table, std::string_view name,
                               std::string_view beside) const {
        for (const auto& [key, value] : table) {
            if (key == beside)
                continue;
            auto* days = key == "receipts_days"   ? &terms.receipts_days
                         : key == "personal_days" ? &terms.personal_days
                                                  : nullptr;
            if (!days)
                return wrong(value, fmt::format("no such key '{}.{}'", name, key.str()));
            int given = 0;
            if (const auto why = set(Number{given, 1, 36'500}, value))
                return wrong(value, fmt::format("'{}.{}' wants {}", name, key.str(), *why));
            *days = given;
        }
        if (terms.receipts_days && terms.personal_days > terms.receipts_days) {
            const auto* where = table.get("personal_days") ? table.get("personal_days") : table.get("receipts_days");
            return wrong(*where, fmt::format("'{}.personal_days' cannot be more than receipts_days, which is {}", name,
                                             *terms.receipts_days));
        }
        return std::nullopt;
    }

    std::optional<Error> scanners(ShopConfig& config, const toml::node& node) {
        config.scanners.clear();
        config.scanner_models.clear();
        const auto* several = node.as_array();
        if (!several)
            return scanner(config, node);
        for (const auto& one : *several)
            if (auto problem = scanner(config, one))
                return problem;
        return std::nullopt;
    }

    std::optional<Error> scanner(ShopConfig& config, const toml::node& node) {
        auto& scanners = config.scanners;
        const auto number = scanners.size() + 1;
        drivers::ScannerSettings settings{.device_id = number == 1 ? "scanner" : fmt::format("scanner {}", number)};
        std::optional<drivers::PortSettings> line;
        if (auto problem = port(line, node, nullptr, &settings))
            return problem;
        settings.port = *line;
        if (std::ranges::any_of(scanners, [&](const auto& other) { return other.port.path == line->path; }))
            return wrong(node, fmt::format("another scanner is at \"{}\" already", line->path));
        scanners.push_back(std::move(settings));
        config.scanner_models.resize(scanners.size());
        config.scanner_models.back() = (*node.as_table())["profile"].value_or(std::string());
        return std::nullopt;
    }

    // Of a printer where `printers` is given, else of a scanner.
    std::optional<Error> port(std::optional<drivers::PortSettings>& settings, const toml::node& node,
                              ShopConfig* printers, drivers::ScannerSettings* scanner = nullptr) {
        const auto* table = node.as_table();
        const auto path = table ? (*table)["port"].value<std::string>() : std::nullopt;
        if (!path || path->empty())
            return wrong(node, "a device wants a port, as in { port = \"/dev/ttyUSB0\", baud = 9600 }");
        settings.emplace();
        settings->path = *path;
        const bool in_network = drivers::is_network_path(*path);
        const bool is_keyboard = drivers::is_event_device(*path);
        const bool is_serial = !in_network && !drivers::file_path(*path) && !is_keyboard;
        if (is_keyboard && !scanner)
            return wrong(node, "only a scanner types like a keyboard");
        if (!is_serial && !is_keyboard && !printers)
            return wrong(node, "a scanner wants a serial port, or a keyboard of its own");
        if (in_network && !drivers::tcp_address(*path))
            return wrong(node, "a printer in the network wants its address in numbers, as in \"tcp://192.0.2.7:9100\"");
        if (const auto fault = fault_of_adapter(*path))
            return wrong(node, *fault);
        for (const auto& [key, value] : *table) {
            if (key == "port")
                continue;
            std::optional<std::string> wanted;
            if (!is_serial && (key == "baud" || key == "flow_control"))
                return wrong(value, fmt::format("only a serial port has '{}'", key.str()));
            if (key == "baud")
                wanted = set(Number{settings->line.baud, 300, 4'000'000}, value);
            else if (key == "flow_control")
                wanted = flow_control(settings->line.flow_control, value, printers != nullptr);
            else if (key == "profile" && printers)
                wanted = printer_model(printers->printer_model, value);
            else if (key == "persian" && printers)
                wanted = printer_persian(printers->printer_persian, value);
            else if (key == "suffix" && scanner)
                wanted = suffix(scanner->frame_end, value);
            else if (key == "layout" && is_keyboard)
                wanted = layout(scanner->layout, value);
            else if (key == "profile" && is_keyboard)
                return wrong(value, "only a scanner on a serial port can be made to beep");
            else if (key == "profile" && scanner)
                wanted = value.is_string() ? std::nullopt : std::optional("the name of a scanner");
            else if (key == "repeat_ms" && scanner)
                wanted = repeat_window(scanner->repeat_window, value);
            else
                return wrong(value, fmt::format("no such key '{}'", key.str()));
            if (wanted)
                return wrong(value, fmt::format("{} wants {}", key.str(), *wanted));
        }
        return std::nullopt;
    }

    // What it wants instead, when it cannot be that.
    static std::optional<std::string> flow_control(drivers::FlowControl& flow_control, const toml::node& value,
                                                   bool is_printer) {
        const auto given = flow_control_named(value.value_or(std::string_view()));
        // Taking XON and XOFF out of a label would change it, and a scanner drops no DSR.
        const bool fits =
            given && (is_printer || *given == drivers::FlowControl::none || *given == drivers::FlowControl::rts_cts);
        if (!fits)
            return is_printer ? "\"none\", \"xonxoff\", \"rtscts\" or \"dsrdtr\"" : "\"none\" or \"rtscts\"";
        flow_control = *given;
        return std::nullopt;
    }

    // Likewise.
    static std::optional<std::string> layout(drivers::KeyLayout& layout, const toml::node& value) {
        const auto given = drivers::key_layout_named(value.value_or(std::string_view()));
        layout = given.value_or(layout);
        return given ? std::nullopt : std::optional("\"us\", \"uk\", \"de\" or \"fr\"");
    }

    static std::optional<std::string> printer_model(std::string& model, const toml::node& value) {
        const auto given = value.value<std::string>();
        if (!given || given->empty())
            return "the name of a printer; \"safe\" prints on every one";
        model = *given;
        return std::nullopt;
    }

    static std::optional<std::string> printer_persian(std::string& way, const toml::node& value) {
        way = value.value_or(std::string());
        return way == "picture" || way == "cp1098" ? std::nullopt : std::optional("\"picture\" or \"cp1098\"");
    }

    const std::filesystem::path& file_;
};

} // namespace

Result<ShopConfig> parse_shop_config(std::string_view text, const std::filesystem::path& file, ShopConfig config) {
    return ConfigReader(file).read(text, std::move(config));
}

Result<ShopConfig> read_shop_config(const std::filesystem::path& file, ShopConfig config) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        return refused(Error{"read", file.filename().string(), "the file cannot be read"});
    return parse_shop_config(text.str(), file, std::move(config));
}

Result<ShopConfig> shop_config_in(const std::filesystem::path& data) {
    const auto file = data / "shop.toml";
    std::error_code ignored;
    return std::filesystem::exists(file, ignored) ? read_shop_config(file) : ShopConfig{};
}

std::optional<Result<ShopConfig>> with_settings(const std::filesystem::path& data, ShopConfig config) {
    const auto file = data / "settings.toml";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return std::nullopt;
    auto configured_shop = std::exchange(config.shop, {});
    auto both = read_shop_config(file, std::move(config));
    if (both)
        both->preferences.shop = std::exchange(both->shop, std::move(configured_shop));
    return both;
}

} // namespace makegood
