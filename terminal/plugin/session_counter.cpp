#include "terminal/finding/scanned_goods.hpp"
#include "terminal/plugin/given.hpp"
#include "terminal/plugin/session.hpp"
#include "terminal/storage/customer_file.hpp"
#include "terminal/storage/seen_records.hpp"
#include "terminal/storage/staff_list.hpp"

#include <algorithm>

// What happens at the till's counter: a label is scanned, a case opened, a customer known.

namespace makegood::plugin {

namespace {

constexpr std::size_t most_of_customer = 20;

bool is_open(const CaseView& view) {
    return view.state == CaseState::claimed || view.state == CaseState::awaiting_manager ||
           view.state == CaseState::owed;
}

// As the product list has them, under the likeliest code that a label may mean.
std::optional<Product> listed_goods(const Ledger& ledger, const std::string& label, Date today) {
    const auto read = goods_on({.raw = label, .label = label, .aim_identifier = {}}, today);
    if (!read)
        return std::nullopt;
    auto found = ledger.product(read->code);
    for (auto other = read->or_else.begin(); !found && other != read->or_else.end(); ++other)
        found = ledger.product(*other);
    return found;
}

} // namespace

Done<void> Session::must_work_here(const StaffId& by) {
    const auto person = storage::StaffList(storage_->connection()).find(by);
    if (!person)
        return refused(failed(person.error()));
    if (!*person)
        return refused(failed(DeskRefusal{.reason = DeskRefusalReason::staff_unknown}));
    return {};
}

Done<void> Session::note_opened(const StaffId& by, const CaseView& view, HowFound how) {
    if (view.claim.told) // no receipt was seen
        return {};
    const auto noted = storage::record_seen(*storage_, {.receipt = view.claim.receipt, .how = how},
                                            {by, RequestId("till-seen/" + fresh_id())});
    if (!noted)
        return refused(failed(noted.error()));
    return {};
}

Done<const makegood_scanned*> Session::label(const char* staff, const char* scanned) {
    Given given;
    const auto by = given.staff(staff, "staff");
    const auto said = given.needed(scanned, "label");
    if (given.problem())
        return refused(*given.problem());
    if (auto known = must_work_here(by); !known)
        return refused(known.error());
    auto answer = std::make_unique<Answer>();
    const char* const nothing = answer->text("");
    makegood_scanned told_label{.label = MAKEGOOD_LABEL_UNKNOWN, .staff = nothing, .code = nothing, .name = nothing};
    auto read = read_label(*answer, by, said, told_label);
    if (!read)
        return refused(read.error());
    const auto* face = answer->make(told_label);
    keep(face, std::move(answer));
    return face;
}

// Our own labels first, then receipts, then goods.
Done<void> Session::read_label(Answer& answer, const StaffId& by, const std::string& label, makegood_scanned& into) {
    if (is_own_label(badge_label_kind, label)) {
        const auto owner = storage_->vault().find_staff_by_badge(label);
        if (!owner)
            return refused(failed(owner.error()));
        if (*owner) {
            into.label = MAKEGOOD_LABEL_OF_BADGE;
            into.staff = answer.text((*owner)->text());
        }
        return {};
    }
    const auto of_slip = storage_->cases().find_by_slip(SlipNumber(label));
    if (!of_slip)
        return refused(failed(of_slip.error()));
    if (*of_slip) {
        into.label = MAKEGOOD_LABEL_OF_SLIP;
        into.found_case = face_of(answer, **of_slip);
        return note_opened(by, **of_slip, HowFound::scan);
    }
    auto receipts = storage_->facts().find_printed(label, setup_.labels, most_of_customer);
    if (!receipts)
        return refused(failed(receipts.error()));
    if (!receipts->empty()) {
        const Found found{.receipts = std::move(*receipts)};
        const auto face = face_of(answer, found);
        if (!face)
            return refused(face.error());
        into.label = MAKEGOOD_LABEL_OF_RECEIPT;
        into.receipts = *face;
        return note_seen(by, found, HowFound::scan);
    }
    const auto goods = storage_->connection().attempt(
        "look up", "goods", [&] { return listed_goods(storage_->ledger(), label, clock_->now().date()); });
    if (!goods)
        return refused(failed(goods.error()));
    if (*goods) {
        into.label = MAKEGOOD_LABEL_OF_GOODS;
        into.code = answer.text((*goods)->code.text());
        into.name = answer.text((*goods)->name);
    }
    return {};
}

Done<const makegood_case*> Session::open_case(const char* staff, const char* case_id) {
    Given given;
    const auto by = given.staff(staff, "staff");
    const CaseId id(given.needed(case_id, "case_id"));
    if (given.problem())
        return refused(*given.problem());
    if (auto known = must_work_here(by); !known)
        return refused(known.error());
    auto found = storage_->cases().find_case(id);
    if (!found)
        return refused(failed(found.error()));
    if (!*found)
        return refused(failed(DeskRefusal{.reason = DeskRefusalReason::case_unknown}));
    if (auto noted = note_opened(by, **found, HowFound::open_case); !noted)
        return refused(noted.error());
    return answered(std::move(**found));
}

Done<const makegood_of_customer*> Session::customer(const char* staff, const makegood_customer* customer) {
    Given given;
    const auto by = given.staff(staff, "staff");
    const auto from = given.fields(customer, "customer");
    const storage::CustomerTold told{.phone = given.text(from.phone, "phone"),
                                     .loyalty_number = given.text(from.reference, "reference"),
                                     .receipt = {}};
    if (told.empty())
        given.refuse("reference", "is needed where there is no phone");
    if (given.problem())
        return refused(*given.problem());
    if (auto known = must_work_here(by); !known)
        return refused(known.error());
    auto held = storage::held_of_customer(storage_->connection(), storage_->pepper(), told);
    if (!held)
        return refused(failed(held.error()));
    auto& keys = held->keys;
    std::ranges::reverse(keys);
    keys.resize(std::min(keys.size(), most_of_customer));

    auto answer = std::make_unique<Answer>();
    Found found;
    std::vector<const makegood_case*> open;
    for (const auto& key : keys) {
        auto receipt = storage_->facts().find_receipt(key);
        if (!receipt)
            return refused(failed(receipt.error()));
        const auto cases = storage_->cases().cases_of(key);
        if (!cases)
            return refused(failed(cases.error()));
        if (*receipt)
            found.receipts.push_back(std::move(**receipt));
        for (const auto& view : *cases)
            if (is_open(view))
                open.push_back(face_of(*answer, view));
    }
    const auto fact = told.loyalty_number.empty() ? RecalledFact::phone : RecalledFact::customer;
    if (auto noted = note_seen(by, found, HowFound::search, {fact}); !noted)
        return refused(noted.error());
    const auto receipts = face_of(*answer, found);
    if (!receipts)
        return refused(receipts.error());
    const auto count = open.size();
    const auto* face = answer->make<makegood_of_customer>(
        {.receipts = *receipts, .open_cases = answer->list(std::move(open)), .open_case_count = count});
    keep(face, std::move(answer));
    return face;
}

} // namespace makegood::plugin
