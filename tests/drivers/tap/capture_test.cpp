#include "tests/drivers/escpos/captures.hpp"
#include "tests/drivers/tap/tap_fixture.hpp"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

using Kind = CaptureRecord::Kind;

const std::string cut = "\x1DV\x01", cut_at_blade = "\x1DVB";

// A writer by itself: what it is given and what then lies in the folder.
struct Writing {
    LinkFolder folder;
    std::filesystem::path captures = folder.path / "captures";
    std::int64_t time = test_time;
    CaptureKeys keys{[this] { return time; }};
    TapCounts counts;
    CaptureWriter writer;

    explicit Writing(CaptureFolder::Limits limits = {})
        : writer(CaptureFolder(captures, "lane-1", limits), keys, counts) {}

    void take(std::string_view bytes) {
        CaptureRecord record;
        record.at = monotonic_now();
        record.bytes = bytes_of(bytes);
        writer.take(record, record.at);
    }
    void mark(Kind kind, std::uint64_t number = 0, CaptureKey key = {}) {
        CaptureRecord record{kind, number, key, monotonic_now(), {}};
        writer.take(record, record.at);
    }
    std::vector<std::string> names() const { return names_in(captures); }
    std::string content(const std::string& name) const { return content_of(captures / name); }
};

// What a process of this test writes beyond a size fails as on a full disk.
struct SmallDisk {
    rlimit before{};

    explicit SmallDisk(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{bytes, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &before); }
};

} // namespace

TEST_CASE("each cut ends a file, however the bytes are split", "[tap]") {
    const std::string papers = "\x1B@one\n" + cut + "two\n\n" + cut_at_blade + std::string(1, '\0') + "three\n\x1Bi";
    for (std::size_t piece = 1; piece <= papers.size(); ++piece) {
        Writing writing;
        for (std::size_t at = 0; at < papers.size(); at += piece)
            writing.take(std::string_view(papers).substr(at, piece));
        INFO(piece);
        REQUIRE(writing.names() == std::vector<std::string>{"lane-1_20111205T101500_0001.escpos",
                                                            "lane-1_20111205T101500_0002.escpos",
                                                            "lane-1_20111205T101500_0003.escpos"});
        CHECK(writing.content("lane-1_20111205T101500_0001.escpos") == "\x1B@one\n" + cut);
        CHECK(writing.content("lane-1_20111205T101500_0002.escpos") == "two\n\n" + cut_at_blade + std::string(1, '\0'));
        CHECK(writing.content("lane-1_20111205T101500_0003.escpos") == "three\n\x1Bi");
        CHECK(writing.counts.files == 3);
        CHECK(writing.counts.gaps == 0);
    }
}

TEST_CASE("the bytes of a cut inside a picture cut nothing", "[tap]") {
    Writing writing;
    const std::string picture("\x1Dv0\0\x03\0\x02\0\x1DV\0\x1DV\x01", 14);
    writing.take("logo\n" + picture + "total\n" + cut);
    REQUIRE(writing.names().size() == 1);
    CHECK(writing.content(writing.names().front()) == "logo\n" + picture + "total\n" + cut);
}

TEST_CASE("the captures of other people's tills are split at their cuts and at nothing else", "[tap]") {
    for (const auto& file : makegood::escpos::capture_files()) {
        const auto capture = makegood::escpos::read_bytes(file);
        Writing writing;
        const std::string all(capture.begin(), capture.end());
        for (std::size_t at = 0; at < all.size(); at += 100)
            writing.take(std::string_view(all).substr(at, 100));
        writing.mark(Kind::end);
        writing.writer.finish();
        std::string kept;
        for (const auto& name : writing.names())
            kept += writing.content(name);
        INFO(file.filename().string());
        CHECK(all.starts_with(kept));
        CHECK(all.size() - kept.size() <= 16); // after the last cut what prints nothing
    }
}

