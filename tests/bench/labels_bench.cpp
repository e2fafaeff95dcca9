#include "workflows/labels/digital_link.hpp"

#include <benchmark/benchmark.h>

using namespace makegood;

namespace {

void read_element_string(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(gs1::read_element_string("0109521000121836"
                                                          "10L42\x1d"
                                                          "17111231"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_element_string);

void read_digital_link(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(gs1::read_digital_link("https://id.gs1.org/01/09521000121836/10/L42?17=111231"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_digital_link);

} // namespace
