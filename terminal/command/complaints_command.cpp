#include "terminal/application/shop_care_terms.hpp"
#include "terminal/command/care_document.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "workflows/care/care_terms.hpp"

namespace makegood {

namespace {

constexpr int most_complaints_listed = 1'000;

std::vector<CareList> wanted_lists(const std::string& due) {
    if (due.empty())
        return {CareList::waiting, CareList::answered};
    return {due == "today" ? CareList::due_today : CareList::overdue};
}

Json document_of(const CareRecord& record, CivilTime now) {
    auto document = document_of(record);
    document.add("responsible", waits_for(record, now));
    return document;
}

// As people call whom it waits for; the number of who works here no more.
storage::Stored<std::string> name_in_words(const std::string& who, const CareTerms& terms,
                                           storage::Connection& connection, Language language) {
    if (const auto* department = department_named(terms, who))
        return department->says.in(language);
    auto person = storage::StaffList(connection).find(StaffId(who));
    if (!person)
        return refused(person.error());
    return *person ? (*person)->name.in(language) : who;
}

void say(const Console& console, const CareRecord& record, const std::string& who, CivilTime now) {
    console.say("command.complaints.row", {{"id", text::Code{text::plain(record.id.text())}},
                                           {"kind", text::Choice{storage::event_name(record.kind)}},
                                           {"stage", text::Choice{storage::event_name(record.stage)}},
                                           {"when", record.received_at}});
    const auto& deadlines = record.routing.deadlines;
    if (deadlines && record.stage < CareStage::answered)
        console.say("command.complaints.due", {{"late", text::Choice{now >= deadlines->due ? "yes" : "no"}},
                                               {"due", deadlines->due},
                                               {"who", text::plain(who)}});
}

} // namespace

Exit complaints_command(const Console& console, const std::filesystem::path& data, const std::string& due) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto config = shop_config_in(data);
    if (!config)
        return console.fail(config.error());
    const auto terms = care_terms_of(*config, console.folders());
    if (!terms)
        return console.fail(terms.error());
    auto& connection = (*reader)->connection();
    const storage::CareFile file(connection);
    const auto now = SystemClock().now();
    std::vector<CareRecord> records;
    for (const auto list : wanted_lists(due)) {
        const auto some = file.list(list, care_today(now, terms->hours), 0, most_complaints_listed);
        if (!some)
            return console.fail(some.error());
        records.insert(records.end(), some->begin(), some->end());
    }
    Json listed = Json::array();
    for (const auto& record : records) {
        const auto who = name_in_words(waits_for(record, now), *terms, connection, console.words().language());
        if (!who)
            return console.fail(who.error());
        say(console, record, *who, now);
        listed.push_back(document_of(record, now));
    }
    if (records.empty())
        console.say("command.complaints.none");
    console.document(listed);
    return Exit::done;
}

} // namespace makegood
