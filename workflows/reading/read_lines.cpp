#include "workflows/reading/read_lines.hpp"

#include "workflows/labels/gtin.hpp"
#include "workflows/reading/folded_text.hpp"

#include <algorithm>

namespace makegood::reading {

namespace {

constexpr std::size_t most_rows = 500; // so that their sum stays far within 64 bits

struct Span {
    std::size_t at = 0;
    std::size_t length = 0;
};

// The lines of the paper between the words above the columns and the first sum.
struct Region {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool has_heading = false;
    bool has_counts = false; // the words above the columns name one for how many
};

bool ends_region(const Figure& figure) {
    return figure.role != Role::discount && figure.role != Role::saving;
}

std::optional<Region> find_region(const MarkedPaper& paper) {
    Region region;
    for (std::size_t i = 0; i < paper.lines.size() && !paper.lines[i].in_summary; ++i)
        if (paper.lines[i].is_heading() && !region.has_heading) {
            region.has_heading = true;
            region.has_counts = paper.lines[i].says(Says::count);
            region.begin = i + 1;
        } else if (region.has_heading && i == region.begin && paper.lines[i].numbers.empty() &&
                   paper.lines[i].says(Says::heading)) {
            region.has_counts = region.has_counts || paper.lines[i].says(Says::count);
            region.begin = i + 1; // a heading of two lines
        }
    for (const auto& figure : paper.figures)
        if (figure.line >= region.begin && ends_region(figure)) {
            region.end = figure.line - (figure.loose && figure.line > 0 ? 1 : 0); // its word may stand above
            break;
        }
    for (std::size_t i = region.begin; i < region.end; ++i)
        if (paper.lines[i].says(Says::count) && !paper.lines[i].is_heading())
            region.end = i;
    return region.end > region.begin ? std::optional(region) : std::nullopt;
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, is_letter));
}

bool is_name_like(const MarkedLine& line) {
    return letters_in(line.folded) >= 3 && !line.last_money() && line.dates.empty() && !line.is_heading();
}

struct Row {
    std::size_t line = 0;
    std::size_t money_line = 0;              // the one below, where the columns go on there
    std::vector<const PrintedNumber*> money; // from right to left
    ReadLine read{};
    bool has_own_name = false;
};

bool is_row(const MarkedLine& line) {
    if (!line.last_money() || !line.dates.empty())
        return false;
    const auto is_other = [](const FoundPhrase& phrase) {
        return phrase.says == Says::number || phrase.says == Says::other_number || phrase.says == Says::date ||
               phrase.says == Says::total || phrase.says == Says::subtotal;
    };
    return std::ranges::none_of(line.phrases, is_other);
}

bool is_spoken_for(const std::vector<Span>& taken, std::size_t at) {
    return std::ranges::any_of(taken, [at](Span span) { return at >= span.at && at < span.at + span.length; });
}

// "2 X 1.25 2.50" in any order of the columns: two of the numbers that come to the amount.
void find_quantity(ReadLine& read, const MarkedLine& line, const PrintedNumber& amount, std::vector<Span>& taken) {
    for (const auto& quantity : line.numbers) {
        if (&quantity == &amount || quantity.percent || quantity.has_currency || quantity.value.ten_thousandths <= 0 ||
            quantity.value.ten_thousandths % 10 != 0 || quantity.digits.size() > 8)
            continue;
        for (const auto& price : line.numbers) {
            if (&price == &quantity || &price == &amount || price.percent || !price.is_money ||
                !comes_to(quantity.value, price.value, amount.value))
                continue;
            read.quantity = Quantity::of_milli(quantity.value.ten_thousandths / 10);
            read.unit_price = price.value;
            taken.push_back({quantity.at, quantity.length});
            taken.push_back({price.at, price.length});
            return;
        }
    }
}

// A product's code as a word of digits: one with a right check digit anywhere, another one in front.
std::optional<Span> find_code(std::string_view line, const std::vector<Span>& taken) {
    std::optional<Span> code;
    bool is_first = true;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == ' ')
            continue;
        auto end = std::min(line.find(' ', at), line.size());
        const auto word = line.substr(at, end - at);
        if (word.size() >= 8 && gtin_of(word))
            return Span{at, word.size()};
        if (is_first && word.size() >= 3 && word.size() <= 14 && is_all_digits(word) && !is_spoken_for(taken, at))
            code = Span{at, word.size()};
        is_first = false;
        at = end;
    }
    return code;
}

// "SOCKS  *S": the code of a tax behind a name is none of it.
std::size_t without_mark(std::string_view line, std::size_t begin, std::size_t end) {
    const auto gap = line.substr(0, end).rfind("  ");
    if (gap == line.npos || gap <= begin || letters_in(line.substr(gap, end - gap)) > 2)
        return end;
    return begin + line.substr(begin, gap - begin).find_last_not_of(' ') + 1;
}

