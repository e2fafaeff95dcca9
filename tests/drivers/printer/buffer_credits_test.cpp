#include "drivers/printer/buffer_credits.hpp"

#include "tests/drivers/printer/fault_matrix.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

const Setup& fast_line_without_handshake() {
    return *std::ranges::find_if(all_setups(),
                                 [](const Setup& setup) { return std::string_view(setup.name) == "115200 baud"; });
}

// Texts, and pictures between them: the line brings it three times as fast as the paper moves.
PrintJob long_page(const PrinterSettings& settings) {
    Bitmap picture(480, 96);
    for (unsigned y = 0; y < picture.height_dots(); ++y)
        for (unsigned x = y % 7; x < picture.width_dots; x += 3)
            picture.blacken(x, y);
    Document document;
    for (int part = 0; part < 3; ++part) {
        for (int line = 0; line < 40; ++line)
            document.elements.push_back(TextLine{{{"We are sorry that this was not in your bag.", {}}}});
        document.elements.push_back(Picture{picture});
    }
    document.elements.push_back(Cut{});
    const auto bytes = makegood::escpos::encode(document, printer_at(settings));
    REQUIRE(bytes);
    return {"page", *bytes, ConfirmationId::of_number(7)};
}

struct Printed {
    std::optional<Outcome> outcome;
    bool whole = false;
    std::size_t dropped = 0;
    std::chrono::milliseconds took{};
};

Printed print(
    const PrinterSettings& settings, const Setup& setup, const PrintJob& job,
    const std::function<void(VirtualPrinting&)>& meanwhile = [](VirtualPrinting&) {}) {
    VirtualPrinting printing(settings, setup.build, setup.line());
    MonotonicTime begun;
    printing.time.plan(2s, [&] {
        begun = printing.time.now;
        printing.post(job);
        meanwhile(printing);
    });
    REQUIRE(printing.run_until([&] { return printing.outcome_of(job.id).has_value(); }));
    const auto& papers = printing.printer.engine().finished_papers();
    return {printing.outcome_of(job.id), papers.size() == 1 && bears(papers[0], job.bytes),
            printing.printer.engine().dropped_bytes(),
            std::chrono::duration_cast<std::chrono::milliseconds>(printing.time.now - begun)};
}

} // namespace

