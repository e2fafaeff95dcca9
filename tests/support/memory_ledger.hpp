#pragma once

#include "workflows/care/care_stages.hpp"
#include "workflows/finding/phone.hpp"
#include "workflows/left_behind/matching.hpp"
#include "workflows/ports.hpp"
#include "workflows/staff/permissions.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

// The world of the desk in memory: a ledger with state that also shows what was appended, a clock that is set by hand,
// and a random source that counts.

namespace makegood::testing {

class HandClock final : public Clock {
  public:
    CivilTime civil = *CivilTime::from_iso("2026-05-04T10:00");
    std::int64_t ms = 1'777'888'800'000;
    MonotonicTime machine{"boot-1", 5'000'000};

    CivilTime now() const override { return civil; }
    std::int64_t wall_ms() const override { return ms; }
    MonotonicTime monotonic() const override { return machine; }

    void pass_ms(std::int64_t passed) {
        ms += passed;
        machine.ms += passed;
        civil.seconds += passed / 1000;
    }
};

class CountingRandomness final : public Randomness {
  public:
    explicit CountingRandomness(std::uint64_t after = 0) : last_(after) {}
    std::uint64_t next() override { return ++last_ * 0x9E37'79B9'7F4A'7C15; }

  private:
    std::uint64_t last_;
};

// Not SHA-256: equal texts have equal digests, which is all that the desk asks for.
class FoldingCryptography final : public Cryptography {
  public:
    Digest sha256(std::string_view bytes) const override {
        Digest digest{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            digest[i % 32] = static_cast<std::uint8_t>(digest[i % 32] * 31 + bytes[i]);
        return digest;
    }
};

class PlainSlipWriter final : public SlipWriter {
  public:
    SlipDocument write(const SlipContent& content) const override {
        return {content.language, "COPY", {{SlipLineKind::bar_code, "", content.number.text()}}};
    }
};

class MemoryLedger final : public Ledger {
  public:
    explicit MemoryLedger(const Clock& clock) : clock_(clock) {}

    std::vector<RetailTransaction> receipts;
    std::map<StaffId, StaffMember> people;
    std::set<StaffId> pins_to_change{};
    LeftBehindAnswer log_answer = LeftBehindAnswer::not_kept;
    std::map<LeftBehindId, LeftBehindEntry> entries;
    std::map<CareId, CareRecord> care;
    Quantity came_back{}; // of every line
    std::optional<CivilTime> came_back_at{};
    std::vector<GrantId> refunds_paid{};
    std::vector<Product> products{};
    std::vector<StockCount> counts{}; // ascending by time
    std::vector<Event> events;
    std::vector<Author> authors; // of each

    std::optional<RetailTransaction> receipt(const ReceiptReference& reference) const override {
        for (const auto& receipt : receipts)
            if (receipt.key == reference.key)
                return receipt;
        return std::nullopt;
    }

    KnownByWord known_by_word(const ItemCode& code, const ToldSale& sale) const override {
        KnownByWord known{.history = {.left_behind = log_answer}};
        for (const auto& [id, entry] : entries) {
            if (entry.code != code)
                continue;
            const bool speaks = speaks_for(entry, sale);
            if (!speaks && (known.entry || !was_given_without_case(entry, sale)))
                continue;
            known.history.left_behind = speaks ? LeftBehindAnswer::holds_it : LeftBehindAnswer::gave_it;
            known.history.left_behind_at = entry.found_at;
            known.history.left_behind_quantity = entry.quantity;
            if (speaks)
                known.entry = entry;
        }
        known.history.first_count = first_count(code, sale.bought.from);
        for (const auto& [id, found] : cases_)
            if (found.claim.told && found.claim.told->item && found.remedy && found.opened_at >= sale.bought.from &&
                goods_of(found.claim.told->item->code) == goods_of(code)) {
                ++known.history.given_by_word;
                known.history.last_given_by_word =
                    std::max(known.history.last_given_by_word, std::optional(found.remedy->given_at));
            }
        return known;
    }

