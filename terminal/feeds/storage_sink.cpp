#include "terminal/feeds/storage_sink.hpp"

#include "terminal/storage/intake.hpp"

#include <functional>
#include <future>
#include <optional>

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

template <class Taking>
Expected<void, std::string> take_all(Taking& taking, storage::Storage& storage) {
    for (;;) {
        const auto more = taking.take_slice(storage.connection(), storage::rows_in_bulk);
        if (!more)
            return refused(more.error().text());
        if (!*more)
            return {};
    }
}

// Slice by slice, each between what people ask.
Expected<void, std::string> take_beside_people(storage::StorageThread& thread, const std::stop_token& stop,
                                               const std::function<storage::Stored<bool>(storage::Storage&)>& slice) {
    while (!stop.stop_requested()) {
        std::promise<storage::Stored<bool>> taken;
        const bool posted = thread.post_import([&](storage::Storage& storage) {
            taken.set_value(slice(storage));
            return false;
        });
        if (!posted)
            break;
        const auto more = taken.get_future().get();
        if (!more)
            return refused(more.error().text());
        if (!*more)
            return {};
    }
    return refused(std::string("the storage is closing"));
}

Expected<std::size_t, std::string> known_of(const storage::CountIntake& intake,
                                            const Expected<void, std::string>& taken) {
    if (!taken)
        return refused(taken.error());
    return intake.known();
}

} // namespace

std::size_t StorageSink::rows_per_slice() const {
    return storage::rows_in_bulk;
}

Outcomes StorageSink::take(std::span<const RetailTransaction> slice) {
    return store(storage_, slice, storage::rows_in_bulk);
}

Expected<void, std::string> StorageSink::take(std::vector<Product> list) {
    auto intake = storage_.intake(std::move(list));
    return take_all(intake, storage_);
}

Expected<std::size_t, std::string> StorageSink::take(std::vector<StockCount> counts) {
    storage::CountIntake intake(std::move(counts));
    return known_of(intake, take_all(intake, storage_));
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

Expected<void, std::string> StorageThreadSink::take(std::vector<Product> list) {
    std::optional<storage::ProductIntake> intake;
    return take_beside_people(thread_, stop_, [&](storage::Storage& storage) {
        if (!intake)
            intake = storage.intake(std::move(list));
        return intake->take_slice(storage.connection(), storage::rows_beside_people);
    });
}

Expected<std::size_t, std::string> StorageThreadSink::take(std::vector<StockCount> counts) {
    storage::CountIntake intake(std::move(counts));
    return known_of(intake, take_beside_people(thread_, stop_, [&](storage::Storage& storage) {
                        return intake.take_slice(storage.connection(), storage::rows_beside_people);
                    }));
}

} // namespace makegood::feeds
