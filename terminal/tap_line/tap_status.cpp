#include "terminal/tap_line/tap_status.hpp"

#include "terminal/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <map>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace makegood {

namespace {

constexpr std::size_t file_bytes = 4096, longest_reason = 400;

std::filesystem::path file_in(const std::filesystem::path& data) {
    return data / "tap.status";
}

// Of the open file and not of the process, so that who asks who holds it takes nothing.
struct flock whole_file() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

bool is_locked(const drivers::FileDescriptor& file) {
    auto lock = whole_file();
    return ::fcntl(file.number(), F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

std::string one_line(std::string_view text) {
    std::string line = text::plain(text).substr(0, longest_reason);
    std::ranges::replace(line, '\n', ' ');
    return line;
}

using Lines = std::map<std::string, std::string>;

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (const auto blank = line.find(' '); blank != line.npos)
            lines.emplace(line.substr(0, blank), line.substr(blank + 1));
    return lines;
}

std::uint64_t number(const Lines& lines, const std::string& name) {
    std::uint64_t value = 0;
    if (const auto found = lines.find(name); found != lines.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    return value;
}

std::string word(const Lines& lines, const std::string& name) {
    const auto found = lines.find(name);
    return found == lines.end() ? std::string() : found->second;
}

CivilTime time_of(const Lines& lines, const std::string& name) {
    return {static_cast<std::int64_t>(number(lines, name))};
}

std::string side_line(const char* name, const std::optional<drivers::TapNews>& news) {
    if (!news)
        return {};
    return news->there ? fmt::format("{} there\n", name) : fmt::format("{} away {}\n", name, one_line(news->why));
}

std::optional<drivers::TapNews> side_of(const Lines& lines, const std::string& name, drivers::TapSide side) {
    const auto told = word(lines, name);
    if (told.empty())
        return std::nullopt;
    const bool there = told == "there";
    return drivers::TapNews{side, there, there || told.size() < 5 ? "" : told.substr(5)};
}

} // namespace

Result<TapStatusFile> TapStatusFile::claim(const std::filesystem::path& data) {
    const auto path = file_in(data);
    drivers::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.is_open())
        return refused(Error{"open", path.string(), std::system_category().message(errno)});
    if (auto lock = whole_file(); ::fcntl(file.number(), F_OFD_SETLK, &lock) != 0)
        return refused(Error{"open", path.string(), "another tap runs on this data folder", "command.tap_line.twice"});
    return TapStatusFile(std::move(file));
}

void TapStatusFile::write(const TapStatus& status) const {
    std::string text =
        fmt::format("since {}\ntold {}\nto_printer {}\nto_till {}\nfiles {}\nlabels {}\nlate_cuts {}\ngaps {}\n"
                    "bytes_not_kept {}\nlost_with_printer {}\n",
                    status.since.seconds, status.told.seconds, status.to_printer, status.to_till, status.files,
                    status.labels, status.late_cuts, status.gaps, status.bytes_not_kept, status.lost_with_printer);
    if (status.last_seen)
        text += fmt::format("last_seen {}\n", status.last_seen->seconds);
    text += side_line("till", status.state.till) + side_line("printer", status.state.printer);
    if (!status.state.newest_file.empty())
        text += fmt::format("newest_file {}\n", one_line(status.state.newest_file));
    if (!status.state.newest_without_label.empty())
        text += fmt::format("newest_without_label {}\n", one_line(status.state.newest_without_label));
    if (!status.state.problem.empty())
        text += fmt::format("problem {}\n", one_line(status.state.problem));
    text.resize(file_bytes, '\n');
    // Best effort: the next comes within a second of the next change.
    [[maybe_unused]] const auto written = ::pwrite(file_.number(), text.data(), text.size(), 0);
}

std::optional<TapStatus> read_tap_status(const std::filesystem::path& data) {
    const drivers::FileDescriptor file(::open(file_in(data).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    std::array<char, file_bytes> text{};
    const auto count = file.is_open() ? ::pread(file.number(), text.data(), text.size(), 0) : -1;
    if (count <= 0)
        return std::nullopt;
    const auto lines = lines_of(std::string(text.data(), static_cast<std::size_t>(count)));
    TapStatus status{
        .since = time_of(lines, "since"),
        .told = time_of(lines, "told"),
        .to_printer = number(lines, "to_printer"),
        .to_till = number(lines, "to_till"),
        .files = number(lines, "files"),
        .labels = number(lines, "labels"),
        .late_cuts = number(lines, "late_cuts"),
        .gaps = number(lines, "gaps"),
        .bytes_not_kept = number(lines, "bytes_not_kept"),
        .lost_with_printer = number(lines, "lost_with_printer"),
        .state = {.till = side_of(lines, "till", drivers::TapSide::till),
                  .printer = side_of(lines, "printer", drivers::TapSide::printer),
                  .newest_file = word(lines, "newest_file"),
                  .newest_without_label = word(lines, "newest_without_label"),
                  .problem = word(lines, "problem")},
    };
    if (lines.contains("last_seen"))
        status.last_seen = time_of(lines, "last_seen");
    status.is_running = is_locked(file);
    return status;
}

} // namespace makegood
