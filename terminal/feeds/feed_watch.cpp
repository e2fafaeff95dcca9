#include "terminal/feeds/feed_watch.hpp"

#include "drivers/wake_signal.hpp"
#include "terminal/feeds/capture_picture.hpp"
#include "terminal/feeds/feed_folder.hpp"
#include "terminal/feeds/import_file.hpp"
#include "terminal/feeds/import_words.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/feeds/stock_import.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <deque>
#include <poll.h>
#include <sys/inotify.h>

namespace makegood::feeds {

namespace {

constexpr std::size_t most_rejects_told = 1'000;
// The kernel tells that a file was closed a moment before it lets go of it: until then it looks as if somebody still
// wrote.
constexpr int most_second_looks = 7; // 20 ms after each other, then twice as long: 2.5 s in all
constexpr std::chrono::milliseconds second_look_after{20};
constexpr auto tidied_every = std::chrono::hours(1);
constexpr std::uint32_t finished_files = IN_CLOSE_WRITE | IN_MOVED_TO;
constexpr std::uint32_t folder_goes = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

// What says more about this machine than about the file.
bool may_go_better_later(const FeedError& failure) {
    return failure.code == failure::storage_failed || failure.code == failure::scratch_failed ||
           failure.code == failure::cannot_read || failure.code == failure::interrupted;
}

class FeedWatch {
  public:
    FeedWatch(const WatchedFeed& feed, const text::Words& words, ReceiptSink& sink, StockSink& stock,
              std::stop_token stop, const std::function<void(FeedNews)>& on_news)
        : feed_(feed), path_(std::filesystem::absolute(feed.folder / "").parent_path().lexically_normal()),
          words_(words), sink_(sink), stock_(stock), stop_(std::move(stop)), on_news_(on_news) {}

    void run() {
        const std::stop_callback wake(stop_, [this] { stopped_.raise(); });
        while (!stop_.stop_requested()) {
            if (!folder_)
                find_folder();
            while (!waiting_.empty() && !stop_.stop_requested()) {
                const auto name = std::move(waiting_.front());
                waiting_.pop_front();
                take(name);
            }
            if (folder_ && left_.empty() && !std::exchange(trouble_, {}).empty())
                on_news_({.end = FeedNews::End::left}); // it is over
            tidy();
            if (!stop_.stop_requested())
                sleep();
        }
    }

