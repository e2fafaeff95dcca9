#include "terminal/storage/projections.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/line_count.hpp"
#include "workflows/care/care_stages.hpp"
#include "workflows/stock/product.hpp"

#include <algorithm>
#include <optional>

namespace makegood::storage {

namespace {

// Each query lists the columns and the order that the digest covers, so that a later schema step changes it knowingly.
struct Table {
    const char* clear;
    const char* read;
};
constexpr Table tables[] = {
    {"DELETE FROM staff", "SELECT staff, role, language FROM staff ORDER BY staff"},
    {"DELETE FROM pin_attempts",
     "SELECT staff, failures_in_a_row, last_boot, last_ms FROM pin_attempts ORDER BY staff"},
    {"DELETE FROM pin_try", "SELECT request, staff FROM pin_try ORDER BY request"},
    {"DELETE FROM recovery_case",
     "SELECT id, state, claim, business_unit, workstation, business_day, sequence, revision, line, quantity, "
     "complaint, right_price, value, currency, opened_by, opened_at, decided_in, proposal, declined_by, "
     "declined_reason, told, more, told_goods, tied_at, whole, rest_of, declined_at, wants_cause, spoken "
     "FROM recovery_case ORDER BY id"},
    {"DELETE FROM proposal", "SELECT id, case_id, requester, nonce, digest, asked_in, taken_back "
                             "FROM proposal ORDER BY id"},
    {"DELETE FROM approval", "SELECT nonce, proposal, digest, requester, approver FROM approval ORDER BY nonce"},
    {"DELETE FROM asked_back",
     "SELECT case_id, number, asked_by, asked_at, question, answer FROM asked_back ORDER BY case_id, number"},
    {"DELETE FROM line_made_good",
     "SELECT business_unit, workstation, business_day, sequence, line, granted, repriced, value, repriced_value, sold, "
     "paid, last_at FROM line_made_good ORDER BY business_unit, workstation, business_day, sequence, line"},
    {"DELETE FROM remedy_grant",
     "SELECT id, case_id, business_unit, workstation, business_day, sequence, line, remedy, quantity, repriced, value, "
     "currency, authority, approved_proposal, given_at, remedy_since, came_back_before, reversed_at, reversed_by, "
     "given_by, to_countersign, at_hand, promised_for, instead_code, instead_name, redeemed_at, redeemed_by, "
     "value_elsewhere, gift_more, gift_value, shares_approval, asked_of_till FROM "
     "remedy_grant ORDER BY id"},
    {"DELETE FROM drawer_opening", "SELECT pulse, asked_in, outcome FROM drawer_opening ORDER BY pulse"},
    {"DELETE FROM further_line",
     "SELECT grant_id, line, quantity, value, came_back_before FROM further_line ORDER BY grant_id, line"},
    {"DELETE FROM promise", "SELECT grant_id, case_id, due FROM promise ORDER BY grant_id"},
    {"DELETE FROM slip",
     "SELECT number, case_id, position, grant_id, cancels, is_letter, written_in FROM slip ORDER BY number"},
    {"DELETE FROM slip_print", "SELECT job, slip, copy, outcome FROM slip_print ORDER BY job"},
    {"DELETE FROM stock_movement",
     "SELECT grant_id, number, case_id, goods, code, quantity, reason, moved_at FROM stock_movement ORDER BY grant_id, "
     "number"},
    {"DELETE FROM second_look",
     "SELECT grant_id, case_id, given_by, due, to_countersign, looked_by, looked_at FROM second_look ORDER BY "
     "grant_id"},
    {"DELETE FROM service_rating", "SELECT case_id, faces, rated_at FROM service_rating ORDER BY case_id"},
    {"DELETE FROM left_behind",
     "SELECT id, state, code, item, quantity, lane, place, note, perishable_until, found_at, found_by, recorded_at, "
     "moved_at, moved_by, reserved_for, made_good, by_tie, label, taken_back FROM left_behind ORDER BY id"},
    {"DELETE FROM left_behind_move",
     "SELECT entry, number, state, moved_by, place, note, happened_at, recorded_at, made_good FROM left_behind_move "
     "ORDER BY entry, number"},
    {"DELETE FROM left_behind_request", "SELECT request, entry FROM left_behind_request ORDER BY request"},
    {"DELETE FROM care_record",
     "SELECT id, kind, said, has_words, has_phone, received_by, received_at, stage, rule, severity, responsible, "
     "escalate_to, due, remind_at, escalate_at, cause, answer_way, answered_by, answered_at, hand_overs, reopened, "
     "steps, of_case FROM care_record ORDER BY id"},
    {"DELETE FROM care_step",
     "SELECT record, number, step, taken_by, taken_at, cause, way, handed_to, has_words FROM care_step ORDER BY "
     "record, number"},
    {"DELETE FROM care_request", "SELECT request, record FROM care_request ORDER BY request"},
    {"DELETE FROM handled_request", "SELECT request, case_id FROM handled_request ORDER BY request"},
};

void add(CanonicalHash& hash, const Query::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        hash.field(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
        hash.field(*text);
    else if (const auto* bytes = std::get_if<Bytes>(&value))
        hash.field(std::span<const unsigned char>(*bytes));
    else
        hash.nothing();
}

std::int64_t sum_of(const std::vector<Money>& values) {
    std::int64_t sum = 0;
    for (const auto& value : values)
        sum += value.minor_units();
    return sum;
}

// The projections of one event, one function for each type.
class Application {
  public:
    Application(Connection& connection, const Envelope& envelope, std::int64_t position)
        : connection_(connection), envelope_(envelope), position_(position) {}

    void operator()(const StaffEnrolled& e) {
        run("INSERT INTO staff (staff, role, language) VALUES (?, ?, ?) ON CONFLICT (staff) DO UPDATE SET role = "
            "excluded.role, language = excluded.language",
            e.staff.text(), static_cast<int>(e.role), static_cast<int>(e.language));
        run("DELETE FROM pin_attempts WHERE staff = ?", e.staff.text());
    }

    void operator()(const ClaimRequested& e) {
        const auto& key = e.claim.receipt.key;
        run("INSERT INTO recovery_case (id, state, claim, business_unit, workstation, business_day, sequence, "
            "revision, line, quantity, complaint, right_price, value, currency, opened_by, opened_at, told, more, "
            "told_goods, whole, rest_of, spoken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, "
            "?)",
            e.case_id.text(), static_cast<int>(CaseState::claimed), e.claim.id.text(), key.business_unit.text(),
            key.workstation.text(), key.business_day.days_since_1970, key.sequence, e.claim.receipt.revision,
            static_cast<int>(e.claim.line), e.claim.quantity.milli(), static_cast<int>(e.claim.complaint),
            e.claim.right_price ? std::optional(e.claim.right_price->minor_units()) : std::nullopt,
            e.value.minor_units(), e.value.currency().code(), envelope_.author.actor.text(), envelope_.at.seconds,
            e.claim.told ? std::optional(to_text(*e.claim.told)) : std::nullopt,
            e.claim.more.empty() ? std::nullopt : std::optional(to_text(e.claim.more)), told_goods(e.claim),
            e.whole ? std::optional(e.whole->minor_units()) : std::nullopt, case_or_null(e.rest_of),
            e.spoken ? std::optional(static_cast<int>(*e.spoken)) : std::nullopt);
        handled(e.case_id);
    }

    void operator()(const ClaimDivided& e) { keep_of_claim(e.case_id, e.kept, e.value.minor_units(), e.whole); }

    void operator()(const DecisionMade& e) {
        change_case(e.case_id, "UPDATE recovery_case SET decided_in = ?1 WHERE id = ?2", position_);
    }

    void operator()(const ApprovalAsked& e) {
        run("INSERT INTO proposal (id, case_id, requester, nonce, digest, asked_in) VALUES (?, ?, ?, ?, ?, ?)",
            e.proposal.id.text(), e.proposal.case_id.text(), e.proposal.requester.text(), e.proposal.nonce, e.digest,
            position_);
        change_case(e.proposal.case_id, "UPDATE recovery_case SET state = ?1, proposal = ?3 WHERE id = ?2",
                    static_cast<int>(CaseState::awaiting_manager), e.proposal.id.text());
        if (e.spoken)
            run("UPDATE recovery_case SET spoken = ? WHERE id = ?", static_cast<int>(*e.spoken),
                e.proposal.case_id.text());
        if (!e.answer.empty())
            must_change(
                run("UPDATE asked_back SET answer = ?1 WHERE case_id = ?2 AND number = (SELECT max(number) FROM "
                    "asked_back WHERE case_id = ?2)",
                    to_text(e.answer), e.proposal.case_id.text()),
                "an answer to what nobody asked");
    }

    void operator()(const LanguageChosen& e) {
        change_case(e.case_id, "UPDATE recovery_case SET spoken = ?1 WHERE id = ?2", static_cast<int>(e.language));
    }

    void operator()(const ApprovalWithdrawn& e) {
        if (envelope_.author.actor != system_actor)
            run("UPDATE proposal SET taken_back = 1 WHERE id = ?", e.proposal.text());
        change_case(e.case_id, "UPDATE recovery_case SET state = ?1, proposal = NULL WHERE id = ?2",
                    static_cast<int>(CaseState::claimed));
    }

    void operator()(const PinTried& e) {
        for (const auto& whose : {e.staff, anybody})
            run("INSERT INTO pin_attempts (staff, failures_in_a_row, last_boot, last_ms) VALUES (?, 1, ?, ?) "
                "ON CONFLICT (staff) DO UPDATE SET failures_in_a_row = failures_in_a_row + 1, last_boot = "
                "excluded.last_boot, last_ms = excluded.last_ms",
                whose.text(), e.at.boot, e.at.ms);
        run("INSERT INTO pin_try (request, staff) VALUES (?, ?) ON CONFLICT (request) DO NOTHING",
            envelope_.author.request.text(), e.staff.text());
    }

    void operator()(const PinAccepted& e) { end_row_of(e.staff); }

    void operator()(const PinChanged& e) { end_row_of(e.staff); }

    void operator()(const StaffRevoked& e) {
        run("DELETE FROM staff WHERE staff = ?", e.staff.text());
        run("DELETE FROM pin_attempts WHERE staff = ?", e.staff.text());
    }

    void operator()(const ApprovalGiven& e) {
        // The requester and the nonce come from the proposal that was asked, never from the answer.
        must_change(run("INSERT INTO approval (nonce, proposal, digest, requester, approver) SELECT nonce, id, digest, "
                        "requester, ? FROM proposal WHERE id = ? AND case_id = ? AND digest = ?",
                        e.approver.text(), e.proposal.text(), e.case_id.text(), e.digest),
                    "an approval of a proposal that was never asked so");
    }

    void operator()(const ApprovalQuestioned& e) {
        run("INSERT INTO asked_back (case_id, number, asked_by, asked_at, question) VALUES (?1, (SELECT "
            "coalesce(max(number), 0) + 1 FROM asked_back WHERE case_id = ?1), ?2, ?3, ?4)",
            e.case_id.text(), e.approver.text(), envelope_.at.seconds, to_text(e.question));
        change_case(e.case_id, "UPDATE recovery_case SET state = ?1, proposal = NULL WHERE id = ?2",
                    static_cast<int>(CaseState::claimed));
    }

    void operator()(const ApprovalDeclined& e) {
        change_case(e.case_id,
                    "UPDATE recovery_case SET state = ?1, proposal = NULL, declined_by = ?3, declined_reason = ?4, "
                    "declined_at = ?5 WHERE id = ?2",
                    static_cast<int>(CaseState::declined), e.approver.text(), e.reason, envelope_.at.seconds);
    }

    void operator()(const GrantGiven& e) {
        const auto& key = e.claim.receipt.key;
        const auto parts = parts_of(e);
        if (!e.claim.told)
            for (const auto& part : parts)
                count_on_line(connection_, e.claim.receipt, part, envelope_.at);
        const auto* manager = std::get_if<ManagerAuthority>(&e.authority);
        const bool is_part = !e.part_of.empty();
        run("INSERT INTO remedy_grant (id, case_id, business_unit, workstation, business_day, sequence, line, remedy, "
            "quantity, repriced, value, currency, authority, approved_proposal, given_at, remedy_since, "
            "came_back_before, given_by, value_elsewhere, to_countersign, at_hand, promised_for, instead_code, "
            "instead_name, shares_approval) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, "
            "?)",
            e.grant.text(), e.case_id.text(), key.business_unit.text(), key.workstation.text(),
            key.business_day.days_since_1970, key.sequence, static_cast<int>(e.claim.line),
            static_cast<int>(e.offer.remedy), parts.front().used_up.milli(), parts.front().repriced.milli(),
            e.value.minor_units(), e.value.currency().code(), to_text(e.authority),
            manager != nullptr && !is_part ? std::optional<std::string>(manager->proposal.text()) : std::nullopt,
            envelope_.at.seconds, envelope_.at.seconds, e.came_back_before.milli(), envelope_.author.actor.text(),
            e.value.minor_units() - parts.front().value,
            static_cast<int>(std::holds_alternative<CountersignAuthority>(e.authority)),
            static_cast<int>(e.offer.at_hand), promised_day(e.offer), instead_code(e.offer), instead_name(e.offer),
            static_cast<int>(manager != nullptr && is_part));
        if (is_part)
            must_change(run("UPDATE remedy_grant SET (given_by, given_at) = (SELECT given_by, given_at FROM "
                            "remedy_grant WHERE id = ?) WHERE id = ?",
                            e.part_of.text(), e.grant.text()),
                        "a part of a grant that was never given");
        for (std::size_t i = 1; i < parts.size(); ++i)
            run("INSERT INTO further_line (grant_id, line, quantity, value, came_back_before) VALUES (?, ?, ?, ?, ?)",
                e.grant.text(), static_cast<int>(parts[i].line), parts[i].used_up.milli(), parts[i].value,
                e.more[i - 1].came_back_before.milli());
        promise(e.grant, e.offer);
        add_slip(e.case_id, e.grant, e.slip, Paper::slip);
        change_case(e.case_id, "UPDATE recovery_case SET state = ?1, proposal = NULL WHERE id = ?2",
                    static_cast<int>(state_when_granted(e.offer)));
    }

    void operator()(const GrantDivided& e) {
        divide_grant(connection_, e);
        keep_of_claim(e.case_id, e.kept, sum_of(e.values), e.whole);
        add_slip(e.case_id, e.grant, e.slip, Paper::slip);
    }

    void operator()(const ClaimTied& e) {
        const auto& key = e.receipt.key;
        const auto line = static_cast<int>(e.line);
        must_change(run("UPDATE recovery_case SET business_unit = ?, workstation = ?, business_day = ?, sequence = ?, "
                        "revision = ?, line = ?, told = NULL, told_goods = NULL, tied_at = ? WHERE id = ? AND told IS "
                        "NOT NULL",
                        key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970,
                        key.sequence, e.receipt.revision, line, envelope_.at.seconds, e.case_id.text()),
                    "a tie of what was on a receipt already");
        must_change(run("UPDATE remedy_grant SET business_unit = ?, workstation = ?, business_day = ?, sequence = ?, "
                        "line = ?, value_elsewhere = value - ? WHERE id = ? AND case_id = ? AND reversed_at IS NULL",
                        key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970,
                        key.sequence, line, e.value.minor_units(), e.grant.text(), e.case_id.text()),
                    "a tie of a grant that is not in force");
        Query grant(connection_, "SELECT quantity, given_at FROM remedy_grant WHERE id = ?");
        grant.bind(e.grant.text()).step();
        const auto quantity = Quantity::of_milli(grant.integer());
        count_on_line(connection_, e.receipt, {e.line, quantity, {}, e.value.minor_units()},
                      CivilTime{grant.integer()});
        handled(e.case_id);
    }

    void operator()(const ClaimUntied& e) {
        // Taken back for a moment, so that it no longer counts on the line.
        must_change(run("UPDATE remedy_grant SET reversed_at = ?, reversed_by = ? WHERE id = ? AND case_id = ? AND "
                        "reversed_at IS NULL",
                        envelope_.at.seconds, envelope_.author.actor.text(), e.grant.text(), e.case_id.text()),
                    "an end to the tie of a grant that is not in force");
        count_off_lines(connection_, e.grant);
        const ReceiptKey none{};
        run("UPDATE remedy_grant SET business_unit = ?, workstation = ?, business_day = ?, sequence = ?, line = ?, "
            "value_elsewhere = 0, reversed_at = NULL, reversed_by = NULL WHERE id = ?",
            none.business_unit.text(), none.workstation.text(), none.business_day.days_since_1970, none.sequence,
            static_cast<int>(told_line), e.grant.text());
        Claim claim{.told = e.told};
        must_change(run("UPDATE recovery_case SET business_unit = ?, workstation = ?, business_day = ?, sequence = ?, "
                        "revision = 1, line = ?, told = ?, told_goods = ?, tied_at = NULL WHERE id = ? AND tied_at IS "
                        "NOT NULL",
                        none.business_unit.text(), none.workstation.text(), none.business_day.days_since_1970,
                        none.sequence, static_cast<int>(told_line), to_text(e.told), told_goods(claim),
                        e.case_id.text()),
                    "an end to the tie of what was on no receipt");
        handled(e.case_id);
    }

    void operator()(const RemedyChanged& e) {
        must_change(run("UPDATE remedy_grant SET remedy = ?, remedy_since = ?, came_back_before = ?, at_hand = ?, "
                        "promised_for = ?, instead_code = ?, instead_name = ? WHERE id = ? AND case_id = ? AND "
                        "reversed_at IS NULL",
                        static_cast<int>(e.offer.remedy), envelope_.at.seconds, e.came_back_before.milli(),
                        static_cast<int>(e.offer.at_hand), promised_day(e.offer), instead_code(e.offer),
                        instead_name(e.offer), e.grant.text(), e.case_id.text()),
                    "the change of a grant that is not in force");
        came_back_before_of_more(e);
        forget_promise(e.grant);
        promise(e.grant, e.offer);
        add_slip(e.case_id, e.grant, e.slip, Paper::slip);
        move(e.case_id, state_when_granted(e.offer));
    }

    void operator()(const VoucherRedeemed& e) {
        must_change(run("UPDATE remedy_grant SET redeemed_at = ?, redeemed_by = ? WHERE id = ? AND case_id = ? AND "
                        "reversed_at IS NULL AND redeemed_at IS NULL",
                        envelope_.at.seconds, envelope_.author.actor.text(), e.grant.text(), e.case_id.text()),
                    "the use of a voucher that is worth nothing");
        handled(e.case_id);
    }

    void operator()(const GoodsHandedOver& e) {
        forget_promise(e.grant);
        move(e.case_id, CaseState::handed_over);
    }
    void operator()(const GiftGiven& e) {
        must_change(run("UPDATE remedy_grant SET gift_more = ?, gift_value = ? WHERE id = ? AND case_id = ? AND "
                        "reversed_at IS NULL",
                        e.gift.more.milli(), e.gift.value.minor_units(), e.grant.text(), e.case_id.text()),
                    "a gift with a grant that is not in force");
        handled(e.case_id);
    }
    void operator()(const MoneyPaidOut& e) { move(e.case_id, CaseState::handed_over); }
    void operator()(const RefundAsked& e) { ask_of_till(e.case_id, e.grant, true); }
    void operator()(const RefundNotPaid& e) { ask_of_till(e.case_id, e.grant, false); }

    void operator()(const GrantReversed& e) {
        must_change(run("UPDATE remedy_grant SET reversed_at = ?, reversed_by = ? WHERE id = ? AND case_id = ? AND "
                        "reversed_at IS NULL",
                        envelope_.at.seconds, envelope_.author.actor.text(), e.grant.text(), e.case_id.text()),
                    "the reversal of a grant that is not in force");
        count_off_lines(connection_, e.grant);
        forget_promise(e.grant);
        run("DELETE FROM service_rating WHERE case_id = ?", e.case_id.text());
        forget_wanted_cause(e.case_id);
        move(e.case_id, CaseState::claimed);
    }

    void operator()(const SlipCancelled& e) {
        add_slip(e.case_id, e.grant, e.slip, Paper::cancelling_slip);
        handled(e.case_id);
    }

    void operator()(const LetterWritten& e) {
        add_slip(e.case_id, e.grant, e.slip, Paper::letter);
        handled(e.case_id);
    }

    void operator()(const SlipPrintAsked& e) {
        run("INSERT INTO slip_print (job, slip, copy) VALUES (?, ?, ?)", e.job, e.slip.text(), e.copy);
        handled_for_slip(e.slip.text());
    }

    void operator()(const SlipPrintEnded& e) {
        Query ended(connection_, "UPDATE slip_print SET outcome = ? WHERE job = ? AND outcome IS NULL RETURNING slip");
        must_change(ended.bind(static_cast<int>(e.outcome), e.job).step() ? 1 : 0,
                    "the end of a print that is not under way");
        handled_for_slip(ended.text());
    }

    void operator()(const CaseClosed& e) {
        move(e.case_id, CaseState::closed);
        run("UPDATE recovery_case SET wants_cause = 1 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM care_record WHERE id "
            "= ?1) AND (declined_by IS NOT NULL OR EXISTS (SELECT 1 FROM remedy_grant WHERE case_id = ?1 AND "
            "reversed_at IS NULL))",
            e.case_id.text());
    }

    void operator()(const ServiceRated& e) {
        run("INSERT INTO service_rating (case_id, faces, rated_at) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE "
            "SET faces = excluded.faces, rated_at = excluded.rated_at",
            e.case_id.text(), e.faces, envelope_.at.seconds);
        handled(e.case_id);
    }

    void operator()(const RetentionBegan&) {}
    void operator()(const RetentionApplied&) {}
    void operator()(const TerminalKeyMade&) {}
    void operator()(const DayClosed&) {}
    void operator()(const RecordsSeen&) {}
    void operator()(const PersonalDataShown&) {}
    void operator()(const BadgeReplaced&) {}
    void operator()(const DrawerOpenAsked& e) {
        run("INSERT INTO drawer_opening (pulse, asked_in) VALUES (?, ?) ON CONFLICT (pulse) DO NOTHING", e.pulse.text(),
            position_);
    }
    void operator()(const DrawerOpenEnded& e) {
        run("UPDATE drawer_opening SET outcome = ? WHERE pulse = ? AND outcome IS NULL", static_cast<int>(e.outcome),
            e.pulse.text());
    }
    void operator()(const CustomerExported&) {}
    void operator()(const CustomerErased&) {}

    void operator()(const SecondLookAsked& e) {
        must_change(
            run("INSERT INTO second_look (grant_id, case_id, given_by, to_countersign, due) SELECT id, case_id, "
                "given_by, to_countersign, ? FROM remedy_grant WHERE id = ? AND case_id = ?",
                e.due.days_since_1970, e.grant.text(), e.case_id.text()),
            "a look at a grant that was never given");
        handled(e.case_id);
    }

    void operator()(const SecondLookTaken& e) {
        must_change(run("UPDATE second_look SET looked_by = ?, looked_at = ? WHERE grant_id = ? AND case_id = ? AND "
                        "looked_by IS NULL",
                        envelope_.author.actor.text(), envelope_.at.seconds, e.grant.text(), e.case_id.text()),
                    "a look that nobody asked for");
        handled(e.case_id);
    }

    void operator()(const LeftBehindFound& e) {
        const auto state = e.brought_back ? LeftBehindState::brought_back : LeftBehindState::kept;
        std::optional<std::int64_t> until;
        if (e.perishable_until)
            until = e.perishable_until->days_since_1970;
        const auto& by = envelope_.author.actor.text();
        run("INSERT INTO left_behind (id, state, code, item, quantity, lane, place, note, perishable_until, found_at, "
            "found_by, recorded_at, moved_at, moved_by, label) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            e.entry.text(), static_cast<int>(state), e.code.text(), e.item, e.quantity.milli(), e.lane.text(), e.place,
            e.note, until, e.found_at.seconds, by, envelope_.at.seconds, e.found_at.seconds, by, e.label);
        moved({e.entry, state, e.place, "", e.found_at, {}});
    }

    void operator()(const LeftBehindMoved& e) {
        const bool is_reserved = e.to == LeftBehindState::reserved;
        must_change(run("UPDATE left_behind SET state = ?, place = ?, moved_at = ?, moved_by = ?, reserved_for = ?, "
                        "made_good = ?, by_tie = ? WHERE id = ?",
                        static_cast<int>(e.to), e.place, e.happened_at.seconds, envelope_.author.actor.text(),
                        is_reserved ? e.note : std::string(), case_or_null(e.made_good), static_cast<int>(e.by_tie),
                        e.entry.text()),
                    "a step of an entry that was never found");
        moved(e);
    }

    void operator()(const FoundTakenBack& e) {
        must_change(run("UPDATE left_behind SET taken_back = 1 WHERE id = ? AND taken_back = 0", e.entry.text()),
                    "what was never found, and taken back");
        log_handled(e.entry);
    }

    void operator()(const StockMoved& e) {
        const auto& [code, quantity, reason] = e.movement;
        run("INSERT INTO stock_movement (grant_id, number, case_id, goods, code, quantity, reason, moved_at) VALUES "
            "(?1, (SELECT coalesce(max(number), 0) + 1 FROM stock_movement WHERE grant_id = ?1), ?2, ?3, ?4, ?5, ?6, "
            "?7)",
            e.grant.text(), e.case_id.text(), goods_of(code).text(), code.text(), quantity.milli(),
            static_cast<int>(reason), envelope_.at.seconds);
        handled(e.case_id);
    }

    void operator()(const ComplaintReceived& e) {
        const CareMoment received{.number = 1,
                                  .step = CareStep::received,
                                  .by = envelope_.author.actor,
                                  .at = envelope_.at,
                                  .has_words = e.words_commitment != Digest{}};
        write({.id = e.record,
               .kind = e.kind,
               .said = e.said,
               .has_words = received.has_words,
               .has_phone = e.phone_commitment != Digest{},
               .received_by = received.by,
               .received_at = received.at,
               .routing = e.routing});
        add(e.record, received);
    }

    void operator()(const ComplaintMoved& e) {
        auto record = stored_care_record(connection_, e.record);
        if (!record)
            record = write_of_case(e.record);
        must_change(record && stage_after(record->stage, e.step) ? 1 : 0, "a step that does not follow");
        const CareMoment moment{.number = record->steps + 1,
                                .step = e.step,
                                .by = envelope_.author.actor,
                                .at = envelope_.at,
                                .cause = e.cause,
                                .way = e.way,
                                .to = e.to,
                                .has_words = e.words_commitment != Digest{}};
        write(after(std::move(*record), moment));
        add(e.record, moment);
    }

  private:
    template <class... Values>
    int run(std::string_view sql, const Values&... values) {
        return Query(connection_, sql).bind(values...).run();
    }

    static void must_change(int rows, const char* otherwise) {
        if (rows == 0)
            throw StorageFailure({StorageFault::refused, "apply", "event", otherwise});
    }

    // ?1 is the first value, ?2 the case.
    template <class First, class... More>
    void change_case(const CaseId& id, std::string_view sql, const First& first, const More&... more) {
        must_change(run(sql, first, id.text(), more...), "a case that was never opened");
        handled(id);
    }

    void keep_of_claim(const CaseId& id, const std::vector<ClaimedLine>& kept, std::int64_t value, Money whole) {
        if (kept.empty())
            throw StorageFailure({StorageFault::refused, "apply", "event", "a division that keeps nothing"});
        const std::vector<ClaimedLine> more(kept.begin() + 1, kept.end());
        change_case(
            id, "UPDATE recovery_case SET line = ?1, quantity = ?3, more = ?4, value = ?5, whole = ?6 WHERE id = ?2",
            static_cast<int>(kept.front().line), kept.front().quantity.milli(),
            more.empty() ? std::nullopt : std::optional(to_text(more)), value, whole.minor_units());
    }

    void move(const CaseId& id, CaseState state) {
        change_case(id, "UPDATE recovery_case SET state = ?1 WHERE id = ?2", static_cast<int>(state));
    }

    void handled(const CaseId& id) {
        run("INSERT INTO handled_request (request, case_id) VALUES (?, ?) ON CONFLICT (request) DO NOTHING",
            envelope_.author.request.text(), id.text());
    }

    void handled_for_slip(const std::string& slip) {
        run("INSERT INTO handled_request (request, case_id) SELECT ?, case_id FROM slip WHERE number = ? ON CONFLICT "
            "(request) DO NOTHING",
            envelope_.author.request.text(), slip);
    }

    static std::optional<int> promised_day(const Offer& offer) {
        return offer.promised_for ? std::optional(offer.promised_for->days_since_1970) : std::nullopt;
    }
    static std::optional<std::string> instead_code(const Offer& offer) {
        return offer.instead ? std::optional(offer.instead->code.text()) : std::nullopt;
    }
    static std::optional<std::string> instead_name(const Offer& offer) {
        return offer.instead ? std::optional(offer.instead->name) : std::nullopt;
    }

    void promise(const GrantId& grant, const Offer& offer) {
        if (const auto day = promised_day(offer))
            run("INSERT INTO promise (grant_id, case_id, due) SELECT id, case_id, ? FROM remedy_grant WHERE id = ?",
                *day, grant.text());
    }

    void forget_promise(const GrantId& grant) { run("DELETE FROM promise WHERE grant_id = ?", grant.text()); }

    void ask_of_till(const CaseId& id, const GrantId& grant, bool asked) {
        must_change(run("UPDATE remedy_grant SET asked_of_till = ?1 WHERE id = ?2 AND case_id = ?3 AND reversed_at IS "
                        "NULL AND asked_of_till <> ?1",
                        static_cast<int>(asked), grant.text(), id.text()),
                    "a refund of a grant that is not in force");
        handled(id);
    }

    void end_row_of(const StaffId& staff) {
        run("DELETE FROM pin_attempts WHERE staff IN (?, ?)", staff.text(), anybody.text());
    }

    static std::optional<std::string> told_goods(const Claim& claim) {
        const bool has_code = claim.told && claim.told->item && !claim.told->item->code.empty();
        return has_code ? std::optional(goods_of(claim.told->item->code).text()) : std::nullopt;
    }

    void came_back_before_of_more(const RemedyChanged& e) {
        if (e.came_back_before_of_more.empty())
            return;
        Query more(connection_, "SELECT coalesce(more, '[]') FROM recovery_case WHERE id = ?");
        must_change(more.bind(e.case_id.text()).step() ? 1 : 0, "a case that was never opened");
        const auto lines = claimed_lines_from(more.text());
        for (std::size_t i = 0; i < std::min(lines.size(), e.came_back_before_of_more.size()); ++i)
            run("UPDATE further_line SET came_back_before = ? WHERE grant_id = ? AND line = ?",
                e.came_back_before_of_more[i].milli(), e.grant.text(), static_cast<int>(lines[i].line));
    }

    enum class Paper { slip, cancelling_slip, letter };

    void add_slip(const CaseId& id, const GrantId& grant, const SlipNumber& slip, Paper paper) {
        run("INSERT INTO slip (number, case_id, position, grant_id, cancels, is_letter, written_in) VALUES (?, ?, "
            "(SELECT coalesce(max(position), 0) + 1 FROM slip WHERE case_id = ?2), ?, ?, ?, ?)",
            slip.text(), id.text(), grant.text(), static_cast<int>(paper == Paper::cancelling_slip),
            static_cast<int>(paper == Paper::letter), position_);
    }

    void write(const CareRecord& record) {
        const auto& routing = record.routing;
        const auto seconds = [&](CivilTime CareDeadlines::*which) {
            return routing.deadlines ? std::optional((*routing.deadlines.*which).seconds) : std::nullopt;
        };
        const auto& answer = record.answer;
        run("INSERT INTO care_record (id, kind, said, has_words, has_phone, received_by, received_at, stage, rule, "
            "severity, responsible, escalate_to, due, remind_at, escalate_at, cause, answer_way, answered_by, "
            "answered_at, hand_overs, reopened, steps, of_case) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, responsible = "
            "excluded.responsible, cause = excluded.cause, answer_way = excluded.answer_way, answered_by = "
            "excluded.answered_by, answered_at = excluded.answered_at, hand_overs = excluded.hand_overs, reopened = "
            "excluded.reopened, steps = excluded.steps",
            record.id.text(), static_cast<int>(record.kind), to_text(record.said), static_cast<int>(record.has_words),
            static_cast<int>(record.has_phone), record.received_by.text(), record.received_at.seconds,
            static_cast<int>(record.stage), routing.rule, static_cast<int>(routing.severity), routing.responsible,
            routing.escalate_to, seconds(&CareDeadlines::due), seconds(&CareDeadlines::remind_at),
            seconds(&CareDeadlines::escalate_at), record.cause,
            answer ? std::optional(static_cast<int>(answer->way)) : std::nullopt,
            answer ? std::optional(answer->by.text()) : std::nullopt,
            answer ? std::optional(answer->at.seconds) : std::nullopt, record.hand_overs, record.reopened, record.steps,
            case_or_null(record.of_case));
    }

    void add(const CareId& record, const CareMoment& moment) {
        run("INSERT INTO care_step (record, number, step, taken_by, taken_at, cause, way, handed_to, has_words) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            record.text(), moment.number, static_cast<int>(moment.step), moment.by.text(), moment.at.seconds,
            moment.cause, moment.way ? std::optional(static_cast<int>(*moment.way)) : std::nullopt, moment.to,
            static_cast<int>(moment.has_words));
        run("INSERT INTO care_request (request, record) VALUES (?, ?) ON CONFLICT (request) DO NOTHING",
            envelope_.author.request.text(), record.text());
    }

    // What the case tells by itself comes before the first step that somebody takes with its record.
    std::optional<CareRecord> write_of_case(const CareId& id) {
        auto of_case = care_of_case(connection_, id);
        if (!of_case)
            return std::nullopt;
        forget_wanted_cause(CaseId(id.text()));
        write(of_case->record);
        for (const auto& moment : of_case->history)
            add(id, moment);
        return std::move(of_case->record);
    }

    void forget_wanted_cause(const CaseId& id) {
        run("UPDATE recovery_case SET wants_cause = 0 WHERE id = ?", id.text());
    }

    static std::optional<std::string> case_or_null(const CaseId& id) {
        return id.empty() ? std::nullopt : std::optional(id.text());
    }

    void moved(const LeftBehindMoved& e) {
        run("INSERT INTO left_behind_move (entry, number, state, moved_by, place, note, happened_at, recorded_at, "
            "made_good) VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM left_behind_move WHERE entry = ?1), ?2, "
            "?3, ?4, ?5, ?6, ?7, ?8)",
            e.entry.text(), static_cast<int>(e.to), envelope_.author.actor.text(), e.place, e.note,
            e.happened_at.seconds, envelope_.at.seconds, case_or_null(e.made_good));
        log_handled(e.entry);
    }

    void log_handled(const LeftBehindId& entry) {
        run("INSERT INTO left_behind_request (request, entry) VALUES (?, ?) ON CONFLICT (request) DO NOTHING",
            envelope_.author.request.text(), entry.text());
    }

    Connection& connection_;
    const Envelope& envelope_;
    const std::int64_t position_;
};

} // namespace

void Projections::apply(const Event& event, const Envelope& envelope, std::int64_t position) {
    std::visit(Application(connection_, envelope, position), event);
}

void Projections::clear() {
    // Nothing else names their rows.
    const ForeignKeysOff all_go(connection_);
    for (const auto& table : tables)
        Query(connection_, table.clear).run();
}

Hash Projections::digest() const {
    CanonicalHash hash;
    hash.plain("makegood/projections/1");
    for (const auto& table : tables) {
        hash.field(std::string_view(table.read));
        Query query(connection_, table.read);
        while (query.step())
            for (int column = 0; column < query.columns(); ++column)
                add(hash, query.value());
    }
    return hash.finish();
}

} // namespace makegood::storage
