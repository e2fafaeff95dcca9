#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr auto litre_line = LineNumber(1);
constexpr auto weighed_line = LineNumber(2);

struct Counter : DeskWorld {
    explicit Counter(const std::filesystem::path& folder) : DeskWorld(folder) { fill(); }

    CaseView granted(LineNumber line, std::int64_t milli, Complaint complaint, Remedy remedy, bool at_hand = true,
                     std::optional<Money> right_price = {}) {
        auto asked = claim(line, milli);
        asked.complaint = complaint;
        asked.right_price = right_price;
        const auto opened = handle(asked).value();
        return handle(GiveRemedy{request(), cashier, opened.id, {remedy, at_hand}, Language::english}).value();
    }
    void till_pays_back(const char* when) { take_in(milk_returned(groceries(), *CivilTime::from_iso(when))); }
    void holds_after_a_rebuild() {
        const auto before = must(storage->verify());
        CHECK(before.ok);
        CHECK(must(storage->rebuild()).digest == before.digest);
        CHECK(must(storage->connection().check_integrity()).empty());
    }
};

const Currency british = *Currency::from_code("GBP");

} // namespace

TEST_CASE("money and goods that are owed are there again after a restart and a rebuild", "[remedies]") {
    const TemporaryFolder folder;
    Counter world(folder.path());
    const auto fetched = world.granted(litre_line, 1000, Complaint::damaged, Remedy::replacement, false);
    const auto priced =
        world.granted(weighed_line, 742, Complaint::wrong_price, Remedy::price_difference, true, Money(199, british));
    CHECK(priced.remedy->value == Money(37, british)); // 1.85 for 0.742 kg, 1.48 at 1.99
    world.close();
    world.open();

    auto found = must(world.storage->cases().find_case(fetched.id));
    CHECK(found->state == CaseState::owed);
    found = must(world.storage->cases().find_case(priced.id));
    CHECK(found->state == CaseState::owed);
    const auto before = world.storage->connection().prepared_statements();
    CHECK(must(world.storage->cases().owed_money()) == std::vector{priced.id});
    CHECK(check_plans(world.storage->connection(), before) > 0);
    CHECK(found->claim.right_price == Money(199, british));
    CHECK(found->remedy->offer.remedy == Remedy::price_difference);
    CHECK(found->remedy->value == Money(37, british));
    auto history = must(world.storage->cases().history(groceries().key, weighed_line));
    CHECK(history.repriced_on_line == Quantity::of_milli(742));
    CHECK(history.made_good_on_line.is_zero());
    CHECK(history.worth_made_good_on_line == 37);

    world.handle(HandOver{world.request(), cashier, fetched.id}).value();
    world.handle(HandOver{world.request(), cashier, priced.id}).value();
    world.holds_after_a_rebuild();
    CHECK(must(world.storage->cases().find_case(priced.id))->state == CaseState::handed_over);
}

TEST_CASE("a grant that changed its remedy keeps both slips, and either finds the case", "[remedies]") {
    const TemporaryFolder folder;
    Counter world(folder.path());
    const auto owed = world.granted(litre_line, 1000, Complaint::damaged, Remedy::replacement, false);
    const auto money =
        world.handle(ChangeRemedy{world.request(), cashier, owed.id, {Remedy::refund, false}, Language::english})
            .value();
    CHECK(money.remedy->grant == owed.remedy->grant);
    REQUIRE(money.remedy->earlier_slips.size() == 1);
    CHECK(money.remedy->earlier_slips[0].document == owed.remedy->slip.document);
    for (const auto& slip : {owed.remedy->slip.number, money.remedy->slip.number})
        CHECK(must(world.storage->cases().find_by_slip(slip))->id == owed.id);

    world.handle(RecordPrint{world.request(), owed.id, money.remedy->slip.prints[0].job, PrintOutcome::printed})
        .value();
    const auto back = world.handle(ReverseGrant{world.request(), cashier, owed.id}).value();
    REQUIRE(back.taken_back.size() == 1);
    REQUIRE(back.taken_back[0].cancelling_slip);
    CHECK(back.taken_back[0].remedy.earlier_slips.size() == 1);
    CHECK(must(world.storage->cases().find_by_slip(back.taken_back[0].cancelling_slip->number))->id == owed.id);
    CHECK(must(PrintJobs(world.storage->connection()).open_in_journal()).size() ==
          2); // the first slip's, and the one that cancels
    world.holds_after_a_rebuild();
}

