#include "workflows/reading/read_receipt.hpp"

#include "workflows/reading/marked_paper.hpp"
#include "workflows/reading/read_by_template.hpp"
#include "workflows/reading/read_date.hpp"
#include "workflows/reading/read_labels.hpp"
#include "workflows/reading/read_lines.hpp"
#include "workflows/reading/read_no_sale.hpp"
#include "workflows/reading/read_total.hpp"

namespace makegood::reading {

ReadReceipt read_receipt(const ReceiptPaper& receipt, const ReadingWords& all_words, const ReadingSettings& settings,
                         const TillTemplate* till) {
    std::optional<ReadingWords> words_of_till;
    if (till && !till->languages.empty())
        words_of_till = all_words.in_languages(till->languages);
    const auto& words = words_of_till ? *words_of_till : all_words;
    const auto paper = mark(receipt, words, till ? till->decimal : std::nullopt);
    ReadReceipt read;
    read.number = read_number(paper);
    read.date = read_date(paper, till && till->date_order ? till->date_order : settings.date_order, read.number);
    read.time = read_time(paper, read.date);
    auto lines = till && till->lines ? read_lines_by(*till, paper) : read_lines(paper);
    read.total = read_total(paper, lines);
    read.lines = std::move(lines.lines);
    read.lines_sure = lines.sure;
    mark_deposits(read.lines, paper.words);
    read.currency = read_currency(paper, till && till->currency ? till->currency : settings.currency);
    read.lane = read_lane(paper);
    read.cashier = read_cashier(paper);
    read.no_sale = find_no_sale(paper);
    read.taken_back = find_taken_back(paper, read.lines);
    if (till)
        read_anchors(*till, paper, read);
    return read;
}

} // namespace makegood::reading
