#include "terminal/application/application.hpp"

#include "drivers/escpos/encode.hpp"
#include "terminal/slip/badge_page.hpp"
#include "terminal/slip/left_behind_page.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/slip/test_page.hpp"
#include "terminal/storage/badge.hpp"
#include "terminal/storage/staff_list.hpp"

#include <sodium.h>

// What the kiosk asks for and is answered later: commands to the desk, PINs, papers, choices to keep, who works
// here.

namespace makegood {

void Application::post(const Command& command) {
    if (desk_.post(command))
        return;
    const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
    desk_answers_.post({request, refused(storage::StorageError{storage::StorageFault::busy, "hand over", "a command",
                                                               "too many are waiting"})});
}

void Application::post(const LeftBehindCommand& command) {
    if (desk_.post(command))
        return;
    const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
    log_answers_.post({request, refused(storage::StorageError{storage::StorageFault::busy, "hand over", "a command",
                                                              "too many are waiting"})});
}

void Application::post(const StaffCommand& command) {
    if (desk_.post(command))
        return;
    const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
    staff_answers_.post({request, refused(storage::StorageError{storage::StorageFault::busy, "hand over", "a command",
                                                                "too many are waiting"})});
}

void Application::set_pin(const SetPin& command, std::string& pin) {
    post_with_pin(command, command.staff, {}, pin);
}

void Application::enrol(const EnrolStaff& command, const std::string& badge, std::string& pin) {
    post_with_pin(command, command.member.id, badge.empty() ? std::nullopt : std::optional(badge), pin);
}

void Application::replace_badge(const ReplaceBadge& command, const std::string& badge) {
    if (!desk_.post(command, {std::nullopt, badge}))
        staff_answers_.post({command.request, refused(storage::StorageError{storage::StorageFault::busy, "replace",
                                                                            "a badge", "too much is waiting"})});
}

void Application::post_with_pin(const StaffCommand& command, const StaffId& whose, std::optional<std::string> badge,
                                std::string& pin) {
    const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
    const auto refuse = [this, request](storage::StorageError error) {
        staff_answers_.post({request, refused(std::move(error))});
    };
    const storage::StorageError too_much{storage::StorageFault::busy, "set", "a PIN", "too much is waiting"};
    auto chosen = storage::Pin::chosen(pin);
    sodium_memzero(pin.data(), pin.size());
    pin.clear();
    if (!chosen)
        return refuse({storage::StorageFault::refused, "set", "a PIN", "it is too easily guessed"});
    const auto hashed = [this, refuse, too_much, command, badge](storage::Stored<storage::PinHash> hash) {
        if (!hash)
            return refuse(hash.error());
        if (!desk_.post(command, {std::move(*hash), badge}))
            refuse(too_much);
    };
    if (!pins_.hash({whose, std::move(*chosen), hashed}))
        refuse(too_much);
}

void Application::record_seen(const RecordsSeen& seen, const StaffId& by) {
    sightings_.push_back({seen, {by, new_request()}});
    hand_over_sightings();
}

void Application::record_shown(const PersonalDataShown& shown, const StaffId& by) {
    sightings_.push_back({shown, {by, new_request()}});
    hand_over_sightings();
}

// True when any of them went.
bool Application::hand_over_sightings() {
    const auto waiting = sightings_.size();
    while (!sightings_.empty() && desk_.record(sightings_.front().first, sightings_.front().second))
        sightings_.pop_front();
    return sightings_.size() < waiting;
}

void Application::verify_pin(const StaffId& staff, std::string& pin, const RequestId& pin_try) {
    auto typed = storage::Pin::typed(pin);
    sodium_memzero(pin.data(), pin.size());
    pin.clear();
    auto hash = storage::Vault(reader_->connection(), desk_.pepper()).pin_of(staff);
    if (typed && hash && *hash && pins_.ask({pin_try, staff, std::move(*typed), std::move(**hash)}))
        return;
    pin_answers_.post({pin_try, false});
}

void Application::print(const CaseId& case_id, const SlipDocument& slip, const SlipPrint& print) {
    jobs_.insert({print.job, case_id});
    send(print.job, page_of(slip, print.copy > 0, typesetter_, config_.printer_profile));
}

void Application::print_test_page(Language language) {
    print_page(test_page(words(language), full_name(shop_).in(language), language, now()));
}

void Application::print_badge(Language language) {
    print_page(badge_page(words(language), full_name(shop_).in(language), language, storage::new_badge()));
}

void Application::print_left_behind_label(const LeftBehindEntry& entry, Language language) {
    print_page(left_behind_page(words(language), full_name(shop_).in(language), language, entry));
}

void Application::print_page(const SlipDocument& page) {
    const auto job = new_request().text();
    jobs_.insert({job, std::nullopt});
    send(job, page_of(page, false, typesetter_, config_.printer_profile));
}

void Application::keep(const Preferences& preferences) {
    if (auto shop = over(config_.shop, preferences.shop); shop != shop_)
        call_shop(std::move(shop));
    ++keeping_;
    if (!desk_.write(settings_file_, text_of(preferences),
                     [this](storage::Stored<void> kept) { kept_.post(std::move(kept)); }))
        kept_.post(refused(storage::StorageError{storage::StorageFault::busy, "write", settings_file_.string(),
                                                 "too much is waiting"}));
}

void Application::call_shop(ShopIdentity shop) {
    shop_ = std::move(shop);
    show_money_as_people_say();
    desk_.rename_shop(full_name(shop_));
}

void Application::show_money_as_people_say() {
    english_.show_rials_as(money_unit().rials);
    persian_.show_rials_as(money_unit().rials);
}

bool Application::is_good_pin(std::string_view digits) const {
    return storage::Pin::chosen(digits).has_value();
}

// The lowest that nobody ever had.
Application::Looked<StaffId> Application::free_staff_number() {
    for (int number = 1;; ++number) {
        const StaffId id(std::to_string(number));
        const auto given = storage::StaffList(reader_->connection()).number_was_given(id);
        if (!given)
            return refused(given.error().text());
        if (!*given)
            return id;
    }
}

void Application::send(const std::string& job, const drivers::Document& page) {
    auto bytes = escpos::encode(page, config_.printer_profile);
    if (!bytes || !devices_.print({job, std::move(*bytes), confirmations_.of_job(job)}))
        undelivered_.push_back(job);
}

void Application::print_ended(const std::string& job, drivers::Outcome outcome) {
    const auto found = jobs_.find(job);
    if (found == jobs_.end())
        return;
    const auto case_id = found->second;
    jobs_.erase(found);
    if (case_id)
        kiosk_->print_ended(*case_id, job, outcome);
    else
        kiosk_->test_page_ended(outcome);
}

} // namespace makegood
