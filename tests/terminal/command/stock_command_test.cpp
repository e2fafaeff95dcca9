#include "terminal/command/commands.hpp"
#include "terminal/command/csv_line.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <fstream>
#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::Heard;

namespace {

// A shop where a litre of milk was lost and replaced on 4 May 2026, and nothing is known of its goods.
struct StockRoom : TemporaryFolder, DeskWorld {
    StockRoom() : DeskWorld(path()) {
        fill();
        case_id = handle(claim(LineNumber(1), 1000)).value().id;
        const GiveRemedy give{request(), cashier, case_id, {Remedy::replacement}, Language::english};
        grant = handle(give).value().remedy->grant;
        close();
    }

    std::filesystem::path file(const char* name, const std::string& text) {
        const auto file = path() / name;
        std::ofstream(file) << text;
        return file;
    }

    template <class Run>
    Exit run(Run command, bool json = false) {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", "en");
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        const auto exit = command(console);
        out = told.text();
        return exit;
    }
    Exit import(ImportOptions options) {
        options.data = path();
        return run([&](const Console& console) { return import_command(console, options); });
    }
    Exit stock(const std::string& code, bool json = false) {
        return run([&](const Console& console) { return stock_command(console, path(), code); }, json);
    }
    Exit exported(std::optional<Date> from, std::optional<Date> to, bool json = false) {
        return run([&](const Console& console) { return stock_export_command(console, {path(), from, to}); }, json);
    }

    CaseId case_id;
    GrantId grant;
    std::string out;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

} // namespace

TEST_CASE("what is known of some goods is told under any spelling of their code") {
    StockRoom room;
    CHECK(
        room.import({.products = {room.file("list.csv", "code,name,price,currency\n5000112637922,Milk 1 l,1.95,GBP\n")},
                     .counts = {room.file("hall.csv", "code,counted,expected,counted_at\n"
                                                      "05000112637922,8,7,2011-10-05T21:30\n"
                                                      "5000112637922,many,7,2011-10-06\n")}}) == Exit::partly_done);
    CHECK(holds(room.out, "list.csv: 1 rows. Stored 1, rejected 0, skipped 0"));
    CHECK(holds(room.out, "hall.csv: 2 rows. Stored 1, rejected 1, skipped 0"));

    CHECK(room.stock("05000112637922") == Exit::done);
    CHECK(holds(room.out, "Milk 1 l (5000112637922): £1.95 each."));
    CHECK(holds(room.out, "counted 8, expected 7"));
    CHECK(holds(room.out, "-1, lost (case " + room.case_id.text() + ")"));
    CHECK(room.stock("5000112637922", true) == Exit::done);
    CHECK(holds(room.out, "\"price\": \"1.95\""));
    CHECK(room.stock("none") == Exit::refused);
}

TEST_CASE("movements are exported with the days asked for, each with an id that stays") {
    StockRoom room;
    const auto id = room.grant.text() + "/1";
    const auto line =
        "\"" + id + "\",\"2026-05-04T10:00:00\",\"5000112637922\",\"-1\",\"lost\",\"" + room.case_id.text() + "\"\n";
    const std::string heading = "\"id\",\"moved_at\",\"code\",\"quantity\",\"reason\",\"case\"\n";
    const auto the_day = *Date::from_iso("2026-05-04");
    struct Row {
        std::optional<Date> from, to;
        bool is_told;
    };
    const Row rows[] = {{{}, {}, true},
                        {the_day, the_day, true},
                        {Date{the_day.days_since_1970 + 1}, {}, false},
                        {{}, Date{the_day.days_since_1970 - 1}, false}};
    for (const auto& row : rows) {
        CHECK(room.exported(row.from, row.to) == Exit::done);
        CHECK(room.out == heading + (row.is_told ? line : ""));
    }
    CHECK(room.exported({}, {}, true) == Exit::done);
    CHECK(holds(room.out, "\"id\": \"" + id + "\""));
    CHECK(holds(room.out, "\"quantity\": -1"));
}

TEST_CASE("a cell that a spreadsheet would take for a formula is none, and a number stays a number") {
    const std::pair<const char*, const char*> rows[] = {
        {"milk", "\"milk\""},
        {"=1+1", "\"'=1+1\""},
        {"-1", "\"-1\""},
        {"-0.742", "\"-0.742\""},
        {"-1+cmd", "\"'-1+cmd\""},
        {"-", "\"'-\""},
        {"@SUM", "\"'@SUM\""},
        {"a \"b\"\nc", "\"a \"\"b\"\" c\""},
        {"", "\"\""},
    };
    for (const auto& [text, field] : rows)
        CHECK(csv_field(text) == field);
}
