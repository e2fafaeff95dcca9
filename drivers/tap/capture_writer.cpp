#include "drivers/tap/capture_writer.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace makegood::drivers {

namespace {

constexpr std::uint64_t longest_file = std::uint64_t{16} << 20;
constexpr std::size_t most_gaps = 1000; // of one paper; then the last grows

} // namespace

CaptureWriter::CaptureWriter(CaptureFolder folder, CaptureKeys& keys, TapCounts& counts, std::uint64_t position)
    : folder_(std::move(folder)), keys_(keys), counts_(counts), position_(position), paper_begin_(position),
      time_(keys.civil_now()) {
    if (const auto sequence = folder_.newest_sequence())
        keys_.go_on_after(*sequence);
    adopt_left_behind();
}

// Of a paper that was in hand when the power went or the tap was killed. Where the disk has no room to say so beside
// it, the next paper says it.
void CaptureWriter::adopt_left_behind() {
    const auto bytes = folder_.left_behind_bytes();
    if (!bytes)
        return;
    if (*bytes == 0)
        return folder_.drop();
    gaps_.push_back({time_, *bytes, 0, Why::stopped});
    const auto key = keys_.next(time_);
    auto name = folder_.finish(key, gaps_in_lines());
    if (name)
        gaps_.clear();
    else
        name = folder_.finish(key, {});
    if (!name) {
        problem_ = name.error().text();
        gaps_.clear();
        return not_kept(*bytes, Why::disk);
    }
    newest_file_ = *name;
    newest_bytes_ = *bytes;
    for (Gap& gap : gaps_)
        gap.after = 0;
}

void CaptureWriter::take(const CaptureRecord& record, MonotonicTime now) {
    const auto ago = std::chrono::duration_cast<std::chrono::seconds>(now - record.at).count();
    time_ = keys_.civil_now() - ago;
    switch (record.kind) {
    case CaptureRecord::Kind::bytes:
        return split(record.bytes);
    case CaptureRecord::Kind::gap:
        position_ += record.number;
        ++counts_.gaps;
        // Nobody knows where in a command the till is after it.
        tokens_ = escpos::Tokenizer(64);
        return not_kept(record.number, Why::queue);
    case CaptureRecord::Kind::undelivered:
        return not_printed(record.number);
    case CaptureRecord::Kind::label:
        labels_[record.number] = record.key;
        return;
    case CaptureRecord::Kind::late_cut:
        late_cuts_.insert(record.number);
        return;
    case CaptureRecord::Kind::quiet:
        if (tokens_.at_border() && content_.has_print())
            finish_paper();
        return;
    case CaptureRecord::Kind::long_quiet:
    case CaptureRecord::Kind::end:
        if (content_.has_print())
            finish_paper();
        tokens_ = escpos::Tokenizer(64);
        return;
    }
}

void CaptureWriter::finish() {
    if (content_.has_print() || !gaps_.empty())
        finish_paper();
    else if (file_.is_open())
        folder_.drop();
}

// A cut inside the data of a command is none: only whole commands are looked at.
void CaptureWriter::split(std::span<const std::uint8_t> bytes) {
    const auto begin = tokens_.position();
    std::uint64_t kept = 0; // of these bytes
    tokens_.feed(bytes, [&](const escpos::Token& token) {
        content_.take(token);
        if (!is_cut(token) || !content_.has_print())
            return;
        const auto end = std::max(token.offset + token.length, begin) - begin;
        keep(bytes.subspan(static_cast<std::size_t>(kept), static_cast<std::size_t>(end - kept)));
        kept = end;
        finish_paper();
    });
    keep(bytes.subspan(static_cast<std::size_t>(kept)));
    if (file_bytes_ > longest_file)
        finish_paper();
}

