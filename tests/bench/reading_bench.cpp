#include "terminal/reading/captured_receipts.hpp"
#include "terminal/reading/reading_words_file.hpp"
#include "workflows/reading/read_receipt.hpp"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

using namespace makegood;

namespace {

std::string bytes_of(const char* file) {
    std::ifstream in(MAKEGOOD_SOURCE_DIR + std::string(file), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The paper of a sale with a logo, four products and three sums: from the printer's bytes to what stands on it.
void read_captured_receipt(benchmark::State& state) {
    const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    const auto bytes = bytes_of("/tests/data/escpos/escpos-php_receipt-with-logo.bin");
    const std::span<const std::uint8_t> raw(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    for (auto _ : state)
        for (const auto& receipt : receipts_of_capture(raw, drivers::safe_profile()))
            benchmark::DoNotOptimize(reading::read_receipt(receipt.paper, words));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_captured_receipt);

// A Persian receipt of thirteen lines as text.
void read_text_receipt(benchmark::State& state) {
    const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    const auto receipts = receipts_of_text(bytes_of("/tests/fuzz/corpus/receipt/persian"));
    for (auto _ : state)
        benchmark::DoNotOptimize(reading::read_receipt(receipts.front().paper, words));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_text_receipt);

} // namespace
