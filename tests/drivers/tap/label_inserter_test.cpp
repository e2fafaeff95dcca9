#include "drivers/tap/label_inserter.hpp"

#include "tests/drivers/escpos/captures.hpp"
#include "tests/drivers/tap/tap_fixture.hpp"

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

const std::string plain_cut = "\x1DV\x01", feeding_cut = std::string("\x1DVB\0", 4);

std::string text_of(const CaptureKey& key) {
    return "MGT1" + std::to_string(key.sequence);
}

// What the label of that number is, between the settings before and after.
std::string label(int number, const std::string& after) {
    const std::string text = "{BMGT1" + std::to_string(number);
    return "\x1B"
           "a\x01"
           "\x1D"
           "h\x3C"
           "\x1D"
           "w\x02"
           "\x1D"
           "H\x02"
           "\x1Dk\x49" +
           std::string(1, static_cast<char>(text.size())) + text + after;
}
std::string back(char align, char height, char width, char position) {
    return {'\x1B', 'a', align, '\x1D', 'h', height, '\x1D', 'w', width, '\x1D', 'H', position};
}
const std::string as_after_start = back(0, static_cast<char>(162), 3, 0);

std::string labelled(const std::string& sent, std::size_t piece = 1000) {
    CaptureKeys keys([] { return test_time; });
    LabelInserter labels(keys, text_of);
    std::string printed;
    const auto out = [&](std::span<const std::uint8_t> bytes) { printed.append(bytes.begin(), bytes.end()); };
    const auto bytes = bytes_of(sent);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        labels.feed(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at)), monotonic_now(), out);
    labels.let_go(out);
    return printed;
}

} // namespace

TEST_CASE("a label stands before the cut of a paper that has a place for it", "[tap]") {
    struct Row {
        const char* what;
        std::string before, cut, label;
    };
    const std::string picture("\x1Dv0\0\x03\0\x02\0\x1DV\0\x1DV\x01", 14);
    const Row rows[] = {
        {"a feeding cut", "total\n", feeding_cut, label(1, as_after_start)},
        {"what was fed before the cut is fed again",
         "total\n\n\x1B"
         "d\x03",
         plain_cut,
         label(1, as_after_start + "\n\x1B"
                                   "d\x03\n")},
        {"nothing was fed: it would be cut through", "total\n", plain_cut, ""},
        {"an open line", "total", feeding_cut, ""},
        {"a bar code of its own",
         "total\n\x1Dk\x04"
         "123" +
             std::string(1, '\0') + "\n\n",
         feeding_cut, ""},
        {"nothing on it", "\n\n", feeding_cut, ""},
        {"page mode", "total\n\x1BLpage", feeding_cut, ""},
        {"page mode is over", "\x1BLpage\x0Ctotal\n", feeding_cut, label(1, as_after_start)},
        {"an unknown command", "total\n\x1B\x01\n", feeding_cut, ""},
        {"a picture with the bytes of a cut", "logo\n" + picture, feeding_cut, label(1, as_after_start)},
        {"settings of the till",
         "\x1B"
         "a\x02\x1Dh\x50\x1Dw\x04\x1DH\x01total\n",
         feeding_cut, label(1, back(2, 0x50, 4, 1))},
        {"settings before the start",
         "\x1B"
         "a\x02\x1B@total\n",
         feeding_cut, label(1, as_after_start)},
        {"the customer display", "total\n\x1B=\x02", feeding_cut, ""},
        {"the display before", "\x1B=\x02hello\x1B=\x01total\n", feeding_cut, label(1, as_after_start)},
        {"a left margin", "\x1DL\x10" + std::string(1, '\0') + "total\n", feeding_cut, ""},
        {"a left margin that is over", "\x1DL\x10" + std::string(1, '\0') + "total\n\x1DL" + std::string(2, '\0'),
         feeding_cut, label(1, as_after_start)},
        {"a narrow area", std::string("\x1DW\x80\0total\n", 10), feeding_cut, ""},
        {"an area that is wide enough", "\x1DW" + std::string("\0\x02", 2) + "total\n", feeding_cut,
         label(1, as_after_start)},
        {"an area in units of the till's own", "\x1DP\x19\x19\x1DW" + std::string("\0\x02", 2) + "total\n", feeding_cut,
         ""},
        {"upside down", "\x1B{\x01total\n", feeding_cut, ""},
        {"upright again", "\x1B{\x01total\n\x1B{" + std::string(1, '\0'), feeding_cut, label(1, as_after_start)},
        {"narrow before the start", std::string("\x1DW\x80\0\x1B@total\n", 12), feeding_cut, label(1, as_after_start)},
        {"an obsolete cut", "total\n\n\n", "\x1Bi", label(1, as_after_start + "\n\n\n")},
    };
    for (const auto& [what, before, end, wanted] : rows)
        for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{1000}}) {
            INFO(what << ", " << piece << " bytes at a time");
            CHECK(labelled(before + end, piece) == before + wanted + end);
        }
    CHECK(labelled("one\n" + feeding_cut + "two\n" + feeding_cut) ==
          "one\n" + label(1, as_after_start) + feeding_cut + "two\n" + label(2, as_after_start) + feeding_cut);
}

