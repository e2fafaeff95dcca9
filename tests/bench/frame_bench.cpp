// What a frame costs that is shown: building it as often as the window does, and rastering it. Beside each stands how
// many copies of as many pixels the same machine makes in that time.
#include "terminal/application/asset_folder.hpp"
#include "terminal/ui/gallery/gallery.hpp"
#include "terminal/ui/window.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstring>

using namespace makegood;

namespace {

const ProgramFolders folders{MAKEGOOD_SOURCE_DIR "/build/release", MAKEGOOD_SOURCE_DIR "/assets"};

struct Size {
    int width_px;
    int height_px;
};

// The widgets with which the gallery and the kiosk are made, in a window without a display.
struct Screen {
    text::Typesetter typesetter = *text::Typesetter::open(*text::find_fonts(folders.program));
    text::Words words = *text::Words::open(folders.words(), "fa");
    std::unique_ptr<ui::Window> window;

    explicit Screen(Size size)
        : window(std::move(*ui::Window::open(
              {.width_px = size.width_px, .height_px = size.height_px, .headless = true},
              {.theme = *ui::load_theme(folders.themes() / "light.toml"), .direction = text::Direction::right_to_left},
              typesetter))) {}
};

double ns_of_a_copy(Size size) {
    const auto bytes = static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px) * 4;
    std::vector<char> from(bytes, 'x'), to(bytes);
    constexpr int copies = 50;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < copies; ++i) {
        std::memcpy(to.data(), from.data(), bytes);
        benchmark::DoNotOptimize(to.data());
        benchmark::ClobberMemory();
    }
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / copies;
}

void show_frames(benchmark::State& state, Size size, const std::function<void(ui::Kit&)>& build) {
    Screen screen(size);
    const double copy_ns = ns_of_a_copy(size);
    std::int64_t now_ms = 0;
    screen.window->update(now_ms, build);
    const auto start = std::chrono::steady_clock::now();
    for (auto _ : state) {
        screen.window->invalidate();
        screen.window->update(now_ms += 16, build);
    }
    const double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
    state.counters["copies"] = ns / static_cast<double>(state.iterations()) / copy_ns;
}

void show_page(benchmark::State& state, Size size, ui::gallery::Page page) {
    const auto words = *text::Words::open(folders.words(), "fa");
    ui::gallery::State pages;
    show_frames(state, size, [&](ui::Kit& kit) { draw(kit, words, pages, page); });
}

// Each frame scrolls a little, so that rows come into sight that were never measured.
void scroll_list(benchmark::State& state, std::size_t rows) {
    const Size size{1280, 800};
    Screen screen(size);
    const auto item = [](std::size_t i) {
        return ui::ListItem{.key = fmt::format("row.{}", i),
                            .row = {.icon = ui::Icon::receipt,
                                    .title = fmt::format("R-2-{:06}", i),
                                    .detail = i % 3 == 0 ? "5 October 2011" : ""}};
    };
    const auto build = [&](ui::Kit& kit) {
        kit.screen("list");
        kit.list(kit.viewport().inset(24), "list", rows, item);
    };
    std::int64_t now_ms = 0;
    screen.window->update(now_ms, build);
    for (auto _ : state) {
        screen.window->inject(ui::Wheel{400, 400, -1});
        screen.window->update(now_ms += 16, build);
    }
}

[[maybe_unused]] const bool registered = [] {
    for (const auto size : {Size{1024, 768}, Size{1920, 1080}})
        for (std::size_t i = 0; i < ui::gallery::page_count; ++i) {
            const auto page = static_cast<ui::gallery::Page>(i);
            benchmark::RegisterBenchmark(
                fmt::format("frame/{}x{}/{}", size.width_px, size.height_px, name(page)).c_str(), show_page, size, page)
                ->Unit(benchmark::kMillisecond);
        }
    for (const std::size_t rows : {10, 100'000})
        benchmark::RegisterBenchmark(fmt::format("scroll/{}_rows", rows).c_str(), scroll_list, rows)
            ->Unit(benchmark::kMillisecond);
    return true;
}();

} // namespace
