#pragma once

#include "workflows/closing/day_statement.hpp"
#include "workflows/recovery/events.hpp"

#include <concepts>
#include <string_view>
#include <tuple>

// What the body of each event holds: its members in their order, each with the name that the journal gives it. Fields
// are only ever added. What came later is left out where it says nothing, so that events of before keep their bytes
// and are read as they were meant.

namespace makegood::storage {

template <class Owner, class Value>
struct Field {
    const char* name;
    Value Owner::*member;
};

// Not written where it is `usual`, by default an empty one.
struct Empty {};
template <class Owner, class Value, class Usual = Empty>
struct UnlessUsual {
    const char* name;
    Value Owner::*member;
    Usual usual{};

    Value usual_value() const {
        if constexpr (std::same_as<Usual, Empty>)
            return {};
        else
            return usual;
    }
};

// Its fields stand among its owner's.
template <class Owner, class Value>
struct Inlined {
    Value Owner::*member;
};

template <class Owner, class Value>
Field(const char*, Value Owner::*) -> Field<Owner, Value>;
template <class Owner, class Value>
UnlessUsual(const char*, Value Owner::*) -> UnlessUsual<Owner, Value>;
template <class Owner, class Value, class Usual>
UnlessUsual(const char*, Value Owner::*, Usual) -> UnlessUsual<Owner, Value, Usual>;
template <class Owner, class Value>
Inlined(Value Owner::*) -> Inlined<Owner, Value>;

template <class Owner, class... Fields>
struct FieldsOf {
    std::tuple<Fields...> list;
};
template <class Owner, class... Fields>
constexpr FieldsOf<Owner, Fields...> fields(Fields... list) {
    return {{list...}};
}

template <class Described>
inline constexpr auto fields_of = nullptr;
// The name of an event type.
template <class Event>
inline constexpr std::string_view event_type = "";

template <>
inline constexpr auto fields_of<Wording> = fields<Wording>(Field{"en", &Wording::english},
                                                           Field{"fa", &Wording::persian});

template <>
inline constexpr auto fields_of<MonotonicTime> = fields<MonotonicTime>(Field{"boot", &MonotonicTime::boot},
                                                                       Field{"boot_ms", &MonotonicTime::ms});

template <>
inline constexpr auto fields_of<ReceiptReference> =
    fields<ReceiptReference>(Field{"receipt", &ReceiptReference::key}, Field{"revision", &ReceiptReference::revision});

template <>
inline constexpr auto fields_of<NamedItem> = fields<NamedItem>(Field{"code", &NamedItem::code},
                                                               Field{"name", &NamedItem::name});

template <>
inline constexpr auto fields_of<ToldBeside> = fields<ToldBeside>(Inlined{&ToldBeside::receipt},
                                                                 UnlessUsual{"line", &ToldBeside::line});

template <>
inline constexpr auto fields_of<ToldDays> = fields<ToldDays>(Field{"from", &ToldDays::from},
                                                             Field{"to", &ToldDays::to});

template <>
inline constexpr auto fields_of<ToldPurchase> =
    fields<ToldPurchase>(UnlessUsual{"item", &ToldPurchase::item}, UnlessUsual{"unit", &ToldPurchase::unit, Unit::each},
                         Field{"price", &ToldPurchase::price}, UnlessUsual{"beside", &ToldPurchase::beside},
                         UnlessUsual{"days", &ToldPurchase::days}, UnlessUsual{"lane", &ToldPurchase::lane});

template <>
inline constexpr auto fields_of<ClaimedLine> = fields<ClaimedLine>(Field{"line", &ClaimedLine::line},
                                                                   Field{"quantity_milli", &ClaimedLine::quantity});

template <>
inline constexpr auto
    fields_of<Claim> = fields<Claim>(Field{"id", &Claim::id}, Inlined{&Claim::receipt}, Field{"line", &Claim::line},
                                     Field{"quantity_milli", &Claim::quantity}, Field{"complaint", &Claim::complaint},
                                     UnlessUsual{"right_price", &Claim::right_price}, UnlessUsual{"told", &Claim::told},
                                     UnlessUsual{"more", &Claim::more});

template <>
inline constexpr auto fields_of<Evidence> = fields<Evidence>(
    Field{"finding", &Evidence::finding}, Field{"direction", &Evidence::direction}, Field{"count", &Evidence::count},
    UnlessUsual{"at", &Evidence::at}, UnlessUsual{"line", &Evidence::line}, UnlessUsual{"said", &Evidence::said});

template <>
inline constexpr auto fields_of<RuleAnswer> = fields<RuleAnswer>(
    Field{"rule", &RuleAnswer::rule}, Field{"says", &RuleAnswer::says}, Field{"outcome", &RuleAnswer::outcome},
    Field{"spoke", &RuleAnswer::spoke}, UnlessUsual{"cannot_tell", &RuleAnswer::cannot_tell, false},
    UnlessUsual{"customer", &RuleAnswer::customer});

template <>
inline constexpr auto
    fields_of<CustomerStanding> = fields<CustomerStanding>(Field{"made_good", &CustomerStanding::made_good},
                                                           Field{"given_alone", &CustomerStanding::given_alone});

template <>
inline constexpr auto fields_of<Circumstances> = fields<Circumstances>(
    Field{"at", &Circumstances::at}, Field{"staff", &Circumstances::staff}, Field{"role", &Circumstances::role},
    Field{"given_alone_today", &Circumstances::given_alone_today}, UnlessUsual{"customer", &Circumstances::customer},
    UnlessUsual{"without_paper", &Circumstances::without_paper, false},
    UnlessUsual{"served_there", &Circumstances::served_there, false},
    UnlessUsual{"without_receipt_today", &Circumstances::without_receipt_today},
    UnlessUsual{"to_countersign_today", &Circumstances::to_countersign_today});

template <>
inline constexpr auto fields_of<Change> = fields<Change>(Field{"finding", &Change::finding},
                                                         UnlessUsual{"if_it_spoke", &Change::if_it_spoke},
                                                         Field{"outcome", &Change::outcome});

template <>
inline constexpr auto fields_of<Decision> = fields<Decision>(
    Field{"outcome", &Decision::outcome}, Field{"failure", &Decision::failure},
    Field{"deciding_rule", &Decision::deciding_rule}, Field{"policy_version", &Decision::policy_version},
    Field{"answers", &Decision::answers}, Field{"evidence", &Decision::evidence},
    UnlessUsual{"circumstances", &Decision::circumstances}, UnlessUsual{"left_today", &Decision::left_today},
    UnlessUsual{"changes", &Decision::changes}, UnlessUsual{"at_stake", &Decision::at_stake},
    UnlessUsual{"may_be_countersigned", &Decision::may_be_countersigned, false},
    UnlessUsual{"free_up_to", &Decision::free_up_to});

template <>
inline constexpr auto fields_of<Gift> = fields<Gift>(UnlessUsual{"more_milli", &Gift::more},
                                                     Field{"value", &Gift::value});

template <>
inline constexpr auto fields_of<Offer> = fields<Offer>(UnlessUsual{"remedy", &Offer::remedy, Remedy::replacement},
                                                       UnlessUsual{"at_hand", &Offer::at_hand, true},
                                                       UnlessUsual{"promised_for", &Offer::promised_for},
                                                       UnlessUsual{"instead", &Offer::instead},
                                                       UnlessUsual{"weighs_milli", &Offer::weighs});

template <>
inline constexpr auto fields_of<Proposal> = fields<Proposal>(
    Field{"id", &Proposal::id}, Field{"case", &Proposal::case_id}, Field{"claim", &Proposal::claim},
    Inlined{&Proposal::offer}, Field{"value", &Proposal::value}, Field{"policy_version", &Proposal::policy_version},
    Field{"terminal", &Proposal::terminal}, Field{"requester", &Proposal::requester}, Field{"nonce", &Proposal::nonce},
    Field{"expires_wall_ms", &Proposal::expires_wall_ms}, UnlessUsual{"gift", &Proposal::gift});

template <>
inline constexpr auto fields_of<SlipLine> = fields<SlipLine>(Field{"kind", &SlipLine::kind},
                                                             Field{"text", &SlipLine::text},
                                                             Field{"value", &SlipLine::value});

template <>
inline constexpr auto fields_of<SlipDocument> = fields<SlipDocument>(Field{"language", &SlipDocument::language},
                                                                     Field{"copy_mark", &SlipDocument::copy_mark},
                                                                     Field{"lines", &SlipDocument::lines});

template <>
inline constexpr auto fields_of<RuleAuthority> =
    fields<RuleAuthority>(Field{"rule", &RuleAuthority::rule}, Field{"policy_version", &RuleAuthority::policy_version});

template <>
inline constexpr auto
    fields_of<ManagerAuthority> = fields<ManagerAuthority>(Field{"proposal", &ManagerAuthority::proposal},
                                                           Field{"approver", &ManagerAuthority::approver});

template <>
inline constexpr auto fields_of<CountersignAuthority> =
    fields<CountersignAuthority>(Field{"to_countersign", &CountersignAuthority::rule},
                                 Field{"policy_version", &CountersignAuthority::policy_version});

template <>
inline constexpr auto fields_of<Remark> = fields<Remark>(UnlessUsual{"ready", &Remark::ready},
                                                         UnlessUsual{"words", &Remark::words});

template <>
inline constexpr auto
    fields_of<RetentionLimits> = fields<RetentionLimits>(UnlessUsual{"receipts", &RetentionLimits::receipts},
                                                         UnlessUsual{"personal", &RetentionLimits::personal});

template <>
inline constexpr std::string_view event_type<StaffEnrolled> = "staff.enrolled";
template <>
inline constexpr auto fields_of<StaffEnrolled> = fields<StaffEnrolled>(Field{"staff", &StaffEnrolled::staff},
                                                                       Field{"role", &StaffEnrolled::role},
                                                                       Field{"language", &StaffEnrolled::language});

template <>
inline constexpr std::string_view event_type<StaffRevoked> = "staff.revoked";
template <>
inline constexpr auto fields_of<StaffRevoked> = fields<StaffRevoked>(Field{"staff", &StaffRevoked::staff});

template <>
inline constexpr std::string_view event_type<BadgeReplaced> = "badge.replaced";
template <>
inline constexpr auto fields_of<BadgeReplaced> = fields<BadgeReplaced>(Field{"staff", &BadgeReplaced::staff});

template <>
inline constexpr std::string_view event_type<ClaimRequested> = "claim.requested";
template <>
inline constexpr auto fields_of<ClaimRequested> = fields<ClaimRequested>(
    Field{"case", &ClaimRequested::case_id}, Field{"claim", &ClaimRequested::claim},
    Field{"value", &ClaimRequested::value}, UnlessUsual{"rest_of", &ClaimRequested::rest_of},
    UnlessUsual{"whole", &ClaimRequested::whole}, UnlessUsual{"spoken", &ClaimRequested::spoken});

template <>
inline constexpr std::string_view event_type<ClaimDivided> = "claim.divided";
template <>
inline constexpr auto fields_of<ClaimDivided> = fields<ClaimDivided>(Field{"case", &ClaimDivided::case_id},
                                                                     Field{"kept", &ClaimDivided::kept},
                                                                     Field{"value", &ClaimDivided::value},
                                                                     Field{"whole", &ClaimDivided::whole});

template <>
inline constexpr std::string_view event_type<DecisionMade> = "decision.made";
template <>
inline constexpr auto fields_of<DecisionMade> = fields<DecisionMade>(Field{"case", &DecisionMade::case_id},
                                                                     Field{"decision", &DecisionMade::decision});

template <>
inline constexpr std::string_view event_type<ApprovalAsked> = "approval.asked";
template <>
inline constexpr auto fields_of<ApprovalAsked> = fields<ApprovalAsked>(Field{"proposal", &ApprovalAsked::proposal},
                                                                       Field{"digest", &ApprovalAsked::digest},
                                                                       UnlessUsual{"answer", &ApprovalAsked::answer},
                                                                       UnlessUsual{"spoken", &ApprovalAsked::spoken});

template <>
inline constexpr std::string_view event_type<LanguageChosen> = "language.chosen";
template <>
inline constexpr auto fields_of<LanguageChosen> = fields<LanguageChosen>(Field{"case", &LanguageChosen::case_id},
                                                                         Field{"language", &LanguageChosen::language});

template <>
inline constexpr std::string_view event_type<ApprovalWithdrawn> = "approval.withdrawn";
template <>
inline constexpr auto
    fields_of<ApprovalWithdrawn> = fields<ApprovalWithdrawn>(Field{"case", &ApprovalWithdrawn::case_id},
                                                             Field{"proposal", &ApprovalWithdrawn::proposal});

template <>
inline constexpr std::string_view event_type<PinTried> = "pin.tried";
template <>
inline constexpr auto fields_of<PinTried> = fields<PinTried>(Field{"staff", &PinTried::staff}, Inlined{&PinTried::at});

template <>
inline constexpr std::string_view event_type<PinAccepted> = "pin.accepted";
template <>
inline constexpr auto fields_of<PinAccepted> = fields<PinAccepted>(Field{"staff", &PinAccepted::staff});

template <>
inline constexpr std::string_view event_type<PinChanged> = "pin.changed";
template <>
inline constexpr auto fields_of<PinChanged> = fields<PinChanged>(Field{"staff", &PinChanged::staff});

template <>
inline constexpr std::string_view event_type<ApprovalGiven> = "approval.given";
template <>
inline constexpr auto fields_of<ApprovalGiven> =
    fields<ApprovalGiven>(Field{"case", &ApprovalGiven::case_id}, Field{"proposal", &ApprovalGiven::proposal},
                          Field{"digest", &ApprovalGiven::digest}, Field{"approver", &ApprovalGiven::approver},
                          UnlessUsual{"proof", &ApprovalGiven::proof, Proof::pin});

template <>
inline constexpr std::string_view event_type<ApprovalDeclined> = "approval.declined";
template <>
inline constexpr auto fields_of<ApprovalDeclined> = fields<ApprovalDeclined>(
    Field{"case", &ApprovalDeclined::case_id}, Field{"proposal", &ApprovalDeclined::proposal},
    Field{"approver", &ApprovalDeclined::approver}, Field{"reason", &ApprovalDeclined::reason});

template <>
inline constexpr std::string_view event_type<ApprovalQuestioned> = "approval.questioned";
template <>
inline constexpr auto fields_of<ApprovalQuestioned> = fields<ApprovalQuestioned>(
    Field{"case", &ApprovalQuestioned::case_id}, Field{"proposal", &ApprovalQuestioned::proposal},
    Field{"approver", &ApprovalQuestioned::approver}, Field{"question", &ApprovalQuestioned::question});

template <>
inline constexpr auto fields_of<GrantedLine> = fields<GrantedLine>(Field{"value", &GrantedLine::value},
                                                                   UnlessUsual{"came_back_before_milli",
                                                                               &GrantedLine::came_back_before});

template <>
inline constexpr std::string_view event_type<GrantGiven> = "grant.given";
template <>
inline constexpr auto fields_of<GrantGiven> = fields<GrantGiven>(
    Field{"grant", &GrantGiven::grant}, Field{"case", &GrantGiven::case_id}, Field{"claim", &GrantGiven::claim},
    Field{"value", &GrantGiven::value}, Field{"authority", &GrantGiven::authority}, Field{"slip", &GrantGiven::slip},
    Field{"document", &GrantGiven::document}, Inlined{&GrantGiven::offer},
    UnlessUsual{"came_back_before_milli", &GrantGiven::came_back_before}, UnlessUsual{"more", &GrantGiven::more},
    UnlessUsual{"part_of", &GrantGiven::part_of});

template <>
inline constexpr std::string_view event_type<GrantDivided> = "grant.divided";
template <>
inline constexpr auto fields_of<GrantDivided> = fields<GrantDivided>(
    Field{"case", &GrantDivided::case_id}, Field{"grant", &GrantDivided::grant}, Field{"kept", &GrantDivided::kept},
    Field{"values", &GrantDivided::values}, Field{"whole", &GrantDivided::whole}, Field{"slip", &GrantDivided::slip},
    Field{"document", &GrantDivided::document});

template <>
inline constexpr std::string_view event_type<ClaimUntied> = "claim.untied";
template <>
inline constexpr auto fields_of<ClaimUntied> = fields<ClaimUntied>(Field{"case", &ClaimUntied::case_id},
                                                                   Field{"grant", &ClaimUntied::grant},
                                                                   Field{"told", &ClaimUntied::told});

template <>
inline constexpr std::string_view event_type<ClaimTied> = "claim.tied";
template <>
inline constexpr auto
    fields_of<ClaimTied> = fields<ClaimTied>(Field{"case", &ClaimTied::case_id}, Field{"grant", &ClaimTied::grant},
                                             Inlined{&ClaimTied::receipt}, Field{"line", &ClaimTied::line},
                                             Field{"value", &ClaimTied::value});

template <>
inline constexpr std::string_view event_type<GiftGiven> = "gift.given";
template <>
inline constexpr auto fields_of<GiftGiven> = fields<GiftGiven>(Field{"case", &GiftGiven::case_id},
                                                               Field{"grant", &GiftGiven::grant},
                                                               Inlined{&GiftGiven::gift});

template <>
inline constexpr std::string_view event_type<RemedyChanged> = "remedy.changed";
template <>
inline constexpr auto fields_of<RemedyChanged> = fields<RemedyChanged>(
    Field{"case", &RemedyChanged::case_id}, Field{"grant", &RemedyChanged::grant}, Inlined{&RemedyChanged::offer},
    Field{"slip", &RemedyChanged::slip}, Field{"document", &RemedyChanged::document},
    UnlessUsual{"came_back_before_milli", &RemedyChanged::came_back_before},
    UnlessUsual{"came_back_before_of_more_milli", &RemedyChanged::came_back_before_of_more});

template <>
inline constexpr std::string_view event_type<VoucherRedeemed> = "voucher.redeemed";
template <>
inline constexpr auto fields_of<VoucherRedeemed> = fields<VoucherRedeemed>(Field{"case", &VoucherRedeemed::case_id},
                                                                           Field{"grant", &VoucherRedeemed::grant});

template <>
inline constexpr std::string_view event_type<GoodsHandedOver> = "goods.handed_over";
template <>
inline constexpr auto fields_of<GoodsHandedOver> = fields<GoodsHandedOver>(Field{"case", &GoodsHandedOver::case_id},
                                                                           Field{"grant", &GoodsHandedOver::grant});

template <>
inline constexpr std::string_view event_type<MoneyPaidOut> = "money.paid_out";
template <>
inline constexpr auto fields_of<MoneyPaidOut> = fields<MoneyPaidOut>(Field{"case", &MoneyPaidOut::case_id},
                                                                     Field{"grant", &MoneyPaidOut::grant},
                                                                     Field{"told_by_till",
                                                                           &MoneyPaidOut::told_by_till});

template <>
inline constexpr std::string_view event_type<GrantReversed> = "grant.reversed";
template <>
inline constexpr auto fields_of<GrantReversed> = fields<GrantReversed>(Field{"case", &GrantReversed::case_id},
                                                                       Field{"grant", &GrantReversed::grant});

template <>
inline constexpr std::string_view event_type<RefundAsked> = "refund.asked";
template <>
inline constexpr auto fields_of<RefundAsked> = fields<RefundAsked>(Field{"case", &RefundAsked::case_id},
                                                                   Field{"grant", &RefundAsked::grant});

template <>
inline constexpr std::string_view event_type<RefundNotPaid> = "refund.not_paid";
template <>
inline constexpr auto fields_of<RefundNotPaid> = fields<RefundNotPaid>(Field{"case", &RefundNotPaid::case_id},
                                                                       Field{"grant", &RefundNotPaid::grant});

template <>
inline constexpr std::string_view event_type<SlipCancelled> = "slip.cancelled";
template <>
inline constexpr auto fields_of<SlipCancelled> = fields<SlipCancelled>(Field{"case", &SlipCancelled::case_id},
                                                                       Field{"grant", &SlipCancelled::grant},
                                                                       Field{"slip", &SlipCancelled::slip},
                                                                       Field{"document", &SlipCancelled::document});

template <>
inline constexpr std::string_view event_type<LetterWritten> = "letter.written";
template <>
inline constexpr auto fields_of<LetterWritten> = fields<LetterWritten>(Field{"case", &LetterWritten::case_id},
                                                                       Field{"grant", &LetterWritten::grant},
                                                                       Field{"slip", &LetterWritten::slip},
                                                                       Field{"document", &LetterWritten::document});

template <>
inline constexpr std::string_view event_type<SlipPrintAsked> = "slip.print_asked";
template <>
inline constexpr auto fields_of<SlipPrintAsked> = fields<SlipPrintAsked>(Field{"slip", &SlipPrintAsked::slip},
                                                                         Field{"job", &SlipPrintAsked::job},
                                                                         Field{"copy", &SlipPrintAsked::copy});

template <>
inline constexpr std::string_view event_type<SlipPrintEnded> = "slip.print_ended";
template <>
inline constexpr auto fields_of<SlipPrintEnded> = fields<SlipPrintEnded>(Field{"job", &SlipPrintEnded::job},
                                                                         Field{"outcome", &SlipPrintEnded::outcome});

template <>
inline constexpr std::string_view event_type<CaseClosed> = "case.closed";
template <>
inline constexpr auto fields_of<CaseClosed> = fields<CaseClosed>(Field{"case", &CaseClosed::case_id});

template <>
inline constexpr std::string_view event_type<ServiceRated> = "service.rated";
template <>
inline constexpr auto fields_of<ServiceRated> = fields<ServiceRated>(Field{"case", &ServiceRated::case_id},
                                                                     Field{"faces", &ServiceRated::faces});

template <>
inline constexpr std::string_view event_type<RetentionBegan> = "retention.began";
template <>
inline constexpr auto fields_of<RetentionBegan> = fields<RetentionBegan>(Field{"business_unit", &RetentionBegan::shop},
                                                                         Field{"limits", &RetentionBegan::limits});

template <>
inline constexpr std::string_view event_type<RetentionApplied> = "retention.applied";
template <>
inline constexpr auto fields_of<RetentionApplied> =
    fields<RetentionApplied>(Field{"business_unit", &RetentionApplied::shop},
                             Field{"limits", &RetentionApplied::limits}, Field{"receipts", &RetentionApplied::receipts},
                             Field{"lines", &RetentionApplied::lines}, Field{"personal", &RetentionApplied::personal});

template <>
inline constexpr std::string_view event_type<SecondLookAsked> = "second_look.asked";
template <>
inline constexpr auto fields_of<SecondLookAsked> = fields<SecondLookAsked>(Field{"case", &SecondLookAsked::case_id},
                                                                           Field{"grant", &SecondLookAsked::grant},
                                                                           Field{"due", &SecondLookAsked::due});

template <>
inline constexpr std::string_view event_type<SecondLookTaken> = "second_look.taken";
template <>
inline constexpr auto fields_of<SecondLookTaken> = fields<SecondLookTaken>(Field{"case", &SecondLookTaken::case_id},
                                                                           Field{"grant", &SecondLookTaken::grant});

template <>
inline constexpr std::string_view event_type<CustomerExported> = "customer.exported";
template <>
inline constexpr auto
    fields_of<CustomerExported> = fields<CustomerExported>(Field{"receipts", &CustomerExported::receipts},
                                                           UnlessUsual{"told", &CustomerExported::told});

template <>
inline constexpr std::string_view event_type<CustomerErased> = "customer.erased";
template <>
inline constexpr auto fields_of<CustomerErased> = fields<CustomerErased>(Field{"receipts", &CustomerErased::receipts},
                                                                         Field{"basis", &CustomerErased::basis},
                                                                         UnlessUsual{"told", &CustomerErased::told});

template <>
inline constexpr std::string_view event_type<LeftBehindFound> = "left_behind.found";
template <>
inline constexpr auto fields_of<LeftBehindFound> = fields<LeftBehindFound>(
    Field{"entry", &LeftBehindFound::entry}, Field{"code", &LeftBehindFound::code},
    Field{"item", &LeftBehindFound::item}, Field{"quantity_milli", &LeftBehindFound::quantity},
    Field{"lane", &LeftBehindFound::lane}, Field{"place", &LeftBehindFound::place},
    Field{"note", &LeftBehindFound::note}, UnlessUsual{"perishable_until", &LeftBehindFound::perishable_until},
    Field{"found_at", &LeftBehindFound::found_at}, Field{"brought_back", &LeftBehindFound::brought_back},
    UnlessUsual{"label", &LeftBehindFound::label});

template <>
inline constexpr std::string_view event_type<LeftBehindMoved> = "left_behind.moved";
template <>
inline constexpr auto fields_of<LeftBehindMoved> = fields<LeftBehindMoved>(
    Field{"entry", &LeftBehindMoved::entry}, Field{"to", &LeftBehindMoved::to}, Field{"place", &LeftBehindMoved::place},
    Field{"note", &LeftBehindMoved::note}, Field{"happened_at", &LeftBehindMoved::happened_at},
    Field{"case", &LeftBehindMoved::made_good}, UnlessUsual{"undoes", &LeftBehindMoved::undoes, false},
    UnlessUsual{"by_tie", &LeftBehindMoved::by_tie, false});

template <>
inline constexpr std::string_view event_type<FoundTakenBack> = "left_behind.taken_back";
template <>
inline constexpr auto fields_of<FoundTakenBack> = fields<FoundTakenBack>(Field{"entry", &FoundTakenBack::entry});

template <>
inline constexpr auto fields_of<StockMovement> = fields<StockMovement>(Field{"code", &StockMovement::code},
                                                                       Field{"quantity_milli",
                                                                             &StockMovement::quantity},
                                                                       Field{"reason", &StockMovement::reason});

template <>
inline constexpr std::string_view event_type<StockMoved> = "stock.moved";
template <>
inline constexpr auto fields_of<StockMoved> = fields<StockMoved>(Field{"case", &StockMoved::case_id},
                                                                 Field{"grant", &StockMoved::grant},
                                                                 Inlined{&StockMoved::movement});

template <>
inline constexpr std::string_view event_type<TerminalKeyMade> = "terminal.key_made";
template <>
inline constexpr auto fields_of<TerminalKeyMade> = fields<TerminalKeyMade>(Field{"key", &TerminalKeyMade::key});

template <>
inline constexpr std::string_view event_type<DayClosed> = "day.closed";
template <>
inline constexpr auto fields_of<DayClosed> = fields<DayClosed>(Field{"statement", &DayClosed::statement},
                                                               Field{"key", &DayClosed::key},
                                                               Field{"signature", &DayClosed::signature});

template <>
inline constexpr std::string_view event_type<RecordsSeen> = "records.seen";
template <>
inline constexpr auto fields_of<RecordsSeen> = fields<RecordsSeen>(Inlined{&RecordsSeen::receipt},
                                                                   Field{"how", &RecordsSeen::how},
                                                                   UnlessUsual{"told", &RecordsSeen::told},
                                                                   UnlessUsual{"seen_at", &RecordsSeen::seen_at},
                                                                   UnlessUsual{"more", &RecordsSeen::more});

template <>
inline constexpr std::string_view event_type<PersonalDataShown> = "personal.shown";
template <>
inline constexpr auto fields_of<PersonalDataShown> = fields<PersonalDataShown>(Field{"kind", &PersonalDataShown::kind},
                                                                               UnlessUsual{"record",
                                                                                           &PersonalDataShown::record});

template <>
inline constexpr std::string_view event_type<DrawerOpenAsked> = "drawer.open_asked";
template <>
inline constexpr auto fields_of<DrawerOpenAsked> = fields<DrawerOpenAsked>(Field{"pulse", &DrawerOpenAsked::pulse});

template <>
inline constexpr std::string_view event_type<DrawerOpenEnded> = "drawer.open_ended";
template <>
inline constexpr auto fields_of<DrawerOpenEnded> = fields<DrawerOpenEnded>(Field{"pulse", &DrawerOpenEnded::pulse},
                                                                           Field{"outcome", &DrawerOpenEnded::outcome});

template <>
inline constexpr auto fields_of<CareDeadlines> = fields<CareDeadlines>(Field{"due", &CareDeadlines::due},
                                                                       Field{"remind_at", &CareDeadlines::remind_at},
                                                                       Field{"escalate_at",
                                                                             &CareDeadlines::escalate_at});

template <>
inline constexpr auto fields_of<CareRouting> = fields<CareRouting>(Field{"rule", &CareRouting::rule},
                                                                   Field{"severity", &CareRouting::severity},
                                                                   Field{"responsible", &CareRouting::responsible},
                                                                   Field{"escalate_to", &CareRouting::escalate_to},
                                                                   UnlessUsual{"deadlines", &CareRouting::deadlines});

template <>
inline constexpr std::string_view event_type<ComplaintReceived> = "complaint.received";
template <>
inline constexpr auto fields_of<ComplaintReceived> =
    fields<ComplaintReceived>(Field{"record", &ComplaintReceived::record}, Field{"kind", &ComplaintReceived::kind},
                              UnlessUsual{"said", &ComplaintReceived::said},
                              UnlessUsual{"words_commitment", &ComplaintReceived::words_commitment},
                              UnlessUsual{"phone_commitment", &ComplaintReceived::phone_commitment},
                              UnlessUsual{"routing", &ComplaintReceived::routing});

template <>
inline constexpr std::string_view event_type<ComplaintMoved> = "complaint.moved";
template <>
inline constexpr auto fields_of<ComplaintMoved> = fields<ComplaintMoved>(
    Field{"record", &ComplaintMoved::record}, Field{"step", &ComplaintMoved::step},
    UnlessUsual{"words_commitment", &ComplaintMoved::words_commitment}, UnlessUsual{"cause", &ComplaintMoved::cause},
    UnlessUsual{"way", &ComplaintMoved::way}, UnlessUsual{"to", &ComplaintMoved::to});

template <>
inline constexpr auto fields_of<EventCount> = fields<EventCount>(Field{"type", &EventCount::type},
                                                                 Field{"count", &EventCount::count});

template <>
inline constexpr auto
    fields_of<GrantedSum> = fields<GrantedSum>(Field{"remedy", &GrantedSum::remedy},
                                               Field{"with_manager", &GrantedSum::with_manager},
                                               Field{"count", &GrantedSum::count}, Field{"worth", &GrantedSum::worth},
                                               UnlessUsual{"to_countersign", &GrantedSum::to_countersign, false});

template <>
inline constexpr auto fields_of<WorthSum> = fields<WorthSum>(Field{"count", &WorthSum::count},
                                                             Field{"worth", &WorthSum::worth});

template <>
inline constexpr auto
    fields_of<DayTally> = fields<DayTally>(Field{"events", &DayTally::events}, Field{"granted", &DayTally::granted},
                                           Field{"taken_back", &DayTally::taken_back},
                                           Field{"opened", &DayTally::opened}, Field{"declined", &DayTally::declined},
                                           Field{"closed", &DayTally::closed}, UnlessUsual{"gifts", &DayTally::gifts});

template <>
inline constexpr auto
    fields_of<OpenWork> = fields<OpenWork>(Field{"awaiting_manager", &OpenWork::awaiting_manager},
                                           Field{"owed", &OpenWork::owed}, Field{"left_behind", &OpenWork::left_behind},
                                           UnlessUsual{"looks_overdue", &OpenWork::looks_overdue},
                                           UnlessUsual{"countersigns_overdue", &OpenWork::countersigns_overdue});

template <>
inline constexpr auto fields_of<PreviousClosing> = fields<PreviousClosing>(Field{"day", &PreviousClosing::day},
                                                                           Field{"seq", &PreviousClosing::seq},
                                                                           Field{"hash", &PreviousClosing::hash});

template <>
inline constexpr auto fields_of<DayStatement> = fields<DayStatement>(
    Field{"terminal", &DayStatement::terminal}, Field{"epoch", &DayStatement::epoch}, Field{"day", &DayStatement::day},
    Field{"first", &DayStatement::first}, Field{"last", &DayStatement::last}, Field{"head", &DayStatement::head},
    Inlined{&DayStatement::tally}, Field{"open", &DayStatement::open},
    UnlessUsual{"previous", &DayStatement::previous});

} // namespace makegood::storage
