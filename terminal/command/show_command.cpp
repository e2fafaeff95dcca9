#include "terminal/command/care_document.hpp"
#include "terminal/command/case_document.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/command/looked_at.hpp"
#include "terminal/command/receipt_document.hpp"
#include "terminal/command/show_case.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/finding/labels_file.hpp"
#include "terminal/policy/decision_words.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

constexpr int most_shown = 1'000;

std::string instead_of(const Offer& offer) {
    return offer.instead ? text::plain(offer.instead->name) : std::string();
}

storage::Stored<std::vector<storage::StoredReceipt>> find(storage::StorageReader& reader, const std::string& key,
                                                          const std::vector<LabelPattern>& labels) {
    if (const auto full = ReceiptKey::from_text(key)) {
        auto one = reader.facts().find_receipt(*full);
        if (!one)
            return refused(one.error());
        if (*one)
            return std::vector{std::move(**one)};
    }
    return reader.facts().find_printed(key, labels, most_shown);
}

// What the register tells of a case: how far it is, why it happened, who answered it and how.
void say_register(const Console& console, const CareRecord& record) {
    const text::Code id{record.id.text()};
    console.say("command.show.register", {{"id", id},
                                          {"stage", text::Choice{storage::event_name(record.stage)}},
                                          {"known", text::Choice{record.cause.empty() ? "no" : "yes"}},
                                          {"cause", text::Code{text::plain(record.cause)}}});
    if (record.answer)
        console.say("command.show.answered", {{"id", id},
                                              {"way", text::Choice{storage::event_name(record.answer->way)}},
                                              {"who", text::Code{text::plain(record.answer->by.text())}},
                                              {"when", record.answer->at}});
}

} // namespace

