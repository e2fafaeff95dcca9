#include "terminal/application/desk_thread.hpp"

#include "terminal/storage/private_file.hpp"
#include "terminal/storage/seen_records.hpp"

namespace makegood {

DeskThread::DeskThread(World world, Answers answers)
    : answers_(answers), pepper_(world.storage->pepper()), english_(std::move(world.english)),
      persian_(std::move(world.persian)), policy_(std::move(world.policy)), slips_(std::move(world.slips)),
      care_terms_(std::move(world.care_terms)), slip_words_(english_, persian_, slips_, world.practice),
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

bool DeskThread::post(CareCommand command) {
    return thread_.post([this, command = std::move(command)](storage::Storage& storage) {
        const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
        answers_.of_care.post({request, storage.handle(command, care_terms_)});
    });
}

bool DeskThread::post(StaffCommand command, storage::StaffSecrets secrets) {
    return thread_.post([this, command = std::move(command), secrets = std::move(secrets)](storage::Storage& storage) {
        const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
        answers_.of_staff.post({request, storage.handle(command, secrets)});
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

bool DeskThread::queue_print(storage::NewPrintJob job, std::function<void(storage::Stored<std::int64_t>)> queued) {
    return thread_.post([job = std::move(job), queued = std::move(queued)](storage::Storage& storage) {
        queued(storage.queue_print(job));
    });
}

bool DeskThread::mark_print(std::string job, storage::PrintJobState state, std::string detail,
                            std::function<void(storage::Stored<void>)> marked) {
    return thread_.post([job = std::move(job), state, detail = std::move(detail), marked = std::move(marked)](
                            storage::Storage& storage) { marked(storage.mark_print(job, state, detail)); });
}

bool DeskThread::hold(std::counting_semaphore<>& until) {
    return thread_.post([&until](storage::Storage&) { until.acquire(); });
}

bool DeskThread::rename_shop(Wording name) {
    return thread_.post([this, name = std::move(name)](storage::Storage&) { desk_.rename_shop(name); });
}

} // namespace makegood
