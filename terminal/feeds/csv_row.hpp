#pragma once

#include "terminal/feeds/csv_reader.hpp"
#include "terminal/feeds/feed_map.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/feeds/staged_rows.hpp"
#include "workflows/result.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace makegood::feeds {

// Where each column of the map stands in one file, read from its heading.
class CsvColumns {
  public:
    // Refusals: column-missing and column-twice, with the heading as detail.
    static Expected<CsvColumns, FeedError> from_heading(const FeedMap& map, const std::vector<std::string>& heading);

    std::size_t field_count() const { return field_count_; }
    // The value without blanks at its ends, or the map's constant.
    std::string_view value(const FeedMap& map, Column column, const CsvRecord& record) const;

  private:
    std::array<std::optional<std::size_t>, column_count> places_;
    std::size_t field_count_ = 0;
};

// What a record says about trade. Either a row to stage, or the name of the rule that leaves it out.
struct ReadRow {
    std::optional<StagedRow> staged = {};
    std::string_view skipped_by = {}; // lives as long as the map
};

// `name_of` is asked for a code's name when the file has no name column.
Expected<ReadRow, RowFault> read_row(const FeedMap& map, const CsvColumns& columns, const CsvRecord& record,
                                     const std::function<std::string(std::string_view)>& name_of);

} // namespace makegood::feeds
