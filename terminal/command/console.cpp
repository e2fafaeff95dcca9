#include "terminal/command/console.hpp"

#include "terminal/storage/storage_sentence.hpp"
#include "terminal/text/unicode.hpp"

#include <iostream>

namespace makegood {

namespace {

// A terminal orders text by itself and shows the isolates that a screen needs as boxes.
std::string for_terminal(const std::string& utf8) {
    std::string text;
    for (const char32_t letter : text::decode(utf8).code_points)
        if (letter < 0x2066 || letter > 0x2069)
            text::append(text, letter);
    return text;
}

} // namespace

void Console::say(std::string_view key, const text::Arguments& arguments) const {
    line(words_.say(key, arguments));
}

void Console::line(const std::string& text) const {
    if (!json_)
        std::cout << for_terminal(text) << std::endl;
}

void Console::document(const Json& json) const {
    if (json_)
        std::cout << json.text() << std::endl;
}

void Console::complain(std::string_view key, const text::Arguments& arguments) const {
    std::cerr << for_terminal(words_.say(key, arguments)) << std::endl;
}

Exit Console::fail(const storage::StorageError& error) const {
    return fail(storage::told(error));
}

Exit Console::fail(const Error& error) const {
    complain(error.sentence, {{"detail", text::plain(error.text())}});
    return Exit::device_failure;
}

} // namespace makegood
