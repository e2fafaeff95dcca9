#include "terminal/feeds/poslog_import.hpp"

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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    MemoryBytes source({reinterpret_cast<const char*>(data), size});
    ForgettingSink sink;
    ImportReport report;
    import_poslog(source, sink, {}, report);
    if (!report.balanced())
        std::abort();
    return 0;
}
