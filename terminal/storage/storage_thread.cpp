#include "terminal/storage/storage_thread.hpp"

namespace makegood::storage {

namespace {

// std::function copies what it holds, so the state of an import is shared by its copies.
struct Import {
    std::vector<RetailTransaction> receipts;
    std::function<void(ImportTally)> done;
    std::size_t next = 0;
    ImportTally tally{};
};

void count(ImportTally& tally, const Stored<Taken>& taken) {
    if (taken && *taken == Taken::stored)
        ++tally.stored;
    else if (taken && *taken == Taken::known)
        ++tally.known;
    else if (taken && *taken == Taken::beyond_retention)
        ++tally.beyond_retention;
    else if (taken)
        ++tally.revisions;
    else if (taken.error().fault == StorageFault::refused)
        tally.refused.push_back(taken.error());
    else
        tally.stopped_by = taken.error();
}

// A slice that failed took nothing, so its counts are given back with it.
void import_slice(Import& import, Storage& storage) {
    auto intake = storage.intake(rows_beside_people);
    auto tally = import.tally;
    auto next = import.next;
    bool full = false;
    while (!full && next < import.receipts.size()) {
        count(tally, intake.take(import.receipts[next++]));
        if (tally.stopped_by) {
            import.tally.stopped_by = tally.stopped_by;
            return;
        }
        full = intake.is_full();
    }
    if (auto finished = intake.finish(); !finished) {
        import.tally.stopped_by = finished.error();
        return;
    }
    import.tally = std::move(tally);
    import.next = next;
}

} // namespace

StorageThread::StorageThread(std::unique_ptr<Storage> storage)
    : storage_(std::move(storage)), thread_([this](std::stop_token stop) { run(stop); }) {}

bool StorageThread::post(Work work) {
    return people_.post(std::move(work));
}

bool StorageThread::post_import(Slice slice) {
    return imports_.post_when_room(std::move(slice), thread_.get_stop_token());
}

void StorageThread::run(std::stop_token stop) {
    const std::stop_callback wake_up(stop, [this] { wake_.release(); });
    while (!stop.stop_requested()) {
        wake_.acquire();
        while (work_once() && !stop.stop_requested()) {
        }
    }
    while (auto work = people_.take())
        (*work)(*storage_);
}

// False when there is nothing to do.
bool StorageThread::work_once() {
    if (auto work = people_.take()) {
        (*work)(*storage_);
        return true;
    }
    if (!import_)
        import_ = imports_.take();
    if (!import_)
        return false;
    if (!(*import_)(*storage_))
        import_.reset();
    return true;
}

StorageThread::Slice import_of(std::vector<RetailTransaction> receipts, std::function<void(ImportTally)> done) {
    auto import = std::make_shared<Import>(Import{std::move(receipts), std::move(done)});
    return [import](Storage& storage) {
        if (!import->tally.stopped_by && import->next < import->receipts.size())
            import_slice(*import, storage);
        if (!import->tally.stopped_by && import->next < import->receipts.size())
            return true;
        import->done(std::move(import->tally));
        return false;
    };
}

} // namespace makegood::storage
