#include "drivers/simulated/printer_engine.hpp"

#include "tests/support/catch.hpp"

using namespace makegood::drivers;

namespace {

PaperBytes answers_to(PrinterEngine& printer, const PaperBytes& bytes) {
    printer.answers().clear();
    printer.receive(bytes);
    printer.work({});
    return printer.answers();
}

} // namespace

TEST_CASE("the simulated printer answers as the manual says", "[simulated]") {
    struct Row {
        const char* what;
        PaperState paper;
        CoverState cover;
        PaperBytes sent;
        PaperBytes answered;
    };
    const PaperBytes questions{0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 3, 0x10, 0x04, 4};
    const std::vector<Row> rows{
        {"all well", PaperState::ok, CoverState::closed, questions, {0x12, 0x12, 0x12, 0x12}},
        {"near end", PaperState::near_end, CoverState::closed, questions, {0x12, 0x12, 0x12, 0x1E}},
        {"paper end", PaperState::end, CoverState::closed, questions, {0x1A, 0x32, 0x12, 0x7E}},
        {"cover open", PaperState::ok, CoverState::open, questions, {0x1A, 0x16, 0x12, 0x12}},
        {"inside a picture",
         PaperState::ok,
         CoverState::closed,
         {0x1D, 0x76, 0x30, 0, 3, 0, 1, 0, 0x10, 0x04, 4},
         {0x12}},
        {"automatic status", PaperState::near_end, CoverState::closed, {0x1D, 0x61, 0x0F}, {0x10, 0x00, 0x03, 0x00}},
        {"processed", PaperState::ok, CoverState::closed, {0x1D, 0x72, 1}, {0x00}},
        {"not processed without paper", PaperState::end, CoverState::closed, {0x1D, 0x72, 1}, {}},
        {"printed",
         PaperState::ok,
         CoverState::closed,
         {0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 'a', 'b', 'c', 'd'},
         {0x37, 0x22, 'a', 'b', 'c', 'd', 0x00}},
        {"not printed without paper",
         PaperState::end,
         CoverState::closed,
         {0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 'a', 'b', 'c', 'd'},
         {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        PrinterEngine printer;
        printer.set_paper(row.paper);
        printer.set_cover(row.cover);
        CHECK(answers_to(printer, row.sent) == row.answered);
    }
}

TEST_CASE("papers are parted at the cut and hold what was printed on them", "[simulated]") {
    PrinterEngine printer;
    answers_to(printer, {0, 0, 'A', 0x0A, 0x10, 0x04, 1, 0x1D, 0x56, 0x00, 'B', 0x1B, 0x69, 'C'});
    CHECK(printer.finished_papers() == std::vector<PaperBytes>{{'A', 0x0A, 0x1D, 0x56, 0x00}, {'B', 0x1B, 0x69}});
}

TEST_CASE("the drawer opens by either command, also from inside a picture", "[simulated]") {
    PrinterEngine printer;
    answers_to(printer, {0x1B, 0x70, 0x00, 25, 250});
    CHECK(printer.drawer_openings() == 1);
    answers_to(printer, {0x10, 0x14, 0x01, 0x00, 0x01});
    CHECK(printer.drawer_openings() == 2);
    answers_to(printer, {0x1D, 0x76, 0x30, 0, 5, 0, 1, 0, 0x10, 0x14, 0x01, 0x01, 0x01});
    CHECK(printer.drawer_openings() == 3);
}

TEST_CASE("paper ends inside a job and the rest waits in the buffer", "[simulated]") {
    PrinterEngine printer;
    printer.end_paper_after(2);
    answers_to(printer, {'A', 'B', 'C', 0x1D, 0x56, 0x00});
    CHECK(printer.finished_papers().empty());
    CHECK(printer.free_space() == 4096 - 4);
    printer.set_paper(PaperState::ok);
    printer.work({});
    CHECK(printer.finished_papers() == std::vector<PaperBytes>{{'A', 'B', 'C', 0x1D, 0x56, 0x00}});
}

TEST_CASE("switching off loses the buffer and the settings", "[simulated]") {
    PrinterEngine printer;
    answers_to(printer, {0x1D, 0x61, 0x0F, 'A', 0x1D, 0x76, 0x30});
    printer.power_off();
    CHECK(answers_to(printer, {'B', 0x1D, 0x56, 0x00}).empty());
    printer.answers().clear();
    printer.set_paper(PaperState::near_end);
    CHECK(printer.answers().empty());
    CHECK(printer.finished_papers() == std::vector<PaperBytes>{{'A', 'B', 0x1D, 0x56, 0x00}});
}

TEST_CASE("resetting ends the automatic status", "[simulated]") {
    PrinterEngine printer;
    answers_to(printer, {0x1D, 0x61, 0x0F});
    CHECK(printer.tells_status_by_itself());
    answers_to(printer, {0x1B, 0x40});
    CHECK_FALSE(printer.tells_status_by_itself());
    printer.set_cover(CoverState::open);
    CHECK(printer.answers().empty());
}
