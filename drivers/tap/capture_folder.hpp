#pragma once

#include "drivers/file_descriptor.hpp"
#include "drivers/io_error.hpp"
#include "drivers/tap/capture_key.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>

namespace makegood::drivers {

// The files of captured papers in their folder: "lane-1_20111005T101530_0042.escpos", and beside those with gaps
// "lane-1_20111005T101530_0042.gaps". What is not whole yet has a name that begins with a dot and ends in ".part", and
// whoever watches the folder leaves it alone. Files are 0600; the folder is made 0700. Of the capture thread.
class CaptureFolder {
  public:
    struct Limits {
        std::uint64_t bytes = std::uint64_t{512} << 20;
        int days = 30;
    };

    CaptureFolder(std::filesystem::path folder, const std::string& lane, Limits limits);

    // Makes the folder if need be, and an empty file for the paper in hand.
    IoResult<FileDescriptor> begin() const;
    // Gives it its name, and a file of its gaps beside it first when there are any.
    IoResult<std::string> finish(const CaptureKey& key, const std::string& gaps) const;
    // Of a paper that has its name: a line more of what it lacks, also where somebody has taken the paper already.
    bool add_gap(const std::string& name, const std::string& line) const;
    // What was begun and never finished, as when the power went.
    std::optional<std::uint64_t> left_behind_bytes() const;
    void drop() const;
    // The sequence number of the newest.
    std::optional<std::uint32_t> newest_sequence() const;

    // Removes the oldest papers of this lane until both limits hold.
    void keep_within_limits(std::uint64_t added_bytes, std::int64_t civil_now);

  private:
    struct Kept {
        std::string name; // begins with its time
        std::uint64_t bytes = 0;
        std::int64_t written_ns = 0;
    };

    std::string name_of(const CaptureKey& key) const;
    std::deque<Kept> list() const;

    const std::filesystem::path folder_;
    const std::string lane_; // letters, digits and hyphens
    const Limits limits_;
    std::deque<Kept> kept_; // the oldest first
    std::uint64_t kept_bytes_ = 0;
    bool is_listed_ = false;
};

} // namespace makegood::drivers
