#include "terminal/config/config_reader.hpp"

#include "drivers/file_port.hpp"
#include "drivers/tcp_port.hpp"
#include "terminal/reading/till_template_file.hpp"

#include <fmt/format.h>

#include <algorithm>

// What the till lays into a folder, and the tap on its printer's line.

namespace makegood {

std::optional<Error> ConfigReader::feed(std::optional<FeedConfig>& feed, const toml::node& node) const {
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

std::optional<Error> ConfigReader::tap(ShopConfig& config, const toml::node& node) {
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

bool ConfigReader::is_lane(std::string_view text) {
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-';
    };
    return !text.empty() && text.size() <= 16 && std::ranges::all_of(text, fits);
}

std::optional<Error> ConfigReader::tap_port(drivers::PortSettings& settings, const toml::node& node,
                                            std::string* model) {
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

std::optional<Error> ConfigReader::tap_ports_fit(const ShopConfig& config, const toml::node& till,
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
        return !drivers::is_network_path(port.path) && (port.path == tap.till.path || port.path == tap.printer.path);
    };
    if (config.printer && is_of_tap(*config.printer))
        return wrong(till, "one of these ports is that of the kiosk's own printer");
    for (const auto& scanner : config.scanners)
        if (is_of_tap(scanner.port))
            return wrong(till, fmt::format("one of these ports is that of the kiosk's own {}", scanner.device_id));
    return std::nullopt;
}

} // namespace makegood
