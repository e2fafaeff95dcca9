#include "workflows/reading/marked_paper.hpp"

#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <utility>

namespace makegood::reading {

namespace {

constexpr std::size_t most_lines = 2'000;
constexpr std::size_t most_bytes_of_line = 400;

template <class A, class B>
bool overlap(const A& a, const B& b) {
    return a.at < b.at + b.length && b.at < a.at + a.length;
}

MarkedLine mark_line(std::string folded_line, const ReadingWords& words) {
    MarkedLine line{.folded = std::move(folded_line)};
    line.phrases = find_phrases(words, line.folded);
    line.dates = find_dates(line.folded, words);
    line.times = find_times(line.folded, words);
    return line;
}

void find_numbers_of(MarkedLine& line, const ReadingWords& words, NumberStyle style) {
    line.numbers = find_numbers(line.folded, words, style);
    std::erase_if(line.numbers, [&](const PrintedNumber& number) {
        const auto covers = [&](const auto& other) { return overlap(number, other); };
        const auto covers_as_date = [&](const PrintedDate& date) { return !date.bare && overlap(number, date); };
        return std::ranges::any_of(line.dates, covers_as_date) || std::ranges::any_of(line.times, covers);
    });
}

using Phrases = std::vector<FoundPhrase>;

bool has(const Phrases& phrases, Says says) {
    return std::ranges::any_of(phrases, [&](const FoundPhrase& phrase) { return phrase.says == says; });
}

// What the words in front of an amount make of it.
std::optional<Role> role_of(const Phrases& phrases) {
    if (has(phrases, Says::change))
        return Role::change;
    if (has(phrases, Says::count))
        return Role::count;
    if (has(phrases, Says::total)) {
        if (has(phrases, Says::saving) || has(phrases, Says::discount))
            return Role::saving;
        if (has(phrases, Says::excluding) || has(phrases, Says::subtotal))
            return Role::subtotal;
        if (has(phrases, Says::tax) && !has(phrases, Says::including))
            return Role::tax;
        if (has(phrases, Says::charge))
            return Role::charge;
        return has(phrases, Says::tendered) ? Role::tendered : Role::total;
    }
    constexpr std::pair<Says, Role> others[] = {
        {Says::subtotal, Role::subtotal}, {Says::rounding, Role::rounding}, {Says::saving, Role::saving},
        {Says::tax, Role::tax},           {Says::discount, Role::discount}, {Says::charge, Role::charge},
        {Says::tendered, Role::tendered},
    };
    for (const auto& [says, role] : others)
        if (has(phrases, says))
            return role;
    return std::nullopt;
}

const PrintedNumber* last_number(const MarkedLine& line) {
    return line.numbers.empty() || line.numbers.back().percent ? nullptr : &line.numbers.back();
}

class FigureFinder {
  public:
    explicit FigureFinder(MarkedPaper& paper) : paper_(paper) {}

    void find() {
        for (std::size_t line = 0; line < paper_.lines.size(); ++line)
            look_at(line);
    }

  private:
    void look_at(std::size_t index) {
        const auto& line = paper_.lines[index];
        if (line.is_heading())
            return;
        Phrases said;
        bool any_money = false;
        auto phrase = line.phrases.begin();
        for (const auto& number : line.numbers) {
            if (!number.is_money)
                continue;
            any_money = true;
            Phrases between;
            for (; phrase != line.phrases.end() && phrase->at < number.at; ++phrase)
                between.push_back(*phrase);
            if (role_of(between))
                said = between;
            if (role_of(said))
                add(said, index, number, index, false);
        }
        if (any_money || !role_of(line.phrases))
            return;
        if (paper_.style.mark == DecimalMark::none && last_number(line))
            add(line.phrases, index, *last_number(line), index, false);
        else if (index + 1 < paper_.lines.size() && paper_.lines[index + 1].is_only_money())
            add(line.phrases, index, paper_.lines[index + 1].numbers.back(), index + 1, true);
        else if (index > 0 && paper_.lines[index - 1].is_only_money())
            add(line.phrases, index, paper_.lines[index - 1].numbers.back(), index - 1, true);
    }

    // Of several amounts behind the same words the last one counts ("TOTAL QTY: 3  7.42", "GST 6%  42.80  2.57").
    void add(const Phrases& said, std::size_t words_line, const PrintedNumber& number, std::size_t line, bool loose) {
        const auto role = *role_of(said);
        auto& figures = paper_.figures;
        const bool again = !figures.empty() && figures.back().line == line && figures.back().role == role && !loose &&
                           last_words_ == said.front().at && last_words_line_ == words_line;
        if (again)
            figures.pop_back();
        figures.push_back({role, number.value, line, number.at, number.length, loose,
                           has(said, Says::final) || has(said, Says::including), paper_.lines[words_line].in_summary});
        last_words_ = said.front().at;
        last_words_line_ = words_line;
    }

    MarkedPaper& paper_;
    std::size_t last_words_ = 0;
    std::size_t last_words_line_ = 0;
};

// Once the summary of taxes has begun, it goes on to the end.
void mark_summary(MarkedPaper& paper) {
    bool in_summary = false;
    for (auto& line : paper.lines) {
        in_summary = in_summary || line.says(Says::summary);
        line.in_summary = in_summary;
    }
}

} // namespace

bool MarkedLine::says(Says what) const {
    return has(phrases, what);
}

bool MarkedLine::is_heading() const {
    return numbers.empty() && std::ranges::count(phrases, Says::heading, &FoundPhrase::says) >= 2;
}

bool MarkedLine::is_only_money() const {
    return !numbers.empty() && phrases.empty() && dates.empty() && times.empty() &&
           std::ranges::all_of(numbers, [](const PrintedNumber& number) { return number.is_money; }) &&
           std::ranges::count_if(folded, is_letter) <= 3;
}

const PrintedNumber* MarkedLine::last_money() const {
    for (auto number = numbers.rbegin(); number != numbers.rend(); ++number)
        if (number->is_money)
            return &*number;
    return nullptr;
}

Place MarkedPaper::place(std::size_t line, std::size_t at, std::size_t length) const {
    const auto& text = lines[line].folded;
    const int before = characters_before(text, at);
    return {static_cast<int>(line) + 1, before + 1, characters_before(text, at + length) - before};
}

std::string MarkedPaper::words_at(std::size_t line, std::size_t at, std::size_t length) const {
    const auto where = place(line, at, length);
    return std::string(without_blanks_at_ends(characters(originals[line], where.column - 1, where.columns)));
}

MarkedPaper mark(const ReceiptPaper& receipt, const ReadingWords& words, std::optional<DecimalMark> decimal) {
    std::vector<std::string> folded_lines;
    for (const auto& line : receipt.lines) {
        if (folded_lines.size() == most_lines)
            break;
        folded_lines.push_back(folded(std::string_view(line).substr(0, most_bytes_of_line)));
    }
    MarkedPaper paper{receipt.lines, receipt.symbols, words, number_style(folded_lines, words), {}, {}};
    if (decimal)
        paper.style = {*decimal, true};
    paper.lines.reserve(folded_lines.size());
    for (auto& line : folded_lines)
        paper.lines.push_back(mark_line(std::move(line), words));
    for (auto& line : paper.lines) // now that they stay where they are
        find_numbers_of(line, words, paper.style);
    mark_summary(paper);
    FigureFinder(paper).find();
    return paper;
}

} // namespace makegood::reading