// The stretch of words with the most letters that is nothing else.
std::optional<Span> find_name(std::string_view line, std::vector<Span> taken) {
    std::ranges::sort(taken, {}, &Span::at);
    taken.push_back({line.size(), 0});
    constexpr std::string_view around = " .:*@=#-X/";
    Span best;
    std::size_t most = 2;
    std::size_t from = 0;
    for (const auto& span : taken) {
        if (span.at > from) {
            auto begin = from, end = span.at;
            while (begin < end && around.find(line[begin]) != around.npos && line[begin] != 'X')
                ++begin;
            while (end > begin && around.find(line[end - 1]) != around.npos &&
                   (line[end - 1] != 'X' || (end >= 2 && line[end - 2] == ' ')))
                --end;
            end = without_mark(line, begin, end);
            const auto letters = letters_in(line.substr(begin, end - begin));
            if (letters > most) {
                most = letters;
                best = {begin, end - begin};
            }
        }
        from = std::max(from, span.at + span.length);
    }
    return best.length > 0 ? std::optional(best) : std::nullopt;
}

class LinesReader {
  public:
    explicit LinesReader(const MarkedPaper& paper) : paper_(paper) {}

    LinesReading read() {
        const auto region = find_region(paper_);
        if (!region)
            return {};
        find_rows(*region);
        name_rows(*region);
        LinesReading reading = with_amounts(0);
        if (!reading.sure && std::ranges::all_of(rows_, [](const Row& row) { return row.money.size() > 1; }))
            if (auto other = with_amounts(1); other.sure)
                reading = std::move(other);
        return reading;
    }

  private:
    void find_rows(Region region) {
        for (auto i = region.begin; i < region.end && rows_.size() < most_rows; ++i) {
            const auto& line = paper_.lines[i];
            if (!is_row(line))
                continue;
            Row row{.line = i, .money_line = i};
            const bool goes_on =
                line.last_money()->value.is_zero() && i + 1 < region.end && paper_.lines[i + 1].is_only_money();
            if (goes_on)
                row.money_line = ++i;
            const auto& numbers = paper_.lines[row.money_line].numbers;
            for (auto number = numbers.rbegin(); number != numbers.rend(); ++number)
                if (number->is_money)
                    row.money.push_back(&*number);
            read_row(row);
            if (is_detail(row))
                continue;
            if (region.has_counts && !row.read.quantity)
                find_count(row);
            rows_.push_back(std::move(row));
        }
    }

    void read_row(Row& row) const {
        const auto& line = paper_.lines[row.line];
        std::vector<Span> taken;
        for (const auto& number : line.numbers)
            if (number.is_money || number.percent)
                taken.push_back({number.at, number.length});
        for (const auto* amount : row.money) {
            find_quantity(row.read, line, *amount, taken);
            if (row.read.quantity)
                break;
        }
        if (const auto code = find_code(line.folded, taken)) {
            row.read.code = paper_.words_at(row.line, code->at, code->length);
            taken.push_back(*code);
        }
        if (const auto name = find_name(line.folded, taken)) {
            row.read.name = paper_.words_at(row.line, name->at, name->length);
            row.has_own_name = true;
        }
        row.read.voided = line.says(Says::voided);
    }

    // The only whole number of the row, where the words above the columns name one for how many.
    void find_count(Row& row) const {
        const PrintedNumber* count = nullptr;
        for (const auto& number : paper_.lines[row.line].numbers) {
            const bool may_count = !number.is_money && !number.percent && number.value.decimals == 0 &&
                                   number.digits.size() <= 3 && number.value.ten_thousandths > 0;
            if (may_count && count)
                return;
            if (may_count)
                count = &number;
        }
        if (count)
            row.read.quantity = Quantity::of_milli(count->value.ten_thousandths / 10);
    }

    // "@2 X 2.45" below "BAR OF SOAP 4.90" tells more of the row above.
    bool is_detail(const Row& row) {
        if (rows_.empty() || row.has_own_name || rows_.back().money_line + 1 != row.line || !rows_.back().has_own_name)
            return false;
        auto& above = rows_.back();
        const auto& line = paper_.lines[row.line];
        const auto amount = above.money.front()->value;
        for (const auto& quantity : line.numbers)
            for (const auto& price : line.numbers)
                if (&quantity != &price && price.is_money && quantity.value.ten_thousandths > 0 &&
                    quantity.value.ten_thousandths % 10 == 0 && comes_to(quantity.value, price.value, amount)) {
                    above.read.quantity = Quantity::of_milli(quantity.value.ten_thousandths / 10);
                    above.read.unit_price = price.value;
                    return true;
                }
        return false;
    }

