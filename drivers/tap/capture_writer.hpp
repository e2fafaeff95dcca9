#pragma once

#include "drivers/tap/capture_folder.hpp"
#include "drivers/tap/capture_queue.hpp"
#include "drivers/tap/paper_content.hpp"
#include "drivers/tap/tap_state.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace makegood::drivers {

// Makes one file of each paper that the till prints: up to its cut, to a silence between two commands, or to the end of
// its connection. What prints nothing is kept for the next paper. Bytes that could not be kept are told as a gap beside
// the file in which they are missing, or beside the next that can be written. Of the capture thread.
class CaptureWriter {
  public:
    // `position`: bytes of the till that an earlier one was given.
    CaptureWriter(CaptureFolder folder, CaptureKeys& keys, TapCounts& counts, std::uint64_t position = 0);

    void take(const CaptureRecord& record, MonotonicTime now);
    // The tap ends.
    void finish();

    const std::string& newest_file() const { return newest_file_; }
    // Of those that have no label because the bytes of their cut came too far apart.
    const std::string& newest_without_label() const { return newest_without_label_; }
    // Why nothing can be kept just now; empty when all is well.
    const std::string& problem() const { return problem_; }

  private:
    enum class Why { queue, disk, stopped, printer };
    struct Gap {
        std::int64_t civil_seconds = 0;
        std::uint64_t after = 0; // bytes of the file
        std::uint64_t bytes = 0;
        Why why = Why::queue;
    };

    void adopt_left_behind();
    void split(std::span<const std::uint8_t> bytes);
    void keep(std::span<const std::uint8_t> bytes);
    void not_kept(std::uint64_t bytes, Why why);
    void not_printed(std::uint64_t bytes);
    void finish_paper();
    static std::string in_line(const Gap& gap);
    std::string gaps_in_lines() const;

    CaptureFolder folder_;
    CaptureKeys& keys_;
    TapCounts& counts_;
    escpos::Tokenizer tokens_{64};
    PaperContent content_;
    std::uint64_t position_ = 0;                 // in what the till sent, gaps included
    std::uint64_t paper_begin_ = 0;              // likewise
    std::map<std::uint64_t, CaptureKey> labels_; // by the place of their cuts
    std::set<std::uint64_t> late_cuts_;
    FileDescriptor file_;
    std::uint64_t file_bytes_ = 0;
    std::int64_t begun_ = 0; // civil seconds of the paper's first byte
    std::int64_t time_ = 0;  // and of the record in hand
    std::vector<Gap> gaps_;
    std::string newest_file_;
    std::uint64_t newest_bytes_ = 0;
    std::string newest_without_label_;
    std::string problem_;
};

} // namespace makegood::drivers
