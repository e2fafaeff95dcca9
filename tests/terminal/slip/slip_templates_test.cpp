#include "terminal/slip/left_behind_page.hpp"
#include "terminal/slip/slip_words.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace makegood;

namespace {

std::string shipped() {
    std::ifstream file(MAKEGOOD_SOURCE_DIR "/assets/slips/slips.toml");
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != text.npos);
    return text.replace(at, what.size(), with);
}

SlipContent rice(Language language) {
    return {.number = SlipNumber("MGSW0RSD4XQ"),
            .language = language,
            .shop = "Corner Shop",
            .items = {{ItemCode("9521000121836"), "Basmati rice", one_unit}},
            .value = Money(429, *Currency::from_code("EUR")),
            .receipt_number = "R-2-111005-017",
            .bought_at = CivilTime{1'317'806'580},
            .given_at = CivilTime{1'323'079'200},
            .given_by = StaffId("101"),
            .replaces = {SlipNumber("MGSOLD")}};
}

std::vector<std::string> lines_of(const SlipDocument& slip) {
    std::vector<std::string> lines;
    for (const auto& line : slip.lines)
        lines.push_back(line.kind == SlipLineKind::rule ? "---"
                                                        : line.text + (line.value.empty() ? "" : " | " + line.value));
    return lines;
}

SlipDocument written(const SlipContent& content, const std::string& toml) {
    const auto english = *text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "en");
    const auto persian = *text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "fa");
    const auto templates = SlipTemplates::parse(toml, "slips.toml");
    REQUIRE(templates);
    return SlipWords(english, persian, *templates).write(content);
}

const std::string short_slip = "replacement = [\n"
                               "  \"number\", \"goods\",\n"
                               "  { en = \"Open every day.\", fa = \"هر روز باز هستیم.\" }, { en = \"Come again.\" },\n"
                               "  \"rule\", \"rule\", \"replaces\"]\n";

std::string with_short_slip() {
    const auto all = shipped();
    const auto begin = all.find("replacement = [");
    const auto end = all.find("]\n", begin);
    return all.substr(0, begin) + short_slip + all.substr(end + 2);
}

} // namespace

TEST_CASE("a paper says what its template says, in that order, with the shop's own sentences") {
    const auto slip = lines_of(written(rice(Language::english), with_short_slip()));
    REQUIRE(slip.size() == 7);
    CHECK(slip[0] == "Slip | MGSW0RSD4XQ");
    CHECK(slip[1].starts_with("Given | "));
    CHECK(slip[2] == "Open every day.");
    CHECK(slip[3] == "Come again.");
    CHECK(slip[4] == "---");
    CHECK(slip[6] == "No longer counts: slip | MGSOLD");

    const auto persian = lines_of(written(rice(Language::persian), with_short_slip()));
    REQUIRE(persian.size() == 6); // "Come again." has no Persian
    CHECK(persian[2] == "هر روز باز هستیم.");
}

TEST_CASE("what is fetched says what, from where and by whom") {
    const auto [language, from, brought] = GENERATE(table<Language, const char*, const char*>(
        {{Language::english, "From | Fridge",
          "Our colleague no. \u2066101\u2069 brings it to you. You pay nothing for it."},
         {Language::persian, "از | یخچال",
          "همکارمان، شمارهٔ \u2066101\u2069، آن را برایتان می‌آورد. برای آن "
          "چیزی "
          "نمی‌پردازید."}}));
    auto content = rice(language);
    content.is_owed = true;
    content.items.front().kept_at = "fridge";
    const auto slip = lines_of(written(content, shipped()));
    const auto at = std::ranges::find(slip, from);
    REQUIRE(at != slip.end());
    CHECK(std::ranges::find(at, slip.end(), brought) != slip.end());
}