TEST_CASE("after something that is not understood there is no label until the till was silent", "[tap]") {
    CaptureKeys keys([] { return test_time; });
    LabelInserter labels(keys, text_of);
    std::string printed;
    const auto out = [&](std::span<const std::uint8_t> bytes) { printed.append(bytes.begin(), bytes.end()); };
    const auto paper = bytes_of("\x1B@total\n" + feeding_cut);
    labels.feed(bytes_of("\x1B\x01"), monotonic_now(), out);
    labels.feed(paper, monotonic_now(), out);
    CHECK(labels.take_printed().empty());
    labels.silence();
    labels.feed(paper, monotonic_now(), out);
    CHECK(labels.take_printed().size() == 1);

    // A picture that breaks off: what comes next would else be taken for its data, and data for commands.
    const auto picture = bytes_of(std::string("\x1Dv0\0\x08\0\x08\0half", 12));
    labels.feed(picture, monotonic_now(), out);
    labels.silence();
    labels.feed(paper, monotonic_now(), out);
    CHECK(labels.take_printed().empty());
    labels.begin_anew(out);
    labels.feed(paper, monotonic_now(), out);
    const auto placed = labels.take_printed();
    REQUIRE(placed.size() == 1);
    CHECK(placed.front().position == 2 + 4 * paper.size() + picture.size() - feeding_cut.size());
}

TEST_CASE("a cut whose bytes come too far apart is told where a label had a place", "[tap]") {
    struct Row {
        const char* what;
        std::string before, cut;
        std::size_t late; // bytes of the cut before the pause
        bool told;
    };
    const Row rows[] = {
        {"the first byte alone", "total\n", feeding_cut, 1, true},
        {"all but the last", "total\n", feeding_cut, 3, true},
        {"a cut where the blade is, with a feed before", "total\n\n\n", plain_cut, 1, true},
        {"there was no room above the blade", "total\n", plain_cut, 1, false},
        {"a bar code of its own", "total\n\x1Dk\x04" + std::string("123\0\n\n", 6), feeding_cut, 1, false},
        {"nothing on it", "\n\n", feeding_cut, 1, false},
        {"no cut at all", "total\n", "\x1D!\x11", 1, false},
    };
    for (const auto& [what, before, cut, late, told] : rows) {
        INFO(what);
        CaptureKeys keys([] { return test_time; });
        LabelInserter labels(keys, text_of);
        std::string printed;
        const auto out = [&](std::span<const std::uint8_t> bytes) { printed.append(bytes.begin(), bytes.end()); };
        const auto now = monotonic_now();
        labels.feed(bytes_of(before + cut.substr(0, late)), now, out);
        REQUIRE(labels.due() <= now + 20ms);
        labels.let_go(out);
        labels.feed(bytes_of(cut.substr(late) + "next\n"), now + 30ms, out);
        labels.feed(bytes_of(feeding_cut), now + 31ms, out);
        const std::string all = before + cut + "next\n";
        CHECK(printed.starts_with(all));
        CHECK(labels.take_late_cuts() ==
              (told ? std::vector<std::uint64_t>{before.size()} : std::vector<std::uint64_t>{}));
    }
}

