#include "terminal/application/shop_care_terms.hpp"
#include "terminal/command/asked_pin.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/command/csv_line.hpp"
#include "terminal/storage/care_figures.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "workflows/business_day.hpp"

#include <cmath>
#include <fmt/format.h>

namespace makegood {

namespace {

struct CauseFigures {
    std::vector<CareRate> rates;
    std::vector<std::string> names;  // of each, for people
    std::vector<CareId> not_known{}; // why it happened
};

Expected<StaffMember, Exit> identified_for_figures(const Console& console, const ComplaintCausesOptions& options) {
    const SystemClock clock;
    SystemRandomness randomness;
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, "command-line", clock, randomness);
    if (!storage)
        return refused(console.fail(storage.error()));
    const auto who = identified(console, **storage, options.asked_by, randomness);
    if (!who)
        return refused(who.error());
    const auto person = storage::StaffList((*storage)->connection()).find(*who);
    if (!person)
        return refused(console.fail(person.error()));
    return (*person).value_or(StaffMember{.id = *who, .name = {}});
}

storage::Stored<std::string> cashier_in_words(const std::string& cashier, storage::Connection& connection,
                                              const text::Words& words) {
    if (cashier.empty())
        return words.say("command.causes.nobody_named");
    const auto person = storage::StaffList(connection).find(StaffId(cashier));
    if (!person)
        return refused(person.error());
    const text::Code number{text::plain(cashier)};
    if (!*person)
        return words.say("command.causes.cashier", {{"id", number}});
    return words.say("command.causes.person",
                     {{"name", text::plain((*person)->name.in(words.language()))}, {"id", number}});
}

std::string hour_in_words(const std::string& hour, const text::Words& words) {
    const auto begins = std::int64_t{std::stoi(hour)} * 3'600;
    return words.say("command.causes.hour", {{"from", text::TimeOfDay{{begins}}},
                                             {"until", text::TimeOfDay{{(begins + 3'600) % seconds_per_day}}}});
}

std::string cause_in_words(const std::string& cause, const CareTerms& terms, const text::Words& words) {
    const auto* known = cause_named(terms, cause);
    return known ? known->says.in(words.language()) : text::plain(cause);
}

storage::Stored<CauseFigures> figures_by_cause(const ComplaintCausesOptions& options, const storage::DaySpan& days,
                                               storage::Connection& connection, const CareTerms& terms,
                                               const text::Words& words) {
    const auto told = storage::CareFigures(connection)
                          .told(business_day(days.first, terms.hours.day_ends).begins,
                                business_day(days.last, terms.hours.day_ends).ends);
    if (!told)
        return refused(told.error());
    auto shares = cause_shares(*told, terms);
    CauseFigures figures{std::move(shares.shares), {}, std::move(shares.not_known)};
    for (const auto& rate : figures.rates)
        figures.names.push_back(std::string(options.csv ? 0 : 2 * static_cast<std::size_t>(rate.depth), ' ') +
                                cause_in_words(rate.key, terms, words));
    return figures;
}

storage::Stored<CauseFigures> figures_of_receipts(const ComplaintCausesOptions& options, const storage::DaySpan& days,
                                                  storage::Connection& connection, const StaffMember& person,
                                                  const text::Words& words) {
    const auto counted = storage::CareFigures(connection).receipts(options.by, days);
    if (!counted)
        return refused(counted.error());
    CauseFigures figures{care_rates(options.by, counted->receipts, counted->cases), {}};
    if (options.by == RatesBy::cashier)
        figures.rates = rates_shown_to(person, std::move(figures.rates));
    for (const auto& rate : figures.rates) {
        if (options.by == RatesBy::cashier) {
            auto name = cashier_in_words(rate.key, connection, words);
            if (!name)
                return refused(name.error());
            figures.names.push_back(std::move(*name));
        } else if (options.by == RatesBy::hour) {
            figures.names.push_back(hour_in_words(rate.key, words));
        } else if (options.by == RatesBy::item) {
            figures.names.push_back(text::plain(counted->item_names.at(rate.key)));
        } else {
            figures.names.push_back(words.say("command.causes.lane", {{"lane", text::Code{text::plain(rate.key)}}}));
        }
    }
    return figures;
}

const char* name_of(RatesBy by) {
    return rates_by_names[static_cast<std::size_t>(by)];
}

// In so many, to a tenth, or where that would say nothing to a thousandth.
Quantity rounded_in(double share, int many, bool finely) {
    const auto steps = finely ? 1 : 100;
    return Quantity::of_milli(std::llround(share * many * 1'000 / steps) * steps);
}

double share_of(const CareRate& rate) {
    return static_cast<double>(rate.hits) / static_cast<double>(rate.of);
}

void say_rate(const Console& console, const ComplaintCausesOptions& options, const CareRate& rate,
              const std::string& name) {
    const auto interval = interval_of(rate, options.by);
    const bool is_cause = options.by == RatesBy::cause;
    text::Arguments shown{{"name", text::Phrase{name}}, {"hits", rate.hits}, {"of", rate.of}};
    if (interval) {
        const auto many = is_cause ? 100 : 1'000;
        const bool finely = interval->high * many < 1;
        shown.push_back({"rate", rounded_in(share_of(rate), many, finely)});
        shown.push_back({"low", rounded_in(interval->low, many, finely)});
        shown.push_back({"high", rounded_in(interval->high, many, finely)});
    }
    if (is_cause)
        console.say(interval ? "command.causes.share" : "command.causes.share_too_little", shown);
    else
        console.say(interval ? "command.causes.rate" : "command.causes.rate_too_little", shown);
}

void say_records(const Console& console, const ComplaintCausesOptions& options, const std::vector<CareId>& records) {
    if (options.cases)
        for (const auto& id : records)
            console.line("    " + text::plain(id.text()));
}

void say_table(const Console& console, const ComplaintCausesOptions& options, const CauseFigures& figures) {
    const auto& [rates, names, not_known] = figures;
    if (rates.empty() && not_known.empty())
        return console.say("command.causes.none", {{"by", text::Choice{name_of(options.by)}}});
    for (std::size_t i = 0; i < rates.size(); ++i) {
        say_rate(console, options, rates[i], names[i]);
        say_records(console, options, rates[i].records);
    }
    if (!not_known.empty()) {
        console.say("command.causes.not_known", {{"count", not_known.size()}});
        say_records(console, options, not_known);
    }
    if (!rates.empty())
        console.say(options.by == RatesBy::cause ? "command.causes.how_sure_of_shares"
                                                 : "command.causes.how_sure_of_rates",
                    {{"fewest", fewest_for(options.by)}});
}

std::string joined(const std::vector<CareId>& records) {
    std::string ids;
    for (const auto& id : records)
        ids += (ids.empty() ? "" : " ") + id.text();
    return ids;
}

// Shares of one, and nothing where it is too little to say. What has no cause yet comes last, without a key.
void write_table(const Console& console, const ComplaintCausesOptions& options, const CauseFigures& figures) {
    const auto write = [&](std::initializer_list<std::string_view> fields, const std::string& cases) {
        console.line(csv_line(fields) + (options.cases ? "," + csv_field(cases) : ""));
    };
    write({"key", "name", "with_case", "of", "rate", "low", "high"}, "cases");
    const auto decimal = [](double share) { return fmt::format("{:.6f}", share); };
    for (std::size_t i = 0; i < figures.rates.size(); ++i) {
        const auto& rate = figures.rates[i];
        const auto interval = interval_of(rate, options.by);
        write({rate.key, text::without_isolates(figures.names[i]), std::to_string(rate.hits), std::to_string(rate.of),
               interval ? decimal(share_of(rate)) : "", interval ? decimal(interval->low) : "",
               interval ? decimal(interval->high) : ""},
              joined(rate.records));
    }
    if (!figures.not_known.empty())
        write({"", console.words().say("command.causes.no_cause"), std::to_string(figures.not_known.size()), "", "", "",
               ""},
              joined(figures.not_known));
}

Json ids_of(const std::vector<CareId>& records) {
    Json ids = Json::array();
    for (const auto& id : records)
        ids.push_back(text::plain(id.text()));
    return ids;
}

Json document_of_causes(const ComplaintCausesOptions& options, const CauseFigures& figures) {
    Json rows = Json::array();
    for (std::size_t i = 0; i < figures.rates.size(); ++i) {
        const auto& rate = figures.rates[i];
        const auto interval = interval_of(rate, options.by);
        auto row = Json::object({{"key", text::plain(rate.key)},
                                 {"name", std::string(text::trimmed(text::without_isolates(figures.names[i])))},
                                 {"depth", rate.depth},
                                 {"with_case", rate.hits},
                                 {"of", rate.of},
                                 {"rate", interval ? Json(share_of(rate)) : Json()},
                                 {"low", interval ? Json(interval->low) : Json()},
                                 {"high", interval ? Json(interval->high) : Json()}});
        if (options.cases)
            row.add("cases", ids_of(rate.records));
        rows.push_back(std::move(row));
    }
    auto document = Json::object({{"by", name_of(options.by)},
                                  {"from", options.from ? Json(options.from->to_iso()) : Json()},
                                  {"to", options.to ? Json(options.to->to_iso()) : Json()},
                                  {"fewest", fewest_for(options.by)},
                                  {"rows", rows},
                                  {"cause_not_known", figures.not_known.size()}});
    if (options.cases)
        document.add("cases_without_cause", ids_of(figures.not_known));
    return document;
}

} // namespace

Exit complaint_causes_command(const Console& console, const ComplaintCausesOptions& options) {
    const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config)
        return console.fail(config.error());
    const auto terms = care_terms_of(*config, console.folders());
    if (!terms)
        return console.fail(terms.error());
    StaffMember person;
    if (options.by == RatesBy::cashier) {
        if (options.asked_by.empty()) {
            console.complain("command.causes.whose");
            return Exit::usage;
        }
        auto known = identified_for_figures(console, options);
        if (!known)
            return known.error();
        person = std::move(*known);
    }
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    auto& connection = (*reader)->connection();
    const storage::DaySpan all;
    const storage::DaySpan days{options.from.value_or(all.first), options.to.value_or(all.last)};
    const auto figures = options.by == RatesBy::cause
                             ? figures_by_cause(options, days, connection, *terms, console.words())
                             : figures_of_receipts(options, days, connection, person, console.words());
    if (!figures)
        return console.fail(figures.error());
    if (options.csv)
        write_table(console, options, *figures);
    else
        say_table(console, options, *figures);
    console.document(document_of_causes(options, *figures));
    return Exit::done;
}

} // namespace makegood
