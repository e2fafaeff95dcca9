#include "drivers/tap/capture_key.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace makegood::drivers {

std::string capture_time(std::int64_t civil_seconds) {
    const std::chrono::sys_seconds time{std::chrono::seconds(civil_seconds)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

} // namespace makegood::drivers
