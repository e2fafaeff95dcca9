#include "drivers/escpos/paper_commands.hpp"

#include "drivers/escpos/paper_words.hpp"

#include <algorithm>

namespace makegood::escpos {
namespace {

constexpr std::size_t most_numbers = 20;
constexpr std::size_t most_letters = 400;

std::span<const std::uint8_t> bytes_of(const PaperCommand& command, std::span<const std::uint8_t> stream) {
    return stream.subspan(static_cast<std::size_t>(command.offset), static_cast<std::size_t>(command.length));
}

bool is_named_by_three(const PaperCommand& command) {
    return command.length >= 3 && (command.name.ends_with(" (") || command.name == "GS 8");
}

// "GS v" names two bytes, "LF" one; what nothing names is all parameters.
std::size_t naming_bytes(const PaperCommand& command) {
    if (command.name == "unknown")
        return 0;
    const auto blanks = static_cast<std::size_t>(std::count(command.name.begin(), command.name.end(), ' '));
    return 1 + blanks + (is_named_by_three(command) ? 1 : 0);
}

std::string more(std::size_t count) {
    return count == 0 ? "" : " \u2026+" + std::to_string(count);
}

std::string quoted(std::span<const std::uint8_t> bytes) {
    const auto shown = bytes.first(std::min(bytes.size(), most_letters));
    return '"' + readable(std::string(shown.begin(), shown.end())) + '"' + more(bytes.size() - shown.size());
}

std::string numbers(std::span<const std::uint8_t> bytes) {
    const auto shown = bytes.first(std::min(bytes.size(), most_numbers));
    std::string text;
    for (const std::uint8_t byte : shown)
        text += (text.empty() ? "" : " ") + std::to_string(byte);
    return text + more(bytes.size() - shown.size());
}

} // namespace

std::string full_name(const PaperCommand& command, std::span<const std::uint8_t> stream) {
    std::string name(command.name);
    if (is_named_by_three(command))
        name += ' ' + readable(std::string(1, static_cast<char>(bytes_of(command, stream)[2])));
    return name;
}

std::string parameters_of(const PaperCommand& command, std::span<const std::uint8_t> stream) {
    const auto bytes = bytes_of(command, stream);
    if (command.kind == TokenKind::text)
        return quoted(bytes);
    return numbers(bytes.subspan(std::min(bytes.size(), naming_bytes(command))));
}

} // namespace makegood::escpos
