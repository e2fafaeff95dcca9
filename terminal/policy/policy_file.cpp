#include "terminal/policy/policy_file.hpp"

#include "terminal/storage/event_names.hpp"
#include "terminal/text_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sodium.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace makegood {

namespace {

template <class Kind>
struct Named {
    std::string_view name;
    Kind kind;
};
constexpr Named<Outcome> outcomes[] = {
    {"give now", Outcome::give_now},
    {"manager confirms", Outcome::manager_confirms},
    {"manager decides", Outcome::manager_decides},
};
constexpr Named<int> weekdays[] = {
    {"monday", 1}, {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4}, {"friday", 5}, {"saturday", 6}, {"sunday", 7},
};

class PolicyReader {
  public:
    explicit PolicyReader(std::string_view file_name) : file_name_(file_name) {}

    Result<Policy> read(std::string_view text);

    // What stands behind a key of a rule.
    Result<std::vector<Money>> amounts(const toml::node& node);
    Result<std::int64_t> whole_number(const toml::node& node);
    Result<int> days(const toml::node& node);
    Result<bool> yes(const toml::node& node);
    Result<bool> yes_or_no(const toml::node& node);
    Result<HoursOfDay> hours(const toml::node& node);
    Result<std::vector<WorkstationId>> lanes(const toml::node& node);
    Result<std::vector<int>> days_of_week(const toml::node& node);
    template <class Enum>
    Result<std::vector<Enum>> named_list(const toml::node& node);
    Result<Wording> wording(const toml::node& node);
    Result<Outcome> outcome(const toml::node& node);

  private:
    Error wrong(const toml::node& where, const std::string& why) const {
        const auto line = where.source().begin.line;
        const auto rule = rule_.empty() ? std::string() : fmt::format("rule '{}': ", rule_);
        return {"read", std::string(file_name_), fmt::format("line {}: {}{}", line, rule, why)};
    }

    Result<std::vector<std::string>> texts(const toml::node& node);
    // The line of the policy that is wrong is the error; nothing otherwise.
    std::optional<Error> take(const toml::node& rules, std::vector<Rule>& into);
    std::optional<Error> take_budget(const toml::node& node, Budget& into);
    Result<BudgetLimits> limits(const toml::table& table, bool of_person);
    std::optional<Error> take_approval(const toml::node& node, ApprovalTerms& into);
    std::optional<Error> take_second_look(const toml::node& node, SecondLookShare& into);
    // [goodwill] and [countersign].
    template <class Terms>
    std::optional<Error> take_terms(const toml::key& name, const toml::node& node, Terms& into);
    std::optional<Error> take_gift(const toml::node& node, GiftTerms& into);
    std::optional<Error> check_countersign(const toml::table& table, const Policy& policy);
    Result<Rule> rule(const toml::table& table);