TEST_CASE("of papers that come at once two get a label, and the others are told", "[tap]") {
    const auto paper = "total\n" + feeding_cut;
    CaptureKeys keys([] { return test_time; });
    LabelInserter labels(keys, text_of);
    std::string printed;
    const auto out = [&](std::span<const std::uint8_t> bytes) { printed.append(bytes.begin(), bytes.end()); };
    labels.feed(bytes_of(paper + paper + paper + paper + "next\n"), monotonic_now(), out);
    labels.feed(bytes_of(feeding_cut), monotonic_now(), out);
    const auto labelled_paper = [](int number) { return "total\n" + label(number, as_after_start) + feeding_cut; };
    CHECK(printed ==
          labelled_paper(1) + labelled_paper(2) + paper + paper + "next\n" + label(3, as_after_start) + feeding_cut);
    CHECK(labels.take_late_cuts() == std::vector<std::uint64_t>{2 * paper.size() + 6, 3 * paper.size() + 6});
    CHECK(labels.take_printed().size() == 3);
}

TEST_CASE("after a line was away in the middle of a command there is no label until the till was silent", "[tap]") {
    CaptureKeys keys([] { return test_time; });
    LabelInserter labels(keys, text_of);
    const auto out = [](std::span<const std::uint8_t>) {};
    const auto paper = bytes_of("total\n" + feeding_cut);
    const auto is_labelled = [&] {
        labels.feed(paper, monotonic_now(), out);
        return !labels.take_printed().empty();
    };
    labels.lose_track(false, out); // between two papers
    CHECK(is_labelled());
    labels.feed(bytes_of(std::string("\x1Dv0\0\x08\0\x08\0half", 12)), monotonic_now(), out);
    labels.lose_track(false, out);
    CHECK_FALSE(is_labelled()); // the rest of the picture may say anything
    labels.silence();
    CHECK(is_labelled());
    labels.lose_track(true, out);
    CHECK_FALSE(is_labelled());
    labels.silence();
    CHECK(is_labelled());
}

TEST_CASE("without the labels every byte is as it came", "[tap]") {
    std::string sent;
    for (const auto& file : makegood::escpos::capture_files()) {
        const auto capture = makegood::escpos::read_bytes(file);
        sent.append("\x1B@").append(capture.begin(), capture.end());
    }
    sent += "\x1B@total\n" + feeding_cut;
    RandomBytes random(5);
    for (int i = 0; i < 200'000; ++i)
        sent += static_cast<char>(random.next());
    CaptureKeys keys([] { return test_time; });
    LabelInserter inserter(keys, text_of);
    std::string printed;
    std::size_t labels = 0;
    const auto out = [&](std::span<const std::uint8_t> bytes) {
        const std::string piece(bytes.begin(), bytes.end());
        const bool is_label = piece.find("{BMGT1") != piece.npos;
        labels += is_label;
        printed += is_label ? "" : piece;
    };
    const auto bytes = bytes_of(sent);
    for (std::size_t at = 0; at < bytes.size(); at += 777)
        inserter.feed(std::span(bytes).subspan(at, std::min<std::size_t>(777, bytes.size() - at)), monotonic_now(),
                      out);
    inserter.let_go(out);
    CHECK(labels > 0);
    CHECK((printed == sent));
}

TEST_CASE("an escape that nothing follows is not kept for long", "[tap]") {
    const TappedLine line;
    CaptureKeys keys([] { return test_time; });
    LabelInserter labels(keys, text_of);
    TapAtWork tap(line.settings(), line.captures(), true, 1 << 20, &labels);
    write_to(line.till->descriptor(), "\x1B");
    CHECK(read_from(line.printer->descriptor(), 1) == "\x1B");
    write_to(line.till->descriptor(), "@total\n" + feeding_cut);
    const auto printed = "@total\n" + label(1, as_after_start) + feeding_cut;
    CHECK(read_from(line.printer->descriptor(), printed.size()) == printed);
    // The label's key is the name of what is kept, and what is kept is what the till sent.
    CHECK(becomes_true([&] { return tap.counts.files == 1; }));
    CHECK(tap.counts.labels == 1);
    CHECK(content_of(line.captures() / "lane-1_20111205T101500_0001.escpos") == "\x1B@total\n" + feeding_cut);
}
