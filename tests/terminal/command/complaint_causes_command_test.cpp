#include "terminal/command/commands.hpp"
#include "terminal/world/clocks.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::Heard;

namespace {

// Three hundred sales of one day, all served by op-7 at lane-3, and one case about the first of them; two complaints
// without a receipt, one of them with its cause.
struct CausesOffice {
    TemporaryFolder folder;
    std::string given;
    std::string queue;
    std::string out;
    std::string complained_of;

    CausesOffice() {
        DeskWorld world(folder.path());
        world.fill();
        Intake intake(world.storage->connection(), world.storage->pepper(), rows_in_bulk);
        for (int i = 1; i < 300; ++i) {
            auto sale = groceries(std::to_string(1'000 + i));
            sale.lines[1].name = "=cmd()";
            sale.lines[1].code = ItemCode("@4011");
            must(intake.take(sale));
        }
        must(intake.finish());
        given = world.handle(world.claim(LineNumber(1), 1000)).value().id.text();
        auto formula = world.claim(LineNumber(2), 742);
        formula.receipt.key.sequence = "1001";
        world.handle(formula).value();
        const auto tell = [&](CareKind kind, const char* phrase) {
            return must(world.storage->handle(TakeDown{world.request(), cashier, kind, {phrase}})).value().id;
        };
        const auto waiting = tell(CareKind::waiting, "long_queue");
        queue = waiting.text();
        const CareTerms terms{.causes = {{"instructions", "", {}}}};
        must(world.storage->handle(
                 TakeCareStep{world.request(), cashier, waiting, CareStep::assessed, {}, "instructions"}, terms))
            .value();
        for (const auto& [id, role] : {std::pair{StaffId("op-7"), StaffRole::cashier},
                                       {StaffId("op-8"), StaffRole::cashier},
                                       {manager, StaffRole::manager}})
            must(world.storage->enrol({.member = {id, {"Nora", "نورا"}, role, Language::english},
                                       .pin = must(hash_pin(world.storage->pepper(), id, *Pin::chosen("739154")))},
                                      {system_actor, world.request()}));
    }

    Exit asked(ComplaintCausesOptions options, const char* language = "en", const char* typed = "", bool json = false) {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", language);
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        std::istringstream input(typed);
        auto* before = std::cin.rdbuf(input.rdbuf());
        options.data = folder.path();
        const auto exit = complaint_causes_command(console, options);
        std::cin.rdbuf(before);
        out = told.text();
        complained_of = complained.text();
        return exit;
    }
};

} // namespace

TEST_CASE("rates are told in sentences of both languages, with how sure they are") {
    CausesOffice office;
    const bool english = GENERATE(true, false);
    const auto language = english ? "en" : "fa";
    const auto says = [&](const char* in_english, const char* in_persian) {
        CHECK_THAT(office.out, Catch::Contains(english ? in_english : in_persian));
    };
    CHECK(office.asked({.by = RatesBy::lane}, language) == Exit::done);
    // Two of three hundred; by Wilson's formula 0.18 % to 2.40 %.
    says("lane shop-1/lane-3: 2 of 300 receipts brought a case, 6.7 in a thousand (1.8 to 24)",
         "از ۳۰۰ رسید، برای ۲ رسید درخواست ثبت شده، یعنی ۶٫۷ در هزار (۱٫۸ تا ۲۴)");
    CHECK_THAT(office.out, !Catch::Contains(office.given));
    CHECK(office.asked({.by = RatesBy::hour, .cases = true}, language) == Exit::done);
    says("10:00 to 11:00: 2 of 300", "۱۰:۰۰ تا ۱۱:۰۰");
    CHECK_THAT(office.out, Catch::Contains("    " + office.given));
    CHECK(office.asked({}, language) == Exit::done);
    says("Training: 1 of 1, too little to say more",
         "آموزش: ۱ از ۱؛ برای نتیجه‌گیری کم است");
    says("\n  Instructions unclear: 1 of 1, too", "\n  دستور کار روشن نبود: ۱ از ۱؛");
    says("Of 2 more nobody knows the cause yet.", "علت ۲ مورد دیگر");
    const auto day = *Date::from_iso("2001-01-01");
    CHECK(office.asked({.from = day, .to = day, .by = RatesBy::item}, language) == Exit::done);
    says("No case is about goods", "درخواستی نیست");
}

TEST_CASE("a table of rates holds no formula, and each row its cases") {
    CausesOffice office;
    CHECK(office.asked({.by = RatesBy::item, .csv = true}) == Exit::done);
    CHECK(office.out == "\"key\",\"name\",\"with_case\",\"of\",\"rate\",\"low\",\"high\"\n"
                        "\"'@4011\",\"'=cmd()\",\"1\",\"299\",\"\",\"\",\"\"\n"
                        "\"5000112637922\",\"Milk 1 l\",\"1\",\"300\",\"0.003333\",\"0.000589\",\"0.018637\"\n");
    CHECK(office.asked({.csv = true, .cases = true}) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("\"training\",\"Training\",\"1\",\"1\",\"\",\"\",\"\",\"" + office.queue) &&
                               Catch::Contains("\"\",\"not known yet\",\"2\",\"\",\"\",\"\",\"\",\""));
    CHECK(office.asked({.by = RatesBy::lane, .cases = true}, "en", "", true) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains(R"("by": "lane")") && Catch::Contains(R"("with_case": 2)") &&
                               Catch::Contains(R"("fewest": 300)") && Catch::Contains('"' + office.given + '"'));
}

TEST_CASE("rates of cashiers are told to themselves and to their manager, who show by their PIN that it is them") {
    CausesOffice office;
    CHECK(office.asked({.by = RatesBy::cashier}) == Exit::usage);
    CHECK_THAT(office.complained_of, Catch::Contains("--as"));
    CHECK(office.out.empty());
    const auto as = [&](const char* who, const char* pin) {
        return office.asked({.by = RatesBy::cashier, .cases = true, .asked_by = who}, "en", pin);
    };
    CHECK(as("manager", "111222\n") == Exit::refused);
    CHECK(office.out.empty());
    CHECK(as("manager", "739154\n") == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("Nora (op-7): 2 of 300 receipts"));
    CHECK(as("op-7", "739154\n") == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("Nora (op-7): 2 of 300 receipts") && Catch::Contains(office.given));
    CHECK(as("op-8", "739154\n") == Exit::done);
    CHECK(office.out == "No sales of these days are counted under your number here.\n");
}
