#pragma once

#include "workflows/retail_transaction.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace makegood::feeds {

// One row of a CSV file that has been understood.
struct StagedRow {
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    ReceiptKey key;
    std::string number;
    CivilTime time;
    std::string operator_id;
    std::string customer;
    LineItem item; // its number is given when the receipt is put together
    std::string phone{};
    std::string card_last_four{};
    std::string payment_reference{};
    std::optional<Tax> tax{};                // of this row
    std::optional<ReceiptKey> returned_of{}; // the sale whose goods came back
};

// Rows of one receipt may lie anywhere in a file of any size, so rows wait in a scratch database on disk and come out
// receipt by receipt. The database has no name and is gone with the object; its cache is a few megabytes.
// Functions throw SQLite::Exception when the disk cannot hold it.
class StagedRows {
  public:
    StagedRows();
    ~StagedRows();
    StagedRows(const StagedRows&) = delete;
    StagedRows& operator=(const StagedRows&) = delete;

    void add_name(std::string_view code, std::string_view name); // the first name of a code stays
    std::string name_of(std::string_view code);                  // empty when none is known
    void add(const StagedRow& row);
    // Every row, ordered by day, business unit, workstation, sequence and then as in the file. Stops when `visit`
    // returns false.
    void for_each(const std::function<bool(StagedRow&&)>& visit);

  private:
    struct Database;
    std::unique_ptr<Database> database_;
};

} // namespace makegood::feeds
