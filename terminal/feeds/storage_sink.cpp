#include "terminal/feeds/storage_sink.hpp"

#include "terminal/storage/intake.hpp"

#include <future>

namespace makegood::feeds {

namespace {

using Outcomes = Expected<std::vector<TakenOrWhyNot>, std::string>;

Taken told(storage::Taken taken) {
    switch (taken) {
    case storage::Taken::stored:
        return Taken::stored;
    case storage::Taken::known:
        return Taken::already_known;
    case storage::Taken::revision:
        return Taken::kept_as_revision;
    case storage::Taken::beyond_retention:
        break;
    }
    return Taken::beyond_retention;
}

Outcomes store(storage::Storage& storage, std::span<const RetailTransaction> slice, int rows) {
    auto intake = storage.intake(rows);
    std::vector<TakenOrWhyNot> outcomes;
    for (const auto& receipt : slice) {
        const auto taken = intake.take(receipt);
        if (taken)
            outcomes.push_back(told(*taken));
        else if (taken.error().fault == storage::StorageFault::refused)
            outcomes.push_back(refused(taken.error().text()));
        else
            return refused(taken.error().text());
    }
    if (const auto finished = intake.finish(); !finished)
        return refused(finished.error().text());
    return outcomes;
}

} // namespace

std::size_t StorageSink::rows_per_slice() const {
    return storage::rows_in_bulk;
}

Outcomes StorageSink::take(std::span<const RetailTransaction> slice) {
    return store(storage_, slice, storage::rows_in_bulk);
}

std::size_t StorageThreadSink::rows_per_slice() const {
    return storage::rows_beside_people;
}

Outcomes StorageThreadSink::take(std::span<const RetailTransaction> slice) {
    std::promise<Outcomes> stored;
    const bool posted = thread_.post_import([&](storage::Storage& storage) {
        stored.set_value(store(storage, slice, storage::rows_beside_people));
        return false;
    });
    if (!posted)
        return refused("the storage is closing");
    return stored.get_future().get();
}

} // namespace makegood::feeds