void CaptureWriter::keep(std::span<const std::uint8_t> bytes) {
    if (bytes.empty())
        return;
    position_ += bytes.size();
    if (!file_.is_open()) {
        auto file = folder_.begin();
        if (!file) {
            problem_ = file.error().text();
            return not_kept(bytes.size(), Why::disk);
        }
        file_ = std::move(*file);
        file_bytes_ = 0;
        begun_ = time_;
    }
    while (!bytes.empty()) {
        const auto count = ::write(file_.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            problem_ = io_refused(IoProblem::failed, "write", "the paper in hand", errno).value().text();
            return not_kept(bytes.size(), Why::disk);
        }
        file_bytes_ += static_cast<std::uint64_t>(count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

void CaptureWriter::not_kept(std::uint64_t bytes, Why why) {
    if (why == Why::disk)
        counts_.bytes_not_kept += bytes;
    const bool goes_on = !gaps_.empty() && gaps_.back().after == file_bytes_ && gaps_.back().why == why;
    if (goes_on || gaps_.size() >= most_gaps) {
        gaps_.back().bytes += bytes;
        return;
    }
    if (why == Why::disk)
        ++counts_.gaps;
    gaps_.push_back({time_, file_bytes_, bytes, why});
}

// It is the last paper's, whether that has its name already or not, and also where somebody has taken it: it lies where
// that was, by its name.
void CaptureWriter::not_printed(std::uint64_t bytes) {
    ++counts_.gaps;
    const bool is_in_hand = content_.has_print();
    const Gap gap{time_, is_in_hand ? file_bytes_ : newest_bytes_, bytes, Why::printer};
    if (!is_in_hand && folder_.add_gap(newest_file_, in_line(gap)))
        return;
    if (gaps_.size() < most_gaps)
        gaps_.push_back({gap.civil_seconds, is_in_hand ? file_bytes_ : 0, gap.bytes, gap.why});
}

// What cannot be finished is missing as a whole, which the next file tells.
void CaptureWriter::finish_paper() {
    const auto label = labels_.lower_bound(paper_begin_);
    const bool has_label = label != labels_.end() && label->first < position_;
    const auto key = has_label ? label->second : keys_.next(begun_);
    const auto late_cut = late_cuts_.lower_bound(paper_begin_);
    const bool is_without_label = late_cut != late_cuts_.end() && *late_cut < position_;
    labels_.erase(labels_.begin(), labels_.lower_bound(position_));
    late_cuts_.erase(late_cuts_.begin(), late_cuts_.lower_bound(position_));
    paper_begin_ = position_;
    content_.new_paper();
    if (!file_.is_open())
        return;
    if (::fdatasync(file_.number()) != 0)
        not_kept(file_bytes_, Why::disk);
    file_.reset();
    const auto name = folder_.finish(key, gaps_in_lines());
    if (!name) {
        problem_ = name.error().text();
        const auto lost = std::exchange(file_bytes_, 0);
        for (Gap& gap : gaps_)
            gap.after = 0;
        not_kept(lost, Why::disk);
        return;
    }
    ++counts_.files;
    newest_file_ = *name;
    newest_bytes_ = file_bytes_;
    if (is_without_label)
        newest_without_label_ = *name;
    problem_.clear();
    folder_.keep_within_limits(file_bytes_, time_);
    gaps_.clear();
    file_bytes_ = 0;
}

std::string CaptureWriter::in_line(const Gap& gap) {
    constexpr std::array reasons{"queue", "disk", "stopped", "printer"};
    return "{\"time\": \"" + capture_time(gap.civil_seconds) + "\", \"after\": " + std::to_string(gap.after) +
           ", \"bytes\": " + std::to_string(gap.bytes) + ", \"why\": \"" +
           reasons.at(static_cast<std::size_t>(gap.why)) + "\"}\n";
}

std::string CaptureWriter::gaps_in_lines() const {
    std::string lines;
    for (const Gap& gap : gaps_)
        lines += in_line(gap);
    return lines;
}

} // namespace makegood::drivers
