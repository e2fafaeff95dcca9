#pragma once

#include "terminal/feeds/byte_source.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"
#include "terminal/reading/paper_reader.hpp"
#include "workflows/ids.hpp"

#include <string_view>

namespace makegood::feeds {

// How papers that a tap kept become receipts (docs/tap.md), and whose they are.
struct CapturedPapers {
    PaperReader reader;
    BusinessUnitId shop;
    bool labelled = false; // papers without a bar code got one
};

// Whether it is a file of the tap, by its name alone: in what a till prints, any byte may come first.
bool is_capture_name(std::string_view name);

// Imports one file of the tap, each paper in it as one row. A paper that is a picture, or of which something that money
// depends on is not sure, is rejected with the reason; one on which nothing was sold is skipped. Of a file that has
// gaps, none is taken. The file's name tells lane and time (capture-name-wrong). At most 1 MiB (capture-too-large), and
// no more in it than receipts have (capture-too-full).
void import_capture(ByteSource& source, const CapturedPapers& papers, bool has_gaps, ReceiptSink& sink,
                    const OnReject& on_reject, ImportReport& report);

} // namespace makegood::feeds