TEST_CASE("every paper has a template of its own") {
    const auto english = *text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "en");
    struct Row {
        const char* paper;
        Remedy remedy;
        bool is_promised;
        bool is_taken_back;
    };
    const Row rows[] = {{"replacement", Remedy::replacement, false, false},
                        {"replacement", Remedy::substitute, false, false},
                        {"promise", Remedy::replacement, true, false},
                        {"refund", Remedy::refund, false, false},
                        {"voucher", Remedy::voucher, false, false},
                        {"apology", Remedy::apology, false, false},
                        {"price_difference", Remedy::price_difference, false, false},
                        {"taken_back", Remedy::refund, false, true}};
    for (const auto& row : rows) {
        INFO(row.paper);
        const auto mark = std::string("\n") + row.paper + " = [";
        const auto toml = replaced(shipped(), mark, mark + "{ en = \"This one.\" }, ");
        auto content = rice(Language::english);
        content.offer.remedy = row.remedy;
        if (row.is_promised)
            content.offer.promised_for = Date{15'320};
        if (row.is_taken_back)
            content.cancels = {SlipNumber("MGSTAKEN")};
        CHECK(lines_of(written(content, toml)).front() == "This one.");
    }
    const auto toml = replaced(shipped(), "\nleft_behind = [", "\nleft_behind = [{ en = \"This one.\" }, ");
    const LeftBehindEntry entry{.item = "Hat", .label = "MGL1"};
    const auto page = left_behind_page(SlipTemplates::parse(toml, "slips.toml")->of(SlipPaper::left_behind), english,
                                       "Corner Shop", Language::english, entry);
    CHECK(lines_of(page).front() == "This one.");
    CHECK(lines_of(page).back() == "Left behind | MGL1");
}

TEST_CASE("a template that is wrong is refused with file, line and what is wrong") {
    struct Row {
        const char* what;
        std::string toml;
        const char* says;
    };
    const auto only = [](const std::string& lines) { return "replacement = [" + lines + "]\n"; };
    const Row rows[] = {
        {"no TOML", "replacement = [\n", "line 1"},
        {"an unknown paper", "\nreceipt = []\n", "line 2: no such paper 'receipt'"},
        {"an unknown word", only("\"number\",\n\"price\""), "line 2: no such word 'price'"},
        {"a word that stands twice", only("\"number\",\n\"number\""), "line 2: 'replacement' has 'number' twice"},
        {"a word of the label", only("\"number\",\n\"found\""), "line 2: 'replacement' has no 'found'"},
        {"a word that the label has not", "left_behind = [\"thanks\"]", "line 1: 'left_behind' has no 'thanks'"},
        {"no number", only("\"goods\", \"replaces\""), "line 1: 'replacement' wants 'number'"},
        {"no goods", only("\"number\", \"replaces\""), "line 1: 'replacement' wants 'goods'"},
        {"no amount", "refund = [\"number\", \"replaces\"]", "line 1: 'refund' wants 'amount'"},
        {"slips that still seem to count", only("\"number\", \"goods\""), "line 1: 'replacement' wants 'replaces'"},
        {"a language that nobody reads", only("{ de = \"Hallo\" }"), "in en, in fa, or in both"},
        {"an empty sentence", only("{}"), "in en, in fa, or in both"},
        {"a sentence that fills the paper", only("{ en = \"" + std::string(401, 'a') + "\" }"), "at most 400 bytes"},
        {"a number", only("7"), "a line is a word, or a sentence"},
        {"no list", "replacement = \"number\"\n", "wants a list of lines"},
        {"papers that are missing", only("\"number\", \"goods\", \"replaces\""), "'promise' is missing"},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        const auto read = SlipTemplates::parse(row.toml, "slips.toml");
        REQUIRE_FALSE(read);
        INFO(read.error().text());
        CHECK(read.error().text().find("slips.toml") != std::string::npos);
        CHECK(read.error().text().find(row.says) != std::string::npos);
    }
    CHECK_FALSE(SlipTemplates::read("/nowhere/slips.toml"));
}
