#include "terminal/feeds/feed_map.hpp"

#include "terminal/feeds/input_file.hpp"
#include "terminal/feeds/trade_words.hpp"
#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <initializer_list>
#include <toml++/toml.h>

namespace makegood::feeds {

namespace {

constexpr std::size_t longest_map_bytes = 1U << 20U;

// Walks the document and remembers the first thing that is wrong.
class MapReader {
  public:
    explicit MapReader(std::string file) : file_(std::move(file)) {}

    FeedMap read(const toml::table& document) {
        know(document, {"columns", "constants", "formats", "words", "names", "rules"});
        read_texts(document, "columns", map_.columns);
        read_texts(document, "constants", map_.constants);
        read_formats(document);
        read_words(document);
        read_names(document);
        read_rules(document);
        check_whole(document);
        return std::move(map_);
    }
    const std::optional<FeedError>& error() const { return error_; }

  private:
    void fail(const toml::source_region& place, std::string detail) {
        if (!error_)
            error_ = FeedError{.code = std::string(failure::map_wrong),
                               .file = file_,
                               .line = place.begin.line,
                               .column = place.begin.column,
                               .detail = std::move(detail)};
    }
    void know(const toml::table& table, std::initializer_list<std::string_view> keys) {
        for (const auto& [key, value] : table)
            if (std::ranges::find(keys, key.str()) == keys.end())
                fail(key.source(), "unknown key '" + std::string(key.str()) + "'");
    }
    const toml::table* table_at(const toml::table& document, std::string_view key) {
        const auto* node = document.get(key);
        if (node && !node->is_table())
            fail(node->source(), "'" + std::string(key) + "' is not a table");
        return node ? node->as_table() : nullptr;
    }
    std::string text(const toml::node& node, std::string_view key) {
        if (const auto value = node.value_exact<std::string>())
            return *value;
        fail(node.source(), "'" + std::string(key) + "' is not a text");
        return {};
    }
    std::vector<std::string> text_list(const toml::node& node, std::string_view key) {
        std::vector<std::string> list;
        if (const auto* array = node.as_array()) {
            for (const auto& entry : *array)
                list.push_back(text(entry, key));
        } else {
            list.push_back(text(node, key));
        }
        if (list.empty() || std::ranges::any_of(list, &std::string::empty))
            fail(node.source(), "'" + std::string(key) + "' is empty");
        return list;
    }

    void read_texts(const toml::table& document, std::string_view key, std::array<std::string, column_count>& into) {
        const auto* table = table_at(document, key);
        if (!table)
            return;
        for (const auto& [name, node] : *table) {
            const auto found = std::ranges::find(column_names, name.str());
            if (found == column_names.end())
                fail(name.source(), "unknown key '" + std::string(name.str()) + "'");
            else
                into[static_cast<std::size_t>(found - column_names.begin())] = text(node, name.str());
        }
    }

    void read_formats(const toml::table& document) {
        const auto* table = table_at(document, "formats");
        if (!table)
            return;
        know(*table, {"time", "money", "quantity_divisor", "customer_suffix", "separator", "taxes", "discount"});
        if (const auto* node = table->get("time"))
            for (const auto& pattern : text_list(*node, "time"))
                add_time_format(*node, pattern);
        if (const auto* node = table->get("money"))
            read_money_unit(*node);
        if (const auto* node = table->get("quantity_divisor"))
            read_divisor(*node);
        if (const auto* node = table->get("customer_suffix"))
            map_.customer_suffix = text(*node, "customer_suffix");
        if (const auto* node = table->get("separator"))
            read_separator(*node);
        if (const auto* node = table->get("taxes"))
            read_taxes(*node);
        if (const auto* node = table->get("discount"))
            read_discount(*node);
    }
    void add_time_format(const toml::node& node, const std::string& pattern) {
        if (auto format = TimeFormat::from_pattern(pattern))
            map_.time_formats.push_back(std::move(*format));
        else
            fail(node.source(), "'" + pattern + "' is no time format such as \"YYYY-MM-DD hh:mm:ss\"");
    }
    void read_money_unit(const toml::node& node) {
        const auto unit = text(node, "money");
        if (unit == "major")
            map_.money_unit = MoneyUnit::major;
        else if (unit == "minor")
            map_.money_unit = MoneyUnit::minor;
        else if (unit == "toman")
            map_.money_unit = MoneyUnit::toman;
        else
            fail(node.source(), "'money' is one of \"major\", \"minor\", \"toman\"");
    }
    void read_divisor(const toml::node& node) {
        const auto divisor = node.value_exact<std::int64_t>().value_or(0);
        if (divisor == 1 || divisor == 10 || divisor == 100 || divisor == 1000)
            map_.quantity_divisor = static_cast<int>(divisor);
        else
            fail(node.source(), "'quantity_divisor' is one of 1, 10, 100, 1000");
    }
    void read_separator(const toml::node& node) {
        const auto separator = text(node, "separator");
        if (separator == "," || separator == ";" || separator == "\t" || separator == "|")
            map_.separator = separator[0];
        else
            fail(node.source(), "'separator' is one of \",\", \";\", \"|\", \"\\t\"");
    }

