#include "terminal/policy/policy_file.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <toml++/toml.h>

#include <array>
#include <fstream>
#include <set>
#include <sstream>

namespace makegood {

namespace {

struct NamedOutcome {
    std::string_view name;
    Outcome outcome;
};
constexpr NamedOutcome outcomes[] = {
    {"give now", Outcome::give_now},
    {"manager confirms", Outcome::manager_confirms},
    {"manager decides", Outcome::manager_decides},
};

class PolicyReader {
  public:
    explicit PolicyReader(std::string_view file_name) : file_name_(file_name) {}

    Result<Policy> read(std::string_view text);

  private:
    Error wrong(const toml::node& where, const std::string& why) const {
        const auto line = where.source().begin.line;
        const auto rule = rule_.empty() ? std::string() : fmt::format("rule '{}': ", rule_);
        return {"read", std::string(file_name_), fmt::format("line {}: {}{}", line, rule, why)};
    }

    Result<Rule> rule(const toml::table& table);
    Result<Wording> wording(const toml::table& table);
    Result<Outcome> outcome(const toml::table& table);
    Result<std::vector<Money>> amounts(const toml::node& node);
    Result<std::int64_t> whole_number(const toml::node& node);

    std::string_view file_name_;
    std::string rule_;
};

Result<std::int64_t> PolicyReader::whole_number(const toml::node& node) {
    const auto number = node.value<std::int64_t>();
    if (!node.is_integer() || *number < 0 || *number > 1'000'000)
        return refused(wrong(node, "wants a whole number from 0 to 1000000"));
    return *number;
}

Result<std::vector<Money>> PolicyReader::amounts(const toml::node& node) {
    const auto* table = node.as_table();
    if (!table || table->empty())
        return refused(wrong(node, "wants one amount for each currency, as in { EUR = \"20.00\" }"));
    std::vector<Money> amounts;
    for (const auto& [key, value] : *table) {
        const auto currency = Currency::from_code(key.str());
        const auto text = value.value<std::string>();
        if (!currency || !text)
            return refused(wrong(value, fmt::format("'{}' wants a currency's three letters and a text", key.str())));
        const auto money = Money::from_decimal(*text, *currency);
        if (!money)
            return refused(wrong(value, fmt::format("'{}' is no amount of {}", *text, key.str())));
        amounts.push_back(*money);
    }
    return amounts;
}

Result<Wording> PolicyReader::wording(const toml::table& table) {
    const auto english = table["says"]["en"].value<std::string>();
    const auto persian = table["says"]["fa"].value<std::string>();
    if (!english || !persian || english->empty() || persian->empty())
        return refused(wrong(table, "wants a sentence in says.en and in says.fa"));
    return Wording{*english, *persian};
}

Result<Outcome> PolicyReader::outcome(const toml::table& table) {
    const auto name = table["outcome"].value<std::string>();
    if (!name)
        return refused(wrong(table, "wants an outcome"));
    for (const auto& known : outcomes)
        if (known.name == *name)
            return known.outcome;
    return refused(wrong(*table.get("outcome"), fmt::format("no such outcome '{}'; there are \"give now\", "
                                                            "\"manager confirms\" and \"manager decides\"",
                                                            *name)));
}

Result<Rule> PolicyReader::rule(const toml::table& table) {
    Rule rule;
    for (const auto& [key, value] : table) {
        if (key == "value_at_most" || key == "value_above") {
            auto read = amounts(value);
            if (!read)
                return refused(read.error());
            (key == "value_above" ? rule.value_above : rule.value_at_most) = std::move(*read);
        } else if (key == "older_than_days" || key == "made_good_before_at_least" || key == "taken_back_at_least") {
            const auto read = whole_number(value);
            if (!read)
                return refused(read.error());
            if (key == "older_than_days")
                rule.older_than_days = static_cast<int>(*read);
            else
                (key == "taken_back_at_least" ? rule.taken_back_at_least : rule.made_good_before_at_least) = *read;
        } else if (key == "when_evidence_against") {
            if (value.value<bool>() != true)
                return refused(wrong(value, "when_evidence_against is true or left out"));
            rule.when_evidence_against = true;
        } else if (key != "id" && key != "says" && key != "outcome") {
            return refused(wrong(value, fmt::format("no such key '{}'", key.str())));
        }
    }
    rule.id = rule_;
    auto says = wording(table);
    if (!says)
        return refused(says.error());
    rule.says = std::move(*says);
    const auto decided = outcome(table);
    if (!decided)
        return refused(decided.error());
    rule.outcome = *decided;
    return rule;
}

std::string version_of(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::string version;
    for (std::size_t i = 0; i < 8; ++i)
        version += fmt::format("{:02x}", hash[i]);
    return version;
}

Result<Policy> PolicyReader::read(std::string_view text) {
    toml::table table;
    try {
        table = toml::parse(text, file_name_);
    } catch (const toml::parse_error& error) {
        return refused(Error{"read", std::string(file_name_),
                             fmt::format("line {}: {}", error.source().begin.line, error.description())});
    }

    Policy policy{.version = version_of(text)};
    std::set<std::string> seen;
    for (const auto& [key, value] : table) {
        if (key == "window_days") {
            const auto days = whole_number(value);
            if (!days)
                return refused(days.error());
            policy.window_days = static_cast<int>(*days);
            continue;
        }
        const auto* rules = value.as_array();
        if (key != "rule" || !rules || !rules->is_homogeneous<toml::table>())
            return refused(
                wrong(value, fmt::format("no such key '{}'; a policy has window_days and [[rule]]", key.str())));
        for (const auto& node : *rules) {
            rule_.clear();
            const auto& rule_table = *node.as_table();
            rule_ = rule_table["id"].value_or(std::string());
            if (rule_.empty())
                return refused(wrong(node, "a rule wants an id"));
            if (!seen.insert(rule_).second)
                return refused(wrong(node, "the id stands twice"));
            auto read = rule(rule_table);
            if (!read)
                return refused(read.error());
            policy.rules.push_back(std::move(*read));
        }
        rule_.clear();
    }
    return policy;
}

} // namespace

Result<Policy> parse_policy(std::string_view text, std::string_view file_name) {
    return PolicyReader(file_name).read(text);
}

Result<Policy> read_policy(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        return refused(Error{"read", file.filename().string(), "the file cannot be read"});
    return parse_policy(text.str(), file.filename().string());
}

} // namespace makegood
