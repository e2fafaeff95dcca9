#include "tests/workflows/recovery/counter.hpp"

#include <map>
#include <random>
#include <set>
#include <source_location>

// Random histories at two desks over one ledger: any command, in any order, with old ids sent again, wrong PINs, money
// in the wrong currency and a clock that jumps. What must always hold is checked from the events alone.

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr std::int64_t most_by_word = 1'000;
constexpr int countersigns_a_day = 2;

bool is_paper(Remedy remedy) {
    return remedy == Remedy::voucher || remedy == Remedy::apology;
}

struct LineTotals {
    std::int64_t granted = 0, repriced = 0, money = 0;
};

// Millions of these: only one that does not hold is worth Catch's time.
void must(bool holds, std::source_location where = std::source_location::current()) {
    if (!holds)
        FAIL("does not hold: line " << where.line());
}

// Reads events as they come, knowing nothing of the desk.
class Auditor {
  public:
    explicit Auditor(const Shop& shop) : shop_(shop) {}

    void read_on() {
        for (; read_ < shop_.ledger.events.size(); ++read_) {
            actor_ = shop_.ledger.authors[read_].actor;
            std::visit([&](const auto& event) { read(event); }, shop_.ledger.events[read_]);
        }
        must(not_listed_.empty());
        must(split_off_.empty());
        for (const auto& line : receipt_of_march().lines) {
            const auto total = totals_[line.number];
            must(total.granted <= line.quantity.milli());
            must(total.repriced <= line.quantity.milli());
            must(total.money <= line.amount.minor_units());
            must(total.granted >= 0);
            must(total.money >= 0);
        }
    }

    int grants() const { return grants_; }
    int ties() const { return ties_; }
    int divisions() const { return divisions_; }
    int divided_remedies() const { return divided_remedies_; }
    int given_to_countersign() const { return static_cast<int>(to_countersign_.size()); }
    int countersigned() const { return countersigned_; }

