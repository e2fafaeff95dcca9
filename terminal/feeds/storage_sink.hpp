#pragma once

#include "terminal/feeds/receipt_sink.hpp"
#include "terminal/feeds/stock_sink.hpp"
#include "terminal/storage/storage_thread.hpp"

#include <stop_token>

namespace makegood::feeds {

// Into a storage that belongs to this thread, where nobody waits beside it.
class StorageSink final : public ReceiptSink, public StockSink {
  public:
    // `stop` ends the import after its slice.
    explicit StorageSink(storage::Storage& storage, std::stop_token stop = {})
        : storage_(storage), stop_(std::move(stop)) {}

    std::size_t rows_per_slice() const override;
    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override;
    Expected<void, std::string> take(std::vector<Product> list) override;
    Expected<std::size_t, std::string> take(std::vector<StockCount> counts) override;
    bool stop_asked() const override { return stop_.stop_requested(); }

  private:
    storage::Storage& storage_;
    std::stop_token stop_;
};

// Through the storage thread, slice by slice between what people ask. The thread outlives every call.
class StorageThreadSink final : public ReceiptSink, public StockSink {
  public:
    explicit StorageThreadSink(storage::StorageThread& thread, std::stop_token stop = {})
        : thread_(thread), stop_(std::move(stop)) {}

    std::size_t rows_per_slice() const override;
    // Each waits until all of it is stored.
    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override;
    Expected<void, std::string> take(std::vector<Product> list) override;
    Expected<std::size_t, std::string> take(std::vector<StockCount> counts) override;
    bool stop_asked() const override { return stop_.stop_requested(); }

  private:
    storage::StorageThread& thread_;
    std::stop_token stop_;
};

} // namespace makegood::feeds
