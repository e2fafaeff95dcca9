#include "terminal/command/asked_pin.hpp"
#include "terminal/command/care_document.hpp"
#include "terminal/command/case_document.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/command/receipt_document.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
#include "terminal/storage/customer_file.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/practice_copy.hpp"
#include "terminal/storage/private_file.hpp"
#include "terminal/storage/seen_records.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <iostream>
#include <map>

namespace makegood {

namespace {

struct Held {
    storage::StoredReceipt stored;
    std::vector<CaseView> cases;
};
struct HeldTold {
    CareRecord record;
    std::vector<CareMoment> history;
    std::map<int, std::string> words;
    std::string phone;
};

// One run of a command about a customer: whoever runs it, and what the shop holds.
struct Run {
    SystemClock clock;
    SystemRandomness randomness;
    std::unique_ptr<storage::Storage> storage;
    StaffId by = command_line_actor;
    storage::OfCustomer of_customer;
    std::vector<Held> held;
    std::vector<HeldTold> told;

    bool holds_nothing() const { return held.empty() && told.empty(); }
};

storage::Stored<std::vector<Held>> read_all(storage::Storage& storage, const std::vector<ReceiptKey>& keys) {
    std::vector<Held> held;
    for (const auto& key : keys) {
        auto stored = storage.facts().find_receipt(key);
        auto cases = storage.cases().cases_of(key);
        if (!stored || !cases)
            return refused(!stored ? stored.error() : cases.error());
        if (*stored)
            held.push_back({std::move(**stored), std::move(*cases)});
    }
    return held;
}

storage::Stored<std::vector<HeldTold>> read_all(storage::Storage& storage, const std::vector<CareId>& records) {
    std::vector<HeldTold> told;
    auto& connection = storage.connection();
    const storage::CareFile file(connection);
    for (const auto& id : records) {
        auto record = file.find(id);
        auto history = file.history(id);
        auto words = storage::words_of_care(connection, storage.pepper(), id);
        auto phone = storage::phone_of_care(connection, storage.pepper(), id);
        if (!record || !history)
            return refused(record ? history.error() : record.error());
        if (!words || !phone)
            return refused(words ? phone.error() : words.error());
        if (*record)
            told.push_back({std::move(**record), std::move(*history), std::move(*words), phone->value_or("")});
    }
    return told;
}

// The way of both commands until something is held. An exit where it ends there.
std::optional<Exit> look_up(const Console& console, Run& run, const CustomerOptions& options) {
    storage::CustomerTold told{options.phone, options.loyalty_number, std::nullopt};
    if (!options.receipt.empty() && !(told.receipt = ReceiptKey::from_text(options.receipt))) {
        console.complain("command.seen.no_key", {{"key", text::Code{text::plain(options.receipt)}}});
        return Exit::usage;
    }
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, "command-line", run.clock, run.randomness);
    if (!storage)
        return console.fail(storage.error());
    run.storage = std::move(*storage);
    if (!options.by.empty()) {
        const auto who = identified(console, *run.storage, options.by, run.randomness);
        if (!who)
            return who.error();
        run.by = *who;
    }
    auto found = storage::held_of_customer(run.storage->connection(), run.storage->pepper(), told);
    if (!found)
        return console.fail(found.error());
    run.of_customer = std::move(*found);
    auto held = read_all(*run.storage, run.of_customer.keys);
    auto told_here = read_all(*run.storage, run.of_customer.told);
    if (!held || !told_here)
        return console.fail(held ? told_here.error() : held.error());
    run.held = std::move(*held);
    run.told = std::move(*told_here);
    if (!run.holds_nothing())
        return std::nullopt;
    console.say("command.customer.nothing_held");
    console.document(Json::object({{"receipts", Json::array()}, {"told", Json::array()}}));
    return Exit::refused;
}

Author author_of(Run& run, const std::string& what) {
    return {run.by, RequestId(what + "-" + std::to_string(run.randomness.next()))};
}

void tell_where_it_leads_on(const Console& console, const Run& run) {
    if (const auto& key = run.of_customer.leads_on)
        console.complain("command.customer.leads_on", {{"key", text::Code{text::plain(key->to_text())}}});
}

Json document_of(const storage::Sighting& sighting) {
    Json told = Json::array();
    for (const auto fact : sighting.seen.told)
        told.push_back(storage::event_name(fact));
    return Json::object({{"at", sighting.at.to_iso()},
                         {"by", sighting.by.text()},
                         {"how", storage::event_name(sighting.seen.how)},
                         {"told", told}});
}

Json document_of(const Held& held, const std::vector<Json>& seen) {
    const auto& receipt = held.stored.receipt;
    Json lines = Json::array();
    for (const auto& line : receipt.lines)
        lines.push_back(document_of(line, {}, {}));
    Json cases = Json::array();
    for (const auto& view : held.cases)
        cases.push_back(document_of(view));
    auto document = Json::object({{"key", receipt.key.to_text()},
                                  {"number", text::plain(receipt.number)},
                                  {"begun_at", receipt.begun_at.to_iso()},
                                  {"served_by", text::plain(receipt.operator_id.text())},
                                  {"total", receipt.total.to_decimal()},
                                  {"currency", receipt.total.currency().code()},
                                  {"revisions", held.stored.revisions},
                                  {"lines", lines},
                                  {"cases", cases},
                                  {"seen", Json::array(seen)}});
    add_as_sold(document, receipt, {});
    return document;
}

Json document_of(const HeldTold& told) {
    Json steps = Json::array();
    for (const auto& moment : told.history) {
        const auto words = told.words.find(moment.number);
        steps.push_back(document_of(moment, words == told.words.end() ? std::string() : words->second));
    }
    auto document = document_of(told.record);
    document.add("phone", text::plain(told.phone));
    document.add("steps", steps);
    return document;
}

storage::Stored<Json> document_of(const Run& run) {
    const auto& all_keys = run.of_customer.keys;
    const std::set<ReceiptKey> keys(all_keys.begin(), all_keys.end());
    const auto sightings = storage::sightings_of(run.storage->connection(), keys);
    if (!sightings)
        return refused(sightings.error());
    std::map<ReceiptKey, std::vector<Json>> seen;
    for (const auto& sighting : *sightings)
        seen[sighting.seen.receipt.key].push_back(document_of(sighting));
    Json receipts = Json::array();
    for (const auto& held : run.held)
        receipts.push_back(document_of(held, seen[held.stored.receipt.key]));
    Json told = Json::array();
    for (const auto& one : run.told)
        told.push_back(document_of(one));
    return Json::object({{"made_at", run.clock.now().to_iso()}, {"receipts", receipts}, {"told", told}});
}

// What has to come to an end first, or be confirmed: the receipt is how the customer would ask for it.
std::vector<const CaseView*> open_cases_of(const std::vector<Held>& held) {
    std::vector<const CaseView*> open;
    for (const auto& one : held)
        for (const auto& view : one.cases)
            if (is_open(view))
                open.push_back(&view);
    return open;
}

// Nobody can answer them any more once their number is gone.
std::vector<const CareRecord*> unanswered_of(const std::vector<HeldTold>& told) {
    std::vector<const CareRecord*> unanswered;
    for (const auto& one : told)
        if (one.record.stage < CareStage::answered && one.record.kind != CareKind::praise)
            unanswered.push_back(&one.record);
    return unanswered;
}

Json ids_of(const auto& all) {
    Json ids = Json::array();
    for (const auto* one : all)
        ids.push_back(one->id.text());
    return ids;
}

} // namespace

