#include "terminal/reading/till_template_file.hpp"

#include "terminal/text_file.hpp"

#include "workflows/reading/folded_text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>
#include <utility>

namespace makegood {

namespace {

using namespace reading;

constexpr int most_columns = 400;
// They are looked for on every line of every paper.
constexpr std::size_t most_phrases = 40, longest_phrase = 80;

template <class Kind>
struct NamedKind {
    std::string_view name;
    Kind kind;
};
constexpr NamedKind<DecimalMark> decimal_marks[] = {
    {"point", DecimalMark::point}, {"comma", DecimalMark::comma}, {"none", DecimalMark::none}};
constexpr NamedKind<DateOrder> date_orders[] = {{"day-month-year", DateOrder::day_month_year},
                                                {"month-day-year", DateOrder::month_day_year},
                                                {"year-month-day", DateOrder::year_month_day}};

// Reads one file; the first mistake ends it.
class TemplateReader {
  public:
    explicit TemplateReader(std::string_view file_name) : file_name_(file_name) {}

    Result<TillTemplate> read(std::string_view text) {
        toml::table table;
        try {
            table = toml::parse(text, file_name_);
        } catch (const toml::parse_error& error) {
            return refused(wrong(error.source(), std::string(error.description())));
        }
        for (const auto& [key, node] : table)
            if (auto taken = take(key.str(), node); !taken)
                return refused(taken.error());
        if (till_.name.empty())
            return refused(wrong(table.source(), "it wants a name"));
        return std::move(till_);
    }

  private:
    Error wrong(const toml::source_region& where, const std::string& why) const {
        return {"read", std::string(file_name_), fmt::format("line {}: {}", where.begin.line, why)};
    }
    tl::unexpected<Error> wrong(const toml::node& where, const std::string& why) const {
        return refused(wrong(where.source(), why));
    }

    Result<void> take(std::string_view key, const toml::node& node) {
        const std::pair<std::string_view, std::optional<Anchor>*> anchors[] = {
            {"number", &till_.number}, {"date", &till_.date}, {"time", &till_.time},
            {"total", &till_.total},   {"lane", &till_.lane}, {"cashier", &till_.cashier}};
        for (const auto& [name, anchor] : anchors)
            if (key == name)
                return take_anchor(key, node, *anchor);
        if (key == "name")
            return take_name(node);
        if (key == "known_by")
            return take_texts(key, node, till_.known_by);
        if (key == "languages")
            return take_languages(node);
        if (key == "voids")
            return take_texts(key, node, till_.voids);
        if (key == "decimal")
            return take_word(key, node, decimal_marks, till_.decimal);
        if (key == "dates")
            return take_word(key, node, date_orders, till_.date_order);
        if (key == "currency")
            return take_currency(node);
        if (key == "lines")
            return take_lines(node);
        return wrong(node, fmt::format("nobody knows '{}'", key));
    }

    Result<void> take_name(const toml::node& node) {
        till_.name = node.value<std::string>().value_or("");
        if (till_.name.empty())
            return wrong(node, "'name' wants a text");
        return {};
    }

    Result<void> take_languages(const toml::node& node) {
        const auto* array = node.as_array();
        for (std::size_t i = 0; array && i < array->size(); ++i) {
            auto language = (*array)[i].value<std::string>().value_or("");
            const bool is_code =
                language.size() == 2 && std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
            if (!is_code)
                return wrong(node, "'languages' wants two small letters of each, as [\"en\", \"fa\"]");
            till_.languages.push_back(std::move(language));
        }
        if (till_.languages.empty())
            return wrong(node, "'languages' wants two small letters of each, as [\"en\", \"fa\"]");
        return {};
    }

    Result<std::string> words(std::string_view key, const toml::node& node) const {
        const auto text = node.value<std::string>().value_or("");
        const auto trimmed = without_blanks_at_ends(text);
        if (trimmed.empty())
            return wrong(node, fmt::format("'{}' wants words as they stand on the paper", key));
        if (static_cast<std::size_t>(characters_before(trimmed, trimmed.size())) > longest_phrase)
            return wrong(node, fmt::format("'{}' wants words of at most {} letters", key, longest_phrase));
        return folded(trimmed);
    }

    Result<void> take_texts(std::string_view key, const toml::node& node, std::vector<std::string>& texts) const {
        const auto* array = node.as_array();
        if (!array)
            return wrong(node, fmt::format("'{}' wants a list of words as they stand on the paper", key));
        if (array->size() > most_phrases)
            return wrong(node, fmt::format("'{}' wants at most {} of them", key, most_phrases));
        for (const auto& entry : *array) {
            auto text = words(key, entry);
            if (!text)
                return refused(text.error());
            texts.push_back(std::move(*text));
        }
        return {};
    }