TEST_CASE("silence ends a paper between two commands, and nothing else does", "[tap]") {
    Writing writing;
    writing.take("\x1B@\x1Bt\x29");
    writing.mark(Kind::quiet);
    writing.mark(Kind::long_quiet);
    CHECK(writing.counts.files == 0); // it prints nothing yet, and belongs to the paper that comes
    writing.take("voucher\n\x1D");
    writing.mark(Kind::quiet);
    CHECK(writing.counts.files == 0);
    writing.take("!");
    writing.mark(Kind::long_quiet);
    REQUIRE(writing.counts.files == 1);
    CHECK(writing.content(writing.writer.newest_file()) == "\x1B@\x1Bt\x29voucher\n\x1D!");
    writing.take("next\n");
    writing.mark(Kind::quiet);
    CHECK(writing.counts.files == 2);
}

TEST_CASE("what a customer display shows is no paper", "[tap]") {
    Writing writing;
    writing.take("\x1B=\x02\x0CWelcome\x1B=\x01");
    writing.mark(Kind::quiet);
    writing.mark(Kind::end);
    CHECK(writing.counts.files == 0);
}

TEST_CASE("files are their owner's alone and have their names when they are whole", "[tap]") {
    Writing writing;
    writing.take("half");
    CHECK(writing.names() == std::vector<std::string>{".lane-1.part"});
    writing.take(cut);
    const auto mode = [](const std::filesystem::path& path) {
        struct stat known {};
        ::stat(path.c_str(), &known);
        return known.st_mode & 0777;
    };
    CHECK(mode(writing.captures) == 0700);
    CHECK(mode(writing.captures / writing.writer.newest_file()) == 0600);
    CHECK(writing.names() == std::vector<std::string>{writing.writer.newest_file()});
}

TEST_CASE("a label's key is its paper's name", "[tap]") {
    Writing writing;
    writing.take("none\n" + cut);
    const CaptureKey key{test_time + 7, 42};
    writing.mark(Kind::label, 5 + cut.size() + 8, key);
    writing.take("labelled" + cut + "none again\n" + cut);
    CHECK(writing.names() == std::vector<std::string>{"lane-1_20111205T101500_0001.escpos",
                                                      "lane-1_20111205T101500_0002.escpos",
                                                      "lane-1_20111205T101507_0042.escpos"});
    CHECK(writing.content("lane-1_20111205T101507_0042.escpos") == "labelled" + cut);
}

TEST_CASE("the newest paper that got no label, since its cut came too slowly, is known by name", "[tap]") {
    Writing writing;
    writing.mark(Kind::late_cut, 5);
    writing.take("late\n" + cut + "labelled\n" + cut);
    CHECK(writing.writer.newest_without_label() == "lane-1_20111205T101500_0001.escpos");
    writing.take("too\n");
    writing.mark(Kind::late_cut, 14 + 2 * cut.size() + 4);
    writing.take(cut + "next\n" + cut);
    CHECK(writing.writer.newest_without_label() == "lane-1_20111205T101500_0003.escpos");
}

TEST_CASE("a paper that was in hand when the power went is kept and said to be cut short", "[tap]") {
    const LinkFolder folder;
    TapCounts counts;
    CaptureKeys keys([] { return test_time; });
    std::ofstream(folder.path / ".lane-1.part") << "half a paper";
    std::ofstream(folder.path / "lane-1_20111205T101400_0041.escpos") << "older";
    const CaptureWriter writer(CaptureFolder(folder.path, "lane-1", {}), keys, counts);
    CHECK(content_of(folder.path / "lane-1_20111205T101500_0042.escpos") == "half a paper");
    CHECK(content_of(folder.path / "lane-1_20111205T101500_0042.gaps") ==
          "{\"time\": \"20111205T101500\", \"after\": 12, \"bytes\": 0, \"why\": \"stopped\"}\n");
}

TEST_CASE("a paper in hand is kept where the disk has no room to say that it is cut short; the next says it", "[tap]") {
    const LinkFolder folder;
    TapCounts counts;
    CaptureKeys keys([] { return test_time; });
    std::ofstream(folder.path / ".lane-1.part") << "half a paper";
    std::filesystem::create_directory(folder.path / ".lane-1.gaps.part"); // no file of that name can be written
    CaptureWriter writer(CaptureFolder(folder.path, "lane-1", {}), keys, counts);
    CHECK(content_of(folder.path / "lane-1_20111205T101500_0001.escpos") == "half a paper");
    std::filesystem::remove(folder.path / ".lane-1.gaps.part");
    writer.take({.at = monotonic_now(), .bytes = bytes_of("next\n" + cut)}, monotonic_now());
    CHECK(content_of(folder.path / "lane-1_20111205T101500_0002.escpos") == "next\n" + cut);
    CHECK(content_of(folder.path / "lane-1_20111205T101500_0002.gaps") ==
          "{\"time\": \"20111205T101500\", \"after\": 0, \"bytes\": 0, \"why\": \"stopped\"}\n");
}

