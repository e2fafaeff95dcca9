#include "terminal/command/commands.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/feeds/feed_folder.hpp"
#include "terminal/finding/labels_file.hpp"
#include "terminal/finding/measures_file.hpp"
#include "terminal/policy/care_terms_file.hpp"
#include "terminal/policy/policy_file.hpp"
#include "terminal/slip/slip_templates.hpp"
#include "terminal/storage/health.hpp"
#include "terminal/storage/retention.hpp"
#include "terminal/storage/retention_trouble.hpp"
#include "terminal/storage/storage_sentence.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace makegood {

namespace {

namespace fs = std::filesystem;

// Begun ones count.
std::int64_t megabytes(std::uintmax_t bytes) {
    return static_cast<std::int64_t>((bytes + 999'999) / 1'000'000);
}

Json json_of(const std::optional<Date>& day) {
    return day ? Json(day->to_iso()) : Json();
}

Json json_of(const std::optional<int>& days) {
    return days ? Json(*days) : Json();
}

// What needs a hand, each with what to do next, in the words of the catalogue.
class Findings {
  public:
    explicit Findings(const Console& console) : console_(console) {}

    void add(const std::string& code, const text::Arguments& arguments) {
        tell(code, "command.doctor.finding." + code, arguments);
    }
    // Sentences for errors say by themselves what to do.
    void add(const Error& error) {
        tell("error", error.sentence, {{"detail", text::plain(error.text())}});
        storage_failed_ = storage_failed_ || error.sentence.starts_with("command.storage.");
    }
    void add_storage_failure(const std::string& code, const text::Arguments& arguments) {
        add(code, arguments);
        storage_failed_ = true;
    }

    bool storage_failed() const { return storage_failed_; }
    const Json& json() const { return json_; }
    Exit exit() const { return storage_failed_ ? Exit::device_failure : any_ ? Exit::refused : Exit::done; }

  private:
    void tell(const std::string& code, const std::string& key, const text::Arguments& arguments) {
        any_ = true;
        console_.complain(key, arguments);
        json_.push_back(
            Json::object({{"code", code}, {"says", text::without_isolates(console_.words().say(key, arguments))}}));
    }

    const Console& console_;
    Json json_ = Json::array();
    bool any_ = false;
    bool storage_failed_ = false;
};

// Nothing where the settings cannot be read.
std::optional<ShopConfig> examine_settings(const Console& console, const DoctorOptions& options, Findings& findings) {
    auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config)
        findings.add("settings", {{"detail", text::plain(config.error().text())}});
    const auto chosen = options.data / "settings.toml";
    std::error_code ignored;
    if (fs::exists(chosen, ignored))
        if (const auto read = read_shop_config(chosen); !read)
            findings.add("settings", {{"detail", text::plain(read.error().text())}});
    if (!config)
        return std::nullopt;
    if (auto printer = known_printer(console.folders().printers(), config->printer_model); !printer)
        findings.add("printer", {{"detail", text::plain(printer.error().text())}});
    else if (!config->printer_persian.empty() && !print_persian(printer->profile, config->printer_persian))
        findings.add("persian_page", {{"name", text::plain(printer->profile.name)}});
    return std::move(*config);
}

// What the shop wrote itself; without one the kiosk reads what comes with it.
void examine_own_files(const ShopConfig& config, Findings& findings) {
    const auto examine = [&](const fs::path& file, const auto& read) {
        if (file.empty())
            return;
        if (const auto content = read(file); !content)
            findings.add("settings", {{"detail", text::plain(content.error().text())}});
    };
    examine(config.policy, read_policy);
    examine(config.care, read_care_terms);
    examine(config.labels, read_label_patterns);
    examine(config.scales, read_measure_patterns);
    examine(config.slips, SlipTemplates::read);
}

void examine_modes(const fs::path& data, Findings& findings) {
    for (const auto& exposed : storage::exposed_files(data))
        findings.add("exposed", {{"file", text::Code{text::plain(exposed.file.string())}},
                                 {"mode", text::Code{fmt::format("{:o}", exposed.mode)}}});
}

void tell_papers(const Console& console, const ShopConfig& config) {
    const auto folder = config.feed ? std::optional(feeds::FeedFolder::open(config.feed->folder)) : std::nullopt;
    const auto kept = folder && *folder ? (*folder)->papers_kept() : feeds::FeedFolder::Kept{};
    if (kept.files > 0)
        console.say("command.doctor.papers", {{"files", kept.files},
                                              {"size", megabytes(kept.bytes)},
                                              {"days", config.feed->keep_days},
                                              {"most", config.feed->keep_megabytes}});
}

// What the till laid into the folder of a feed is not ours to delete, and holds what was erased here.
void examine_feed(const ShopConfig& config, Findings& findings) {
    std::optional<int> shortest;
    const auto shorter = [&](const std::optional<int>& days) {
        if (days)
            shortest = std::min(shortest.value_or(*days), *days);
    };
    const auto both = [&](const RetentionTerms& terms) {
        shorter(terms.receipts_days);
        shorter(terms.personal_days);
    };
    both(config.retention.usual);
    for (const auto& [shop, terms] : config.retention.shops)
        both(terms);
    if (!config.feed || !shortest)
        return;
    const auto oldest = fs::file_time_type::clock::now() - std::chrono::hours(24) * *shortest;
    for (const auto* inner : {"done", "rejected"}) {
        std::int64_t files = 0;
        std::error_code failed;
        for (fs::directory_iterator entry(config.feed->folder / inner, failed), end; !failed && entry != end;
             entry.increment(failed)) {
            std::error_code gone;
            const auto written = entry->last_write_time(gone);
            files += !gone && entry->is_regular_file(gone) && written < oldest ? 1 : 0;
        }
        if (files > 0)
            findings.add("feed_files",
                         {{"count", files}, {"folder", text::plain((config.feed->folder / inner).string())}});
    }
}

Json examine_database(const Console& console, const storage::StoragePlace& place, storage::StorageReader& reader,
                      const std::string& terminal, Findings& findings) {
    const auto health = storage::health_of(place, reader, terminal);
    if (!health) {
        findings.add(storage::told(health.error()));
        return {};
    }
    console.say("command.doctor.database", {{"step", health->schema_step},
                                            {"size", megabytes(health->database_bytes)},
                                            {"log", megabytes(health->log_bytes)},
                                            {"free", megabytes(health->free_bytes)}});
    if (!health->damage.empty())
        findings.add_storage_failure("damaged", {{"detail", text::plain(health->damage.front())}});
    else if (health->first_day)
        console.say("command.doctor.receipts", {{"receipts", health->receipts},
                                                {"lines", health->lines},
                                                {"first", *health->first_day},
                                                {"last", *health->last_day}});
    else
        console.say("command.doctor.no_receipts");
    if (health->damage.empty() && health->journal.ok)
        console.say("command.doctor.journal", {{"events", health->journal.events}});
    else if (health->damage.empty())
        findings.add_storage_failure("journal", {{"count", health->journal.problems.size()}});
    constexpr std::uintmax_t little_room = 500'000'000;
    if (health->free_bytes < std::max(little_room, 2 * health->database_bytes))
        findings.add("room", {{"free", megabytes(health->free_bytes)}});

    Json damage = Json::array();
    for (const auto& line : health->damage)
        damage.push_back(text::plain(line));
    return Json::object({{"schema_step", health->schema_step},
                         {"bytes", health->database_bytes},
                         {"log_bytes", health->log_bytes},
                         {"free_bytes", health->free_bytes},
                         {"receipts", health->receipts},
                         {"lines", health->lines},
                         {"first_day", json_of(health->first_day)},
                         {"last_day", json_of(health->last_day)},
                         {"damage", damage},
                         {"journal_ok", health->journal.ok},
                         {"journal_events", health->journal.events}});
}

Json tell_retention(const Console& console, const std::vector<storage::RetentionTally>& tallies, bool applied) {
    Json shops = Json::array();
    for (const auto& tally : tallies) {
        const text::Code shop{text::plain(tally.shop.text())};
        console.say("command.doctor.terms", {{"shop", shop},
                                             {"receipts", tally.terms.receipts_days.value_or(0)},
                                             {"personal", tally.terms.personal_days.value_or(0)}});
        if (tally.receipts > 0)
            console.say(applied ? "command.doctor.receipts_gone" : "command.doctor.receipts_would_go",
                        {{"receipts", tally.receipts},
                         {"lines", tally.lines},
                         {"first", *tally.first_day},
                         {"last", *tally.last_day}});
        if (tally.personal > 0)
            console.say(applied ? "command.doctor.personal_gone" : "command.doctor.personal_would_go",
                        {{"receipts", tally.personal}, {"last", *tally.limits.personal}});
        if (tally.receipts == 0 && tally.personal == 0)
            console.say(applied ? "command.doctor.nothing_gone" : "command.doctor.nothing_would_go");
        if (tally.kept > 0)
            console.say("command.doctor.kept", {{"receipts", tally.kept}});
        shops.push_back(Json::object({{"business_unit", tally.shop.text()},
                                      {"receipts_days", json_of(tally.terms.receipts_days)},
                                      {"personal_days", json_of(tally.terms.personal_days)},
                                      {"receipts_until", json_of(tally.limits.receipts)},
                                      {"personal_until", json_of(tally.limits.personal)},
                                      {"receipts", tally.receipts},
                                      {"lines", tally.lines},
                                      {"first_day", json_of(tally.first_day)},
                                      {"last_day", json_of(tally.last_day)},
                                      {"personal", tally.personal},
                                      {"kept", tally.kept}}));
    }
    return shops;
}

void examine_deletion(const fs::path& data, Findings& findings) {
    if (const auto trouble = storage::retention_trouble(data))
        findings.add("retention", {{"time", trouble->at}, {"why", text::plain(trouble->why)}});
}

// Of a clock that ran ahead, before anything is deleted by it.
void examine_clock(storage::StorageReader& reader, const std::vector<storage::RetentionTally>& tallies, Date today,
                   Findings& findings) {
    const auto newest = reader.facts().newest_day();
    const bool something_goes = std::ranges::any_of(
        tallies, [](const storage::RetentionTally& tally) { return tally.receipts + tally.personal > 0; });
    if (something_goes && newest && *newest && !is_clock_believable(today, **newest))
        findings.add("clock", {{"today", today}, {"newest", **newest}});
}

storage::Stored<std::vector<storage::RetentionTally>> apply(const storage::StoragePlace& place,
                                                            const ShopConfig& config) {
    const SystemClock clock;
    SystemRandomness randomness;
    auto storage = storage::Storage::open(place, config.terminal, clock, randomness, config.retention);
    if (!storage)
        return refused(storage.error());
    storage::RetentionPass pass;
    for (bool more = true; more;) {
        const auto slice = pass.slice(**storage, storage::rows_in_bulk);
        if (!slice)
            return refused(slice.error());
        more = *slice;
    }
    if (const auto rewritten = (*storage)->connection().rewrite(); !rewritten)
        return refused(rewritten.error());
    return pass.tallies();
}

} // namespace

Exit doctor_command(const Console& console, const DoctorOptions& options) {
    Findings findings(console);
    const storage::StoragePlace place{options.data, console.folders().schema()};
    const auto config = examine_settings(console, options, findings);
    Json database, retention = Json::array();
    bool applied = false;
    if (auto reader = storage::StorageReader::open(place); !reader) {
        findings.add(storage::told(reader.error()));
    } else {
        database = examine_database(console, place, **reader, config.value_or(ShopConfig{}).terminal, findings);
        examine_modes(options.data, findings);
        if (config) {
            examine_own_files(*config, findings);
            tell_papers(console, *config);
        }
        if (config && config->retention.keeps_everything())
            storage::forget_retention_trouble(options.data); // nothing is deleted any more that could break off
        examine_deletion(options.data, findings);
        const auto today = SystemClock().now().date();
        if (config && config->retention.keeps_everything())
            console.say("command.doctor.kept_for_ever");
        else if (config && !findings.storage_failed()) {
            examine_feed(*config, findings);
            auto tallies = storage::what_would_go((*reader)->connection(), {config->retention, today});
            if (tallies && !options.apply)
                examine_clock(**reader, *tallies, today, findings);
            if (tallies && options.apply) {
                reader->reset(); // whoever reads keeps the write-ahead log
                tallies = apply(place, *config);
                applied = tallies.has_value();
            }
            if (applied)
                storage::forget_retention_trouble(options.data);
            if (tallies)
                retention = tell_retention(console, *tallies, applied);
            else
                findings.add(storage::told(tallies.error()));
        }
    }
    const auto exit = findings.exit();
    if (exit == Exit::done)
        console.say("command.doctor.well");
    console.document(Json::object({{"well", exit == Exit::done},
                                   {"findings", findings.json()},
                                   {"database", database},
                                   {"retention", retention},
                                   {"applied", applied}}));
    return exit;
}

} // namespace makegood
