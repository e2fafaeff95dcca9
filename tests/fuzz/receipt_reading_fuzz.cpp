#include "terminal/reading/captured_receipts.hpp"
#include "terminal/reading/reading_words_file.hpp"
#include "terminal/reading/till_template_file.hpp"
#include "workflows/reading/folded_text.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace makegood;
using namespace makegood::reading;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

// What is sure was found, and stands on the paper where it says.
template <class Value>
void look_at(const Reading<Value>& field, const ReceiptPaper& paper) {
    require(!field.sure || !field.candidates.empty());
    require(field.candidates.size() <= Reading<Value>::most_candidates);
    for (const auto& candidate : field.candidates) {
        if (candidate.place == Place{})
            continue; // as the template says
        const auto line = static_cast<std::size_t>(candidate.place.line) - 1;
        require(line < paper.lines.size() && candidate.place.column > 0 && candidate.place.columns > 0);
        require(paper.lines[line].find(candidate.words) != std::string::npos);
    }
}

void look_at(const ReadReceipt& read, const ReceiptPaper& paper) {
    look_at(read.number, paper);
    look_at(read.date, paper);
    look_at(read.time, paper);
    look_at(read.total, paper);
    look_at(read.currency, paper);
    look_at(read.lane, paper);
    look_at(read.cashier, paper);
    require(!read.lines_sure || !read.lines.empty());
    for (const auto& line : read.lines)
        require(line.place.line >= 1 && static_cast<std::size_t>(line.place.line) <= paper.lines.size());
}

} // namespace

// Paper of any till: text, and bytes of a printer. What stands before the first NUL is a template.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto words = read_reading_words(MAKEGOOD_SOURCE_DIR "/assets/reading/words.toml").value();
    std::string_view text(reinterpret_cast<const char*>(data), size);
    std::optional<TillTemplate> till;
    if (const auto end = text.find('\0'); end != text.npos)
        if (auto parsed = parse_till_template(text.substr(0, end), "till.toml")) {
            till = std::move(*parsed);
            text.remove_prefix(end + 1);
        }
    for (const auto& receipt : receipts_of_text(text))
        look_at(read_receipt(receipt.paper, words, {}, till ? &*till : nullptr), receipt.paper);
    if (is_printer_capture({data, size}))
        for (const auto& receipt : receipts_of_capture({data, size}, drivers::Profile()))
            look_at(read_receipt(receipt.paper, words, {.date_order = DateOrder::day_month_year}), receipt.paper);
    return 0;
}
