// The kiosk's own figures on a data folder that is already there: first frame, scan to receipt, a cover that is opened
// to the screen, a page in Persian to its first line on a line of 115200 baud, idleness, memory. Each time stands
// beside what bare SQLite needs for the look-up in the same run.
// Usage: kiosk_figures DATA NUMBER
#include "terminal/application/application.hpp"
#include "terminal/ui/window.hpp"
#include "terminal/world/clocks.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

using namespace makegood;
using Steady = std::chrono::steady_clock;

namespace {

double ms_since(Steady::time_point start) {
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// Opens the file, finds the number and reads its lines, as little as a program can do.
double bare_sqlite_ms(const std::string& data, const std::string& number) {
    const auto start = Steady::now();
    SQLite::Database database(data + "/makegood.db", SQLite::OPEN_READONLY);
    SQLite::Statement query(database,
                            "SELECT item.name FROM receipt JOIN receipt_line ON receipt_line.receipt = receipt.id JOIN "
                            "item ON item.id = receipt_line.item WHERE receipt.sequence = ?");
    query.bind(1, number);
    while (query.executeStep())
        (void)query.getColumn(0).getString();
    return ms_since(start);
}

std::int64_t resident_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::stoll(line.substr(6));
    return 0;
}

struct Bell {
    std::mutex mutex;
    std::condition_variable heard;
    bool rung = false;

    void ring() {
        {
            const std::lock_guard lock(mutex);
            rung = true;
        }
        heard.notify_one();
    }
    bool wait(std::chrono::milliseconds most) {
        std::unique_lock lock(mutex);
        const bool any = heard.wait_for(lock, most, [&] { return rung; });
        rung = false;
        return any;
    }
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 3 || sodium_init() < 0)
        return 2;
    const std::string data = argv[1], number = argv[2];
    const double reference_ms = bare_sqlite_ms(data, number);

    Bell bell;
    const auto started = Steady::now();
    const ProgramFolders folders{MAKEGOOD_SOURCE_DIR "/build/release", MAKEGOOD_SOURCE_DIR "/assets"};
    const SystemClock clock;
    SystemRandomness desk_randomness, screen_randomness;
    auto application = Application::open({.data = data, .simulate = true}, folders,
                                         {clock, desk_randomness, screen_randomness}, [&] { bell.ring(); });
    if (!application) {
        fmt::print(stderr, "{}\n", application.error().text());
        return 4;
    }
    auto& kiosk = (*application)->kiosk();
    const auto theme = ui::load_theme(folders.themes() / "light.toml");
    auto window =
        ui::Window::open({.title = "figures", .headless = true}, {.theme = *theme}, (*application)->typesetter());
    const auto now_ms = [&] { return static_cast<std::int64_t>(ms_since(started)); };
    const auto draw = [&] { return (*window)->update(now_ms(), [&](ui::Kit& kit) { kiosk.build(kit); }); };
    draw();
    const double first_frame_ms = ms_since(started);

    const auto pump_until = [&](auto done) {
        while (!done()) {
            bell.wait(std::chrono::milliseconds(50));
            if ((*application)->pump(now_ms()))
                (*window)->invalidate();
            draw();
        }
    };
    pump_until([&] { return (*application)->devices_ready(); });
    std::vector<double> scans;
    for (int i = 0; i < 15; ++i) {
        bell.wait(std::chrono::milliseconds(2'100)); // the screen takes the same label within two seconds as one
        const auto before = (*window)->frames_shown();
        const auto scans_before = (*application)->scans();
        const auto start = Steady::now();
        (void)(*application)->simulated().scanners.front().scan(number);
        pump_until([&] { return (*application)->scans() > scans_before && (*window)->frames_shown() > before; });
        scans.push_back(ms_since(start));
    }
    const double scan_ms = median(scans);

    auto& printer = *(*application)->simulated().printer;
    std::vector<double> covers;
    for (int i = 0; i < 10; ++i) {
        const auto cover = i % 2 == 0 ? drivers::CoverState::open : drivers::CoverState::closed;
        const auto before = (*window)->frames_shown();
        const auto start = Steady::now();
        printer.set_cover(cover);
        pump_until([&] { return kiosk.state().devices.printer.cover == cover && (*window)->frames_shown() > before; });
        covers.push_back(ms_since(start));
        bell.wait(std::chrono::milliseconds(300));
    }

    const auto tap = [&](std::string_view key) {
        std::this_thread::sleep_for(std::chrono::milliseconds(400)); // a screen that has just come takes no tap
        const ui::Node* node = nullptr;
        pump_until([&] { return (node = ui::find((*window)->tree(), key)) != nullptr; });
        const auto touch = ui::tap(*node);
        const auto start = Steady::now();
        (*window)->inject(touch[0]);
        (*window)->inject(touch[1]);
        draw();
        return start;
    };
    // Longer than what opens a job, so the first line is among it.
    constexpr std::size_t first_line_bytes = 60;
    tap("receipt.back");
    tap("home.settings");
    tap("settings.language.fa");
    tap("settings.devices");
    std::vector<double> first_lines;
    for (int i = 0; i < 10; ++i) {
        const auto received = printer.received_bytes();
        const auto start = tap("devices.printer.test");
        pump_until([&] { return printer.received_bytes() >= received + first_line_bytes; });
        first_lines.push_back(ms_since(start));
        pump_until([&] { return (*application)->settled(); });
    }

    const auto frames = (*window)->frames_shown();
    const auto cpu = std::clock();
    for (const auto start = Steady::now(); ms_since(start) < 10'000;)
        if (bell.wait(std::chrono::milliseconds(10'000)) && (*application)->pump(now_ms())) {
            (*window)->invalidate();
            draw();
        }
    const double idle_ticks = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC * 100;

    fmt::print("first frame          {:7.1f} ms  (aim 250)   {:6.1f} x bare SQLite look-up\n", first_frame_ms,
               first_frame_ms / reference_ms);
    fmt::print("scan to receipt      {:7.1f} ms  (aim 50)    {:6.1f} x bare SQLite look-up\n", scan_ms,
               scan_ms / reference_ms);
    fmt::print("cover to screen      {:7.1f} ms  (aim 50)    {:6.1f} x bare SQLite look-up\n", median(covers),
               median(covers) / reference_ms);
    fmt::print("page to first line   {:7.1f} ms  (aim 300)   {:6.1f} x bare SQLite look-up\n", median(first_lines),
               median(first_lines) / reference_ms);
    fmt::print("bare SQLite look-up  {:7.1f} ms\n", reference_ms);
    fmt::print("idle for 10 s        {:7d} frames, {:.1f} CPU ticks (aim 0 and 1)\n",
               static_cast<int>((*window)->frames_shown() - frames), idle_ticks);
    fmt::print("resident             {:7.1f} MB  (aim 60)\n", static_cast<double>(resident_kb()) / 1024);
    return 0;
}
