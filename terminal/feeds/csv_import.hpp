#pragma once

#include "terminal/feeds/byte_source.hpp"
#include "terminal/feeds/feed_map.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

namespace makegood::feeds {

// Reads a CSV file as `map` says and hands over its receipts ordered by day and key; the lines of a receipt are
// numbered in the order of the file and its time is the earliest of its rows. A row is a record after the heading.
// A rejected row leaves the rest of its receipt as it is: importing the mended file later keeps a revision.
// `names` is the file that `map.names` speaks of, or null when it is not there: codes are then names.
// `report.file` is filled in before; everything else is counted here.
void import_csv(ByteSource& source, const FeedMap& map, ByteSource* names, ReceiptSink& sink, const OnReject& on_reject,
                ImportReport& report);

} // namespace makegood::feeds
