#include "workflows/care/care_desk.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/memory_ledger.hpp"
#include "workflows/care/care_stages.hpp"

#include <map>
#include <random>

using namespace makegood;
using namespace makegood::testing;
using Refusal = CareRefusal;

namespace {

struct MemoryTexts final : PersonalTexts {
    std::map<std::pair<CareId, int>, std::string> words;
    std::map<CareId, std::string> phones;

    Digest keep_words(const CareId& record, int step, std::string_view text) override {
        words[{record, step}] = text;
        return {1};
    }
    Digest keep_phone(const CareId& record, std::string_view phone) override {
        phones[record] = phone;
        return {2};
    }
};

const StaffId nora("101");

struct Register {
    HandClock clock;
    MemoryLedger ledger{clock};
    MemoryTexts texts;
    CareTerms terms{.departments = {{"tills", {"The tills", "صندوق‌ها"}}},
                    .routes = {{.id = "all", .responsible = "tills", .due = {.hours = 8}}},
                    .causes = {{"people", "", {"Too few of us", "کمبود همکار"}}}};
    CareDesk desk{ledger, clock, texts, terms};
    int requests = 0;

    Register() { ledger.people[nora] = {nora, {"Nora", "نورا"}, StaffRole::cashier}; }

    TakeDown told(CareKind kind, std::string words) {
        return {.request = RequestId("r" + std::to_string(++requests)),
                .taker = nora,
                .kind = kind,
                .words = std::move(words)};
    }
    TakeCareStep step(const CareId& record, CareStep next) {
        TakeCareStep command{RequestId("r" + std::to_string(++requests)), nora, record, next};
        if (next == CareStep::investigated || next == CareStep::answered)
            command.words = "We looked into it";
        if (next == CareStep::assessed)
            command.cause = "people";
        if (next == CareStep::answered)
            command.way = AnswerWay::phone;
        if (next == CareStep::handed_over)
            command.to = "tills";
        return command;
    }
};

} // namespace

TEST_CASE("what a customer says is taken down in their words, with no receipt") {
    Register shop;
    auto command = shop.told(CareKind::waiting, "I stood there for twenty minutes");
    command.said = {"long_queue"};
    command.phone = "07700900123";
    const auto record = shop.desk.handle(command).value();
    CHECK(record == CareRecord{.id = CareId("r1"),
                               .kind = CareKind::waiting,
                               .said = {"long_queue"},
                               .has_words = true,
                               .has_phone = true,
                               .received_by = nora,
                               .received_at = shop.clock.now(),
                               .routing = routed(CareKind::waiting, shop.clock.now(), shop.terms)});
    CHECK(shop.texts.words.at({record.id, 1}) == "I stood there for twenty minutes");
    CHECK(shop.texts.phones.at(record.id) == "07700900123");
}

TEST_CASE("taken down twice by one request, it is one record") {
    Register shop;
    const auto command = shop.told(CareKind::praise, "So kind!");
    CHECK(shop.desk.handle(command).value() == shop.desk.handle(command).value());
    CHECK(shop.ledger.care.size() == 1);
}

TEST_CASE("what cannot be taken down is named, and leaves nothing") {
    Register shop;
    struct Row {
        TakeDown command;
        Refusal refusal;
    };
    auto stranger = shop.told(CareKind::service, "Hello");
    stranger.taker = StaffId("nobody");
    auto other_phrase = shop.told(CareKind::service, "");
    other_phrase.said = {"long_queue"};
    auto card_as_phone = shop.told(CareKind::service, "Call me");
    card_as_phone.phone = "4111 1111 1111 1111";
    const Row rows[] = {
        {stranger, Refusal::staff_unknown},
        {shop.told(CareKind::service, ""), Refusal::nothing_said},
        {other_phrase, Refusal::phrase_unknown},
        {shop.told(CareKind::price, std::string(most_bytes_of_words + 1, 'a')), Refusal::too_long},
        {shop.told(CareKind::price, "I paid by 4111 1111 1111 1111"), Refusal::holds_card_number},
        {card_as_phone, Refusal::holds_card_number},
    };
    for (const auto& row : rows)
        CHECK(shop.desk.handle(row.command).error() == row.refusal);
    CHECK(shop.ledger.care.empty());
    CHECK(shop.texts.words.empty());
    CHECK(shop.texts.phones.empty());
}

