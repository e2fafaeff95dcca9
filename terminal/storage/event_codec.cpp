#include "terminal/storage/event_codec.hpp"

#include "terminal/storage/connection.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace makegood::storage {

namespace {

using nlohmann::json;

// Names instead of numbers: a journal is read for years, also by people.
template <class Enum>
struct Names;
template <>
struct Names<Complaint> {
    static constexpr std::array list{"not_among_the_goods", "damaged",       "spoiled", "wrong_item",
                                     "wrong_price",         "rung_up_twice", "quality"};
};
template <>
struct Names<Failure> {
    static constexpr std::array list{"left_behind", "missing",     "damaged",       "spoiled",
                                     "wrong_item",  "wrong_price", "rung_up_twice", "quality"};
};
template <>
struct Names<Remedy> {
    static constexpr std::array list{"replacement", "refund", "price_difference"};
};
template <>
struct Names<Outcome> {
    static constexpr std::array list{"give_now", "manager_confirms", "manager_decides"};
};
template <>
struct Names<Direction> {
    static constexpr std::array list{"for_the_claim", "against_the_claim", "unknown"};
};
template <>
struct Names<Language> {
    static constexpr std::array list{"english", "persian"};
};
template <>
struct Names<StaffRole> {
    static constexpr std::array list{"cashier", "manager"};
};
template <>
struct Names<PrintOutcome> {
    static constexpr std::array list{"printed", "processed", "sent", "unconfirmed", "failed"};
};
template <>
struct Names<SlipLineKind> {
    static constexpr std::array list{"title", "text", "pair", "rule", "apology", "bar_code"};
};
template <>
struct Names<LeftBehindState> {
    static constexpr std::array list{"kept", "reserved", "handed_over", "put_back", "disposed_of", "brought_back"};
};
template <>
struct Names<Finding> {
    static constexpr std::array list{"line_was_paid",
                                     "line_was_scanned",
                                     "line_was_weighed",
                                     "line_was_keyed",
                                     "entry_not_known",
                                     "same_item_was_voided",
                                     "never_claimed_before",
                                     "partly_made_good",
                                     "taken_back_on_line",
                                     "others_made_good_on_receipt",
                                     "left_behind_log_holds_it",
                                     "left_behind_log_is_empty",
                                     "left_behind_log_not_kept",
                                     "bought_recently",
                                     "bought_long_ago",
                                     "came_back",
                                     "may_have_come_back",
                                     "ticket_was_resumed",
                                     "price_put_right",
                                     "stands_more_than_once",
                                     "stands_once",
                                     "left_behind_log_gave_it"};
};
static_assert(Names<Finding>::list.size() == static_cast<std::size_t>(Finding::left_behind_log_gave_it) + 1);

template <class Enum>
json write(Enum value) requires std::is_enum_v<Enum> {
    return Names<Enum>::list.at(static_cast<std::size_t>(value));
}

template <class Enum>
Enum read_name(const json& from) {
    const auto& name = from.get_ref<const std::string&>();
    const auto& list = Names<Enum>::list;
    const auto found = std::ranges::find(list, name);
    if (found == list.end())
        throw UnreadableRow("an unknown name \"" + name + "\"");
    return static_cast<Enum>(found - list.begin());
}

template <class Kind>
json write(const Id<Kind>& id) {
    return id.text();
}

template <class Value>
Value read_id(const json& from) {
    return Value(from.get<std::string>());
}

json write(Money money) {
    return json::array({money.minor_units(), money.currency().code()});
}

Money read_money(const json& from) {
    const auto code = from.at(1).get<std::string>();
    const auto currency = Currency::from_code(code);
    if (!currency)
        throw UnreadableRow("a currency \"" + code + "\"");
    return Money(from.at(0).get<std::int64_t>(), *currency);
}

json write(const Digest& digest) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

int nibble(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    throw UnreadableRow("a digest that is not hexadecimal");
}

Digest read_digest(const json& from) {
    const auto& text = from.get_ref<const std::string&>();
    Digest digest{};
    if (text.size() != digest.size() * 2)
        throw UnreadableRow("a digest of " + std::to_string(text.size()) + " digits");
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::uint8_t>(nibble(text[2 * i]) * 16 + nibble(text[2 * i + 1]));
    return digest;
}

json write(const Wording& wording) {
    return {{"en", wording.english}, {"fa", wording.persian}};
}

Wording read_wording(const json& from) {
    return {from.at("en"), from.at("fa")};
}

json write(const Claim& claim) {
    json to{{"id", write(claim.id)},
            {"receipt", claim.receipt.key.to_text()},
            {"revision", claim.receipt.revision},
            {"line", static_cast<int>(claim.line)},
            {"quantity_milli", claim.quantity.milli()},
            {"complaint", write(claim.complaint)}};
    if (claim.right_price)
        to["right_price"] = write(*claim.right_price);
    return to;
}

Claim read_claim(const json& from) {
    const auto text = from.at("receipt").get<std::string>();
    const auto key = ReceiptKey::from_text(text);
    if (!key)
        throw UnreadableRow("a receipt \"" + text + "\"");
    return {read_id<ClaimId>(from.at("id")),
            {*key, from.at("revision")},
            LineNumber(from.at("line").get<int>()),
            Quantity::of_milli(from.at("quantity_milli")),
            read_name<Complaint>(from.at("complaint")),
            from.contains("right_price") ? std::optional(read_money(from.at("right_price"))) : std::nullopt};
}

// Before there were others every remedy was a replacement, and what is kept of those is what is written now.
void write_remedy(json& to, Remedy remedy) {
    if (remedy != Remedy::replacement)
        to["remedy"] = write(remedy);
}
void write_came_back(json& to, Quantity quantity) {
    if (!quantity.is_zero())
        to["came_back_before_milli"] = quantity.milli();
}
Quantity read_came_back(const json& from) {
    return Quantity::of_milli(from.value("came_back_before_milli", std::int64_t{0}));
}
Remedy read_remedy(const json& from) {
    return from.contains("remedy") ? read_name<Remedy>(from.at("remedy")) : Remedy::replacement;
}

json write(const Evidence& evidence) {
    json to{{"finding", write(evidence.finding)}, {"direction", write(evidence.direction)}, {"count", evidence.count}};
    if (evidence.at)
        to["at"] = evidence.at->seconds;
    return to;
}

Evidence read_evidence(const json& from) {
    return {read_name<Finding>(from.at("finding")), read_name<Direction>(from.at("direction")), from.at("count"),
            from.contains("at") ? std::optional(CivilTime{from.at("at")}) : std::nullopt};
}

// What decisions have learnt to keep is left out where it says nothing, so that those of before keep their bytes.
json write(const RuleAnswer& answer) {
    json to{{"rule", answer.rule},
            {"says", write(answer.says)},
            {"outcome", write(answer.outcome)},
            {"spoke", answer.spoke}};
    if (answer.cannot_tell)
        to["cannot_tell"] = true;
    if (answer.customer)
        to["customer"] = write(*answer.customer);
    return to;
}

RuleAnswer read_answer(const json& from) {
    RuleAnswer answer{from.at("rule"), read_wording(from.at("says")), read_name<Outcome>(from.at("outcome")),
                      from.at("spoke"), from.value("cannot_tell", false)};
    if (from.contains("customer"))
        answer.customer = read_wording(from.at("customer"));
    return answer;
}

json write(const Circumstances& circumstances) {
    json to{{"at", circumstances.at.seconds},
            {"staff", write(circumstances.staff)},
            {"role", write(circumstances.role)},
            {"given_alone_today", circumstances.given_alone_today}};
    if (const auto& customer = circumstances.customer)
        to["customer"] = {{"made_good", customer->made_good}, {"given_alone", customer->given_alone}};
    return to;
}

Circumstances read_circumstances(const json& from) {
    Circumstances circumstances{CivilTime{from.at("at")}, read_id<StaffId>(from.at("staff")),
                                read_name<StaffRole>(from.at("role")), from.at("given_alone_today")};
    if (from.contains("customer")) {
        const auto& customer = from.at("customer");
        circumstances.customer = CustomerStanding{customer.at("made_good"), customer.at("given_alone")};
    }
    return circumstances;
}

json write(const Change& change) {
    json to{{"finding", write(change.finding)}, {"outcome", write(change.outcome)}};
    if (change.if_it_spoke)
        to["if_it_spoke"] = write(*change.if_it_spoke);
    return to;
}

Change read_change(const json& from) {
    Change change{.finding = read_name<Finding>(from.at("finding")), .outcome = read_name<Outcome>(from.at("outcome"))};
    if (from.contains("if_it_spoke"))
        change.if_it_spoke = read_name<Direction>(from.at("if_it_spoke"));
    return change;
}

json write(const SlipLine& line) {
    return {{"kind", write(line.kind)}, {"text", line.text}, {"value", line.value}};
}

template <class Value>
json write_all(const std::vector<Value>& values) {
    json list = json::array();
    for (const auto& value : values)
        list.push_back(write(value));
    return list;
}

template <class Read>
auto read_all(const json& from, Read read) {
    std::vector<decltype(read(from))> values;
    for (const auto& one : from)
        values.push_back(read(one));
    return values;
}

json write(const Decision& decision) {
    json to{{"outcome", write(decision.outcome)},      {"failure", write(decision.failure)},
            {"deciding_rule", decision.deciding_rule}, {"policy_version", decision.policy_version},
            {"answers", write_all(decision.answers)},  {"evidence", write_all(decision.evidence)}};
    if (decision.circumstances)
        to["circumstances"] = write(*decision.circumstances);
    if (decision.left_today)
        to["left_today"] = write(*decision.left_today);
    if (!decision.changes.empty())
        to["changes"] = write_all(decision.changes);
    return to;
}

Decision read_decision(const json& from) {
    Decision decision{read_name<Outcome>(from.at("outcome")),
                      read_name<Failure>(from.at("failure")),
                      from.at("deciding_rule"),
                      from.at("policy_version"),
                      read_all(from.at("answers"), read_answer),
                      read_all(from.at("evidence"), read_evidence)};
    if (from.contains("circumstances"))
        decision.circumstances = read_circumstances(from.at("circumstances"));
    if (from.contains("left_today"))
        decision.left_today = read_money(from.at("left_today"));
    if (from.contains("changes"))
        decision.changes = read_all(from.at("changes"), read_change);
    return decision;
}

json write(const Proposal& proposal) {
    json to{{"id", write(proposal.id)},
            {"case", write(proposal.case_id)},
            {"claim", write(proposal.claim)},
            {"value", write(proposal.value)},
            {"policy_version", proposal.policy_version},
            {"terminal", proposal.terminal},
            {"requester", write(proposal.requester)},
            {"nonce", proposal.nonce},
            {"expires_wall_ms", proposal.expires_wall_ms}};
    write_remedy(to, proposal.remedy);
    if (!proposal.at_hand)
        to["at_hand"] = false;
    return to;
}

Proposal read_proposal(const json& from) {
    return {read_id<ProposalId>(from.at("id")),
            read_id<CaseId>(from.at("case")),
            read_claim(from.at("claim")),
            read_remedy(from),
            from.value("at_hand", true),
            read_money(from.at("value")),
            from.at("policy_version"),
            from.at("terminal"),
            read_id<StaffId>(from.at("requester")),
            from.at("nonce"),
            from.at("expires_wall_ms")};
}

SlipLine read_slip_line(const json& from) {
    return {read_name<SlipLineKind>(from.at("kind")), from.at("text"), from.at("value")};
}

json write(const SlipDocument& document) {
    return {{"language", write(document.language)},
            {"copy_mark", document.copy_mark},
            {"lines", write_all(document.lines)}};
}

SlipDocument read_slip_document(const json& from) {
    return {read_name<Language>(from.at("language")), from.at("copy_mark"), read_all(from.at("lines"), read_slip_line)};
}

json write(const Authority& authority) {
    if (const auto* rule = std::get_if<RuleAuthority>(&authority))
        return {{"rule", rule->rule}, {"policy_version", rule->policy_version}};
    const auto& manager = std::get<ManagerAuthority>(authority);
    return {{"proposal", write(manager.proposal)}, {"approver", write(manager.approver)}};
}

Authority read_authority(const json& from) {
    if (from.contains("rule"))
        return RuleAuthority{from.at("rule"), from.at("policy_version")};
    return ManagerAuthority{read_id<ProposalId>(from.at("proposal")), read_id<StaffId>(from.at("approver"))};
}

// Days as people write them; of what stays for ever there is none.
json write(const RetentionLimits& limits) {
    json to = json::object();
    if (limits.receipts)
        to["receipts"] = limits.receipts->to_iso();
    if (limits.personal)
        to["personal"] = limits.personal->to_iso();
    return to;
}

std::optional<Date> read_day(const json& from, const char* name) {
    if (!from.contains(name))
        return std::nullopt;
    const auto text = from.at(name).get<std::string>();
    const auto day = Date::from_iso(text);
    if (!day)
        throw UnreadableRow("a day \"" + text + "\"");
    return day;
}

RetentionLimits read_limits(const json& from) {
    return {read_day(from, "receipts"), read_day(from, "personal")};
}

// One pair of functions for each event type, and its name.
template <class Particular>
struct Codec;

template <>
struct Codec<StaffEnrolled> {
    static constexpr std::string_view type = "staff.enrolled";
    static json write_body(const StaffEnrolled& e) {
        return {{"staff", write(e.staff)}, {"role", write(e.role)}, {"language", write(e.language)}};
    }
    static StaffEnrolled read_body(const json& from) {
        return {read_id<StaffId>(from.at("staff")), read_name<StaffRole>(from.at("role")),
                read_name<Language>(from.at("language"))};
    }
};

template <>
struct Codec<ClaimRequested> {
    static constexpr std::string_view type = "claim.requested";
    static json write_body(const ClaimRequested& e) {
        return {{"case", write(e.case_id)}, {"claim", write(e.claim)}, {"value", write(e.value)}};
    }
    static ClaimRequested read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_claim(from.at("claim")), read_money(from.at("value"))};
    }
};

