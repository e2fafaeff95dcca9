#include "terminal/plugin/given.hpp"
#include "terminal/plugin/given_receipt.hpp"
#include "terminal/plugin/session.hpp"
#include "terminal/storage/pin.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/text/unicode.hpp"

// What the till hands over: receipts, products, who works here.

namespace makegood::plugin {

namespace {

std::int32_t told(storage::Taken taken) {
    switch (taken) {
    case storage::Taken::stored:
        return MAKEGOOD_STORED;
    case storage::Taken::known:
        return MAKEGOOD_KNOWN;
    case storage::Taken::revision:
        return MAKEGOOD_KEPT_AS_REVISION;
    case storage::Taken::beyond_retention:
        break;
    }
    return MAKEGOOD_BEYOND_RETENTION;
}

Failure of_receipt(const storage::StorageError& error) {
    return {.status = MAKEGOOD_REFUSED, .reason = "receipt", .detail = error.text()};
}

StaffRole role_of(Given& given, std::int32_t role) {
    switch (role) {
    case MAKEGOOD_CASHIER:
        return StaffRole::cashier;
    case MAKEGOOD_SUPERVISOR:
        return StaffRole::supervisor;
    case MAKEGOOD_MANAGER:
        return StaffRole::manager;
    case MAKEGOOD_OWNER:
        return StaffRole::owner;
    default:
        given.refuse("role", "is " + std::to_string(role) + ", which is none of its values");
        return StaffRole::cashier;
    }
}

StaffMember member_of(Given& given, const makegood_staff_member& from) {
    auto english = given.text(from.english_name, "english_name");
    auto persian = given.text(from.persian_name, "persian_name");
    if (english.empty() && persian.empty())
        given.refuse("english_name", "is needed where there is no persian_name");
    const Wording name{english.empty() ? persian : english, persian.empty() ? english : persian};
    return {.id = StaffId(given.needed(from.number, "number")),
            .name = name,
            .role = role_of(given, from.role),
            .language = given.choice(from.language, Language::persian, {Language::english}, "language")};
}

} // namespace

Done<std::int32_t> Session::take(const makegood_receipt* receipt) {
    const auto told_receipt = receipt_of(receipt);
    if (!told_receipt)
        return refused(told_receipt.error());
    auto intake = storage_->intake(storage::rows_in_bulk);
    const auto taken = intake.take(*told_receipt);
    if (!taken)
        return refused(taken.error().fault == storage::StorageFault::refused ? of_receipt(taken.error())
                                                                             : failed(taken.error()));
    if (const auto finished = intake.finish(); !finished)
        return refused(failed(finished.error()));
    return told(*taken);
}

Done<void> Session::take(const makegood_receipt* const* receipts, std::size_t count, std::int32_t* taken) {
    if (receipts == nullptr && count > 0)
        return refused(Failure{.status = MAKEGOOD_BAD_ARGUMENT, .detail = "receipts is NULL, but its count is not 0"});
    std::optional<Failure> first;
    const auto leave_out = [&](std::size_t i, Failure failure) {
        failure.detail = "receipts[" + std::to_string(i) + "]: " + failure.detail;
        first = first.value_or(std::move(failure));
    };
    auto intake = storage_->intake(storage::rows_in_bulk);
    for (std::size_t i = 0; i < count; ++i) {
        const auto receipt = receipt_of(receipts[i]);
        if (!receipt) {
            leave_out(i, receipt.error());
            continue;
        }
        const auto outcome = intake.take(*receipt);
        if (!outcome && outcome.error().fault != storage::StorageFault::refused)
            return refused(failed(outcome.error()));
        if (!outcome)
            leave_out(i, of_receipt(outcome.error()));
        else if (taken != nullptr)
            taken[i] = told(*outcome);
        if (const auto ended = intake.end_slice_when_full(); !ended)
            return refused(failed(ended.error()));
    }
    if (const auto finished = intake.finish(); !finished)
        return refused(failed(finished.error()));
    if (first)
        return refused(std::move(*first));
    return {};
}

Done<void> Session::take(const makegood_product* const* products, std::size_t count) {
    auto list = products_of(products, count);
    if (!list)
        return refused(list.error());
    auto intake = storage_->intake(std::move(*list));
    for (;;) {
        const auto more = intake.take_slice(storage_->connection(), storage::rows_in_bulk);
        if (!more)
            return refused(failed(more.error()));
        if (!*more)
            return {};
    }
}

Done<void> Session::enrol(const makegood_staff_member* given_member) {
    Given given;
    const auto from = given.fields(given_member, "member");
    const auto member = member_of(given, from);
    const auto typed = Given::pin(from.pin);
    if (given.problem())
        return refused(*given.problem());
    const auto known = storage::StaffList(storage_->connection()).find(member.id);
    if (!known)
        return refused(failed(known.error()));
    if (*known && (*known)->role == member.role)
        return {};
    storage::StaffSecrets secrets;
    if (!typed.empty()) {
        const auto pin = storage::Pin::chosen(typed, config_.business_unit.text());
        if (!pin)
            return refused(Failure{.status = MAKEGOOD_REFUSED,
                                   .reason = "pin_too_easy",
                                   .sentence = text::without_isolates(words().say("command.staff.pin_refused"))});
        auto hash = storage::hash_pin(storage_->pepper(), member.id, *pin);
        if (!hash)
            return refused(failed(hash.error()));
        secrets.pin = std::move(*hash);
    }
    const RequestId request("till-enrol/" + fresh_id());
    const auto enrolled =
        storage_->handle(EnrolStaff{.request = request, .by = system_actor, .member = member}, secrets);
    if (!enrolled)
        return refused(failed(enrolled.error()));
    if (!*enrolled)
        return refused(failed(enrolled->error()));
    return {};
}

} // namespace makegood::plugin