  private:
    void find_folder() {
        events_ = drivers::FileDescriptor(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
        auto opened = watch_folder();
        if (!opened) {
            watch_way_to_folder();
            opened = watch_folder(); // it may have come in between
        }
        if (!opened)
            return tell_trouble({.end = FeedNews::End::left, .trouble = opened.error().text()});
        look_for_all();
    }

    // Watched before it is listed, so that no file slips through, and watched by its descriptor: a folder that was put
    // in its place would be another one.
    Result<void> watch_folder() {
        auto folder = FeedFolder::open(path_);
        if (!folder)
            return refused(folder.error());
        const auto itself = "/proc/self/fd/" + std::to_string(folder->descriptor());
        folder_watch_ = ::inotify_add_watch(events_.number(), itself.c_str(),
                                            finished_files | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
        if (folder_watch_ < 0)
            return refused(Error{"watch", path_.string(), std::strerror(errno)});
        // While we have it open, only the folder above tells that it was deleted.
        ::inotify_add_watch(events_.number(), path_.parent_path().c_str(), IN_DELETE | IN_ONLYDIR | IN_MASK_ADD);
        folder_ = std::move(*folder);
        return {};
    }

    // The nearest folder above that is there.
    void watch_way_to_folder() const {
        auto above = path_;
        do
            above = above.parent_path();
        while (::inotify_add_watch(events_.number(), above.c_str(),
                                   IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR) <
                   0 &&
               above.has_relative_path());
    }

    void look_for_all() {
        const auto names = folder_->feed_names();
        waiting_.assign(names.begin(), names.end());
        left_.clear();
        folder_->send_gaps_after();
    }

    void take(const std::string& name) {
        // The names file of the map is no feed.
        if (feed_.map && feed_.map->names && feed_.map->names->file == name)
            return;
        if (name.ends_with(".gaps"))
            return folder_->send_gaps_after();
        auto opened = folder_->open_feed(name);
        if (!opened)
            return leave(name, {.report = {.file = name}, .trouble = opened.error().text()});
        if (!*opened)
            return look_again(name);
        auto& file = **opened;

        FeedNews news;
        std::vector<Reject> rejects;
        news.report = import_feed(std::move(file.descriptor), name, [&](const Reject& reject) {
            if (rejects.size() < most_rejects_told)
                rejects.push_back(reject);
        });
        if (stop_.stop_requested() && news.report.failure)
            return;
        if (news.report.failure && may_go_better_later(*news.report.failure))
            return leave(name, std::move(news));

        const bool all_taken = !news.report.failure && news.report.rejected == 0;
        news.end = all_taken ? FeedNews::End::done : FeedNews::End::rejected;
        const auto picture = all_taken ? std::nullopt : keep_picture(file, rejects);
        const auto moved =
            all_taken ? folder_->set_done(file)
                      : folder_->set_rejected(file, reason_file(words_, news.report, rejects, picture.value_or("")));
        if (picture && !(moved && *moved))
            folder_->take_out_of_rejected(*picture);
        if (!moved) {
            news.trouble = moved.error().text();
            return leave(name, std::move(news));
        }
        trouble_.clear();
        if (*moved)
            on_news_(std::move(news));
        else
            take_again_when_only_touched(file);
    }

    // Of a paper that the till sent as one, so that people can look at it: "lane-1_20111205T101530_0042.png". Its name;
    // nothing where there is none, or none could be drawn.
    std::optional<std::string> keep_picture(const FeedFolder::Feed& file, const std::vector<Reject>& rejects) const {
        if (!feed_.papers || !file.name.ends_with(".escpos") ||
            std::ranges::find(rejects, rejected::paper_is_picture, &Reject::reason) == rejects.end())
            return std::nullopt;
        const auto again = folder_->open_feed(file.name);
        if (!again || !*again)
            return std::nullopt;
        const auto picture = picture_of_capture((*again)->descriptor, feed_.papers->reader.printer);
        if (!picture)
            return std::nullopt;
        const auto kept = folder_->add_to_rejected(file.name + ".png",
                                                   [&](const auto& path) { return write_picture(*picture, path); });
        return kept ? std::optional(*kept) : std::nullopt;
    }

    void tidy() {
        const auto now = std::chrono::steady_clock::now();
        if (!folder_ || !feed_.papers || (tidied_ && now - *tidied_ < tidied_every))
            return;
        tidied_ = now;
        folder_->keep_papers_within(feed_.keep, std::time(nullptr));
    }

    ImportReport import_feed(drivers::FileDescriptor file, const std::string& name, const OnReject& on_reject) {
        const auto begun = std::chrono::steady_clock::now();
        const Stopwatch stopwatch = [&] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        };
        const ImportListeners listeners{.on_reject = on_reject};
        if (const auto table = stock_table_named(name))
            return import_open_stock_file(std::move(file), name, *table, stock_, listeners, stopwatch);
        return import_open_file(std::move(file), name, feed_.map ? &*feed_.map : nullptr, feed_.names_folder, sink_,
                                listeners, stopwatch, feed_.papers ? &*feed_.papers : nullptr, folder_->has_gaps(name));
    }

    // Who has written to it, or put another in its place, wakes us when that is done; who sets its time (as scp -p does
    // after closing it) does not.
    void take_again_when_only_touched(const FeedFolder::Feed& file) {
        const auto now = folder_->open_feed(file.name);
        if (now && *now && (*now)->status.st_ino == file.status.st_ino && (*now)->status.st_size == file.status.st_size)
            waiting_.push_back(file.name);
    }

    void look_again(const std::string& name) {
        if (second_looks_ < most_second_looks)
            closing_.push_back(name);
    }

    void leave(const std::string& name, FeedNews news) {
        left_.push_back(name);
        news.end = FeedNews::End::left;
        if (news.trouble.empty() && news.report.failure)
            news.trouble = failure_sentence(words_, *news.report.failure);
        tell_trouble(std::move(news));
    }

    // Once, not at every try.
    void tell_trouble(FeedNews news) {
        if (std::exchange(trouble_, news.trouble) != news.trouble)
            on_news_(std::move(news));
    }

    void sleep() {
        std::array<pollfd, 2> watched{pollfd{stopped_.descriptor(), POLLIN, 0}, pollfd{events_.number(), POLLIN, 0}};
        const bool looks_again = !closing_.empty();
        const bool try_again = !folder_ || !left_.empty();
        const auto pause = looks_again ? second_look_after * (1 << second_looks_)
                                       : std::chrono::duration_cast<std::chrono::milliseconds>(feed_.try_again);
        // Papers grow old also where nothing comes.
        const auto longest = looks_again || try_again ? pause
                             : feed_.papers           ? std::chrono::milliseconds(std::chrono::hours(24))
                                                      : std::chrono::milliseconds(-1);
        const int woken = ::poll(watched.data(), watched.size(), static_cast<int>(longest.count()));
        if (woken == 0 && looks_again) {
            ++second_looks_;
            waiting_.insert(waiting_.end(), closing_.begin(), closing_.end());
            closing_.clear();
        } else if (woken == 0 && folder_ && try_again)
            look_for_all();
        else if (woken > 0 && (watched[1].revents & POLLIN) != 0)
            read_events();
    }

    void read_events() {
        alignas(inotify_event) std::array<char, 16 * 1024> buffer{};
        for (;;) {
            const auto size = ::read(events_.number(), buffer.data(), buffer.size());
            if (size <= 0)
                return;
            for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
                inotify_event event{};
                std::memcpy(&event, buffer.data() + at, sizeof event);
                const char* name = event.len > 0 ? buffer.data() + at + sizeof event : "";
                at += sizeof event + event.len;
                if (!take_in(event, name))
                    return;
            }
        }
    }

