#include "terminal/command/commands.hpp"
#include "terminal/storage/seen_records.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <fstream>
#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::CountingRandomness;
using makegood::testing::Heard;

namespace {

struct Counter {
    TemporaryFolder folder;
    std::string out;
    std::string complaints;
    std::string open_case;

    // A customer with one receipt, a case on it that waits for the till, and a colleague who has looked at it.
    Counter() {
        DeskWorld world(folder.path());
        world.fill();
        auto receipt = groceries("0043");
        receipt.customer_reference = "L-1";
        receipt.customer_phone = "0912 555 0001";
        receipt.tenders[1].reference = "trace-1";
        auto intake = world.storage->intake(rows_in_bulk);
        must(intake.take(receipt));
        must(intake.finish());
        must(record_seen(*world.storage, {{receipt.key, 1}, HowFound::search, {RecalledFact::total}},
                         {manager, world.request()}));
        auto claim = world.claim(LineNumber(1), 1000);
        claim.receipt = {receipt.key, 1};
        const auto opened = world.handle(claim).value();
        const auto owed =
            world.handle(GiveRemedy{world.request(), cashier, opened.id, {Remedy::refund, false}, {}}).value();
        open_case = owed.id.text();
    }

    template <class Command>
    Exit run(Command command, bool json = false, const char* language = "en") {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", language);
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        const auto exit = command(console);
        out = told.text();
        complaints = complained.text();
        return exit;
    }

    CustomerOptions loyal() const { return {.data = folder.path(), .loyalty_number = "L-1"}; }

    Exit exported(const CustomerOptions& who, const std::filesystem::path& file = {}) {
        return run([&](const Console& console) { return customer_export_command(console, {who, file}); });
    }
    Exit erased(const CustomerOptions& who, bool even_with_open_cases, const char* language = "en") {
        return run(
            [&](const Console& console) {
                return customer_erase_command(console, {who, ErasureBasis::request, even_with_open_cases});
            },
            false, language);
    }

    std::string last_event() {
        auto reader = must(StorageReader::open({folder.path(), DeskWorld::schema_folder()}));
        return must(reader->connection().attempt("read", "an event", [&] {
            Query query(reader->connection(), "SELECT type, actor FROM event ORDER BY position DESC LIMIT 1");
            query.step();
            const auto type = query.text();
            return type + " by " + query.text();
        }));
    }
};

} // namespace

TEST_CASE("an export holds all that the shop knows of a customer, and the journal tells of it", "[customer]") {
    Counter counter;
    CHECK(counter.exported(counter.loyal()) == Exit::done);
    for (const auto* part :
         {R"("key": "shop-1/lane-3/2011-10-05/0043")", R"("name": "Bananas")", R"("card_last_four": "1234")",
          R"("reference": "trace-1")", R"("remedy": "refund")", R"("state": "owed")", R"("value": "1.65")",
          R"("slips": [)", R"("by": "manager")", R"("how": "search")", R"("total")"})
        CHECK_THAT(counter.out, Catch::Contains(part));
    CHECK_THAT(counter.out, !Catch::Contains("/0042"));
    CHECK(counter.last_event() == "customer.exported by command-line");

    const auto file = counter.folder.path() / "export.json";
    CHECK(counter.exported(counter.loyal(), file) == Exit::done);
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::mask) == std::filesystem::perms{0600});
    CHECK_THAT(counter.out, Catch::Contains("1 receipt with all that belongs to it"));
    std::ifstream written(file);
    CHECK_THAT(std::string(std::istreambuf_iterator<char>(written), {}), Catch::Contains("trace-1"));

    CHECK(counter.exported({.data = counter.folder.path(), .phone = "0912 000 0000"}) == Exit::refused);
    CHECK_THAT(counter.out, Catch::Contains("Nothing is held here"));
}

