#include "terminal/application/desk_thread.hpp"

#include "terminal/storage/private_file.hpp"
#include "terminal/storage/seen_records.hpp"
#include "terminal/storage/staff_list.hpp"

namespace makegood {

namespace {

storage::Stored<void> enrol_first(storage::Storage& storage, const storage::Storage::Enrolment& enrolment,
                                  const RequestId& request) {
    const auto managers = storage::StaffList(storage.connection()).managers();
    if (!managers)
        return refused(managers.error());
    if (!managers->empty())
        return refused(storage::StorageError{storage::StorageFault::refused, "enrol", "the owner",
                                             "somebody looks after the staff already"});
    return storage.enrol(enrolment, {system_actor, request});
}

} // namespace

DeskThread::DeskThread(World world, Answers answers)
    : answers_(answers), pepper_(world.storage->pepper()), english_(std::move(world.english)),
      persian_(std::move(world.persian)), policy_(std::move(world.policy)),
      slip_words_(english_, persian_, world.practice),
      desk_({.ledger = world.storage->ledger(),
             .clock = world.clock,
             .randomness = world.randomness,
             .cryptography = cryptography_,
             .slip_writer = slip_words_,
             .policy = policy_,
             .terminal = std::move(world.terminal),
             .shop = std::move(world.shop),
             .business_day_ends_minute = world.business_day_ends_minute}),
      thread_(std::move(world.storage)) {}

bool DeskThread::post(Command command) {
    return thread_.post([this, command = std::move(command)](storage::Storage& storage) {
        const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
        answers_.of_desk.post({request, storage.handle(desk_, command)});
    });
}

bool DeskThread::post(LeftBehindCommand command) {
    return thread_.post([this, command = std::move(command)](storage::Storage& storage) {
        const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
        answers_.of_log.post({request, storage.handle(command)});
    });
}

bool DeskThread::post(StaffCommand command, std::optional<storage::PinHash> pin) {
    return thread_.post([this, command = std::move(command), pin = std::move(pin)](storage::Storage& storage) {
        const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
        answers_.of_staff.post({request, storage.handle(command, pin)});
    });
}

// Where the disk fails, what people do next says so.
bool DeskThread::record(Event event, Author author) {
    return thread_.post([event = std::move(event), author = std::move(author)](storage::Storage& storage) {
        if (const auto* seen = std::get_if<RecordsSeen>(&event))
            storage::record_seen(storage, *seen, author);
        else
            storage.record(event, author);
    });
}

bool DeskThread::write(std::filesystem::path file, std::string text, std::function<void(storage::Stored<void>)> done) {
    return thread_.post([file = std::move(file), text = std::move(text), done = std::move(done)](storage::Storage&) {
        done(storage::replace_private_file(file, {reinterpret_cast<const unsigned char*>(text.data()), text.size()}));
    });
}

bool DeskThread::hold(std::counting_semaphore<>& until) {
    return thread_.post([&until](storage::Storage&) { until.acquire(); });
}

bool DeskThread::rename_shop(Wording name) {
    return thread_.post([this, name = std::move(name)](storage::Storage&) { desk_.rename_shop(name); });
}

bool DeskThread::enrol_owner(storage::Storage::Enrolment enrolment, RequestId request,
                             std::function<void(storage::Stored<void>)> done) {
    return thread_.post([enrolment = std::move(enrolment), request = std::move(request), done = std::move(done)](
                            storage::Storage& storage) { done(enrol_first(storage, enrolment, request)); });
}

} // namespace makegood
