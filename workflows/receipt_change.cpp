#include "workflows/receipt_change.hpp"

#include <map>

namespace makegood {

ReceiptChange change_between(const RetailTransaction& before, const RetailTransaction& after) {
    std::map<LineNumber, LineChange> lines;
    for (const auto& line : before.lines)
        lines[line.number].before = line;
    for (const auto& line : after.lines)
        lines[line.number].after = line;

    ReceiptChange change;
    for (auto& [number, line] : lines)
        if (line.before != line.after)
            change.lines.push_back(std::move(line));
    if (before.total != after.total)
        change.total_before = before.total;
    change.head = before.number != after.number || before.kind != after.kind || before.begun_at != after.begun_at ||
                  before.utc_offset_minutes != after.utc_offset_minutes || before.operator_id != after.operator_id;
    change.payments = before.tenders != after.tenders;
    change.details = before.taxes != after.taxes || before.links != after.links;
    return change;
}

} // namespace makegood
