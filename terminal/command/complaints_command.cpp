#include "terminal/command/care_document.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "workflows/care/care_terms.hpp"

namespace makegood {

namespace {

constexpr int most_complaints_listed = 1'000;

bool is_wanted(const std::string& due, Urgency urgency) {
    return due.empty() || (due == "today" ? urgency == Urgency::today : is_overdue(urgency));
}

Json document_of(const CareRecord& record, CivilTime now) {
    auto document = document_of(record);
    document.add("responsible", waits_for(record, now));
    return document;
}

void say(const Console& console, const CareRecord& record, CivilTime now) {
    console.say("command.complaints.row", {{"id", text::Code{text::plain(record.id.text())}},
                                           {"kind", text::Choice{storage::event_name(record.kind)}},
                                           {"stage", text::Choice{storage::event_name(record.stage)}},
                                           {"when", record.received_at}});
    const auto& deadlines = record.routing.deadlines;
    if (deadlines && record.stage < CareStage::answered)
        console.say("command.complaints.due", {{"late", text::Choice{now >= deadlines->due ? "yes" : "no"}},
                                               {"due", deadlines->due},
                                               {"who", text::Code{text::plain(waits_for(record, now))}}});
}

} // namespace

Exit complaints_command(const Console& console, const std::filesystem::path& data, const std::string& due) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const storage::CareFile file((*reader)->connection());
    auto records = file.unanswered(most_complaints_listed);
    auto answered = file.answered(most_complaints_listed);
    if (!records || !answered)
        return console.fail(records ? answered.error() : records.error());
    records->insert(records->end(), answered->begin(), answered->end());
    const auto now = SystemClock().now();
    std::erase_if(*records, [&](const CareRecord& record) { return !is_wanted(due, urgency_of(record, now)); });
    Json listed = Json::array();
    for (const auto& record : *records) {
        say(console, record, now);
        listed.push_back(document_of(record, now));
    }
    if (records->empty())
        console.say("command.complaints.none");
    console.document(listed);
    return Exit::done;
}

} // namespace makegood
