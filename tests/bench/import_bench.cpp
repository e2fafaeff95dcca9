#include "terminal/feeds/csv_import.hpp"
#include "terminal/feeds/csv_reader.hpp"

#include <benchmark/benchmark.h>

#include <string>

using namespace makegood;
using namespace makegood::feeds;

namespace {

class ForgettingSink : public ReceiptSink {
  public:
    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override {
        return std::vector<TakenOrWhyNot>(slice.size(), Taken::stored);
    }
};

// Invoices of twenty lines in the shape of Online Retail.
std::string invoices(int rows) {
    std::string csv = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    for (int i = 0; i < rows; ++i)
        csv += std::to_string(536365 + i / 20) + "," + std::to_string(20000 + i % 4000) +
               ",\"HEART, \"\"WHITE\"\" HANGING\"," + std::to_string(i % 12 + 1) +
               ",2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";
    return csv;
}

void read_csv(benchmark::State& state) {
    const auto csv = invoices(100'000);
    for (auto _ : state) {
        MemoryBytes source(csv);
        CsvReader reader(source);
        CsvRecord record;
        while (reader.next(record).value_or(false))
            benchmark::DoNotOptimize(record);
    }
    state.SetItemsProcessed(state.iterations() * 100'000);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(csv.size()));
}
BENCHMARK(read_csv)->Unit(benchmark::kMillisecond);

void import_rows(benchmark::State& state) {
    const auto csv = invoices(100'000);
    const auto map = load_feed_map(MAKEGOOD_SOURCE_DIR "/assets/feeds/uci-online-retail.toml").value();
    for (auto _ : state) {
        MemoryBytes source(csv);
        ForgettingSink sink;
        ImportReport report;
        import_csv(source, map, nullptr, sink, {}, report);
        benchmark::DoNotOptimize(report);
    }
    state.SetItemsProcessed(state.iterations() * 100'000);
}
BENCHMARK(import_rows)->Unit(benchmark::kMillisecond);

} // namespace
