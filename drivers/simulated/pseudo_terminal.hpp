#pragma once

#include "drivers/file_descriptor.hpp"
#include "drivers/io_error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace makegood::drivers {

// The device's end of a pseudo terminal, raw, whose other end is opened under `link` like a serial port. Destruction
// is a pulled cable: the other end hangs up and the link goes.
class PseudoTerminal {
  public:
    // Makes the folder of the link if need be and replaces a link left behind. Any error of the system is `failed`.
    static IoResult<PseudoTerminal> create(const std::filesystem::path& link);
    PseudoTerminal(PseudoTerminal&&) noexcept = default;
    PseudoTerminal& operator=(PseudoTerminal&&) = delete;
    ~PseudoTerminal();

    int descriptor() const { return device_.number(); }
    // What was written to the other end; 0 bytes when there is nothing now.
    IoResult<std::size_t> read_some(std::span<std::uint8_t> into);
    // How many bytes were taken; 0 when nobody reads the other end and the system's buffer (4 KB or more) is full.
    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes);

  private:
    PseudoTerminal(FileDescriptor device, FileDescriptor other_end, std::filesystem::path link)
        : device_(std::move(device)), other_end_(std::move(other_end)), link_(std::move(link)) {}

    FileDescriptor device_;
    FileDescriptor other_end_; // held open, so that the line stays raw and whole while nobody else has it open
    std::filesystem::path link_;
};

} // namespace makegood::drivers