    void read_taxes(const toml::node& node) {
        const auto where = text(node, "taxes");
        map_.taxes_included = where == "included";
        if (where != "included" && where != "on_top")
            fail(node.source(), "'taxes' is one of \"included\", \"on_top\"");
    }

    void read_discount(const toml::node& node) {
        const auto when = text(node, "discount");
        map_.discount_taken_off = when == "taken_off";
        if (when != "taken_off" && when != "to_take_off")
            fail(node.source(), "'discount' is one of \"taken_off\", \"to_take_off\"");
    }

    void read_words(const toml::table& document) {
        const auto* table = table_at(document, "words");
        if (!table)
            return;
        for (const auto& [theirs, node] : *table) {
            auto ours = text(node, theirs.str());
            if (!meaning_of(unit_words, ours) && !meaning_of(entry_method_words, ours) && !meaning_of(flag_words, ours))
                fail(node.source(), "'" + ours + "' is no unit, no entry method, and neither \"yes\" nor \"no\"");
            map_.words.emplace(reading::folded(theirs.str()), std::move(ours));
        }
    }

    void read_names(const toml::table& document) {
        const auto* table = table_at(document, "names");
        if (!table)
            return;
        know(*table, {"file", "key", "name"});
        NamesFile names;
        if (const auto* node = table->get("file"))
            names.file = text(*node, "file");
        if (const auto* node = table->get("key"))
            names.key = text(*node, "key");
        if (const auto* node = table->get("name"))
            names.columns = text_list(*node, "name");
        if (names.file.empty() || names.key.empty() || names.columns.empty())
            fail(table->source(), "'names' needs file, key and name");
        // The map may come from elsewhere: it names a neighbour, never a path.
        if (names.file.find('/') != std::string::npos || names.file == "." || names.file == "..")
            fail(table->source(), "'file' is a file name without a folder");
        map_.names = std::move(names);
    }

    void read_rules(const toml::table& document) {
        const auto* node = document.get("rules");
        if (!node)
            return;
        const auto* rules = node->as_array();
        if (!rules)
            return fail(node->source(), "'rules' is written as [[rules]]");
        for (const auto& entry : *rules) {
            if (const auto* table = entry.as_table())
                map_.rules.push_back(read_rule(*table));
            else
                fail(entry.source(), "'rules' is written as [[rules]]");
        }
    }
    FeedRule read_rule(const toml::table& table) {
        know(table, {"name", "then", "sequence_starts_with", "code_is", "code_starts_with", "name_starts_with",
                     "quantity_below", "quantity_is"});
        FeedRule rule;
        if (const auto* node = table.get("name"))
            rule.name = text(*node, "name");
        if (rule.name.empty())
            fail(table.source(), "a rule needs a 'name' in words");
        if (const auto* node = table.get("then"))
            rule.effect = effect(*node);
        else
            fail(table.source(), "a rule needs 'then'");
        const auto list = [&](std::string_view key, std::vector<std::string>& into) {
            if (const auto* node = table.get(key))
                into = text_list(*node, key);
        };
        list("sequence_starts_with", rule.sequence_starts_with);
        list("code_is", rule.code_is);
        list("code_starts_with", rule.code_starts_with);
        list("name_starts_with", rule.name_starts_with);
        if (const auto* node = table.get("quantity_below"))
            rule.quantity_below = whole_quantity(*node);
        if (const auto* node = table.get("quantity_is"))
            rule.quantity_is = whole_quantity(*node);
        const bool about_quantity = rule.quantity_below || rule.quantity_is;
        if (table.size() <= 2)
            fail(table.source(), "rule '" + rule.name + "' has no condition and would catch every row");
        if (about_quantity && rule.effect == RuleEffect::thousandths)
            fail(table.source(), "rule '" + rule.name + "' would need the quantity before it is read");
        return rule;
    }
    RuleEffect effect(const toml::node& node) {
        const auto word = text(node, "then");
        if (word == "skip")
            return RuleEffect::skip;
        if (word == "returned")
            return RuleEffect::returned;
        if (word == "fee")
            return RuleEffect::fee;
        if (word == "discount")
            return RuleEffect::discount;
        if (word == "thousandths")
            return RuleEffect::thousandths;
        fail(node.source(), "'then' is one of \"skip\", \"returned\", \"fee\", \"discount\", \"thousandths\"");
        return RuleEffect::skip;
    }
    std::optional<Quantity> whole_quantity(const toml::node& node) {
        if (const auto value = node.value_exact<std::int64_t>())
            if (const auto quantity = Quantity::of_units(*value))
                return *quantity;
        fail(node.source(), "a quantity here is a whole number");
        return std::nullopt;
    }