template <>
struct Codec<DecisionMade> {
    static constexpr std::string_view type = "decision.made";
    static json write_body(const DecisionMade& e) {
        return {{"case", write(e.case_id)}, {"decision", write(e.decision)}};
    }
    static DecisionMade read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_decision(from.at("decision"))};
    }
};

template <>
struct Codec<ApprovalAsked> {
    static constexpr std::string_view type = "approval.asked";
    static json write_body(const ApprovalAsked& e) {
        return {{"proposal", write(e.proposal)}, {"digest", write(e.digest)}};
    }
    static ApprovalAsked read_body(const json& from) {
        return {read_proposal(from.at("proposal")), read_digest(from.at("digest"))};
    }
};

template <>
struct Codec<ApprovalWithdrawn> {
    static constexpr std::string_view type = "approval.withdrawn";
    static json write_body(const ApprovalWithdrawn& e) {
        return {{"case", write(e.case_id)}, {"proposal", write(e.proposal)}};
    }
    static ApprovalWithdrawn read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<ProposalId>(from.at("proposal"))};
    }
};

template <>
struct Codec<PinTried> {
    static constexpr std::string_view type = "pin.tried";
    static json write_body(const PinTried& e) {
        return {{"staff", write(e.staff)}, {"boot", e.at.boot}, {"boot_ms", e.at.ms}};
    }
    static PinTried read_body(const json& from) {
        return {read_id<StaffId>(from.at("staff")), {from.at("boot"), from.at("boot_ms")}};
    }
};

