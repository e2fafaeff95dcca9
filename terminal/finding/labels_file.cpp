#include "terminal/finding/labels_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <fstream>
#include <sstream>

namespace makegood {

Result<std::vector<LabelPattern>> parse_label_patterns(std::string_view text, std::string_view file_name) {
    const auto wrong = [&](const toml::source_region& where, const std::string& why) {
        return refused(Error{"read", std::string(file_name), fmt::format("line {}: {}", where.begin.line, why)});
    };
    toml::table table;
    try {
        table = toml::parse(text, file_name);
    } catch (const toml::parse_error& error) {
        return wrong(error.source(), std::string(error.description()));
    }
    std::vector<LabelPattern> patterns;
    for (const auto& [key, node] : table) {
        const auto* labels = node.as_array();
        if (key != "label" || !labels)
            return wrong(node.source(), fmt::format("'{}' is no [[label]]", key.str()));
        for (const auto& entry : *labels) {
            const auto* label = entry.as_table();
            const auto name = label ? (*label)["name"].value<std::string>() : std::nullopt;
            const auto pattern = label ? (*label)["pattern"].value<std::string>() : std::nullopt;
            if (!name || !pattern || label->size() != 2)
                return wrong(entry.source(), "a label wants a name and a pattern, and nothing else");
            auto parsed = LabelPattern::parse(*pattern);
            if (!parsed)
                return wrong(entry.source(), fmt::format("'{}': {}", *name, parsed.error()));
            patterns.push_back(std::move(*parsed));
        }
    }
    return patterns;
}

Result<std::vector<LabelPattern>> read_label_patterns(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    if (!stream)
        return refused(Error{"read", file.string(), "the file cannot be read"});
    return parse_label_patterns(content.str(), file.string());
}

} // namespace makegood
