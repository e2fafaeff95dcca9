#include "terminal/command/commands.hpp"

#include "terminal/application/captured_papers.hpp"
#include "terminal/command/csv_line.hpp"
#include "terminal/command/interruption.hpp"
#include "terminal/command/progress_bar.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/feeds/feed_watch.hpp"
#include "terminal/feeds/import_file.hpp"
#include "terminal/feeds/import_words.hpp"
#include "terminal/feeds/stock_import.hpp"
#include "terminal/feeds/storage_sink.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace makegood {

namespace {

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
    console.say(report.of_receipts ? "command.import.file" : "command.import.table",
                {{"file", report.file},
                 {"rows", report.rows},
                 {"receipts", report.receipts},
                 {"lines", report.lines},
                 {"stored", report.stored},
                 {"rejected", report.rejected},
                 {"skipped", report.skipped},
                 {"seconds", text::Code{fmt::format("{:.1f}", report.seconds)}}});
    for (const auto& [reason, count] : report.rejected_by_reason)
        console.say("command.import.rejected_by",
                    {{"count", count}, {"reason", feeds::reject_sentence(console.words(), reason)}});
    for (const auto& [reason, count] : report.skipped_by_reason)
        console.say("command.import.skipped_by",
                    {{"count", count}, {"reason", feeds::skip_words(console.words(), reason)}});
    if (report.revisions > 0)
        console.say("command.import.revisions", {{"count", report.revisions}});
}

// A whole sentence with a full stop of its own.
void complain(const Console& console, const feeds::FeedError& failure) {
    console.complain("command.import.failed", {{"detail", feeds::failure_sentence(console.words(), failure)}});
}

// Tells the bar, where there is one, what was stored.
class ToldSink final : public feeds::ReceiptSink {
  public:
    ToldSink(storage::Storage& storage, std::stop_token stop, ProgressBar* bar)
        : sink_(storage, std::move(stop)), bar_(bar) {}

    std::size_t rows_per_slice() const override { return sink_.rows_per_slice(); }
    bool stop_asked() const override { return sink_.stop_asked(); }
    Expected<std::vector<feeds::TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override {
        auto taken = sink_.take(slice);
        if (taken && bar_)
            bar_->stored(static_cast<std::uint64_t>(std::ranges::count_if(*taken, [](const auto& one) {
                return one && (*one == feeds::Taken::stored || *one == feeds::Taken::kept_as_revision);
            })));
        return taken;
    }

  private:
    feeds::StorageSink sink_;
    ProgressBar* bar_;
};

struct NamedFile {
    std::filesystem::path path;
    std::optional<feeds::StockTable> table; // nothing: receipts
};

std::vector<NamedFile> files_of(const ImportOptions& options) {
    std::vector<NamedFile> files;
    for (const auto& path : options.files)
        files.push_back({path, std::nullopt});
    for (const auto& path : options.products)
        files.push_back({path, feeds::StockTable::products});
    for (const auto& path : options.counts)
        files.push_back({path, feeds::StockTable::counts});
    return files;
}

void tell_news(const Console& console, const feeds::FeedNews& news) {
    Json json = news.report.file.empty() ? Json::object({}) : json_of(news.report);
    if (!news.report.file.empty())
        tell(console, news.report);
    if (news.end == feeds::FeedNews::End::rejected) {
        if (news.report.failure)
            complain(console, *news.report.failure);
        console.say("command.import.set_aside", {{"file", text::plain(news.report.file)}});
    }
    if (!news.trouble.empty() && news.report.failure)
        complain(console, *news.report.failure);
    else if (!news.trouble.empty())
        console.complain("command.failed", {{"detail", text::plain(news.trouble)}});
    constexpr const char* ends[] = {"done", "rejected", "left"};
    json.add("end", ends[static_cast<int>(news.end)]);
    json.add("trouble", text::plain(news.trouble));
    console.document(json);
}

// Until a signal comes. What was not taken lies in the folder with its reason, and is no failure of the command.
Exit watch_folder(const Console& console, const ImportOptions& options, std::optional<feeds::FeedMap> map,
                  feeds::CapturedPapers papers, feeds::FeedFolder::Limits keep, storage::Storage& storage,
                  const Interruption& interruption) {
    feeds::StorageSink sink(storage, interruption.token());
    console.say("command.import.watching", {{"folder", text::plain(options.watch.string())}});
    feeds::watch_feed({.folder = options.watch,
                       .map = std::move(map),
                       .names_folder = options.map.parent_path(),
                       .papers = std::move(papers),
                       .keep = keep},
                      console.words(), sink, sink, interruption.token(),
                      [&](const feeds::FeedNews& news) { tell_news(console, news); });
    return Exit::done;
}

} // namespace

Exit import_command(const Console& console, const ImportOptions& options) {
    const Interruption interruption;
    std::optional<feeds::FeedMap> map;
    if (!options.map.empty()) {
        auto loaded = feeds::load_feed_map(options.map);
        if (!loaded) {
            complain(console, loaded.error());
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
    const auto config = shop_config_in(options.data);
    if (!config)
        return console.fail(config.error());
    auto papers = captured_papers(*config, console.folders());
    if (!papers)
        return console.fail(papers.error());
    auto storage = storage::Storage::open({options.data, console.folders().schema()}, config->terminal, clock,
                                          randomness, config->retention);
    if (!storage)
        return console.fail(storage.error());

    if (!options.watch.empty())
        return watch_folder(console, options, std::move(map), std::move(*papers), papers_kept(*config), **storage,
                            interruption);

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
    for (const auto& [file, table] : files_of(options)) {
        if (interruption.token().stop_requested())
            break; // the file before has said so
        std::optional<ProgressBar> bar;
        feeds::ImportListeners listeners{.on_reject = on_reject};
        if (::isatty(STDERR_FILENO) == 1) {
            bar.emplace(console.words(), stopwatch, [](const std::string& text) { std::cerr << text << std::flush; });
            listeners.on_bytes_read = [&bar](std::uint64_t read, std::uint64_t all) { bar->bytes_read(read, all); };
        }
        ToldSink sink(**storage, interruption.token(), bar ? &*bar : nullptr);
        feeds::StorageSink stock(**storage);
        const auto report = table
                                ? feeds::import_stock_file(file, *table, stock, listeners, stopwatch)
                                : feeds::import_file(file, map ? &*map : nullptr, sink, listeners, stopwatch, &*papers);
        bar.reset();
        files.push_back(json_of(report));
        tell(console, report);
        if (report.failure) {
            complain(console, *report.failure);
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
