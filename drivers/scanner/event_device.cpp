#include "drivers/scanner/event_device.hpp"

#include "drivers/file_descriptor.hpp"
#include "drivers/scanner/event_keys.hpp"
#include "drivers/usb_port.hpp"
#include "drivers/wait_for_bytes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>

namespace makegood::drivers {

namespace {

class EventDevice final : public ByteStream {
  public:
    EventDevice(FileDescriptor device, std::string name, KeyLayout layout)
        : device_(std::move(device)), name_(std::move(name)), keys_(layout) {}

    IoResult<Ready> wait(Want, MonotonicTime deadline, const WakeSignal& wake) override {
        if (!typed_.empty())
            return Ready{.input = true};
        return wait_for_bytes(device_.number(), name_, ENODEV, Want::input, deadline, wake);
    }
    IoResult<std::size_t> read_some(std::span<std::uint8_t> into) override {
        if (typed_.empty())
            if (auto read = read_events(); !read)
                return tl::unexpected(std::move(read.error()));
        const auto count = std::min(into.size(), typed_.size());
        std::copy_n(typed_.begin(), count, into.begin());
        typed_.erase(0, count);
        return count;
    }
    // It has nothing to be told.
    IoResult<std::size_t> write_some(std::span<const std::uint8_t>) override {
        return io_refused(IoProblem::failed, "write", name_, EOPNOTSUPP);
    }
    IoResult<std::size_t> pending_output() override { return std::size_t{0}; }
    IoResult<ModemLines> modem_lines() override {
        return io_refused(IoProblem::failed, "modem lines of", name_, ENOTTY);
    }
    bool paces_itself() const override { return false; }

  private:
    IoResult<void> read_events() {
        std::array<std::uint8_t, 64 * sizeof(input_event)> events{};
        const auto count = ::read(device_.number(), events.data(), events.size());
        if (count > 0)
            typed_ = keys_.take(std::span(events).first(static_cast<std::size_t>(count)));
        else if (count == 0)
            return io_refused(IoProblem::hung_up, "read", name_, ENODEV);
        else if (errno != EAGAIN && errno != EINTR)
            return io_refused(errno == ENODEV ? IoProblem::hung_up : IoProblem::failed, "read", name_, errno);
        return {};
    }

    FileDescriptor device_;
    const std::string name_;
    EventKeys keys_;
    std::string typed_; // and not yet read
};

IoProblem problem_of_opening(int error) {
    if (error == EACCES || error == EPERM)
        return IoProblem::not_allowed;
    return error == ENOENT || error == ENXIO || error == ENODEV ? IoProblem::absent : IoProblem::failed;
}

} // namespace

bool is_event_device(std::string_view path) {
    return path.starts_with(input_prefix) || path.find("/dev/input/") != path.npos;
}

IoResult<std::unique_ptr<ByteStream>> open_event_device(const std::string& path, KeyLayout layout,
                                                        const std::filesystem::path& root) {
    const auto known = usb_identity(path, input_prefix);
    const auto there = known ? keyboard_path_of(*known, path, root) : IoResult<std::string>(path);
    if (!there)
        return tl::unexpected(there.error());
    FileDescriptor device(::open(there->c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!device.is_open())
        return io_refused(problem_of_opening(errno), "open", *there, errno);
    int version = 0;
    if (::ioctl(device.number(), EVIOCGVERSION, &version) != 0)
        return io_refused(IoProblem::failed, "read keys of", *there, errno);
    // Its argument is a number and no address.
    if (::ioctl(device.number(), EVIOCGRAB, 1) != 0)
        return io_refused(errno == EBUSY ? IoProblem::held_by_other : IoProblem::failed, "claim", *there, errno);
    return std::make_unique<EventDevice>(std::move(device), path, layout);
}

} // namespace makegood::drivers
