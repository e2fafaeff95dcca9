#include "drivers/printer/status.hpp"

#include "tests/support/catch.hpp"

#include <random>

using namespace makegood::drivers;

namespace {

using Bytes = std::vector<std::uint8_t>;

const Bytes online_ok{0x10, 0x00, 0x00, 0x00};

// A reader that has heard enough to believe what comes next; online, paper ok.
StatusReader trusting() {
    StatusReader reader;
    reader.feed(online_ok);
    reader.feed(online_ok);
    return reader;
}

constexpr PrinterStatus all_well{PaperState::ok, CoverState::closed, FaultState::none, DrawerPin::low};

PrinterStatus with_paper(PaperState paper) {
    PrinterStatus status = all_well;
    status.paper = paper;
    return status;
}

PrinterStatus with_fault(FaultState fault) {
    PrinterStatus status = all_well;
    status.fault = fault;
    return status;
}

PrinterStatus with_cover_open() {
    PrinterStatus status = all_well;
    status.cover = CoverState::open;
    return status;
}

PrinterStatus with_drawer_high() {
    PrinterStatus status = all_well;
    status.drawer = DrawerPin::high;
    return status;
}

} // namespace

TEST_CASE("automatic status, bit by bit", "[printer]") {
    struct Row {
        const char* what;
        Bytes bytes;
        PowerState power;
        PrinterStatus expected;
    };
    const std::vector<Row> rows{
        {"all well", {0x10, 0x00, 0x00, 0x00}, PowerState::online, all_well},
        {"drawer pin high", {0x14, 0x00, 0x00, 0x00}, PowerState::online, with_drawer_high()},
        {"offline", {0x18, 0x00, 0x00, 0x00}, PowerState::offline, all_well},
        {"cover open", {0x38, 0x00, 0x00, 0x00}, PowerState::offline, with_cover_open()},
        {"cutter", {0x18, 0x08, 0x00, 0x00}, PowerState::offline, with_fault(FaultState::cutter)},
        {"unrecoverable", {0x18, 0x20, 0x00, 0x00}, PowerState::offline, with_fault(FaultState::unrecoverable)},
        {"head hot", {0x18, 0x40, 0x00, 0x00}, PowerState::offline, with_fault(FaultState::recovers_by_itself)},
        {"near end", {0x10, 0x00, 0x03, 0x00}, PowerState::online, with_paper(PaperState::near_end)},
        {"end", {0x18, 0x00, 0x0F, 0x00}, PowerState::offline, with_paper(PaperState::end)},
        {"the reserved byte says nothing", {0x10, 0x00, 0x00, 0x0F}, PowerState::online, all_well},
        {"XON and XOFF between",
         {0x13, 0x18, 0x13, 0x00, 0x11, 0x0F, 0x13, 0x00},
         PowerState::offline,
         with_paper(PaperState::end)},
        {"a block between",
         {0x18, 0x00, 0x37, 0x25, 0x00, 0x0F, 0x00},
         PowerState::offline,
         with_paper(PaperState::end)},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        StatusReader reader = trusting();
        CHECK(reader.feed(row.bytes).unreadable == 0);
        CHECK(reader.power() == row.power);
        CHECK(reader.status() == row.expected);
    }
}

TEST_CASE("answers are read by the question that was asked", "[printer]") {
    struct Row {
        const char* what;
        StatusQuestion question;
        std::uint8_t answer;
        PowerState power;
        PrinterStatus expected;
    };
    const Row row = GENERATE(values<Row>({
        {"online", StatusQuestion::printer, 0x12, PowerState::online, all_well},
        {"offline", StatusQuestion::printer, 0x1A, PowerState::offline, all_well},
        {"drawer", StatusQuestion::printer, 0x16, PowerState::online, with_drawer_high()},
        {"cover closed", StatusQuestion::offline_cause, 0x12, PowerState::online, all_well},
        {"cover open", StatusQuestion::offline_cause, 0x16, PowerState::online, with_cover_open()},
        {"no fault", StatusQuestion::error_cause, 0x12, PowerState::online, all_well},
        {"mechanical", StatusQuestion::error_cause, 0x16, PowerState::online, with_fault(FaultState::recoverable)},
        {"cutter", StatusQuestion::error_cause, 0x1A, PowerState::online, with_fault(FaultState::cutter)},
        {"unrecoverable", StatusQuestion::error_cause, 0x32, PowerState::online, with_fault(FaultState::unrecoverable)},
        {"head hot", StatusQuestion::error_cause, 0x52, PowerState::online, with_fault(FaultState::recovers_by_itself)},
        {"paper ok", StatusQuestion::paper, 0x12, PowerState::online, all_well},
        {"near end", StatusQuestion::paper, 0x1E, PowerState::online, with_paper(PaperState::near_end)},
        {"end", StatusQuestion::paper, 0x7E, PowerState::online, with_paper(PaperState::end)},
    }));
    CAPTURE(row.what);
    StatusReader reader = trusting();
    reader.asked(row.question);
    const auto replies = reader.feed(Bytes{row.answer});
    CHECK(replies.answered);
    CHECK(reader.power() == row.power);
    CHECK(reader.status() == row.expected);
}

