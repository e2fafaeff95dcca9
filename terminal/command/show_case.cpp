#include "terminal/command/show_case.hpp"

#include "terminal/command/case_document.hpp"
#include "terminal/command/case_story.hpp"
#include "terminal/command/looked_at.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

storage::Stored<std::optional<CaseView>> case_named(storage::StorageReader& reader, const std::string& key) {
    auto found = reader.cases().find_case(CaseId(key));
    return !found || *found ? std::move(found) : reader.cases().find_by_slip(SlipNumber(key));
}

Exit show_case(const Console& console, const std::filesystem::path& data, storage::StorageReader& reader,
               const CaseView& view) {
    const auto& told = view.claim.told;
    const auto* receipt = !told ? &view.claim.receipt : told->beside ? &told->beside->receipt : nullptr;
    if (receipt)
        if (const auto ended = kept_that_they_are_seen(console, data, {{*receipt, HowFound::number}}))
            return *ended;
    const auto care = storage::CareFile(reader.connection()).history(CareId(view.id.text()));
    if (!care)
        return console.fail(care.error());
    console.say("command.show.of_case", {{"id", text::Code{view.id.text()}},
                                         {"state", console.words().say("state." + std::string(name_of(view.state)))},
                                         {"value", view.value}});
    Json history = Json::array();
    for (const auto& step : story_of(view, *care, console.words())) {
        say(console, step);
        history.push_back(document_of(step));
    }
    auto document = document_of(view);
    document.add("receipt", receipt ? Json(text::plain(receipt->key.to_text())) : Json());
    document.add("history", history);
    console.document(document);
    return Exit::done;
}

} // namespace makegood
