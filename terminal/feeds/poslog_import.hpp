#pragma once

#include "terminal/feeds/byte_source.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/receipt_sink.hpp"

namespace makegood::feeds {

// Reads ARTS POSLog XML 2.x (RetailStoreID; namespace http://www.nrf-arts.org/IXRetail/namespace/) and 6.x
// (BusinessUnit/UnitID) as it streams in; elements are known by their local names, so vendors' namespaces do not
// matter. A row is a LineItem of a RetailTransaction, or a whole transaction that has none; a row counts as stored when
// its receipt is. A receipt is handed over as soon as its Transaction ends, so what stood before a break is kept. The
// file may be of any size; a transaction may have 1 MiB, 100,000 elements and a depth of 64 (RELIABILITY.md 4).
// Failures: not-poslog, dtd-refused, xml-broken, xml-half-written, xml-too-deep, xml-token-too-long, with line and
// column. `report.file` is filled in before; everything else is counted here.
void import_poslog(ByteSource& source, ReceiptSink& sink, const OnReject& on_reject, ImportReport& report);

} // namespace makegood::feeds
