#include "terminal/config/known_scanners.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

namespace makegood {

namespace {

constexpr std::size_t longest_tone = 32; // bytes

// "23 40 0D" as the bytes themselves.
std::optional<std::string> bytes_in(std::string_view hexadecimal) {
    std::string bytes;
    while (!hexadecimal.empty()) {
        const auto word = hexadecimal.substr(0, hexadecimal.find(' '));
        hexadecimal.remove_prefix(std::min(word.size() + 1, hexadecimal.size()));
        unsigned byte = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), byte, 16);
        if (error != std::errc{} || end != word.data() + word.size() || word.size() != 2)
            return std::nullopt;
        bytes += static_cast<char>(byte);
    }
    return bytes.size() <= longest_tone ? std::optional(bytes) : std::nullopt;
}

} // namespace

Result<drivers::ScannerTones> parse_scanner_tones(std::string_view text, const std::filesystem::path& file) {
    const auto refuse = [&](std::string why) {
        return refused(Error{"read", file.filename().string(), std::move(why)});
    };
    toml::table table;
    try {
        table = toml::parse(text, file.filename().string());
    } catch (const toml::parse_error& error) {
        return refuse(fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    drivers::ScannerTones tones;
    for (const auto& [key, value] : table) {
        auto* tone = key == "good_read" ? &tones.good_read : key == "problem" ? &tones.problem : nullptr;
        if (!tone && key != "name" && key != "source")
            return refuse(fmt::format("line {}: no such key '{}'", value.source().begin.line, key.str()));
        if (!tone)
            continue;
        auto bytes = bytes_in(value.value_or(std::string_view("none")));
        if (!bytes)
            return refuse(fmt::format("line {}: '{}' wants up to {} bytes, as in \"23 40 0D\"",
                                      value.source().begin.line, key.str(), longest_tone));
        *tone = std::move(*bytes);
    }
    for (const auto* key : {"name", "source"})
        if (!table[key].is_string())
            return refuse(fmt::format("'{}' wants a text", key));
    return tones;
}

Result<drivers::ScannerTones> scanner_tones(const std::filesystem::path& folder, std::string_view model) {
    std::string small(model);
    std::ranges::transform(small, small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
    const bool is_plain =
        std::ranges::all_of(small, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    const auto file = folder / (small + ".toml");
    std::ifstream in(file, std::ios::binary);
    if (small.empty() || !is_plain || !in)
        return refused(Error{"find", fmt::format("the scanner \"{}\"", model), "nobody has described such a scanner"});
    std::ostringstream text;
    text << in.rdbuf();
    return parse_scanner_tones(text.str(), file);
}

} // namespace makegood