template <>
struct Codec<PinAccepted> {
    static constexpr std::string_view type = "pin.accepted";
    static json write_body(const PinAccepted& e) { return {{"staff", write(e.staff)}}; }
    static PinAccepted read_body(const json& from) { return {read_id<StaffId>(from.at("staff"))}; }
};

template <>
struct Codec<ApprovalGiven> {
    static constexpr std::string_view type = "approval.given";
    static json write_body(const ApprovalGiven& e) {
        return {{"case", write(e.case_id)},
                {"proposal", write(e.proposal)},
                {"digest", write(e.digest)},
                {"approver", write(e.approver)}};
    }
    static ApprovalGiven read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<ProposalId>(from.at("proposal")),
                read_digest(from.at("digest")), read_id<StaffId>(from.at("approver"))};
    }
};

template <>
struct Codec<ApprovalDeclined> {
    static constexpr std::string_view type = "approval.declined";
    static json write_body(const ApprovalDeclined& e) {
        return {{"case", write(e.case_id)},
                {"proposal", write(e.proposal)},
                {"approver", write(e.approver)},
                {"reason", e.reason}};
    }
    static ApprovalDeclined read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<ProposalId>(from.at("proposal")),
                read_id<StaffId>(from.at("approver")), from.at("reason")};
    }
};