    // Names of their own line stand above their rows, unless the first row follows the heading at once or a name
    // follows the last row.
    void name_rows(Region region) {
        const auto nameless = std::ranges::find(rows_, false, &Row::has_own_name);
        if (nameless == rows_.end())
            return;
        const auto first = rows_.front().line, last = rows_.back().line;
        const bool above = region.has_heading ? first > region.begin
                                              : !(last + 1 < region.end && is_name_like(paper_.lines[last + 1]));
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            auto& row = rows_[i];
            if (row.has_own_name)
                continue;
            auto line = above ? first_line_above(region, i) : row.line + 1;
            const auto until = above ? row.line : i + 1 < rows_.size() ? rows_[i + 1].line : region.end;
            while (line < until && !is_name_like(paper_.lines[line]))
                ++line;
            if (line < until)
                take_name(row, line);
        }
    }

    // Of the lines that belong to the row. Where no heading tells where the first product begins, it has as many lines
    // as the second.
    std::size_t first_line_above(Region region, std::size_t index) const {
        const auto line = rows_[index].line;
        if (index > 0)
            return rows_[index - 1].line + 1;
        if (region.has_heading)
            return region.begin;
        const auto lines = rows_.size() > 1 ? rows_[1].line - line - 1 : 1;
        return line - std::min({line, lines, std::size_t{3}});
    }

    void take_name(Row& row, std::size_t line) const {
        std::vector<Span> taken;
        const auto& text = paper_.lines[line].folded;
        if (const auto code = find_code(text, taken); code && row.read.code.empty()) {
            row.read.code = paper_.words_at(line, code->at, code->length);
            taken.push_back(*code);
        }
        if (const auto name = find_name(text, taken))
            row.read.name = paper_.words_at(line, name->at, name->length);
    }

    // With the amounts of the last column, or of the one before it where the last has the tax in it.
    LinesReading with_amounts(std::size_t column) const {
        std::vector<ReadLine> printed;
        for (const auto& row : rows_) {
            auto read = row.read;
            const auto& number = *row.money[column];
            read.amount = number.value;
            read.place = paper_.place(row.money_line, number.at, number.length);
            read.words = std::string(without_blanks_at_ends(paper_.originals[row.line]));
            printed.push_back(std::move(read));
        }
        return lines_with_sum(paper_, printed);
    }

    const MarkedPaper& paper_;
    std::vector<Row> rows_;
};

bool names(const ReadLine& voiding, const ReadLine& line) {
    if (!line.code.empty() && line.code == voiding.code)
        return true;
    const auto name = folded(line.name);
    return letters_in(name) >= 2 && folded(voiding.words).find(name) != std::string::npos;
}

bool is_same_product(const ReadLine& one, const ReadLine& other) {
    return one.name == other.name && one.code == other.code;
}

} // namespace

bool stands_at_foot(const MarkedPaper& paper, Amount sum) {
    if (!paper.style.certain)
        return false;
    std::vector<Amount> totals, extras{Amount{}};
    for (const auto& figure : paper.figures) {
        if (figure.in_summary || totals.size() + extras.size() > 40)
            continue;
        if (figure.role == Role::total || figure.role == Role::subtotal || figure.role == Role::count)
            totals.push_back(figure.value);
        else if (figure.role == Role::tax || figure.role == Role::charge || figure.role == Role::rounding)
            extras.push_back(figure.value);
    }
    return std::ranges::any_of(totals, [&](Amount total) {
        return std::ranges::any_of(extras, [&](Amount extra) { return total == sum + extra; });
    });
}

Voided void_earlier(std::vector<ReadLine>& lines, const ReadLine& voiding) {
    ReadLine* alike = nullptr; // the latest
    bool is_clear = true;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (line->voided)
            continue;
        const bool is_named = names(voiding, *line);
        if (line->amount != voiding.amount && line->amount != -voiding.amount) {
            is_clear = is_clear && !is_named;
            continue;
        }
        if (is_named) {
            line->voided = true;
            return Voided::struck;
        }
        is_clear = is_clear && (!alike || is_same_product(*alike, *line));
        alike = alike ? alike : &*line;
    }
    if (!alike)
        return Voided::nothing_alike;
    if (!is_clear)
        return Voided::unsure;
    alike->voided = true;
    return Voided::struck;
}

LinesReading lines_with_sum(const MarkedPaper& paper, const std::vector<ReadLine>& printed) {
    LinesReading reading;
    Amount sum;
    bool is_clear = true;
    for (const auto& line : printed) {
        if (line.voided && void_earlier(reading.lines, line) == Voided::unsure) {
            is_clear = false;
            sum = line.amount.ten_thousandths < 0 ? sum + line.amount : sum - line.amount;
        }
        reading.lines.push_back(line);
    }
    if (reading.lines.empty())
        return reading;
    for (const auto& line : reading.lines)
        if (!line.voided)
            sum = sum + line.amount;
    reading.sum = sum;
    reading.sure = is_clear && stands_at_foot(paper, sum);
    return reading;
}

LinesReading read_lines(const MarkedPaper& paper) {
    return LinesReader(paper).read();
}

} // namespace makegood::reading