  private:
    void read(const ClaimRequested& e) {
        must(claims_.insert({e.case_id, e.claim}).second);
        values_[e.case_id] = e.value.minor_units();
        if (e.rest_of.empty())
            return;
        must(split_off_ == e.rest_of);
        must(e.value.minor_units() + values_.at(e.rest_of) == split_value_);
        must(units_in(e.claim) + units_in(claims_.at(e.rest_of)) == split_units_);
        split_off_ = {};
    }
    void read(const ClaimDivided& e) {
        must(!in_force_.contains(e.case_id));
        auto& claim = claims_.at(e.case_id);
        ++divisions_;
        split_off_ = e.case_id;
        split_units_ = units_in(claim);
        split_value_ = std::exchange(values_.at(e.case_id), e.value.minor_units());
        claim = on_lines(claim, e.kept);
        must(units_in(claim) < split_units_);
    }
    void read(const GrantDivided& e) {
        auto& grant = in_force_.at(e.case_id);
        must(grant.grant == e.grant);
        must(is_goods(grant.offer.remedy));
        must(!fulfilled_.contains(e.grant));
        must(!tied_.contains(e.grant));
        must(e.values.size() == e.kept.size());
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
        must(units_in(grant.claim) < split_units_);
        count(grant, 1);
    }
    // Of a remedy that was divided: nobody is asked again for what somebody allowed.
    void read_part(const GrantGiven& e) {
        const auto whole = std::ranges::find(in_force_, e.part_of, [](const auto& one) { return one.second.grant; });
        must(whole != in_force_.end());
        must(whole->second.authority == e.authority);
        must(e.value.minor_units() == values_.at(e.case_id));
        if (const auto so = to_countersign_.find(e.part_of); so != to_countersign_.end()) {
            must(signed_with_.insert({e.grant, so->second}).second);
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
        must(e.answer.empty() || questioned_cases_.contains(e.proposal.case_id));
        proposals_.insert({e.proposal.id, e.proposal});
        must(e.proposal.claim == claims_.at(e.proposal.case_id));
    }
    void read(const ApprovalGiven& e) {
        const auto& proposal = proposals_.at(e.proposal);
        must(e.approver != proposal.requester);
        must(!questioned_.contains(e.proposal));
        must(shop_.ledger.people.at(e.approver).role == StaffRole::manager);
        must(approved_.insert(e.proposal).second);
        must(e.digest == shop_.cryptography.sha256(canonical_text(proposal)));
        const auto left = proposal.expires_wall_ms - shop_.clock.ms;
        must((left > 0 && left <= proposal_lifetime_ms));
    }
    void read(const ApprovalQuestioned& e) {
        must(e.approver != proposals_.at(e.proposal).requester);
        must(!approved_.contains(e.proposal));
        must(questioned_.insert(e.proposal).second);
        questioned_cases_.insert(e.case_id);
    }
    void read(const GrantGiven& e) {
        ++grants_;
        must(e.claim == claims_.at(e.case_id));
        must(fits(e.offer, e.claim, Date{}));
        must(in_force_.insert({e.case_id, e}).second);
        if (!e.part_of.empty()) {
            read_part(e);
        } else if (const auto* manager = std::get_if<ManagerAuthority>(&e.authority)) {
            const auto& proposal = proposals_.at(manager->proposal);
            must(approved_.contains(manager->proposal));
            must(used_.insert(manager->proposal).second);
            must(proposal.offer == e.offer);
            must(e.value.minor_units() <= proposal.value.minor_units());
        } else if (std::holds_alternative<CountersignAuthority>(e.authority)) {
            must(outcomes_.at(e.case_id) != Outcome::give_now);
            must(!questioned_cases_.contains(e.case_id));
            must(e.value.minor_units() <= shop_.policy.countersign.up_to.front().minor_units());
            must(e.claim.told || !taken_back_.contains(e.claim.line));
            must(++given_so_[{actor_, today()}] <= countersigns_a_day);
            must(to_countersign_.insert({e.grant, {actor_, today()}}).second);
            not_listed_.insert(e.grant);
        } else {
            must(outcomes_.at(e.case_id) == Outcome::give_now);
            must(!e.claim.told || e.value.minor_units() <= most_by_word);
        }
        if (e.offer.remedy == Remedy::apology)
            must(e.value.is_zero());
        count(e, 1);
    }
    void read(const RemedyChanged& e) {
        auto& grant = in_force_.at(e.case_id);
        must(grant.grant == e.grant);
        must(fits(e.offer, grant.claim, Date{}));
        must(!fulfilled_.contains(e.grant));
        grant.offer = e.offer;
    }
    void read(const ClaimTied& e) {
        auto& grant = in_force_.at(e.case_id);
        must(grant.grant == e.grant);
        must(grant.claim.told.has_value());
        must(e.value.minor_units() <= grant.value.minor_units());
        grant.claim.told.reset();
        grant.claim.receipt = e.receipt;
        grant.claim.line = e.line;
        claims_.at(e.case_id) = grant.claim;
        tied_[e.grant] = e.value.minor_units();
        count(grant, 1);
        ++ties_;
    }
    void read(const GoodsHandedOver& e) { fulfil(e.case_id, e.grant, false); }
    void read(const MoneyPaidOut& e) { fulfil(e.case_id, e.grant, true); }
    void read(const GrantReversed& e) {
        const auto grant = in_force_.at(e.case_id);
        must(grant.grant == e.grant);
        must(!(is_money(grant.offer.remedy) && fulfilled_.contains(e.grant)));
        must(!redeemed_.contains(e.grant));
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
            must(part->second.first != actor_);
        const auto given = to_countersign_.find(e.grant);
        if (given == to_countersign_.end())
            return;
        ++countersigned_;
        must(given->second.first != actor_);
        must(shop_.ledger.people.at(actor_).role == StaffRole::manager);
    }
    void read(const LetterWritten& e) {
        must(in_force_.at(e.case_id).grant == e.grant);
        must(in_force_.at(e.case_id).offer.remedy != Remedy::apology);
        must(letters_.insert(e.grant).second);
    }
    void read(const CaseClosed& e) {
        const auto grant = in_force_.find(e.case_id);
        must((grant == in_force_.end() || fulfilled_.contains(grant->second.grant) ||
              is_paper(grant->second.offer.remedy)));
    }
    void read(const VoucherRedeemed& e) {
        must(in_force_.at(e.case_id).grant == e.grant);
        must(in_force_.at(e.case_id).offer.remedy == Remedy::voucher);
        must(redeemed_.insert(e.grant).second);
    }
    void read(const auto&) {}

    void fulfil(const CaseId& id, const GrantId& grant, bool by_money) {
        must(in_force_.at(id).grant == grant);
        must(is_money(in_force_.at(id).offer.remedy) == by_money);
        must(!is_paper(in_force_.at(id).offer.remedy));
        must(fulfilled_.insert(grant).second);
    }
    Date today() const { return shop_.clock.civil.date(); }
    void count(const GrantGiven& e, int sign) {
        if (e.claim.told)
            return;
        must(e.more.size() == e.claim.more.size());
        auto first = tied_.contains(e.grant) ? tied_.at(e.grant) : e.value.minor_units();
        for (std::size_t i = 0; i < e.more.size(); ++i) {
            count(e.claim.more[i].line, e.claim.more[i].quantity, e.more[i].value.minor_units(), e, sign);
            first -= e.more[i].value.minor_units();
        }
        must(first >= 0);
        count(e.claim.line, e.claim.quantity, first, e, sign);
    }
    void count(LineNumber line, Quantity quantity, std::int64_t money, const GrantGiven& e, int sign) {
        auto& total = totals_[line];
        auto& units = e.offer.remedy == Remedy::price_difference ? total.repriced : total.granted;
        units += sign * quantity.milli();
        total.money += sign * money;
    }

    const Shop& shop_;
    std::size_t read_ = 0;
    int grants_ = 0, ties_ = 0, divisions_ = 0, divided_remedies_ = 0, countersigned_ = 0;
    CaseId split_off_; // whose rest is to be claimed next
    std::int64_t split_units_ = 0, split_value_ = 0;
    std::map<CaseId, std::int64_t> values_;
    std::map<GrantId, std::int64_t> tied_;
    StaffId actor_;
    std::map<CaseId, Claim> claims_;
    std::map<CaseId, Outcome> outcomes_;
    std::set<CaseId> questioned_cases_;
    std::map<ProposalId, Proposal> proposals_;
    std::set<ProposalId> approved_, used_, questioned_;
    std::map<CaseId, GrantGiven> in_force_;
    std::set<GrantId> fulfilled_, redeemed_, letters_;
    std::map<LineNumber, LineTotals> totals_;
    std::set<LineNumber> taken_back_;
    using GiverAndDay = std::pair<StaffId, Date>;
    std::map<GiverAndDay, int> given_so_; // in force, to be countersigned
    std::map<GrantId, GiverAndDay> to_countersign_;
    std::map<GrantId, GiverAndDay> signed_with_; // parts of those
    std::set<GrantId> not_listed_;               // of them, that nobody was asked to sign yet
};

class History {
  public:
    explicit History(std::uint64_t seed) : chance_(seed) {
        const std::int64_t with_coffee = 4'500, without = 1'200;
        shop_.policy.countersign = {.up_to = {Money(chance(4) > 0 ? with_coffee : without, eur)},
                                    .per_day = countersigns_a_day};
    }