template <>
struct Codec<GrantGiven> {
    static constexpr std::string_view type = "grant.given";
    static json write_body(const GrantGiven& e) {
        json to{{"grant", write(e.grant)},      {"case", write(e.case_id)},        {"claim", write(e.claim)},
                {"value", write(e.value)},      {"authority", write(e.authority)}, {"slip", write(e.slip)},
                {"document", write(e.document)}};
        write_remedy(to, e.remedy);
        write_came_back(to, e.came_back_before);
        return to;
    }
    static GrantGiven read_body(const json& from) {
        return {read_id<GrantId>(from.at("grant")),
                read_id<CaseId>(from.at("case")),
                read_claim(from.at("claim")),
                read_money(from.at("value")),
                read_authority(from.at("authority")),
                read_id<SlipNumber>(from.at("slip")),
                read_slip_document(from.at("document")),
                read_remedy(from),
                read_came_back(from)};
    }
};

template <>
struct Codec<RemedyChanged> {
    static constexpr std::string_view type = "remedy.changed";
    static json write_body(const RemedyChanged& e) {
        json to{{"case", write(e.case_id)},
                {"grant", write(e.grant)},
                {"remedy", write(e.remedy)},
                {"slip", write(e.slip)},
                {"document", write(e.document)}};
        write_came_back(to, e.came_back_before);
        return to;
    }
    static RemedyChanged read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")),        read_id<GrantId>(from.at("grant")),
                read_name<Remedy>(from.at("remedy")),    read_id<SlipNumber>(from.at("slip")),
                read_slip_document(from.at("document")), read_came_back(from)};
    }
};

