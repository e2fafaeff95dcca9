#include "terminal/config/config_reader.hpp"

#include "drivers/escpos/drawer_pulse.hpp"
#include "drivers/file_port.hpp"
#include "drivers/scanner/event_device.hpp"
#include "drivers/tcp_port.hpp"
#include "drivers/usb_port.hpp"
#include "terminal/config/known_printers.hpp"

#include <fmt/format.h>

#include <algorithm>

// Scanners, printer, cash drawer and customer display.

namespace makegood {

namespace {

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

} // namespace

std::optional<Error> ConfigReader::wedge(std::optional<drivers::WedgeSettings>& wedge, const toml::node& node) {
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

std::optional<std::string> ConfigReader::suffix(drivers::FrameEnd& end, const toml::node& value) {
    const auto given = value.value_or(std::string_view());
    if (given != "enter" && given != "tab" && given != "none")
        return "\"enter\", \"tab\" or \"none\"";
    end = given == "none" ? drivers::FrameEnd::idle : drivers::FrameEnd::terminator;
    return std::nullopt;
}

std::optional<std::string> ConfigReader::repeat_window(std::chrono::milliseconds& window, const toml::node& value) {
    int window_ms = static_cast<int>(window.count());
    auto wanted = set(Number{window_ms, 0, 10'000}, value);
    window = std::chrono::milliseconds(window_ms);
    return wanted;
}

std::optional<Error> ConfigReader::drawer(std::optional<drivers::CashDrawerSettings>& drawer, const toml::node& node) {
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

std::optional<Error> ConfigReader::display(std::optional<DisplayConfig>& display, const toml::node& node) {
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

std::optional<std::string> ConfigReader::code_page(drivers::CodePage& page, const toml::node& value) {
    auto given = code_page_named(value.value_or(std::string_view()));
    if (!given)
        return "number and name of a character set, as in \"0 cp437\"";
    page = std::move(*given);
    return std::nullopt;
}

std::optional<Error> ConfigReader::scanners(ShopConfig& config, const toml::node& node) {
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

std::optional<Error> ConfigReader::scanner(ShopConfig& config, const toml::node& node) {
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

std::optional<Error> ConfigReader::port(std::optional<drivers::PortSettings>& settings, const toml::node& node,
                                        ShopConfig* printers, drivers::ScannerSettings* scanner) {
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

std::optional<std::string> ConfigReader::flow_control(drivers::FlowControl& flow_control, const toml::node& value,
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

std::optional<std::string> ConfigReader::layout(drivers::KeyLayout& layout, const toml::node& value) {
    const auto given = drivers::key_layout_named(value.value_or(std::string_view()));
    layout = given.value_or(layout);
    return given ? std::nullopt : std::optional("\"us\", \"uk\", \"de\" or \"fr\"");
}

std::optional<std::string> ConfigReader::printer_model(std::string& model, const toml::node& value) {
    const auto given = value.value<std::string>();
    if (!given || given->empty())
        return "the name of a printer; \"safe\" prints on every one";
    model = *given;
    return std::nullopt;
}

std::optional<std::string> ConfigReader::printer_persian(std::string& way, const toml::node& value) {
    way = value.value_or(std::string());
    return way == "picture" || way == "cp1098" ? std::nullopt : std::optional("\"picture\" or \"cp1098\"");
}

} // namespace makegood