    std::string_view file_name_;
    std::string rule_;
};

// One key of a rule, and how what stands behind it comes into the rule.
struct RuleKey {
    std::string_view name;
    std::optional<Error> (*take)(PolicyReader& reader, const toml::node& node, Rule& rule);
};

template <auto member, auto read>
std::optional<Error> into(PolicyReader& reader, const toml::node& node, Rule& rule) {
    auto value = (reader.*read)(node);
    if (!value)
        return value.error();
    rule.*member = std::move(*value);
    return std::nullopt;
}

using Reader = PolicyReader;
constexpr RuleKey rule_keys[] = {
    {"says", into<&Rule::says, &Reader::wording>},
    {"customer", into<&Rule::customer, &Reader::wording>},
    {"outcome", into<&Rule::outcome, &Reader::outcome>},
    {"value_at_most", into<&Rule::value_at_most, &Reader::amounts>},
    {"value_above", into<&Rule::value_above, &Reader::amounts>},
    {"older_than_days", into<&Rule::older_than_days, &Reader::days>},
    {"younger_than_days", into<&Rule::younger_than_days, &Reader::days>},
    {"made_good_before_at_least", into<&Rule::made_good_before_at_least, &Reader::whole_number>},
    {"taken_back_at_least", into<&Rule::taken_back_at_least, &Reader::whole_number>},
    {"when_evidence_against", into<&Rule::when_evidence_against, &Reader::yes>},
    {"failure", into<&Rule::failures, &Reader::named_list<Failure>>},
    {"evidence", into<&Rule::evidence, &Reader::named_list<Finding>>},
    {"evidence_for", into<&Rule::evidence_for, &Reader::named_list<Finding>>},
    {"evidence_against", into<&Rule::evidence_against, &Reader::named_list<Finding>>},
    {"staff_role", into<&Rule::staff_roles, &Reader::named_list<StaffRole>>},
    {"lane", into<&Rule::lanes, &Reader::lanes>},
    {"hours", into<&Rule::hours, &Reader::hours>},
    {"weekdays", into<&Rule::weekdays, &Reader::days_of_week>},
    {"customer_known", into<&Rule::customer_known, &Reader::yes_or_no>},
    {"customer_made_good_at_least", into<&Rule::customer_made_good_at_least, &Reader::whole_number>},
};

Result<std::int64_t> PolicyReader::whole_number(const toml::node& node) {
    const auto number = node.value<std::int64_t>();
    if (!node.is_integer() || *number < 0 || *number > 1'000'000)
        return refused(wrong(node, "wants a whole number from 0 to 1000000"));
    return *number;
}

Result<int> PolicyReader::days(const toml::node& node) {
    return whole_number(node).map([](std::int64_t number) { return static_cast<int>(number); });
}

Result<bool> PolicyReader::yes(const toml::node& node) {
    if (node.is_boolean() && node.value<bool>() == true)
        return true;
    return refused(wrong(node, "is true or left out"));
}

Result<bool> PolicyReader::yes_or_no(const toml::node& node) {
    if (node.is_boolean())
        return *node.value<bool>();
    return refused(wrong(node, "wants true or false"));
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

// "21:00" as minutes after midnight.
std::optional<int> minute_of(std::string_view text) {
    const auto time = text.size() == 5 ? CivilTime::from_iso(fmt::format("2000-01-01T{}", text)) : std::nullopt;
    return time ? std::optional(time->minute_of_day()) : std::nullopt;
}

Result<HoursOfDay> PolicyReader::hours(const toml::node& node) {
    const auto text = node.value<std::string>().value_or("");
    const auto dash = text.find('-');
    const auto from = minute_of(std::string_view(text).substr(0, dash));
    const auto until = dash == text.npos ? std::nullopt : minute_of(std::string_view(text).substr(dash + 1));
    if (!from || !until || from == until)
        return refused(wrong(node, "wants two different times, as in \"21:00-07:00\""));
    return HoursOfDay{*from, *until};
}

Result<std::vector<std::string>> PolicyReader::texts(const toml::node& node) {
    const auto complaint = [&] { return refused(wrong(node, "wants a name, or names in [ ]")); };
    std::vector<std::string> texts;
    if (const auto* list = node.as_array()) {
        for (const auto& one : *list) {
            if (!one.is_string())
                return complaint();
            texts.push_back(*one.value<std::string>());
        }
    } else if (node.is_string()) {
        texts.push_back(*node.value<std::string>());
    }
    if (texts.empty() || std::ranges::find(texts, "") != texts.end())
        return complaint();
    return texts;
}

Result<std::vector<WorkstationId>> PolicyReader::lanes(const toml::node& node) {
    const auto names = texts(node);
    if (!names)
        return refused(names.error());
    return std::vector<WorkstationId>(names->begin(), names->end());
}

Result<std::vector<int>> PolicyReader::days_of_week(const toml::node& node) {
    const auto names = texts(node);
    if (!names)
        return refused(names.error());
    std::vector<int> days;
    for (const auto& name : *names) {
        const auto* found = std::ranges::find(weekdays, name, &Named<int>::name);
        if (found == std::end(weekdays))
            return refused(wrong(node, fmt::format("no such day '{}'; there are monday to sunday", name)));
        days.push_back(found->kind);
    }
    return days;
}

template <class Enum>
Result<std::vector<Enum>> PolicyReader::named_list(const toml::node& node) {
    const auto names = texts(node);
    if (!names)
        return refused(names.error());
    std::vector<Enum> list;
    for (const auto& name : *names) {
        const auto found = storage::event_named<Enum>(name);
        if (!found)
            return refused(wrong(node, fmt::format("no such name '{}'; there are {}", name,
                                                   fmt::join(storage::event_names<Enum>(), ", "))));
        list.push_back(*found);
    }
    return list;
}

Result<Wording> PolicyReader::wording(const toml::node& node) {
    const auto* table = node.as_table();
    const auto text = [&](const char* language) {
        return table ? (*table)[language].value<std::string>().value_or("") : std::string();
    };
    Wording wording{text("en"), text("fa")};
    if (wording.english.empty() || wording.persian.empty() || table->size() != 2)
        return refused(wrong(node, "wants a sentence in .en and in .fa"));
    return wording;
}

Result<Outcome> PolicyReader::outcome(const toml::node& node) {
    const auto name = node.value<std::string>().value_or("");
    for (const auto& known : outcomes)
        if (known.name == name)
            return known.kind;
    return refused(wrong(node, fmt::format("no such outcome '{}'; there are \"give now\", \"manager confirms\" and "
                                           "\"manager decides\"",
                                           name)));
}

Result<Rule> PolicyReader::rule(const toml::table& table) {
    Rule rule;
    rule.id = rule_;
    rule.line = static_cast<int>(table.source().begin.line);
    for (const auto& [key, value] : table) {
        if (key == "id")
            continue;
        const auto* known = std::ranges::find(rule_keys, key.str(), &RuleKey::name);
        if (known == std::end(rule_keys))
            return refused(wrong(value, fmt::format("no such key '{}'", key.str())));
        if (const auto error = known->take(*this, value, rule))
            return refused(*error);
    }
    if (!table.contains("says"))
        return refused(wrong(table, "wants a sentence in says.en and in says.fa"));
    if (!table.contains("outcome"))
        return refused(wrong(table, "wants an outcome"));
    return rule;
}

std::optional<Error> PolicyReader::take(const toml::node& node, std::vector<Rule>& into) {
    const auto* rules = node.as_array();
    if (!rules || !rules->is_homogeneous<toml::table>())
        return wrong(node, "rules are written as [[rule]]");
    std::set<std::string> seen;
    for (const auto& one : *rules) {
        const auto& table = *one.as_table();
        rule_ = table["id"].value_or(std::string());
        if (rule_.empty())
            return wrong(one, "a rule wants an id");
        if (rule_ == budget_rule || rule_ == goodwill_rule)
            return wrong(one, fmt::format("the id belongs to [{}]; please choose another one", rule_));
        if (is_of_the_house(rule_) || is_of_till(rule_))
            return wrong(one, "the id belongs to Makegood itself; please choose another one");
        if (!seen.insert(rule_).second)
            return wrong(one, "the id stands twice");
        auto read = rule(table);
        if (!read)
            return read.error();
        into.push_back(std::move(*read));
        rule_.clear();
    }
    return std::nullopt;
}

Result<BudgetLimits> PolicyReader::limits(const toml::table& table, bool of_person) {
    BudgetLimits limits;
    for (const auto& [key, value] : table) {
        auto* place = key == "per_case"       ? &limits.per_case
                      : key == "per_day"      ? &limits.per_day
                      : key == "per_customer" ? &limits.per_customer
                                              : nullptr;
        if (of_person && key == "id")
            continue;
        if (!place)
            return refused(wrong(
                value, fmt::format("no such key '{}'; a budget has per_case, per_day and per_customer", key.str())));
        auto read = amounts(value);
        if (!read)
            return refused(read.error());
        *place = std::move(*read);
    }
    return limits;
}

std::optional<Error> PolicyReader::take_budget(const toml::node& node, Budget& into) {
    const auto* budgets = node.as_table();
    if (!budgets)
        return wrong(node, "a budget is written as [budget.cashier]");
    for (const auto& [key, value] : *budgets) {
        if (key == "person") {
            const auto* people = value.as_array();
            if (!people || !people->is_homogeneous<toml::table>())
                return wrong(value, "a person's budget is written as [[budget.person]]");
            for (const auto& one : *people) {
                const StaffId id((*one.as_table())["id"].value_or(std::string()));
                if (id.empty())
                    return wrong(one, "a person's budget wants their id");
                auto read = limits(*one.as_table(), true);
                if (!read)
                    return read.error();
                if (!into.of_people.emplace(id, std::move(*read)).second)
                    return wrong(one, fmt::format("the budget of '{}' stands twice", id.text()));
            }
            continue;
        }
        const auto role = storage::event_named<StaffRole>(key.str());
        if (!role || !value.is_table())
            return wrong(value, fmt::format("no such role '{}'; there are {}, and [[budget.person]]", key.str(),
                                            fmt::join(storage::event_names<StaffRole>(), ", ")));
        auto read = limits(*value.as_table(), false);
        if (!read)
            return read.error();
        into.of_roles[*role] = std::move(*read);
    }
    return std::nullopt;
}

std::optional<Error> PolicyReader::take_approval(const toml::node& node, ApprovalTerms& into) {
    const auto* table = node.as_table();
    if (!table)
        return wrong(node, "wants [approval]");
    for (const auto& [key, value] : *table) {
        auto* place = key == "one_proof_up_to"    ? &into.one_proof_up_to
                      : key == "supervisor_up_to" ? &into.supervisor_up_to
                                                  : nullptr;
        if (!place)
            return wrong(
                value, fmt::format("no such key '{}'; [approval] has one_proof_up_to and supervisor_up_to", key.str()));
        auto read = amounts(value);
        if (!read)
            return read.error();
        *place = std::move(*read);
    }
    return std::nullopt;
}

// "1/20"; at least none of one, at most all.
std::optional<SecondLookShare> share_from(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == text.npos)
        return std::nullopt;
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        constexpr int most = 1'000'000;
        const bool is_whole = failed == std::errc{} && end == digits.data() + digits.size();
        return is_whole && value >= 0 && value <= most ? std::optional(value) : std::nullopt;
    };
    const auto part = number(text.substr(0, slash)), of = number(text.substr(slash + 1));
    if (!part || !of || *of < 1 || *part > *of)
        return std::nullopt;
    return SecondLookShare{*part, *of};
}

