#include "terminal/config/known_printers.hpp"

#include "drivers/escpos/encode.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

using namespace makegood;

namespace {

const std::filesystem::path printers = MAKEGOOD_SOURCE_DIR "/assets/printers";

std::string file_with(const std::string& key, const std::string& value) {
    std::vector<std::pair<std::string, std::string>> keys{{"name", "\"A printer\""},
                                                          {"source", "\"its manual\""},
                                                          {"dots_per_line", "576"},
                                                          {"dots_per_inch", "203"},
                                                          {"columns_font_a", "48"},
                                                          {"columns_font_b", "64"},
                                                          {"code_pages", "[\"0 cp437\"]"},
                                                          {"bar_codes", "true"},
                                                          {"qr_codes", "true"},
                                                          {"column_pictures", "true"},
                                                          {"cutter", "true"},
                                                          {"blade_mm", "15"},
                                                          {"drawer", "true"},
                                                          {"drawer_when_held", "true"},
                                                          {"status", "true"},
                                                          {"confirms", "true"},
                                                          {"buffer_bytes", "4096"},
                                                          {"baud", "38400"},
                                                          {"persian", "\"picture\""}};
    const auto known = std::ranges::find(keys, key, &std::pair<std::string, std::string>::first);
    if (known == keys.end())
        keys.emplace_back(key, value);
    else
        known->second = value;
    std::string text;
    for (const auto& [name, said] : keys)
        if (!said.empty())
            text += name + " = " + said + "\n";
    return text;
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, at);)
        parts.push_back(part);
    return parts;
}

} // namespace

TEST_CASE("printers are what the data say", "[printers]") {
    const std::map<std::string, std::string> tables{
        {"CP437", "cp437"}, {"CP1252", "windows1252"}, {"ISO_8859-7", "iso8859-7"}, {"CP1098", "cp1098"},
        {"CP864", "cp864"}, {"TCVN-3-1", "tcvn3"},     {"CP1256", "windows1256"},   {"CP858", "cp858"}};
    std::ifstream in(MAKEGOOD_SOURCE_DIR "/tests/data/printers/capabilities-extract.tsv");
    std::string line;
    std::getline(in, line);
    int seen = 0;
    while (std::getline(in, line)) {
        const auto said = split(line, '\t');
        CAPTURE(said[0]);
        const auto printer = known_printer(printers, said[0]);
        REQUIRE(printer);
        const auto& profile = printer->profile;
        CHECK(std::to_string(profile.dots_per_line) == said[1]);
        CHECK(std::to_string(profile.dots_per_inch) == said[2]);
        CHECK(std::to_string(profile.columns_font_a) == said[3]);
        CHECK(std::to_string(profile.columns_font_b) == said[4]);
        CHECK(profile.cutter == (said[5] == "1"));
        CHECK(profile.qr_codes == (said[6] == "1"));
        for (const auto& [theirs, ours] : tables)
            for (const auto& page : split(said[7], ' '))
                if (page.substr(page.find('=') + 1) == theirs) {
                    CAPTURE(page);
                    // The same set may stand under several numbers.
                    CHECK(std::ranges::find(profile.code_pages, ours, &drivers::CodePage::name) !=
                          profile.code_pages.end());
                }
        for (const auto& page : profile.code_pages)
            for (const auto& theirs : split(said[7], ' '))
                if (const auto at = theirs.find('=');
                    theirs.substr(0, at) == std::to_string(page.number) && tables.contains(theirs.substr(at + 1)))
                    CHECK(page.name == tables.at(theirs.substr(at + 1)));
        ++seen;
    }
    CHECK(seen == 4);
}

TEST_CASE("every printer of the folder is read, and a page is encoded for it", "[printers]") {
    const auto known = known_printers(printers);
    REQUIRE(known);
    CHECK(known->size() > 40);
    CHECK(std::ranges::is_sorted(*known, {}, &KnownPrinter::name));
    for (const auto& printer : *known) {
        CAPTURE(printer.name);
        const auto& profile = printer.profile;
        CHECK(profile.dots_per_line >= profile.columns_font_a * 12);
        CHECK(profile.dots_per_line <= 640);
        const drivers::Document page{{drivers::TextLine{{{"Hello", {}}}}, drivers::TwoColumns{"Tea", "2.50", {}},
                                      drivers::BarCode{.data = "MG-1"}, drivers::QrCode{"MG-1"},
                                      drivers::Picture{drivers::Bitmap(profile.dots_per_line, 10)}, drivers::Cut{}}};
        CHECK(escpos::encode(page, profile));
    }
}

