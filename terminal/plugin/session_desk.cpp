#include "terminal/plugin/answer_case.hpp"
#include "terminal/plugin/given.hpp"
#include "terminal/plugin/hooks.hpp"
#include "terminal/plugin/session.hpp"
#include "terminal/text/unicode.hpp"

// The steps of a case, each one command to the desk.

namespace makegood::plugin {

namespace {

Language language_of(Given& given, std::int32_t language, Language usual) {
    return given.choice(language, Language::persian, {usual}, "slip_language");
}

Offer offer_of(Given& given, const makegood_offer& from) {
    Offer offer{.remedy = given.choice(from.remedy, Remedy::apology, {}, "remedy"),
                .at_hand = !from.not_at_hand,
                .promised_for = given.day(from.promised_for, "promised_for")};
    NamedItem instead{ItemCode(given.text(from.instead_code, "instead_code")),
                      given.text(from.instead_name, "instead_name")};
    if (!instead.code.empty() || !instead.name.empty())
        offer.instead = std::move(instead);
    if (from.weighs_milli < 0)
        given.refuse("weighs_milli", "is less than zero");
    if (from.weighs_milli > 0)
        offer.weighs = Quantity::of_milli(from.weighs_milli);
    return offer;
}

Failure not_found(std::string reason, std::string detail) {
    return {.status = MAKEGOOD_NOT_FOUND, .reason = std::move(reason), .detail = std::move(detail)};
}

} // namespace

Done<const makegood_case*> Session::answered(const Done<CaseView>& view) {
    if (!view)
        return refused(view.error());
    auto answer = std::make_unique<Answer>();
    const auto* face = face_of(*answer, *view);
    keep(face, std::move(answer));
    return face;
}

const makegood_case* Session::face_of(Answer& answer, const CaseView& view) const {
    return told(answer, view, {.words = words(), .approval = setup_.policy.approval, .wall_ms = clock_->wall_ms()});
}

Done<const makegood_case*> Session::look(const char* case_id) {
    Given given;
    const CaseId id(given.needed(case_id, "case_id"));
    if (given.problem())
        return refused(*given.problem());
    auto found = storage_->cases().find_case(id);
    if (!found)
        return refused(failed(found.error()));
    if (!*found)
        return refused(failed(DeskRefusal{.reason = DeskRefusalReason::case_unknown}));
    return answered(std::move(**found));
}

Done<const makegood_case*> Session::look_by_slip(const char* slip) {
    Given given;
    const SlipNumber number(given.needed(slip, "slip"));
    if (given.problem())
        return refused(*given.problem());
    auto found = storage_->cases().find_by_slip(number);
    if (!found)
        return refused(failed(found.error()));
    if (!*found)
        return refused(not_found("slip_unknown", "no case has a slip " + number.text()));
    return answered(std::move(**found));
}

Done<const makegood_case*> Session::step(StepOf step, const char* request_id, const char* staff, const char* case_id) {
    Given given;
    const auto request = given.request(request_id);
    const auto by = given.staff(staff, "staff");
    const CaseId id(given.needed(case_id, "case_id"));
    if (given.problem())
        return refused(*given.problem());
    const auto command = [&]() -> Command {
        switch (step) {
        case StepOf::withdraw:
            return WithdrawProposal{request, by, id};
        case StepOf::hand_over:
            return HandOver{.request = request, .requester = by, .case_id = id};
        case StepOf::take_back:
            return ReverseGrant{request, by, id};
        case StepOf::redeem_voucher:
            return RedeemVoucher{request, by, id};
        case StepOf::print_again:
            return PrintSlip{.request = request, .requester = by, .case_id = id};
        case StepOf::close_case:
            break;
        }
        return CloseCase{request, by, id};
    };
    return answered(handle_with_hooks(*this, command()));
}

Done<const makegood_case*> Session::step(StepWithOffer step, const char* request_id, const char* staff,
                                         const char* case_id, const makegood_offer* offer, std::int32_t slip_language) {
    Given given;
    const auto request = given.request(request_id);
    const auto by = given.staff(staff, "staff");
    const CaseId id(given.needed(case_id, "case_id"));
    const auto language = language_of(given, slip_language, language_);
    auto chosen = offer == nullptr ? std::optional<Offer>() : offer_of(given, given.fields(offer, "offer"));
    if (given.problem())
        return refused(*given.problem());
    if (!chosen) {
        const auto found = storage_->cases().find_case(id);
        if (!found)
            return refused(failed(found.error()));
        if (!*found)
            return refused(failed(DeskRefusal{.reason = DeskRefusalReason::case_unknown}));
        chosen = usual_offer((*found)->claim, true);
    }
    switch (step) {
    case StepWithOffer::give:
        return answered(handle_with_hooks(*this, GiveRemedy{request, by, id, *chosen, language}));
    case StepWithOffer::ask_manager:
        return answered(
            handle_with_hooks(*this, AskManager{.request = request, .requester = by, .case_id = id, .offer = *chosen}));
    case StepWithOffer::change:
        break;
    }
    return answered(handle_with_hooks(*this, ChangeRemedy{request, by, id, *chosen, language}));
}

Done<const makegood_case*> Session::approve(const makegood_approval* approval) {
    const auto proved = prove(approval);
    if (!proved)
        return refused(proved.error());
    return answered(handle_with_hooks(*this, ApproveProposal{proved->request, proved->pin_try, proved->approver,
                                                             proved->case_id, proved->proposal, proved->pin_was_right,
                                                             proved->slip_language, proved->badge_shown}));
}

Done<const makegood_case*> Session::decline(const makegood_approval* approval, const char* reason) {
    Given given;
    const auto why = given.needed(reason, "reason");
    if (!given.problem() && !words().knows("decline." + why + "_say"))
        given.refuse("reason", "is none that the catalogues know");
    if (given.problem())
        return refused(*given.problem());
    const auto proved = prove(approval);
    if (!proved)
        return refused(proved.error());
    return answered(handle(DeclineProposal{proved->request, proved->pin_try, proved->approver, proved->case_id,
                                           proved->proposal, proved->pin_was_right, why, proved->badge_shown}));
}

// A try is counted, and committed, before the vault compares; each try has an id of its own, so that nobody tries
// twice for one count by asking again.
Done<Session::Proved> Session::prove(const makegood_approval* approval) {
    Given given;
    const auto from = given.fields(approval, "approval");
    Proved proved{.request = given.request(from.request),
                  .approver = StaffId(given.text(from.approver, "approver")),
                  .case_id = CaseId(given.needed(from.case_id, "case_id")),
                  .proposal = ProposalId(given.needed(from.proposal, "proposal")),
                  .slip_language = language_of(given, from.slip_language, language_)};
    const auto badge = given.text(from.badge, "badge");
    const auto typed = Given::pin(from.pin);
    if (proved.approver.empty() && badge.empty())
        given.refuse("approver", "is needed where there is no badge");
    if (given.problem())
        return refused(*given.problem());
    const auto repeat = was_handled(proved.request);
    if (!repeat)
        return refused(repeat.error());
    if (*repeat)
        return proved;

    auto approver = approver_of(proved.approver, badge);
    if (!approver)
        return refused(approver.error());
    proved.approver = std::move(*approver);
    proved.badge_shown = !badge.empty();
    if (typed.empty())
        return proved;
    const auto pin = storage::Pin::typed(typed);
    proved.pin_try = RequestId("till-pin/" + fresh_id());
    const auto counted = handle(CountPinTry{proved.pin_try, proved.approver, proved.case_id});
    if (!counted)
        return refused(counted.error());
    const auto hash = storage_->vault().pin_of(proved.approver);
    if (!hash)
        return refused(failed(hash.error()));
    proved.pin_was_right = pin && *hash && storage::matches(storage_->pepper(), proved.approver, *pin, **hash);
    return proved;
}

Done<StaffId> Session::approver_of(const StaffId& said, const std::string& badge) {
    if (badge.empty())
        return said;
    const auto owner = storage_->vault().find_staff_by_badge(badge);
    if (!owner)
        return refused(failed(owner.error()));
    if (!*owner || (!said.empty() && **owner != said))
        return refused(Failure{.status = MAKEGOOD_REFUSED,
                               .reason = "badge_unknown",
                               .sentence = text::without_isolates(words().say("plugin.badge_unknown")),
                               .detail = "the badge is nobody's, or not that of the approver"});
    return **owner;
}

Done<bool> Session::was_handled(const RequestId& request) {
    const auto handled = storage_->connection().attempt(
        "look up", "a request", [&] { return storage_->ledger().handled(request).has_value(); });
    if (!handled)
        return refused(failed(handled.error()));
    return *handled;
}

} // namespace makegood::plugin
