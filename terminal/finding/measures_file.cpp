#include "terminal/finding/measures_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace makegood {

namespace {

Expected<MeasurePattern, std::string> pattern_of(const toml::table& scale) {
    constexpr std::string_view keys[] = {"name", "pattern", "says", "step"};
    for (const auto& [key, value] : scale)
        if (std::ranges::find(keys, key.str()) == std::end(keys))
            return refused(fmt::format("no such key '{}'", key.str()));
    const auto pattern = scale["pattern"].value<std::string>();
    if (!pattern)
        return refused(std::string("wants a pattern"));
    const auto said = scale["says"].value_or(std::string_view("nothing"));
    constexpr std::pair<std::string_view, Measured> words[] = {
        {"nothing", Measured::nothing}, {"price", Measured::price}, {"weight", Measured::weight}};
    const auto* measured = std::ranges::find(words, said, &std::pair<std::string_view, Measured>::first);
    if (measured == std::end(words))
        return refused(std::string("says is \"price\", \"weight\" or \"nothing\""));
    const auto step =
        scale.contains("step") ? scale["step"].value_exact<std::int64_t>() : std::optional<std::int64_t>(1);
    return MeasurePattern::parse(*pattern, measured->second,
                                 static_cast<int>(std::clamp<std::int64_t>(step.value_or(0), 0, 1'000'000)));
}

} // namespace

Result<std::vector<MeasurePattern>> parse_measure_patterns(std::string_view text, std::string_view file_name) {
    const auto wrong = [&](const toml::source_region& where, const std::string& why) {
        return refused(Error{"read", std::string(file_name), fmt::format("line {}: {}", where.begin.line, why)});
    };
    toml::table table;
    try {
        table = toml::parse(text, file_name);
    } catch (const toml::parse_error& error) {
        return wrong(error.source(), std::string(error.description()));
    }
    std::vector<MeasurePattern> patterns;
    for (const auto& [key, node] : table) {
        const auto* scales = node.as_array();
        if (key != "scale" || !scales)
            return wrong(node.source(), fmt::format("'{}' is no [[scale]]", key.str()));
        for (const auto& entry : *scales) {
            const auto* scale = entry.as_table();
            const auto name = scale ? (*scale)["name"].value<std::string>() : std::nullopt;
            if (!name)
                return wrong(entry.source(), "a scale wants a name");
            auto pattern = pattern_of(*scale);
            if (!pattern)
                return wrong(entry.source(), fmt::format("'{}': {}", *name, pattern.error()));
            patterns.push_back(std::move(*pattern));
        }
    }
    return patterns;
}

Result<std::vector<MeasurePattern>> read_measure_patterns(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    if (!stream)
        return refused(Error{"read", file.string(), "the file cannot be read"});
    return parse_measure_patterns(content.str(), file.string());
}

} // namespace makegood
