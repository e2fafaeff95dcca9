#include "terminal/text/words.hpp"

#include "terminal/text/words_check.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "tests/terminal/text/routes.hpp"

#include <fstream>
#include <unistd.h>

using namespace makegood;
using namespace makegood::testing;
using namespace makegood::text;
namespace fs = std::filesystem;

namespace {

const fs::path shipped = MAKEGOOD_SOURCE_DIR "/assets/words";
const Currency gbp = *Currency::from_code("GBP");
const Currency kwd = *Currency::from_code("KWD");

// A folder of catalogues, removed at the end.
class Catalogues {
  public:
    Catalogues() : root_(fs::temp_directory_path() / ("makegood_words_" + std::to_string(getpid()))) {
        fs::create_directories(root_ / "en");
        fs::create_directories(root_ / "fa");
    }
    ~Catalogues() { fs::remove_all(root_); }

    Catalogues& add(const std::string& file, const std::string& content) {
        std::ofstream(root_ / file, std::ios::binary) << content;
        return *this;
    }
    tl::expected<Words, std::string> open(std::string_view language) const { return Words::open(root_, language); }

  private:
    fs::path root_;
};

std::string error_of(const std::string& content) {
    Catalogues catalogues;
    catalogues.add("en/a.txt", content);
    const auto words = catalogues.open("en");
    return words ? "no error" : words.error();
}

Words opened(std::string_view language) {
    auto words = Words::open(shipped, language);
    if (!words)
        FAIL(words.error());
    return std::move(*words);
}

} // namespace

TEST_CASE("a message is said with its plural and its values kept apart") {
    Catalogues catalogues;
    catalogues
        .add("en/a.txt", "# a comment\n\nfound = Found it: {n, plural, one {# item} other {# items}}.\n"
                         "wait=Waiting for {name}, {time}. Code {code}, {amount}, {weight}, {day}.\r\n")
        .add("en/b.txt",
             "other.key = {who, select, manager {Ask} other {Wait}} = {n, plural, =0 {none} other {{name}}}")
        .add("fa/a.txt", "found = پیدا شد: {n} قلم کالا.\n"
                         "wait = منتظر {name} ({time})، کد {code}، {amount}، {weight}، {day}.\nother.key = {name}");
    const auto en = catalogues.open("en");
    const auto fa = catalogues.open("fa");
    REQUIRE(en);
    REQUIRE(fa);
    CHECK(en->say("found", {{"n", 1}}) == "Found it: 1 item.");
    CHECK(en->say("found", {{"n", 1200}}) == "Found it: 1,200 items.");
    CHECK(fa->say("found", {{"n", 12}}) == "پیدا شد: ۱۲ قلم کالا.");

    const auto time = *CivilTime::from_iso("2025-05-05T16:35");
    const Arguments arguments = {{"name", "خانم \u2069Smith"}, {"time", TimeOfDay{time}},
                                 {"code", Code{"A-۱۰۴۲"}},     {"amount", Quantity::of_milli(742)},
                                 {"weight", std::string("x")}, {"day", time.date()}};
    CHECK(en->say("wait", arguments) ==
          "Waiting for \u2068خانم Smith\u2069, \u206616:35\u2069. Code \u2066A-1042\u2069, 0.742, \u2068x\u2069, "
          "\u20665 May 2025\u2069.");
    CHECK(fa->say("wait", arguments) ==
          "منتظر \u2068خانم Smith\u2069 (\u2067۱۶:۳۵\u2069)، کد \u2066A-1042\u2069، ۰٫۷۴۲، \u2068x\u2069، "
          "\u2067۱۵ اردیبهشت ۱۴۰۴\u2069.");
    CHECK(en->say("other.key", {{"who", "x"}, {"n", 1}, {"name", "{n} '"}}) == "Wait = \u2068{n} '\u2069");
    CHECK(en->say("other.key", {{"who", Choice{"manager"}}, {"n", 0}, {"name", "x"}}) == "Ask = none");
    CHECK(en->messages().at("other.key").arguments == std::map<std::string, ArgumentUse>{{"who", ArgumentUse::word},
                                                                                         {"n", ArgumentUse::number},
                                                                                         {"name", ArgumentUse::shown}});
    CHECK(en->knows("other.key"));
    CHECK_FALSE(en->knows("other"));
}