TEST_CASE("a complaint goes its way from received to closed, each step with person and time") {
    Register shop;
    auto record = shop.desk.handle(shop.told(CareKind::waiting, "Twenty minutes")).value();
    CHECK(record.routing.responsible == "tills");
    for (const auto next : {CareStep::acknowledged, CareStep::handed_over, CareStep::assessed, CareStep::investigated,
                            CareStep::answered, CareStep::closed})
        record = shop.desk.handle(shop.step(record.id, next)).value();
    CHECK(record.stage == CareStage::closed);
    CHECK(record.cause == "people");
    CHECK(record.answer == CareAnswer{AnswerWay::phone, nora, shop.clock.now()});
    CHECK(record.hand_overs == 1);
    CHECK(record.steps == 7);
    CHECK(shop.texts.words.at({record.id, 6}) == "We looked into it");
    record = shop.desk.handle(shop.step(record.id, CareStep::reopened)).value();
    CHECK(record.stage == CareStage::received);
    CHECK(record.reopened == 1);
    CHECK_FALSE(record.answer);
}

TEST_CASE("a step is refused by name") {
    Register shop;
    const auto told = shop.desk.handle(shop.told(CareKind::price, "Too dear")).value();
    const auto refusal = [&](const TakeCareStep& command) { return shop.desk.handle(command).error(); };
    auto strange = shop.step(told.id, CareStep::acknowledged);
    strange.by = StaffId("nobody");
    CHECK(refusal(strange) == Refusal::staff_unknown);
    CHECK(refusal(shop.step(CareId("none"), CareStep::acknowledged)) == Refusal::record_unknown);
    CHECK(refusal(shop.step(told.id, CareStep::closed)) == Refusal::step_does_not_follow);
    auto silent = shop.step(told.id, CareStep::investigated);
    silent.words.clear();
    CHECK(refusal(silent) == Refusal::nothing_said);
    auto guess = shop.step(told.id, CareStep::assessed);
    guess.cause = "the moon";
    CHECK(refusal(guess) == Refusal::cause_unknown);
    auto lost = shop.step(told.id, CareStep::handed_over);
    lost.to = "nobody";
    CHECK(refusal(lost) == Refusal::nobody_named);
    auto no_way = shop.step(told.id, CareStep::answered);
    no_way.way.reset();
    CHECK(refusal(no_way) == Refusal::way_missing);
    auto with_card = shop.step(told.id, CareStep::answered);
    with_card.words = "You paid by 4111 1111 1111 1111";
    CHECK(refusal(with_card) == Refusal::holds_card_number);
    shop.desk.handle(shop.step(told.id, CareStep::answered)).value();
    CHECK(refusal(shop.step(told.id, CareStep::closed)) == Refusal::cause_first);
    CHECK(shop.ledger.care.at(told.id).steps == 2);
}

TEST_CASE("praise is thanked for, passed on and closed with no cause") {
    Register shop;
    auto record = shop.desk.handle(shop.told(CareKind::praise, "So friendly")).value();
    auto thanks = shop.step(record.id, CareStep::answered);
    thanks.words.clear();
    shop.desk.handle(thanks).value();
    CHECK(shop.desk.handle(shop.step(record.id, CareStep::closed)).error() == Refusal::passing_on_first);
    auto passed_on = shop.step(record.id, CareStep::handed_over);
    passed_on.to = nora.text();
    CHECK(shop.desk.handle(passed_on).value().routing.responsible == nora.text());
    CHECK(shop.desk.handle(shop.step(record.id, CareStep::closed)).value().stage == CareStage::closed);
}

// Whatever people try, in any order: what is refused changes nothing, and what is closed has its answer and its cause.
TEST_CASE("nothing is closed without an answer and a cause, whatever is tried") {
    std::mt19937 chance(8);
    Register shop;
    int closed = 0;
    for (int run = 0; run < 200; ++run) {
        const auto id = shop.desk.handle(shop.told(CareKind::service, "Hello?")).value().id;
        for (int tried = 0; tried < 20; ++tried) {
            const auto before = shop.ledger.care.at(id);
            const auto next = static_cast<CareStep>(chance() % 8);
            const auto command = shop.step(id, next);
            const auto answer = shop.desk.handle(command);
            CHECK(answer.has_value() ==
                  (stage_after(before.stage, next).has_value() &&
                   (next != CareStep::closed || wanted_to_close(before) == StillWanted::nothing)));
            const auto& now = shop.ledger.care.at(id);
            CHECK((answer ? now.steps == before.steps + 1 : now == before));
            CHECK(shop.desk.handle(command).has_value() == answer.has_value());
            CHECK(shop.ledger.care.at(id) == now);
            if (now.stage == CareStage::closed) {
                ++closed;
                CHECK(now.answer);
                CHECK(now.cause == "people");
            }
            CHECK((now.stage >= CareStage::answered) == now.answer.has_value());
        }
    }
    CHECK(closed > 100);
}
