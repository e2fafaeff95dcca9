#include "terminal/plugin/hooks.hpp"

#include "terminal/plugin/hearing.hpp"

#include <algorithm>

namespace makegood::plugin {

namespace {

using Hook = void (*)(const makegood_host* host, const makegood_case* now, makegood_hearing* hearing);

// Who decides by themselves has its reason before them.
bool has_heard(const Decision& decision, const RuleAnswer& veto) {
    return std::ranges::find(decision.answers, veto) != decision.answers.end();
}

class StepWithHooks {
  public:
    StepWithHooks(Session& session, const makegood_host_hooks& hooks) : session_(session), hooks_(hooks) {}

    Done<CaseView> take(const Command& command) {
        auto& store = session_.storage();
        const auto last_word = [&](Expected<CaseView, DeskRefusal>& answer) {
            if (answer)
                std::visit([&](const auto& particular) { hear(particular, *answer); }, command);
            return !problem_ && !veto_;
        };
        auto answer = store.handle(session_.desk(), command, last_word);
        if (!answer)
            return refused(session_.failed(answer.error()));
        if (*answer && !**answer)
            return refused(session_.failed((*answer)->error()));
        if (*answer)
            return std::move(***answer);
        if (problem_)
            return refused(*problem_);
        return std::visit([&](const auto& particular) { return hold_back(particular); }, command);
    }

  private:
    // Which hooks a step has. What they say of a decision goes into it; what they say of a gift holds it back.
    void hear(const MakeClaim& claim, CaseView& view) { hear_claim(claim, view); }
    void hear(const MakeToldClaim& claim, CaseView& view) { hear_claim(claim, view); }
    void hear(const ReverseGrant& reversal, CaseView& view) { listen(hooks_.decision_made, reversal, view); }
    void hear(const AskManager& asked, CaseView& view) { listen(hooks_.approval_needed, asked, view); }
    void hear(const GiveRemedy& gift, CaseView& view) {
        if (view.remedy)
            veto_ = veto_of(view);
        else
            listen(hooks_.decision_made, gift, view);
    }
    void hear(const ApproveProposal&, CaseView& view) {
        veto_ = veto_of(view);
        if (veto_ && has_heard(view.decision, *veto_))
            veto_.reset();
    }
    void hear(const ChangeRemedy&, CaseView& view) { veto_ = veto_of(view); }
    void hear(const auto&, CaseView&) {}

    void hear_claim(const auto& claim, CaseView& view) {
        listen(hooks_.claim_requested, claim, view);
        listen(hooks_.decision_made, claim, view);
    }

    Said ask(Hook hook, const CaseView& view, Hearing::Place place) {
        Hearing hearing(view.claim, place);
        Answer answer;
        if (hook != nullptr)
            hook(&session_.host(), session_.face_of(answer, view), &hearing);
        return std::move(hearing.said);
    }

    void listen(Hook hook, const auto& step, CaseView& view) {
        if (hook == nullptr || problem_)
            return;
        auto said = ask(hook, view, Hearing::Place::for_all);
        problem_ = std::move(said.problem);
        if (said.veto)
            said.answers.push_back(std::move(*said.veto));
        if (problem_ || (said.facts.empty() && said.answers.empty()))
            return;
        const RequestId request(step.request.text() + "/heard-" + std::to_string(++heard_));
        auto heard = session_.desk().handle(
            HearTill{request, step.requester, view.id, std::move(said.facts), std::move(said.answers)});
        if (heard)
            view = std::move(*heard);
        else
            problem_ = session_.failed(heard.error());
    }

    std::optional<RuleAnswer> veto_of(const CaseView& view) {
        auto said = ask(hooks_.remedy_granted, view, Hearing::Place::for_a_veto);
        problem_ = std::move(said.problem);
        auto veto = std::move(said.veto);
        if (hooks_.stock_effect == nullptr)
            return veto;
        for (const auto& movement : session_.storage().ledger().stock_movements(view.remedy->grant)) {
            Hearing hearing(view.claim, Hearing::Place::for_a_veto);
            Answer answer;
            hooks_.stock_effect(&session_.host(), session_.face_of(answer, view),
                                told(answer, movement, view.id, session_.storage().clock().now()), &hearing);
            if (hearing.said.problem && !problem_)
                problem_ = std::move(hearing.said.problem);
            if (hearing.said.veto && !veto)
                veto = std::move(hearing.said.veto);
        }
        return veto;
    }

    // What becomes of a step that was vetoed: nothing of it is stored but why, under its own id.
    Done<CaseView> hold_back(const GiveRemedy& gift) { return keep_reason(gift.request, gift.requester, gift.case_id); }
    Done<CaseView> hold_back(const ChangeRemedy& change) {
        const auto kept = keep_reason(change.request, change.requester, change.case_id);
        return refused(kept ? vetoed() : kept.error());
    }
    Done<CaseView> hold_back(const ApproveProposal& approval) {
        auto& store = session_.storage();
        if (!approval.pin_try.empty()) { // the PIN was right, whatever came of it
            const RequestId proving(approval.request.text() + "/proved");
            const auto proved =
                store.handle(ProvePin{proving, approval.pin_try, approval.approver, approval.pin_was_right});
            if (!proved)
                return refused(session_.failed(proved.error()));
        }
        const auto found = store.cases().find_case(approval.case_id);
        if (!found)
            return refused(session_.failed(found.error()));
        const auto& asker = *found && (*found)->proposal ? (*found)->proposal->requester : approval.approver;
        const auto kept = keep_reason(approval.request, asker, approval.case_id);
        return refused(kept ? vetoed() : kept.error());
    }
    Done<CaseView> hold_back(const auto&) { return refused(vetoed()); }

    Done<CaseView> keep_reason(const RequestId& request, const StaffId& requester, const CaseId& id) {
        return session_.handle(HearTill{request, requester, id, {}, {*veto_}});
    }
    Failure vetoed() const {
        return {.status = MAKEGOOD_REFUSED,
                .reason = "till_veto",
                .sentence = veto_->says.english,
                .detail = "vetoed by " + veto_->rule};
    }

    Session& session_;
    const makegood_host_hooks& hooks_;
    int heard_ = 0;
    std::optional<RuleAnswer> veto_;
    std::optional<Failure> problem_;
};

} // namespace

Done<CaseView> handle_with_hooks(Session& session, const Command& command) {
    const auto& hooks = session.tables().hooks;
    if (!hooks)
        return session.handle(command);
    const auto repeat =
        session.was_handled(std::visit([](const auto& particular) { return particular.request; }, command));
    if (!repeat)
        return refused(repeat.error());
    return *repeat ? session.handle(command) : StepWithHooks(session, *hooks).take(command);
}

} // namespace makegood::plugin
