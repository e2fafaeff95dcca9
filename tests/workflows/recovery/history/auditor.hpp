#pragma once

#include "tests/workflows/recovery/history/always.hpp"
#include "tests/workflows/recovery/history/two_desks.hpp"

#include <map>
#include <set>

namespace makegood::testing {

inline constexpr std::int64_t most_by_word = 1'000;

inline bool is_paper(Remedy remedy) {
    return remedy == Remedy::voucher || remedy == Remedy::apology;
}

inline bool is_manager(const StaffId& person) {
    return person == manager || person == other_manager;
}

struct LineTotals {
    std::int64_t granted = 0, repriced = 0, money = 0;
};

// Reads events as they come, knowing nothing of the desk.
class Auditor {
  public:
    Auditor(const HandClock& clock, const Policy& policy) : clock_(clock), policy_(policy) {}

    void read_on(const std::vector<Told>& news) {
        for (const auto& [event, author] : news) {
            actor_ = author.actor;
            std::visit([&](const auto& one) { read(one); }, event);
        }
        must(Always::two_people, not_listed_.empty());
        must(Always::within_the_sale, split_off_.empty());
        for (const auto& line : receipt_of_march().lines) {
            const auto total = totals_[line.number];
            must(Always::within_the_sale, total.granted <= line.quantity.milli());
            must(Always::within_the_sale, total.repriced <= line.quantity.milli());
            must(Always::within_the_sale, total.money <= line.amount.minor_units());
            must(Always::within_the_sale, total.granted >= 0);
            must(Always::within_the_sale, total.money >= 0);
        }
    }

    // Nothing stands on a screen or on paper that was not told of before.
    void look_at(const CaseView& shown) const {
        if (shown.remedy)
            must(Always::committed_first,
                 in_force_.contains(shown.id) && in_force_.at(shown.id).grant == shown.remedy->grant);
        for (const auto* slip : slips_of(shown))
            for (std::size_t i = 0; i < slip->prints.size(); ++i) {
                must(Always::committed_first, prints_.contains(slip->prints[i].job));
                must(Always::committed_first, (slip->prints[i].copy > 0) == (i > 0));
            }
    }

    int grants() const { return grants_; }
    int approvals() const { return static_cast<int>(approved_.size()); }
    int ties() const { return ties_; }
    int unties() const { return unties_; }
    int divisions() const { return divisions_; }
    int divided_remedies() const { return divided_remedies_; }
    int given_to_countersign() const { return static_cast<int>(to_countersign_.size()); }
    int countersigned() const { return countersigned_; }

  private:
    using GiverAndDay = std::pair<StaffId, Date>;

