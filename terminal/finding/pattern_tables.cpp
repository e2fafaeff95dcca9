#include "terminal/finding/pattern_tables.hpp"

#include <fmt/format.h>

namespace makegood {

Result<void> each_pattern_table(std::string_view text, std::string_view file_name, std::string_view kind,
                                const std::function<std::optional<std::string>(const toml::table&)>& take) {
    const auto wrong = [&](const toml::source_region& where, const std::string& why) {
        return refused(Error{"read", std::string(file_name), fmt::format("line {}: {}", where.begin.line, why)});
    };
    toml::table file;
    try {
        file = toml::parse(text, file_name);
    } catch (const toml::parse_error& error) {
        return wrong(error.source(), std::string(error.description()));
    }
    for (const auto& [key, node] : file) {
        const auto* entries = node.as_array();
        if (key != kind || !entries)
            return wrong(node.source(), fmt::format("'{}' is no [[{}]]", key.str(), kind));
        for (const auto& entry : *entries) {
            const auto* table = entry.as_table();
            const auto name = table ? (*table)["name"].value<std::string>() : std::nullopt;
            if (!name)
                return wrong(entry.source(), fmt::format("a {} wants a name and a pattern", kind));
            if (const auto why = take(*table))
                return wrong(entry.source(), fmt::format("'{}': {}", *name, *why));
        }
    }
    return {};
}

} // namespace makegood
