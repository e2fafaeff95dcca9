#include "terminal/export/csv_writer.hpp"
#include "terminal/feeds/csv_reader.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/slip/slip_words.hpp"
#include "terminal/text/unicode.hpp"

#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/outside_words.hpp"
#include "tests/support/receipt_printer.hpp"
#include "tests/terminal/text/routes.hpp"
#include "tests/workflows/recovery/history/always.hpp"

#include <sstream>

// Words from outside stay words, on paper, in a spreadsheet and on a screen. (In the database:
// tests/terminal/storage/always.)

using namespace makegood;
using namespace makegood::testing;

namespace {

using namespace std::string_literals;

struct Paper {
    Paper() {
        for (const auto* language : {"en", "fa"})
            words.push_back(text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", language).value());
        typesetters = ::routes();
    }

    std::vector<std::uint8_t> bytes_of(const std::string& name, Language language) {
        const auto eur = *Currency::from_code("EUR");
        const SlipContent content{.number = SlipNumber("MGS0123456789ABCDEFX"),
                                  .language = language,
                                  .shop = name,
                                  .items = {{ItemCode("1"), name, one_unit, Unit::each, name}},
                                  .value = Money(250, eur),
                                  .receipt_number = name,
                                  .given_at = *CivilTime::from_iso("2026-05-04T10:00"),
                                  .complaint = Complaint::damaged,
                                  .given_by = StaffId("101")};
        const auto document = SlipWords(words[0], words[1], templates).write(content);
        const auto page = page_of(document, false, typesetters.front().typesetter, receipt_printer());
        return escpos::encode(page, receipt_printer()).value();
    }

    std::vector<text::Words> words;
    SlipTemplates templates = SlipTemplates::read(MAKEGOOD_SOURCE_DIR "/assets/slips/slips.toml").value();
    std::vector<::Route> typesetters;
};

// What a slip does to a printer; a picture and a text are nothing more than that.
void must_be_a_slip(const std::vector<std::uint8_t>& bytes) {
    const auto paper = escpos::interpret(bytes, receipt_printer());
    must(Always::never_a_command, paper.problems.empty());
    must(Always::never_a_command, paper.pulses.empty());
    must(Always::never_a_command, paper.cuts.size() == 1);
    must(Always::never_a_command, paper.symbols.size() <= 1);
    for (const auto& command : paper.commands)
        must(Always::never_a_command, command.kind != escpos::TokenKind::unknown);
}

// As a spreadsheet opens it: one row, whose first cell begins no formula.
void must_be_a_cell(const std::string& csv) {
    must(Always::never_a_command, std::ranges::count(csv, '\n') == 1);
    feeds::MemoryBytes source(csv);
    feeds::CsvReader reader(source);
    feeds::CsvRecord record;
    must(Always::never_a_command, reader.next(record).value() && record.problem.empty() && record.fields.size() == 2);
    for (std::size_t at = 0; at != std::string::npos;) {
        const auto letter = record.fields[0].find_first_not_of(' ', at);
        must(Always::never_a_command,
             letter == std::string::npos || std::string("=+-@").find(record.fields[0][letter]) == std::string::npos);
        at = record.fields[0].find(';', at);
        at += at == std::string::npos ? 0 : 1;
    }
}

std::string cell_of(const std::string& words) {
    std::ostringstream out;
    CsvWriter(out).text(words).text("next").end_row();
    return out.str();
}

void must_be_plain(const std::string& shown) {
    const auto letters = text::decode(shown).code_points;
    for (const auto letter : letters) {
        must(Always::never_a_command, letter >= 0x20 && !(letter >= 0x7f && letter < 0xa0));
        must(Always::never_a_command, !(letter >= U'\u202a' && letter <= U'\u202e') && !text::is_isolate(letter));
    }
}

} // namespace

TEST_CASE("words from outside stay words on paper", "[always]") {
    Paper paper;
    OutsideWords words(11);
    for (int i = 0; i < 300; ++i) {
        const auto name = words.next();
        INFO(name);
        must_be_a_slip(paper.bytes_of(name, i % 2 == 0 ? Language::english : Language::persian));
    }
    // The control: the same words on the wire.
    auto bytes = paper.bytes_of("Olives", Language::english);
    must_be_a_slip(bytes);
    for (const auto letter : "\x1bp\0\x19\xfa"s)
        bytes.insert(bytes.end() - 1, static_cast<std::uint8_t>(letter));
    CHECK(broken_by([&] { must_be_a_slip(bytes); }) == static_cast<int>(Always::never_a_command));
}

TEST_CASE("words from outside stay words in a spreadsheet and on a screen", "[always]") {
    OutsideWords words(12);
    int formulas = 0, marks = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto name = words.next();
        INFO(name);
        must_be_a_cell(cell_of(name));
        must_be_plain(text::plain(name));
        // The controls: as they came.
        formulas += broken_by([&] { must_be_a_cell("\"" + name + "\",next\r\n"); }) != 0 ? 1 : 0;
        marks += broken_by([&] { must_be_plain(name); }) != 0 ? 1 : 0;
    }
    CHECK(formulas > 5'000);
    CHECK(marks > 5'000);
}
