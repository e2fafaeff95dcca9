#pragma once

#include "drivers/file_descriptor.hpp"
#include "drivers/tap/tap_keeper.hpp"
#include "terminal/error.hpp"
#include "workflows/civil_time.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace makegood {

// What a running tap tells of itself.
struct TapStatus {
    CivilTime since{};
    CivilTime told{};
    std::optional<CivilTime> last_seen{}; // bytes of the till
    std::uint64_t to_printer = 0;
    std::uint64_t to_till = 0;
    std::uint64_t files = 0;
    std::uint64_t labels = 0;
    std::uint64_t late_cuts = 0; // receipts without a label, though there was a place
    std::uint64_t gaps = 0;
    std::uint64_t bytes_not_kept = 0;
    std::uint64_t lost_with_printer = 0; // bytes
    drivers::TapState state{};
    bool is_running = false;
};

// The file in the data folder in which the tap tells it: of one size for ever and written in place, so that a full disk
// hides nothing. It is locked while the tap runs.
class TapStatusFile {
  public:
    // Refused where another tap runs on this data folder.
    static Result<TapStatusFile> claim(const std::filesystem::path& data);
    void write(const TapStatus& status) const;

  private:
    explicit TapStatusFile(drivers::FileDescriptor file) : file_(std::move(file)) {}

    drivers::FileDescriptor file_;
};

// Of the tap that runs or ran last on this data folder; nothing where none ever did.
std::optional<TapStatus> read_tap_status(const std::filesystem::path& data);

} // namespace makegood
