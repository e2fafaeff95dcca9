#include "drivers/file_port.hpp"

#include "drivers/file_descriptor.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace makegood::drivers {

namespace {

constexpr std::string_view file_scheme = "file:";

class FileStream final : public ByteStream {
  public:
    FileStream(FileDescriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

    ~FileStream() override { ::fdatasync(file_.number()); }
    FileStream(const FileStream&) = delete;
    FileStream& operator=(const FileStream&) = delete;

    IoResult<Ready> wait(Want want, MonotonicTime deadline, const WakeSignal& wake) override {
        const bool room = want == Want::input_or_room;
        return Ready{.input = false, .room = room, .woken = wake.wait_until(room ? monotonic_now() : deadline)};
    }
    IoResult<std::size_t> read_some(std::span<std::uint8_t>) override { return std::size_t{0}; }
    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes) override {
        const auto count = ::write(file_.number(), bytes.data(), bytes.size());
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno == EINTR || errno == EAGAIN)
            return std::size_t{0};
        return io_refused(IoProblem::failed, "write", path_, errno);
    }
    IoResult<std::size_t> pending_output() override { return std::size_t{0}; }
    IoResult<ModemLines> modem_lines() override {
        return io_refused(IoProblem::failed, "modem lines of", path_, ENOTTY);
    }
    bool paces_itself() const override { return true; }

  private:
    FileDescriptor file_;
    std::string path_;
};

} // namespace

std::optional<std::string> file_path(std::string_view path) {
    const bool is_file = path.starts_with(file_scheme) && path.size() > file_scheme.size();
    return is_file ? std::optional(std::string(path.substr(file_scheme.size()))) : std::nullopt;
}

IoResult<std::unique_ptr<ByteStream>> open_file(const std::string& path) {
    constexpr mode_t owner_only = S_IRUSR | S_IWUSR;
    FileDescriptor file(
        ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC, owner_only));
    if (!file.is_open())
        return io_refused(errno == ENOENT ? IoProblem::absent : IoProblem::failed, "open", path, errno);
    struct stat kind {};
    if (::fstat(file.number(), &kind) != 0 || !S_ISREG(kind.st_mode))
        return tl::unexpected(IoError{IoProblem::failed, "open", path, "it is not a plain file"});
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0)
        return io_refused(errno == EWOULDBLOCK ? IoProblem::held_by_other : IoProblem::failed, "claim", path, errno);
    return std::make_unique<FileStream>(std::move(file), path);
}

} // namespace makegood::drivers
