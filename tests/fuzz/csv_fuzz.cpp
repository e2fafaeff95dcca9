#include "terminal/feeds/csv_import.hpp"

#include <cstdlib>

using namespace makegood;
using namespace makegood::feeds;

namespace {

class ForgettingSink : public ReceiptSink {
  public:
    std::size_t rows_per_slice() const override { return 7; }
    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override {
        std::vector<TakenOrWhyNot> taken;
        for (const auto& receipt : slice)
            taken.push_back(receipt.lines.size() % 3 == 0 ? Taken::already_known : Taken::stored);
        return taken;
    }
};

FeedMap map() {
    FeedMap map;
    const auto column = [&](Column which, const char* name) { map.columns[static_cast<std::size_t>(which)] = name; };
    const auto constant = [&](Column which, const char* value) {
        map.constants[static_cast<std::size_t>(which)] = value;
    };
    constant(Column::business_unit, "S");
    constant(Column::workstation, "1");
    constant(Column::currency, "GBP");
    column(Column::sequence, "n");
    column(Column::time, "t");
    column(Column::code, "c");
    column(Column::quantity, "q");
    column(Column::unit_price, "p");
    map.time_formats = {TimeFormat::from_pattern("YYYYMMDD").value()};
    return map;
}

} // namespace

// The heading is given, so that the fuzzer reaches the rows; every row must be counted once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const FeedMap feed_map = map();
    const std::string csv = "n,t,c,q,p\n1,20200101,A,1,1\n" + std::string(reinterpret_cast<const char*>(data), size);
    MemoryBytes source(csv);
    ForgettingSink sink;
    ImportReport report;
    import_csv(source, feed_map, nullptr, sink, {}, report);
    if (!report.balanced())
        std::abort();
    return 0;
}
