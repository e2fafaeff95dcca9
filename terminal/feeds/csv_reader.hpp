#pragma once

#include "terminal/feeds/byte_source.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace makegood::feeds {

// One record of a CSV file. `problem` is empty, or the reject reason for a record that is not RFC 4180; its fields are
// then what could be made out, for the report only.
struct CsvRecord {
    std::vector<std::string> fields; // in UTF-8, blanks kept
    std::uint64_t line = 0;          // where it begins, from 1
    std::string_view problem;
    bool ended = true; // false: the file stops without a line end, which RFC 4180 2.2 allows
};

// Reads RFC 4180 with LF or CRLF line ends, a UTF-8 byte order mark dropped, empty lines passed over. A wrong record
// spoils only itself: reading goes on at the next line. A record beyond 1 MiB is one whose quote was never closed.
class CsvReader {
  public:
    explicit CsvReader(ByteSource& source, char separator = ',') : source_(source), separator_(separator) {}

    // True: `record` is the next one. False: the file has ended. Errors are those of the source, and file-not-utf8 for
    // a UTF-16 file.
    Expected<bool, FeedError> next(CsvRecord& record);

  private:
    void start();
    bool read_record(CsvRecord& record);
    bool fill();
    // A byte, or -1 at the end of the file and at an error, which then stands in `error_`.
    int peek();
    int take();
    void take_plain(std::string& field, std::size_t& length);

    ByteSource& source_;
    char separator_;
    std::array<char, 64 * 1024> buffer_{};
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    std::uint64_t line_ = 1;
    bool started_ = false;
    std::optional<FeedError> error_;
};

} // namespace makegood::feeds
