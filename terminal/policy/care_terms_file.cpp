#include "terminal/policy/care_terms_file.hpp"

#include "terminal/storage/event_names.hpp"
#include "terminal/text_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace makegood {

namespace {

constexpr std::array<std::string_view, 7> days_of_the_week{"monday", "tuesday",  "wednesday", "thursday",
                                                           "friday", "saturday", "sunday"};
constexpr int most_visits = 10'000, most_days = 365, most_hours = 24 * 365;

class CareTermsReader {
  public:
    explicit CareTermsReader(std::string_view file_name) : file_name_(file_name) {}

    Result<CareTerms> read(std::string_view text) {
        toml::table table;
        try {
            table = toml::parse(text, file_name_);
        } catch (const toml::parse_error& error) {
            return refused(Error{"read", std::string(file_name_),
                                 fmt::format("line {}: {}", error.source().begin.line, error.description())});
        }
        CareTerms terms;
        for (const auto& [key, value] : table) {
            rule_.clear();
            std::optional<Error> error;
            if (key == "hours")
                error = take_hours(value, terms.hours);
            else if (key == "loyal")
                error = take_loyalty(value, terms.loyalty);
            else if (key == "department")
                error = take_each(value, "department", terms.departments, &CareTermsReader::department);
            else if (key == "route")
                error = take_each(value, "route", terms.routes, &CareTermsReader::route);
            else if (key == "cause")
                error = take_each(value, "cause", terms.causes, &CareTermsReader::cause);
            else
                error =
                    wrong(value, fmt::format("no such key '{}'; there are [hours], [loyal], [[department]], [[route]] "
                                             "and [[cause]]",
                                             key.str()));
            if (error)
                return refused(*error);
        }
        return terms;
    }

  private:
    using Problem = std::optional<Error>;

    Error wrong(const toml::node& where, const std::string& why) const {
        const auto rule = rule_.empty() ? std::string() : fmt::format("rule '{}': ", rule_);
        return {"read", std::string(file_name_), fmt::format("line {}: {}{}", where.source().begin.line, rule, why)};
    }

    template <class One>
    Problem take_each(const toml::node& node, std::string_view name, std::vector<One>& into,
                      Problem (CareTermsReader::*take)(const toml::table&, const std::vector<One>&, One&)) {
        const auto* list = node.as_array();
        if (!list || !list->is_homogeneous<toml::table>())
            return wrong(node, fmt::format("is written as [[{}]]", name));
        for (const auto& one : *list) {
            const auto& table = *one.as_table();
            rule_ = table["id"].value_or(std::string());
            if (rule_.empty())
                return wrong(one, "wants an id");
            if (std::ranges::find(into, rule_, &One::id) != into.end())
                return wrong(one, "the id stands twice");
            One made{.id = rule_};
            if (auto problem = (this->*take)(table, into, made))
                return problem;
            into.push_back(std::move(made));
        }
        return std::nullopt;
    }

    Problem take_hours(const toml::node& node, BusinessHours& into) {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node, "wants [hours]");
        for (const auto& [key, value] : *table) {
            auto problem = key == "open"        ? take_open(value, into)
                           : key == "closed_on" ? take_closed_days(value, into)
                                                : wrong(value, fmt::format("no such key '{}'", key.str()));
            if (problem)
                return problem;
        }
        return std::nullopt;
    }

