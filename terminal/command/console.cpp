#include "terminal/command/console.hpp"

#include "terminal/storage/storage_sentence.hpp"
#include "terminal/text/unicode.hpp"

#include <iostream>

namespace makegood {

void Console::say(std::string_view key, const text::Arguments& arguments) const {
    line(words_.say(key, arguments));
}

void Console::line(const std::string& text) const {
    if (!json_)
        std::cout << text::without_isolates(text) << std::endl;
}

void Console::document(const Json& json) const {
    if (json_)
        std::cout << json.text() << std::endl;
}

void Console::complain(std::string_view key, const text::Arguments& arguments) const {
    std::cerr << text::without_isolates(words_.say(key, arguments)) << std::endl;
}

Exit Console::fail(const storage::StorageError& error) const {
    return fail(storage::told(error));
}

Exit Console::fail(const Error& error) const {
    complain(error.sentence, {{"detail", text::plain(error.text())}});
    return Exit::device_failure;
}

} // namespace makegood
