#include "terminal/application/application.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/privacy/masked.hpp"

// What the screens ask of the register of what customers say.

namespace makegood {

namespace {

constexpr int most_care_shown = 100; // of each stage

} // namespace

Application::Looked<ui::CareEntry> Application::care_entry(const CareRecord& record) {
    const auto words = storage::words_of_care(reader_->connection(), desk_.pepper(), record.id);
    const auto phone = storage::phone_of_care(reader_->connection(), desk_.pepper(), record.id);
    if (!words || !phone)
        return refused((words ? phone.error() : words.error()).text());
    ui::CareEntry entry{.record = record};
    if (const auto own = words->find(1); own != words->end())
        entry.words = with_numbers_masked(text::plain(own->second));
    if (*phone)
        entry.phone = masked(text::plain(**phone));
    if (record.of_case.empty())
        return entry;
    const auto of_case = find_case(record.of_case);
    if (!of_case || !*of_case)
        return of_case ? Looked<ui::CareEntry>(entry) : refused(of_case.error());
    auto with_goods = with_items({**of_case});
    if (!with_goods)
        return refused(with_goods.error());
    entry.complaint = (*of_case)->claim.complaint;
    entry.goods = std::move(with_goods->front().goods);
    return entry;
}

Application::Looked<std::vector<ui::CareEntry>>
Application::care_entries(const storage::Stored<std::vector<CareRecord>>& records) {
    if (!records)
        return refused(records.error().text());
    std::vector<ui::CareEntry> entries;
    for (const auto& record : *records) {
        auto entry = care_entry(record);
        if (!entry)
            return refused(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Application::Looked<ui::CareBoard> Application::care_board() {
    const storage::CareFile file(reader_->connection());
    auto unanswered = care_entries(file.unanswered(most_care_shown));
    auto answered = care_entries(file.answered(most_care_shown));
    auto without_cause = care_entries(file.without_cause(most_care_shown));
    for (const auto* list : {&unanswered, &answered, &without_cause})
        if (!*list)
            return refused(list->error());
    return ui::CareBoard{std::move(*unanswered), std::move(*answered), std::move(*without_cause)};
}

Application::Looked<std::vector<ui::CareLine>> Application::care_history(const CareId& record) {
    const auto history = storage::CareFile(reader_->connection()).history(record);
    auto words = storage::words_of_care(reader_->connection(), desk_.pepper(), record);
    if (!history || !words)
        return refused((history ? words.error() : history.error()).text());
    std::vector<ui::CareLine> lines;
    for (const auto& moment : *history)
        lines.push_back({moment, with_numbers_masked(text::plain((*words)[moment.number]))});
    return lines;
}

Application::Looked<std::string> Application::care_phone(const CareId& record) {
    const auto phone = storage::phone_of_care(reader_->connection(), desk_.pepper(), record);
    if (!phone)
        return refused(phone.error().text());
    return text::plain(phone->value_or(std::string()));
}

} // namespace makegood