TEST_CASE("an erasure names what is open, waits for a word, and then says what stays", "[customer]") {
    Counter counter;
    CHECK(counter.erased(counter.loyal(), false) == Exit::refused);
    CHECK_THAT(counter.complaints, Catch::Contains("Case " + counter.open_case + " is still open (Still owed)") &&
                                       Catch::Contains("--even-with-open-cases"));
    CHECK(counter.exported(counter.loyal()) == Exit::done);

    CHECK(counter.erased(counter.loyal(), true) == Exit::done);
    CHECK_THAT(counter.out, Catch::Contains("1 receipt no longer leads to this customer") &&
                                Catch::Contains("for the tax office") && Catch::Contains("backups"));
    CHECK(counter.last_event() == "customer.erased by command-line");
    CHECK(counter.erased(counter.loyal(), true) == Exit::refused);
    CHECK_THAT(counter.out, Catch::Contains("Nothing is held here that leads to this customer."));
    CHECK(counter.erased(counter.loyal(), true, "fa") == Exit::refused);
    CHECK_THAT(counter.out, Catch::Contains("اینجا چیزی نیست که به این مشتری برسد."));
}

TEST_CASE("whoever says who they are shows it with their PIN", "[customer]") {
    Counter counter;
    {
        const SystemClock clock;
        SystemRandomness randomness;
        auto storage =
            must(Storage::open({counter.folder.path(), DeskWorld::schema_folder()}, "lane-1", clock, randomness));
        auto hash = must(hash_pin(storage->pepper(), manager, *Pin::chosen("739154")));
        must(storage->enrol(
            {.member = {manager, {"Ellen", "الن"}, StaffRole::manager, Language::english}, .pin = std::move(hash)},
            {system_actor, RequestId("enrol")}));
    }
    auto who = counter.loyal();
    who.by = "manager";
    const auto with_pin = [&](const char* typed) {
        std::istringstream input(typed);
        auto* before = std::cin.rdbuf(input.rdbuf());
        const auto exit = counter.exported(who);
        std::cin.rdbuf(before);
        return exit;
    };
    CHECK(with_pin("111111\n") == Exit::refused);
    CHECK(counter.out.empty());
    CHECK(counter.last_event() == "pin.tried by manager");
    CHECK(with_pin("739154\n") == Exit::done);
    CHECK(counter.last_event() == "customer.exported by manager");
    who.by = "nobody";
    CHECK(with_pin("739154\n") == Exit::refused);
    CHECK_THAT(counter.complaints, Catch::Contains("do not belong together"));
}

TEST_CASE("what a customer told is exported in the clear, and erased after a word where it is unanswered",
          "[customer]") {
    Counter counter;
    {
        DeskWorld world(counter.folder.path());
        world.randomness = CountingRandomness(1'000'000); // other events than before
        const TakeDown told{RequestId("told"),       cashier,        CareKind::service, {"unfriendly"},
                            "Nobody listened to me", "0913 555 0007"};
        must(world.storage->handle(told)).value();
    }
    const CustomerOptions caller{.data = counter.folder.path(), .phone = "+98 913 555 0007"};
    CHECK(counter.exported(caller) == Exit::done);
    CHECK_THAT(counter.out, Catch::Contains(R"("words": "Nobody listened to me")") &&
                                Catch::Contains(R"("phone": "0913 555 0007")") && Catch::Contains(R"("said": [)") &&
                                Catch::Contains("unfriendly"));
    CHECK(counter.erased(caller, false) == Exit::refused);
    CHECK_THAT(counter.complaints, Catch::Contains("is not answered yet"));
    CHECK(counter.exported(caller) == Exit::done);
    CHECK(counter.erased(caller, true) == Exit::done);
    CHECK_THAT(counter.out, Catch::Contains("1 complaint or praise"));
    CHECK(counter.exported(caller) == Exit::refused);
    CHECK(counter.run([&](const Console& console) { return journal_verify_command(console, counter.folder.path()); }) ==
          Exit::done);
    CHECK_THAT(counter.out, Catch::Contains("0 texts are as it was written down, and 2 were erased"));
}