    void step() {
        jump();
        const Command command = sent_.empty() || chance(8) > 0 ? another() : sent_[below(sent_.size())];
        const auto events = shop_.ledger.events.size();
        auto& desk = chance(2) == 0 ? shop_.desk : other_desk_;
        const auto answer = desk.handle(command);
        auditor_.read_on();
        if (done_.contains(id_of(command)))
            must(shop_.ledger.events.size() == events);
        if (!answer) {
            for (auto i = events; i < shop_.ledger.events.size(); ++i)
                must((std::holds_alternative<PinAccepted>(shop_.ledger.events[i]) ||
                      std::holds_alternative<ApprovalWithdrawn>(shop_.ledger.events[i])));
            ++refusals_;
        } else {
            if (std::ranges::find(cases_, answer->id) == cases_.end())
                cases_.push_back(answer->id);
            if (shop_.ledger.handled(id_of(command)))
                done_.insert(id_of(command));
        }
        sent_.push_back(command);
    }

    int grants() const { return auditor_.grants(); }
    int given_to_countersign() const { return auditor_.given_to_countersign(); }
    int countersigned() const { return auditor_.countersigned(); }
    int refusals() const { return refusals_; }
    int ties() const { return auditor_.ties(); }
    int divisions() const { return auditor_.divisions(); }
    int divided_remedies() const { return auditor_.divided_remedies(); }

  private:
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
        const auto found = shop_.ledger.find_case(id);
        const auto fitting = fitting_remedies(found ? found->claim : Claim{});
        Offer offer{chance(4) > 0 ? fitting[below(std::min<std::size_t>(fitting.size(), 2))]
                                  : static_cast<Remedy>(chance(remedy_count)),
                    chance(2) == 0};
        if (chance(5) == 0)
            offer.promised_for = Date{shop_.clock.civil.date().days_since_1970 + chance(9) - 1};
        if ((offer.remedy == Remedy::substitute) != (chance(8) == 0))
            offer.instead = NamedItem{ItemCode("2"), "Green olives"};
        return offer;
    }

    std::vector<ClaimedLine> some_part_of(const CaseId& id) {
        std::vector<ClaimedLine> kept;
        const auto found = shop_.ledger.find_case(id);
        for (const auto& part : by_line(found ? found->claim : Claim{}))
            if (chance(5) > 0)
                kept.push_back({part.line, chance(4) == 0 ? part.quantity : Quantity::of_milli(chance(5) * 371)});
        return kept;
    }

