#include "terminal/feeds/feed_watch.hpp"

#include "drivers/event_queue.hpp"
#include "terminal/feeds/feed_folder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_sink.hpp"
#include "tests/support/temporary_folder.hpp"

#include <atomic>
#include <chrono>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace makegood;
using namespace makegood::feeds;
namespace fs = std::filesystem;

namespace {

constexpr auto end_done = FeedNews::End::done;
constexpr auto end_rejected = FeedNews::End::rejected;
constexpr auto end_left = FeedNews::End::left;

std::string sold(const std::string& sequence) {
    return R"({"business_unit_id":"9","workstation_id":"2","sequence_number":")" + sequence +
           R"(","begin_date_time":"2011-10-05T10:21","currency_code":"EUR",)"
           R"("line_items":[{"item_id":"A","extended_amount":"1.00"}]})"
           "\n";
}

void put(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// A storage whose disk can be full, and beside which things happen.
class ShopSink final : public ReceiptSink {
  public:
    Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) override {
        if (full)
            return refused("write makegood.db: No space left on device");
        if (meanwhile)
            std::exchange(meanwhile, {})();
        return recording.take(slice);
    }
    std::atomic<bool> full = false;
    std::function<void()> meanwhile;
    RecordingSink recording;
};

// A folder that is watched as the kiosk does, on a thread of its own.
class Watch {
  public:
    Watch() { fs::create_directory(folder()); }

    fs::path folder() const { return place_.path() / "in"; }
    fs::path place() const { return place_.path(); }

    void start() {
        feed.folder = folder();
        thread_ = std::jthread([this](std::stop_token stop) {
            watch_feed(feed, words_, sink, stock, stop, [this](FeedNews news) { news_.post(std::move(news)); });
        });
    }
    void stop() { thread_ = {}; }

    // What is told next; waits for it.
    FeedNews next() {
        for (int tries = 0; tries < 4'000; ++tries) {
            if (auto news = news_.take())
                return std::move(*news);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL("nothing is told");
        return {};
    }
    // "file end", or "end trouble" of the folder.
    void expect(const std::string& file, FeedNews::End end) {
        INFO(file);
        const auto news = next();
        CHECK(news.report.file == file);
        CHECK(static_cast<int>(news.end) == static_cast<int>(end));
    }
    // Everything that was laid in before this has been looked at when it is done.
    void expect_nothing_before(const std::string& file) {
        put(folder() / file, sold(file));
        expect(file, end_done);
    }

    WatchedFeed feed;
    ShopSink sink;
    RecordingStockSink stock;

  private:
    storage::TemporaryFolder place_;
    text::Words words_ = *text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words", "en");
    drivers::EventQueue<FeedNews> news_{64};
    std::jthread thread_;
};

} // namespace

TEST_CASE("what lies there at the start and what comes later is taken once and moved away") {
    Watch watch;
    put(watch.folder() / "first.jsonl", sold("1"));
    watch.start();
    watch.expect("first.jsonl", end_done);
    put(watch.folder() / "second.jsonl", sold("2"));
    watch.expect("second.jsonl", end_done);
    put(watch.place() / "third", sold("3"));
    fs::rename(watch.place() / "third", watch.folder() / "third.jsonl");
    watch.expect("third.jsonl", end_done);
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 3);
    for (const auto* name : {"first.jsonl", "second.jsonl", "third.jsonl"}) {
        CHECK_FALSE(fs::exists(watch.folder() / name));
        CHECK(fs::exists(watch.folder() / "done" / name));
    }
}

TEST_CASE("names of files in the making are left alone until they have their own") {
    Watch watch;
    watch.start();
    for (const auto* name : {".hidden", "sales.part", "sales.tmp", "sales.jsonl~"})
        put(watch.folder() / name, sold(name));
    watch.expect_nothing_before("last.jsonl");
    fs::rename(watch.folder() / "sales.part", watch.folder() / "sales.jsonl");
    watch.expect("sales.jsonl", end_done);
    watch.stop();
    CHECK(fs::exists(watch.folder() / ".hidden"));
    CHECK(fs::exists(watch.folder() / "sales.jsonl~"));
}

