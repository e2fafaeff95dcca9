#include "terminal/slip/slip_templates.hpp"

#include "terminal/text/unicode.hpp"
#include "terminal/text_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string>

namespace makegood {

namespace {

constexpr std::array<std::string_view, paper_count> paper_names = {
    "replacement", "promise", "refund", "price_difference", "voucher", "apology", "taken_back", "left_behind"};

constexpr std::array<std::string_view, 21> part_names = {
    "title",        "shop",   "rule",      "goods",    "amount",  "because",     "right_price",
    "promised_for", "gift",   "explained", "replaces", "receipt", "date",        "by",
    "confirmed",    "thanks", "number",    "found",    "lane",    "keeps_until", "reserved"};

constexpr std::size_t longest_sentence = 400; // bytes

bool may_stand_on(SlipPaper paper, SlipPart part) {
    if (paper != SlipPaper::left_behind)
        return part < SlipPart::found;
    return part <= SlipPart::goods || part >= SlipPart::number;
}

// Something hangs on them: who scans the paper finds the case, and nobody is given twice.
bool must_stand_on(SlipPaper paper, SlipPart part) {
    switch (part) {
    case SlipPart::number:
        return true;
    case SlipPart::goods:
        return paper == SlipPaper::replacement || paper == SlipPaper::promise || paper == SlipPaper::left_behind;
    case SlipPart::amount:
        return paper == SlipPaper::refund || paper == SlipPaper::price_difference || paper == SlipPaper::voucher;
    case SlipPart::replaces:
        return paper != SlipPaper::left_behind;
    default:
        return false;
    }
}

template <class Names>
std::optional<std::size_t> place_of(const Names& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

class TemplateReader {
  public:
    explicit TemplateReader(std::string_view file) : file_(file) {}

    Error wrong(const toml::source_region& where, const std::string& why) const {
        return {"read", file_, fmt::format("line {}: {}", where.begin.line, why)};
    }

    Result<SlipTemplate> lines(SlipPaper paper, const toml::node& node) const {
        const auto name = paper_names[static_cast<std::size_t>(paper)];
        const auto* array = node.as_array();
        if (!array)
            return refused(wrong(node.source(), fmt::format("'{}' wants a list of lines", name)));
        SlipTemplate lines;
        for (const auto& entry : *array) {
            auto line = read_line(entry);
            if (!line)
                return refused(line.error());
            if (const auto* part = std::get_if<SlipPart>(&*line); part && *part != SlipPart::rule) {
                const auto word = part_names[static_cast<std::size_t>(*part)];
                if (!may_stand_on(paper, *part))
                    return refused(wrong(entry.source(), fmt::format("'{}' has no '{}'", name, word)));
                if (std::ranges::find(lines, *line) != lines.end())
                    return refused(wrong(entry.source(), fmt::format("'{}' has '{}' twice", name, word)));
            }
            lines.push_back(std::move(*line));
        }
        for (std::size_t part = 0; part < part_names.size(); ++part)
            if (must_stand_on(paper, static_cast<SlipPart>(part)) &&
                std::ranges::find(lines, SlipTemplateLine(static_cast<SlipPart>(part))) == lines.end())
                return refused(wrong(node.source(), fmt::format("'{}' wants '{}'", name, part_names[part])));
        return lines;
    }

  private:
    Result<SlipTemplateLine> read_line(const toml::node& entry) const {
        if (const auto word = entry.value<std::string>()) {
            const auto part = place_of(part_names, *word);
            if (!part)
                return refused(wrong(entry.source(), fmt::format("no such word '{}'", *word)));
            return static_cast<SlipPart>(*part);
        }
        const auto* table = entry.as_table();
        if (!table)
            return refused(wrong(entry.source(), "a line is a word, or a sentence as { en = \"…\", fa = \"…\" }"));
        Wording sentence;
        for (const auto& [language, value] : *table) {
            auto* text = language == "en" ? &sentence.english : language == "fa" ? &sentence.persian : nullptr;
            const auto given = value.value<std::string>();
            if (!text || !given || given->empty() || given->size() > longest_sentence)
                return refused(
                    wrong(value.source(), fmt::format("a sentence wants a text in en, in fa, or in both, of at "
                                                      "most {} bytes",
                                                      longest_sentence)));
            *text = text::plain(*given);
        }
        if (table->empty())
            return refused(wrong(entry.source(), "a sentence wants a text in en, in fa, or in both"));
        return sentence;
    }

    std::string file_;
};

} // namespace

Result<SlipTemplates> SlipTemplates::parse(std::string_view text, std::string_view file_name) {
    const TemplateReader reader(file_name);
    toml::table file;
    try {
        file = toml::parse(text, file_name);
    } catch (const toml::parse_error& error) {
        return refused(reader.wrong(error.source(), std::string(error.description())));
    }
    SlipTemplates templates;
    for (const auto& [key, node] : file) {
        const auto paper = place_of(paper_names, key.str());
        if (!paper)
            return refused(reader.wrong(key.source(), fmt::format("no such paper '{}'", key.str())));
        auto lines = reader.lines(static_cast<SlipPaper>(*paper), node);
        if (!lines)
            return refused(lines.error());
        templates.of_paper_[*paper] = std::move(*lines);
    }
    for (std::size_t paper = 0; paper < paper_count; ++paper)
        if (templates.of_paper_[paper].empty())
            return refused(reader.wrong(file.source(), fmt::format("'{}' is missing", paper_names[paper])));
    return templates;
}

Result<SlipTemplates> SlipTemplates::read(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse(*text, file.string()) : refused(text.error());
}

} // namespace makegood