Exit customer_export_command(const Console& console, const CustomerExportOptions& options) {
    Run run;
    if (const auto ended = look_up(console, run, options))
        return *ended;
    const auto document = document_of(run);
    if (!document)
        return console.fail(document.error());
    const auto text = document->text() + "\n";
    if (!options.out.empty()) {
        const std::span bytes(reinterpret_cast<const unsigned char*>(text.data()), text.size());
        if (const auto kept = storage::replace_private_file(options.out, bytes); !kept)
            return console.fail(kept.error());
    }
    const auto count = std::ssize(run.held);
    const auto told = std::ssize(run.told);
    if (const auto done = run.storage->record(CustomerExported{count, told}, author_of(run, "customer-export")); !done)
        return console.fail(done.error());
    tell_where_it_leads_on(console, run);
    if (options.out.empty())
        std::cout << text;
    else
        console.say("command.customer.exported",
                    {{"receipts", count}, {"told", told}, {"file", text::Code{text::plain(options.out.string())}}});
    return Exit::done;
}

Exit customer_erase_command(const Console& console, const CustomerEraseOptions& options) {
    Run run;
    if (const auto ended = look_up(console, run, options))
        return *ended;
    tell_where_it_leads_on(console, run);
    const auto open = open_cases_of(run.held);
    for (const auto* view : open)
        console.complain(view->state == CaseState::closed || view->state == CaseState::handed_over
                             ? "command.customer.open_voucher"
                             : "command.customer.open_case",
                         {{"id", text::Code{view->id.text()}},
                          {"state", console.words().say("state." + std::string(name_of(view->state)))}});
    const auto unanswered = unanswered_of(run.told);
    for (const auto* record : unanswered)
        console.complain("command.customer.unanswered", {{"id", text::Code{record->id.text()}}});
    if (!(open.empty() && unanswered.empty()) && !options.even_with_open_cases) {
        console.complain("command.customer.confirm_open");
        console.document(
            Json::object({{"erased", 0}, {"open_cases", ids_of(open)}, {"unanswered", ids_of(unanswered)}}));
        return Exit::refused;
    }
    if (const auto forgotten = storage::forget_practice(options.data, run.clock.now().to_iso()); !forgotten)
        return console.fail(forgotten.error());
    const auto erased =
        storage::erase_customer(*run.storage, run.of_customer, options.basis, author_of(run, "customer-erase"));
    if (!erased)
        return console.fail(erased.error());
    const auto count = std::ssize(run.of_customer.keys);
    const auto told = std::ssize(run.of_customer.told);
    console.say("command.customer.erased", {{"receipts", count}});
    if (told > 0)
        console.say("command.customer.erased_told", {{"told", told}});
    for (const auto* what : {"goods", "cases", "elsewhere"})
        console.say(std::string("command.customer.stays.") + what);
    console.document(Json::object(
        {{"erased", count}, {"told", told}, {"open_cases", ids_of(open)}, {"unanswered", ids_of(unanswered)}}));
    return Exit::done;
}

} // namespace makegood