template <>
struct Codec<MoneyPaidOut> {
    static constexpr std::string_view type = "money.paid_out";
    static json write_body(const MoneyPaidOut& e) {
        return {{"case", write(e.case_id)}, {"grant", write(e.grant)}, {"told_by_till", e.told_by_till}};
    }
    static MoneyPaidOut read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<GrantId>(from.at("grant")), from.at("told_by_till")};
    }
};

template <>
struct Codec<SlipCancelled> {
    static constexpr std::string_view type = "slip.cancelled";
    static json write_body(const SlipCancelled& e) {
        return {{"case", write(e.case_id)},
                {"grant", write(e.grant)},
                {"slip", write(e.slip)},
                {"document", write(e.document)}};
    }
    static SlipCancelled read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<GrantId>(from.at("grant")),
                read_id<SlipNumber>(from.at("slip")), read_slip_document(from.at("document"))};
    }
};

template <>
struct Codec<GoodsHandedOver> {
    static constexpr std::string_view type = "goods.handed_over";
    static json write_body(const GoodsHandedOver& e) { return {{"case", write(e.case_id)}, {"grant", write(e.grant)}}; }
    static GoodsHandedOver read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<GrantId>(from.at("grant"))};
    }
};

template <>
struct Codec<GrantReversed> {
    static constexpr std::string_view type = "grant.reversed";
    static json write_body(const GrantReversed& e) { return {{"case", write(e.case_id)}, {"grant", write(e.grant)}}; }
    static GrantReversed read_body(const json& from) {
        return {read_id<CaseId>(from.at("case")), read_id<GrantId>(from.at("grant"))};
    }
};