std::optional<Error> PolicyReader::take_second_look(const toml::node& node, SecondLookShare& into) {
    const auto* table = node.as_table();
    if (!table)
        return wrong(node, "wants [second_look]");
    for (const auto& [key, value] : *table) {
        if (key != "share")
            return wrong(value, fmt::format("no such key '{}'; [second_look] has share", key.str()));
        const auto share = share_from(value.value_or(std::string()));
        if (!share)
            return wrong(value, "wants a share as \"1/20\", one of twenty");
        into = *share;
    }
    return std::nullopt;
}

template <class Terms>
std::optional<Error> PolicyReader::take_terms(const toml::key& name, const toml::node& node, Terms& into) {
    const auto* table = node.as_table();
    if (!table)
        return wrong(node, fmt::format("wants [{}]", name.str()));
    for (const auto& [key, value] : *table) {
        if (key == "up_to") {
            auto read = amounts(value);
            if (!read)
                return read.error();
            into.up_to = std::move(*read);
        } else if (key == "per_day") {
            const auto read = whole_number(value);
            if (!read)
                return read.error();
            into.per_day = static_cast<int>(*read);
        } else {
            return wrong(value, fmt::format("no such key '{}'; [{}] has up_to and per_day", key.str(), name.str()));
        }
    }
    return std::nullopt;
}