TEST_CASE("product lists and counts are known by their names and taken like receipts") {
    Watch watch;
    put(watch.folder() / "products.csv", "code,name,price,currency\nA,Apples,1.20,EUR\n");
    watch.start();
    watch.expect("products.csv", end_done);
    put(watch.folder() / "counts-hall.csv", "code,counted,counted_at\nA,7,2011-10-05\nA,some,2011-10-05\n");
    watch.expect("counts-hall.csv", FeedNews::End::rejected);
    watch.stop();
    CHECK(watch.stock.products.size() == 1);
    CHECK(watch.stock.counts.size() == 1);
    CHECK(watch.sink.recording.receipts.empty());
    CHECK(content(watch.folder() / "rejected" / "counts-hall.csv.reason.txt").find("2 rows, 1 row not taken") !=
          std::string::npos);
}

TEST_CASE("a bad file lies in rejected with its reason in words, and what was right in it is taken") {
    Watch watch;
    watch.start();
    put(watch.folder() / "partly.jsonl", sold("1") + "nonsense\n" + sold("2"));
    watch.expect("partly.jsonl", end_rejected);
    put(watch.folder() / "cut.xml", "<POSLog>\n<Transaction>\n<RetailSto");
    watch.expect("cut.xml", end_rejected);
    put(watch.folder() / "sales.csv", "a,b\n1,2\n");
    watch.expect("sales.csv", end_rejected);
    put(watch.folder() / "empty.xml", "");
    watch.expect("empty.xml", end_rejected);
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 2);
    const auto rejected = watch.folder() / "rejected";
    CHECK(content(rejected / "partly.jsonl") == sold("1") + "nonsense\n" + sold("2"));
    CHECK(content(rejected / "partly.jsonl.reason.txt") ==
          "partly.jsonl: 3 rows, 2 receipts stored, 1 row not taken.\n\n"
          "Row 2, line 2: The line is not JSON.\n    nonsense\n\n"
          "Please put right what is named above and lay the file into the folder again. A tap’s paper keeps its name; "
          "any other file may have any. What was "
          "stored stays, and nothing is stored twice.\n");
    CHECK(content(rejected / "cut.xml.reason.txt").find("cut.xml stops in line 3, column") != std::string::npos);
    CHECK(content(rejected / "sales.csv.reason.txt").find("say with a map which column") != std::string::npos);
    CHECK(content(rejected / "empty.xml.reason.txt").find("empty.xml is empty.") != std::string::npos);
}

TEST_CASE("links, pipes and folders are neither followed nor touched") {
    Watch watch;
    const auto outside = watch.place() / "outside.jsonl";
    put(outside, sold("outside"));
    const auto lay = [&](const std::string& prefix) {
        fs::create_symlink(outside, watch.folder() / (prefix + "link.jsonl"));
        fs::create_hard_link(outside, watch.folder() / (prefix + "second-name.jsonl"));
        REQUIRE(::mkfifo((watch.folder() / (prefix + "pipe.jsonl")).c_str(), 0600) == 0);
        fs::create_directory(watch.folder() / (prefix + "folder.jsonl"));
    };
    lay("a-");
    watch.start();
    watch.expect_nothing_before("one.jsonl");
    lay("b-");
    for (const auto* name : {"link.jsonl", "second-name.jsonl"}) { // renamed in, which is how they are told of
        fs::rename(watch.folder() / (std::string("b-") + name), watch.place() / name);
        fs::rename(watch.place() / name, watch.folder() / (std::string("b-") + name));
    }
    watch.expect_nothing_before("two.jsonl");
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 2);
    CHECK(content(outside) == sold("outside"));
    for (const std::string prefix : {"a-", "b-"})
        for (const auto* name : {"link.jsonl", "second-name.jsonl", "pipe.jsonl", "folder.jsonl"})
            CHECK(fs::symlink_status(watch.folder() / (prefix + name)).type() != fs::file_type::not_found);
}

TEST_CASE("a link in the place of done leads nowhere") {
    Watch watch;
    fs::create_directory(watch.place() / "elsewhere");
    fs::create_directory_symlink(watch.place() / "elsewhere", watch.folder() / "done");
    put(watch.folder() / "sales.jsonl", sold("1"));
    watch.start();
    const auto news = watch.next();
    CHECK(news.end == end_left);
    CHECK(news.trouble.find("open done: ") == 0);
    watch.stop();
    CHECK(fs::is_empty(watch.place() / "elsewhere"));
    CHECK(fs::exists(watch.folder() / "sales.jsonl"));
}