TEST_CASE("answers, blocks and XOFF may fall into an automatic status at every place", "[printer]") {
    const Bytes status{0x18, 0x00, 0x0F, 0x00};
    const Bytes between{0x13, 0x12, 0x11, 0x37, 0x22, 'a', 'b', 'c', 'd', 0x00};
    for (std::size_t place = 0; place <= status.size(); ++place)
        for (std::size_t split = 0; split <= status.size() + between.size(); ++split) {
            Bytes bytes = status;
            bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place), between.begin(), between.end());
            StatusReader reader = trusting();
            reader.asked(StatusQuestion::error_cause);
            const auto first = reader.feed(std::span(bytes).first(split));
            const auto second = reader.feed(std::span(bytes).subspan(split));
            CAPTURE(place, split);
            CHECK(first.unreadable + second.unreadable == 0);
            CHECK((first.answered || second.answered));
            CHECK((first.automatic || second.automatic));
            CHECK(first.confirmed.size() + second.confirmed.size() == 1);
            CHECK(reader.status() == with_paper(PaperState::end));
        }
}

TEST_CASE("a finished job is named by its id, a clipped or foreign block names none", "[printer]") {
    StatusReader reader;
    CHECK(reader.feed(Bytes{0x37, 0x22, ' ', ' ', '!', '~', 0x00}).confirmed ==
          std::vector{ConfirmationId{{' ', ' ', '!', '~'}}});
    CHECK(reader.feed(Bytes{0x37, 0x22, 'a', 'b', 0x00}).confirmed.empty());
    CHECK(reader.feed(Bytes{0x37, 0x25, 'a', 'b', 'c', 'd', 0x00}).confirmed.empty());
    CHECK(reader.feed(Bytes{0x37, 0x22, 'a', 'b', 'c', 'd', 'e', 'f'}).unreadable == 8);
}

TEST_CASE("a processed marker counts only when it was asked for", "[printer]") {
    StatusReader reader;
    CHECK(reader.feed(Bytes{0x00}).processed == 0);
    reader.asked_processed();
    CHECK(reader.feed(Bytes{0x00}).processed == 1);
    CHECK(reader.feed(Bytes{0x00}).processed == 0);
}

TEST_CASE("before it heard enough, and from an answer that nobody asked for, nothing is known", "[printer]") {
    StatusReader reader;
    CHECK(reader.feed(Bytes{0x12, 0x12, 0x12}).unreadable == 3);
    reader.feed(online_ok);
    CHECK(reader.status() == PrinterStatus{});
    CHECK(reader.power() == PowerState::unknown);
    reader.feed(online_ok);
    CHECK(reader.status() == all_well);
}

TEST_CASE("garbage never reads as paper ok, and eight clean bytes after it are believed", "[printer]") {
    std::mt19937 random(20111205);
    std::uniform_int_distribution<int> byte(0, 255);
    std::size_t garbled = 0;
    for (int round = 0; round < 2000; ++round) {
        StatusReader reader;
        for (int i = 0; i < 64; ++i) {
            reader.asked(static_cast<StatusQuestion>(1 + i % 4));
            reader.feed(Bytes{static_cast<std::uint8_t>(byte(random))});
        }
        garbled += reader.status().paper == PaperState::ok ? 1 : 0;
        // Whatever is open is closed by at most eight bytes; then eight are believed.
        reader.feed(Bytes(8, 0xFF));
        reader.feed(Bytes{0x18, 0x00, 0x0F, 0x00});
        reader.feed(Bytes{0x18, 0x00, 0x0F, 0x00});
        CHECK(reader.status() == with_paper(PaperState::end));
    }
    CHECK(garbled == 0);
}
