#include "terminal/finding/spoken_amount.hpp"
#include "terminal/finding/spoken_time.hpp"
#include "workflows/finding/label_pattern.hpp"

#include <cstdint>
#include <string_view>

using namespace makegood;

// What people type of a time and an amount, and what scanners read; the first line is a pattern, the rest its label.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const ShopCalendar calendar{*CivilTime::from_iso("2011-12-05T10:00"), 240};
    static const MoneyUnit toman = *money_unit_named("toman");
    if (const auto time = understand_time(text, calendar); time && time->days && time->days->to < time->days->from)
        __builtin_trap();
    if (const auto amount = understand_amount(text, toman); amount && amount->amount.is_negative())
        __builtin_trap();
    const auto end = text.find('\n');
    if (const auto pattern = LabelPattern::parse(text.substr(0, end)); pattern && end != text.npos)
        pattern->read(text.substr(end + 1));
    return 0;
}
