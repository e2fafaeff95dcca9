#include "terminal/command/commands.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/feeds/import_file.hpp"
#include "terminal/feeds/storage_sink.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>

namespace makegood {

namespace {

// A field of the rejects' CSV: quoted, and no cell begins with what a spreadsheet would take for a formula.
std::string csv_field(std::string_view text) {
    std::string field = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != text.npos)
        field += '\'';
    for (const char c : text) {
        if (c == '"')
            field += '"';
        field += c == '\n' || c == '\r' ? ' ' : c;
    }
    return field + "\"";
}

std::string failure_sentence(const Console& console, const feeds::FeedError& failure) {
    const auto key = "import.failure." + failure.code;
    const text::Arguments arguments{{"file", text::plain(failure.file)},
                                    {"detail", text::plain(failure.detail)},
                                    {"line", failure.line},
                                    {"column", failure.column},
                                    {"byte", failure.byte}};
    return console.words().say(key, arguments);
}

std::string reason_words(const Console& console, std::string_view kind, const std::string& code) {
    const auto key = fmt::format("import.{}.{}", kind, code);
    return console.words().knows(key) ? console.words().say(key) : text::plain(code);
}

Json counts_of(const std::map<std::string, std::uint64_t, std::less<>>& by_reason) {
    Json counts = Json::object({});
    for (const auto& [reason, count] : by_reason)
        counts.add(reason, count);
    return counts;
}

Json json_of(const feeds::ImportReport& report) {
    Json json = Json::object({{"file", report.file},
                              {"rows", report.rows},
                              {"receipts", report.receipts},
                              {"lines", report.lines},
                              {"stored", report.stored},
                              {"rejected", report.rejected},
                              {"skipped", report.skipped},
                              {"revisions", report.revisions},
                              {"seconds", report.seconds},
                              {"rejected_by_reason", counts_of(report.rejected_by_reason)},
                              {"skipped_by_reason", counts_of(report.skipped_by_reason)}});
    if (report.failure)
        json.add("failure", Json::object({{"code", report.failure->code},
                                          {"line", report.failure->line},
                                          {"column", report.failure->column},
                                          {"detail", text::plain(report.failure->detail)}}));
    return json;
}

void tell(const Console& console, const feeds::ImportReport& report) {
    console.say("command.import.file", {{"file", report.file},
                                        {"rows", report.rows},
                                        {"receipts", report.receipts},
                                        {"lines", report.lines},
                                        {"stored", report.stored},
                                        {"rejected", report.rejected},
                                        {"skipped", report.skipped},
                                        {"seconds", text::Code{fmt::format("{:.1f}", report.seconds)}}});
    for (const auto& [reason, count] : report.rejected_by_reason)
        console.say("command.import.rejected_by",
                    {{"count", count}, {"reason", reason_words(console, "reject", reason)}});
    for (const auto& [reason, count] : report.skipped_by_reason)
        console.say("command.import.skipped_by", {{"count", count}, {"reason", reason_words(console, "skip", reason)}});
    if (report.revisions > 0)
        console.say("command.import.revisions", {{"count", report.revisions}});
}

} // namespace

Exit import_command(const Console& console, const ImportOptions& options) {
    std::optional<feeds::FeedMap> map;
    if (!options.map.empty()) {
        auto loaded = feeds::load_feed_map(options.map);
        if (!loaded) {
            console.complain("command.failed", {{"detail", failure_sentence(console, loaded.error())}});
            return Exit::usage;
        }
        map = std::move(*loaded);
    }
    std::ofstream rejects;
    if (!options.rejects.empty()) {
        rejects.open(options.rejects, std::ios::binary | std::ios::trunc);
        if (!rejects)
            return console.fail(Error{"write", options.rejects.string(), "the file cannot be made"});
        rejects << "file,row,line,field,reason,key,excerpt\r\n";
    }

    const SystemClock clock;
    SystemRandomness randomness;
    const auto config_file = options.data / "shop.toml";
    std::error_code ignored;
    auto config = std::filesystem::exists(config_file, ignored) ? read_shop_config(config_file) : ShopConfig{};
    if (!config)
        return console.fail(config.error());
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, config->terminal, clock, randomness);
    if (!storage)
        return console.fail(storage.error());

    const auto started = std::chrono::steady_clock::now();
    const feeds::Stopwatch stopwatch = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    const feeds::OnReject on_reject = [&](const feeds::Reject& reject) {
        if (rejects.is_open())
            rejects << csv_field(reject.file) << ',' << reject.row << ',' << reject.line << ','
                    << csv_field(reject.field) << ',' << csv_field(reject.reason) << ',' << csv_field(reject.key) << ','
                    << csv_field(reject.excerpt) << "\r\n";
    };

    Json files = Json::array();
    bool any_failure = false, any_rejected = false, storage_failed = false, anything_kept = false;
    for (const auto& file : options.files) {
        feeds::StorageSink sink(**storage);
        const auto report = feeds::import_file(file, map ? &*map : nullptr, sink, on_reject, stopwatch);
        files.push_back(json_of(report));
        tell(console, report);
        if (report.failure) {
            console.complain("command.failed", {{"detail", failure_sentence(console, *report.failure)}});
            any_failure = true;
            storage_failed = storage_failed || report.failure->code == feeds::failure::storage_failed;
        }
        if (!report.balanced())
            console.complain("command.import.unbalanced", {{"file", report.file}});
        any_rejected = any_rejected || report.rejected > 0 || !report.balanced();
        anything_kept = anything_kept || report.stored > 0 || report.skipped > 0;
    }
    if (rejects.is_open() && any_rejected)
        console.say("command.import.rejects_file", {{"file", options.rejects.string()}});
    console.document(Json::object({{"files", files}}));
    if (storage_failed)
        return Exit::device_failure;
    if (any_failure && !anything_kept)
        return Exit::refused;
    return any_failure || any_rejected ? Exit::partly_done : Exit::done;
}

} // namespace makegood