    void check_whole(const toml::table& document) {
        const auto given = [&](Column column) {
            return !map_.column(column).empty() || !map_.constant(column).empty();
        };
        for (const auto needed : {Column::business_unit, Column::workstation, Column::currency})
            if (!given(needed))
                fail(document.source(), "neither [columns] nor [constants] has '" +
                                            std::string(column_names[static_cast<std::size_t>(needed)]) + "'");
        for (const auto needed : {Column::sequence, Column::time, Column::code, Column::quantity})
            if (map_.column(needed).empty())
                fail(document.source(),
                     "[columns] has no '" + std::string(column_names[static_cast<std::size_t>(needed)]) + "'");
        for (const auto own :
             {Column::sequence, Column::time, Column::code, Column::quantity, Column::number, Column::unit_price,
              Column::line_amount, Column::customer, Column::name, Column::phone, Column::card,
              Column::payment_reference, Column::voided, Column::discount_amount, Column::tax_amount,
              Column::returned_workstation, Column::returned_day, Column::returned_sequence})
            if (!map_.constant(own).empty())
                fail(document.source(), "[constants] cannot hold '" +
                                            std::string(column_names[static_cast<std::size_t>(own)]) +
                                            "', which differs from row to row");
        if (map_.column(Column::unit_price).empty() == map_.column(Column::line_amount).empty())
            fail(document.source(), "[columns] needs either 'unit_price' or 'line_amount'");
        if (!map_.column(Column::tax_amount).empty() && !given(Column::tax_name))
            fail(document.source(), "'tax_amount' needs a 'tax_name' in [columns] or [constants]");
        if (map_.column(Column::returned_sequence).empty() != map_.column(Column::returned_day).empty())
            fail(document.source(), "[columns] needs both 'returned_sequence' and 'returned_day', or neither");
        if (map_.time_formats.empty())
            fail(document.source(), "[formats] has no 'time'");
        if (!map_.constant(Column::currency).empty() && !Currency::from_code(map_.constant(Column::currency)))
            fail(document.source(), "'currency' is three capital letters such as \"GBP\"");
        if (map_.money_unit == MoneyUnit::toman && map_.constant(Column::currency) != "IRR")
            fail(document.source(), "\"toman\" needs the constant currency \"IRR\"");
    }

    std::string file_;
    FeedMap map_;
    std::optional<FeedError> error_;
};

bool starts_with_one_of(std::string_view text, const std::vector<std::string>& beginnings) {
    return beginnings.empty() ||
           std::ranges::any_of(beginnings, [&](const std::string& beginning) { return text.starts_with(beginning); });
}

} // namespace

Expected<FeedMap, FeedError> parse_feed_map(std::string_view toml, const std::string& file_name) {
    try {
        const toml::table document = toml::parse(toml, file_name);
        MapReader reader(file_name);
        auto map = reader.read(document);
        if (reader.error())
            return refused(*reader.error());
        return map;
    } catch (const toml::parse_error& error) {
        return refused(FeedError{.code = std::string(failure::map_wrong),
                                 .file = file_name,
                                 .line = error.source().begin.line,
                                 .column = error.source().begin.column,
                                 .detail = std::string(error.description())});
    }
}

Expected<FeedMap, FeedError> load_feed_map(const std::filesystem::path& path) {
    auto source = open_input_file(path);
    if (!source)
        return refused(source.error());
    std::string toml;
    std::array<char, 16 * 1024> buffer{};
    for (;;) {
        const auto count = (*source)->read(buffer);
        if (!count)
            return refused(count.error());
        if (*count == 0)
            return parse_feed_map(toml, path.string());
        toml.append(buffer.data(), *count);
        if (toml.size() > longest_map_bytes)
            return refused(FeedError{
                .code = std::string(failure::map_wrong), .file = path.string(), .detail = "larger than 1 MiB"});
    }
}

bool applies(const FeedRule& rule, std::string_view sequence, std::string_view code, std::string_view name) {
    return starts_with_one_of(sequence, rule.sequence_starts_with) && starts_with_one_of(code, rule.code_starts_with) &&
           starts_with_one_of(name, rule.name_starts_with) &&
           (rule.code_is.empty() || std::ranges::find(rule.code_is, code) != rule.code_is.end());
}

bool applies(const FeedRule& rule, Quantity quantity) {
    return (!rule.quantity_below || quantity < *rule.quantity_below) &&
           (!rule.quantity_is || quantity == *rule.quantity_is);
}

} // namespace makegood::feeds