    ReceiptHistory history(const ReceiptKey& key, LineNumber line) const override {
        ReceiptHistory history{.refunds_paid = refunds_paid,
                               .returned_on_line = came_back,
                               .came_back_on_line = came_back,
                               .last_came_back_on_line = came_back_at,
                               .left_behind = log_answer};
        for (const auto& receipt : receipts)
            if (const auto* item = receipt.key == key ? find_line(receipt, line) : nullptr)
                history.first_count = first_count(item->code, receipt.begun_at);
        if (const auto entry = left_behind_of(key, line)) {
            history.left_behind = LeftBehindAnswer::holds_it;
            history.left_behind_at = entry->found_at;
            history.left_behind_quantity = entry->quantity;
        }
        for (const auto& [id, found] : cases_) {
            if (found.claim.told && found.claim.told->item && found.remedy)
                count_by_word(history, key, line, found);
            auto same_sequence = found.claim.receipt.key;
            same_sequence.sequence = key.sequence;
            if (found.remedy && same_sequence == key && found.claim.receipt.key != key) {
                ++history.others_on_lane;
                history.last_on_lane = std::max(history.last_on_lane, std::optional(found.remedy->given_at));
            }
            if (found.claim.receipt.key != key)
                continue;
            const auto parts = by_line(found.claim);
            const auto part = std::ranges::find(parts, line, &Claim::line);
            if (part != parts.end() && !found.taken_back.empty()) {
                history.taken_back_on_line += static_cast<std::int64_t>(found.taken_back.size());
                history.last_taken_back_on_line =
                    std::max(history.last_taken_back_on_line, std::optional(found.taken_back.back().at));
            }
            if (!found.remedy)
                continue;
            ++history.made_good_before;
            history.last_made_good_on_receipt = found.remedy->given_at;
            if (part == parts.end())
                continue;
            const auto value = worths_.at(found.remedy->grant)[static_cast<std::size_t>(part - parts.begin())];
            auto& units = found.remedy->offer.remedy == Remedy::price_difference ? history.repriced_on_line
                                                                                 : history.made_good_on_line;
            units = *add(units, part->quantity);
            history.worth_made_good_on_line += value;
            if (found.remedy->offer.remedy == Remedy::price_difference)
                history.worth_repriced_on_line += value;
            history.last_made_good_on_line = found.remedy->given_at;
        }
        return history;
    }

    std::int64_t given_alone(const StaffId& person, Currency currency, CivilTime from, CivilTime until) const override {
        std::int64_t sum = 0;
        for (const auto& [id, found] : cases_)
            if (is_given_alone(found, person, currency) && found.remedy->given_at >= from &&
                found.remedy->given_at < until)
                sum += found.remedy->value.minor_units();
        return sum;
    }

    int given_without_receipt(const StaffId& person, CivilTime from, CivilTime until) const override {
        int count = 0;
        for (const auto& [id, found] : cases_)
            if (found.claim.told && is_given_alone(found, person, found.value.currency()) &&
                found.remedy->offer.remedy != Remedy::apology && found.remedy->given_at >= from &&
                found.remedy->given_at < until)
                ++count;
        return count;
    }

    int given_to_countersign(const StaffId& person, CivilTime from, CivilTime until) const override {
        return static_cast<int>(std::ranges::count_if(cases_, [&](const auto& one) {
            const auto& remedy = one.second.remedy;
            return remedy && std::holds_alternative<CountersignAuthority>(remedy->authority) &&
                   givers_.at(remedy->grant) == person && remedy->given_at >= from && remedy->given_at < until;
        }));
    }

    std::optional<CustomerStanding> customer_standing(const ReceiptReference& reference, CivilTime since,
                                                      const StaffId& person, Currency currency) const override {
        const auto customer = receipt(reference)->customer_reference;
        if (customer.empty())
            return std::nullopt;
        return standing_of([&](const RetailTransaction& one) { return one.customer_reference == customer; }, since,
                           person, currency);
    }
    std::optional<CustomerStanding> standing_of_phone(std::string_view phone, CivilTime since, const StaffId& person,
                                                      Currency currency) const override {
        const auto key = phone_key(phone);
        if (key.empty())
            return std::nullopt;
        return standing_of([&](const RetailTransaction& one) { return phone_key(one.customer_phone) == key; }, since,
                           person, currency);
    }

