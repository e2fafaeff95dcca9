#include "terminal/command/commands.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/private_file.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/storage_sentence.hpp"
#include "terminal/text/unicode.hpp"

#include <fstream>
#include <iostream>

namespace makegood {

namespace {

storage::Stored<std::map<StaffId, std::string>> names_in(storage::Connection& connection, Language language) {
    const auto members = storage::StaffList(connection).all();
    if (!members)
        return refused(members.error());
    std::map<StaffId, std::string> names;
    for (const auto& member : *members)
        names.emplace(member.id, member.name.in(language));
    return names;
}

// 0600 where it is new, since it holds names.
Result<std::ofstream> opened(const std::filesystem::path& file) {
    if (const auto made = storage::create_private_file(file, {}); !made)
        return refused(storage::told(made.error()));
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    if (!stream)
        return refused(storage::told(storage::system_error("write", file)));
    return stream;
}

} // namespace

// Reads beside a running kiosk.
Exit journal_export_command(const Console& console, const JournalExportOptions& options) {
    const auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config)
        return console.fail(config.error());
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto names = names_in((*reader)->connection(), console.words().language());
    if (!names)
        return console.fail(names.error());
    const JournalExport wanted{.from = options.from,
                               .until = options.until,
                               .business_day_ends_minute = config->business_day_ends_minute,
                               .format = options.format,
                               .names = *names};
    if (options.output.empty()) {
        const auto events = export_journal((*reader)->connection(), wanted, std::cout);
        return events ? Exit::done : console.fail(events.error());
    }
    auto file = opened(options.output);
    if (!file)
        return console.fail(file.error());
    const auto events = export_journal((*reader)->connection(), wanted, *file);
    if (!events)
        return console.fail(events.error());
    if (!file->flush())
        return console.fail(storage::system_error("write", options.output));
    console.say("command.journal.exported",
                {{"events", *events}, {"file", text::Code{text::plain(options.output.string())}}});
    console.document(Json::object({{"events", *events}, {"file", options.output.string()}}));
    return Exit::done;
}

} // namespace makegood