TEST_CASE("a buffer that no handshake guards takes a long page whole", "[printer]") {
    const auto [buffer, is_known, completion] = GENERATE(table<std::size_t, bool, Completion>({
        {4096, true, Completion::confirmed_by_id},
        {4096, false, Completion::confirmed_by_id},
        {1024, true, Completion::confirmed_by_id},
        {4096, true, Completion::processed_marker},
    }));
    auto setup = fast_line_without_handshake();
    setup.build.receive_buffer = buffer;
    auto settings = setup.settings();
    settings.completion = completion;
    if (!is_known)
        settings.buffer_bytes.reset();
    const auto job = long_page(settings);
    CAPTURE(buffer, is_known);
    CHECK(job.bytes.size() > 20'000);
    const auto printed = print(settings, setup, job);
    CHECK(printed.dropped == 0);
    CHECK(printed.whole);
    CHECK(printed.outcome == (completion == Completion::confirmed_by_id ? Outcome::printed : Outcome::processed));
    auto guarded = setup;
    guarded.flow_control = FlowControl::rts_cts;
    guarded.handshake = Handshake::line;
    CHECK(printed.took <= print(guarded.settings(), guarded, job).took + 700ms);
}

TEST_CASE("a buffer of 45 bytes without handshake takes texts whole", "[printer]") {
    auto setup = fast_line_without_handshake();
    setup.build.receive_buffer = 45;
    std::vector<std::uint8_t> bytes{0x1B, 0x40};
    for (int line = 0; line < 20; ++line) {
        const std::string text = "We are sorry that this was not in your bag.\n";
        bytes.insert(bytes.end(), text.begin(), text.end());
    }
    bytes.insert(bytes.end(), {0x1D, 0x56, 0x00});
    const auto printed = print(setup.settings(), setup, {"texts", bytes, ConfirmationId::of_number(1)});
    CHECK(printed.dropped == 0);
    CHECK(printed.whole);
    CHECK(printed.outcome == Outcome::printed);
}

TEST_CASE("a buffer of 45 bytes without handshake takes pictures whole", "[printer]") {
    auto setup = fast_line_without_handshake();
    setup.build.receive_buffer = 45;
    setup.baud = GENERATE(9'600, 38'400, 115'200);
    CAPTURE(setup.baud);
    const auto printed = print(setup.settings(), setup, long_page(setup.settings()));
    CHECK(printed.dropped == 0);
    CHECK(printed.whole);
    CHECK(printed.outcome == Outcome::printed);
}

TEST_CASE("a printer that is held in a long page loses nothing of it", "[printer]") {
    const auto setup = fast_line_without_handshake();
    const auto settings = setup.settings();
    const auto after = GENERATE(500, 3'000, 5'000, 9'000, 15'000);
    CAPTURE(after);
    const auto printed = print(settings, setup, long_page(settings), [&](VirtualPrinting& printing) {
        printing.printer.when_received(static_cast<std::size_t>(after), [&](PrinterOnLine& printer) {
            printer.set_paper(PaperState::end);
            printing.time.plan(20min, [&] { printing.printer.set_paper(PaperState::ok); });
        });
    });
    CHECK(printed.dropped == 0);
    CHECK(printed.whole);
    CHECK(printed.outcome == Outcome::printed);
}

TEST_CASE("a printer that answers no marker, or nothing at all, prints all the same", "[printer]") {
    const bool answers_nothing = GENERATE(true, false);
    auto setup = fast_line_without_handshake();
    setup.build.dots_per_second.reset();
    setup.build.ignores_markers = true;
    const auto settings = setup.settings();
    const auto job = long_page(settings);
    VirtualPrinting printing(settings, setup.build, setup.line());
    if (answers_nothing)
        printing.printer.mute(true);
    printing.time.plan(5s, [&] { printing.post(job); });
    REQUIRE(printing.run_until([&] { return printing.outcome_of(job.id).has_value(); }));
    CHECK(printing.outcome_of(job.id) == (answers_nothing ? Outcome::unconfirmed : Outcome::printed));
    REQUIRE(printing.printer.engine().finished_papers().size() == 1);
    CHECK(bears(printing.printer.engine().finished_papers()[0], job.bytes));
}

TEST_CASE("room is what was sent and is not known to be processed, and markers come about every quarter", "[printer]") {
    const MonotonicTime start{1h};
    BufferCredits credits(4096);
    CHECK(credits.room(0) == 3840);
    CHECK(credits.room(1000) == 2840);
    CHECK(credits.room(5000) == 0);
    CHECK_FALSE(credits.wants_marker(511, false));
    CHECK(credits.wants_marker(512, false));
    credits.marked(1027, start);
    CHECK_FALSE(credits.wants_marker(1027, true)); // the open one will tell
    CHECK(credits.wants_marker(1539, false));
    credits.marked(2054, start);
    credits.answered(start + 1s);
    CHECK(credits.room(2054) == 3840 - 1027);

    credits.watch(start + 8s, true, true); // held
    credits.watch(start + 9s, false, true);
    CHECK_FALSE(credits.wants_marker(2055, true));
    credits.watch(start + 9500ms, false, false);
    CHECK_FALSE(credits.wants_marker(2055, true));
    credits.watch(start + 9500ms, false, true);
    CHECK(credits.wants_marker(2055, true)); // once more
    credits.marked(2058, start + 9500ms);
    credits.watch(start + 10'900ms, false, true);
    CHECK(credits.limits());
    credits.watch(start + 11s, false, true);
    CHECK_FALSE(credits.limits());
    CHECK(credits.room(100'000) == BufferCredits::unlimited);
    CHECK_FALSE(credits.wants_marker(100'000, true));
    credits.answered(start + 12s);
    CHECK(credits.limits());

    credits.came_to(3000);
    CHECK(credits.room(3000) == 3840);
    CHECK(credits.wants_marker(3001, true));
    credits.forget();
    CHECK(credits.processed() == 3000);

    const BufferCredits guarded(std::nullopt);
    CHECK(guarded.room(100'000) == BufferCredits::unlimited);
    CHECK_FALSE(guarded.wants_marker(100'000, true));
}

TEST_CASE("pieces of a picture fit twice into a buffer that nothing guards", "[printer]") {
    const auto [buffer, flow, path, expected] =
        GENERATE(table<std::optional<unsigned>, FlowControl, std::string, unsigned>({
            {4096, FlowControl::none, "/dev/ttyUSB0", 1920},
            {std::nullopt, FlowControl::none, "/dev/ttyUSB0", 1920},
            {16'384, FlowControl::none, "/dev/ttyUSB0", 4096},
            {45, FlowControl::none, "/dev/ttyUSB0", 256},
            {4096, FlowControl::rts_cts, "/dev/ttyUSB0", 4096},
            {4096, FlowControl::none, "tcp://10.0.0.9", 4096},
            {4096, FlowControl::none, "file:/tmp/slips.bin", 4096},
        }));
    auto profile = makegood::testing::receipt_printer();
    profile.buffer_bytes = buffer;
    CHECK(at_port(profile, {path, {.baud = 115'200, .flow_control = flow}}).longest_band_bytes == expected);
}