    std::optional<Product> product(const ItemCode& code) const override {
        const auto found =
            std::ranges::find(products, goods_of(code), [](const Product& product) { return goods_of(product.code); });
        return found == products.end() ? std::nullopt : std::optional(*found);
    }
    std::optional<StockCount> first_count(const ItemCode& code, CivilTime after) const override {
        for (const auto& count : counts)
            if (goods_of(count.code) == goods_of(code) && count.counted_at > after)
                return count;
        return std::nullopt;
    }
    std::vector<StockMovement> stock_movements(const GrantId& grant) const override {
        std::vector<StockMovement> movements;
        for (const auto& event : events)
            if (const auto* moved = std::get_if<StockMoved>(&event); moved != nullptr && moved->grant == grant)
                movements.push_back(moved->movement);
        return movements;
    }
    std::optional<StaffMember> staff(const StaffId& id) const override { return find(people, id); }
    bool somebody_looks_after_staff() const override {
        return std::ranges::any_of(people, [](const auto& one) { return looks_after_staff(one.second.role); });
    }
    bool number_was_given(const StaffId& id) const override { return people.contains(id) || gone_.contains(id); }
    PinAttempts pin_attempts(const StaffId& id) const override { return find(attempts_, id).value_or(PinAttempts{}); }
    std::optional<StaffId> pin_tried_by(const RequestId& request) const override { return find(tries_, request); }
    bool pin_to_change(const StaffId& id) const override { return pins_to_change.contains(id); }
    std::optional<CaseView> find_case(const CaseId& id) const override { return find(cases_, id); }
    std::optional<CaseId> handled(const RequestId& request) const override { return find(requests_, request); }

    std::optional<LeftBehindEntry> left_behind(const LeftBehindId& id) const override { return find(entries, id); }
    std::optional<LeftBehindEntry> left_behind_of(const ReceiptKey& key, LineNumber number) const override {
        for (const auto& receipt : receipts) {
            const auto* line = receipt.key == key ? find_line(receipt, number) : nullptr;
            for (const auto& [id, entry] : entries)
                if (line && entry.code == line->code && speaks_for(entry, {receipt.begun_at, key.workstation}))
                    return entry;
        }
        return std::nullopt;
    }
    std::vector<LeftBehindEntry> left_behind_given_by(const CaseId& id) const override {
        std::vector<LeftBehindEntry> given;
        for (const auto& [entry_id, entry] : entries)
            if (entry.made_good == id)
                given.push_back(entry);
        return given;
    }
    std::optional<CareRecord> care_record(const CareId& id) const override { return find(care, id); }
    std::optional<CareId> care_handled(const RequestId& request) const override {
        return find(care_requests_, request);
    }
    std::optional<LeftBehindId> left_behind_handled(const RequestId& request) const override {
        return find(log_requests_, request);
    }

    void append(const Event& event, const Author& author) override {
        events.push_back(event);
        authors.push_back(author);
        std::visit([&](const auto& particular) { apply(particular, author); }, event);
    }

  private:
    template <class Key, class Value>
    static std::optional<Value> find(const std::map<Key, Value>& map, const Key& key) {
        const auto found = map.find(key);
        return found == map.end() ? std::nullopt : std::optional(found->second);
    }

    const GrantedRemedy* remedy_of(const GrantId& grant) const {
        for (const auto& [id, found] : cases_)
            if (found.remedy && found.remedy->grant == grant)
                return &*found.remedy;
        return nullptr;
    }

    template <class IsTheirs>
    CustomerStanding standing_of(IsTheirs is_theirs, CivilTime since, const StaffId& person, Currency currency) const {
        CustomerStanding standing;
        for (const auto& [id, found] : cases_) {
            if (!found.remedy || found.claim.told || found.remedy->given_at < since ||
                !is_theirs(*receipt(found.claim.receipt)))
                continue;
            ++standing.made_good;
            if (is_given_alone(found, person, currency))
                standing.given_alone += found.remedy->value.minor_units();
        }
        return standing;
    }

    bool is_given_alone(const CaseView& found, const StaffId& person, Currency currency) const {
        return found.remedy && !std::holds_alternative<ManagerAuthority>(found.remedy->authority) &&
               givers_.at(found.remedy->grant) == person && found.value.currency() == currency;
    }

