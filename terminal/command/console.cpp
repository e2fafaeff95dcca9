#include "terminal/command/console.hpp"

#include "terminal/text/unicode.hpp"

#include <iostream>

namespace makegood {

namespace {

std::string_view key_of(storage::StorageFault fault) {
    using storage::StorageFault;
    switch (fault) {
    case StorageFault::missing: return "command.storage.missing";
    case StorageFault::foreign: return "command.storage.foreign";
    case StorageFault::newer_schema: return "command.storage.newer_schema";
    case StorageFault::older_schema: return "command.storage.older_schema";
    case StorageFault::owned: return "command.storage.owned";
    case StorageFault::read_only: return "command.storage.read_only";
    case StorageFault::latched: return "command.storage.latched";
    case StorageFault::full: return "command.storage.full";
    case StorageFault::input_output: return "command.storage.input_output";
    case StorageFault::damaged: return "command.storage.damaged";
    case StorageFault::busy: return "command.storage.busy";
    case StorageFault::refused: return "command.storage.refused";
    case StorageFault::wrong_setting: return "command.storage.wrong_setting";
    case StorageFault::secrets: return "command.storage.secrets";
    }
    return "command.failed";
}

// A terminal orders text by itself and shows the isolates that a screen needs as boxes.
std::string for_terminal(const std::string& utf8) {
    std::string text;
    for (const char32_t letter : text::decode(utf8).code_points)
        if (letter < 0x2066 || letter > 0x2069)
            text::append(text, letter);
    return text;
}

} // namespace

void Console::say(std::string_view key, const text::Arguments& arguments) const { line(words_.say(key, arguments)); }

void Console::line(const std::string& text) const {
    if (!json_)
        std::cout << for_terminal(text) << std::endl;
}

void Console::document(const std::string& json) const {
    if (json_)
        std::cout << json << std::endl;
}

void Console::complain(std::string_view key, const text::Arguments& arguments) const {
    std::cerr << for_terminal(words_.say(key, arguments)) << std::endl;
}

Exit Console::fail(const storage::StorageError& error) const {
    complain(key_of(error.fault), {{"detail", text::plain(error.text())}});
    return Exit::device_failure;
}

Exit Console::fail(const Error& error) const {
    complain("command.failed", {{"detail", text::plain(error.text())}});
    return Exit::device_failure;
}

} // namespace makegood