TEST_CASE("a till's return settles the refund it was asked for; only another one uses up units", "[remedies]") {
    const TemporaryFolder folder;
    Counter world(folder.path());
    world.clock.civil = *CivilTime::from_iso("2011-12-05T10:00");
    const auto refund = world.granted(litre_line, 1000, Complaint::quality, Remedy::refund);
    const auto settle = [&] { return world.handle(SettleRefund{world.request(), refund.id}).value().state; };
    CHECK(settle() == CaseState::owed);

    SECTION("one that came after it is that refund, and the other litre can still be put right") {
        world.till_pays_back("2011-12-05T10:04:00");
        CHECK(settle() == CaseState::closed);
        world.granted(litre_line, 1000, Complaint::damaged, Remedy::replacement);
    }
    SECTION("one that came before it is another litre, so none is left") {
        world.till_pays_back("2011-11-01T10:04:00");
        CHECK(settle() == CaseState::owed);
        CHECK_FALSE(world.handle(world.claim(litre_line, 1000)));
    }
    world.holds_after_a_rebuild();
}

TEST_CASE("the bounds of a line hold even where rules above them are wrong", "[remedies]") {
    const TemporaryFolder folder;
    Counter world(folder.path());
    const auto opened = world.handle(world.claim(weighed_line, 742)).value();
    GrantGiven grant{GrantId("forged"),
                     opened.id,
                     opened.claim,
                     Money(0, british),
                     RuleAuthority{"small", "v1"},
                     SlipNumber("forged"),
                     {},
                     Remedy::price_difference};
    const auto is_refused = [&] {
        const auto recorded = world.storage->record(grant, {system_actor, world.request()});
        return !recorded && recorded.error().fault == StorageFault::refused;
    };
    grant.claim.quantity = Quantity::of_milli(743);
    CHECK(is_refused());
    grant.claim.quantity = Quantity::of_milli(742);
    grant.value = Money(186, british);
    CHECK(is_refused());
    grant.value = Money(185, british);
    CHECK(world.storage->record(grant, {system_actor, world.request()}));
}

