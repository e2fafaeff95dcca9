#pragma once

#include "terminal/feeds/byte_source.hpp"
#include "terminal/feeds/csv_reader.hpp"
#include "terminal/feeds/import_report.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace makegood::feeds {

// A CSV file whose columns have the same names everywhere. Its heading says in which order they stand and may leave out
// those that are not needed; columns of other names are passed over.
struct TableColumn {
    std::string_view name;
    bool is_needed = true;
};

class TableRow {
  public:
    TableRow(const CsvRecord& record, const std::vector<std::optional<std::size_t>>& places)
        : record_(record), places_(places) {}

    // By the column's place in the list of columns, without blanks at its ends; empty where the file has no such
    // column.
    std::string_view value(std::size_t column) const;

  private:
    const CsvRecord& record_;
    const std::vector<std::optional<std::size_t>>& places_;
};

// Hands each row to `take`; counts the rows and those that are rejected, here or by `take`. What keeps the file from
// being read to its end stands in `report.failure`.
void read_table(ByteSource& source, std::span<const TableColumn> columns,
                const std::function<std::optional<RowFault>(const TableRow&)>& take, const OnReject& on_reject,
                ImportReport& report);

} // namespace makegood::feeds
