#include "terminal/feeds/csv_reader.hpp"

#include "tests/support/catch.hpp"

#include <string>
#include <vector>

using namespace makegood::feeds;

namespace {

// Hands out its bytes in the pieces it was told, so that every boundary inside a record is met.
class Pieces : public ByteSource {
  public:
    Pieces(std::string_view bytes, std::size_t size) : rest_(bytes), size_(size) {}
    makegood::Expected<std::size_t, FeedError> read(std::span<char> buffer) override {
        const auto count = rest_.copy(buffer.data(), std::min(size_, buffer.size()));
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
    std::size_t size_;
};

// Fields joined with '|', then "!problem", then "~" when the record has no line end; one text a record.
std::vector<std::string> records(std::string_view csv, std::size_t piece, char separator = ',') {
    Pieces source(csv, piece);
    CsvReader reader(source, separator);
    std::vector<std::string> shown;
    CsvRecord record;
    for (;;) {
        const auto found = reader.next(record);
        if (!found)
            return {found.error().code};
        if (!*found)
            return shown;
        std::string text;
        for (const auto& field : record.fields)
            text += (text.empty() ? "" : "|") + field;
        if (!record.problem.empty())
            text += "!" + std::string(record.problem);
        shown.push_back(text + (record.ended ? "" : "~"));
    }
}

} // namespace

TEST_CASE("CSV records are read as RFC 4180 says, and what it forbids is named") {
    struct Row {
        const char* what;
        std::string csv;
        std::vector<std::string> expected;
    };
    const std::vector<Row> rows = {
        {"two records", "a,b\nc,d\n", {"a|b", "c|d"}},
        {"no end on the last line", "a,b\nc,d", {"a|b", "c|d~"}},
        {"CRLF", "a,b\r\nc,d\r\n", {"a|b", "c|d"}},
        {"empty fields", "x,,\n", {"x||"}},
        {"a quoted comma", "\"a,b\",c\n", {"a,b|c"}},
        {"doubled quotes", "\"a \"\"b\"\" c\",d\n", {"a \"b\" c|d"}},
        {"an empty quoted field", "x,\"\",y\n", {"x||y"}},
        {"a line end in quotes", "\"a\r\nb\",c\nd,e\n", {"a\r\nb|c", "d|e"}},
        {"empty lines are no records", "a\n\n\r\nb\n", {"a", "b"}},
        {"a byte order mark",
         "\xEF\xBB\xBF"
         "a,b\n",
         {"a|b"}},
        {"blanks belong to the field", " a , b \n", {" a | b "}},
        {"a quote inside a plain field", "5\" nail,b\nc,d\n", {"5\" nail|b!stray-quote", "c|d"}},
        {"text after the closing quote", "\"a\"b,c\nd,e\n", {"ab|c!stray-quote", "d|e"}},
        {"a quote that is never closed", "a,b\nc,\"d\ne,f\n", {"a|b", "c|d\ne,f\n!half-written~"}},
        {"not UTF-8: £ in Latin-1", "a\xA3,b\nc,d\n", {"a\xA3|b!not-utf8", "c|d"}},
        {"an overlong form", "\xC0\xAF\n", {"\xC0\xAF!not-utf8"}},
        {"a surrogate", "\xED\xA0\x80\n", {"\xED\xA0\x80!not-utf8"}},
        {"Persian and an emoji", "زیتون,\xF0\x9F\xAB\x92\n", {"زیتون|\xF0\x9F\xAB\x92"}},
        {"an escape character", "a\x1B[2J,b\n", {"a\x1B[2J|b!control-character"}},
        {"UTF-16", std::string("\xFF\xFE\x61\x00\x0A\x00", 6), {"file-not-utf8"}},
        {"nothing", "", {}},
    };
    for (const auto& row : rows)
        for (const std::size_t piece : {1U, 2U, 3U, 7U, 4096U}) {
            if (piece < 3 && (row.csv.starts_with("\xEF\xBB") || row.csv.starts_with("\xFF\xFE")))
                continue; // marks are looked for in the first read, which is never shorter in a file
            INFO(row.what << ", read " << piece << " bytes at a time");
            CHECK(records(row.csv, piece) == row.expected);
        }
}

TEST_CASE("another separator makes commas plain text") {
    CHECK(records("a;b,c\n", 4096, ';') == std::vector<std::string>{"a|b,c"});
}

TEST_CASE("a record beyond 1 MiB is one whose quote was never closed, and the next line is read again") {
    std::string csv = "a,\"" + std::string((1U << 20U) + 10, 'x') + "\nc,d\n";
    const auto found = records(csv, 4096);
    REQUIRE(found.size() == 2);
    CHECK(found[0].ends_with("!record-too-long"));
    CHECK(found[1] == "c|d");
}

TEST_CASE("a record knows the line where it begins") {
    Pieces source("a\n\"b\nc\"\nd\n", 4096);
    CsvReader reader(source);
    CsvRecord record;
    std::vector<std::uint64_t> lines;
    while (reader.next(record).value())
        lines.push_back(record.line);
    CHECK(lines == std::vector<std::uint64_t>{1, 2, 4});
}
