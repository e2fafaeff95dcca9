#pragma once

#include "tests/workflows/recovery/history/auditor.hpp"

#include <random>

namespace makegood::testing {

// A random history at two desks over one ledger: any command, in any order, with old ids sent again, wrong PINs, money
// in the wrong currency and a clock that jumps. What must always hold is checked from the events alone, and from what
// the desks answer.
class History {
  public:
    History(TwoDesks& desks, std::uint64_t seed, std::string request_prefix = "request-")
        : desks_(desks), chance_(seed), request_prefix_(std::move(request_prefix)) {
        if (chance(4) == 0) // olives need a manager too
            desks_.policy.rules[0].value_at_most = desks_.policy.rules[1].value_above = {Money(300, eur)};
        const std::int64_t with_coffee = 4'500, without = 1'200;
        desks_.policy.countersign = {.up_to = {Money(chance(4) > 0 ? with_coffee : without, eur)},
                                     .per_day = 1 + chance(2)};
    }

    void step() {
        jump();
        const Command command = sent_.empty() || chance(8) > 0 ? another() : sent_[below(sent_.size())];
        const auto answer = desks_.handle(chance(2), command);
        const auto news = desks_.news();
        auditor_.read_on(news);
        if (done_.contains(id_of(command)))
            must(Always::committed_first, news.empty());
        if (answer)
            was_answered(command, *answer);
        else
            was_refused(news);
        sent_.push_back(command);
    }

    int grants() const { return auditor_.grants(); }
    int given_to_countersign() const { return auditor_.given_to_countersign(); }
    int countersigned() const { return auditor_.countersigned(); }
    int refusals() const { return refusals_; }
    int approvals() const { return auditor_.approvals(); }
    int ties() const { return auditor_.ties(); }
    int unties() const { return auditor_.unties(); }
    int divisions() const { return auditor_.divisions(); }
    int divided_remedies() const { return auditor_.divided_remedies(); }

  private:
    void was_answered(const Command& command, const CaseView& answer) {
        auditor_.look_at(answer);
        if (std::ranges::find(cases_, answer.id) == cases_.end())
            cases_.push_back(answer.id);
        if (desks_.was_handled(id_of(command)))
            done_.insert(id_of(command));
    }
    void was_refused(const std::vector<Told>& news) {
        ++refusals_;
        for (const auto& told : news)
            must(Always::committed_first, std::holds_alternative<PinAccepted>(told.event) ||
                                              std::holds_alternative<ApprovalWithdrawn>(told.event));
    }

    RequestId fresh_request() { return RequestId(request_prefix_ + std::to_string(++requests_)); }
    static RequestId id_of(const Command& command) {
        return std::visit([](const auto& one) { return one.request; }, command);
    }
    std::uint64_t below(std::uint64_t count) { return chance_() % count; }
    int chance(int of) { return static_cast<int>(below(static_cast<std::uint64_t>(of))); }
    StaffId somebody() {
        const StaffId all[] = {cashier, cashier, manager, other_manager, StaffId("stranger")};
        return all[below(std::size(all))];
    }
    CaseId some_case() {
        if (cases_.empty() || chance(30) == 0)
            return CaseId("none");
        const auto young = std::min<std::size_t>(cases_.size(), 3);
        return chance(3) > 0 ? cases_[cases_.size() - 1 - below(young)] : cases_[below(cases_.size())];
    }
    Offer some_offer_for(const CaseId& id) {
        const auto found = desks_.find_case(id);
        const auto fitting = fitting_remedies(found ? found->claim : Claim{});
        Offer offer{chance(4) > 0 ? fitting[below(std::min<std::size_t>(fitting.size(), 2))]
                                  : static_cast<Remedy>(chance(remedy_count)),
                    chance(2) == 0};
        if (chance(5) == 0)
            offer.promised_for = Date{desks_.clock.civil.date().days_since_1970 + chance(9) - 1};
        if ((offer.remedy == Remedy::substitute) != (chance(8) == 0))
            offer.instead = NamedItem{ItemCode("2"), "Green olives"};
        return offer;
    }

    std::vector<ClaimedLine> some_part_of(const CaseId& id) {
        std::vector<ClaimedLine> kept;
        const auto found = desks_.find_case(id);
        for (const auto& part : by_line(found ? found->claim : Claim{}))
            if (chance(5) > 0)
                kept.push_back({part.line, chance(4) == 0 ? part.quantity : Quantity::of_milli(chance(5) * 371)});
        return kept;
    }

