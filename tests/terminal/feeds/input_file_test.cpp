#include "terminal/feeds/input_file.hpp"

#include "tests/support/catch.hpp"

#include <fstream>
#include <lzma.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>

using namespace makegood::feeds;
namespace fs = std::filesystem;

namespace {

class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "makegood-feeds-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        path_ = name;
    }
    ~Folder() { fs::remove_all(path_); }
    fs::path file(const std::string& name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return path_ / name;
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

std::string gzipped(std::string_view text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string xzed(std::string_view text) {
    std::string packed(text.size() + 4096, '\0');
    std::size_t size = 0;
    REQUIRE(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(text.data()),
                                    text.size(), reinterpret_cast<std::uint8_t*>(packed.data()), &size,
                                    packed.size()) == LZMA_OK);
    packed.resize(size);
    return packed;
}

// Everything in the file, or the error's code.
std::string contents(const fs::path& path) {
    auto file = open_input_file(path);
    if (!file)
        return file.error().code;
    std::string all;
    std::array<char, 1000> buffer{};
    for (;;) {
        const auto count = (*file)->read(buffer);
        if (!count)
            return count.error().code;
        if (*count == 0)
            return all;
        all.append(buffer.data(), *count);
    }
}

std::string long_text() {
    std::string text;
    for (int i = 0; i < 60'000; ++i)
        text += std::to_string(i * 7919 % 10007) + ",";
    return text;
}

} // namespace

TEST_CASE("plain, gzip and xz files read the same, whatever they are called") {
    const Folder folder;
    const auto text = long_text();
    CHECK(contents(folder.file("a.gz", text)) == text);
    CHECK(contents(folder.file("b.csv", gzipped(text))) == text);
    CHECK(contents(folder.file("c.csv", xzed(text))) == text);
    CHECK(contents(folder.file("d.csv", gzipped(text) + gzipped("more"))) == text + "more");
    CHECK(contents(folder.file("e.csv", xzed(text) + xzed("more"))) == text + "more");
    CHECK(contents(folder.file("empty", "")).empty());
    CHECK(contents(folder.file("short", "ab")) == "ab");
}

TEST_CASE("packed files that are cut or changed say so") {
    const Folder folder;
    const auto text = long_text();
    for (const auto& packed : {gzipped(text), xzed(text)}) {
        for (const auto size : {std::size_t{12}, packed.size() / 2, packed.size() - 1}) {
            INFO("cut at " << size << " of " << packed.size());
            CHECK(contents(folder.file("cut", packed.substr(0, size))) == "compressed-truncated");
        }
        auto changed = packed;
        changed[packed.size() / 2] = static_cast<char>(changed[packed.size() / 2] ^ 0x55);
        CHECK(contents(folder.file("changed", changed)) == "compressed-damaged");
        CHECK(contents(folder.file("tail", packed + "not packed, but text that somebody appended")) ==
              "compressed-damaged");
    }
}

TEST_CASE("a cut file tells the byte that it reached") {
    const Folder folder;
    const auto packed = xzed(long_text());
    auto file = open_input_file(folder.file("cut", packed.substr(0, 2000)));
    REQUIRE(file);
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto count = (*file)->read(buffer);
        if (count)
            continue;
        CHECK(count.error().byte == 2000);
        CHECK(count.error().file.ends_with("/cut"));
        break;
    }
}

TEST_CASE("only regular files are opened, and a pipe does not stop us") {
    const Folder folder;
    folder.file("real", "text");
    fs::create_symlink(folder.path() / "real", folder.path() / "link");
    REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
    CHECK(contents(folder.path() / "absent") == "cannot-open");
    CHECK(contents(folder.path() / "link") == "cannot-open");
    CHECK(contents(folder.path() / "pipe") == "not-a-regular-file");
    CHECK(contents(folder.path()) == "not-a-regular-file");
    CHECK(contents("/dev/zero") == "not-a-regular-file");
}