TEST_CASE("what did not reach the printer is told beside the last paper, whether it has its name or not", "[tap]") {
    Writing writing;
    const auto gaps = [&](const char* number) {
        return writing.content(std::string("lane-1_20111205T101500_000") + number + ".gaps");
    };
    writing.take("in hand");
    writing.mark(Kind::undelivered, 3);
    writing.take("\n" + cut);
    CHECK(gaps("1") == "{\"time\": \"20111205T101500\", \"after\": 7, \"bytes\": 3, \"why\": \"printer\"}\n");
    writing.take("named\n" + cut + "\x1B@");
    writing.mark(Kind::undelivered, 9);
    CHECK(gaps("2") == "{\"time\": \"20111205T101500\", \"after\": 9, \"bytes\": 9, \"why\": \"printer\"}\n");
    // Whoever reads them has taken it: it is told by its name all the same, and the next is none the worse.
    std::filesystem::remove(writing.captures / "lane-1_20111205T101500_0002.escpos");
    std::filesystem::remove(writing.captures / "lane-1_20111205T101500_0002.gaps");
    writing.mark(Kind::undelivered, 4);
    writing.take("next\n" + cut);
    CHECK(gaps("2") == "{\"time\": \"20111205T101500\", \"after\": 9, \"bytes\": 4, \"why\": \"printer\"}\n");
    CHECK_FALSE(std::filesystem::exists(writing.captures / "lane-1_20111205T101500_0003.gaps"));
    CHECK(writing.counts.gaps == 3);
}

TEST_CASE("a gap of the queue is told beside the file in which it is", "[tap]") {
    Writing writing;
    writing.take("begin");
    writing.mark(Kind::gap, 1234);
    writing.take("end\n" + cut);
    const std::vector<std::string> names = writing.names();
    REQUIRE(names ==
            std::vector<std::string>{"lane-1_20111205T101500_0001.escpos", "lane-1_20111205T101500_0001.gaps"});
    CHECK(writing.content(names[0]) == "beginend\n" + cut);
    CHECK(writing.content(names[1]) ==
          "{\"time\": \"20111205T101500\", \"after\": 5, \"bytes\": 1234, \"why\": \"queue\"}\n");
    CHECK(writing.counts.gaps == 1);
}

TEST_CASE("a full disk is a gap, and what comes when there is room again is kept", "[tap]") {
    Writing writing;
    {
        const SmallDisk disk(1000);
        writing.take(std::string(3000, 'x'));
        CHECK_FALSE(writing.writer.problem().empty());
        writing.take(std::string(500, 'y'));
    }
    writing.take("end\n" + cut);
    CHECK(writing.writer.problem().empty());
    REQUIRE(writing.counts.files == 1);
    CHECK(writing.content("lane-1_20111205T101500_0001.escpos") == std::string(1000, 'x') + "end\n" + cut);
    CHECK(writing.content("lane-1_20111205T101500_0001.gaps") ==
          "{\"time\": \"20111205T101500\", \"after\": 1000, \"bytes\": 2500, \"why\": \"disk\"}\n");
    CHECK(writing.counts.bytes_not_kept == 2500);
}

TEST_CASE("a folder that goes away is made again, and what was lost with it is told", "[tap]") {
    Writing writing;
    writing.take("lost\n");
    std::filesystem::remove_all(writing.captures);
    writing.take(cut);
    CHECK_FALSE(writing.writer.problem().empty());
    writing.take("kept\n" + cut);
    CHECK(writing.writer.problem().empty());
    REQUIRE(writing.counts.files == 1);
    CHECK(writing.content(writing.writer.newest_file()) == "kept\n" + cut);
    auto gaps = writing.writer.newest_file();
    gaps.replace(gaps.size() - 7, 7, ".gaps");
    CHECK(writing.content(gaps) == "{\"time\": \"20111205T101500\", \"after\": 0, \"bytes\": 8, \"why\": \"disk\"}\n");
}

