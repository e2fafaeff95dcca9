#include "terminal/finding/labels_file.hpp"

#include "terminal/finding/pattern_tables.hpp"
#include "terminal/text_file.hpp"

namespace makegood {

Result<std::vector<LabelPattern>> parse_label_patterns(std::string_view text, std::string_view file_name) {
    std::vector<LabelPattern> patterns;
    const auto take = [&](const toml::table& label) -> std::optional<std::string> {
        const auto pattern = label["pattern"].value<std::string>();
        if (!pattern || label.size() != 2)
            return "wants a pattern, and nothing else";
        auto parsed = LabelPattern::parse(*pattern);
        if (!parsed)
            return parsed.error();
        patterns.push_back(std::move(*parsed));
        return std::nullopt;
    };
    if (const auto read = each_pattern_table(text, file_name, "label", take); !read)
        return refused(read.error());
    return patterns;
}

Result<std::vector<LabelPattern>> read_label_patterns(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_label_patterns(*text, file.string()) : refused(text.error());
}

} // namespace makegood