TEST_CASE("a file is not looked at while somebody still writes it") {
    Watch watch;
    const auto file = watch.folder() / "slow.jsonl";
    std::ofstream early(file, std::ios::binary);
    early << sold("1").substr(0, 50) << std::flush;
    watch.start();
    watch.expect_nothing_before("one.jsonl");
    std::ofstream late(watch.folder() / "late.jsonl", std::ios::binary);
    late << sold("2").substr(0, 50) << std::flush;
    { std::ofstream second_writer(watch.folder() / "late.jsonl", std::ios::app); }
    watch.expect_nothing_before("two.jsonl");
    early << sold("1").substr(50);
    early.close();
    watch.expect("slow.jsonl", end_done);
    late << sold("2").substr(50);
    late.close();
    watch.expect("late.jsonl", end_done);
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 4);
}

TEST_CASE("a file that changes while it is taken is taken again before it is moved") {
    Watch watch;
    const auto file = watch.folder() / "growing.jsonl";
    put(file, sold("1"));
    watch.sink.meanwhile = [&] { std::ofstream(file, std::ios::app) << sold("2"); };
    watch.start();
    watch.expect("growing.jsonl", end_done);
    put(file, sold("3"));
    watch.expect("growing.jsonl", end_done);
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 3);
    CHECK(content(watch.folder() / "done" / "growing.jsonl") == sold("1") + sold("2"));
    CHECK(content(watch.folder() / "done" / "growing-2.jsonl") == sold("3"));
}

TEST_CASE("a file whose time is set while it is taken is moved all the same") {
    Watch watch;
    const auto file = watch.folder() / "copied.jsonl";
    put(file, sold("1"));
    watch.sink.meanwhile = [&] { fs::last_write_time(file, fs::last_write_time(file) - std::chrono::hours(1)); };
    watch.start();
    watch.expect("copied.jsonl", end_done);
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 1);
    CHECK(fs::exists(watch.folder() / "done" / "copied.jsonl"));
}

TEST_CASE("a name that is taken gets a number") {
    Watch watch;
    watch.start();
    const std::string longest(245, 'n');
    for (const auto* text : {"1", "2", "3"}) {
        put(watch.folder() / "sales.jsonl.gz", sold(text));
        watch.expect("sales.jsonl.gz", end_done);
        put(watch.folder() / "bad", "{" + std::string(text));
        watch.expect("bad", end_rejected);
        put(watch.folder() / (longest + ".jsonl"), "{" + std::string(text));
        watch.expect(longest + ".jsonl", end_rejected);
    }
    watch.stop();
    CHECK(content(watch.folder() / "done" / "sales.jsonl.gz") == sold("1"));
    CHECK(content(watch.folder() / "done" / "sales-2.jsonl.gz") == sold("2"));
    CHECK(content(watch.folder() / "done" / "sales-3.jsonl.gz") == sold("3"));
    CHECK(content(watch.folder() / "rejected" / "bad") == "{1");
    CHECK(content(watch.folder() / "rejected" / "bad-3") == "{3");
    CHECK(fs::exists(watch.folder() / "rejected" / "bad-3.reason.txt"));
    const auto rejected = fs::directory_iterator(watch.folder() / "rejected");
    CHECK(std::distance(begin(rejected), end(rejected)) == 12);
}

TEST_CASE("a folder that is not there yet, goes and comes back is watched again") {
    Watch watch;
    fs::remove(watch.folder());
    watch.start();
    CHECK(watch.next().trouble.find("No such file or directory") != std::string::npos);
    fs::create_directory(watch.place() / "made");
    put(watch.place() / "made" / "early.jsonl", sold("1"));
    fs::rename(watch.place() / "made", watch.folder());
    watch.expect("early.jsonl", end_done);
    fs::rename(watch.folder(), watch.place() / "away");
    CHECK(watch.next().trouble.find("No such file or directory") != std::string::npos);
    put(watch.place() / "away" / "later.jsonl", sold("2"));
    fs::rename(watch.place() / "away", watch.folder());
    watch.expect("later.jsonl", end_done);
    fs::remove_all(watch.folder());
    CHECK(watch.next().trouble.find("No such file or directory") != std::string::npos);
    fs::create_directory(watch.folder());
    const auto over = watch.next();
    CHECK(over.report.file.empty());
    CHECK(over.trouble.empty());
    put(watch.folder() / "last.jsonl", sold("3"));
    watch.expect("last.jsonl", end_done);
}

