#include "terminal/text/words_check.hpp"

#include <set>

namespace makegood::text {

namespace {

std::string called(const Words& words, const std::string& key) {
    return std::string(code_of(words.language())) + ": " + key;
}

std::set<std::string> argument_names(const Words::Message& message) {
    std::set<std::string> names;
    for (const auto& [name, use] : message.arguments)
        names.insert(name);
    return names;
}

void compare(const Words& have, const Words& other, std::vector<std::string>& problems) {
    for (const auto& [key, message] : have.messages()) {
        const auto twin = other.messages().find(key);
        if (twin == other.messages().end())
            problems.push_back(called(other, key) + " is missing");
        else if (argument_names(message) != argument_names(twin->second))
            problems.push_back(called(have, key) + " has other arguments than in " +
                               std::string(code_of(other.language())));
    }
}

Arguments sample(const Words::Message& message, int number) {
    Arguments arguments;
    for (const auto& [name, use] : message.arguments)
        arguments.push_back({name, use == ArgumentUse::number ? Value(number) : Value("other")});
    return arguments;
}

// 0 to 3 and 5 reach every plural rule of English and Persian, the rest grouping and "other".
void read_aloud(const Words& words, Typesetter& typesetter, std::vector<std::string>& problems) {
    for (const auto& [key, message] : words.messages())
        for (const int number : {0, 1, 2, 3, 5, 11, 100, 1'234'567}) {
            const auto said = words.say(key, sample(message, number));
            if (said.find_first_not_of(' ') == said.npos)
                problems.push_back(called(words, key) + " says nothing for " + std::to_string(number));
            if (!typesetter.covers(said))
                problems.push_back(called(words, key) + " has a letter that no font has: " + said);
        }
}

void check_spelling(const Words& words, std::vector<std::string>& problems) {
    if (words.language() != Language::persian)
        return;
    for (const auto& [key, message] : words.messages()) {
        if (message.pattern.find_first_of("\"'") != std::string::npos)
            problems.push_back(called(words, key) + " has straight quotes instead of «»");
        for (const std::string_view arabic : {"ي", "ك"})
            if (message.pattern.find(arabic) != std::string::npos)
                problems.push_back(called(words, key) + " has the Arabic letter " + std::string(arabic));
    }
}

} // namespace

std::vector<std::string> problems_of(const Words& first, const Words& second, Typesetter& typesetter) {
    std::vector<std::string> problems;
    compare(first, second, problems);
    compare(second, first, problems);
    for (const auto* words : {&first, &second}) {
        read_aloud(*words, typesetter, problems);
        check_spelling(*words, problems);
    }
    return problems;
}

} // namespace makegood::text