    void jump() {
        desks_.clock.pass_ms(static_cast<std::int64_t>(below(20'000)));
        if (chance(40) == 0) { // somebody sets the calendar
            const auto ms = static_cast<std::int64_t>(below(200'000'000)) - 100'000'000;
            desks_.clock.ms += ms;
            desks_.clock.civil.seconds += ms / 1000;
        }
        if (chance(60) == 0)
            desks_.clock.machine = {"boot-" + std::to_string(below(1'000)), 60'000};
    }

    Command another() {
        const auto request = fresh_request();
        const auto id = some_case();
        switch (chance(18)) {
        case 17:
            static_cast<void>(desks_.handle(
                0, GiveRemedy{fresh_request(), cashier, id, {Remedy::replacement, false}, Language::english}));
            auditor_.read_on(desks_.news());
            return DivideRemedy{request, somebody(), id, some_part_of(id), some_offer_for(id), Language::english};
        case 16:
            return DivideClaim{request, somebody(), id, some_part_of(id)};
        case 0:
        case 1:
        case 2: {
            const LineNumber lines[] = {olives, olives, coffee, ham, deposit, voided, LineNumber(99)};
            const std::int64_t amounts[] = {1'000, 1'000, 1'000,  1'000, 2'000,        3'000,
                                            742,   500,   -1'000, 0,     9'000'000'000};
            const auto complaint = static_cast<Complaint>(chance(8));
            std::optional<Money> price;
            if (chance(2) == 0)
                price = Money(static_cast<std::int64_t>(below(500)) - 20, chance(9) == 0 ? irr : eur);
            MakeClaim claim{request,
                            somebody(),
                            march_receipt,
                            lines[below(std::size(lines))],
                            Quantity::of_milli(amounts[below(std::size(amounts))]),
                            complaint,
                            price};
            for (int more = chance(6); more > 3; --more)
                claim.more.push_back(
                    {lines[below(std::size(lines))], Quantity::of_milli(amounts[below(std::size(amounts))])});
            return claim;
        }
        case 14: {
            ToldPurchase told{.price =
                                  Money(static_cast<std::int64_t>(below(1'500)) - 20, chance(20) == 0 ? irr : eur)};
            if (chance(2) == 0)
                told.item = chance(2) == 0 ? NamedItem{ItemCode("3"), "Tea"} : NamedItem{ItemCode("olives"), "Olives"};
            const auto complaint = told.item || chance(5) == 0 ? static_cast<Complaint>(chance(8)) : Complaint::service;
            return MakeToldClaim{request, somebody(), told, Quantity::of_milli(chance(5) == 0 ? 500 : 1'000),
                                 complaint};
        }
        case 15:
            return TakeSecondLook{request, somebody(), id};
        case 3:
        case 4:
            return GiveRemedy{request, somebody(), id, some_offer_for(id), Language::english, chance(2) == 0};
        case 5:
            asked_ = id;
            return AskManager{request,
                              chance(2) == 0 ? cashier : somebody(),
                              id,
                              some_offer_for(id),
                              {.words = chance(2) == 0 ? "yes" : ""}};
        case 6:
        case 7:
            return answer_proposal(request, chance(4) > 0 ? asked_ : id);
        case 8:
            return WithdrawProposal{request, somebody(), id};
        case 9:
            if (const auto found = desks_.find_case(id); found && found->tied_at)
                return UntieClaim{request,
                                  somebody(),
                                  id,
                                  {.item = NamedItem{ItemCode("olives"), "Olives"}, .price = Money(300, eur)}};
            else if (chance(4) == 0 || (found && found->claim.told))
                return TieClaim{request, somebody(), id, march_receipt, chance(4) == 0 ? ham : olives};
            return ChangeRemedy{request, somebody(), id, some_offer_for(id), Language::english};
        case 10:
            if (chance(3) == 0)
                return AskRefund{request, id};
            if (chance(4) == 0)
                return EndRefund{request, id, chance(2) == 0};
            return HandOver{request, somebody(), id};
        case 11:
            return ReverseGrant{request, somebody(), id};
        case 12:
            return print(request, id);
        default:
            if (chance(3) == 0)
                return RedeemVoucher{request, somebody(), id};
            if (chance(4) == 0)
                return RateService{request, id, 1 + chance(5)};
            if (chance(2) == 0)
                return CloseCase{request, somebody(), id};
            return SettleRefund{request, id};
        }
    }

    Command answer_proposal(const RequestId& request, const CaseId& id) {
        const auto found = desks_.find_case(id);
        const auto who = chance(2) == 0 ? other_manager : somebody();
        const CountPinTry counted{fresh_request(), who, id};
        if (chance(10) > 0)
            static_cast<void>(desks_.handle(0, counted));
        auditor_.read_on(desks_.news());
        const auto proposal = found && found->proposal ? found->proposal->id : ProposalId("none");
        const bool right = chance(5) > 0;
        if (chance(8) == 0)
            return QuestionProposal{request, counted.request, who, id, proposal, right, {.ready = "seen_goods"}};
        if (chance(4) == 0)
            return DeclineProposal{request, counted.request, who, id, proposal, right, "look_together"};
        return ApproveProposal{request, counted.request, who, id, proposal, right, Language::english};
    }

    Command print(const RequestId& request, const CaseId& id) {
        const auto found = desks_.find_case(id);
        const auto slips = found ? slips_of(*found) : std::vector<const IssuedSlip*>();
        if (chance(6) == 0)
            return WriteLetter{request, somebody(), id, Language::english};
        if (slips.empty() || chance(3) == 0)
            return PrintSlip{request, somebody(), id};
        const auto& prints = slips[below(slips.size())]->prints;
        return RecordPrint{request, id, prints.empty() ? "none" : prints[below(prints.size())].job,
                           static_cast<PrintOutcome>(chance(5))};
    }

    TwoDesks& desks_;
    std::mt19937_64 chance_;
    std::string request_prefix_;
    int requests_ = 0;
    Auditor auditor_{desks_.clock, desks_.policy};
    CaseId asked_;              // the last that was put to a manager
    std::vector<CaseId> cases_; // in the order of opening
    std::vector<Command> sent_;
    std::set<RequestId> done_;
    int refusals_ = 0;
};

} // namespace makegood::testing