    void count_by_word(ReceiptHistory& history, const ReceiptKey& key, LineNumber line, const CaseView& found) const {
        for (const auto& receipt : receipts)
            if (const auto* item = receipt.key == key ? find_line(receipt, line) : nullptr)
                if (goods_of(item->code) == goods_of(found.claim.told->item->code) &&
                    found.opened_at >= receipt.begun_at) {
                    ++history.given_by_word;
                    history.last_given_by_word =
                        std::max(history.last_given_by_word, std::optional(found.remedy->given_at));
                }
    }

    CaseView& known(const CaseId& id, const Author& author) {
        requests_.insert({author.request, id});
        return cases_.at(id);
    }

    void apply(const StaffEnrolled& e, const Author&) { people[e.staff] = {e.staff, {}, e.role, e.language}; }
    void apply(const ClaimRequested& e, const Author& author) {
        cases_.insert({e.case_id, CaseView{.id = e.case_id,
                                           .claim = e.claim,
                                           .value = e.value,
                                           .opened_by = author.actor,
                                           .opened_at = clock_.now(),
                                           .decision = {},
                                           .whole = e.whole,
                                           .rest_of = e.rest_of,
                                           .spoken = e.spoken}});
        if (!e.rest_of.empty())
            cases_.at(e.rest_of).rests.push_back(e.case_id);
        known(e.case_id, author);
    }
    void apply(const ClaimDivided& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.claim = on_lines(found.claim, e.kept);
        found.value = e.value;
        found.whole = e.whole;
    }
    void apply(const DecisionMade& e, const Author& author) { known(e.case_id, author).decision = e.decision; }
    void apply(const ApprovalAsked& e, const Author& author) {
        auto& found = known(e.proposal.case_id, author);
        found.proposal = e.proposal;
        found.asked.push_back({e.proposal.requester, clock_.now()});
        if (e.spoken)
            found.spoken = e.spoken;
        found.state = CaseState::awaiting_manager;
        if (!e.answer.empty()) {
            auto& question = found.questions.back();
            question.answer = e.answer;
            question.answered_by = author.actor;
            question.answered_at = clock_.now();
        }
    }
    void apply(const LanguageChosen& e, const Author& author) { known(e.case_id, author).spoken = e.language; }
    void apply(const ApprovalWithdrawn& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.asked.back().taken_back = author.actor != system_actor;
        found.proposal.reset();
        found.state = CaseState::claimed;
    }
    void apply(const PinTried& e, const Author& author) {
        for (const auto& whose : {e.staff, anybody}) {
            auto& attempts = attempts_[whose];
            ++attempts.failures_in_a_row;
            attempts.last_try = e.at;
        }
        tries_[author.request] = e.staff;
    }
    void apply(const PinAccepted& e, const Author&) { attempts_[e.staff] = attempts_[anybody] = {}; }
    void apply(const PinChanged& e, const Author& author) {
        attempts_[e.staff] = attempts_[anybody] = {};
        if (author.actor == e.staff)
            pins_to_change.erase(e.staff);
        else
            pins_to_change.insert(e.staff);
    }
    void apply(const StaffRevoked& e, const Author&) {
        people.erase(e.staff);
        gone_.insert(e.staff);
    }
    void apply(const ApprovalGiven&, const Author&) {}
    void apply(const ApprovalQuestioned& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.state = CaseState::claimed;
        found.proposal.reset();
        found.questions.push_back({e.approver, clock_.now(), e.question});
    }
    void apply(const ApprovalDeclined& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.state = CaseState::declined;
        found.declined_by = e.approver;
        found.declined_at = clock_.now();
        found.declined_reason = e.reason;
        found.proposal.reset();
    }
    void apply(const GrantGiven& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.state = state_when_granted(e.offer);
        const auto asker = found.proposal ? found.proposal->requester : StaffId();
        found.proposal.reset();
        const auto* whole = e.part_of.empty() ? nullptr : remedy_of(e.part_of);
        found.remedy = GrantedRemedy{.grant = e.grant,
                                     .offer = e.offer,
                                     .value = e.value,
                                     .authority = e.authority,
                                     .given_by = whole != nullptr ? whole->given_by : author.actor,
                                     .given_at = whole != nullptr ? whole->given_at : clock_.now(),
                                     .values = {e.value},
                                     .slip = {e.slip, e.document}};
        if (std::holds_alternative<ManagerAuthority>(e.authority))
            found.remedy->asked_by = whole != nullptr ? whole->asked_by : asker;
        for (const auto& line : e.more) {
            auto& values = found.remedy->values;
            values.front() = *subtract(values.front(), line.value);
            values.push_back(line.value);
        }
        givers_[e.grant] = found.remedy->given_by;
        auto& worths = worths_[e.grant];
        worths.push_back(e.value.minor_units());
        for (const auto& line : e.more) {
            worths.front() -= line.value.minor_units();
            worths.push_back(line.value.minor_units());
        }
    }
    void apply(const GrantDivided& e, const Author& author) {
        auto& found = known(e.case_id, author);
        auto& remedy = *found.remedy;
        found.claim = on_lines(found.claim, e.kept);
        found.whole = e.whole;
        remedy.values = e.values;
        remedy.value = Money(0, e.whole.currency());
        worths_.at(e.grant).clear();
        for (const auto& value : e.values) {
            remedy.value = *add(remedy.value, value);
            worths_.at(e.grant).push_back(value.minor_units());
        }
        found.value = remedy.value;
        remedy.earlier_slips.push_back(std::exchange(remedy.slip, IssuedSlip{e.slip, e.document}));
    }
    void apply(const ClaimTied& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.claim.told.reset();
        found.claim.receipt = e.receipt;
        found.claim.line = e.line;
        found.tied_at = clock_.now();
        worths_.at(e.grant).front() = e.value.minor_units();
    }
    void apply(const ClaimUntied& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.claim.told = e.told;
        found.claim.receipt = {};
        found.claim.line = told_line;
        found.tied_at.reset();
        worths_.at(e.grant).front() = found.remedy->value.minor_units();
    }
    void apply(const RemedyChanged& e, const Author& author) {
        auto& found = known(e.case_id, author);
        auto& remedy = *found.remedy;
        found.state = state_when_granted(e.offer);
        remedy.offer = e.offer;
        remedy.earlier_slips.push_back(std::exchange(remedy.slip, IssuedSlip{e.slip, e.document}));
    }
    void apply(const GiftGiven& e, const Author& author) { known(e.case_id, author).remedy->gift = e.gift; }
    void apply(const RefundAsked& e, const Author& author) { known(e.case_id, author).remedy->asked_of_till = true; }
    void apply(const RefundNotPaid& e, const Author& author) { known(e.case_id, author).remedy->asked_of_till = false; }
    void apply(const MoneyPaidOut& e, const Author& author) { known(e.case_id, author).state = CaseState::handed_over; }
    void apply(const SlipCancelled& e, const Author& author) {
        known(e.case_id, author).taken_back.back().cancelling_slip = IssuedSlip{e.slip, e.document};
    }
    void apply(const LetterWritten& e, const Author& author) {
        known(e.case_id, author).remedy->letter = IssuedSlip{e.slip, e.document};
    }
    void apply(const GrantReversed& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.state = CaseState::claimed;
        found.taken_back.push_back({std::move(*found.remedy), author.actor, clock_.now()});
        found.remedy.reset();
        found.faces.reset();
    }
    void apply(const VoucherRedeemed& e, const Author& author) {
        known(e.case_id, author).remedy->redeemed_at = clock_.now();
    }
    void apply(const GoodsHandedOver& e, const Author& author) {
        known(e.case_id, author).state = CaseState::handed_over;
    }
    void apply(const SlipPrintAsked& e, const Author& author) {
        for (auto& [id, found] : cases_)
            for (auto* slip : slips_of(found))
                if (slip->number == e.slip) {
                    slip->prints.push_back({e.job, e.copy, std::nullopt});
                    known(id, author);
                }
    }
    void apply(const SlipPrintEnded& e, const Author& author) {
        for (auto& [id, found] : cases_)
            for (auto* slip : slips_of(found))
                for (auto& print : slip->prints)
                    if (print.job == e.job) {
                        print.outcome = e.outcome;
                        known(id, author);
                    }
    }
    static std::vector<IssuedSlip*> slips_of(CaseView& view) {
        std::vector<IssuedSlip*> slips;
        for (const auto* slip : makegood::slips_of(view))
            slips.push_back(const_cast<IssuedSlip*>(slip));
        return slips;
    }
    void apply(const RetentionBegan&, const Author&) {}
    void apply(const RetentionApplied&, const Author&) {}
    void apply(const TerminalKeyMade&, const Author&) {}
    void apply(const DayClosed&, const Author&) {}
    void apply(const RecordsSeen&, const Author&) {}
    void apply(const SecondLookAsked& e, const Author& author) {
        auto& found = known(e.case_id, author);
        found.looks.push_back(
            {.grant = e.grant,
             .given_by = givers_.at(e.grant),
             .due = e.due,
             .to_countersign = std::holds_alternative<CountersignAuthority>(found.remedy->authority)});
    }
    void apply(const SecondLookTaken& e, const Author& author) {
        for (auto& look : known(e.case_id, author).looks)
            if (look.grant == e.grant)
                look.looked_by = author.actor;
    }
    void apply(const PersonalDataShown&, const Author&) {}
    void apply(const BadgeReplaced&, const Author&) {}
    void apply(const DrawerOpenAsked&, const Author&) {}
    void apply(const DrawerOpenEnded&, const Author&) {}
    void apply(const CustomerExported&, const Author&) {}
    void apply(const CustomerErased&, const Author&) {}
    void apply(const ComplaintReceived& e, const Author& author) {
        care[e.record] = {.id = e.record,
                          .kind = e.kind,
                          .said = e.said,
                          .has_words = e.words_commitment != Digest{},
                          .has_phone = e.phone_commitment != Digest{},
                          .received_by = author.actor,
                          .received_at = clock_.now(),
                          .routing = e.routing};
        care_requests_.insert({author.request, e.record});
    }
    void apply(const ComplaintMoved& e, const Author& author) {
        auto& record = care.at(e.record);
        record = after(record, {record.steps + 1, e.step, author.actor, clock_.now(), e.cause, e.way, e.to});
        care_requests_.insert({author.request, e.record});
    }
    void apply(const ServiceRated& e, const Author& author) { known(e.case_id, author).faces = e.faces; }
    void apply(const CaseClosed& e, const Author& author) { known(e.case_id, author).state = CaseState::closed; }