TEST_CASE("a full disk leaves the file where it is, tells so once, and takes it when there is room") {
    Watch watch;
    watch.feed.try_again = std::chrono::seconds(1);
    watch.sink.full = true;
    put(watch.folder() / "sales.jsonl", sold("1"));
    watch.start();
    const auto news = watch.next();
    CHECK(news.end == end_left);
    CHECK(news.trouble.find("No space left on device") != std::string::npos);
    CHECK(fs::exists(watch.folder() / "sales.jsonl"));
    watch.sink.full = false;
    watch.expect("sales.jsonl", end_done);
    watch.stop();
    CHECK(watch.sink.recording.receipts.size() == 1);
}

TEST_CASE("the file of the map's names is no feed") {
    Watch watch;
    watch.feed.map = load_feed_map(MAKEGOOD_SOURCE_DIR "/assets/feeds/complete-journey.toml").value();
    put(watch.folder() / "completejourney_products.csv.xz", "names");
    watch.start();
    watch.expect_nothing_before("one.jsonl");
    watch.stop();
    CHECK(fs::exists(watch.folder() / "completejourney_products.csv.xz"));
}

TEST_CASE("a paper that the till printed as a picture is kept as one that people can look at") {
    Watch watch;
    watch.feed.papers = CapturedPapers{{}, BusinessUnitId("7")};
    const std::string name = "lane-1_20111205T101530_0042.escpos";
    const auto rejected = watch.folder() / "rejected";
    fs::create_directory(rejected);
    put(watch.place() / "mine", "mine");
    fs::create_symlink(watch.place() / "mine", rejected / (name + ".png")); // by whoever may write here
    put(watch.folder() / name, "\x1b@\x1dv0" + std::string("\0\x02\0\x02\0\xff\xff\xff\xff", 9) + "\x1dV\x42\x01");
    watch.start();
    watch.expect(name, end_rejected);
    const auto picture = "lane-1_20111205T101530_0042-2.escpos.png";
    CHECK(content(rejected / picture).substr(1, 3) == "PNG");
    CHECK(content(watch.place() / "mine") == "mine");
    const auto reason = content(rejected / (name + ".reason.txt"));
    CHECK(reason.find(std::string("Its picture is ") + picture) != std::string::npos);
    CHECK(fs::exists(rejected / name));
}

