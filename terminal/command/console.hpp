#pragma once

#include "terminal/application/asset_folder.hpp"
#include "terminal/error.hpp"
#include "terminal/json/json.hpp"
#include "terminal/storage/storage_error.hpp"
#include "terminal/text/words.hpp"

#include <string>

namespace makegood {

// Exit codes of every command (ARCHITECTURE, "Command line").
enum class Exit { done = 0, refused = 1, usage = 2, partly_done = 3, device_failure = 4 };

// Where a command speaks: sentences for people on standard output, or with --json one document there and nothing else;
// what went wrong on standard error.
class Console {
  public:
    Console(ProgramFolders folders, text::Words words, bool json)
        : folders_(std::move(folders)), words_(std::move(words)), json_(json) {}

    const ProgramFolders& folders() const { return folders_; }
    const text::Words& words() const { return words_; }
    bool json() const { return json_; }

    // A sentence of the catalogue, or nothing with --json.
    void say(std::string_view key, const text::Arguments& arguments = {}) const;
    // A line as it is, or nothing with --json.
    void line(const std::string& text) const;
    // The document of --json; nothing without it.
    void document(const Json& json) const;
    void complain(std::string_view key, const text::Arguments& arguments = {}) const;
    Exit fail(const storage::StorageError& error) const;
    Exit fail(const Error& error) const;

  private:
    ProgramFolders folders_;
    text::Words words_;
    bool json_;
};

} // namespace makegood
