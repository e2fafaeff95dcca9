#pragma once

#include "drivers/file_descriptor.hpp"
#include "terminal/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

namespace makegood::feeds {

// The folder into which a till lays its files. Everything goes through the folder's own descriptor and plain names, and
// no link is followed: nothing outside of the folder is read, written or moved, whatever lies in it.
class FeedFolder {
  public:
    // A file that is open for reading, and what it was then.
    struct Feed {
        std::string name;
        drivers::FileDescriptor descriptor;
        struct stat status {};
    };

    static Result<FeedFolder> open(const std::filesystem::path& path);

    // Whether a file of this name is for us: tills write under names that begin with a dot or end in .part, .tmp or ~,
    // and rename what is finished. What a tap missed (.gaps) is none.
    static bool is_feed_name(std::string_view name);

    // Of the files that lie there, the oldest first.
    std::vector<std::string> feed_names() const;
    // Nothing for what is gone, is no plain file, has a second name, or is still being written.
    Result<std::optional<Feed>> open_feed(const std::string& name) const;
    // Whether a tap wrote beside this paper of its own that bytes of it are missing. Goes with it where it is moved.
    bool has_gaps(const std::string& name) const;
    // Of papers that are in done/ or rejected/ already: what a tap has told since lies beside them then, too.
    void send_gaps_after() const;
    // Moves it into done/. False when another file has its name now, or it has been written to since it was opened.
    Result<bool> set_done(const Feed& feed) const;
    // Moves it into rejected/, where NAME.reason.txt tells why; false as above. A number is added to a name that is
    // taken.
    Result<bool> set_rejected(const Feed& feed, const std::string& reason) const;

    // Puts a new file beside what is in rejected/, written by `write` at the place that it is given. Its name, which is
    // `name` or has a number added.
    Result<std::string> add_to_rejected(const std::string& name,
                                        const std::function<Result<void>(const std::filesystem::path&)>& write) const;
    void take_out_of_rejected(const std::string& name) const;

    // What of a tap's papers (and beside them) lies in done/ and rejected/.
    struct Kept {
        std::int64_t files = 0;
        std::uint64_t bytes = 0;
    };
    struct Limits {
        int days = 365;
        std::uint64_t bytes = std::uint64_t{2048} << 20;
    };
    Kept papers_kept() const;
    // The oldest go first, counted from when they were moved. Only names that a tap gives go, and what we put beside
    // them: what the till itself laid here is not ours to delete, also where it ends in .escpos.
    void keep_papers_within(Limits limits, std::int64_t now_s) const;

    int descriptor() const { return folder_.number(); }

  private:
    explicit FeedFolder(drivers::FileDescriptor folder) : folder_(std::move(folder)) {}

    struct Paper {
        const char* inner;
        std::string name;
        std::int64_t moved_s;
        std::int64_t moved_ns;
        std::uint64_t bytes;
    };
    std::vector<Paper> papers() const; // the oldest first

    void send_gaps_after(const std::string& gaps) const;
    bool is_still(const Feed& feed) const;
    Result<drivers::FileDescriptor> open_inner(const char* name) const;
    // Empty when the name is taken.
    Result<std::optional<bool>> move(const Feed& feed, const drivers::FileDescriptor& to,
                                     const std::string& name) const;

    drivers::FileDescriptor folder_;
};

} // namespace makegood::feeds
