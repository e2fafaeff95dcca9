#include "terminal/command/commands.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <fstream>
#include <iostream>

using namespace makegood;
using makegood::testing::Heard;

namespace {

struct ReadingRoom : storage::TemporaryFolder {
    std::filesystem::path file(const char* name, const std::string& text) {
        std::ofstream(path() / name, std::ios::binary) << text;
        return path() / name;
    }
    Exit read(const TapReadOptions& options, const char* language = "en", bool json = false) {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", language);
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        const auto exit = tap_read_command(console, options);
        out = told.text();
        complaints = complained.text();
        return exit;
    }
    bool says(const std::string& part) const { return out.find(part) != out.npos; }
    bool complains(const std::string& part) const { return complaints.find(part) != complaints.npos; }

    std::string out, complaints;
};

const std::filesystem::path with_logo = MAKEGOOD_SOURCE_DIR "/tests/data/escpos/escpos-php_receipt-with-logo.bin";
const std::string small_receipt =
    "RECEIPT NO: 004-5512\nDATE: 25/12/2018 18:22\nBREAD  2.00\nMILK  3.00\nTOTAL  £5.00\n"
    "CASH  £10.00\nCHANGE  £5.00\n";

} // namespace

TEST_CASE("the bytes of a paper can be told without its words") {
    ReadingRoom room;
    const auto file = room.file("a.escpos", "\x1B@Nora bought milk\n\x1D"
                                            "V\x01");
    CHECK(room.read({.files = {file}, .hex = true}) == Exit::done);
    CHECK(room.says("1B 40 +16 0A"));
    CHECK(room.says("1D 56 01"));
    CHECK_FALSE(room.says("Nora"));
    CHECK(room.read({.files = {file}, .hex = true}, "en", true) == Exit::done);
    CHECK(room.says(R"("bytes": "1D 56 01")"));
    CHECK(room.says(R"("at": 19)"));
    CHECK(room.read({.files = {room.path() / "none"}, .hex = true}) == Exit::refused);
}

TEST_CASE("tap read shows each field of a capture, how sure it is and its line") {
    ReadingRoom room;
    REQUIRE(room.read({.files = {with_logo}}) == Exit::done);
    CHECK(room.says("Read by the template “escpos-php example”."));
    CHECK(room.says("Total: $14.25, sure · line 14, column 18: “Total $ 14.25”"));
    CHECK(room.says("Date: 6 April 2015, sure · line 21"));
    CHECK(room.says("4 products, sure"));
    CHECK(room.says("· A final item: $4.45 · line 10"));
    CHECK(room.says("Number: not found"));
    REQUIRE(room.read({.files = {with_logo}}, "en", true) == Exit::done);
    CHECK(room.says("\"value\": \"14.25\""));
}

TEST_CASE("tap read speaks Persian") {
    ReadingRoom room;
    REQUIRE(room.read({.files = {with_logo}}, "fa") == Exit::done);
    CHECK(room.says("قطعی · سطر ۱۴"));
    CHECK(room.says("۴ کالا، قطعی"));
    CHECK(room.says("شماره: پیدا نشد"));
}

TEST_CASE("tap read parts a file into receipts, cut by cut or page by page") {
    ReadingRoom room;
    const auto text = room.file("day.txt", small_receipt + "\f" + small_receipt);
    REQUIRE(room.read({.files = {text}}) == Exit::done);
    CHECK(room.says("day.txt, receipt 2 of 2"));
    CHECK(room.says("Number: 004-5512, not sure · line 8, column 13: “RECEIPT NO: 004-5512”"));
    const std::string cut = "\n\x1dV\x42\x01";
    std::string printed = small_receipt;
    for (auto at = printed.find("£"); at != printed.npos; at = printed.find("£"))
        printed.replace(at, 2, "\x9c"); // in code page 437
    const auto capture = room.file("day.bin", "\x1b@" + printed + cut + printed + cut);
    REQUIRE(room.read({.files = {capture}}) == Exit::done);
    CHECK(room.says("day.bin, receipt 2 of 2"));
    CHECK(room.says("Total: £5.00, sure"));
}

TEST_CASE("tap read says which paper is a picture and which has nothing of a receipt") {
    ReadingRoom room;
    const std::string raster("\x1b@\x1dv0\0\x01\0\x08\0\xff\x81\x81\x81\x81\x81\x81\xff\n\x1dV\x42\x01", 23);
    REQUIRE(room.read({.files = {room.file("picture.bin", raster)}}) == Exit::done);
    CHECK(room.says("This receipt came as a picture"));
    REQUIRE(room.read({.files = {room.file("hello.txt", "Hello\n")}}) == Exit::done);
    CHECK(room.says("Nothing that a receipt has was found on this paper."));
}

TEST_CASE("tap read tells what it could not read and goes on") {
    ReadingRoom room;
    const auto good = room.file("good.txt", small_receipt), empty = room.file("empty.txt", "");
    CHECK(room.read({.files = {empty}}) == Exit::refused);
    CHECK(room.complains("empty.txt: there is nothing on it to read"));
    CHECK(room.read({.files = {room.path() / "missing"}}) == Exit::refused);
    CHECK(room.complains("it is not a file that can be read"));
    CHECK(room.read({.files = {empty, good}}) == Exit::partly_done);
    CHECK(room.says("good.txt, receipt 1 of 1"));
}

TEST_CASE("tap read takes a template that the shop is writing, and says where it is wrong") {
    ReadingRoom room;
    const auto paper = room.file("paper.txt", "KARAN MART\nNr: A-17\nBROT        2   3,00\nMILCH       1   1,20\n"
                                              "Storno\nENDE        4,20\nam 05-06-18\n");
    const auto till = room.file("karan.toml", "name = \"Karan\"\ndecimal = \"comma\"\ncurrency = \"EUR\"\n"
                                              "dates = \"day-month-year\"\nnumber = { after = \"Nr\" }\n"
                                              "date = { after = \"am\" }\ntotal = { after = \"Ende\" }\n[lines]\n"
                                              "from = \"Nr\"\nuntil = \"Storno\"\nname = [1, 12]\nquantity = [13, 14]\n"
                                              "amount = [15, 22]\n");
    REQUIRE(room.read({.files = {paper}, .till = till.string()}) == Exit::done);
    CHECK(room.says("Number: A-17, sure"));
    CHECK(room.says("Date: 5 June 2018, sure"));
    CHECK(room.says("Total: €4.20, sure"));
    CHECK(room.says("2 products"));
    const auto wrong = room.file("wrong.toml", "name = \"Karan\"\n[lines]\namount = [9, 3]\n");
    CHECK(room.read({.files = {paper}, .till = wrong.string()}) == Exit::device_failure);
    CHECK(room.complains("wrong.toml: line 3: 'amount' wants its first and its last column, as [1, 24]"));
    CHECK(room.read({.files = {paper}, .till = "nobody"}) == Exit::device_failure);
}
