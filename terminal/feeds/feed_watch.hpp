#pragma once

#include "terminal/feeds/capture_import.hpp"
#include "terminal/feeds/feed_folder.hpp"
#include "terminal/feeds/feed_map.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"
#include "terminal/feeds/stock_sink.hpp"
#include "terminal/text/words.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

namespace makegood::feeds {

struct WatchedFeed {
    std::filesystem::path folder;
    std::optional<FeedMap> map;             // of CSV
    std::filesystem::path names_folder;     // where the file of the map's names lies
    std::optional<CapturedPapers> papers{}; // how what a tap keeps there is read
    FeedFolder::Limits keep{};              // of those, once they are moved
    std::chrono::seconds try_again{60};     // after what stood in the way: no folder, a full disk
};

// What became of one file; or, with an empty report.file, how the folder fares.
struct FeedNews {
    enum class End {
        done,     // all of it was taken: it lies in done/
        rejected, // it lies in rejected/ with its reason; what was right in it has been taken
        left,     // it lies where it was and is tried again
    };
    End end = End::done;
    ImportReport report;
    std::string trouble; // why it is left, or why there is no folder, in the system's words; empty: nothing stands in
                         // the way any more
};

// Takes each file that is laid into the folder once it is finished (closed by its writer, or renamed into it), and what
// lies there at the start. Sleeps otherwise, woken by the kernel and not by a clock. A folder that is away is taken up
// again as soon as it is there. Works on the calling thread until `stop`, which ends an import between two slices;
// `words` tell the reasons of what is rejected. An end by force loses nothing: the file is still there, and importing
// it again stores nothing twice. A product list and stock counts, known by their names (stock_import.hpp), go to
// `stock`.
void watch_feed(const WatchedFeed& feed, const text::Words& words, ReceiptSink& sink, StockSink& stock,
                std::stop_token stop, const std::function<void(FeedNews)>& on_news);

} // namespace makegood::feeds
