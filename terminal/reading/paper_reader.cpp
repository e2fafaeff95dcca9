#include "terminal/reading/paper_reader.hpp"

#include "terminal/reading/reading_words_file.hpp"
#include "terminal/reading/till_template_file.hpp"
#include "workflows/reading/folded_text.hpp"

#include <string>

namespace makegood {

const reading::TillTemplate* PaperReader::template_for(const reading::ReceiptPaper& paper) const {
    if (asked)
        return &*asked;
    std::vector<std::string> lines;
    for (const auto& line : paper.lines)
        lines.push_back(reading::folded(line));
    for (const auto& till : tills)
        if (reading::is_paper_of(till, lines))
            return &till;
    return nullptr;
}

reading::ReadReceipt PaperReader::read(const reading::ReceiptPaper& paper) const {
    return reading::read_receipt(paper, words, settings, template_for(paper));
}

Result<PaperReader> open_paper_reader(const std::filesystem::path& words, const std::filesystem::path& tills) {
    PaperReader reader;
    auto read_words = read_reading_words(words);
    if (!read_words)
        return refused(read_words.error());
    reader.words = std::move(*read_words);
    auto templates = till_templates(tills);
    if (!templates)
        return refused(templates.error());
    reader.tills = std::move(*templates);
    return reader;
}

} // namespace makegood