    void read(const ClaimRequested& e) {
        must(Always::committed_first, claims_.insert({e.case_id, e.claim}).second);
        values_[e.case_id] = e.value.minor_units();
        if (e.rest_of.empty())
            return;
        must(Always::committed_first, split_off_ == e.rest_of);
        must(Always::within_the_sale, e.value.minor_units() + values_.at(e.rest_of) == split_value_);
        must(Always::within_the_sale, units_in(e.claim) + units_in(claims_.at(e.rest_of)) == split_units_);
        split_off_ = {};
    }
    void read(const ClaimDivided& e) {
        must(Always::within_the_sale, !in_force_.contains(e.case_id));
        auto& claim = claims_.at(e.case_id);
        ++divisions_;
        split_off_ = e.case_id;
        split_units_ = units_in(claim);
        split_value_ = std::exchange(values_.at(e.case_id), e.value.minor_units());
        claim = on_lines(claim, e.kept);
        must(Always::within_the_sale, units_in(claim) < split_units_);
    }
    void read(const GrantDivided& e) {
        auto& grant = in_force_.at(e.case_id);
        must(Always::within_the_sale, grant.grant == e.grant);
        must(Always::within_the_sale, is_goods(grant.offer.remedy));
        must(Always::within_the_sale, !fulfilled_.contains(e.grant));
        must(Always::within_the_sale, !tied_.contains(e.grant));
        must(Always::within_the_sale, e.values.size() == e.kept.size());
        count(grant, -1);
        ++divided_remedies_;
        split_off_ = e.case_id;
        split_units_ = units_in(grant.claim);
        split_value_ = grant.value.minor_units();
        grant.claim = claims_.at(e.case_id) = on_lines(grant.claim, e.kept);
        grant.more.clear();
        grant.value = Money(0, e.whole.currency());
        for (const auto& value : e.values) {
            grant.value = *add(grant.value, value);
            grant.more.push_back({value, {}});
        }
        grant.more.erase(grant.more.begin());
        values_[e.case_id] = grant.value.minor_units();
        must(Always::within_the_sale, units_in(grant.claim) < split_units_);
        count(grant, 1);
    }
    // Of a remedy that was divided: nobody is asked again for what somebody allowed.
    void read_part(const GrantGiven& e) {
        const auto whole = std::ranges::find(in_force_, e.part_of, [](const auto& one) { return one.second.grant; });
        must(Always::two_people, whole != in_force_.end());
        must(Always::two_people, whole->second.authority == e.authority);
        must(Always::two_people, e.value.minor_units() == values_.at(e.case_id));
        if (const auto so = to_countersign_.find(e.part_of); so != to_countersign_.end()) {
            must(Always::two_people, signed_with_.insert({e.grant, so->second}).second);
            not_listed_.insert(e.grant);
        }
    }
    static std::int64_t units_in(const Claim& claim) {
        std::int64_t units = 0;
        for (const auto& part : by_line(claim))
            units += part.quantity.milli();
        return units;
    }
    void read(const DecisionMade& e) { outcomes_[e.case_id] = e.decision.outcome; }
    void read(const ApprovalAsked& e) {
        must(Always::two_people, e.answer.empty() || questioned_cases_.contains(e.proposal.case_id));
        proposals_.insert({e.proposal.id, e.proposal});
        asked_ms_[e.proposal.id] = clock_.ms;
        must(Always::two_people, e.proposal.claim == claims_.at(e.proposal.case_id));
    }
    void read(const ApprovalGiven& e) {
        const auto& proposal = proposals_.at(e.proposal);
        must(Always::two_people, e.approver != proposal.requester);
        must(Always::two_people, !questioned_.contains(e.proposal));
        must(Always::two_people, is_manager(e.approver));
        must(Always::two_people, approved_.insert(e.proposal).second);
        must(Always::two_people, e.digest == FoldingCryptography().sha256(canonical_text(proposal)));
        const auto passed_ms = clock_.ms - asked_ms_.at(e.proposal);
        must(Always::two_people, passed_ms >= 0 && passed_ms < proposal_lifetime_ms);
    }
    void read(const ApprovalQuestioned& e) {
        must(Always::two_people, e.approver != proposals_.at(e.proposal).requester);
        must(Always::two_people, !approved_.contains(e.proposal));
        must(Always::two_people, questioned_.insert(e.proposal).second);
        questioned_cases_.insert(e.case_id);
    }
    void read(const GrantGiven& e) {
        ++grants_;
        given_by_[e.grant] = e.part_of.empty() ? GiverAndDay{actor_, today()} : given_by_.at(e.part_of);
        must(Always::two_people, e.claim == claims_.at(e.case_id));
        must(Always::two_people, fits(e.offer, e.claim, Date{}));
        must(Always::committed_first, in_force_.insert({e.case_id, e}).second);
        if (!e.part_of.empty()) {
            read_part(e);
        } else if (const auto* signed_by = std::get_if<ManagerAuthority>(&e.authority)) {
            const auto& proposal = proposals_.at(signed_by->proposal);
            must(Always::two_people, approved_.contains(signed_by->proposal));
            must(Always::two_people, used_.insert(signed_by->proposal).second);
            must(Always::two_people, proposal.offer == e.offer);
            must(Always::two_people, e.value.minor_units() <= proposal.value.minor_units());
        } else if (std::holds_alternative<CountersignAuthority>(e.authority)) {
            must(Always::two_people, outcomes_.at(e.case_id) != Outcome::give_now);
            must(Always::two_people, !questioned_cases_.contains(e.case_id));
            must(Always::two_people, e.value.minor_units() <= policy_.countersign.up_to.front().minor_units());
            must(Always::two_people, e.claim.told || !taken_back_.contains(e.claim.line));
            must(Always::two_people, ++given_so_[{actor_, today()}] <= policy_.countersign.per_day);
            must(Always::two_people, to_countersign_.insert({e.grant, {actor_, today()}}).second);
            not_listed_.insert(e.grant);
        } else {
            must(Always::two_people, outcomes_.at(e.case_id) == Outcome::give_now);
            must(Always::within_the_sale, !e.claim.told || (e.value.minor_units() <= most_by_word &&
                                                            given_by_word_so_far() <= policy_.goodwill.per_day));
        }
        if (e.offer.remedy == Remedy::apology)
            must(Always::two_people, e.value.is_zero());
        count(e, 1);
    }
    void read(const RefundAsked& e) {
        must(Always::committed_first, in_force_.at(e.case_id).grant == e.grant);
        must(Always::committed_first, is_money(in_force_.at(e.case_id).offer.remedy));
        must(Always::committed_first, !fulfilled_.contains(e.grant));
        must(Always::committed_first, asked_of_till_.insert(e.grant).second);
    }
    void read(const RefundNotPaid& e) { must(Always::committed_first, asked_of_till_.erase(e.grant) == 1); }
    void read(const RemedyChanged& e) {
        auto& grant = in_force_.at(e.case_id);
        must(Always::committed_first, !asked_of_till_.contains(e.grant));
        must(Always::committed_first, grant.grant == e.grant);
        must(Always::committed_first, fits(e.offer, grant.claim, Date{}));
        must(Always::committed_first, !fulfilled_.contains(e.grant));
        grant.offer = e.offer;
    }
    void read(const ClaimTied& e) {
        auto& grant = in_force_.at(e.case_id);
        must(Always::within_the_sale, grant.grant == e.grant);
        must(Always::within_the_sale, grant.claim.told.has_value());
        must(Always::within_the_sale, e.value.minor_units() <= grant.value.minor_units());
        grant.claim.told.reset();
        grant.claim.receipt = e.receipt;
        grant.claim.line = e.line;
        claims_.at(e.case_id) = grant.claim;
        tied_[e.grant] = e.value.minor_units();
        count(grant, 1);
        ++ties_;
    }
    void read(const ClaimUntied& e) {
        auto& grant = in_force_.at(e.case_id);
        must(Always::within_the_sale, grant.grant == e.grant);
        must(Always::within_the_sale, tied_.contains(e.grant));
        count(grant, -1);
        tied_.erase(e.grant);
        grant.claim.told = e.told;
        grant.claim.receipt = {};
        grant.claim.line = told_line;
        claims_.at(e.case_id) = grant.claim;
        ++unties_;
    }
    void read(const GoodsHandedOver& e) { fulfil(e.case_id, e.grant, false); }
    void read(const MoneyPaidOut& e) { fulfil(e.case_id, e.grant, true); }
    void read(const GrantReversed& e) {
        const auto grant = in_force_.at(e.case_id);
        must(Always::committed_first, grant.grant == e.grant);
        must(Always::committed_first, !(is_money(grant.offer.remedy) && fulfilled_.contains(e.grant)));
        must(Always::committed_first, !redeemed_.contains(e.grant));
        must(Always::committed_first, !asked_of_till_.contains(e.grant));
        count(grant, -1);
        in_force_.erase(e.case_id);
        if (!grant.claim.told)
            taken_back_.insert(grant.claim.line);
        if (const auto so = to_countersign_.find(e.grant); so != to_countersign_.end())
            --given_so_[so->second];
    }
    void read(const SecondLookAsked& e) { not_listed_.erase(e.grant); }
    void read(const SecondLookTaken& e) {
        if (const auto part = signed_with_.find(e.grant); part != signed_with_.end())
            must(Always::two_people, part->second.first != actor_);
        const auto given = to_countersign_.find(e.grant);
        if (given == to_countersign_.end())
            return;
        ++countersigned_;
        must(Always::two_people, given->second.first != actor_);
        must(Always::two_people, is_manager(actor_));
    }
    void read(const LetterWritten& e) {
        must(Always::committed_first, in_force_.at(e.case_id).grant == e.grant);
        must(Always::committed_first, in_force_.at(e.case_id).offer.remedy != Remedy::apology);
        must(Always::committed_first, letters_.insert(e.grant).second);
    }
    void read(const CaseClosed& e) {
        const auto grant = in_force_.find(e.case_id);
        must(Always::committed_first, (grant == in_force_.end() || fulfilled_.contains(grant->second.grant) ||
                                       is_paper(grant->second.offer.remedy)));
    }
    void read(const VoucherRedeemed& e) {
        must(Always::committed_first, in_force_.at(e.case_id).grant == e.grant);
        must(Always::committed_first, in_force_.at(e.case_id).offer.remedy == Remedy::voucher);
        must(Always::committed_first, redeemed_.insert(e.grant).second);
    }
    void read(const SlipPrintAsked& e) {
        must(Always::committed_first, prints_.insert(e.job).second);
        must(Always::committed_first, e.copy == copies_[e.slip.text()]++);
    }
    void read(const auto&) {}

