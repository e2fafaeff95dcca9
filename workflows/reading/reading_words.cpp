#include "workflows/reading/reading_words.hpp"

#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <utility>

namespace makegood::reading {

void ReadingWords::add(Says says, std::string text, std::string language) {
    phrases_[static_cast<unsigned char>(text.front())].push_back({says, std::move(text), std::move(language)});
}

ReadingWords ReadingWords::in_languages(std::span<const std::string> languages) const {
    auto words = *this;
    for (auto& phrases : words.phrases_)
        std::erase_if(phrases, [&](const Phrase& phrase) {
            return !phrase.language.empty() && std::ranges::find(languages, phrase.language) == languages.end();
        });
    return words;
}

std::size_t phrase_length(std::string_view line, std::size_t at, std::string_view phrase) {
    constexpr std::string_view fillers = " .-_:()/*";
    if (phrase.empty() || (at > 0 && is_letter(line[at - 1]) && is_letter(phrase.front())))
        return 0;
    std::size_t end = at;
    for (const char c : phrase) {
        if (c == ' ') {
            for (int skipped = 0; skipped < 4 && end < line.size() && fillers.find(line[end]) != fillers.npos;
                 ++skipped)
                ++end;
        } else if (end < line.size() && line[end] == c) {
            ++end;
        } else {
            return 0;
        }
    }
    if (end < line.size() && is_letter(line[end]) && is_letter(phrase.back()))
        return 0;
    return end - at;
}

std::optional<FoundPhrase> find_phrase(std::string_view line, std::string_view phrase, Says says) {
    if (phrase.empty())
        return std::nullopt;
    for (auto at = line.find(phrase.front()); at != line.npos; at = line.find(phrase.front(), at + 1))
        if (const auto length = phrase_length(line, at, phrase))
            return FoundPhrase{says, at, length};
    return std::nullopt;
}

std::vector<FoundPhrase> find_phrases(const ReadingWords& words, std::string_view line) {
    std::vector<FoundPhrase> found;
    for (std::size_t at = 0; at < line.size();) {
        const auto before = found.size();
        std::size_t longest = 0;
        if (at == 0 || !is_letter(line[at - 1]) || !is_letter(line[at]))
            for (const auto& phrase : words.beginning_with(line[at])) {
                const auto length = phrase_length(line, at, phrase.text);
                if (length == 0 || length < longest)
                    continue;
                if (length > longest)
                    found.resize(before, FoundPhrase{Says::nothing, 0, 0});
                longest = length;
                found.push_back({phrase.says, at, length});
            }
        at += std::max<std::size_t>(longest, 1);
    }
    return found;
}

} // namespace makegood::reading
