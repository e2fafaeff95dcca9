#include "terminal/feeds/csv_reader.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood::feeds {

namespace {

constexpr int nothing = -1;
constexpr std::size_t longest_record_bytes = 1U << 20U;

std::string_view text_problem(const CsvRecord& record) {
    for (const auto& field : record.fields) {
        if (!text::is_utf8(field))
            return rejected::not_utf8;
        if (has_control_character(field))
            return rejected::control_character;
    }
    return {};
}

} // namespace

Expected<bool, FeedError> CsvReader::next(CsvRecord& record) {
    if (!started_)
        start();
    bool found = false;
    bool empty_line = true;
    while (empty_line) {
        found = !error_ && read_record(record);
        if (error_)
            return refused(*error_);
        empty_line = found && record.fields.size() == 1 && record.fields[0].empty() && record.problem.empty();
    }
    if (found && record.problem.empty())
        record.problem = text_problem(record);
    return found;
}

void CsvReader::start() {
    started_ = true;
    if (!fill())
        return;
    const std::string_view first(buffer_.data(), size_);
    if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF"))
        error_ = FeedError{.code = std::string(failure::not_utf8), .line = 1, .detail = "UTF-16"};
    if (first.starts_with("\xEF\xBB\xBF"))
        at_ = 3;
}

// RFC 4180, section 2. A quote opens a field only as its first character; after the closing one only a separator or a
// line end may follow.
bool CsvReader::read_record(CsvRecord& record) {
    enum class Place { field_start, plain, quoted, after_quote };
    record.fields.clear();
    record.problem = {};
    record.ended = true;
    record.line = line_;

    auto place = Place::field_start;
    std::string field;
    std::size_t length = 0;
    for (;;) {
        if (place != Place::after_quote)
            take_plain(field, length);
        if (length > longest_record_bytes && record.problem != rejected::record_too_long) {
            record.problem = rejected::record_too_long;
            place = Place::plain;
        }
        if (place == Place::field_start && !field.empty())
            place = Place::plain;
        const int taken = take();
        if (taken == nothing) {
            if (length == 0)
                return false;
            if (place == Place::quoted)
                record.problem = rejected::half_written;
            record.fields.push_back(std::move(field));
            record.ended = false;
            return true;
        }
        const char c = static_cast<char>(taken);
        ++length;
        if (place == Place::quoted) {
            if (c == '"')
                place = Place::after_quote;
            else
                field += c;
        } else if (c == '"' && place == Place::field_start) {
            place = Place::quoted;
        } else if (c == '"' && place == Place::after_quote) {
            field += c;
            place = Place::quoted;
        } else if (c == separator_) {
            record.fields.push_back(std::move(field));
            field.clear();
            place = Place::field_start;
        } else if (c == '\n') {
            record.fields.push_back(std::move(field));
            return true;
        } else if (c != '\r' || peek() != '\n') {
            if (record.problem.empty() && (c == '"' || place == Place::after_quote))
                record.problem = rejected::stray_quote;
            else if (place == Place::field_start)
                place = Place::plain;
            if (length <= longest_record_bytes)
                field += c;
        }
    }
}

// The run of bytes that mean nothing to CSV, in one piece.
void CsvReader::take_plain(std::string& field, std::size_t& length) {
    while (peek() != nothing) {
        const char* begin = buffer_.data() + at_;
        const char* end = buffer_.data() + size_;
        const char* stop =
            std::find_if(begin, end, [this](char c) { return c == separator_ || c == '"' || c == '\n' || c == '\r'; });
        const auto run = static_cast<std::size_t>(stop - begin);
        at_ += run;
        length += run;
        if (length <= longest_record_bytes)
            field.append(begin, run);
        if (stop != end)
            return;
    }
}

bool CsvReader::fill() {
    const auto count = source_.read(buffer_);
    if (!count)
        error_ = count.error();
    at_ = 0;
    size_ = count.value_or(0);
    return size_ > 0;
}

int CsvReader::peek() {
    if (at_ == size_ && (error_ || !fill()))
        return nothing;
    return static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::take() {
    const int c = peek();
    if (c != nothing)
        ++at_;
    if (c == '\n')
        ++line_;
    return c;
}

} // namespace makegood::feeds