Exit show_command(const Console& console, const std::filesystem::path& data, const std::string& key) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto config = shop_config_in(data);
    if (!config)
        return console.fail(config.error());
    const auto labels = read_label_patterns(config->labels.empty() ? console.folders().labels() : config->labels);
    if (!labels)
        return console.fail(labels.error());
    const auto found = find(**reader, key, *labels);
    if (!found)
        return console.fail(found.error());

    if (found->empty()) {
        const auto one = case_named(**reader, key);
        if (!one)
            return console.fail(one.error());
        if (*one)
            return show_case(console, data, **reader, **one);
    }

    std::vector<RecordsSeen> looks;
    for (const auto& one : *found)
        looks.push_back({one.reference(), HowFound::number});
    if (const auto ended = kept_that_they_are_seen(console, data, looks))
        return *ended;
    Json receipts = Json::array();
    for (const auto& [receipt, revision, revisions] : *found) {
        const auto returns = (*reader)->facts().returns_of(receipt.key);
        if (!returns)
            return console.fail(returns.error());
        const auto made_good = (*reader)->cases().made_good(receipt.key);
        if (!made_good)
            return console.fail(made_good.error());
        const auto before = (*reader)->facts().find_receipt({receipt.key, revision - 1});
        if (!before)
            return console.fail(before.error());
        const auto change = *before ? change_between((*before)->receipt, receipt) : ReceiptChange{};
        const auto receipt_key = receipt.key.to_text();
        console.say("command.show.receipt", {{"number", text::Code{text::plain(receipt.number)}},
                                             {"key", text::Code{text::plain(receipt_key)}},
                                             {"when", receipt.begun_at},
                                             {"total", receipt.total}});
        Json lines = Json::array();
        for (const auto& line : receipt.lines) {
            const auto known = returns->find(line.number);
            const auto given = made_good->find(line.number);
            auto came_back = known == returns->end() ? LineReturns{} : known->second;
            if (given != made_good->end())
                came_back = settle_refunds(std::move(came_back), given->second.refunds).rest;
            const auto granted = given == made_good->end() ? Quantity{} : given->second.quantity;
            const auto left = is_goods(receipt, line) ? left_of(line, granted, came_back.settled) : Quantity{};
            const auto number = static_cast<std::int32_t>(line.number);
            lines.push_back(document_of(line, came_back, left));
            console.say("command.show.line", {{"line", number},
                                              {"quantity", text::in_unit(line.quantity, line.unit, console.words())},
                                              {"name", text::plain(line.name.empty() ? line.code.text() : line.name)},
                                              {"amount", line.amount},
                                              {"left", left}});
        }
        for (const auto& tax : receipt.taxes)
            console.say("command.show.fact", {{"fact", text::plain(text::tax_in_words(tax, console.words()))}});
        for (const auto& tender : receipt.tenders)
            console.say("command.show.fact", {{"fact", text::plain(text::tender_in_words(tender, console.words()))}});
        for (const auto& sentence : text::changes_in_words(change, receipt.total, console.words()))
            console.say("command.show.change", {{"change", sentence}});
        const auto cases = (*reader)->cases().cases_of(receipt.key);
        if (!cases)
            return console.fail(cases.error());
        Json case_list = Json::array();
        for (const auto& view : *cases) {
            const auto line = static_cast<std::int32_t>(view.claim.line);
            const auto told = storage::CareFile((*reader)->connection()).find(CareId(view.id.text()));
            if (!told)
                return console.fail(told.error());
            Json taken_back = Json::array();
            for (const auto& gone : view.taken_back)
                taken_back.push_back(Json::object(
                    {{"slip", gone.remedy.slip.number.text()}, {"at", gone.at.to_iso()}, {"by", gone.by.text()}}));
            case_list.push_back(Json::object({{"id", view.id.text()},
                                              {"state", name_of(view.state)},
                                              {"line", line},
                                              {"quantity", number_of(view.claim.quantity)},
                                              {"more", lines_of(view.claim.more)},
                                              {"value", view.value.to_decimal()},
                                              {"opened_at", view.opened_at.to_iso()},
                                              {"rating", view.faces ? Json(*view.faces) : Json()},
                                              {"given", view.remedy ? Json(name_of(view.remedy->offer)) : Json()},
                                              {"instead", view.remedy ? Json(instead_of(view.remedy->offer)) : Json()},
                                              {"slip", view.remedy ? Json(view.remedy->slip.number.text()) : Json()},
                                              {"taken_back", taken_back},
                                              {"questions", questions_of(view)},
                                              {"register", *told ? document_of(**told) : Json()}}));
            for (const auto& part : by_line(view.claim))
                console.say("command.show.case",
                            {{"id", text::Code{view.id.text()}},
                             {"line", static_cast<std::int32_t>(part.line)},
                             {"quantity", part.quantity},
                             {"state", console.words().say("state." + std::string(name_of(view.state)))}});
            if (view.remedy)
                console.say(view.remedy->offer.instead ? "command.show.given_instead" : "command.show.given",
                            {{"id", text::Code{view.id.text()}},
                             {"remedy", offer_in_words(view.remedy->offer, console.words())},
                             {"instead", instead_of(view.remedy->offer)},
                             {"value", view.remedy->value}});
            for (const auto& asked : view.questions) {
                console.say("command.show.question",
                            {{"id", text::Code{view.id.text()}},
                             {"who", text::Code{asked.by.text()}},
                             {"when", asked.at},
                             {"question", question_in_words(asked.question, console.words())}});
                if (!asked.answer.empty())
                    console.say("command.show.answer", {{"id", text::Code{view.id.text()}},
                                                        {"answer", answer_in_words(asked.answer, console.words())}});
            }
            for (const auto& gone : view.taken_back)
                console.say("command.show.taken_back", {{"id", text::Code{view.id.text()}},
                                                        {"number", text::Code{gone.remedy.slip.number.text()}},
                                                        {"when", gone.at},
                                                        {"who", text::Code{gone.by.text()}}});
            if (*told)
                say_register(console, **told);
        }
        auto document = Json::object({{"key", receipt_key},
                                      {"number", text::plain(receipt.number)},
                                      {"begun_at", receipt.begun_at.to_iso()},
                                      {"total", receipt.total.to_decimal()},
                                      {"currency", receipt.total.currency().code()},
                                      {"revision", revision},
                                      {"revisions", revisions},
                                      {"lines", lines},
                                      {"cases", case_list}});
        add_as_sold(document, receipt, change);
        receipts.push_back(std::move(document));
    }
    console.document(receipts);
    if (found->empty())
        console.complain("command.show.none", {{"number", text::Code{text::plain(key)}}});
    return found->empty() ? Exit::refused : Exit::done;
}

} // namespace makegood
