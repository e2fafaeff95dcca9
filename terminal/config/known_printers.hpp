#pragma once

#include "drivers/printer/profile.hpp"
#include "terminal/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

// A model of printer as its file in assets/printers describes it (the format is explained in README.md there).
struct KnownPrinter {
    std::string name; // by which shop.toml calls it: the file's, without .toml
    drivers::Profile profile = drivers::safe_profile();
    std::string persian = "picture";    // how its Persian is printed: that, "unknown" (as a picture too) or "cp1098"
    std::vector<std::string> unknown{}; // keys of which the file says that nobody knows; the careful choice holds
};

// Errors name file and key: TOML that does not parse, a key that is missing or unknown, a value that cannot be.
Result<KnownPrinter> parse_known_printer(std::string_view text, const std::filesystem::path& file);

// "safe" needs no file. Refused where nobody described such a printer; capitals make no difference.
Result<KnownPrinter> known_printer(const std::filesystem::path& folder, std::string_view name);

// Prints Persian as "picture", or as "cp1098" in the letters of that page. False, and nothing changed, for any other
// word and where the printer lacks the page.
bool print_persian(drivers::Profile& profile, std::string_view way);

// "16 windows1252": number of ESC t and name of a character set that is known. Nothing for any other text.
std::optional<drivers::CodePage> code_page_named(std::string_view text);

// All of the folder and "safe", by name.
Result<std::vector<KnownPrinter>> known_printers(const std::filesystem::path& folder);

} // namespace makegood
