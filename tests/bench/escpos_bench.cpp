#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "tests/support/receipt_printer.hpp"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

using namespace makegood;

namespace {

const drivers::Profile printer = testing::receipt_printer();

std::vector<std::uint8_t> capture(const char* name) {
    std::ifstream file(std::string(MAKEGOOD_SOURCE_DIR) + "/tests/data/escpos/" + name, std::ios::binary);
    return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file), {});
}

// A megabyte of printed lines.
std::vector<std::uint8_t> long_text() {
    std::vector<std::uint8_t> bytes;
    for (int line = 0; line < 22000; ++line) {
        bytes.insert(bytes.end(), 47, 'x');
        bytes.push_back('\n');
    }
    return bytes;
}

drivers::Document text_receipt() {
    drivers::Document receipt;
    for (int line = 0; line < 40; ++line)
        receipt.elements.emplace_back(drivers::TwoColumns{"WHITE HANGING HEART T-LIGHT HOLDER", "2.55", {}});
    receipt.elements.emplace_back(drivers::BarCode{drivers::Symbology::code128, "MG-20111205-000017"});
    receipt.elements.emplace_back(drivers::Cut{});
    return receipt;
}

// 900 rows with ink on every third dot, as a page of Persian text would have at the most.
drivers::Document picture_receipt() {
    drivers::Bitmap bitmap(576, 900);
    for (unsigned y = 0; y < 900; ++y)
        for (unsigned x = y % 3; x < 576; x += 3)
            if (y % 30 < 24)
                bitmap.blacken(x, y);
    return drivers::Document{{drivers::Picture{bitmap, drivers::Alignment::left}, drivers::Cut{}}};
}

void encode_document(benchmark::State& state, const drivers::Document& document) {
    for (auto _ : state)
        benchmark::DoNotOptimize(escpos::encode(document, printer));
}

void interpret_bytes(benchmark::State& state, const std::vector<std::uint8_t>& bytes) {
    for (auto _ : state)
        benchmark::DoNotOptimize(escpos::interpret(bytes, printer));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * static_cast<std::int64_t>(state.iterations()));
}

} // namespace

BENCHMARK_CAPTURE(encode_document, text_receipt_40_lines, text_receipt());
BENCHMARK_CAPTURE(encode_document, picture_receipt_900_rows, picture_receipt());
BENCHMARK_CAPTURE(interpret_bytes, receipt_with_logo, capture("escpos-php_receipt-with-logo.bin"));
BENCHMARK_CAPTURE(interpret_bytes, text_of_all_code_pages, capture("escpos-php_character-tables.bin"));
BENCHMARK_CAPTURE(interpret_bytes, megabyte_of_text, long_text());
BENCHMARK_CAPTURE(interpret_bytes, own_text_receipt, *escpos::encode(text_receipt(), printer));
