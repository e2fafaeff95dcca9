#include "drivers/printer/printer_thread.hpp"

#include "drivers/escpos/encode.hpp"
#include "drivers/simulated/simulated_printer.hpp"
#include "tests/drivers/printer/printed_slips.hpp"
#include "tests/drivers/printer_fixture.hpp"
#include "tests/drivers/simulated_lines.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"

#include <algorithm>
#include <array>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

// One receipt: text, a picture of `rows` rows of 8 bytes, feed and cut.
std::vector<std::uint8_t> receipt(const std::string& text, std::uint8_t rows) {
    const std::string printed = "\x1B@" + text + "\n";
    std::vector<std::uint8_t> bytes(printed.begin(), printed.end());
    bytes.insert(bytes.end(), {0x1D, 0x76, 0x30, 0x00, 8, 0, rows, 0});
    bytes.insert(bytes.end(), std::size_t{8} * rows, 0xA5);
    bytes.insert(bytes.end(), {0x1B, 0x64, 0x03, 0x1D, 0x56, 0x00});
    return bytes;
}

PrintJob job(const std::string& id, std::uint32_t number, std::uint8_t rows = 20) {
    return {id, receipt("slip " + id, rows), ConfirmationId::of_number(number)};
}

bool ends_with(const PaperBytes& paper, const std::vector<std::uint8_t>& bytes) {
    return paper.size() >= bytes.size() && std::equal(bytes.rbegin(), bytes.rend(), paper.rbegin());
}

} // namespace

TEST_CASE("a job is printed once and confirmed by its id", "[printer]") {
    PrinterAtPort counter;
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(thread.post(job("a", 1)));
    REQUIRE(thread.post(job("b", 2)));
    CHECK(counter.events.wait_for_outcome("a") == Outcome::printed);
    CHECK(counter.events.wait_for_outcome("b") == Outcome::printed);
    const auto papers = counter.wait_for_papers(2);
    REQUIRE(papers.size() == 2);
    CHECK(ends_with(papers[0], job("a", 1).bytes));
    CHECK(papers[1] == job("b", 2).bytes);
    const auto states = counter.events.of<StatusUpdateEvent>();
    REQUIRE(!states.empty());
    CHECK(states.back().power == PowerState::online);
    CHECK(states.back().printer == PrinterStatus{PaperState::ok, CoverState::closed, FaultState::none, DrawerPin::low});
}