TEST_CASE("papers of a tap go from done and rejected by size and age, and nothing else does") {
    const storage::TemporaryFolder folder;
    const auto folder_of = FeedFolder::open(folder.path()).value();
    for (const char* inner : {"done", "rejected"})
        fs::create_directory(folder.path() / inner);
    const auto at = [&](const char* file) { return folder.path() / file; };
    put(at("done/sales.csv"), std::string(900, 's'));
    const char* foreign[] = {"done/printer.escpos",
                             "done/till 4_20111205T101530_0001.escpos",
                             "done/lane-1_20111205T101530_0001.escpos.gz",
                             "done/lane-1_20111205_0001.escpos.png",
                             "rejected/notes.gaps",
                             "rejected/lane-1_20111205T101530_0001.gaps.png",
                             "rejected/printer.escpos.reason.txt"};
    for (const char* file : foreign)
        put(at(file), "the till's");
    put(at("done/lane-1_20111205T101530_0001.escpos"), std::string(300, 'a'));
    std::this_thread::sleep_for(std::chrono::milliseconds(1100)); // ages are counted in seconds
    put(at("rejected/lane-1_20111205T101531_0002.escpos"), std::string(300, 'b'));
    put(at("rejected/lane-1_20111205T101531_0002.escpos.png"), std::string(100, 'p'));
    put(at("rejected/lane-1_20111205T101531_0002.escpos.reason.txt"), std::string(100, 'r'));
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    CHECK(folder_of.papers_kept().files == 4);
    CHECK(folder_of.papers_kept().bytes == 800);
    folder_of.keep_papers_within({.days = 1, .bytes = 800}, now);
    CHECK(folder_of.papers_kept().files == 4);
    folder_of.keep_papers_within({.days = 1, .bytes = 700}, now);
    CHECK(folder_of.papers_kept().files == 3);
    CHECK_FALSE(fs::exists(at("done/lane-1_20111205T101530_0001.escpos")));
    folder_of.keep_papers_within({.days = 1, .bytes = 700}, now + 2 * 86'400);
    CHECK(folder_of.papers_kept().files == 0);
    CHECK(fs::exists(at("done/sales.csv")));
    for (const char* file : foreign) {
        INFO(file);
        CHECK(fs::exists(at(file)));
    }
    put(at("rejected/lane-1_20111205T101531_0003-2.escpos"), "x");
    put(at("rejected/lane-1_20111205T101531_0003-2.gaps"), "g");
    folder_of.keep_papers_within({.days = 1, .bytes = 1}, now);
    CHECK(folder_of.papers_kept().files == 0);
}

TEST_CASE("papers that grew too many go where nothing new comes") {
    Watch watch;
    watch.feed.papers = CapturedPapers{{}, BusinessUnitId("7")};
    watch.feed.keep = {.days = 1, .bytes = 1};
    fs::create_directory(watch.folder() / "done");
    const auto old = watch.folder() / "done/lane-1_20111205T101530_0042.escpos";
    put(old, "old");
    watch.start();
    for (int tries = 0; fs::exists(old) && tries < 2'000; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK_FALSE(fs::exists(old));
}

TEST_CASE("a paper of which bytes are missing is set aside with what the tap says of it") {
    Watch watch;
    watch.feed.papers = CapturedPapers{{}, BusinessUnitId("7")};
    const std::string stem = "lane-1_20111205T101530_0042";
    put(watch.folder() / (stem + ".gaps"), "gap");
    put(watch.folder() / (stem + ".escpos"), "\x1b@Good morning\n\x1dV\x42\x01");
    watch.start();
    const auto news = watch.next();
    CHECK(news.end == end_rejected);
    CHECK(news.report.rejected_by_reason.begin()->first == "paper-has-gap");
    CHECK(content(watch.folder() / "rejected" / (stem + ".gaps")) == "gap");
    CHECK_FALSE(fs::exists(watch.folder() / (stem + ".gaps")));
    const auto reason = content(watch.folder() / "rejected" / (stem + ".escpos.reason.txt"));
    CHECK(reason.find("Bytes of this paper are missing") != reason.npos);
}

TEST_CASE("what a tap tells of a paper that was taken meanwhile goes to where that lies") {
    Watch watch;
    watch.feed.papers = CapturedPapers{{}, BusinessUnitId("7")};
    const std::string taken = "lane-1_20111205T101530_0042", earlier = "lane-1_20111205T101531_0043",
                      foreign = "lane-1_20111205T101532_0044";
    const auto in = [&](const char* folder, const std::string& name) { return watch.folder() / folder / name; };
    fs::create_directory(watch.folder() / "done");
    fs::create_directory(watch.folder() / "rejected");
    for (const auto& paper : {in("done", taken + ".escpos"), in("rejected", earlier + ".escpos")})
        put(paper, "paper");
    put(in("rejected", earlier + ".gaps"), "first gap");
    put(watch.folder() / (earlier + ".gaps"), "second gap"); // before the watch began
    put(watch.folder() / (foreign + ".gaps"), "its paper never came");
    watch.start();
    put(watch.folder() / (taken + ".gaps"), "gap");
    for (int tries = 0; !fs::exists(in("done", taken + ".gaps")) && tries < 2'000; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(content(in("done", taken + ".gaps")) == "gap");
    CHECK(content(in("rejected", earlier + ".gaps")) == "first gap");
    CHECK(content(in("rejected", earlier + "-2.gaps")) == "second gap");
    CHECK(fs::exists(watch.folder() / (foreign + ".gaps")));
}