TEST_CASE("a printer that nobody described is refused by name, and safe needs no file", "[printers]") {
    const auto safe = known_printer(printers, "safe");
    REQUIRE(safe);
    CHECK_FALSE(safe->profile.status);
    CHECK_FALSE(safe->profile.cutter);
    CHECK(known_printer("/nowhere", "SAFE"));
    CHECK(known_printer(printers, "TM-T88V"));
    for (const auto* name : {"", "tm-t99", "../config/shop", "tm-t88v.toml", "README"}) {
        const auto none = known_printer(printers, name);
        REQUIRE_FALSE(none);
        CHECK(none.error().reason == "nobody has described such a printer");
    }
}

TEST_CASE("what nobody knows of a printer is taken carefully", "[printers]") {
    std::string text = file_with("x", "");
    for (const auto* key : {"dots_per_line", "dots_per_inch", "blade_mm", "cutter", "status", "confirms", "baud"}) {
        const auto at = text.find(std::string("\n") + key + " = ") + 1;
        text.replace(at, text.find('\n', at) - at, std::string(key) + " = \"unknown\"");
    }
    const auto printer = parse_known_printer(text, "ours.toml");
    REQUIRE(printer);
    CHECK(printer->name == "ours");
    CHECK(printer->profile.dots_per_line == 576);
    CHECK(printer->profile.dots_per_inch == 203);
    CHECK(printer->profile.feed_to_blade_dots == 120);
    CHECK_FALSE(printer->profile.cutter);
    CHECK_FALSE(printer->profile.status);
    CHECK_FALSE(printer->profile.completion);
    CHECK_FALSE(printer->profile.baud);
    CHECK(printer->profile.buffer_bytes == 4096u);
    CHECK(printer->unknown.size() == 7);
}

TEST_CASE("Persian goes by picture unless a page for it is named that the printer has", "[printers]") {
    for (const auto* name : {"tm-t88v", "tm-t20iii", "srp-s300", "tm-t88iv", "zj-5870"})
        CHECK(known_printer(printers, name)->profile.persian_page.empty());
    std::string text = file_with("code_pages", "[\"0 cp437\", \"41 cp1098\"]");
    text.replace(text.find("\"picture\""), 9, "\"cp1098\"");
    const auto printer = parse_known_printer(text, "p.toml");
    REQUIRE(printer);
    CHECK(printer->profile.persian_page == "cp1098");

    auto profile = known_printer(printers, "tm-t88v")->profile;
    CHECK(print_persian(profile, "cp1098"));
    CHECK(profile.persian_page == "cp1098");
    CHECK_FALSE(print_persian(profile, "cp864"));
    CHECK(print_persian(profile, "picture"));
    CHECK(profile.persian_page.empty());
    auto older = known_printer(printers, "tm-t88iv")->profile;
    CHECK_FALSE(print_persian(older, "cp1098"));
}

TEST_CASE("a printer's file that cannot be taken is told by its key", "[printers]") {
    struct Row {
        const char* key;
        const char* value;
        const char* error;
    };
    const Row rows[] = {
        {"name", "", "read p.toml: 'name' wants a text"},
        {"dots_per_line", "0", "read p.toml: 'dots_per_line' wants a number from 200 to 2000, or \"unknown\""},
        {"dots_per_line", "\"wide\"", "read p.toml: 'dots_per_line' wants a number from 200 to 2000, or \"unknown\""},
        {"columns_font_a", "", "read p.toml: 'columns_font_a' wants a number"},
        {"cutter", "1", "read p.toml: 'cutter' wants true, false or \"unknown\""},
        {"code_pages", "[\"0 cp99999\"]", "read p.toml: 'code_pages' '0 cp99999' is no number and name"},
        {"code_pages", "[\"300 cp437\"]", "read p.toml: 'code_pages' '300 cp437' is no number and name"},
        {"code_pages", "3", "read p.toml: 'code_pages' wants a list"},
        {"persian", "\"mirror\"", "read p.toml: 'persian' wants \"picture\", \"unknown\" or \"cp1098\" where"},
        {"persian", "\"cp1098\"", "read p.toml: 'persian' wants \"picture\", \"unknown\" or \"cp1098\" where"},
        {"persian", "\"cp437\"", "read p.toml: 'persian' wants \"picture\", \"unknown\" or \"cp1098\" where"},
        {"colour", "true", "read p.toml: line 20: no such key 'colour'"},
        {"colour", "=", "read p.toml: line 20: "},
    };
    for (const auto& row : rows) {
        CAPTURE(row.key, row.value);
        const auto printer = parse_known_printer(file_with(row.key, row.value), "p.toml");
        REQUIRE_FALSE(printer);
        CHECK_THAT(printer.error().text(), Catch::StartsWith(row.error));
    }
}