TEST_CASE("grants of before are replacements, with their slips and prints", "[remedies]") {
    const TemporaryFolder folder;
    const auto steps = schema_steps();
    must(Connection::open_writing(folder.database(), {steps.begin(), steps.begin() + 8}));
    {
        PlainDatabase plain(folder.database());
        const std::string line = "'shop-1', 'lane-3', 15252, '0042', ";
        const std::string slip = R"({"language":"english","copy_mark":"COPY","lines":[]})";
        const std::string authority = R"('{"rule":"small","policy_version":"v1"}')";
        REQUIRE(
            plain.run("INSERT INTO recovery_case (id, state, claim, business_unit, workstation, business_day, "
                      "sequence, revision, line, quantity, complaint, value, currency, opened_by, opened_at) VALUES "
                      "('c', 3, 'k', " +
                      line + "1, 1, 1000, 0, 165, 'GBP', 'nora', 1)"));
        REQUIRE(plain.run("INSERT INTO remedy_grant VALUES ('g1', 'c', " + line + "1, 1000, 165, 'GBP', " + authority +
                          ", NULL, 'S1', '" + slip + "', 1, 2, 'nora'), ('g2', 'c', " + line + "1, 1000, 165, 'GBP', " +
                          authority + ", NULL, 'S2', '" + slip + "', 3, NULL, NULL)"));
        REQUIRE(plain.run("INSERT INTO line_made_good VALUES (" + line + "1, 1000, 165, 2000, 330, 3)"));
        REQUIRE(
            plain.run("INSERT INTO slip_print VALUES ('j1', 'S1', 0, 4), ('j2', 'S2', 0, 0), ('j3', 'S2', 1, NULL)"));
        for (const std::string number : {"S1", "S2"})
            REQUIRE(plain.tell("grant.given", R"({"event":{"document":)" + slip + R"(,"slip":")" + number + "\"}}"));
    }
    auto connection = must(Connection::open_writing(folder.database(), steps));
    const CaseFile cases(connection);
    const auto found = must(cases.find_case(CaseId("c")));
    REQUIRE(found);
    REQUIRE(found->remedy);
    CHECK(found->remedy->offer.remedy == Remedy::replacement);
    CHECK(found->remedy->value == Money(165, british));
    CHECK(found->remedy->slip.number == SlipNumber("S2"));
    CHECK(found->remedy->slip.prints.size() == 2);
    REQUIRE(found->taken_back.size() == 1);
    CHECK(found->taken_back[0].remedy.slip.prints[0].outcome == PrintOutcome::failed);
    const ReceiptKey key{BusinessUnitId("shop-1"), WorkstationId("lane-3"), Date{15252}, "0042"};
    const auto history = must(cases.history(key, litre_line));
    CHECK(history.made_good_on_line == Quantity::of_milli(1000));
    CHECK(history.repriced_on_line.is_zero());
    CHECK(must(PrintJobs(connection).open_in_journal()).size() == 1);
    CHECK(must(connection.check_integrity()).empty());
}

TEST_CASE("a promise is due until it is kept, changed or taken back, and a rebuild tells the same") {
    const TemporaryFolder folder;
    Counter world(folder.path());
    const Date day{world.clock.civil.date().days_since_1970 + 3};
    const auto promised = [&](Date for_day) {
        const auto opened = world.handle(world.claim(litre_line, 1000)).value();
        return world.handle(GiveRemedy{world.request(), cashier, opened.id, {Remedy::replacement, false, for_day}, {}})
            .value();
    };
    const auto due = [&](Date until) {
        std::vector<CaseId> ids;
        for (const auto& view : must(world.storage->cases().promised_until(until, 9)))
            ids.push_back(view.id);
        return ids;
    };
    const auto first = promised(day);
    CHECK(due(Date{day.days_since_1970 - 1}).empty());
    CHECK(due(day) == std::vector{first.id});
    CHECK(must(world.storage->cases().find_case(first.id))->remedy->offer.promised_for == day);
    const Date later{day.days_since_1970 + 4};
    world.handle(ChangeRemedy{world.request(), cashier, first.id, {Remedy::replacement, false, later}, {}}).value();
    CHECK(due(day).empty());
    CHECK(due(later) == std::vector{first.id});
    const auto second = promised(day);
    CHECK(due(later) == std::vector{second.id, first.id});
    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    world.handle(HandOver{world.request(), cashier, second.id}).value();
    world.handle(ReverseGrant{world.request(), cashier, first.id}).value();
    CHECK(due(later).empty());
}

TEST_CASE("a voucher and a substitute are kept as they were given") {
    const TemporaryFolder folder;
    Counter world(folder.path());
    const auto voucher = world.granted(litre_line, 1000, Complaint::damaged, Remedy::voucher);
    CHECK(must(world.storage->cases().find_by_slip(voucher.remedy->slip.number))->id == voucher.id);
    world.handle(RedeemVoucher{world.request(), cashier, voucher.id}).value();
    CHECK(must(world.storage->cases().find_case(voucher.id))->remedy->redeemed_at == world.clock.civil);

    const auto opened = world.handle(world.claim(litre_line, 1000)).value();
    const Offer other{.remedy = Remedy::substitute, .instead = NamedItem{ItemCode("5000112637922"), "Oat drink"}};
    world.handle(GiveRemedy{world.request(), cashier, opened.id, other, {}}).value();
    CHECK(must(world.storage->cases().find_case(opened.id))->remedy->offer == other);
}