    void fulfil(const CaseId& id, const GrantId& grant, bool by_money) {
        must(Always::committed_first, in_force_.at(id).grant == grant);
        must(Always::committed_first, is_money(in_force_.at(id).offer.remedy) == by_money);
        must(Always::committed_first, !is_paper(in_force_.at(id).offer.remedy));
        must(Always::committed_first, fulfilled_.insert(grant).second);
    }
    // Today, by who gives now, alone; with this one.
    std::ptrdiff_t given_by_word_so_far() const {
        return std::ranges::count_if(in_force_, [&](const auto& one) {
            const auto& grant = one.second;
            return grant.claim.told && grant.offer.remedy != Remedy::apology &&
                   !std::holds_alternative<ManagerAuthority>(grant.authority) &&
                   given_by_.at(grant.grant) == GiverAndDay{actor_, today()};
        });
    }
    Date today() const { return clock_.civil.date(); }
    void count(const GrantGiven& e, int sign) {
        if (e.claim.told)
            return;
        must(Always::within_the_sale, e.more.size() == e.claim.more.size());
        auto first = tied_.contains(e.grant) ? tied_.at(e.grant) : e.value.minor_units();
        for (std::size_t i = 0; i < e.more.size(); ++i) {
            count(e.claim.more[i].line, e.claim.more[i].quantity, e.more[i].value.minor_units(), e, sign);
            first -= e.more[i].value.minor_units();
        }
        must(Always::within_the_sale, first >= 0);
        count(e.claim.line, e.claim.quantity, first, e, sign);
    }
    void count(LineNumber line, Quantity quantity, std::int64_t money, const GrantGiven& e, int sign) {
        auto& total = totals_[line];
        auto& units = e.offer.remedy == Remedy::price_difference ? total.repriced : total.granted;
        units += sign * quantity.milli();
        total.money += sign * money;
    }

