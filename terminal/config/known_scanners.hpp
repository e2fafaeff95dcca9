#pragma once

#include "drivers/scanner/scanner_thread.hpp"
#include "terminal/error.hpp"

#include <filesystem>
#include <string_view>

namespace makegood {

// The tones of a model of scanner as its file in assets/scanners describes them (README.md there). Refused where nobody
// described such a scanner; errors name file and key. Capitals make no difference.
Result<drivers::ScannerTones> scanner_tones(const std::filesystem::path& folder, std::string_view model);

Result<drivers::ScannerTones> parse_scanner_tones(std::string_view text, const std::filesystem::path& file);

} // namespace makegood
