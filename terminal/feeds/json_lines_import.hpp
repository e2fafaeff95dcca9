#pragma once

#include "terminal/feeds/byte_source.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

namespace makegood::feeds {

// Reads JSON lines as it streams in: one receipt a line, UTF-8; docs/feeds.md describes the fields. A row is a line
// that is not empty, and a wrong one spoils only itself. The file may be of any size; a line may have 1 MiB, 100,000
// values and a depth of 64. `report.file` is filled in before; everything else is counted here.
void import_json_lines(ByteSource& source, ReceiptSink& sink, const OnReject& on_reject, ImportReport& report);

} // namespace makegood::feeds
