#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/file_descriptor.hpp"
#include "drivers/serial_settings.hpp"

#include <optional>
#include <string>

namespace makegood::drivers {

enum class EndKind { terminal, connection };

// One side of the tap, open: a serial line that is set up, or a connection. Of one thread. Nothing here waits.
class TapEnd {
  public:
    TapEnd(FileDescriptor descriptor, std::string name, EndKind kind, SerialSettings line = {});
    TapEnd(TapEnd&&) noexcept = default;
    TapEnd& operator=(TapEnd&&) = delete;
    ~TapEnd(); // what a held-off line has not taken by then is dropped

    int descriptor() const { return descriptor_.number(); }
    bool is_terminal() const { return kind_ == EndKind::terminal; }
    const std::string& name() const { return name_; }
    const SerialSettings& line() const { return line_; }

    struct Taken {
        std::size_t bytes = 0; // 0: none are there now
        bool ended = false;    // the other end will send no more, but may still take some
    };
    IoResult<Taken> read_some(std::span<std::uint8_t> into);
    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes);
    std::size_t pending_output() const;

    // The lines that come in, if the port has any: a pseudo terminal and a connection have none.
    std::optional<ModemLines> lines_in() const;
    // The lines that go out; without effect where there are none. RTS is the system's own where it handshakes with it.
    struct LinesOut {
        bool ready = true; // DTR
        bool send = true;  // RTS
        friend bool operator==(const LinesOut&, const LinesOut&) = default;
    };
    void show(LinesOut lines);

    // Of a connection: no more will be written, or it is broken off so that the other end is told of an error.
    void finish_writing();
    void break_off();

  private:
    tl::unexpected<IoError> none_moved(const char* operation) const;

    FileDescriptor descriptor_;
    std::string name_;
    EndKind kind_;
    SerialSettings line_;
    std::optional<LinesOut> shown_;
};

} // namespace makegood::drivers
