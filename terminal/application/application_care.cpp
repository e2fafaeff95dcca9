#include "terminal/application/application.hpp"
#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/privacy/masked.hpp"

// What the screens ask of the register of what customers say.

namespace makegood {

namespace {

constexpr int rows_on_a_page = 8; // of what customers said, each opened by itself

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

Application::Looked<ui::CareBoard> Application::care_board(CareList list, int page) {
    const storage::CareFile file(reader_->connection());
    const auto today = care_today(now(), desk_.care_terms().hours);
    auto records = file.list(list, today, page * rows_on_a_page, rows_on_a_page + 1);
    if (!records)
        return refused(records.error().text());
    ui::CareBoard board{.goes_on = std::ssize(*records) > rows_on_a_page,
                        .most_counted = storage::CareFile::most_counted};
    if (board.goes_on)
        records->pop_back();
    for (const auto& record : *records) {
        auto entry = care_entry(record);
        if (!entry)
            return refused(entry.error());
        board.entries.push_back(std::move(*entry));
    }
    for (const auto one : care_lists) {
        const auto count = file.count(one, today);
        if (!count)
            return refused(count.error().text());
        board.counts[static_cast<std::size_t>(one)] = *count;
    }
    return board;
}

Application::Looked<CareCounts> Application::care_waiting_for(const StaffMember& person) {
    const auto& terms = desk_.care_terms();
    const auto counts =
        storage::CareFile(reader_->connection()).waiting_for(stands_for(person, terms), care_today(now(), terms.hours));
    return counts ? Looked<CareCounts>(*counts) : refused(counts.error().text());
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
