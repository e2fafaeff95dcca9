#include "terminal/feeds/csv_reader.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/row_reason.hpp"

#include <algorithm>

namespace makegood::feeds {

namespace {

constexpr int end_of_file = -1;
constexpr std::size_t longest_record_bytes = 1U << 20U;

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
}

std::string_view text_problem(const CsvRecord& record) {
    for (const auto& field : record.fields) {
        if (!is_utf8(field))
            return rejected::not_utf8;
        if (has_control_character(field))
            return rejected::control_character;
    }
    return {};
}

} // namespace

Expected<bool, FeedError> CsvReader::next(CsvRecord& record) {
    if (!started_) {
        if (auto ready = start(); !ready)
            return ready;
    }
    for (;;) {
        auto found = read_record(record);
        if (!found || !*found)
            return found;
        const bool empty_line = record.fields.size() == 1 && record.fields[0].empty() && record.problem.empty();
        if (!empty_line)
            break;
    }
    if (record.problem.empty())
        record.problem = text_problem(record);
    return true;
}

Expected<bool, FeedError> CsvReader::start() {
    started_ = true;
    if (auto filled = fill(); !filled)
        return filled;
    const std::string_view first(buffer_.data(), size_);
    if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF"))
        return refused(FeedError{.code = std::string(failure::not_utf8), .line = 1, .detail = "UTF-16"});
    if (first.starts_with("\xEF\xBB\xBF"))
        at_ = 3;
    return true;
}

// RFC 4180, section 2. A quote opens a field only as its first character; after the closing one only a separator or a
// line end may follow.
Expected<bool, FeedError> CsvReader::read_record(CsvRecord& record) {
    enum class Place { field_start, plain, quoted, after_quote };
    record.fields.clear();
    record.problem = {};
    record.ended = true;
    record.line = line_;

    auto place = Place::field_start;
    std::string field;
    std::size_t length = 0;
    bool anything = false;
    const auto spoil = [&](std::string_view problem) {
        if (record.problem.empty())
            record.problem = problem;
    };
    for (;;) {
        const auto taken = take();
        if (!taken)
            return refused(taken.error());
        if (*taken == end_of_file) {
            if (!anything)
                return false;
            if (place == Place::quoted)
                record.problem = rejected::half_written;
            record.fields.push_back(std::move(field));
            record.ended = false;
            return true;
        }
        anything = true;
        const char c = static_cast<char>(*taken);
        if (++length > longest_record_bytes && record.problem != rejected::record_too_long) {
            record.problem = rejected::record_too_long;
            place = Place::plain;
        }
        if (place == Place::quoted) {
            if (c == '"')
                place = Place::after_quote;
            else
                field += c;
            continue;
        }
        if (c == '"' && place == Place::field_start) {
            place = Place::quoted;
            continue;
        }
        if (c == '"' && place == Place::after_quote) {
            field += c;
            place = Place::quoted;
            continue;
        }
        if (c == separator_) {
            record.fields.push_back(std::move(field));
            field.clear();
            place = Place::field_start;
            continue;
        }
        if (c == '\r') {
            const auto following = peek();
            if (!following)
                return refused(following.error());
            if (*following == '\n')
                continue;
        }
        if (c == '\n') {
            record.fields.push_back(std::move(field));
            return true;
        }
        if (c == '"' || place == Place::after_quote)
            spoil(rejected::stray_quote);
        else
            place = Place::plain;
        if (length <= longest_record_bytes)
            field += c;
    }
}

Expected<bool, FeedError> CsvReader::fill() {
    const auto count = source_.read(buffer_);
    if (!count)
        return refused(count.error());
    at_ = 0;
    size_ = *count;
    return size_ > 0;
}

Expected<int, FeedError> CsvReader::peek() {
    if (at_ == size_) {
        const auto filled = fill();
        if (!filled)
            return refused(filled.error());
        if (!*filled)
            return end_of_file;
    }
    return static_cast<unsigned char>(buffer_[at_]);
}

Expected<int, FeedError> CsvReader::take() {
    const auto c = peek();
    if (c && *c != end_of_file) {
        ++at_;
        if (*c == '\n')
            ++line_;
    }
    return c;
}

} // namespace makegood::feeds
