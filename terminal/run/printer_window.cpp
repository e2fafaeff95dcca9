#include "terminal/run/printer_window.hpp"

#include "terminal/application/appearances.hpp"
#include "terminal/run/printer_bench.hpp"
#include "terminal/run/sdl_video.hpp"
#include "terminal/run/tree_file.hpp"
#include "terminal/text/typesetter.hpp"
#include "terminal/ui/window.hpp"

#include <algorithm>
#include <array>

namespace makegood {

namespace {

constexpr unsigned millimetres_per_second = 300; // of a TM-T88V
constexpr unsigned tenths_of_millimetre_per_inch = 254;

drivers::SimulatedPrinterSettings printer_made_as(const PrinterWindowOptions& options,
                                                  std::function<void()> paper_came) {
    return {.link = options.link,
            .line = {.bytes_per_second = options.baud / 10},
            .paper_came = std::move(paper_came),
            .build = {.receive_buffer = std::max(options.profile.buffer_bytes.value_or(4096), 45U),
                      .dots_per_second =
                          millimetres_per_second * 10 * options.profile.dots_per_inch / tenths_of_millimetre_per_inch},
            .keeps_pieces = true};
}

Result<std::unique_ptr<ui::Window>> open_window(const ProgramFolders& folders, const text::Words& words,
                                                text::Typesetter& typesetter) {
    auto appearances = Appearances::load(folders.themes(), 0);
    if (!appearances)
        return refused(appearances.error());
    ui::KioskState state;
    state.language = words.language();
    SDL_Rect desktop{0, 0, 1280, 800};
    SDL_GetDisplayUsableBounds(0, &desktop);
    auto window = ui::Window::open({.title = "Makegood: simulated printer",
                                    .width_px = std::min(desktop.w, 460),
                                    .height_px = std::min(desktop.h, 800)},
                                   appearances->beside(state), typesetter);
    if (!window)
        return refused(Error{"open", "the printer's window", window.error()});
    return std::move(*window);
}

void offer(ui::Window& window, const ui::Waker& waker, const SDL_Event& event, bool& quits) {
    quits = quits || event.type == SDL_QUIT;
    if (!waker.made(event))
        window.offer(event);
}

void wait(ui::Window& window, const ui::Waker& waker, std::int64_t now_ms, bool& quits) {
    SDL_Event event;
    const auto due = window.next_frame_ms();
    const bool any =
        due ? SDL_WaitEventTimeout(&event, static_cast<int>(std::clamp<std::int64_t>(*due - now_ms, 1, 60'000))) == 1
            : SDL_WaitEvent(&event) == 1;
    if (any)
        offer(window, waker, event, quits);
    while (SDL_PollEvent(&event) == 1)
        offer(window, waker, event, quits);
}

} // namespace

Result<void> run_printer_window(const PrinterWindowOptions& options, const ProgramFolders& folders,
                                const text::Words& words, const std::function<void()>& ready) {
    const auto fonts = text::find_fonts(folders.program);
    if (!fonts)
        return refused(Error{"find", "fonts", fonts.error()});
    auto typesetter = text::Typesetter::open(*fonts);
    if (!typesetter)
        return refused(Error{"open", "fonts", typesetter.error()});
    const auto sdl = SdlVideo::open();
    if (!sdl)
        return refused(sdl.error());
    ui::Waker waker;
    auto printer = drivers::SimulatedPrinter::plug_in(printer_made_as(options, [&waker] { waker(); }));
    if (!printer)
        return refused(Error{"plug in", "the simulated printer", printer.error().text()});
    auto window = open_window(folders, words, *typesetter);
    if (!window)
        return refused(window.error());
    PrinterBench bench(**printer, options.profile);
    ready();

    const auto now_ms = [] { return static_cast<std::int64_t>(SDL_GetTicks64()); };
    bool quits = false;
    while (!quits && !(*window)->close_asked()) {
        if (bench.take_paper())
            (*window)->invalidate();
        const bool drawn = (*window)->update(now_ms(), [&](ui::Kit& kit) { bench.build(kit, words); });
        const std::array windows{window->get()};
        if (drawn && !options.tree.empty())
            if (const auto written = write_tree_file(options.tree, windows); !written)
                return written;
        wait(**window, waker, now_ms(), quits);
    }
    return {};
}

} // namespace makegood
