#include "drivers/tap/capture_folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace makegood::drivers {

namespace {

constexpr std::string_view paper_ending = ".escpos", gaps_ending = ".gaps";
constexpr std::size_t time_letters = 15, sequence_letters = 4;
constexpr std::int64_t seconds_a_day = 86'400, nanoseconds_a_second = 1'000'000'000;
constexpr mode_t owner_only = S_IRUSR | S_IWUSR;

std::string in_file_names(const std::string& lane) {
    std::string name;
    for (const char letter : lane) {
        const bool is_plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                              (letter >= 'a' && letter <= 'z') || letter == '-';
        name += is_plain ? letter : '-';
    }
    return name.empty() ? "lane" : name;
}

IoResult<FileDescriptor> new_file(const std::filesystem::path& path) {
    FileDescriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, owner_only));
    if (!file.is_open())
        return io_refused(IoProblem::failed, "write", path.string(), errno);
    return file;
}

IoResult<void> write_whole(const std::filesystem::path& path, std::string_view text) {
    const auto file = new_file(path);
    if (!file)
        return tl::unexpected(file.error());
    while (!text.empty()) {
        const auto count = ::write(file->number(), text.data(), text.size());
        if (count < 0 && errno != EINTR)
            return io_refused(IoProblem::failed, "write", path.string(), errno);
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    if (::fdatasync(file->number()) != 0)
        return io_refused(IoProblem::failed, "write", path.string(), errno);
    return {};
}

IoResult<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        return io_refused(IoProblem::failed, "rename", from.string(), errno);
    return {};
}

// "20111205T101530_0042"
bool is_time_and_sequence(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const char sign = at == 8 ? 'T' : at == time_letters ? '_' : '\0';
        if (sign != '\0' ? letter != sign : letter < '0' || letter > '9')
            return false;
    }
    return text.size() == time_letters + 1 + sequence_letters;
}

} // namespace

CaptureFolder::CaptureFolder(std::filesystem::path folder, const std::string& lane, Limits limits)
    : folder_(std::move(folder)), lane_(in_file_names(lane)), limits_(limits) {}

IoResult<FileDescriptor> CaptureFolder::begin() const {
    if (::mkdir(folder_.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        return io_refused(IoProblem::failed, "make", folder_.string(), errno);
    return new_file(folder_ / ("." + lane_ + ".part"));
}

IoResult<std::string> CaptureFolder::finish(const CaptureKey& key, const std::string& gaps) const {
    const auto name = name_of(key);
    if (!gaps.empty()) {
        const auto part = folder_ / ("." + lane_ + ".gaps.part");
        auto told = write_whole(part, gaps);
        if (told)
            told = rename_file(part, folder_ / (name + std::string(gaps_ending)));
        if (!told)
            return tl::unexpected(told.error());
    }
    if (auto named = rename_file(folder_ / ("." + lane_ + ".part"), folder_ / (name + std::string(paper_ending)));
        !named)
        return tl::unexpected(named.error());
    return name + std::string(paper_ending);
}

bool CaptureFolder::add_gap(const std::string& name, const std::string& line) const {
    if (name.empty())
        return false;
    const auto gaps = folder_ / (name.substr(0, name.size() - paper_ending.size()) + std::string(gaps_ending));
    const FileDescriptor file(
        ::open(gaps.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, owner_only));
    return file.is_open() && ::write(file.number(), line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

std::optional<std::uint64_t> CaptureFolder::left_behind_bytes() const {
    struct stat file {};
    const auto part = folder_ / ("." + lane_ + ".part");
    if (::lstat(part.c_str(), &file) != 0 || !S_ISREG(file.st_mode))
        return std::nullopt;
    return static_cast<std::uint64_t>(file.st_size);
}

void CaptureFolder::drop() const {
    ::unlink((folder_ / ("." + lane_ + ".part")).c_str());
}

std::optional<std::uint32_t> CaptureFolder::newest_sequence() const {
    const auto kept = list();
    if (kept.empty())
        return std::nullopt;
    const std::string_view name = kept.back().name;
    const auto digits = name.substr(lane_.size() + 1 + time_letters + 1, sequence_letters);
    std::uint32_t sequence = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
    return sequence;
}

// The list is made anew before anything goes by size: whoever reads the papers may have taken them away.
void CaptureFolder::keep_within_limits(std::uint64_t added_bytes, std::int64_t civil_now) {
    kept_bytes_ += added_bytes;
    const auto oldest_kept = lane_ + "_" + capture_time(civil_now - limits_.days * seconds_a_day);
    const bool has_old = !kept_.empty() && kept_.front().name < oldest_kept;
    if (is_listed_ && kept_bytes_ <= limits_.bytes && !has_old && !kept_.empty())
        return;
    kept_ = list();
    is_listed_ = true;
    kept_bytes_ = 0;
    for (const Kept& paper : kept_)
        kept_bytes_ += paper.bytes;
    while (!kept_.empty() && (kept_bytes_ > limits_.bytes || kept_.front().name < oldest_kept)) {
        const auto& oldest = kept_.front();
        ::unlink((folder_ / oldest.name).c_str());
        const auto stem = oldest.name.substr(0, oldest.name.size() - paper_ending.size());
        ::unlink((folder_ / (stem + std::string(gaps_ending))).c_str());
        kept_bytes_ -= oldest.bytes;
        kept_.pop_front();
    }
}

std::string CaptureFolder::name_of(const CaptureKey& key) const {
    std::array<char, 8> sequence{};
    std::snprintf(sequence.data(), sequence.size(), "%04u", static_cast<unsigned>(key.sequence % capture_sequences));
    return lane_ + "_" + capture_time(key.civil_seconds) + "_" + sequence.data();
}

std::deque<CaptureFolder::Kept> CaptureFolder::list() const {
    const auto before_time = lane_.size() + 1;
    const std::size_t length = before_time + time_letters + 1 + sequence_letters + paper_ending.size();
    std::deque<Kept> papers;
    std::error_code error;
    for (std::filesystem::directory_iterator file(folder_, error), end; !error && file != end; file.increment(error)) {
        auto name = file->path().filename().string();
        if (name.size() != length || !name.starts_with(lane_ + "_") || !name.ends_with(paper_ending) ||
            !is_time_and_sequence(std::string_view(name).substr(before_time, time_letters + 1 + sequence_letters)))
            continue;
        struct stat known {};
        if (::lstat(file->path().c_str(), &known) == 0 && S_ISREG(known.st_mode))
            papers.push_back({std::move(name), static_cast<std::uint64_t>(known.st_size),
                              known.st_mtim.tv_sec * nanoseconds_a_second + known.st_mtim.tv_nsec});
    }
    // Numbers begin again within a second, too: there, the time of writing tells.
    std::ranges::sort(papers, {}, [&](const Kept& paper) {
        return std::tuple(std::string_view(paper.name).substr(before_time, time_letters), paper.written_ns,
                          std::string_view(paper.name));
    });
    return papers;
}

} // namespace makegood::drivers
