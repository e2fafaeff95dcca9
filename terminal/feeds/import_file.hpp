#pragma once

#include "terminal/feeds/feed_map.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

#include <filesystem>
#include <functional>

namespace makegood::feeds {

// Seconds since any fixed moment.
using Stopwatch = std::function<double()>;

// Imports one file, packed or not: POSLog XML when its first character is '<', JSON lines when it is '{', else CSV,
// which needs a map (map-needed). Never throws; what went wrong stands in `failure` and what was complete before it has
// been handed over. The calling thread does all the work and calls `sink` and `on_reject` (which may be empty).
ImportReport import_file(const std::filesystem::path& path, const FeedMap* map, ReceiptSink& sink,
                         const OnReject& on_reject, const Stopwatch& stopwatch);

} // namespace makegood::feeds
