#include "terminal/export/journal_export.hpp"

#include "terminal/feeds/csv_reader.hpp"
#include "terminal/json/json_value.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

using namespace makegood;
using namespace makegood::storage;

namespace {

struct Shop : TemporaryFolder, DeskWorld {
    Shop() : DeskWorld(path() / "data") { fill(); }

    std::string exported(const JournalExport& wanted = {}) {
        std::ostringstream out;
        must(export_journal(storage->connection(), wanted, out));
        return out.str();
    }

    void note(const std::string& item, CivilTime at) {
        clock.civil = at;
        must(storage->handle(NoteFound{
                 .request = request(), .finder = cashier, .item = item, .quantity = one_unit, .found_at = clock.civil}))
            .value();
    }

    // What the independent program says of these lines; its last line is the exit code.
    std::string verified(const std::string& lines) const {
        const auto file = path() / "journal.jsonl";
        std::ofstream(file, std::ios::binary) << lines;
        FILE* pipe = popen(
            ("python3 " MAKEGOOD_SOURCE_DIR "/docs/verify_journal.py '" + file.string() + "' 2>&1; echo $?").c_str(),
            "r");
        REQUIRE(pipe);
        std::string told;
        for (char buffer[4096]; std::fgets(buffer, sizeof buffer, pipe);)
            told += buffer;
        pclose(pipe);
        return told;
    }
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line + '\n';
    return text;
}

std::string member(const std::string& line, std::string_view name) {
    const auto json = parse_json(line);
    REQUIRE(json);
    const auto found = std::ranges::find(json->names, name);
    REQUIRE(found != json->names.end());
    return json->items[static_cast<std::size_t>(found - json->names.begin())].text;
}

std::vector<std::string> items_in(const std::string& lines) {
    std::vector<std::string> items;
    for (const auto& line : lines_of(lines))
        if (member(line, "type") == "left_behind.found") {
            const auto body = member(line, "body");
            const auto begin = body.find("\"item\":\"") + 8;
            items.push_back(body.substr(begin, body.find('"', begin) - begin));
        }
    return items;
}

} // namespace

TEST_CASE("a program that knows only SHA-256 verifies the lines and finds what was done to them", "[export]") {
    Shop shop;
    shop.approved(LineNumber(1), 1000);
    shop.note("کیسهٔ سیب \"قرمز\"\n", shop.clock.civil);
    const auto text = shop.exported();
    const auto lines = lines_of(text);
    const auto head = must(shop.storage->verify()).head;
    REQUIRE(head.seq == std::ssize(lines));
    CHECK(shop.verified(text) ==
          "lane-1: up to event " + std::to_string(head.seq) + ", " + member(lines.back(), "hash") + "\n0\n");

    SECTION("changed") {
        auto changed = lines;
        const auto at = changed[4].find("cashier");
        REQUIRE(at != std::string::npos);
        changed[4].replace(at, 7, "manager");
        CHECK_THAT(shop.verified(joined(changed)), Catch::Contains("lane-1, event 5: its content is not what was"));
    }
    SECTION("removed") {
        auto shorter = lines;
        shorter.erase(shorter.begin() + 4);
        CHECK_THAT(shop.verified(joined(shorter)), Catch::Contains("lane-1, event 6: it stands after event 4"));
    }
    SECTION("swapped") {
        auto swapped = lines;
        std::swap(swapped[4], swapped[5]);
        const auto told = shop.verified(joined(swapped));
        CHECK_THAT(told, Catch::Contains("lane-1, event 6: it stands after event 4"));
        CHECK_THAT(told, Catch::Contains("\n1\n"));
    }
}

TEST_CASE("the example of the document is verified", "[export]") {
    std::ifstream stream(MAKEGOOD_SOURCE_DIR "/docs/journal.md");
    std::string example;
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with("{\"terminal\""))
            example = line;
    const Shop shop;
    CHECK(shop.verified(example) ==
          "lane-1: up to event 1, 62e9117697b3a9869d64af4719d46f344ea73096d41f12c0103314feacabe823\n0\n");
}

