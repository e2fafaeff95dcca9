#include "terminal/command/commands.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/seen_records.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

Exit seen_command(const Console& console, const std::filesystem::path& data, const std::string& key) {
    const text::Code shown{text::plain(key)};
    const auto receipt = ReceiptKey::from_text(key);
    if (!receipt) {
        console.complain("command.seen.no_key", {{"key", shown}});
        return Exit::usage;
    }
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto sightings = storage::sightings_of((*reader)->connection(), {*receipt});
    if (!sightings)
        return console.fail(sightings.error());
    Json listed = Json::array();
    for (const auto& [at, by, seen] : *sightings) {
        const auto how = storage::event_name(seen.how);
        Json told = Json::array();
        console.say("command.seen.row", {{"when", at}, {"who", text::Code{by.text()}}, {"how", text::Choice{how}}});
        for (const auto fact : seen.told) {
            told.push_back(storage::event_name(fact));
            console.say("command.seen.told",
                        {{"fact", console.words().say("command.find.fact." + storage::event_name(fact))}});
        }
        listed.push_back(Json::object({{"at", at.to_iso()},
                                       {"by", by.text()},
                                       {"how", how},
                                       {"told", told},
                                       {"revision", seen.receipt.revision}}));
    }
    console.document(listed);
    if (sightings->empty())
        console.say("command.seen.nobody", {{"key", shown}});
    return Exit::done;
}

} // namespace makegood
