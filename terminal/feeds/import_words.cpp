#include "terminal/feeds/import_words.hpp"

#include "terminal/text/unicode.hpp"

namespace makegood::feeds {

namespace {

std::string words_or_code(const text::Words& words, std::string_view kind, std::string_view code) {
    const auto key = "import." + std::string(kind) + "." + std::string(code);
    return words.knows(key) ? words.say(key) : text::plain(code);
}

std::string row_sentence(const text::Words& words, const Reject& reject) {
    auto sentence = words.say(reject.field.empty() ? "import.reason.row" : "import.reason.row_field",
                              {{"row", reject.row},
                               {"line", reject.line},
                               {"field", text::Code{text::plain(reject.field)}},
                               {"reason", reject_sentence(words, reject.reason)}});
    if (!reject.key.empty())
        sentence += " " + words.say("import.reason.receipt", {{"key", text::Code{text::plain(reject.key)}}});
    if (!reject.excerpt.empty())
        sentence += "\n    " + text::plain(reject.excerpt);
    return sentence;
}

} // namespace

std::string failure_sentence(const text::Words& words, const FeedError& failure) {
    return words.say("import.failure." + failure.code, {{"file", text::plain(failure.file)},
                                                        {"detail", text::plain(failure.detail)},
                                                        {"line", failure.line},
                                                        {"column", failure.column},
                                                        {"byte", failure.byte}});
}

std::string reject_sentence(const text::Words& words, std::string_view reason) {
    return words_or_code(words, "reject", reason);
}

std::string skip_words(const text::Words& words, std::string_view reason) {
    return words_or_code(words, "skip", reason);
}

std::string reason_file(const text::Words& words, const ImportReport& report, const std::vector<Reject>& rejects,
                        const std::string& picture) {
    std::string text = words.say(report.of_receipts ? "import.reason.file" : "import.reason.table",
                                 {{"file", text::plain(report.file)},
                                  {"rows", report.rows},
                                  {"receipts", report.new_receipts},
                                  {"rejected", report.rejected}}) +
                       "\n";
    if (report.failure)
        text += failure_sentence(words, *report.failure) + "\n";
    text += "\n";
    for (const auto& reject : rejects)
        text += row_sentence(words, reject) + "\n";
    if (report.rejected > rejects.size())
        text += words.say("import.reason.more", {{"count", report.rejected - rejects.size()}}) + "\n";
    if (!picture.empty())
        text += words.say("import.reason.picture", {{"file", text::plain(picture)}}) + "\n";
    text += "\n" + words.say("import.reason.what_to_do") + "\n";
    return text::without_isolates(text);
}

} // namespace makegood::feeds