template <>
struct Codec<SlipPrintAsked> {
    static constexpr std::string_view type = "slip.print_asked";
    static json write_body(const SlipPrintAsked& e) {
        return {{"slip", write(e.slip)}, {"job", e.job}, {"copy", e.copy}};
    }
    static SlipPrintAsked read_body(const json& from) {
        return {read_id<SlipNumber>(from.at("slip")), from.at("job"), from.at("copy")};
    }
};

template <>
struct Codec<SlipPrintEnded> {
    static constexpr std::string_view type = "slip.print_ended";
    static json write_body(const SlipPrintEnded& e) { return {{"job", e.job}, {"outcome", write(e.outcome)}}; }
    static SlipPrintEnded read_body(const json& from) {
        return {from.at("job"), read_name<PrintOutcome>(from.at("outcome"))};
    }
};

template <>
struct Codec<CaseClosed> {
    static constexpr std::string_view type = "case.closed";
    static json write_body(const CaseClosed& e) { return {{"case", write(e.case_id)}}; }
    static CaseClosed read_body(const json& from) { return {read_id<CaseId>(from.at("case"))}; }
};

template <>
struct Codec<ServiceRated> {
    static constexpr std::string_view type = "service.rated";
    static json write_body(const ServiceRated& e) { return {{"case", write(e.case_id)}, {"faces", e.faces}}; }
    static ServiceRated read_body(const json& from) {
        const int faces = from.at("faces").get<int>();
        if (faces < 1 || faces > 5)
            throw UnreadableRow("a rating of " + std::to_string(faces));
        return {read_id<CaseId>(from.at("case")), faces};
    }
};

template <>
struct Codec<RetentionBegan> {
    static constexpr std::string_view type = "retention.began";
    static json write_body(const RetentionBegan& e) {
        return {{"business_unit", write(e.shop)}, {"limits", write(e.limits)}};
    }
    static RetentionBegan read_body(const json& from) {
        return {read_id<BusinessUnitId>(from.at("business_unit")), read_limits(from.at("limits"))};
    }
};

template <>
struct Codec<RetentionApplied> {
    static constexpr std::string_view type = "retention.applied";
    static json write_body(const RetentionApplied& e) {
        return {{"business_unit", write(e.shop)},
                {"limits", write(e.limits)},
                {"receipts", e.receipts},
                {"lines", e.lines},
                {"personal", e.personal}};
    }
    static RetentionApplied read_body(const json& from) {
        return {read_id<BusinessUnitId>(from.at("business_unit")), read_limits(from.at("limits")), from.at("receipts"),
                from.at("lines"), from.at("personal")};
    }
};

template <>
struct Codec<LeftBehindFound> {
    static constexpr std::string_view type = "left_behind.found";
    static json write_body(const LeftBehindFound& e) {
        json to{{"entry", write(e.entry)},
                {"code", write(e.code)},
                {"item", e.item},
                {"quantity_milli", e.quantity.milli()},
                {"lane", write(e.lane)},
                {"place", e.place},
                {"note", e.note},
                {"found_at", e.found_at.seconds},
                {"brought_back", e.brought_back}};
        if (e.perishable_until)
            to["perishable_until"] = e.perishable_until->to_iso();
        return to;
    }
    static LeftBehindFound read_body(const json& from) {
        return {read_id<LeftBehindId>(from.at("entry")),
                read_id<ItemCode>(from.at("code")),
                from.at("item"),
                Quantity::of_milli(from.at("quantity_milli")),
                read_id<WorkstationId>(from.at("lane")),
                from.at("place"),
                from.at("note"),
                read_day(from, "perishable_until"),
                CivilTime{from.at("found_at")},
                from.at("brought_back")};
    }
};

