#pragma once

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/storage.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/workflows/recovery/history/passed_on_ledger.hpp"
#include "tests/workflows/recovery/history/two_desks.hpp"

#include <functional>

namespace makegood::testing {

using SeenAs = std::function<std::unique_ptr<Ledger>(Ledger&)>;

inline std::unique_ptr<Ledger> as_it_is(Ledger& ledger) {
    return std::make_unique<PassedOnLedger>(ledger);
}
template <class Wrong>
std::unique_ptr<Ledger> seen_by(Ledger& ledger) {
    return std::make_unique<Wrong>(ledger);
}

// Two desks on one database file, which one connection writes; news is read by another one, as any other program would
// read it, so that only what is committed is news. `seen_as` is what the desks see of the ledger.
class DesksOnFile : public TwoDesks {
  public:
    explicit DesksOnFile(const std::filesystem::path& folder, SeenAs seen_as = as_it_is)
        : place_{folder, std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema"}, seen_as_(std::move(seen_as)) {
        open();
        storage::Intake intake(store_->connection(), store_->pepper(), storage::rows_in_bulk);
        storage::must(intake.take(receipt_of_march()));
        storage::must(intake.finish());
        for (const auto& [id, role] : {std::pair{cashier, StaffRole::cashier},
                                       {manager, StaffRole::manager},
                                       {other_manager, StaffRole::manager}})
            storage::must(store_->enrol({.member = {id, {id.text(), id.text()}, role, Language::english}},
                                        {system_actor, RequestId("enrols-" + id.text())}));
        static_cast<void>(DesksOnFile::news()); // that they were
    }

    void reopen() {
        desks_.clear();
        seen_.reset();
        beside_.reset();
        store_.reset();
        open();
    }

    storage::Storage& store() { return *store_; }
    Desk& desk(int number) { return desks_.at(static_cast<std::size_t>(number)); }

    // Throws StorageFailure.
    Expected<CaseView, DeskRefusal> handle(int number, const Command& command) override {
        auto answer = store_->handle(desk(number), command);
        if (!answer)
            throw storage::StorageFailure(answer.error());
        return std::move(*answer);
    }
    std::optional<CaseView> find_case(const CaseId& id) override {
        return storage::must(store_->cases().find_case(id));
    }
    bool was_handled(const RequestId& request) override {
        return storage::must(store_->connection().attempt(
            "look up", "a request", [&] { return store_->ledger().handled(request).has_value(); }));
    }

    std::vector<Told> news() override {
        return storage::must(beside_->connection().attempt("read", "events", [&] {
            std::vector<Told> news;
            storage::Query query(beside_->connection(),
                                 "SELECT position, type, actor, CAST(body AS TEXT) FROM event WHERE position > ? "
                                 "ORDER BY position");
            query.bind(told_);
            while (query.step()) {
                told_ = query.integer();
                const auto type = query.text(), actor = query.text(), body = query.text();
                const auto decoded = storage::decode(type, body);
                news.push_back({decoded.event, {StaffId(actor), decoded.request}});
            }
            return news;
        }));
    }

  private:
    void open() {
        store_ = storage::must(storage::Storage::open(place_, "lane-1", clock, randomness_));
        beside_ = storage::must(storage::StorageReader::open(place_));
        seen_ = seen_as_(store_->ledger());
        for (const auto* terminal : {"lane-1", "lane-2"})
            desks_.emplace_back(Desk::World{
                *seen_, clock, randomness_, cryptography_, slip_writer_, policy, terminal, {"Corner Shop", ""}});
    }

    storage::StoragePlace place_;
    SeenAs seen_as_;
    CountingRandomness randomness_;
    FoldingCryptography cryptography_;
    PlainSlipWriter slip_writer_;
    std::unique_ptr<storage::Storage> store_;
    std::unique_ptr<storage::StorageReader> beside_;
    std::unique_ptr<Ledger> seen_;
    std::vector<Desk> desks_;
    std::int64_t told_ = 0;
};

} // namespace makegood::testing