TEST_CASE("money is shown as shops show it") {
    const auto en = opened("en");
    const auto fa = opened("fa");
    auto toman = opened("fa");
    toman.show_rials_as(RialsAs::toman);
    CHECK(en.show(Money(1234, gbp)) == "£12.34");
    CHECK(en.show(Money(-5, gbp)) == "\u2212£0.05");
    CHECK(en.show(Money(123'456'700, gbp)) == "£1,234,567.00");
    CHECK(en.show(Money(410'000, irr)) == "410,000 rials");
    CHECK(en.show(Money(1500, kwd)) == "1.500 KWD");
    CHECK(en.show(Money(INT64_MIN, gbp)) == "\u2212£92,233,720,368,547,758.08");
    CHECK(fa.show(Money(410'000, irr)) == "۴۱۰٬۰۰۰ ریال");
    CHECK(fa.show(Money(-41'000, irr)) == "\u200E\u2212۴۱٬۰۰۰ ریال");
    CHECK(fa.show(Money(1230, gbp)) == "۱۲٫۳۰ پوند");
    CHECK(toman.show(Money(410'000, irr)) == "۴۱٬۰۰۰ تومان");
    CHECK(toman.show(Money(410'005, irr)) == "۴۱٬۰۰۰٫۵ تومان");
}

TEST_CASE("a value by itself reads in its language") {
    const auto fa = opened("fa");
    CHECK(fa.show(5) == "۵");
    CHECK(fa.show("Smith") == "Smith");
    CHECK(fa.show(Code{"۰۲۱"}) == "021");
    CHECK(fa.show(*CivilTime::from_iso("2011-10-05T10:21")) == "۱۳ مهر ۱۳۹۰، ۱۰:۲۱");
}

TEST_CASE("an age reads as people say it") {
    const auto en = opened("en");
    const auto fa = opened("fa");
    const auto then = *Date::from_iso("2011-10-05");
    struct Row {
        const char* now;
        std::string english;
        std::string persian;
    };
    const Row rows[] = {
        {"2011-10-05", "today", "امروز"},
        {"2011-10-06", "yesterday", "دیروز"},
        {"2011-10-08", "three days ago", "۳ روز پیش"},
        {"2011-10-16", "11 days ago", "۱۱ روز پیش"},
        {"2011-10-26", "three weeks ago", "۳ هفته پیش"},
        {"2011-12-05", "two months ago", "۲ ماه پیش"},
        {"2012-10-05", "12 months ago", "۱۲ ماه پیش"},
        {"2013-10-05", "two years ago", "۲ سال پیش"},
        {"2011-10-01", "5 October 2011", "۱۳ مهر ۱۳۹۰"},
    };
    for (const auto& row : rows) {
        CHECK(en.age(then, *Date::from_iso(row.now)) == row.english);
        CHECK(fa.age(then, *Date::from_iso(row.now)) == row.persian);
    }
    const auto morning = *CivilTime::from_iso("2011-10-05T10:21");
    CHECK(en.age(morning, CivilTime{morning.seconds + 60}) == "a minute ago");
    CHECK(fa.age(morning, CivilTime{morning.seconds + 180}) == "۳ دقیقه پیش");
    CHECK(en.age(morning, morning) == "just now");
}

TEST_CASE("a broken catalogue is refused with its place") {
    struct Row {
        std::string content;
        std::string part_of_error;
    };
    const Row rows[] = {
        {"a = b\nno equals sign", "a.txt:2: not of the form key = message"},
        {"empty =", "a.txt:1: not of the form"},
        {"bad key = x", "a.txt:1: not of the form"},
        {"a = b\na = c", "a.txt:2: the key a stands twice"},
        {"a = {n", "a.txt:1: ICU cannot read the message"},
        {"a = {n, plural, one {x}}", "a.txt:1: ICU cannot read the message"},
        {"a = {d, date}", "a.txt:1: an argument is neither"},
        {"a = \xFF", "a.txt:1: bytes that are no UTF-8"},
        {"", "a.txt: cannot be read or is empty"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.content);
        CHECK(error_of(row.content).find(row.part_of_error) != std::string::npos);
    }
    CHECK(Words::open(shipped, "de").error() == "open words: no language is called de");
    CHECK(Words::open("/nowhere", "en").error().find("read words in /nowhere/en: No such file") == 0);
    CHECK(Catalogues().open("fa").error().find("no .txt file") != std::string::npos);
}

TEST_CASE("the check finds what is wrong between two languages") {
    auto found = routes();
    REQUIRE_FALSE(found.empty());
    Catalogues catalogues;
    catalogues.add("en/a.txt", "a = {n, plural, =0 {} other {x}}\nb = {x} {y}\nc = only\nd = d\ne = \U0010FFFD\nf = f")
        .add("fa/a.txt", "a = {n}\nb = {x}\nd = علي\ne = \"ه\"\nf = كتاب");
    auto& typesetter = found.front().typesetter;
    const auto problems = problems_of(*catalogues.open("en"), *catalogues.open("fa"), typesetter);
    const auto has = [&](const std::string& text) {
        return std::any_of(problems.begin(), problems.end(),
                           [&](const std::string& problem) { return problem.starts_with(text); });
    };
    CHECK(has("fa: c is missing"));
    CHECK(has("en: b has other arguments than in fa"));
    CHECK(has("en: a says nothing for 0"));
    CHECK(has("en: e has a letter that no font has"));
    CHECK(has("fa: d has the Arabic letter ي"));
    CHECK(has("fa: e has straight quotes"));
    CHECK(has("fa: f has the Arabic letter ك"));
}

TEST_CASE("the shipped words are whole in both languages and in every font") {
    const auto en = opened("en");
    const auto fa = opened("fa");
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        CHECK(problems_of(en, fa, typesetter) == std::vector<std::string>{});
    }
}
