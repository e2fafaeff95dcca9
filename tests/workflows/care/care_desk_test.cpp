#include "workflows/care/care_desk.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/memory_ledger.hpp"

#include <map>

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
    CareDesk desk{ledger, texts};
    int requests = 0;

    Register() { ledger.people[nora] = {nora, {"Nora", "نورا"}, StaffRole::cashier}; }

    TakeDown told(CareKind kind, std::string words) {
        return {.request = RequestId("r" + std::to_string(++requests)),
                .taker = nora,
                .kind = kind,
                .words = std::move(words)};
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
                               .received_at = shop.clock.now()});
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
