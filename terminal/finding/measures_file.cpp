#include "terminal/finding/measures_file.hpp"

#include "terminal/finding/pattern_tables.hpp"
#include "terminal/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
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
    std::vector<MeasurePattern> patterns;
    const auto take = [&](const toml::table& scale) -> std::optional<std::string> {
        auto pattern = pattern_of(scale);
        if (!pattern)
            return pattern.error();
        patterns.push_back(std::move(*pattern));
        return std::nullopt;
    };
    if (const auto read = each_pattern_table(text, file_name, "scale", take); !read)
        return refused(read.error());
    return patterns;
}

Result<std::vector<MeasurePattern>> read_measure_patterns(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_measure_patterns(*text, file.string()) : refused(text.error());
}

} // namespace makegood
