#include "drivers/simulated/pseudo_terminal.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>

namespace makegood::drivers {

namespace {

IoResult<void> make_link(const std::filesystem::path& terminal, const std::filesystem::path& link) {
    std::error_code error;
    if (link.has_parent_path())
        std::filesystem::create_directories(link.parent_path(), error);
    std::filesystem::path fresh = link;
    fresh += ".new";
    std::filesystem::remove(fresh, error);
    std::filesystem::create_symlink(terminal, fresh, error);
    if (!error)
        std::filesystem::rename(fresh, link, error);
    if (error)
        return io_refused(IoProblem::failed, "link", link.string(), error.value());
    return {};
}

} // namespace

IoResult<PseudoTerminal> PseudoTerminal::create(const std::filesystem::path& link) {
    FileDescriptor device(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    std::array<char, 64> name{};
    if (!device.is_open() || ::grantpt(device.number()) != 0 || ::unlockpt(device.number()) != 0 ||
        ::ptsname_r(device.number(), name.data(), name.size()) != 0)
        return io_refused(IoProblem::failed, "make a pseudo terminal for", link.string(), errno);
    FileDescriptor other_end(::open(name.data(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    termios line{};
    if (!other_end.is_open() || ::tcgetattr(other_end.number(), &line) != 0)
        return io_refused(IoProblem::failed, "open", name.data(), errno);
    ::cfmakeraw(&line);
    if (::tcsetattr(other_end.number(), TCSANOW, &line) != 0)
        return io_refused(IoProblem::failed, "set", name.data(), errno);
    if (auto linked = make_link(name.data(), link); !linked)
        return tl::unexpected(linked.error());
    return PseudoTerminal(std::move(device), std::move(other_end), link);
}

PseudoTerminal::~PseudoTerminal() {
    if (!device_.is_open())
        return;
    std::error_code ignored;
    std::filesystem::remove(link_, ignored);
}

IoResult<std::size_t> PseudoTerminal::read_some(std::span<std::uint8_t> into) {
    const auto count = ::read(device_.number(), into.data(), into.size());
    if (count >= 0)
        return static_cast<std::size_t>(count);
    if (errno == EAGAIN || errno == EINTR)
        return std::size_t{0};
    return io_refused(IoProblem::failed, "read", link_.string(), errno);
}

IoResult<std::size_t> PseudoTerminal::write_some(std::span<const std::uint8_t> bytes) {
    const auto count = ::write(device_.number(), bytes.data(), bytes.size());
    if (count >= 0)
        return static_cast<std::size_t>(count);
    if (errno == EAGAIN || errno == EINTR)
        return std::size_t{0};
    return io_refused(IoProblem::failed, "write", link_.string(), errno);
}

} // namespace makegood::drivers
