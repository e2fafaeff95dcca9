#include "terminal/feeds/text_lines.hpp"

#include "terminal/feeds/clean_text.hpp"

#include <algorithm>

namespace makegood::feeds {

Expected<bool, FeedError> TextLines::next(TextLine& line) {
    for (;;) {
        auto found = read(line);
        if (!found || !*found)
            return found;
        if (line.number == 1 && line.text.starts_with("\xEF\xBB\xBF"))
            line.text.erase(0, 3);
        if (line.text.ends_with('\r'))
            line.text.pop_back();
        if (line.too_long || !trimmed(line.text).empty())
            return true;
    }
}

Expected<bool, FeedError> TextLines::read(TextLine& line) {
    line = {.number = lines_ + 1, .ended = false};
    bool any = false;
    while (!line.ended) {
        if (at_ == size_) {
            const auto count = source_.read(buffer_);
            if (!count)
                return refused(count.error());
            at_ = 0;
            size_ = *count;
            if (size_ == 0)
                break;
        }
        any = true;
        const auto* begin = buffer_.data() + at_;
        const auto* stop = std::find(begin, static_cast<const char*>(buffer_.data()) + size_, '\n');
        const auto length = static_cast<std::size_t>(stop - begin);
        line.too_long = line.too_long || line.text.size() + length > longest_;
        if (line.too_long)
            line.text.clear();
        else
            line.text.append(begin, length);
        line.ended = at_ + length < size_;
        at_ += length + (line.ended ? 1 : 0);
    }
    lines_ += any ? 1 : 0;
    return any;
}

} // namespace makegood::feeds
