#include "terminal/feeds/feed_folder.hpp"

#include "terminal/reading/captured_transaction.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <tuple>

namespace makegood::feeds {

namespace {

using drivers::FileDescriptor;

constexpr std::string_view reason_suffix = ".reason.txt";
constexpr int most_of_one_name = 100'000;
constexpr std::size_t longest_name_bytes = 255;

tl::unexpected<Error> system_refusal(const char* operation, std::string object) {
    return refused(Error{operation, std::move(object), std::strerror(errno)});
}

bool is_plain_file(const struct stat& status) {
    return S_ISREG(status.st_mode) && status.st_nlink == 1;
}

bool same_file(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool same_content(const struct stat& a, const struct stat& b) {
    return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

// A read lease is given only while nobody has the file open for writing. Where there are none (a file of another owner,
// a file system of the network) the answer is no. A writer that comes just now breaks the lease, of which SIGURG tells,
// because nobody minds it; SIGIO would end the program.
bool is_being_written(int descriptor) {
    if (::fcntl(descriptor, F_SETSIG, SIGURG) != 0)
        return false;
    if (::fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0)
        return errno == EAGAIN;
    ::fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return false;
}

// "sales-2.csv.xz", with room for the reason's name.
std::string numbered(const std::string& name, int number) {
    const auto dot = name.find('.', 1);
    auto stem = name.substr(0, dot);
    const auto rest = dot == name.npos ? std::string() : name.substr(dot);
    const auto suffix = number == 1 ? std::string() : "-" + std::to_string(number);
    const auto room = longest_name_bytes - reason_suffix.size();
    const auto wanted = suffix.size() + rest.size();
    if (stem.size() + wanted > room)
        stem.resize(wanted < room ? room - wanted : 1);
    return (stem + suffix + rest).substr(0, room);
}

constexpr std::string_view paper_suffix = ".escpos", gaps_suffix = ".gaps";

bool is_gaps(std::string_view name) {
    return name.ends_with(gaps_suffix);
}

// "lane-1_20111205T101530_0042.escpos", and what we put beside it.
bool is_of_a_paper(std::string_view name) {
    for (const std::string_view suffix : {reason_suffix, std::string_view(".png")})
        if (name.ends_with(suffix)) {
            name.remove_suffix(suffix.size());
            return name.ends_with(paper_suffix) && CaptureName::is_of_tap(name);
        }
    return CaptureName::is_of_tap(name);
}

// What the tap wrote beside a paper that lacks bytes; nothing for other files.
std::string gaps_of(std::string_view paper) {
    if (!paper.ends_with(paper_suffix) || !CaptureName::is_of_tap(paper))
        return {};
    paper.remove_suffix(paper_suffix.size());
    return std::string(paper) + std::string(gaps_suffix);
}

Result<bool> write_new(const FileDescriptor& folder, const std::string& name, std::string_view text) {
    const FileDescriptor file(
        ::openat(folder.number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.is_open() && errno == EEXIST)
        return false;
    if (!file.is_open())
        return system_refusal("write", name);
    while (!text.empty()) {
        const auto written = ::write(file.number(), text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            auto why = system_refusal("write", name);
            ::unlinkat(folder.number(), name.c_str(), 0);
            return why;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

Result<FeedFolder> FeedFolder::open(const std::filesystem::path& path) {
    FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open())
        return system_refusal("open", path.string());
    return FeedFolder(std::move(folder));
}

bool FeedFolder::is_feed_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && !name.ends_with(".part") && !name.ends_with(".tmp") &&
           !name.ends_with('~') && !is_gaps(name);
}

std::vector<std::string> FeedFolder::feed_names() const {
    std::vector<std::tuple<std::int64_t, std::int64_t, std::string>> files;
    const int again = ::openat(folder_.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(again < 0 ? nullptr : ::fdopendir(again), ::closedir);
    while (const auto* entry = directory ? ::readdir(directory.get()) : nullptr) {
        struct stat status {};
        if (is_feed_name(entry->d_name) &&
            ::fstatat(folder_.number(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && is_plain_file(status))
            files.emplace_back(status.st_mtim.tv_sec, status.st_mtim.tv_nsec, entry->d_name);
    }
    std::ranges::sort(files);
    std::vector<std::string> names;
    for (auto& file : files)
        names.push_back(std::move(std::get<2>(file)));
    return names;
}

// Looked at before it is opened too: to open a device, a pipe or a second name of our own database is to act on it.
Result<std::optional<FeedFolder::Feed>> FeedFolder::open_feed(const std::string& name) const {
    struct stat before {};
    if (!is_feed_name(name) || ::fstatat(folder_.number(), name.c_str(), &before, AT_SYMLINK_NOFOLLOW) != 0 ||
        !is_plain_file(before))
        return std::nullopt;
    Feed feed{.name = name,
              .descriptor = FileDescriptor(
                  ::openat(folder_.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))};
    if (!feed.descriptor.is_open() && (errno == ENOENT || errno == ELOOP))
        return std::nullopt;
    if (!feed.descriptor.is_open() || ::fstat(feed.descriptor.number(), &feed.status) != 0)
        return system_refusal("open", name);
    if (!is_plain_file(feed.status) || !same_file(before, feed.status) || is_being_written(feed.descriptor.number()))
        return std::nullopt;
    return std::optional(std::move(feed));
}

bool FeedFolder::has_gaps(const std::string& name) const {
    struct stat status {};
    const auto gaps = gaps_of(name);
    return !gaps.empty() && ::fstatat(folder_.number(), gaps.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

void FeedFolder::send_gaps_after() const {
    const int again = ::openat(folder_.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(again < 0 ? nullptr : ::fdopendir(again), ::closedir);
    while (const auto* entry = directory ? ::readdir(directory.get()) : nullptr)
        if (const std::string name = entry->d_name; is_gaps(name) && CaptureName::is_of_tap(name))
            send_gaps_after(name);
}

// A number is added where there are some of that paper already.
void FeedFolder::send_gaps_after(const std::string& gaps) const {
    const auto paper = gaps.substr(0, gaps.size() - gaps_suffix.size()) + std::string(paper_suffix);
    const auto lies_in = [&paper](const FileDescriptor& there) {
        struct stat status {};
        return ::fstatat(there.number(), paper.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && is_plain_file(status);
    };
    if (lies_in(folder_))
        return;
    for (const char* name : {"done", "rejected"}) {
        const FileDescriptor inner(::openat(folder_.number(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!inner.is_open() || !lies_in(inner))
            continue;
        for (int number = 1; number < most_of_one_name; ++number)
            if (::renameat2(folder_.number(), gaps.c_str(), inner.number(), numbered(gaps, number).c_str(),
                            RENAME_NOREPLACE) == 0 ||
                errno != EEXIST)
                return;
    }
}

Result<bool> FeedFolder::set_done(const Feed& feed) const {
    const auto done = open_inner("done");
    if (!done)
        return refused(done.error());
    for (int number = 1; number < most_of_one_name; ++number) {
        const auto moved = move(feed, *done, numbered(feed.name, number));
        if (!moved)
            return refused(moved.error());
        if (*moved)
            return **moved;
    }
    return refused(Error{"move", feed.name, "too many files of this name"});
}

// The reason comes first: a file whose power was cut between the two is found in the folder again.
Result<bool> FeedFolder::set_rejected(const Feed& feed, const std::string& reason) const {
    const auto rejected = open_inner("rejected");
    if (!rejected)
        return refused(rejected.error());
    for (int number = 1; number < most_of_one_name; ++number) {
        const auto name = numbered(feed.name, number);
        const auto reason_name = name + std::string(reason_suffix);
        struct stat taken {};
        if (::fstatat(rejected->number(), name.c_str(), &taken, AT_SYMLINK_NOFOLLOW) == 0)
            continue;
        const auto written = write_new(*rejected, reason_name, reason);
        if (!written)
            return refused(written.error());
        if (!*written)
            continue;
        const auto moved = move(feed, *rejected, name);
        if (moved && *moved && **moved)
            return true;
        ::unlinkat(rejected->number(), reason_name.c_str(), 0);
        if (!moved)
            return refused(moved.error());
        if (*moved)
            return false;
    }
    return refused(Error{"move", feed.name, "too many files of this name"});
}

Result<std::string>
FeedFolder::add_to_rejected(const std::string& name,
                            const std::function<Result<void>(const std::filesystem::path&)>& write) const {
    const auto rejected = open_inner("rejected");
    if (!rejected)
        return refused(rejected.error());
    for (int number = 1; number < most_of_one_name; ++number) {
        const auto free_name = numbered(name, number);
        const FileDescriptor file(::openat(rejected->number(), free_name.c_str(),
                                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file.is_open() && errno == EEXIST)
            continue;
        if (!file.is_open())
            return system_refusal("write", free_name);
        // By the open file itself: whoever may write here could put a link in its place.
        const auto written = write("/proc/self/fd/" + std::to_string(file.number()));
        if (written)
            return free_name;
        ::unlinkat(rejected->number(), free_name.c_str(), 0);
        return refused(written.error());
    }
    return refused(Error{"write", name, "too many files of this name"});
}

void FeedFolder::take_out_of_rejected(const std::string& name) const {
    if (const auto rejected = open_inner("rejected"))
        ::unlinkat(rejected->number(), name.c_str(), 0);
}

std::vector<FeedFolder::Paper> FeedFolder::papers() const {
    std::vector<Paper> papers;
    for (const char* inner : {"done", "rejected"}) {
        const int there = ::openat(folder_.number(), inner, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        const std::unique_ptr<DIR, int (*)(DIR*)> directory(there < 0 ? nullptr : ::fdopendir(there), ::closedir);
        while (const auto* entry = directory ? ::readdir(directory.get()) : nullptr) {
            struct stat status {};
            if (is_of_a_paper(entry->d_name) && ::fstatat(there, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                is_plain_file(status))
                papers.push_back({inner, entry->d_name, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
                                  static_cast<std::uint64_t>(status.st_size)});
        }
    }
    std::ranges::sort(papers, {},
                      [](const Paper& paper) { return std::tuple(paper.moved_s, paper.moved_ns, paper.name); });
    return papers;
}

FeedFolder::Kept FeedFolder::papers_kept() const {
    Kept kept;
    for (const auto& paper : papers()) {
        ++kept.files;
        kept.bytes += paper.bytes;
    }
    return kept;
}

void FeedFolder::keep_papers_within(Limits limits, std::int64_t now_s) const {
    constexpr std::int64_t seconds_a_day = 86'400;
    auto bytes = papers_kept().bytes;
    for (const auto& paper : papers()) {
        if (bytes <= limits.bytes && now_s - paper.moved_s <= limits.days * seconds_a_day)
            return;
        if (const auto inner = open_inner(paper.inner))
            for (const auto& name : {paper.name, gaps_of(paper.name)})
                if (!name.empty())
                    ::unlinkat(inner->number(), name.c_str(), 0);
        bytes -= paper.bytes;
    }
}

bool FeedFolder::is_still(const Feed& feed) const {
    struct stat now {};
    return ::fstatat(folder_.number(), feed.name.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0 &&
           same_file(now, feed.status) && same_content(now, feed.status);
}

Result<FileDescriptor> FeedFolder::open_inner(const char* name) const {
    if (::mkdirat(folder_.number(), name, 0700) != 0 && errno != EEXIST)
        return system_refusal("make", name);
    FileDescriptor inner(::openat(folder_.number(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!inner.is_open())
        return system_refusal("open", name);
    return inner;
}

Result<std::optional<bool>> FeedFolder::move(const Feed& feed, const FileDescriptor& to,
                                             const std::string& name) const {
    if (!is_still(feed))
        return std::optional(false);
    if (::renameat2(folder_.number(), feed.name.c_str(), to.number(), name.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return std::optional<bool>();
        return system_refusal("move", feed.name);
    }
    struct stat moved {};
    if (::fstatat(to.number(), name.c_str(), &moved, AT_SYMLINK_NOFOLLOW) == 0 && !same_file(moved, feed.status)) {
        // Another file has taken the name in between; back with it, so that it gets its turn.
        ::renameat2(to.number(), name.c_str(), folder_.number(), feed.name.c_str(), RENAME_NOREPLACE);
        return std::optional(false);
    }
    // After its paper: without it, a paper would look whole.
    if (const auto gaps = gaps_of(feed.name), beside = gaps_of(name); !gaps.empty() && !beside.empty())
        ::renameat2(folder_.number(), gaps.c_str(), to.number(), beside.c_str(), RENAME_NOREPLACE);
    return std::optional(true);
}

} // namespace makegood::feeds
