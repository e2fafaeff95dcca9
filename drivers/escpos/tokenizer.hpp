#pragma once

#include "drivers/escpos/command_length.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace makegood::escpos {

enum class TokenKind {
    text,              // bytes 20-FF without a command between them
    command,           // a whole command of the table
    real_time,         // DLE EOT, DLE ENQ, DLE DC4 between commands
    real_time_in_data, // the same sequence inside the bytes of a command: a printer executes it all the same
    unknown,           // bytes that no command of the table begins with
    incomplete,        // the input ended inside this command
};

struct Token {
    TokenKind kind = TokenKind::text;
    std::uint64_t offset = 0; // of its first byte, counted from the first byte ever fed
    std::uint64_t length = 0; // in the stream
    Opcode opcode = Opcode::none;
    // The token's bytes, of a payload beyond the limit only the first ones. Valid during the call only.
    std::span<const std::uint8_t> bytes;

    bool is_whole() const { return bytes.size() == length; }
};

using TokenSink = std::function<void(const Token&)>;

// Cuts a stream of ESC/POS bytes into commands by their lengths (DEVICES.md 1.1), however it is split. Memory is at
// most `payload_limit` plus a few bytes. Not thread-safe; a copy walks on independently.
class Tokenizer {
  public:
    static constexpr std::size_t default_payload_limit = std::size_t{4} << 20;

    // Bytes of one command kept for Token::bytes; at least 16.
    explicit Tokenizer(std::size_t payload_limit = default_payload_limit);

    // Hands every token that these bytes complete to the sink, in stream order; a real_time_in_data comes before the
    // command that holds it. A text run never reaches over the end of `bytes`, so it may come in several tokens.
    void feed(std::span<const std::uint8_t> bytes, const TokenSink& sink);
    // The stream ended: an open command comes as `incomplete`. The tokenizer is at a border afterwards.
    void finish(const TokenSink& sink);

    // Nothing is open: the next byte starts a text run or a command, and a real-time command may be inserted here.
    bool at_border() const { return !open_; }
    // How many NUL bytes close the open command; 0 at a border. Up to 2^32 for GS 8 L. Whoever lost the connection
    // inside a command sends them before anything else, or the printer takes what follows as payload.
    std::uint64_t bytes_to_close() const;
    // First byte of the open command in the stream; position() at a border.
    std::uint64_t open_offset() const { return open_ ? offset_ - walked_.length() : offset_; }
    // Which command is open; Opcode::none at a border or while too little of it came to tell.
    Opcode open_opcode() const { return open_ ? walked_.opcode() : Opcode::none; }
    // Bytes fed so far.
    std::uint64_t position() const { return offset_; }

  private:
    std::size_t take_text(std::span<const std::uint8_t> bytes, const TokenSink& sink);
    std::size_t take_command(std::span<const std::uint8_t> bytes, const TokenSink& sink);
    void close_command(const TokenSink& sink);
    void watch_for_real_time(std::span<const std::uint8_t> bytes, const TokenSink& sink);

    std::size_t payload_limit_;
    std::uint64_t offset_ = 0;
    bool open_ = false;
    CommandLength walked_;
    std::vector<std::uint8_t> held_;
    std::uint32_t last_two_ = 0; // bytes before the next, for sequences across any split
};

} // namespace makegood::escpos
