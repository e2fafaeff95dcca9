#pragma once

#include "terminal/feeds/import_file.hpp"
#include "terminal/feeds/stock_sink.hpp"

// Product lists and stock counts: CSV files of a fixed heading, told by their names where nobody says what they are.

namespace makegood::feeds {

enum class StockTable { products, counts };

// "products.csv", "products-2026-05.csv.gz", "counts_hall.csv"; nothing for other names.
std::optional<StockTable> stock_table_named(std::string_view file_name);

// Columns code, name, price, currency, still_sold, by_weight (the last two may be missing). What can be read of it
// takes the place of the list of before; a file that cannot be read to its end, or of which no row can be read, takes
// nothing.
void import_products(ByteSource& source, StockSink& sink, const OnReject& on_reject, ImportReport& report);

// Columns code, counted, expected, counted_at (`expected` may be missing or empty). Of a file that cannot be read to
// its end nothing is taken.
void import_counts(ByteSource& source, StockSink& sink, const OnReject& on_reject, ImportReport& report);

ImportReport import_stock_file(const std::filesystem::path& path, StockTable table, StockSink& sink,
                               const ImportListeners& listeners, const Stopwatch& stopwatch);
// The same with a file that is open already.
ImportReport import_open_stock_file(drivers::FileDescriptor descriptor, const std::string& name, StockTable table,
                                    StockSink& sink, const ImportListeners& listeners, const Stopwatch& stopwatch);

} // namespace makegood::feeds
