#pragma once

#include "terminal/plugin/answer.hpp"
#include "terminal/plugin/failure.hpp"
#include "terminal/plugin/host_clock.hpp"
#include "terminal/plugin/turn.hpp"
#include "terminal/policy/refusal_words.hpp"
#include "terminal/setup/desk_setup.hpp"
#include "terminal/slip/slip_words.hpp"
#include "terminal/storage/recall.hpp"
#include "terminal/storage/stock_told.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/world/randomness.hpp"
#include "workflows/fresh_ids.hpp"
#include "workflows/recovery/desk.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <optional>

namespace makegood::plugin {

// What the host can do, as it said when the plugin was opened.
struct HostTables {
    std::optional<makegood_host_clock> clock;
    std::optional<makegood_host_printer> printer;
    std::optional<makegood_host_refunds> refunds;
    std::optional<makegood_host_stock> stock;
    std::optional<makegood_host_drawer> drawer;
    std::optional<makegood_host_receipts> receipts;
    std::optional<makegood_host_hooks> hooks;
};

// One plugin that is open: the storage, and the desk over it, without threads. Everything but `turns` is used within a
// turn; a host is asked outside of one.
class Session {
  public:
    static Done<std::unique_ptr<Session>> open(const makegood_host& host, const HostTables& tables,
                                               const makegood_open_options& options);

    Turns& turns() { return turns_; }
    const makegood_host& host() const { return host_; }
    const HostTables& tables() const { return tables_; }

    // What the till hands over.
    Done<std::int32_t> take(const makegood_receipt* receipt);
    Done<void> take(const makegood_receipt* const* receipts, std::size_t count, std::int32_t* taken);
    Done<void> take(const makegood_product* const* products, std::size_t count);
    Done<void> enrol(const makegood_staff_member* member);

    // The desk.
    Done<const makegood_found*> find_printed(const char* staff, const char* printed);
    Done<const makegood_found*> find_by_facts(const makegood_facts* facts);
    Done<const makegood_case*> claim(const makegood_claim* claim);
    Done<const makegood_case*> claim(const makegood_claim_of_lines* claim);
    Done<const makegood_case*> claim(const makegood_claim_by_word* claim);
    Done<const makegood_case*> look(const char* case_id);
    Done<const makegood_case*> look_by_slip(const char* slip);
    enum class StepOf { withdraw, hand_over, take_back, redeem_voucher, print_again, close_case };
    Done<const makegood_case*> step(StepOf step, const char* request, const char* staff, const char* case_id);
    enum class StepWithOffer { give, ask_manager, change };
    Done<const makegood_case*> step(StepWithOffer step, const char* request, const char* staff, const char* case_id,
                                    const makegood_offer* offer, std::int32_t slip_language);
    Done<const makegood_case*> approve(const makegood_approval* approval);
    Done<const makegood_case*> decline(const makegood_approval* approval, const char* reason);

    // The counter.
    Done<const makegood_scanned*> label(const char* staff, const char* scanned);
    Done<const makegood_case*> open_case(const char* staff, const char* case_id);
    Done<const makegood_of_customer*> customer(const char* staff, const makegood_customer* customer);

    // For what is asked of the host; see requests.hpp and hooks.hpp.
    Done<CaseView> handle(const Command& command);
    Done<bool> was_handled(const RequestId& request);
    const makegood_case* face_of(Answer& answer, const CaseView& view) const;
    Desk& desk() { return desk_; }
    Failure failed(const storage::StorageError& error) const;
    Failure failed(const DeskRefusal& refusal) const;
    storage::Storage& storage() { return *storage_; }
    const std::filesystem::path& folder() const { return folder_; }
    std::atomic<bool>& settling() { return settling_; }
    std::string fresh_id() { return makegood::fresh_id(*clock_, *randomness_); }
    storage::JournalPlace stock_told_up_to{};

    void keep(const void* face, std::unique_ptr<Answer> answer) { answers_[face] = std::move(answer); }
    void release(const void* answer) { answers_.erase(answer); }

  private:
    struct Opened;
    explicit Session(Opened opened);

    struct Found {
        std::vector<storage::StoredReceipt> receipts{};
        std::vector<double> shares{}; // of each; none where a number told
        bool tell_more = false;
        bool only_newest = false;
    };
    struct Proved {
        RequestId request;
        RequestId pin_try{};
        StaffId approver;
        CaseId case_id;
        ProposalId proposal;
        bool pin_was_right = false;
        bool badge_shown = false;
        Language slip_language{};
        bool is_repeat = false;
    };
    const text::Words& words() const { return language_ == Language::english ? setup_.english : setup_.persian; }
    Done<const makegood_case*> answered(const Done<CaseView>& view);
    Done<const makegood_found*> answered(const Found& found);
    Done<const makegood_found*> face_of(Answer& answer, const Found& found);
    Done<const makegood_case*> claimed(MakeClaim command);
    Done<void> must_work_here(const StaffId& by);
    Done<void> note_opened(const StaffId& by, const CaseView& view, HowFound how);
    Done<void> read_label(Answer& answer, const StaffId& by, const std::string& label, makegood_scanned& into);
    Done<void> note_seen(const StaffId& by, const Found& found, HowFound how, std::vector<RecalledFact> told = {});
    Done<const makegood_found_receipt*> found_receipt(Answer& answer, const storage::StoredReceipt& stored,
                                                      double share);
    Done<Proved> prove(const makegood_approval* approval);
    Done<StaffId> approver_of(const StaffId& said, const std::string& badge);

    const makegood_host& host_;
    HostTables tables_;
    std::unique_ptr<HostClock> clock_; // which the storage refers to, as to the next
    std::unique_ptr<SystemRandomness> randomness_;
    std::filesystem::path folder_;
    ShopConfig config_;
    DeskSetup setup_;
    Language language_;
    std::unique_ptr<storage::Storage> storage_;
    SodiumCryptography cryptography_;
    SlipWords slip_words_;
    Desk desk_;
    storage::Recall recall_;
    std::map<const void*, std::unique_ptr<Answer>> answers_;
    Turns turns_;
    std::atomic<bool> settling_ = false;
};

} // namespace makegood::plugin