    // False when the folder is gone, and all other events with it.
    bool take_in(const inotify_event& event, const std::string& name) {
        if (!folder_)
            return true; // something above has changed: reason enough to look again
        const bool of_folder = event.wd == folder_watch_;
        if ((of_folder && (event.mask & folder_goes) != 0) ||
            (!of_folder && (event.mask & IN_DELETE) != 0 && name == path_.filename())) {
            folder_.reset();
            waiting_.clear();
            closing_.clear();
            left_.clear();
            return false;
        }
        if ((event.mask & IN_Q_OVERFLOW) != 0)
            look_for_all();
        else if (of_folder && (event.mask & finished_files) != 0 && (event.mask & IN_ISDIR) == 0 &&
                 std::ranges::find(waiting_, name) == waiting_.end()) {
            waiting_.push_back(name);
            second_looks_ = 0;
        }
        return true;
    }

    const WatchedFeed& feed_;
    const std::filesystem::path path_; // of the folder, absolute
    const text::Words& words_;
    ReceiptSink& sink_;
    StockSink& stock_;
    const std::stop_token stop_;
    const std::function<void(FeedNews)>& on_news_;
    drivers::WakeSignal stopped_;
    drivers::FileDescriptor events_;
    std::optional<FeedFolder> folder_;
    int folder_watch_ = -1;
    std::deque<std::string> waiting_;
    std::vector<std::string> closing_; // to be looked at once more, soon
    std::optional<std::chrono::steady_clock::time_point> tidied_;
    int second_looks_ = 0;          // since a file was last told of
    std::vector<std::string> left_; // until the next try
    std::string trouble_;           // that was told last
};

} // namespace

void watch_feed(const WatchedFeed& feed, const text::Words& words, ReceiptSink& sink, StockSink& stock,
                std::stop_token stop, const std::function<void(FeedNews)>& on_news) {
    FeedWatch(feed, words, sink, stock, std::move(stop), on_news).run();
}

} // namespace makegood::feeds
