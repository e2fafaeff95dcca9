#include "terminal/feeds/input_file.hpp"

#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <lzma.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace makegood::feeds {

namespace {

// xz -9 needs 65 MiB; a file that asks for more was made to hurt.
constexpr std::uint64_t xz_memory_bytes = 80U << 20U;

class PlainFile : public ByteSource {
  public:
    PlainFile(drivers::FileDescriptor descriptor, std::string name, OnBytesRead on_bytes_read)
        : descriptor_(std::move(descriptor)), name_(std::move(name)), on_bytes_read_(std::move(on_bytes_read)) {}

    // Refused when it is no file that lies still on a disk.
    Expected<void, FeedError> look() {
        struct stat status {};
        if (::fstat(descriptor_.number(), &status) != 0)
            return refused(error(failure::cannot_open, std::strerror(errno)));
        if (!S_ISREG(status.st_mode))
            return refused(error(failure::not_a_regular_file, ""));
        size_ = static_cast<std::uint64_t>(status.st_size);
        return {};
    }

    Expected<std::size_t, FeedError> read(std::span<char> buffer) override {
        for (;;) {
            const auto count = ::read(descriptor_.number(), buffer.data(), buffer.size());
            if (count >= 0) {
                position_ += static_cast<std::uint64_t>(count);
                if (on_bytes_read_)
                    on_bytes_read_(position_, size_);
                return static_cast<std::size_t>(count);
            }
            if (errno != EINTR)
                return refused(error(failure::cannot_read, std::strerror(errno)));
        }
    }

    void rewind() {
        ::lseek(descriptor_.number(), 0, SEEK_SET);
        position_ = 0;
    }
    FeedError error(std::string_view code, std::string detail) const {
        return {.code = std::string(code), .file = name_, .byte = position_, .detail = std::move(detail)};
    }

  private:
    drivers::FileDescriptor descriptor_;
    std::string name_;
    OnBytesRead on_bytes_read_; // may be empty
    std::uint64_t position_ = 0;
    std::uint64_t size_ = 0;
};

// What both unpackers share: a window of packed bytes that is filled from the file when it runs dry.
class PackedFile : public ByteSource {
  protected:
    explicit PackedFile(std::unique_ptr<PlainFile> file) : file_(std::move(file)) {}

    // False at the end of the file.
    Expected<bool, FeedError> fill() {
        const auto count = file_->read(packed_);
        if (!count)
            return refused(count.error());
        packed_size_ = *count;
        return *count > 0;
    }
    FeedError error(std::string_view code, std::string detail) const { return file_->error(code, std::move(detail)); }

    std::array<char, 64 * 1024> packed_{};
    std::size_t packed_size_ = 0;

  private:
    std::unique_ptr<PlainFile> file_;
};

class GzipFile : public PackedFile {
  public:
    explicit GzipFile(std::unique_ptr<PlainFile> file) : PackedFile(std::move(file)) {
        constexpr int gzip_only = 16 + MAX_WBITS; // zlib.h, inflateInit2
        [[maybe_unused]] const int ready = inflateInit2(&stream_, gzip_only);
        assert(ready == Z_OK);
    }
    ~GzipFile() override { inflateEnd(&stream_); }

    Expected<std::size_t, FeedError> read(std::span<char> buffer) override {
        stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream_.avail_out = static_cast<uInt>(buffer.size());
        while (stream_.avail_out == buffer.size()) {
            if (stream_.avail_in == 0) {
                const auto more = fill();
                if (!more)
                    return refused(more.error());
                if (!*more && between_members_)
                    return std::size_t{0};
                if (!*more)
                    return refused(error(failure::compressed_truncated, "gzip"));
                stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
                stream_.avail_in = static_cast<uInt>(packed_size_);
            }
            // A gzip file may be several members one after another (RFC 1952, 2.2).
            if (between_members_)
                inflateReset(&stream_);
            const int state = inflate(&stream_, Z_NO_FLUSH);
            between_members_ = state == Z_STREAM_END;
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
                return refused(error(failure::compressed_damaged, stream_.msg ? stream_.msg : "gzip"));
        }
        return buffer.size() - stream_.avail_out;
    }

  private:
    z_stream stream_{};
    bool between_members_ = false;
};

class XzFile : public PackedFile {
  public:
    explicit XzFile(std::unique_ptr<PlainFile> file) : PackedFile(std::move(file)) {
        [[maybe_unused]] const auto ready = lzma_stream_decoder(&stream_, xz_memory_bytes, LZMA_CONCATENATED);
        assert(ready == LZMA_OK);
    }
    ~XzFile() override { lzma_end(&stream_); }

    Expected<std::size_t, FeedError> read(std::span<char> buffer) override {
        stream_.next_out = reinterpret_cast<std::uint8_t*>(buffer.data());
        stream_.avail_out = buffer.size();
        while (stream_.avail_out == buffer.size() && !finished_) {
            if (stream_.avail_in == 0 && !at_end_) {
                const auto more = fill();
                if (!more)
                    return refused(more.error());
                at_end_ = !*more;
                stream_.next_in = reinterpret_cast<const std::uint8_t*>(packed_.data());
                stream_.avail_in = packed_size_;
            }
            const auto state = lzma_code(&stream_, at_end_ ? LZMA_FINISH : LZMA_RUN);
            finished_ = state == LZMA_STREAM_END;
            if (state == LZMA_MEMLIMIT_ERROR)
                return refused(error(failure::compressed_too_large, "xz"));
            if (state == LZMA_BUF_ERROR || (at_end_ && state == LZMA_DATA_ERROR && stream_.avail_in == 0))
                return refused(error(failure::compressed_truncated, "xz"));
            if (state != LZMA_OK && state != LZMA_STREAM_END)
                return refused(error(failure::compressed_damaged, "xz " + std::to_string(state)));
        }
        return buffer.size() - stream_.avail_out;
    }

  private:
    lzma_stream stream_ = LZMA_STREAM_INIT;
    bool at_end_ = false;
    bool finished_ = false;
};

} // namespace

Expected<std::unique_ptr<ByteSource>, FeedError> open_input_file(const std::filesystem::path& path,
                                                                 OnBytesRead on_bytes_read) {
    const std::string name = path.string();
    // O_NONBLOCK keeps a pipe in the folder from stopping us before fstat has told what it is.
    drivers::FileDescriptor descriptor(::open(name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!descriptor.is_open())
        return refused(
            FeedError{.code = std::string(failure::cannot_open), .file = name, .detail = std::strerror(errno)});
    return open_input_file(std::move(descriptor), name, std::move(on_bytes_read));
}

Expected<std::unique_ptr<ByteSource>, FeedError> open_input_file(drivers::FileDescriptor descriptor, std::string name,
                                                                 OnBytesRead on_bytes_read) {
    auto file = std::make_unique<PlainFile>(std::move(descriptor), std::move(name), std::move(on_bytes_read));
    if (const auto looked = file->look(); !looked)
        return refused(looked.error());
    std::array<char, 6> first{};
    std::size_t size = 0;
    while (size < first.size()) {
        const auto count = file->read(std::span(first).subspan(size));
        if (!count)
            return refused(count.error());
        if (*count == 0)
            break;
        size += *count;
    }
    file->rewind();
    const std::string_view magic(first.data(), size);
    if (magic.starts_with("\x1f\x8b"))
        return std::make_unique<GzipFile>(std::move(file));
    if (magic == std::string_view("\xFD"
                                  "7zXZ\0",
                                  6))
        return std::make_unique<XzFile>(std::move(file));
    return std::unique_ptr<ByteSource>(std::move(file));
}

} // namespace makegood::feeds