    template <class Kind, std::size_t count>
    Result<void> take_word(std::string_view key, const toml::node& node, const NamedKind<Kind> (&known)[count],
                           std::optional<Kind>& chosen) const {
        const auto word = node.value<std::string>().value_or("");
        std::string choices;
        for (const auto& kind : known) {
            if (kind.name == word)
                chosen = kind.kind;
            choices += (choices.empty() ? "" : ", ") + std::string(kind.name);
        }
        if (!chosen)
            return wrong(node, fmt::format("'{}' wants one of {}", key, choices));
        return {};
    }

    Result<void> take_currency(const toml::node& node) {
        const auto word = node.value<std::string>().value_or("");
        till_.tens = word == "toman";
        till_.currency = Currency::from_code(till_.tens ? "IRR" : word);
        if (!till_.currency)
            return wrong(node, "'currency' wants three capital letters, or toman");
        return {};
    }

    Result<void> take_anchor(std::string_view key, const toml::node& node, std::optional<Anchor>& anchor) const {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node, fmt::format("'{}' wants a table: after = \"…\"", key));
        anchor.emplace();
        for (const auto& [name, value] : *table)
            if (name == "after") {
                auto text = words("after", value);
                if (!text)
                    return refused(text.error());
                anchor->after = std::move(*text);
            } else if (name == "next_line" && value.is_boolean()) {
                anchor->on_next_line = *value.value<bool>();
            } else {
                return wrong(value, fmt::format("'{}' has after = \"…\" and next_line = true or false, no '{}'", key,
                                                name.str()));
            }
        if (anchor->after.empty())
            return wrong(node, fmt::format("'{}' does not say after which words", key));
        return {};
    }

    Result<Columns> columns(std::string_view key, const toml::node& node) const {
        const auto* pair = node.as_array();
        const auto first = pair && pair->size() == 2 ? (*pair)[0].value<int>() : std::nullopt;
        const auto last = pair && pair->size() == 2 ? (*pair)[1].value<int>() : std::nullopt;
        if (!first || !last || *first < 1 || *last < *first || *last > most_columns)
            return wrong(node, fmt::format("'{}' wants its first and its last column, as [1, 24]", key));
        return Columns{*first, *last};
    }

    Result<void> take_lines(const toml::node& node) {
        const auto* table = node.as_table();
        if (!table || !table->contains("amount"))
            return wrong(node, "'lines' wants at least the columns of the amount");
        auto& lines = till_.lines.emplace();
        const std::pair<std::string_view, std::optional<Columns>*> others[] = {
            {"name", &lines.name}, {"code", &lines.code}, {"quantity", &lines.quantity}, {"price", &lines.price}};
        for (const auto& [key, value] : *table) {
            if (key == "from" || key == "until") {
                auto text = words(key.str(), value);
                if (!text)
                    return refused(text.error());
                (key == "from" ? lines.from : lines.until) = std::move(*text);
                continue;
            }
            const auto* other =
                std::ranges::find(others, key.str(), &std::pair<std::string_view, std::optional<Columns>*>::first);
            if (key != "amount" && other == std::end(others))
                return wrong(value, fmt::format("'lines' has no '{}'", key.str()));
            auto read = columns(key.str(), value);
            if (!read)
                return refused(read.error());
            if (key == "amount")
                lines.amount = *read;
            else
                *other->second = *read;
        }
        return {};
    }

    std::string_view file_name_;
    TillTemplate till_;
};

} // namespace

std::optional<reading::DateOrder> date_order_named(std::string_view word) {
    for (const auto& order : date_orders)
        if (order.name == word)
            return order.kind;
    return std::nullopt;
}

Result<reading::TillTemplate> parse_till_template(std::string_view text, std::string_view file_name) {
    return TemplateReader(file_name).read(text);
}

Result<reading::TillTemplate> read_till_template(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_till_template(*text, file.string()) : refused(text.error());
}

Result<reading::TillTemplate> till_template_named(const std::filesystem::path& folder, const std::string& name) {
    std::error_code ignored;
    const bool is_plain_name = name.find_first_of("/.") == name.npos;
    if (is_plain_name && std::filesystem::exists(folder / (name + ".toml"), ignored))
        return read_till_template(folder / (name + ".toml"));
    return read_till_template(name);
}

Result<std::vector<reading::TillTemplate>> till_templates(const std::filesystem::path& folder) {
    std::error_code ignored;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".toml")
            files.insert(entry.path());
    std::vector<reading::TillTemplate> tills;
    for (const auto& file : files) {
        auto till = read_till_template(file);
        if (!till)
            return refused(till.error());
        tills.push_back(std::move(*till));
    }
    return tills;
}

} // namespace makegood
