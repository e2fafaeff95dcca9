#pragma once

#include "terminal/storage/storage.hpp"
#include "tests/support/memory_ledger.hpp"
#include "tests/terminal/storage/opened.hpp"

namespace makegood::storage {

inline const StaffId cashier{"cashier"};
inline const StaffId manager{"manager"};

// A shop with one receipt, a cashier, a manager and the real storage: the desk over files.
struct DeskWorld {
    explicit DeskWorld(const std::filesystem::path& folder, Retention terms = {})
        : place{folder, schema_folder()}, retention(std::move(terms)) {
        open();
    }

    static std::filesystem::path schema_folder() {
        return std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema";
    }

    void open() {
        storage = must(Storage::open(place, "lane-1", clock, randomness, retention));
        desk.emplace(Desk::World{storage->ledger(), clock, randomness, cryptography, slip_writer, policy, "lane-1",
                                 "Corner Shop"});
    }
    void close() {
        desk.reset();
        storage.reset();
    }

    void fill() {
        take_in(groceries());
        for (const auto& [id, role] : {std::pair{cashier, StaffRole::cashier}, {manager, StaffRole::manager}})
            must(storage->enrol({.member = {id, {id.text() + " name", "نام"}, role, Language::english}},
                                {system_actor, request()}));
    }

    void take_in(const RetailTransaction& told) {
        Intake intake(storage->connection(), storage->pepper(), rows_in_bulk);
        must(intake.take(told));
        must(intake.finish());
    }

    RequestId request() { return RequestId("request-" + std::to_string(++requests)); }

    MakeClaim claim(LineNumber line, std::int64_t milli) {
        return {
            request(), cashier, {groceries().key, 1}, line, Quantity::of_milli(milli), Complaint::not_among_the_goods};
    }
    Expected<CaseView, DeskRefusal> handle(const Command& command) { return must(storage->handle(*desk, command)); }

    // The whole story on one line: claimed, put to the manager, approved, printed.
    CaseView approved(LineNumber line, std::int64_t milli) {
        const auto opened = handle(claim(line, milli)).value();
        const auto asked = handle(AskManager{request(), cashier, opened.id}).value();
        const auto tried = request();
        handle(CountPinTry{tried, manager, opened.id}).value();
        return handle(
                   ApproveProposal{request(), tried, manager, opened.id, asked.proposal->id, true, Language::english})
            .value();
    }

    StoragePlace place;
    Retention retention;
    testing::HandClock clock;
    testing::CountingRandomness randomness;
    testing::FoldingCryptography cryptography;
    testing::PlainSlipWriter slip_writer;
    Policy policy = {.version = "v1",
                     .window_days = 90,
                     .rules = {{.id = "small",
                                .says = {"within the limit", "در حد"},
                                .outcome = Outcome::give_now,
                                .value_at_most = {Money(200, *Currency::from_code("GBP"))}}}};
    int requests = 0;
    std::unique_ptr<Storage> storage;
    std::optional<Desk> desk;
};

} // namespace makegood::storage
