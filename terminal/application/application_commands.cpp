#include "terminal/application/application.hpp"

#include "drivers/escpos/encode.hpp"
#include "terminal/slip/badge_page.hpp"
#include "terminal/slip/left_behind_page.hpp"
#include "terminal/slip/paper_preview.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/slip/slip_words.hpp"
#include "terminal/slip/test_page.hpp"
#include "terminal/storage/badge.hpp"
#include "terminal/storage/staff_list.hpp"

#include <fmt/format.h>
#include <sodium.h>

// What the kiosk asks for and is answered later: commands to the desk, PINs, papers, choices to keep, who works
// here.

namespace makegood {

namespace {

// Practice goes on from a copy of the real numbers, on the same printer: its papers have names far from theirs.
drivers::ConfirmationId confirmation_of(std::int64_t number, bool practice) {
    constexpr std::int64_t far = 40'000'000;
    return drivers::ConfirmationId::of_number(static_cast<std::uint32_t>((number + (practice ? far : 0)) % 80'000'000));
}

} // namespace

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

void Application::post(const CareCommand& command) {
    if (desk_.post(command))
        return;
    const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
    care_answers_.post({request, refused(storage::StorageError{storage::StorageFault::busy, "hand over", "a command",
                                                               "too many are waiting"})});
}

void Application::post(const StaffCommand& command) {
    if (const auto* open = std::get_if<OpenDrawer>(&command))
        drawer_asked_.insert({open->request, drivers::monotonic_now()});
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
    auto chosen = storage::Pin::chosen(pin, shop_number().text());
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
    auto typed = storage::Pin::take(pin);
    auto hash = storage::Vault(reader_->connection(), desk_.pepper()).pin_of(staff);
    if (typed && hash && *hash && pins_.ask({pin_try, staff, std::move(*typed), std::move(**hash)}))
        return;
    pin_answers_.post({pin_try, false});
}

void Application::print(const CaseId& case_id, const SlipDocument& slip, const SlipPrint& print) {
    send({print.job, storage::PrintedMatter::slip}, case_id, slip, print.copy > 0);
}

void Application::print_test_page(Language language) {
    print_page(storage::PrintedMatter::test_page,
               test_page(words(language), full_name(shop_).in(language), language, now()));
}

void Application::print_badge(Language language) {
    print_page(storage::PrintedMatter::badge,
               badge_page(words(language), full_name(shop_).in(language), language, storage::new_badge()));
}

void Application::print_left_behind_label(const LeftBehindEntry& entry, Language language) {
    print_page(storage::PrintedMatter::left_behind_label,
               left_behind_page(slip_templates_.of(SlipPaper::left_behind), words(language),
                                full_name(shop_).in(language), language, entry));
}

void Application::print_page(storage::PrintedMatter matter, const SlipDocument& page) {
    send({new_request().text(), matter}, std::nullopt,
         kiosk_->state().practice ? for_practice(page, words(page.language)) : page);
}

void Application::save_traffic() {
    const auto file = settings_file_.parent_path() / ui::traffic_file;
    const auto text =
        fmt::format("{}, {}. > went to the device, < came from it; +N stands for N bytes that are not told.\n{}",
                    now().to_iso(), config_.terminal, devices_.traffic());
    ++saving_traffic_;
    if (!desk_.write(file, text, [this](storage::Stored<void> saved) { traffic_saved_.post(std::move(saved)); }))
        traffic_saved_.post(
            refused(storage::StorageError{storage::StorageFault::busy, "write", file.string(), "too much is waiting"}));
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
    return storage::Pin::chosen(digits, shop_number().text()).has_value();
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

void Application::send(const storage::NewPrintJob& job, std::optional<CaseId> of_case, SlipDocument page,
                       bool is_copy) {
    papers_[job.job].of_case = std::move(of_case);
    const auto lay_out = [this, id = job.job, page = std::move(page), is_copy](text::Typesetter& typesetter,
                                                                               const drivers::Profile& profile) {
        auto bytes = escpos::encode(page_of(page, is_copy, typesetter, profile), profile);
        laid_out_.post({id, bytes ? std::optional(std::move(*bytes)) : std::nullopt});
    };
    const auto queued = [this, id = job.job](storage::Stored<std::int64_t> number) {
        queued_prints_.post({id, std::move(number)});
    };
    if (!paper_worker_.post(lay_out) || !desk_.queue_print(job, queued))
        undelivered_.push_back(job.job);
    tell_pages_on_their_way();
}

void Application::print_queued(const QueuedPrint& queued) {
    const auto paper = papers_.find(queued.job);
    if (paper == papers_.end())
        return;
    if (!queued.number)
        return print_failed(queued.job);
    paper->second.number = *queued.number;
    print_when_ready(queued.job);
}

void Application::print_laid_out(LaidOut laid_out) {
    const auto paper = papers_.find(laid_out.job);
    if (paper == papers_.end())
        return;
    if (!laid_out.bytes)
        return print_failed(laid_out.job);
    paper->second.bytes = std::move(laid_out.bytes);
    print_when_ready(laid_out.job);
}

void Application::print_when_ready(const std::string& job) {
    auto& paper = papers_.at(job);
    if (!paper.number || !paper.bytes)
        return;
    if (!devices_.print({job, std::move(*paper.bytes), confirmation_of(*paper.number, kiosk_->state().practice)}))
        print_failed(job);
}

void Application::print_failed(const std::string& job) {
    static_cast<void>(desk_.mark_print(job, storage::PrintJobState::failed, "no printer took it"));
    undelivered_.push_back(job);
}

void Application::draw(const SlipNumber& slip, const SlipDocument& document) {
    lay_out_for_screen([this, slip, document](text::Typesetter& typesetter, const drivers::Profile& profile) {
        const auto bytes = escpos::encode(page_of(document, false, typesetter, profile), profile);
        drawn_.post({slip, bytes ? preview_of(*bytes, profile) : ui::PaperPicture{}});
    });
}

void Application::lay_out_for_screen(PaperWorker::Work work) {
    if (paper_worker_.post(std::move(work)))
        ++drawing_;
}

// That its first byte may leave is stored before it does.
void Application::print_begins(const std::string& job) {
    const auto marked = [this, job](storage::Stored<void> stored) { begun_prints_.post({job, std::move(stored)}); };
    if (!desk_.mark_print(job, storage::PrintJobState::sending, {}, marked))
        static_cast<void>(devices_.cancel_print(job));
}

// The journal has it that somebody wants it open, and when they asked.
void Application::open_drawer(const RequestId& request) {
    const auto asked = drawer_asked_.find(request);
    if (asked == drawer_asked_.end() || !devices_.open_drawer(request.text(), asked->second))
        leave_drawer(request);
}

void Application::end_drawer(const RequestId& request, drivers::DrawerOutcome outcome) {
    const drivers::DrawerCompleteEvent ended{.request_id = request.text(), .outcome = outcome};
    kiosk_->device_event(ended, wall_ms());
    drawer_ended(ended);
}

void Application::drawer_ended(const drivers::DrawerCompleteEvent& event) {
    const RequestId pulse(event.request_id);
    drawer_asked_.erase(pulse);
    sightings_.push_back(
        {DrawerOpenEnded{pulse, static_cast<OpeningOutcome>(event.outcome)}, {system_actor, new_request()}});
    hand_over_sightings();
}

void Application::tell_pages_on_their_way() {
    kiosk_->pages_on_their_way(static_cast<int>(papers_.size()));
}

void Application::print_ended(const std::string& job, drivers::Outcome outcome) {
    const auto ended = papers_.extract(job);
    if (!ended)
        return;
    tell_pages_on_their_way();
    if (const auto& of_case = ended.mapped().of_case)
        kiosk_->print_ended(*of_case, job, outcome);
    else
        kiosk_->test_page_ended(outcome);
}

} // namespace makegood
