#include "terminal/storage/retention_trouble.hpp"

#include "terminal/storage/private_file.hpp"

#include <system_error>

namespace makegood::storage {

namespace {

constexpr std::size_t most_bytes = 4096, time_letters = 19; // 2011-12-05T03:30:00

std::filesystem::path file_in(const std::filesystem::path& data) {
    return data / "retention.trouble";
}

} // namespace

void keep_retention_trouble(const std::filesystem::path& data, const RetentionTrouble& trouble) {
    const auto text = (trouble.at.to_iso() + ' ' + trouble.why).substr(0, most_bytes);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    [[maybe_unused]] const auto kept = replace_private_file(file_in(data), {bytes, text.size()});
}

void forget_retention_trouble(const std::filesystem::path& data) {
    std::error_code ignored;
    std::filesystem::remove(file_in(data), ignored);
}

std::optional<RetentionTrouble> retention_trouble(const std::filesystem::path& data) {
    const auto bytes = read_private_file(file_in(data), most_bytes);
    if (!bytes || !*bytes)
        return std::nullopt;
    const std::string text((*bytes)->begin(), (*bytes)->end());
    const auto at = CivilTime::from_iso(text.substr(0, time_letters));
    if (!at || text.size() <= time_letters)
        return std::nullopt;
    return RetentionTrouble{*at, text.substr(time_letters + 1)};
}

} // namespace makegood::storage
