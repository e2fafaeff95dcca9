#pragma once

#include "terminal/config/shop_config.hpp"

#include <toml++/toml.h>

#include <functional>
#include <map>
#include <variant>

namespace makegood {

// Reads shop.toml, a section after the other: what concerns all of them and the short ones in shop_config.cpp, the
// others in config_of_*.cpp. What a function cannot take it tells with its line, and the first such ends the reading.
class ConfigReader {
  public:
    explicit ConfigReader(const std::filesystem::path& file) : file_(file) {}

    Result<ShopConfig> read(std::string_view text, ShopConfig config);

  private:
    struct Number {
        int& value;
        int least;
        int most;
        bool or_zero = false;
    };
    using Setting = std::variant<Number, std::reference_wrapper<bool>, std::reference_wrapper<ThemeName>,
                                 std::reference_wrapper<drivers::DrawerPin>>;

    Error wrong(const toml::node& where, const std::string& why) const;
    std::optional<Error> take(ShopConfig& config, std::string_view key, const toml::node& value);
    std::optional<Error> table(const toml::node& node, std::string_view name,
                               const std::map<std::string_view, Setting>& settings);
    // What it wants instead, when it cannot be that.
    static std::optional<std::string> set(const Setting& setting, const toml::node& value);

    std::optional<Error> wedge(std::optional<drivers::WedgeSettings>& wedge, const toml::node& node);
    // What it wants instead, when it cannot be that.
    static std::optional<std::string> suffix(drivers::FrameEnd& end, const toml::node& value);
    static std::optional<std::string> repeat_window(std::chrono::milliseconds& window, const toml::node& value);
    std::optional<Error> drawer(std::optional<drivers::CashDrawerSettings>& drawer, const toml::node& node);
    std::optional<Error> display(std::optional<DisplayConfig>& display, const toml::node& node);
    // What it wants instead, when it cannot be that.
    static std::optional<std::string> code_page(drivers::CodePage& page, const toml::node& value);
    std::optional<Error> scanners(ShopConfig& config, const toml::node& node);
    std::optional<Error> scanner(ShopConfig& config, const toml::node& node);
    // Of a printer where `printers` is given, else of a scanner.
    std::optional<Error> port(std::optional<drivers::PortSettings>& settings, const toml::node& node,
                              ShopConfig* printers, drivers::ScannerSettings* scanner = nullptr);
    // What it wants instead, when it cannot be that.
    static std::optional<std::string> flow_control(drivers::FlowControl& flow_control, const toml::node& value,
                                                   bool is_printer);
    static std::optional<std::string> layout(drivers::KeyLayout& layout, const toml::node& value);
    static std::optional<std::string> printer_model(std::string& model, const toml::node& value);
    static std::optional<std::string> printer_persian(std::string& way, const toml::node& value);

    std::optional<Error> feed(std::optional<FeedConfig>& feed, const toml::node& node) const;
    std::optional<Error> tap(ShopConfig& config, const toml::node& node);
    static bool is_lane(std::string_view text);
    // `model` is given for the printer's.
    std::optional<Error> tap_port(drivers::PortSettings& settings, const toml::node& node, std::string* model);
    // XON and XOFF pass through a tap, so that both sides have to mean the same by them.
    std::optional<Error> tap_ports_fit(const ShopConfig& config, const toml::node& till,
                                       const toml::node& printer) const;

    // The usual terms first, since a shop has those that it does not name.
    std::optional<Error> retention(Retention& retention, const toml::node& node) const;
    std::optional<Error> shop_terms(Retention& retention, const toml::table& table) const;
    // `beside` stands in the same table and is read elsewhere.
    std::optional<Error> terms(RetentionTerms& terms, const toml::table& table, std::string_view name,
                               std::string_view beside) const;

    const std::filesystem::path& file_;
};

} // namespace makegood