TEST_CASE("a line tells who, when, and of which case", "[export]") {
    Shop shop;
    const auto given = shop.approved(LineNumber(1), 1000);
    const auto lines = lines_of(shop.exported({.names = {{cashier, "Ellen Marsh"}}}));
    const auto granted =
        std::ranges::find_if(lines, [](const std::string& line) { return member(line, "type") == "grant.given"; });
    const auto asked =
        std::ranges::find_if(lines, [](const std::string& line) { return member(line, "type") == "approval.asked"; });
    REQUIRE((granted != lines.end() && asked != lines.end()));
    CHECK(member(*granted, "case") == given.id.text());
    CHECK(member(*granted, "at") == "2026-05-04T10:00:00");
    CHECK(member(*asked, "case") == given.id.text());
    CHECK(member(*asked, "actor") == "cashier");
    CHECK(member(*asked, "name") == "Ellen Marsh");
}

TEST_CASE("days are business days, and between the first and the last nothing is left out", "[export]") {
    Shop shop;
    shop.note("first", *CivilTime::from_iso("2026-05-05T02:59"));
    shop.note("second", *CivilTime::from_iso("2026-05-05T03:00"));
    shop.note("by a wrong clock", *CivilTime::from_iso("1970-01-01T00:00"));
    shop.note("third", *CivilTime::from_iso("2026-05-06T01:00"));
    shop.note("fourth", *CivilTime::from_iso("2026-05-06T03:00"));
    using Items = std::vector<std::string>;
    const auto of = [&](const char* from, const char* until) {
        return items_in(shop.exported(
            {.from = Date::from_iso(from), .until = Date::from_iso(until), .business_day_ends_minute = 180}));
    };
    CHECK(of("2026-05-04", "2026-05-04") == Items{"first"});
    CHECK(of("2026-05-05", "2026-05-05") == Items{"second", "by a wrong clock", "third"});
    CHECK(of("2026-05-05", "") == Items{"second", "by a wrong clock", "third", "fourth"});
    CHECK(of("2026-05-07", "").empty());
}

TEST_CASE("the table has a row of one line for each event, and no formula", "[export]") {
    Shop shop;
    const StaffId sly("=1+1");
    must(shop.storage->enrol({.member = {sly, {"@SUM(A1)", "@SUM(A1)"}, StaffRole::cashier, Language::english}},
                             {sly, shop.request()}));
    const auto text = shop.exported({.format = JournalFormat::csv, .names = {{sly, "@SUM(A1)"}}});
    const auto events = must(shop.storage->verify()).events;
    CHECK(std::ranges::count(text, '\n') == events + 1);

    feeds::MemoryBytes bytes(text);
    feeds::CsvReader reader(bytes);
    std::vector<feeds::CsvRecord> rows;
    for (feeds::CsvRecord row; reader.next(row).value();)
        rows.push_back(row);
    REQUIRE(std::ssize(rows) == events + 1);
    CHECK(rows[0].fields == std::vector<std::string>{"terminal", "epoch", "number", "time", "actor", "name", "type",
                                                     "case", "body", "hash"});
    const auto& last = rows.back().fields;
    REQUIRE(last.size() == 10);
    CHECK(last[2] == std::to_string(events));
    CHECK(last[3] == "2026-05-04T10:00:00");
    CHECK(last[4] == "'=1+1");
    CHECK(last[5] == "'@SUM(A1)");
    CHECK(last[6] == "staff.enrolled");
}

TEST_CASE("a body that is no text is exported as it is, and its change is found", "[export]") {
    Shop shop;
    PlainDatabase plain(database_of(shop.place.folder));
    plain.allow_changes();
    REQUIRE(plain.run("UPDATE event SET body = x'ff3d' WHERE seq = 2"));
    const auto text = shop.exported();
    CHECK(member(lines_of(text)[1], "body_hex") == "ff3d");
    CHECK_THAT(shop.verified(text), Catch::Contains("lane-1, event 2: its content is not what was hashed"));
}