template <>
struct Codec<LeftBehindMoved> {
    static constexpr std::string_view type = "left_behind.moved";
    static json write_body(const LeftBehindMoved& e) {
        return {{"entry", write(e.entry)},
                {"to", write(e.to)},
                {"place", e.place},
                {"note", e.note},
                {"happened_at", e.happened_at.seconds},
                {"case", write(e.made_good)}};
    }
    static LeftBehindMoved read_body(const json& from) {
        return {read_id<LeftBehindId>(from.at("entry")),
                read_name<LeftBehindState>(from.at("to")),
                from.at("place"),
                from.at("note"),
                CivilTime{from.at("happened_at")},
                read_id<CaseId>(from.at("case"))};
    }
};

template <std::size_t index = 0>
Event read_event(std::string_view type, const json& from) {
    if constexpr (index == std::variant_size_v<Event>) {
        throw UnreadableRow("an unknown event type \"" + std::string(type) + "\"");
    } else {
        using Particular = std::variant_alternative_t<index, Event>;
        if (type == Codec<Particular>::type)
            return Codec<Particular>::read_body(from);
        return read_event<index + 1>(type, from);
    }
}

// nlohmann::json reports wrong shapes and wrong UTF-8 by exceptions of its own.
template <class Work>
auto readable(Work work) {
    try {
        return work();
    } catch (const json::exception& error) {
        throw UnreadableRow(error.what());
    }
}

template <class Value>
std::string dump(const Value& value) {
    return readable([&] { return write(value).dump(); });
}

} // namespace

template <class Enum>
std::span<const char* const> event_names() {
    return Names<Enum>::list;
}
template std::span<const char* const> event_names<Complaint>();
template std::span<const char* const> event_names<Direction>();
template std::span<const char* const> event_names<Failure>();
template std::span<const char* const> event_names<Finding>();
template std::span<const char* const> event_names<Outcome>();
template std::span<const char* const> event_names<Remedy>();
template std::span<const char* const> event_names<StaffRole>();

EventText encode(const Event& event, const Envelope& envelope) {
    return readable([&] {
        return std::visit(
            [&]<class Particular>(const Particular& particular) -> EventText {
                const json body{{"at", envelope.at.seconds},
                                {"request", write(envelope.author.request)},
                                {"event", Codec<Particular>::write_body(particular)}};
                return {std::string(Codec<Particular>::type), body.dump()};
            },
            event);
    });
}

DecodedEvent decode(std::string_view type, std::string_view body) {
    return readable([&]() -> DecodedEvent {
        const auto from = json::parse(body);
        return {read_event(type, from.at("event")), read_id<RequestId>(from.at("request")), CivilTime{from.at("at")}};
    });
}

std::string to_text(const Decision& decision) {
    return dump(decision);
}
std::string to_text(const Proposal& proposal) {
    return dump(proposal);
}
std::string to_text(const SlipDocument& document) {
    return dump(document);
}
std::string to_text(const Authority& authority) {
    return dump(authority);
}

Decision decision_from(std::string_view text) {
    return readable([&] { return read_decision(json::parse(text)); });
}
Proposal proposal_from(std::string_view text) {
    return readable([&] { return read_proposal(json::parse(text)); });
}
SlipDocument slip_document_from(std::string_view text) {
    return readable([&] { return read_slip_document(json::parse(text)); });
}
Authority authority_from(std::string_view text) {
    return readable([&] { return read_authority(json::parse(text)); });
}

} // namespace makegood::storage
