#include "drivers/line_display/line_display_thread.hpp"

#include "drivers/printer/printer_thread.hpp"
#include "drivers/simulated/simulated_display.hpp"
#include "tests/drivers/printer_fixture.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <thread>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

const CodePage cp437{0, "cp437"};
const DisplayText voucher{{"Your voucher"}, {"EUR 12.50", true}};
const DisplayEngine::Lines voucher_shown{"Your voucher        ", "           EUR 12.50"};

template <class Shown>
bool comes_to_show(Shown shown, const DisplayEngine::Lines& wanted) {
    for (int i = 0; i < 2'000; ++i) {
        if (shown() == wanted)
            return true;
        std::this_thread::sleep_for(2ms);
    }
    return false;
}

struct Counter : PrinterAtPort {
    DisplayEngine::Lines last;

    Counter() { settings.display = cp437; }
    DisplayEngine::Lines shown() {
        if (auto lines = printer->take_display())
            last = std::move(*lines);
        return last;
    }
};

PrintJob slip(const std::string& id) {
    return {id, {0x1B, 0x40, 's', 'l', 'i', 'p', 0x0A, 0x1D, 0x56, 0x00}, ConfirmationId::of_number(7)};
}

} // namespace

TEST_CASE("a line is twenty columns: padded, cut, at its edge, and never with a character that stands for another",
          "[display]") {
    const auto [text, at_end, expected] = GENERATE(table<std::string, bool, std::string>({
        {"Welcome", false, "Welcome             "},
        {"EUR 12.50", true, "           EUR 12.50"},
        {"Exactly twenty cols.", false, "Exactly twenty cols."},
        {"This is longer than twenty", false, "This is longer than "},
        {"EUR 123,456,789,012.00", true, "                    "},
        {"۱۲۳۴۵ IRR", true, "           12345 IRR"},
        {"٠٩", false, "09                  "},
        {"Caf\u00E9", false, "Caf\x82                "},
        {"فروشگاه", false, "                    "},
        {"Shop \u2764", false, "                    "},
        {"in\u001Bject", false, "                    "},
        {"c1\u0090", false, "                    "},
        {"\xFF", false, "                    "},
        {"", false, "                    "},
    }));
    CHECK(display_line({text, at_end}, cp437) == expected);
}

TEST_CASE("an unknown character set shows ASCII", "[display]") {
    CHECK(display_line({"Tea", false}, {9, "nothing"}) == "Tea                 ");
    CHECK(display_line({"Th\u00E9", false}, {9, "nothing"}) == "                    ");
}

TEST_CASE("a display on its own port shows the newest text, also after its cable was out", "[display]") {
    LinkFolder folder;
    EventLog events;
    auto display = SimulatedDisplay::plug_in(folder.path / "display");
    REQUIRE(display);
    LineDisplayThread thread({.device_id = "display", .port = {(folder.path / "display").string(), {}}}, events.queue);
    thread.show({{"Welcome"}, {}});
    thread.show(voucher);
    CHECK(comes_to_show([&] { return display->lines(); }, voucher_shown));
    display->unplug();
    CHECK(events.wait_for_power(PowerState::absent));
    thread.show({{"Goodbye"}, {"tomorrow"}});
    REQUIRE(display->plug_in_again());
    CHECK(comes_to_show([&] { return display->lines(); }, {"Goodbye             ", "tomorrow            "}));
    CHECK(events.wait_for_power(PowerState::online));
}

TEST_CASE("a display behind the printer shows its text, and the printer hears what comes after", "[display]") {
    Counter counter;
    PrinterThread thread(counter.settings, counter.events.queue);
    thread.show(voucher);
    REQUIRE(thread.post(slip("a")));
    thread.show({{"Goodbye"}, {}});
    CHECK(comes_to_show([&] { return counter.shown(); }, {"Goodbye             ", std::string(20, ' ')}));
    REQUIRE(thread.post(slip("b")));
    CHECK(counter.events.wait_for_outcome("a") == Outcome::printed);
    CHECK(counter.events.wait_for_outcome("b") == Outcome::printed);
    for (const auto& paper : counter.printer->take_papers())
        CHECK(std::search(paper.begin(), paper.end(), std::begin("Goodbye"), std::end("Goodbye") - 1) == paper.end());
}

TEST_CASE("a cable pulled at any byte of the text leaves a printer that hears again, and the text comes back",
          "[display]") {
    // ESC = 2, eleven bytes of a reset, twice 24 for the lines, ESC = 1.
    const auto bytes =
        GENERATE(range(std::size_t{1}, std::size_t{66}, std::size_t{6}), values<std::size_t>({2, 3, 15, 16, 64}));
    Counter counter;
    counter.settings.status = StatusDialect::none;
    counter.settings.completion = Completion::none;
    PrinterThread thread(counter.settings, counter.events.queue);
    counter.wait_until_received(9); // its greeting
    counter.printer->unplug_after(bytes);
    std::this_thread::sleep_for(10ms);
    thread.show(voucher);
    REQUIRE(counter.events.wait_for_power(PowerState::absent));
    counter.printer->plug_in_again();
    CHECK(comes_to_show([&] { return counter.shown(); }, voucher_shown));
    REQUIRE(thread.post(slip("a")));
    REQUIRE(counter.events.wait_for_outcome("a") == Outcome::sent);
    const auto papers = counter.wait_for_papers(1);
    REQUIRE(papers.size() == 1);
    const auto whole = slip("a").bytes;
    CHECK(papers[0].size() >= whole.size());
    CHECK(std::equal(whole.rbegin(), whole.rend(), papers[0].rbegin()));
}
