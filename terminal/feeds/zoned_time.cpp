#include "terminal/feeds/zoned_time.hpp"

#include <charconv>

namespace makegood::feeds {

std::optional<ZonedTime> read_zoned_time(std::string_view text) {
    std::optional<int> offset;
    if (text.ends_with('Z')) {
        offset = 0;
        text.remove_suffix(1);
    } else if (text.size() >= 22 && text[text.size() - 3] == ':' &&
               (text[text.size() - 6] == '+' || text[text.size() - 6] == '-')) {
        const auto zone = text.substr(text.size() - 6);
        int hours = 0;
        int minutes = 0;
        const auto hours_read = std::from_chars(zone.data() + 1, zone.data() + 3, hours);
        const auto minutes_read = std::from_chars(zone.data() + 4, zone.data() + 6, minutes);
        if (hours_read.ptr != zone.data() + 3 || minutes_read.ptr != zone.data() + 6 || hours < 0 || hours > 14 ||
            minutes < 0 || minutes > 59)
            return std::nullopt;
        offset = (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
        text.remove_suffix(6);
    }
    const auto time = CivilTime::from_iso(text);
    if (!time)
        return std::nullopt;
    return ZonedTime{*time, offset};
}

} // namespace makegood::feeds