std::optional<Error> PolicyReader::take_gift(const toml::node& node, GiftTerms& into) {
    const auto* table = node.as_table();
    if (!table)
        return wrong(node, "wants [gift]");
    for (const auto& [key, value] : *table) {
        if (key != "up_to")
            return wrong(value, fmt::format("no such key '{}'; [gift] has up_to", key.str()));
        auto read = amounts(value);
        if (!read)
            return read.error();
        into.up_to = std::move(*read);
    }
    return std::nullopt;
}

// What takes two proofs of a manager is not given by one person before any.
std::optional<Error> PolicyReader::check_countersign(const toml::table& table, const Policy& policy) {
    for (const auto& limit : policy.countersign.up_to)
        if (proof_needed(policy.approval, limit) == ProofNeeded::both)
            return wrong(*table["countersign"]["up_to"][limit.currency().code()].node(),
                         fmt::format("{} is more than one_proof_up_to of [approval] allows, which holds for what is "
                                     "countersigned too",
                                     limit.currency().code()));
    return std::nullopt;
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
    for (const auto& [key, value] : table) {
        std::optional<Error> error;
        if (key == "window_days") {
            const auto window = days(value);
            if (!window)
                return refused(window.error());
            policy.window_days = *window;
        } else if (key == "rule") {
            error = take(value, policy.rules);
        } else if (key == "budget") {
            error = take_budget(value, policy.budget);
        } else if (key == "approval") {
            error = take_approval(value, policy.approval);
        } else if (key == "second_look") {
            error = take_second_look(value, policy.second_look);
        } else if (key == "goodwill") {
            error = take_terms(key, value, policy.goodwill);
        } else if (key == "countersign") {
            error = take_terms(key, value, policy.countersign);
        } else if (key == "gift") {
            error = take_gift(value, policy.gift);
        } else {
            error =
                wrong(value, fmt::format("no such key '{}'; a policy has window_days, [[rule]], [budget], [approval], "
                                         "[second_look], [goodwill], [countersign] and [gift]",
                                         key.str()));
        }
        if (error)
            return refused(*error);
    }
    if (const auto error = check_countersign(table, policy))
        return refused(*error);
    return policy;
}

} // namespace

Result<Policy> parse_policy(std::string_view text, std::string_view file_name) {
    return PolicyReader(file_name).read(text);
}

Result<Policy> read_policy(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_policy(*text, file.filename().string()) : refused(text.error());
}

} // namespace makegood