    const HandClock& clock_;
    const Policy& policy_;
    int grants_ = 0, ties_ = 0, unties_ = 0, divisions_ = 0, divided_remedies_ = 0, countersigned_ = 0;
    CaseId split_off_; // whose rest is to be claimed next
    std::int64_t split_units_ = 0, split_value_ = 0;
    std::map<CaseId, std::int64_t> values_;
    std::map<GrantId, std::int64_t> tied_;
    StaffId actor_;
    std::map<CaseId, Claim> claims_;
    std::map<CaseId, Outcome> outcomes_;
    std::set<CaseId> questioned_cases_;
    std::map<ProposalId, Proposal> proposals_;
    std::map<ProposalId, std::int64_t> asked_ms_;
    std::set<ProposalId> approved_, used_, questioned_;
    std::map<CaseId, GrantGiven> in_force_;
    std::set<GrantId> fulfilled_, redeemed_, letters_, asked_of_till_;
    std::set<std::string> prints_;
    std::map<std::string, int> copies_; // of each slip, the first print included
    std::map<LineNumber, LineTotals> totals_;
    std::set<LineNumber> taken_back_;
    std::map<GrantId, GiverAndDay> given_by_;
    std::map<GiverAndDay, int> given_so_; // in force, to be countersigned
    std::map<GrantId, GiverAndDay> to_countersign_;
    std::map<GrantId, GiverAndDay> signed_with_; // parts of those
    std::set<GrantId> not_listed_;               // of them, that nobody was asked to sign yet
};

} // namespace makegood::testing