    void jump() {
        shop_.clock.pass_ms(static_cast<std::int64_t>(below(20'000)));
        if (chance(40) == 0) { // somebody sets the calendar
            const auto ms = static_cast<std::int64_t>(below(200'000'000)) - 100'000'000;
            shop_.clock.ms += ms;
            shop_.clock.civil.seconds += ms / 1000;
        }
        if (chance(60) == 0)
            shop_.clock.machine = {"boot-" + std::to_string(below(1'000)), 60'000};
    }

    Command another() {
        const auto request = shop_.request();
        const auto id = some_case();
        switch (chance(18)) {
        case 17:
            static_cast<void>(shop_.desk.handle(
                GiveRemedy{shop_.request(), cashier, id, {Remedy::replacement, false}, Language::english}));
            auditor_.read_on();
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
            return AskManager{request, somebody(), id, some_offer_for(id), {.words = chance(2) == 0 ? "yes" : ""}};
        case 6:
        case 7:
            return answer_proposal(request, id);
        case 8:
            return WithdrawProposal{request, somebody(), id};
        case 9:
            if (const auto found = shop_.ledger.find_case(id); chance(4) == 0 || (found && found->claim.told))
                return TieClaim{request, somebody(), id, march_receipt, chance(4) == 0 ? ham : olives};
            return ChangeRemedy{request, somebody(), id, some_offer_for(id), Language::english};
        case 10:
            return HandOver{request, somebody(), id};
        case 11:
            return ReverseGrant{request, somebody(), id};
        case 12:
            return print(request, id);
        default:
            if (chance(3) == 0)
                return RedeemVoucher{request, somebody(), id};
            if (chance(2) == 0)
                return CloseCase{request, somebody(), id};
            return SettleRefund{request, id};
        }
    }

    Command answer_proposal(const RequestId& request, const CaseId& id) {
        const auto found = shop_.ledger.find_case(id);
        const auto who = somebody();
        const CountPinTry counted{shop_.request(), who, id};
        if (chance(10) > 0)
            static_cast<void>(shop_.desk.handle(counted));
        auditor_.read_on();
        const auto proposal = found && found->proposal ? found->proposal->id : ProposalId("none");
        const bool right = chance(5) > 0;
        if (chance(8) == 0)
            return QuestionProposal{request, counted.request, who, id, proposal, right, {.ready = "seen_goods"}};
        if (chance(4) == 0)
            return DeclineProposal{request, counted.request, who, id, proposal, right, "look_together"};
        return ApproveProposal{request, counted.request, who, id, proposal, right, Language::english};
    }

    Command print(const RequestId& request, const CaseId& id) {
        const auto found = shop_.ledger.find_case(id);
        const auto slips = found ? slips_of(*found) : std::vector<const IssuedSlip*>();
        if (chance(6) == 0)
            return WriteLetter{request, somebody(), id, Language::english};
        if (slips.empty() || chance(3) == 0)
            return PrintSlip{request, somebody(), id};
        const auto& prints = slips[below(slips.size())]->prints;
        return RecordPrint{request, id, prints.empty() ? "none" : prints[below(prints.size())].job,
                           static_cast<PrintOutcome>(chance(5))};
    }

    std::mt19937_64 chance_;
    Shop shop_;
    Desk other_desk_{{shop_.ledger,
                      shop_.clock,
                      shop_.randomness,
                      shop_.cryptography,
                      shop_.slip_writer,
                      shop_.policy,
                      "lane-2",
                      {"Corner Shop", ""}}};
    Auditor auditor_{shop_};
    std::vector<CaseId> cases_; // in the order of opening
    std::vector<Command> sent_;
    std::set<RequestId> done_;
    int refusals_ = 0;
};

void play_histories(int histories, std::uint64_t first_seed) {
    constexpr int steps = 120;
    int grants = 0, to_countersign = 0, countersigned = 0, refusals = 0, ties = 0, divisions = 0, divided_remedies = 0;
    for (int i = 0; i < histories; ++i) {
        INFO("history " << i);
        History history(first_seed + static_cast<std::uint64_t>(i));
        for (int step = 0; step < steps; ++step)
            history.step();
        grants += history.grants();
        to_countersign += history.given_to_countersign();
        countersigned += history.countersigned();
        refusals += history.refusals();
        ties += history.ties();
        divisions += history.divisions();
        divided_remedies += history.divided_remedies();
    }
    // The histories are not idle, and not all of one kind.
    CHECK(grants > histories);
    CHECK(to_countersign > histories / 4);
    CHECK(countersigned > histories / 40);
    CHECK(refusals > 5 * histories);
    CHECK(ties > histories / 40);
    CHECK(divisions > histories / 8);
    CHECK(divided_remedies > histories / 40);
}

} // namespace

TEST_CASE("whatever two desks are told, nothing is given twice, unasked or unsigned") {
    play_histories(850, 20'261'122);
}

// ./dev bench: 2,400,000 steps
TEST_CASE("whatever two desks are told for long, nothing is given twice, unasked or unsigned", "[.soak]") {
    play_histories(20'000, 30'000'000);
}
