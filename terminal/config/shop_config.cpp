#include "terminal/config/shop_config.hpp"

#include "terminal/config/config_reader.hpp"
#include "terminal/text_file.hpp"
#include "terminal/ui/voice/synthesizer.hpp"

#include <fmt/format.h>

namespace makegood {

namespace {

// "04:00" as minutes after midnight, up to noon.
std::optional<int> early_minute(std::string_view text) {
    const auto time = CivilTime::from_iso("1970-01-01T" + std::string(text));
    constexpr int noon = 12 * 60;
    const bool is_early = time && text.size() == 5 && time->minute_of_day() <= noon;
    return is_early ? std::optional(time->minute_of_day()) : std::nullopt;
}

} // namespace

Result<ShopConfig> ConfigReader::read(std::string_view text, ShopConfig config) {
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

Error ConfigReader::wrong(const toml::node& where, const std::string& why) const {
    return {"read", file_.filename().string(), fmt::format("line {}: {}", where.source().begin.line, why)};
}

std::optional<Error> ConfigReader::take(ShopConfig& config, std::string_view key, const toml::node& value) {
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
    else if (key == "care")
        config.care = file_.parent_path() / *text;
    else if (key == "labels")
        config.labels = file_.parent_path() / *text;
    else if (key == "scales")
        config.scales = file_.parent_path() / *text;
    else if (key == "slips")
        config.slips = file_.parent_path() / *text;
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

std::optional<Error> ConfigReader::table(const toml::node& node, std::string_view name,
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

std::optional<std::string> ConfigReader::set(const Setting& setting, const toml::node& value) {
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

Result<ShopConfig> parse_shop_config(std::string_view text, const std::filesystem::path& file, ShopConfig config) {
    return ConfigReader(file).read(text, std::move(config));
}

Result<ShopConfig> read_shop_config(const std::filesystem::path& file, ShopConfig config) {
    const auto text = text_of_file(file);
    return text ? parse_shop_config(*text, file, std::move(config)) : refused(text.error());
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
