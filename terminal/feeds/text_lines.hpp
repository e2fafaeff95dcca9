#pragma once

#include "terminal/feeds/byte_source.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace makegood::feeds {

struct TextLine {
    std::string text;         // without its line end; empty when it is too long
    std::uint64_t number = 0; // from 1
    bool too_long = false;
    bool ended = true; // false: the file stops without a line end
};

// Reads lines that end with LF or CRLF; a UTF-8 byte order mark is dropped, lines of blanks alone are passed over. What
// is kept of a line never exceeds `longest` bytes, whatever the file holds.
class TextLines {
  public:
    TextLines(ByteSource& source, std::size_t longest) : source_(source), longest_(longest) {}

    // False at the end of the file. Errors are those of the source.
    Expected<bool, FeedError> next(TextLine& line);

  private:
    Expected<bool, FeedError> read(TextLine& line);

    ByteSource& source_;
    const std::size_t longest_;
    std::array<char, 64 * 1024> buffer_{};
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    std::uint64_t lines_ = 0;
};

} // namespace makegood::feeds
