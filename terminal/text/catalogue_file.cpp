#include "terminal/text/catalogue_file.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <fstream>
#include <set>

namespace makegood::text {

namespace fs = std::filesystem;

namespace {

bool is_key(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

tl::expected<std::vector<fs::path>, std::string> text_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == ".txt")
            files.push_back(at->path());
    if (error)
        return tl::unexpected<std::string>("read words in " + folder.string() + ": " + error.message());
    if (files.empty())
        return tl::unexpected<std::string>("read words in " + folder.string() + ": no .txt file is there");
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

tl::expected<std::vector<Entry>, std::string> read_catalogue(const fs::path& folder) {
    const auto files = text_files(folder);
    if (!files)
        return tl::unexpected<std::string>(files.error());
    std::vector<Entry> entries;
    std::set<std::string> keys;
    for (const auto& file : *files) {
        std::ifstream in(file);
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            const auto place = file.filename().string() + ":" + std::to_string(++number);
            const auto refuse = [&](const std::string& why) {
                return tl::unexpected<std::string>("read words in " + folder.string() + ": " + place + ": " + why);
            };
            const auto text = trimmed(line);
            if (text.empty() || text.front() == '#')
                continue;
            const auto equals = text.find('=');
            const auto key = trimmed(text.substr(0, equals));
            const auto message = equals == text.npos ? std::string_view{} : trimmed(text.substr(equals + 1));
            if (!is_utf8(line) || line.find("\uFFFD") != line.npos)
                return refuse("bytes that are no UTF-8");
            if (!is_key(key) || message.empty())
                return refuse("not of the form key = message");
            if (!keys.emplace(key).second)
                return refuse("the key " + std::string(key) + " stands twice");
            entries.push_back({std::string(key), std::string(message), place});
        }
        if (in.bad() || number == 0)
            return tl::unexpected<std::string>("read words in " + file.string() + ": cannot be read or is empty");
    }
    return entries;
}

} // namespace makegood::text
