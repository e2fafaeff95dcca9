#include "workflows/reading/read_by_template.hpp"

#include "workflows/reading/folded_text.hpp"

#include <algorithm>

namespace makegood::reading {

namespace {

struct Spot {
    std::size_t line;
    std::size_t at; // behind the anchor's words
};

std::vector<Spot> spots_of(const Anchor& anchor, const MarkedPaper& paper) {
    std::vector<Spot> spots;
    for (std::size_t i = 0; i < paper.lines.size(); ++i)
        if (const auto found = find_phrase(paper.lines[i].folded, anchor.after, Says::nothing)) {
            if (!anchor.on_next_line)
                spots.push_back({i, found->at + found->length});
            else if (i + 1 < paper.lines.size())
                spots.push_back({i + 1, 0});
        }
    return spots;
}

// The first word behind the spot, or all up to two blanks.
Reading<std::string> text_behind(const Anchor& anchor, const MarkedPaper& paper, bool one_word) {
    Reading<std::string> reading;
    for (const auto spot : spots_of(anchor, paper)) {
        const std::string_view text = paper.lines[spot.line].folded;
        const auto at = text.find_first_not_of(" :.#=", spot.at);
        if (at == text.npos)
            continue;
        const auto end = std::min(text.find(one_word ? " " : "  ", at), text.size());
        reading.add(paper.candidate(paper.words_at(spot.line, at, end - at), spot.line, at, end - at));
    }
    reading.sure = reading.candidates.size() == 1;
    return reading;
}

Reading<Amount> amount_behind(const Anchor& anchor, const MarkedPaper& paper) {
    Reading<Amount> reading;
    for (const auto spot : spots_of(anchor, paper)) {
        const auto& numbers = paper.lines[spot.line].numbers;
        const auto number = std::find_if(numbers.rbegin(), numbers.rend(), [&](const PrintedNumber& n) {
            return n.at + n.length > spot.at && !n.percent;
        });
        if (number != numbers.rend())
            reading.add(paper.candidate(number->value, spot.line, number->at, number->length));
    }
    reading.sure = reading.candidates.size() == 1;
    return reading;
}

Reading<Date> date_behind(const TillTemplate& till, const MarkedPaper& paper) {
    Reading<Date> reading;
    bool open = false;
    for (const auto spot : spots_of(*till.date, paper))
        for (const auto& date : paper.lines[spot.line].dates) {
            if (date.at < spot.at)
                continue;
            auto meanings = date.meanings;
            if (till.date_order)
                std::erase_if(meanings, [&](const DateMeaning& meaning) { return meaning.order != *till.date_order; });
            open = open || meanings.size() > 1;
            for (const auto& meaning : meanings)
                reading.add(paper.candidate(meaning.date, spot.line, date.at, date.length));
            break;
        }
    reading.sure = reading.candidates.size() == 1 && !open;
    return reading;
}

Reading<TimeOfDay> time_behind(const Anchor& anchor, const MarkedPaper& paper) {
    Reading<TimeOfDay> reading;
    for (const auto spot : spots_of(anchor, paper))
        for (const auto& time : paper.lines[spot.line].times)
            if (time.at >= spot.at) {
                reading.add(paper.candidate(time.time, spot.line, time.at, time.length));
                break;
            }
    reading.sure = reading.candidates.size() == 1;
    return reading;
}

// Where the anchor finds nothing, what was found without it is at best likely. What was sure without it and is another
// value stays beside it.
template <class Value>
void put(Reading<Value>& field, Reading<Value> anchored) {
    if (anchored.candidates.empty()) {
        field.sure = false;
        return;
    }
    if (field.sure && !(field.candidates.front().value == anchored.candidates.front().value)) {
        anchored.add(field.candidates.front());
        anchored.sure = false;
    }
    field = std::move(anchored);
}

// What the shop says is so, whatever else is advertised on the paper. Rial and toman are told apart by both or by
// nobody.
Reading<PrintedCurrency> currency_told(const TillTemplate& till, const Reading<PrintedCurrency>& printed) {
    const PrintedCurrency told{*till.currency, till.tens}, in_other_unit{*till.currency, !till.tens};
    Reading<PrintedCurrency> reading{.sure = true};
    for (const auto& candidate : printed.candidates)
        if (candidate.value == told)
            reading.add(candidate);
    reading.add({told, {}, {}});
    for (const auto& candidate : printed.candidates)
        if (candidate.value == in_other_unit) {
            reading.add(candidate);
            reading.sure = false;
        }
    return reading;
}

struct Bounds {
    std::size_t begin = 0;
    std::size_t end = 0;
};

Bounds bounds_of(const LinesLayout& layout, const MarkedPaper& paper) {
    Bounds bounds{0, paper.lines.size()};
    const auto line_with = [&](const std::string& words, std::size_t from) {
        for (auto i = from; i < paper.lines.size(); ++i)
            if (find_phrase(paper.lines[i].folded, words, Says::nothing))
                return i;
        return paper.lines.size();
    };
    if (!layout.from.empty())
        bounds.begin = std::min(line_with(layout.from, 0) + 1, paper.lines.size());
    if (!layout.until.empty())
        bounds.end = line_with(layout.until, bounds.begin);
    return bounds;
}

std::string_view text_in(std::string_view line, const std::optional<Columns>& columns) {
    if (!columns)
        return {};
    return without_blanks_at_ends(characters(line, columns->first - 1, columns->last - columns->first + 1));
}

// The number of the line that stands in these columns; of several the last.
const PrintedNumber* number_in(const MarkedLine& line, const std::optional<Columns>& columns) {
    const PrintedNumber* found = nullptr;
    for (const auto& number : line.numbers) {
        const int first = characters_before(line.folded, number.at) + 1;
        const int last = characters_before(line.folded, number.at + number.length);
        if (columns && first <= columns->last && last >= columns->first)
            found = &number;
    }
    return found;
}

bool is_void(const TillTemplate& till, const MarkedLine& line) {
    return line.says(Says::voided) || std::ranges::any_of(till.voids, [&](const std::string& words) {
               return find_phrase(line.folded, words, Says::voided).has_value();
           });
}

} // namespace

void read_anchors(const TillTemplate& till, const MarkedPaper& paper, ReadReceipt& read) {
    if (till.number)
        put(read.number, text_behind(*till.number, paper, true));
    if (till.date)
        put(read.date, date_behind(till, paper));
    if (till.time)
        put(read.time, time_behind(*till.time, paper));
    if (till.total)
        put(read.total, amount_behind(*till.total, paper));
    if (till.lane)
        put(read.lane, text_behind(*till.lane, paper, true));
    if (till.cashier)
        put(read.cashier, text_behind(*till.cashier, paper, false));
    if (till.currency)
        read.currency = currency_told(till, read.currency);
}

LinesReading read_lines_by(const TillTemplate& till, const MarkedPaper& paper) {
    constexpr std::size_t most_rows = 500;
    const auto& layout = *till.lines;
    const auto bounds = bounds_of(layout, paper);
    std::vector<ReadLine> printed;
    for (auto i = bounds.begin; i < bounds.end && printed.size() < most_rows; ++i) {
        const auto& line = paper.lines[i];
        const auto name = text_in(paper.originals[i], layout.name);
        const auto* amount = number_in(line, layout.amount);
        if (!amount) {
            if (!name.empty() && !printed.empty())
                printed.back().name += ' ' + std::string(name);
            continue;
        }
        ReadLine read{.name = std::string(name), .code = std::string(text_in(paper.originals[i], layout.code))};
        if (const auto* quantity = number_in(line, layout.quantity))
            read.quantity = Quantity::of_milli(quantity->value.ten_thousandths / 10);
        if (const auto* price = number_in(line, layout.price))
            read.unit_price = price->value;
        read.amount = amount->value;
        read.place = paper.place(i, amount->at, amount->length);
        read.words = std::string(without_blanks_at_ends(paper.originals[i]));
        read.voided = is_void(till, line);
        printed.push_back(std::move(read));
    }
    return lines_with_sum(paper, printed);
}

} // namespace makegood::reading
