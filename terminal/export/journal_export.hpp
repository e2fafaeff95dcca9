#pragma once

#include "terminal/storage/storage.hpp"
#include "workflows/business_day.hpp"

#include <map>
#include <optional>
#include <ostream>

namespace makegood {

enum class JournalFormat {
    json_lines, // whole, as docs/journal.md has it: whoever knows SHA-256 can verify it
    csv,        // a row an event, for people
};

struct JournalExport {
    std::optional<Date> from{};       // business days, both within; none: from the first event
    std::optional<Date> until{};      // none: to the last
    int business_day_ends_minute = 0; // after midnight
    JournalFormat format = JournalFormat::json_lines;
    std::map<StaffId, std::string> names{}; // of people, who are nameless in the journal
};

// Writes the events from the first to the last of these days, in the order of appending and without a gap, so also
// those between them on which the clock stood wrong. How many. `out` tells of failures to write.
storage::Stored<std::int64_t> export_journal(storage::Connection& connection, const JournalExport& wanted,
                                             std::ostream& out);

} // namespace makegood