    Problem take_loyalty(const toml::node& node, LoyaltyTerms& into) {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node, "wants [loyal]");
        if (auto problem = only(*table, {"visits", "within_days"}))
            return problem;
        if (auto problem = take_number(*table, "visits", most_visits, into.visits))
            return problem;
        return take_number(*table, "within_days", most_days * 10, into.within_days);
    }

    Problem take_open(const toml::node& node, BusinessHours& into) {
        const auto text = node.value<std::string>().value_or("");
        const auto at = [&](std::size_t from) {
            const auto time = CivilTime::from_iso("2000-01-01T" + text.substr(std::min(from, text.size()), 5));
            return time ? time->minute_of_day() : -1;
        };
        into.opens = at(0);
        into.closes = text.ends_with("-24:00") ? 24 * 60 : at(6);
        const bool is_span = text.size() == 11 && text[5] == '-' && into.opens >= 0 && into.opens < into.closes;
        return is_span ? Problem() : wrong(node, "wants two times, the earlier first, as in \"08:00-22:00\"");
    }

    Problem take_closed_days(const toml::node& node, BusinessHours& into) {
        const auto* list = node.as_array();
        if (!list)
            return wrong(node, "wants days in [ ]");
        for (const auto& one : *list) {
            const auto day = std::ranges::find(days_of_the_week, one.value<std::string>().value_or(""));
            if (day == days_of_the_week.end())
                return wrong(one, "no such day; there are monday to sunday");
            into.closed_on.push_back(static_cast<int>(day - days_of_the_week.begin()) + 1);
        }
        std::ranges::sort(into.closed_on);
        into.closed_on.erase(std::unique(into.closed_on.begin(), into.closed_on.end()), into.closed_on.end());
        return into.closed_on.size() < days_of_the_week.size() ? Problem() : wrong(node, "the shop never opens");
    }

    Problem take_says(const toml::table& table, Wording& into) {
        const auto* says = table["says"].as_table();
        const auto text = [&](const char* language) {
            return says ? (*says)[language].value<std::string>().value_or("") : std::string();
        };
        into = {text("en"), text("fa")};
        return into.english.empty() || into.persian.empty() ? wrong(table, "wants a sentence in says.en and in says.fa")
                                                            : Problem();
    }

    Problem only(const toml::table& table, std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : table)
            if (std::ranges::find(known, key.str()) == known.end())
                return wrong(value, fmt::format("no such key '{}'; there are {}", key.str(), fmt::join(known, ", ")));
        return std::nullopt;
    }

    Problem department(const toml::table& table, const std::vector<Department>&, Department& into) {
        if (auto problem = only(table, {"id", "says", "roles", "staff"}))
            return problem;
        if (const auto* roles = table.get("roles"))
            if (auto problem = take_roles(*roles, into.roles))
                return problem;
        if (const auto* staff = table.get("staff"))
            if (auto problem = take_staff(*staff, into.staff))
                return problem;
        return take_says(table, into.says);
    }

    Problem take_roles(const toml::node& node, std::vector<StaffRole>& into) {
        const auto* list = node.as_array();
        if (!list)
            return wrong(node, "wants roles in [ ]");
        for (const auto& one : *list) {
            const auto role = storage::event_named<StaffRole>(one.value<std::string>().value_or(""));
            if (!role)
                return wrong(one, "no such role; there are cashier, supervisor, manager and owner");
            into.push_back(*role);
        }
        return std::nullopt;
    }

    Problem take_staff(const toml::node& node, std::vector<StaffId>& into) {
        const auto* list = node.as_array();
        if (!list)
            return wrong(node, "wants staff numbers in [ ]");
        for (const auto& one : *list) {
            const auto number = one.value_exact<std::string>().value_or("");
            if (number.empty())
                return wrong(one, "wants a staff number as text, as in \"201\"");
            into.emplace_back(number);
        }
        return std::nullopt;
    }

    Problem cause(const toml::table& table, const std::vector<CareCause>& above, CareCause& into) {
        if (auto problem = only(table, {"id", "under", "says"}))
            return problem;
        into.under = table["under"].value_or(std::string());
        if (!into.under.empty() && std::ranges::find(above, into.under, &CareCause::id) == above.end())
            return wrong(table, fmt::format("'{}' does not stand above it", into.under));
        return take_says(table, into.says);
    }

    Problem take_number(const toml::table& table, std::string_view key, int most, int& into) {
        const auto node = table[key];
        if (!node)
            return std::nullopt;
        const auto number = node.value<std::int64_t>();
        if (!node.is_integer() || *number < 0 || *number > most)
            return wrong(*node.node(), fmt::format("'{}' wants a whole number from 0 to {}", key, most));
        into = static_cast<int>(*number);
        return std::nullopt;
    }

    Problem take_kinds(const toml::node& node, std::vector<CareKind>& into) {
        const auto* list = node.as_array();
        if (!list)
            return wrong(node, "wants kinds in [ ]");
        for (const auto& one : *list) {
            const auto kind = storage::event_named<CareKind>(one.value<std::string>().value_or(""));
            if (!kind || *kind == CareKind::goods)
                return wrong(one, "no such kind; there are service, waiting, price, cleanliness, broken_promise, "
                                  "not_carried, other and praise");
            into.push_back(*kind);
        }
        return std::nullopt;
    }

    Problem route(const toml::table& table, const std::vector<CareRoute>&, CareRoute& into) {
        if (auto problem = only(table, {"id", "kinds", "severity", "responsible", "due_days", "due_hours",
                                        "remind_hours_before", "escalate_hours_after", "escalate_to"}))
            return problem;
        if (const auto* kinds = table.get("kinds"))
            if (auto problem = take_kinds(*kinds, into.kinds))
                return problem;
        const auto severity = storage::event_named<CareSeverity>(table["severity"].value_or(std::string("medium")));
        if (!severity)
            return wrong(*table.get("severity"), "no such severity; there are low, medium and high");
        into.severity = *severity;
        into.responsible = table["responsible"].value_or(std::string());
        into.escalate_to = table["escalate_to"].value_or(std::string());
        if (into.responsible.empty())
            return wrong(table, "wants somebody responsible");
        for (auto problem : {take_number(table, "due_days", most_days, into.due.days),
                             take_number(table, "due_hours", most_hours, into.due.hours),
                             take_number(table, "remind_hours_before", most_hours, into.remind_hours_before),
                             take_number(table, "escalate_hours_after", most_hours, into.escalate_hours_after)})
            if (problem)
                return problem;
        return into.due.days + into.due.hours > 0 ? Problem() : wrong(table, "wants due_days or due_hours");
    }

    std::string_view file_name_;
    std::string rule_;
};

} // namespace

Result<CareTerms> parse_care_terms(std::string_view text, std::string_view file_name) {
    return CareTermsReader(file_name).read(text);
}

Result<CareTerms> read_care_terms(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_care_terms(*text, file.filename().string()) : refused(text.error());
}

} // namespace makegood
