#include "terminal/feeds/csv_table.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/row_ledger.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <algorithm>

namespace makegood::feeds {

namespace {

using Places = std::vector<std::optional<std::size_t>>;

Expected<Places, FeedError> places_in(const CsvRecord& heading, std::span<const TableColumn> columns) {
    if (!heading.problem.empty())
        return refused(FeedError{
            .code = std::string(failure::header_wrong), .line = heading.line, .detail = std::string(heading.problem)});
    Places places;
    for (const auto& column : columns) {
        const auto is_it = [&](const std::string& title) { return trimmed(title) == column.name; };
        const auto found = std::ranges::find_if(heading.fields, is_it);
        if (found == heading.fields.end() && column.is_needed)
            return refused(
                FeedError{.code = std::string(failure::column_missing), .line = 1, .detail = std::string(column.name)});
        if (found != heading.fields.end() &&
            std::find_if(found + 1, heading.fields.end(), is_it) != heading.fields.end())
            return refused(
                FeedError{.code = std::string(failure::column_twice), .line = 1, .detail = std::string(column.name)});
        places.push_back(found == heading.fields.end()
                             ? std::nullopt
                             : std::optional(static_cast<std::size_t>(found - heading.fields.begin())));
    }
    return places;
}

std::string as_written(const CsvRecord& record) {
    std::string text;
    for (const auto& field : record.fields)
        text += (text.empty() ? "" : ",") + field;
    return text;
}

std::optional<RowFault> fault_of(const CsvRecord& record, std::size_t fields) {
    if (!record.problem.empty())
        return RowFault{record.problem};
    if (record.fields.size() != fields)
        return RowFault{record.ended ? rejected::field_count : rejected::half_written};
    return std::nullopt;
}

} // namespace

std::string_view TableRow::value(std::size_t column) const {
    const auto place = places_[column];
    return place ? trimmed(record_.fields[*place]) : std::string_view();
}

void read_table(ByteSource& source, std::span<const TableColumn> columns,
                const std::function<std::optional<RowFault>(const TableRow&)>& take, const OnReject& on_reject,
                ImportReport& report) {
    CsvReader reader(source);
    CsvRecord record;
    std::optional<Places> places;
    std::size_t fields = 0;
    for (;;) {
        const auto found = reader.next(record);
        if (!found)
            report.failure = found.error();
        else if (!*found && !places)
            report.failure = FeedError{.code = std::string(failure::empty_file)};
        if (report.failure || !*found)
            return;
        if (!places) {
            auto read = places_in(record, columns);
            if (!read) {
                report.failure = read.error();
                return;
            }
            places = std::move(*read);
            fields = record.fields.size();
            continue;
        }
        const auto row = ++report.rows;
        auto fault = fault_of(record, fields);
        if (!fault)
            fault = take(TableRow(record, *places));
        if (fault)
            count_reject({.row = row,
                          .line = record.line,
                          .field = std::string(fault->column),
                          .reason = fault->reason,
                          .excerpt = as_written(record)},
                         on_reject, report);
    }
}

} // namespace makegood::feeds
