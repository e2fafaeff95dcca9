#include "terminal/application/application.hpp"

#include "drivers/escpos/encode.hpp"
#include "terminal/application/print_states.hpp"
#include "terminal/demo/demo_data.hpp"
#include "terminal/finding/spoken_amount.hpp"
#include "terminal/storage/customer_past.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/stock_file.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/business_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

// What the threads have posted, and what the screens look up.

namespace makegood {

namespace {

constexpr int most_receipts_shown = 20;
constexpr std::ptrdiff_t most_by_word_shown = 2; // of one line
constexpr int most_cases_shown = 50;
constexpr int most_entries_shown = 50; // of each state
constexpr int most_gone_shown = 10;
constexpr std::size_t most_likely_shown = 3;
constexpr std::size_t most_items_meant = 4;
constexpr std::size_t most_lanes_shown = 8; // of more none is offered
constexpr CaseState open_states[] = {CaseState::awaiting_manager, CaseState::owed, CaseState::declined,
                                     CaseState::claimed, CaseState::handed_over};

tl::unexpected<std::string> in_words(const storage::StorageError& error) {
    return refused(error.text());
}

drivers::ScannerThread::Tone tone_of(ui::Signal signal) {
    const bool is_well = signal == ui::Signal::accepted || signal == ui::Signal::done;
    return is_well ? drivers::ScannerThread::Tone::good_read : drivers::ScannerThread::Tone::problem;
}

// Names come from tills and files: no control and no mark of theirs reaches the screen.
void make_plain(RetailTransaction& receipt) {
    receipt.number = text::plain(receipt.number);
    for (auto& line : receipt.lines)
        line.name = text::plain(line.name);
    for (auto& tender : receipt.tenders)
        tender.kind = text::plain(tender.kind);
    for (auto& tax : receipt.taxes)
        tax.name = text::plain(tax.name);
}

void make_plain(LeftBehindEntry& entry) {
    for (auto* written : {&entry.item, &entry.place, &entry.note, &entry.reserved_for})
        *written = text::plain(*written);
}

} // namespace

Application::~Application() = default;

bool Application::pump(std::int64_t now_ms) {
    bool any = hand_over_sightings();
    for (const auto& job : std::exchange(undelivered_, {})) {
        any = true;
        print_ended(job, drivers::Outcome::failed);
    }
    while (const auto queued = queued_prints_.take()) {
        any = true;
        print_queued(*queued);
    }
    while (auto laid_out = laid_out_.take()) {
        any = true;
        print_laid_out(std::move(*laid_out));
    }
    while (auto drawn = drawn_.take()) {
        any = true;
        --drawing_;
        kiosk_->drawn(drawn->slip, std::move(drawn->picture));
    }
    while (const auto seconds = slip_seconds_.take()) {
        any = true;
        --drawing_;
        kiosk_->slip_takes(*seconds);
    }
    while (auto begun = begun_prints_.take()) {
        any = true;
        static_cast<void>(begun->marked ? devices_.begin_print(std::move(begun->job))
                                        : devices_.cancel_print(std::move(begun->job)));
    }
    while (const auto kept = kept_.take()) {
        any = true;
        --keeping_;
        if (!*kept)
            kiosk_->not_kept(kept->error().text());
    }
    while (const auto saved = traffic_saved_.take()) {
        any = true;
        --saving_traffic_;
        kiosk_->traffic_saved(*saved ? std::nullopt : std::optional(saved->error().text()));
    }
    while (const auto answer = desk_answers_.take()) {
        any = true;
        if (answer->result)
            kiosk_->answered(answer->request, *answer->result);
        else
            kiosk_->storage_failed(answer->request, answer->result.error().text());
    }
    while (const auto answer = log_answers_.take()) {
        any = true;
        if (answer->result)
            kiosk_->log_answered(answer->request, *answer->result);
        else
            kiosk_->storage_failed(answer->request, answer->result.error().text());
    }
    while (const auto answer = staff_answers_.take()) {
        any = true;
        if (!answer->result || !*answer->result)
            drawer_asked_.erase(answer->request);
        if (answer->result)
            kiosk_->staff_answered(answer->request, *answer->result);
        else
            kiosk_->storage_failed(answer->request, answer->result.error().text());
    }
    while (const auto answer = care_answers_.take()) {
        any = true;
        if (answer->result)
            kiosk_->care_answered(answer->request, *answer->result);
        else
            kiosk_->storage_failed(answer->request, answer->result.error().text());
    }
    while (const auto answer = pin_answers_.take()) {
        any = true;
        kiosk_->pin_verified(answer->pin_try, answer->right);
    }
    while (auto answer = recall_answers_.take()) {
        any = true;
        show_recalled(std::move(*answer));
    }
    while (const auto news = feed_news_.take()) {
        any = true;
        show_feed(*news);
    }
    while (const auto event = device_events_.take()) {
        any = true;
        kiosk_->device_event(*event, now_ms);
        if (const auto* error = std::get_if<drivers::ErrorEvent>(&*event))
            scans_ += error->locus == drivers::ErrorLocus::input ? 1 : 0;
        if (const auto* data = std::get_if<drivers::DataEvent>(&*event)) {
            ++scans_;
            if (const auto signal = kiosk_->unheard())
                devices_.beep(data->device_id, tone_of(*signal));
        }
        status_updates_ += std::holds_alternative<drivers::StatusUpdateEvent>(*event) ? 1 : 0;
        if (const auto* begins = std::get_if<drivers::OutputBeginEvent>(&*event))
            print_begins(begins->job_id);
        if (const auto* complete = std::get_if<drivers::OutputCompleteEvent>(&*event)) {
            static_cast<void>(
                desk_.mark_print(complete->job_id, state_after(complete->outcome), text::plain(complete->detail)));
            print_ended(complete->job_id, complete->outcome);
        }
        if (const auto* drawer = std::get_if<drivers::DrawerCompleteEvent>(&*event))
            drawer_ended(*drawer);
    }
    return any;
}

// A file that is tried again is no result yet: the one before it stays.
void Application::show_feed(const feeds::FeedNews& news) {
    auto feed = kiosk_->state().feed;
    feed.trouble = text::plain(news.trouble);
    if (news.end != feeds::FeedNews::End::left)
        feed.last = ui::FeedState::File{.name = text::plain(news.report.file),
                                        .when = now(),
                                        .receipts = news.report.new_receipts,
                                        .refused_rows = news.report.rejected,
                                        .set_aside = news.end == feeds::FeedNews::End::rejected};
    kiosk_->fed(std::move(feed));
}

bool Application::settled() const {
    return !kiosk_->busy() && undelivered_.empty() && keeping_ == 0 && saving_traffic_ == 0 && drawing_ == 0 &&
           !kiosk_->state().drawer_test.opening &&
           (papers_.empty() || kiosk_->state().devices.printer_waits_for_a_hand());
}

bool Application::devices_ready() const {
    const auto& devices = kiosk_->state().devices;
    const auto known = [](bool configured, drivers::PowerState power) {
        return !configured || power != drivers::PowerState::unknown;
    };
    return known(!config_.scanners.empty(), devices.scanner()) &&
           known(config_.printer.has_value(), devices.printer_power);
}

Result<void> Application::sign_in_demo_cashier(const ProgramFolders& folders) {
    if (!is_demo_)
        return {};
    const auto demo_staff = demo::load_staff(folders.demo() / "staff.toml");
    if (!demo_staff)
        return refused(demo_staff.error());
    for (const auto& person : *demo_staff)
        if (person.member.role == StaffRole::cashier && person.member.language == kiosk_->state().language) {
            if (const auto enrolled = staff(person.member.id); enrolled && *enrolled)
                kiosk_->sign_in(**enrolled);
            break;
        }
    return {};
}

std::int64_t Application::count_cases() {
    return reader_->cases().count().value_or(0);
}

std::string Application::number_of_something_left_behind() {
    if (const auto entries = left_behind())
        for (const auto& logged : *entries)
            if (!logged.likely.empty())
                return logged.likely.front().number;
    return {};
}

CivilTime Application::now() const {
    return nature_.clock.now();
}

Date Application::today() const {
    return business_day_of(now(), config_.business_day_ends_minute).date;
}

std::int64_t Application::wall_ms() const {
    return nature_.clock.wall_ms();
}

RequestId Application::new_request() {
    return RequestId(fmt::format("{:016x}{:016x}", nature_.screen_randomness.next(), nature_.screen_randomness.next()));
}

// ---- what the screens look up

Application::Looked<ui::FoundReceipt> Application::with_history(storage::StoredReceipt stored) {
    ui::FoundReceipt found{.reference = {stored.receipt.key, stored.revision},
                           .revisions = stored.revisions,
                           .receipt = std::move(stored.receipt)};
    const auto made_good = reader_->cases().made_good(found.reference.key);
    if (!made_good)
        return in_words(made_good.error());
    const auto returns = reader_->facts().returns_of(found.reference.key);
    if (!returns)
        return in_words(returns.error());
    for (const auto& line : found.receipt.lines) {
        ui::FoundReceipt::LineHistory history;
        if (const auto known = returns->find(line.number); known != returns->end())
            history.returns = known->second;
        if (const auto known = made_good->find(line.number); known != made_good->end()) {
            history.made_good = known->second.quantity;
            history.last_made_good = known->second.last_at;
            history.returns = settle_refunds(std::move(history.returns), known->second.refunds).rest;
        }
        history.left = left_of(line, history.made_good, history.returns.settled);
        if (is_goods(found.receipt, line) && !history.left.is_zero()) {
            auto word = storage::LeftBehindLog(reader_->connection()).word_on(found.receipt, line);
            if (!word)
                return in_words(word.error());
            if (word->answer == LeftBehindAnswer::holds_it)
                make_plain(history.left_behind.emplace(std::move(*word->entry)));
            auto by_word = reader_->cases().given_by_word(line.code, found.receipt.begun_at);
            if (!by_word)
                return in_words(by_word.error());
            for (auto given = by_word->end() - std::min(std::ssize(*by_word), most_by_word_shown);
                 given != by_word->end(); ++given)
                history.by_word.push_back({given->case_id, given->at});
        }
        found.history.push_back(std::move(history));
    }
    if (found.reference.revision > 1) {
        const auto before = reader_->facts().find_receipt({found.reference.key, found.reference.revision - 1});
        if (!before)
            return in_words(before.error());
        if (*before)
            found.change = change_between((*before)->receipt, found.receipt);
    }
    const auto past = storage::past_of_customer(reader_->connection(), found.reference);
    if (!past)
        return in_words(past.error());
    if (*past)
        found.customer = customer_facts(**past, today(), desk_.care_terms().loyalty);
    if (found.receipt.kind == RetailTransactionKind::suspended) {
        const auto resumed_by = reader_->facts().resumed_by(found.reference.key);
        if (!resumed_by)
            return in_words(resumed_by.error());
        found.resumed_by = *resumed_by;
    }
    found.of_another_shop =
        !config_.business_unit.empty() && found.reference.key.business_unit != config_.business_unit;
    make_plain(found.receipt);
    return found;
}

Application::Looked<std::vector<ui::FoundReceipt>>
Application::with_history(std::vector<storage::StoredReceipt> stored) {
    std::vector<ui::FoundReceipt> found;
    for (auto& receipt : stored) {
        auto one = with_history(std::move(receipt));
        if (!one)
            return refused(one.error());
        found.push_back(std::move(*one));
    }
    return found;
}

Application::Looked<std::vector<ui::FoundReceipt>> Application::receipts_numbered(std::string_view number) {
    auto stored = reader_->facts().find_printed(number, labels_, most_receipts_shown);
    if (!stored)
        return in_words(stored.error());
    return with_history(std::move(*stored));
}

Expected<RecalledPurchase, NotUnderstood> Application::understood(const ToldTexts& told) const {
    // A date that is typed at the counter was read somewhere; whoever is less sure says so in words.
    constexpr int date_doubt = 1;
    return understand(told, {now(), config_.business_day_ends_minute, date_doubt}, money_unit());
}

std::optional<Money> Application::amount(std::string_view said) const {
    const auto told = understand_amount(said, money_unit());
    return told ? std::optional(told->amount) : std::nullopt;
}

void Application::recall(const RecalledPurchase& purchase, const RequestId& search) {
    if (!recall_.ask({search, purchase}))
        kiosk_->recalled(
            search, in_words({storage::StorageFault::busy, "look for", "a purchase", "many searches wait already"}));
}

void Application::show_recalled(RecallWorker::Answer answer) {
    if (!answer.found)
        return kiosk_->recalled(answer.search, in_words(answer.found.error()));
    std::vector<ui::RecalledReceipt> found;
    for (auto& [stored, share, reasons] : answer.found->candidates) {
        make_plain(stored.receipt);
        for (auto& reason : reasons)
            if (auto* text = std::get_if<std::string>(&reason.seen))
                *text = text::plain(*text);
        const auto reference = stored.reference();
        found.push_back({reference, std::move(stored.receipt), share, std::move(reasons)});
    }
    kiosk_->recalled(answer.search, std::move(found));
}

Application::Looked<std::optional<ui::FoundReceipt>> Application::receipt(const ReceiptReference& reference) {
    auto stored = reader_->facts().find_receipt(reference);
    if (!stored)
        return in_words(stored.error());
    if (!*stored)
        return std::nullopt;
    auto found = with_history(std::move(**stored));
    if (!found)
        return refused(found.error());
    return std::move(*found);
}

Application::Looked<std::vector<CaseId>> Application::owed_refunds() {
    auto owed = reader_->cases().owed_refunds();
    if (!owed)
        return in_words(owed.error());
    return std::move(*owed);
}

Application::Looked<std::vector<ui::OpenCase>> Application::open_cases() {
    // Promises that are due by tomorrow come first.
    const Date tomorrow{today().days_since_1970 + 1};
    auto views = reader_->cases().promised_until(tomorrow, most_cases_shown);
    for (const auto state : open_states) {
        auto more = reader_->cases().cases_in(state, most_cases_shown);
        if (!views || !more)
            return in_words(views ? more.error() : views.error());
        std::ranges::copy_if(*more, std::back_inserter(*views), [&](const CaseView& view) {
            return std::ranges::find(*views, view.id, &CaseView::id) == views->end();
        });
    }
    return with_items(std::move(*views));
}

Application::Looked<std::vector<ui::OpenCase>> Application::second_looks() {
    auto views = reader_->cases().waiting_for_a_look({today().days_since_1970 + 1}, most_cases_shown);
    if (!views)
        return in_words(views.error());
    return with_items(std::move(*views));
}

Application::Looked<std::vector<ui::OpenCase>> Application::with_items(std::vector<CaseView> views) {
    std::vector<ui::OpenCase> open;
    for (auto& view : views) {
        const auto stored = reader_->facts().find_receipt(view.claim.receipt);
        if (!stored)
            return in_words(stored.error());
        ui::OpenCase one{.view = std::move(view)};
        if (one.view.claim.told)
            one.goods = text::claimed_goods(as_told(one.view.claim), one.view.claim);
        if (*stored) {
            one.receipt_number = text::plain((*stored)->receipt.number);
            one.goods = text::claimed_goods((*stored)->receipt, one.view.claim);
        }
        open.push_back(std::move(one));
    }
    return open;
}

Application::Looked<std::optional<Language>> Application::language_of_customer(const ReceiptReference& receipt) {
    const auto cases = reader_->cases().cases_of(receipt.key);
    if (!cases)
        return in_words(cases.error());
    std::optional<Language> last;
    for (const auto& one : *cases)
        if (const auto language = spoken_in(one))
            last = language;
    if (last)
        return last;
    const auto before = reader_->cases().last_case_of_customer(receipt);
    if (!before)
        return in_words(before.error());
    return *before ? spoken_in(**before) : std::nullopt;
}

Application::Looked<std::optional<CaseView>> Application::find_case(const CaseId& id) {
    auto found = reader_->cases().find_case(id);
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<std::optional<CaseView>> Application::case_of_slip(const SlipNumber& slip) {
    auto found = reader_->cases().find_by_slip(slip);
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<std::optional<StaffMember>> Application::staff_of_badge(std::string_view label) {
    const auto id = storage::Vault(reader_->connection(), desk_.pepper()).find_staff_by_badge(label);
    if (!id)
        return in_words(id.error());
    if (!*id)
        return std::nullopt;
    return staff(**id);
}

Application::Looked<std::optional<StaffMember>> Application::staff(const StaffId& id) {
    auto found = storage::StaffList(reader_->connection()).find(id);
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<std::vector<StaffMember>> Application::colleagues() {
    return storage::StaffList(reader_->connection()).all().map_error(&storage::StorageError::text);
}

Application::Looked<std::vector<StaffMember>> Application::colleagues_with_pin() {
    return storage::StaffList(reader_->connection()).with_pin().map_error(&storage::StorageError::text);
}

Application::Looked<bool> Application::is_product(std::string_view code) {
    const auto receipts = reader_->facts().find_by_item(ItemCode(std::string(code)), 1);
    if (!receipts)
        return in_words(receipts.error());
    return !receipts->empty();
}

Application::Looked<std::optional<Product>> Application::product(const ItemCode& code) {
    auto found = storage::StockFile(reader_->connection()).product(code);
    if (!found)
        return in_words(found.error());
    return std::move(*found);
}

Application::Looked<std::vector<ui::ItemMeant>> Application::items_meant(std::string_view said) {
    auto items = reader_->connection().attempt("look for item", said, [&] {
        std::vector<ui::ItemMeant> meant;
        for (const auto& [item, fit] : item_names_.meant_by(said, most_items_meant)) {
            storage::Query query(reader_->connection(), "SELECT code, name FROM item WHERE id = ?");
            if (!query.bind(item).step())
                continue;
            ItemCode code(query.text());
            if (std::ranges::find(meant, code, &ui::ItemMeant::code) == meant.end())
                meant.push_back({std::move(code), text::plain(query.text())});
        }
        return meant;
    });
    if (!items)
        return in_words(items.error());
    return std::move(*items);
}

// What is gone lately stands last, since somebody may have moved it by mistake.
Application::Looked<std::vector<ui::LoggedEntry>> Application::left_behind() {
    const storage::LeftBehindLog log(reader_->connection());
    auto entries = log.in_shop(most_entries_shown);
    const auto gone = log.gone(most_gone_shown);
    if (!entries || !gone)
        return in_words(entries ? gone.error() : entries.error());
    sort_by_urgency(*entries, today());
    entries->insert(entries->end(), gone->begin(), gone->end());
    std::vector<ui::LoggedEntry> logged;
    for (auto& entry : *entries) {
        auto one = with_likely(std::move(entry));
        if (!one)
            return refused(one.error());
        logged.push_back(std::move(*one));
    }
    return logged;
}

Application::Looked<std::optional<ui::LoggedEntry>> Application::left_behind_labelled(std::string_view label) {
    auto entry = storage::LeftBehindLog(reader_->connection()).find_labelled(label);
    if (!entry)
        return in_words(entry.error());
    if (!*entry)
        return std::nullopt;
    auto one = with_likely(std::move(**entry));
    if (!one)
        return refused(one.error());
    return std::move(*one);
}

// With whose it may be, while it is here.
Application::Looked<ui::LoggedEntry> Application::with_likely(LeftBehindEntry entry) {
    ui::LoggedEntry logged;
    if (is_in_shop(entry.state)) {
        const auto likely = storage::LeftBehindLog(reader_->connection()).likely_receipts(entry, most_likely_shown);
        if (!likely)
            return in_words(likely.error());
        for (const auto& receipt : *likely)
            logged.likely.push_back({receipt.reference, text::plain(receipt.number), receipt.bought_at});
    }
    make_plain(entry);
    logged.entry = std::move(entry);
    return logged;
}

Application::Looked<ui::LeftBehindCounts> Application::count_left_behind() {
    const auto counts = storage::LeftBehindLog(reader_->connection()).count(today());
    if (!counts)
        return in_words(counts.error());
    return ui::LeftBehindCounts{counts->in_shop, counts->spoiling};
}

// That the newest receipt came from, where the kiosk was not told which it stands in; empty where nobody can tell.
BusinessUnitId Application::shop_number() const {
    if (!config_.business_unit.empty())
        return config_.business_unit;
    return reader_->facts().newest_shop().value_or(std::nullopt).value_or(BusinessUnitId());
}

Application::Looked<std::vector<WorkstationId>> Application::lanes() {
    auto lanes = storage::LeftBehindLog(reader_->connection()).lanes(shop_number(), most_lanes_shown + 1);
    if (!lanes)
        return in_words(lanes.error());
    if (lanes->size() > most_lanes_shown)
        lanes->clear();
    return std::move(*lanes);
}

} // namespace makegood
