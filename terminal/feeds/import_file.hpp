#pragma once

#include "terminal/feeds/capture_import.hpp"
#include "terminal/feeds/feed_map.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/input_file.hpp"
#include "terminal/feeds/receipt_sink.hpp"

#include <filesystem>
#include <functional>

namespace makegood::feeds {

// Seconds since any fixed moment.
using Stopwatch = std::function<double()>;

// Who looks on while a file is imported; each may be empty.
struct ImportListeners {
    OnReject on_reject = {};
    OnBytesRead on_bytes_read = {};
};

// Imports one file, packed or not: what a tap kept by its name (where `papers` are given); else POSLog XML when its
// first character is '<', JSON lines when it is '{', and CSV otherwise, which needs a map (map-needed). Never throws;
// what went wrong stands in `failure` and what was complete before it has been handed over. The calling thread does all
// the work and calls `sink` and the listeners. The map's names file lies beside `path`.
ImportReport import_file(const std::filesystem::path& path, const FeedMap* map, ReceiptSink& sink,
                         const ImportListeners& listeners, const Stopwatch& stopwatch,
                         const CapturedPapers* papers = nullptr);
// The same with a file that is open already; the names file lies in `names_folder`. `has_gaps`: of a paper, that bytes
// of it are missing.
ImportReport import_open_file(drivers::FileDescriptor descriptor, const std::string& name, const FeedMap* map,
                              const std::filesystem::path& names_folder, ReceiptSink& sink,
                              const ImportListeners& listeners, const Stopwatch& stopwatch,
                              const CapturedPapers* papers = nullptr, bool has_gaps = false);

} // namespace makegood::feeds