TEST_CASE("the oldest papers go first, by size and by age", "[tap]") {
    Writing by_size({.bytes = 350, .days = 30});
    for (int i = 0; i < 10; ++i, ++by_size.time)
        by_size.take(std::string(97, 'x') + cut);
    CHECK(by_size.names() == std::vector<std::string>{"lane-1_20111205T101507_0008.escpos",
                                                      "lane-1_20111205T101508_0009.escpos",
                                                      "lane-1_20111205T101509_0010.escpos"});

    Writing by_age({.bytes = 1 << 20, .days = 3});
    for (int day = 0; day < 10; ++day, by_age.time += 86'400)
        by_age.take("x\n" + cut);
    CHECK(by_age.names().size() == 4);
    CHECK(by_age.names().front() == "lane-1_20111211T101500_0007.escpos");
    std::ofstream(by_age.captures / "notes.txt") << "somebody's";
    std::ofstream(by_age.captures / "lane-2_20101205T101500_0001.escpos") << "another lane's";
    const auto like_one = by_age.captures / "lane-1_2010-backup-10h15_0001.escpos"; // of the same length
    std::ofstream(like_one) << "somebody's";
    by_age.take("x\n" + cut);
    CHECK(std::filesystem::exists(like_one));
    CHECK(std::filesystem::exists(by_age.captures / "notes.txt"));
    CHECK(std::filesystem::exists(by_age.captures / "lane-2_20101205T101500_0001.escpos"));
}

TEST_CASE("the queue hands over what fits, in order, and tells the rest as a gap", "[tap]") {
    CaptureQueue queue(1024);
    RandomBytes sizes(1);
    std::vector<std::uint8_t> sent, got;
    std::uint64_t lost = 0, told = 0;
    CaptureRecord record;
    for (int i = 0; i < 20'000; ++i) {
        std::vector<std::uint8_t> bytes(1 + sizes.next() % 200, static_cast<std::uint8_t>(i));
        if (queue.bytes(bytes, monotonic_now()))
            sent.insert(sent.end(), bytes.begin(), bytes.end());
        else
            lost += bytes.size();
        for (int taken = sizes.next() % 4; taken > 0 && queue.take(record); --taken)
            if (record.kind == Kind::gap)
                told += record.number;
            else
                got.insert(got.end(), record.bytes.begin(), record.bytes.end());
    }
    queue.tell_owed();
    for (; queue.take(record); queue.tell_owed())
        if (record.kind == Kind::gap)
            told += record.number;
        else
            got.insert(got.end(), record.bytes.begin(), record.bytes.end());
    CHECK(lost > 0);
    CHECK(told == lost);
    CHECK((got == sent));
}

TEST_CASE("a full queue keeps a label's key until there is room, and before the bytes of its cut", "[tap]") {
    CaptureQueue queue(256);
    CaptureRecord record;
    while (queue.bytes(std::vector<std::uint8_t>(8, 'x'), monotonic_now()))
        continue;
    while (queue.mark(Kind::quiet, monotonic_now()))
        continue;
    const CaptureKey key{test_time + 7, 42};
    queue.label(key, 1000, monotonic_now());
    CHECK(queue.owes());
    CHECK_FALSE(queue.bytes(bytes_of(cut), monotonic_now()));
    while (queue.take(record))
        CHECK(record.kind != Kind::label);
    CHECK(queue.bytes(bytes_of("next\n"), monotonic_now()));
    CHECK_FALSE(queue.owes());
    std::vector<Kind> told;
    while (queue.take(record)) {
        told.push_back(record.kind);
        if (record.kind == Kind::label)
            CHECK(record.key == key);
    }
    CHECK(told == std::vector<Kind>{Kind::gap, Kind::label, Kind::bytes});
}

TEST_CASE("labels keep their papers when the keeping had to begin anew", "[tap]") {
    const LinkFolder folder;
    TapCounts counts;
    CaptureKeys keys([] { return test_time; });
    CaptureQueue queue;
    EventQueue<TapNews> news(8, [] {});
    std::atomic<int> told = 0;
    const std::string first = "first\n" + cut, second = "second\n" + cut;
    {
        // What goes wrong once, as for want of memory, goes wrong in the middle of its work.
        const TapKeeper keeper(CaptureFolder(folder.path, "lane-1", {}), keys, counts, queue, news,
                               [&told](const TapState&) {
                                   if (++told == 2)
                                       throw std::runtime_error("no memory");
                               });
        REQUIRE(becomes_true([&] { return told == 1; }));
        queue.bytes(bytes_of(first), monotonic_now());
        REQUIRE(becomes_true([&] { return told == 3; }));
        queue.label({test_time + 7, 42}, first.size() + 7, monotonic_now());
        queue.bytes(bytes_of(second), monotonic_now());
    }
    CHECK(content_of(folder.path / "lane-1_20111205T101507_0042.escpos") == second);
}

TEST_CASE("the queue's two threads agree", "[tap]") {
    CaptureQueue queue(1 << 14);
    constexpr std::uint64_t bytes = 3'000'000;
    std::uint64_t not_taken = 0;
    std::jthread passing([&] {
        RandomBytes random(3);
        std::vector<std::uint8_t> piece(300);
        for (std::uint64_t given = 0; given < bytes; given += piece.size()) {
            for (auto& byte : piece)
                byte = random.next();
            not_taken += queue.bytes(piece, monotonic_now()) ? 0 : piece.size();
        }
        while (queue.owes())
            queue.tell_owed();
    });
    RandomBytes wanted(3);
    std::uint64_t got = 0, told = 0, wrong = 0;
    const auto limit = monotonic_now() + 60s;
    for (CaptureRecord record; got + told < bytes && monotonic_now() < limit;) {
        if (!queue.take(record))
            continue;
        for (std::uint64_t i = 0; i < record.number && record.kind == Kind::gap; ++i, ++told)
            wanted.next();
        for (const auto byte : record.bytes)
            wrong += byte != wanted.next();
        got += record.bytes.size();
    }
    passing.join();
    CHECK(wrong == 0);
    CHECK(told == not_taken);
    CHECK(got + told == bytes);
}

TEST_CASE("passing goes on when nothing can be kept", "[tap]") {
    enum class Trouble { nobody_takes, full_disk, no_folder };
    const auto trouble = GENERATE(Trouble::nobody_takes, Trouble::full_disk, Trouble::no_folder);
    const TappedLine line;
    std::optional<SmallDisk> disk;
    if (trouble == Trouble::full_disk)
        disk.emplace(0);
    const auto captures = trouble == Trouble::no_folder ? line.folder.path / "not" / "there" : line.captures();
    TapAtWork tap(line.settings(), captures, trouble != Trouble::nobody_takes, 1 << 14);
    {
        TestWay to_printer(line.till->descriptor(), line.printer->descriptor(), 1'000'000, 1);
        TestWay to_till(line.printer->descriptor(), line.till->descriptor(), 1'000'000, 2);
        CHECK(exchanged(to_printer, to_till));
    }
    disk.reset();
    if (trouble == Trouble::nobody_takes) {
        CHECK(tap.counts.bytes_not_kept > 900'000);
        tap.keep();
        std::this_thread::sleep_for(200ms); // the gap finds room
    } else if (trouble == Trouble::no_folder)
        std::filesystem::create_directories(captures.parent_path());
    write_to(line.till->descriptor(), "paper\n"); // then a long silence
    CHECK(becomes_true([&] { return tap.counts.files > 0; }));
    tap.thread.reset();
    tap.keeper.reset();
    std::uint64_t told = 0, kept = 0;
    for (const auto& name : names_in(captures)) {
        const auto content = content_of(captures / name);
        kept += name.ends_with(".escpos") ? content.size() : 0;
        for (std::size_t at = 0; name.ends_with(".gaps") && (at = content.find("\"bytes\": ", at)) != content.npos;)
            told += std::stoull(content.substr(at += 9));
    }
    CHECK(told > 0);
    CHECK(told == tap.counts.bytes_not_kept);
    CHECK(kept + told == tap.counts.to_printer);
}