TEST_CASE("a job that waits is cancelled, one on its way goes on", "[printer]") {
    PrinterAtPort counter(20'000);
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    counter.printer->set_cover(CoverState::open);
    REQUIRE(counter.events.wait_for<StatusUpdateEvent>(
        [](const auto& event) { return event.printer.cover == CoverState::open; }));
    for (const auto* id : {"a", "b", "c"})
        REQUIRE(thread.post(job(id, static_cast<std::uint32_t>(id[0]))));
    REQUIRE(thread.cancel("a"));
    REQUIRE(thread.cancel("c"));
    CHECK(counter.events.wait_for_outcome("a") == Outcome::cancelled);
    counter.printer->set_cover(CoverState::closed);
    CHECK(counter.events.wait_for_outcome("b") == Outcome::printed);
    CHECK(counter.events.wait_for_outcome("c") == Outcome::cancelled);

    const auto begun = counter.printer->received_bytes();
    REQUIRE(thread.post(job("d", 4, 200)));
    while (counter.printer->received_bytes() < begun + 300)
        std::this_thread::sleep_for(1ms);
    REQUIRE(thread.cancel("d"));
    CHECK(counter.events.wait_for_outcome("d") == Outcome::printed);
    const auto papers = counter.wait_for_papers(2);
    REQUIRE(papers.size() == 2);
    CHECK(ends_with(papers[0], job("b", 'b').bytes));
    CHECK(ends_with(papers[1], job("d", 4, 200).bytes));
}

TEST_CASE("a job that is announced sends no byte before it may begin", "[printer]") {
    PrinterAtPort counter;
    auto settings = counter.settings;
    settings.announces_jobs = true;
    PrinterThread thread(settings, counter.events.queue);
    const auto begins = [&](const std::string& id) {
        return counter.events.wait_for<OutputBeginEvent>([&](const auto& event) { return event.job_id == id; })
            .has_value();
    };
    for (const auto* id : {"a", "b", "c"})
        REQUIRE(thread.post(job(id, static_cast<std::uint32_t>(id[0]))));
    REQUIRE(begins("a"));
    REQUIRE(thread.begin("b")); // not its turn: it says nothing
    REQUIRE(thread.cancel("a"));
    CHECK(counter.events.wait_for_outcome("a") == Outcome::cancelled); // so not a byte of it was sent

    REQUIRE(begins("b"));
    REQUIRE(thread.begin("b"));
    CHECK(counter.events.wait_for_outcome("b") == Outcome::printed);

    REQUIRE(begins("c"));
    counter.printer->unplug();
    REQUIRE(counter.events.wait_for_power(PowerState::absent));
    counter.printer->plug_in_again();
    REQUIRE(thread.begin("c"));
    CHECK(counter.events.wait_for_outcome("c") == Outcome::printed);
    const auto papers = counter.wait_for_papers(2);
    REQUIRE(papers.size() == 2);
    CHECK(ends_with(papers[0], job("b", 'b').bytes));
    CHECK(ends_with(papers[1], job("c", 'c').bytes));
    CHECK(counter.events.of<OutputBeginEvent>().size() == 3);
}

TEST_CASE("completion as the profile has it", "[printer]") {
    const auto [completion, status, expected] = GENERATE(table<Completion, StatusDialect, Outcome>({
        {Completion::processed_marker, StatusDialect::esc_pos, Outcome::processed},
        {Completion::none, StatusDialect::esc_pos, Outcome::sent},
        {Completion::none, StatusDialect::none, Outcome::sent},
        {Completion::confirmed_by_id, StatusDialect::none, Outcome::printed},
    }));
    PrinterAtPort counter;
    auto settings = counter.settings;
    settings.completion = completion;
    settings.status = status;
    PrinterThread thread(settings, counter.events.queue);
    REQUIRE(thread.post(job("a", 7)));
    CHECK(counter.events.wait_for_outcome("a") == expected);
    CHECK(counter.wait_for_papers(1).size() == 1);
}

TEST_CASE("paper ends or the cover opens inside a job: after that is put right the same paper is completed once",
          "[printer]") {
    const bool cover = GENERATE(false, true);
    PrinterAtPort counter(20'000);
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    const auto slip = job("a", 3, 200);
    if (cover) {
        REQUIRE(thread.post(slip));
        while (counter.printer->received_bytes() < 300)
            std::this_thread::sleep_for(1ms);
        counter.printer->set_cover(CoverState::open);
        REQUIRE(counter.events.wait_for<StatusUpdateEvent>(
            [](const auto& event) { return event.printer.cover == CoverState::open; }));
    } else {
        counter.printer->end_paper_after(10);
        REQUIRE(thread.post(slip));
        REQUIRE(counter.events.wait_for_paper(PaperState::end));
    }
    std::this_thread::sleep_for(600ms);
    CHECK(counter.events.of<OutputCompleteEvent>().empty());
    if (cover)
        counter.printer->set_cover(CoverState::closed);
    else
        counter.printer->set_paper(PaperState::ok);
    CHECK(counter.events.wait_for_outcome("a") == Outcome::printed);
    const auto papers = counter.wait_for_papers(1);
    REQUIRE(papers.size() == 1);
    CHECK(ends_with(papers[0], slip.bytes));
    CHECK(counter.printer->take_papers().empty());
}

TEST_CASE("a cable pulled inside a job leaves it unconfirmed, and the next paper is whole", "[printer]") {
    // Offsets in the slip: inside ESC @, text, the picture's header, its first and last bytes, the cut.
    const auto slip = job("pulled", 4, 40);
    const std::size_t at = GENERATE(values<std::size_t>({1, 5, 16, 20, 100, 336, 342, 345}));
    PrinterAtPort counter(200'000);
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    counter.printer->unplug_after(at);
    REQUIRE(thread.post(slip));
    REQUIRE(counter.events.wait_for_power(PowerState::absent));
    counter.printer->plug_in_again();
    const auto outcome = counter.events.wait_for_outcome("pulled");
    const auto next = job("next", 5, 10);
    REQUIRE(thread.post(next));
    CHECK(counter.events.wait_for_outcome("next") == Outcome::printed);
    // A status question may have been the byte that pulled the cable: then the job was untouched and is printed after.
    const bool untouched = outcome == Outcome::printed;
    CHECK((untouched || outcome == Outcome::unconfirmed));
    const auto papers = counter.wait_for_papers(untouched ? 2 : 1);
    REQUIRE(papers.size() == (untouched ? 2 : 1));
    CHECK(ends_with(papers.front(), untouched ? slip.bytes : next.bytes));
    CHECK(ends_with(papers.back(), next.bytes));
    CHECK(counter.events.of<OutputCompleteEvent>().size() == 2);
}

TEST_CASE("a printer that is switched off inside a job leaves it unconfirmed and starts anew", "[printer]") {
    PrinterAtPort counter(4'000);
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    REQUIRE(thread.post(job("off", 6, 200)));
    const auto before = counter.printer->received_bytes();
    while (counter.printer->received_bytes() < before + 200)
        std::this_thread::sleep_for(1ms);
    counter.printer->power_off();
    CHECK(counter.events.wait_for_outcome("off") == Outcome::unconfirmed);
    CHECK(counter.events.wait_for_power(PowerState::offline));
    counter.printer->power_on();
    const auto next = job("next", 7, 10);
    REQUIRE(thread.post(next));
    CHECK(counter.events.wait_for_outcome("next") == Outcome::printed);
    const auto papers = counter.wait_for_papers(1);
    REQUIRE(papers.size() == 1);
    CHECK(ends_with(papers[0], next.bytes));
}

TEST_CASE("a printer that was off for a moment inside a job never has it printed", "[printer]") {
    // The last is back so soon that it misses one question only.
    const auto [off_for, boot_time] = GENERATE(table<std::chrono::milliseconds, std::chrono::milliseconds>(
        {{100ms, 1500ms}, {300ms, 1500ms}, {600ms, 1500ms}, {100ms, 500ms}}));
    CAPTURE(off_for.count(), boot_time.count());
    PrinterAtPort counter(11'520, boot_time);
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    PrintJob slip = job("off", 6, 10);
    for (int picture = 0; picture < 20; ++picture) {
        const auto more = receipt("and more", 200);
        slip.bytes.insert(slip.bytes.end(), more.begin(), more.end() - 3); // without its cut
    }
    const auto before = counter.printer->received_bytes();
    REQUIRE(thread.post(slip));
    while (counter.printer->received_bytes() < before + 2'000)
        std::this_thread::sleep_for(1ms);
    counter.printer->power_off();
    std::this_thread::sleep_for(off_for);
    counter.printer->power_on();
    CHECK(counter.events.wait_for_outcome("off") == Outcome::unconfirmed);
    const auto next = job("next", 7, 10);
    REQUIRE(thread.post(next));
    CHECK(counter.events.wait_for_outcome("next") == Outcome::printed);
    REQUIRE(counter.wait_for_papers(2).size() == 2);
    CHECK(counter.printer->tells_status_by_itself());
}

TEST_CASE("also on a slow line, inside a picture, a printer that was off is noticed", "[printer]") {
    PrinterAtPort counter(960);
    auto settings = counter.settings;
    settings.port.line.baud = 9600;
    Bitmap picture(512, 48); // in one piece it would take 3.2 s, and the printer is away for 1.6
    std::fill(picture.rows.begin(), picture.rows.end(), std::uint8_t{0x55});
    const auto bytes = makegood::escpos::encode(Document{{Picture{picture}, Cut{}}},
                                                on_line(makegood::testing::receipt_printer(), settings.port.line));
    REQUIRE(bytes);
    PrinterThread thread(settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    const auto before = counter.printer->received_bytes();
    REQUIRE(thread.post({"off", *bytes, ConfirmationId::of_number(31)}));
    while (counter.printer->received_bytes() < before + 200)
        std::this_thread::sleep_for(1ms);
    counter.printer->power_off();
    std::this_thread::sleep_for(100ms);
    counter.printer->power_on();
    CHECK(counter.events.wait_for_outcome("off") == Outcome::unconfirmed);
}

TEST_CASE("a printer that is only slow to answer has lost nothing", "[printer]") {
    PrinterAtPort counter(11'520);
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(counter.events.wait_for_paper(PaperState::ok));
    const auto slip = job("slow", 6, 255);
    REQUIRE(thread.post(slip));
    while (counter.printer->received_bytes() < 300)
        std::this_thread::sleep_for(1ms);
    counter.printer->stall(true);
    std::this_thread::sleep_for(700ms);
    counter.printer->stall(false);
    CHECK(counter.events.wait_for_outcome("slow") == Outcome::printed);
    const auto papers = counter.wait_for_papers(1);
    REQUIRE(papers.size() == 1);
    CHECK(ends_with(papers[0], slip.bytes));
}

TEST_CASE("a printer tells its status by itself also after a job, which begins by resetting it", "[printer]") {
    PrinterAtPort counter;
    PrinterThread thread(counter.settings, counter.events.queue);
    REQUIRE(thread.post(job("a", 1)));
    CHECK(counter.events.wait_for_outcome("a") == Outcome::printed);
    CHECK(counter.wait_for_papers(1).size() == 1);
    CHECK(counter.printer->tells_status_by_itself());
}

TEST_CASE("a printer that confirms nothing leaves the job unconfirmed; its state stays unknown", "[printer]") {
    PrinterAtPort counter;
    counter.printer->power_off();
    auto settings = counter.settings;
    settings.progress_patience = 300ms;
    PrinterThread thread(settings, counter.events.queue);
    REQUIRE(thread.post(job("a", 8)));
    CHECK(counter.events.wait_for_outcome("a") == Outcome::unconfirmed);
    for (const auto& event : counter.events.of<StatusUpdateEvent>()) {
        CHECK(event.power == PowerState::unknown);
        CHECK(event.printer == PrinterStatus{});
    }
}

TEST_CASE("a job for an absent printer fails with no byte sent, or waits for its return", "[printer]") {
    PrinterAtPort counter;
    counter.printer->unplug();
    while (counter.printer->is_plugged_in())
        std::this_thread::sleep_for(1ms);
    SECTION("it does not come back") {
        auto settings = counter.settings;
        settings.absent_patience = 200ms;
        PrinterThread thread(settings, counter.events.queue);
        REQUIRE(thread.post(job("a", 9)));
        CHECK(counter.events.wait_for_outcome("a") == Outcome::failed);
        const auto errors = counter.events.of<ErrorEvent>();
        REQUIRE(errors.size() == 1); // told once, not at each try
        CHECK(errors[0].kind == ErrorKind::device_absent);
        CHECK(errors[0].locus == ErrorLocus::output);
    }
    SECTION("it comes back") {
        PrinterThread thread(counter.settings, counter.events.queue);
        REQUIRE(thread.post(job("a", 10)));
        REQUIRE(counter.events.wait_for_power(PowerState::absent));
        counter.printer->plug_in_again();
        CHECK(counter.events.wait_for_outcome("a") == Outcome::printed);
    }
}

TEST_CASE("a printer that drops DSR gets nothing more until it raises it", "[printer]") {
    PrinterAtPort counter;
    auto settings = counter.settings;
    settings.port.line.flow_control = FlowControl::dtr_dsr;
    simulated_lines = 0;
    PrinterThread thread(settings, counter.events.queue);
    REQUIRE(thread.post(job("a", 13)));
    std::this_thread::sleep_for(200ms);
    CHECK(counter.printer->received_bytes() == 0);
    CHECK(counter.events.of<OutputCompleteEvent>().empty());
    simulated_lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CD;
    CHECK(counter.events.wait_for_outcome("a") == Outcome::printed);
}

TEST_CASE("a printer at another speed or dialect is told as unreadable, and not as paper ok", "[printer]") {
    LinkFolder folder;
    auto device = PseudoTerminal::create(folder.path / "printer");
    REQUIRE(device);
    EventLog events;
    PrinterSettings settings;
    settings.device_id = "receipt printer";
    settings.port.path = (folder.path / "printer").string();
    PrinterThread thread(settings, events.queue);
    std::jthread babble([&](const std::stop_token& stop) {
        const std::array<std::uint8_t, 5> noise{0xFF, 0x80, 0x12, 0xF0, 0x9E};
        while (!stop.stop_requested()) {
            static_cast<void>(device->write_some(noise));
            std::this_thread::sleep_for(50ms);
        }
    });
    const auto error = events.wait_for<ErrorEvent>([](const ErrorEvent&) { return true; });
    REQUIRE(error);
    CHECK(error->kind == ErrorKind::reply_unreadable);
    CHECK(error->detail == "no valid answer at 9600 baud");
    for (const auto& event : events.of<StatusUpdateEvent>())
        CHECK(event.printer == PrinterStatus{});
}

TEST_CASE("an id of another job confirms nothing, this job's own does", "[printer]") {
    LinkFolder folder;
    auto device = PseudoTerminal::create(folder.path / "printer");
    REQUIRE(device);
    EventLog events;
    PrinterSettings settings;
    settings.device_id = "receipt printer";
    settings.port.path = (folder.path / "printer").string();
    settings.port.line.baud = 115200;
    settings.status = StatusDialect::none;
    PrinterThread thread(settings, events.queue);
    REQUIRE(thread.post(job("a", 21)));
    const auto own = ConfirmationId::of_number(21);
    PaperBytes received;
    while (!ends_with(received, {own.bytes.begin(), own.bytes.end()})) {
        std::array<std::uint8_t, 64> buffer{};
        const auto count = device->read_some(buffer);
        REQUIRE(count);
        received.insert(received.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
        std::this_thread::sleep_for(1ms);
    }
    const auto confirm = [&](const ConfirmationId& id) {
        PaperBytes block{0x37, 0x22};
        block.insert(block.end(), id.bytes.begin(), id.bytes.end());
        block.push_back(0x00);
        REQUIRE(device->write_some(block));
    };
    confirm(ConfirmationId::of_number(20));
    confirm(ConfirmationId::of_number(22));
    std::this_thread::sleep_for(200ms);
    CHECK(events.of<OutputCompleteEvent>().empty());
    confirm(own);
    CHECK(events.wait_for_outcome("a") == Outcome::printed);
    confirm(own);
    std::this_thread::sleep_for(50ms);
    CHECK(events.of<OutputCompleteEvent>().size() == 1);
}

TEST_CASE("the end of the program concludes every job, at once", "[printer]") {
    PrinterAtPort counter;
    counter.printer->end_paper_after(10);
    {
        PrinterThread thread(counter.settings, counter.events.queue);
        REQUIRE(thread.post(job("on its way", 11)));
        REQUIRE(thread.post(job("waiting", 12)));
        REQUIRE(counter.events.wait_for_paper(PaperState::end));
    }
    CHECK(counter.events.wait_for_outcome("on its way") == Outcome::unconfirmed);
    CHECK(counter.events.wait_for_outcome("waiting") == Outcome::failed);
}

TEST_CASE("more jobs than the queue holds are refused, not lost", "[printer]") {
    PrinterAtPort counter;
    counter.printer->set_cover(CoverState::open);
    std::size_t taken = 0;
    {
        PrinterThread thread(counter.settings, counter.events.queue);
        for (std::uint32_t number = 0; number < 40; ++number)
            taken += thread.post(job(std::to_string(number), number)) ? 1 : 0;
        CHECK(taken >= PrintWork::most_waiting);
        CHECK(taken < 40);
    }
    CHECK(counter.events.of<OutputCompleteEvent>().size() == taken);
}

TEST_CASE("real lines: a fault at some bytes of a slip", "[printer]") {
    struct Struck {
        const char* name;
        std::size_t at;
        void (*begins)(PrinterOnLine&);
        void (*is_put_right)(SimulatedPrinter&);
        bool must_print;
        std::unique_ptr<PrinterAtPort> counter = nullptr;
        std::unique_ptr<PrinterThread> thread = nullptr;
    };
    const auto cutter = [](PrinterOnLine& p) { p.set_fault(FaultState::cutter); };
    const auto end = [](PrinterOnLine& p) { p.set_paper(PaperState::end); };
    const auto off = [](PrinterOnLine& p) { p.power_off(); };
    const auto mute = [](PrinterOnLine& p) { p.mute(true); };
    const auto noise = [](PrinterOnLine& p) { p.babble(true); };
    const auto repaired = [](SimulatedPrinter& p) { p.set_fault(FaultState::none); };
    const auto filled = [](SimulatedPrinter& p) { p.set_paper(PaperState::ok); };
    const auto on = [](SimulatedPrinter& p) { p.power_on(); };
    const auto speaks = [](SimulatedPrinter& p) { p.mute(false); };
    const auto quiet = [](SimulatedPrinter& p) { p.babble(false); };
    std::vector<Struck> all;
    for (const std::size_t at : {3U, 40U, 900U}) {
        all.push_back({"cutter", at, cutter, repaired, true});
        all.push_back({"paper end", at, end, filled, true});
        all.push_back({"power", at, off, on, false});
        all.push_back({"mute", at, mute, speaks, false});
        all.push_back({"garbage", at, noise, quiet, false});
    }
    // Beside each other, since they mostly wait.
    for (Struck& one : all) {
        one.counter = std::make_unique<PrinterAtPort>(11'520);
        one.thread = std::make_unique<PrinterThread>(one.counter->settings, one.counter->events.queue);
    }
    const auto slip = job("struck", 6, 200), next = job("next", 7, 10);
    for (Struck& one : all) {
        REQUIRE(one.counter->events.wait_for_paper(PaperState::ok));
        one.counter->printer->when_received(one.at, one.begins);
        REQUIRE(one.thread->post(slip));
    }
    std::this_thread::sleep_for(1500ms);
    for (Struck& one : all)
        one.is_put_right(*one.counter->printer);
    for (Struck& one : all) {
        CAPTURE(one.name, one.at);
        const auto outcome = one.counter->events.wait_for_outcome("struck");
        REQUIRE(outcome);
        CHECK((outcome == Outcome::printed || (!one.must_print && outcome == Outcome::unconfirmed)));
        REQUIRE(one.thread->post(next));
        CHECK(one.counter->events.wait_for_outcome("next") == Outcome::printed);
        std::size_t struck = 0, followed = 0;
        const auto papers = one.counter->wait_for_papers(1);
        for (const auto& paper : papers) {
            struck += bears(paper, slip.bytes) ? 1 : 0;
            followed += bears(paper, next.bytes) ? 1 : 0;
        }
        CHECK(struck <= 1);
        CHECK((outcome != Outcome::printed || struck == 1));
        CHECK((followed == 1 && bears(papers.back(), next.bytes)));
    }
}

TEST_CASE("a paper is seen while it comes out, in pieces that make the whole", "[simulated]") {
    const LinkFolder folder;
    auto printer = SimulatedPrinter::plug_in({.link = folder.path / "printer",
                                              .line = {.bytes_per_second = 11'520},
                                              .build = {.dots_per_second = 1200},
                                              .keeps_pieces = true});
    REQUIRE(printer);
    EventLog events;
    PrinterSettings settings;
    settings.port = {(folder.path / "printer").string(), {}};
    settings.port.line.baud = 115200;
    PrinterThread thread(settings, events.queue);
    const auto slip = job("a", 1, 200);
    REQUIRE(thread.post(slip));
    PaperBytes paper;
    std::size_t pieces = 0;
    for (bool cut = false; !cut; std::this_thread::sleep_for(5ms))
        for (const auto& piece : (*printer)->take_pieces()) {
            paper.insert(paper.end(), piece.bytes.begin(), piece.bytes.end());
            cut = piece.cut;
            ++pieces;
        }
    CHECK(pieces > 3);
    CHECK(bears(paper, slip.bytes));
    CHECK((*printer)->take_papers().empty());
}
