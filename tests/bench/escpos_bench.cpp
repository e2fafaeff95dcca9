#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/text/fonts.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/terminal/slip/persian_receipt.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>

using namespace makegood;
using escpos::Bytes;
using escpos::capture_files;
using escpos::printer;
using escpos::read_bytes;

namespace {

double seconds_of(const std::function<void()>& work, std::int64_t times) {
    const auto start = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < times; ++i)
        work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / static_cast<double>(times);
}

// The same machine at the same time is the only one to compare with: how many times as long as the reference it took.
void compare(benchmark::State& state, const char* reference_name, const std::function<void()>& work,
             const std::function<void()>& reference) {
    for (auto _ : state)
        work();
    const double own = seconds_of(work, std::clamp<std::int64_t>(state.iterations() / 10, 3, 1000));
    state.counters[std::string("x_") + reference_name] = own / seconds_of(reference, 1000);
}

void copy(const Bytes& bytes) {
    Bytes other(bytes.size());
    std::memcpy(other.data(), bytes.data(), bytes.size());
    benchmark::DoNotOptimize(other);
}

// A megabyte of printed lines.
Bytes long_text() {
    Bytes bytes;
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

void print_lines() {
    char line[64];
    for (int i = 0; i < 40; ++i) {
        std::snprintf(line, sizeof line, "%-43s%5.2f\n", "WHITE HANGING HEART T-LIGHT HOLDER", 2.55);
        benchmark::DoNotOptimize(line);
    }
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

void encode_text(benchmark::State& state) {
    const auto receipt = text_receipt();
    compare(
        state, "printf", [&] { benchmark::DoNotOptimize(escpos::encode(receipt, printer)); }, print_lines);
}

void encode_picture(benchmark::State& state) {
    const auto receipt = picture_receipt();
    const auto bytes = *escpos::encode(receipt, printer);
    compare(
        state, "memcpy", [&] { benchmark::DoNotOptimize(escpos::encode(receipt, printer)); }, [&] { copy(bytes); });
}

// From the slip's words to the printer's bytes, each line set anew.
void print_persian(benchmark::State& state, const std::string& page) {
    const auto files = text::find_fonts(MAKEGOOD_SOURCE_DIR "/build/fonts");
    if (!files)
        return state.SkipWithError(files.error().c_str());
    auto profile = printer;
    profile.persian_page = page;
    const auto receipt = persian_receipt();
    Bytes bytes;
    double own = 0;
    for (auto _ : state) {
        state.PauseTiming();
        auto typesetter = text::Typesetter::open(*files);
        state.ResumeTiming();
        own = seconds_of([&] { bytes = *escpos::encode(page_of(receipt, false, *typesetter, profile), profile); }, 1);
    }
    state.counters["bytes"] = static_cast<double>(bytes.size());
    state.counters["x_printf"] = own / seconds_of(print_lines, 1000);
}

void encode_persian(benchmark::State& state) {
    const auto files = text::find_fonts(MAKEGOOD_SOURCE_DIR "/build/fonts");
    auto typesetter = files ? text::Typesetter::open(*files) : tl::unexpected<std::string>(files.error());
    if (!typesetter)
        return state.SkipWithError(typesetter.error().c_str());
    const auto page = page_of(persian_receipt(), false, *typesetter, printer);
    const auto bytes = *escpos::encode(page, printer);
    compare(
        state, "memcpy", [&] { benchmark::DoNotOptimize(escpos::encode(page, printer)); }, [&] { copy(bytes); });
}

void interpret(benchmark::State& state, const Bytes& bytes) {
    compare(
        state, "memcpy", [&] { benchmark::DoNotOptimize(escpos::interpret(bytes, printer)); }, [&] { copy(bytes); });
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * static_cast<std::int64_t>(state.iterations()));
}

Bytes all_captures() {
    Bytes all;
    for (const auto& file : capture_files()) {
        const auto bytes = read_bytes(file);
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
}

const bool captures_are_registered = [] {
    if (!std::filesystem::exists(MAKEGOOD_SOURCE_DIR "/../shared/data/escpos"))
        std::puts("bench: ../shared/data/escpos is not here; the captures in tests/data take its place");
    for (const auto& file : capture_files())
        benchmark::RegisterBenchmark(("interpret/" + file.filename().string()).c_str(), interpret, read_bytes(file));
    benchmark::RegisterBenchmark("interpret/all_captures", interpret, all_captures());
    return true;
}();

} // namespace

BENCHMARK(encode_text)->Name("encode/text_receipt_40_lines");
BENCHMARK(encode_picture)->Name("encode/picture_receipt_900_rows");
BENCHMARK(encode_persian)->Name("encode/persian_picture_40_lines");
BENCHMARK_CAPTURE(print_persian, picture_40_lines, "");
BENCHMARK_CAPTURE(print_persian, letters_40_lines, "cp1098");
BENCHMARK_CAPTURE(interpret, megabyte_of_text, long_text());
BENCHMARK_CAPTURE(interpret, own_text_receipt, *escpos::encode(text_receipt(), printer));
