#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace makegood::feeds {

// Why a file could not be read to its end. `code` has its sentence in assets/words/*/import.txt; `detail` is what the
// system, a library or the map said. Places are counted from 1; 0 means that the place has no meaning here.
struct FeedError {
    std::string code = {};
    std::string file = {};
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::uint64_t byte = 0; // in the file as it lies on disk, compressed or not
    std::string detail = {};
};

// File level
namespace failure {
inline constexpr std::string_view cannot_open = "cannot-open";
inline constexpr std::string_view not_a_regular_file = "not-a-regular-file";
inline constexpr std::string_view cannot_read = "cannot-read";
inline constexpr std::string_view empty_file = "empty-file";
inline constexpr std::string_view compressed_damaged = "compressed-damaged";
inline constexpr std::string_view compressed_truncated = "compressed-truncated";
inline constexpr std::string_view compressed_too_large = "compressed-needs-too-much-memory";
inline constexpr std::string_view not_utf8 = "file-not-utf8";
inline constexpr std::string_view map_needed = "map-needed";
inline constexpr std::string_view map_wrong = "map-wrong";
inline constexpr std::string_view header_wrong = "header-wrong";
inline constexpr std::string_view column_missing = "column-missing";
inline constexpr std::string_view column_twice = "column-twice";
inline constexpr std::string_view capture_name_wrong = "capture-name-wrong";
inline constexpr std::string_view capture_too_large = "capture-too-large";
inline constexpr std::string_view capture_too_full = "capture-too-full";
inline constexpr std::string_view not_poslog = "not-poslog";
inline constexpr std::string_view dtd_refused = "dtd-refused";
inline constexpr std::string_view xml_broken = "xml-broken";
inline constexpr std::string_view xml_half_written = "xml-half-written";
inline constexpr std::string_view xml_too_deep = "xml-too-deep";
inline constexpr std::string_view xml_token_too_long = "xml-token-too-long";
inline constexpr std::string_view scratch_failed = "scratch-failed";
inline constexpr std::string_view storage_failed = "storage-failed";
inline constexpr std::string_view interrupted = "interrupted";
} // namespace failure

} // namespace makegood::feeds