    void apply(const LeftBehindFound& e, const Author& author) {
        log_requests_.insert({author.request, e.entry});
        entries[e.entry] = {.id = e.entry,
                            .code = e.code,
                            .item = e.item,
                            .quantity = e.quantity,
                            .lane = e.lane,
                            .place = e.place,
                            .note = e.note,
                            .perishable_until = e.perishable_until,
                            .found_at = e.found_at,
                            .recorded_at = clock_.now(),
                            .found_by = author.actor,
                            .state = e.brought_back ? LeftBehindState::brought_back : LeftBehindState::kept,
                            .moved_at = e.found_at,
                            .moved_recorded_at = clock_.now(),
                            .moved_by = author.actor,
                            .label = e.label};
    }
    void apply(const LeftBehindMoved& e, const Author& author) {
        log_requests_.insert({author.request, e.entry});
        auto& entry = entries.at(e.entry);
        if (entry.state != e.to || entry.moved_at != e.happened_at)
            entry.moved_recorded_at = clock_.now();
        entry.state = e.to;
        entry.place = e.place;
        entry.reserved_for = e.to == LeftBehindState::reserved ? e.note : "";
        entry.moved_at = e.happened_at;
        entry.moved_by = author.actor;
        entry.made_good = e.made_good;
        entry.by_tie = e.by_tie;
    }

    void apply(const FoundTakenBack& e, const Author& author) {
        log_requests_.insert({author.request, e.entry});
        entries.at(e.entry).taken_back = true;
    }

    void apply(const StockMoved& e, const Author& author) { known(e.case_id, author); }

    const Clock& clock_;
    std::map<RequestId, CareId> care_requests_;
    std::map<RequestId, LeftBehindId> log_requests_;
    std::map<CaseId, CaseView> cases_;
    std::map<GrantId, StaffId> givers_;
    std::map<GrantId, std::vector<std::int64_t>> worths_; // by the claim's lines
    std::map<RequestId, CaseId> requests_;
    std::map<RequestId, StaffId> tries_;
    std::set<StaffId> gone_; // revoked
    std::map<StaffId, PinAttempts> attempts_;
};

} // namespace makegood::testing
