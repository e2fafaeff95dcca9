#pragma once

#include "terminal/plugin/failure.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/money.hpp"

#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::plugin {

// Reads what a host gives and believes none of it. The first problem is kept and what is read after it does not matter,
// so a mapping is written down as if everything were right.
class Given {
  public:
    // Of its struct, with what it does not have as zero: NULL and a size that cannot be are problems.
    template <class Struct>
    Struct fields(const Struct* given, std::string_view name) {
        Struct all{};
        if (given == nullptr)
            return refuse(name, "is NULL"), all;
        std::uint32_t size = 0;
        std::memcpy(&size, given, sizeof size);
        // All structs of 1.0 are as long as they were then; one that grows is also taken as it was.
        if (size < sizeof(Struct) || size > largest_struct)
            return refuse(name, "has a size of " + std::to_string(size) + " and not of " +
                                    std::to_string(sizeof(Struct)) + " or more"),
                   all;
        std::memcpy(&all, given, sizeof(Struct));
        return all;
    }
    // Calls `read` with the fields of each.
    template <class Struct, class Read>
    void each(const Struct* const* list, std::size_t count, const std::string& name, Read read) {
        if (count > most_in_a_list || (count > 0 && list == nullptr))
            return refuse(name, list == nullptr ? "is NULL, but its count is not 0" : "is too long");
        const auto outer = place_;
        for (std::size_t i = 0; i < count && !problem_; ++i) {
            place_ = outer + name + "[" + std::to_string(i) + "]";
            const auto one = fields(list[i], "");
            place_ += '.';
            read(one);
        }
        place_ = outer;
    }

    // NULL is "".
    std::string text(const char* given, std::string_view name);
    std::string needed(const char* given, std::string_view name);
    // Of somebody who may work here: what the house itself does is asked for by nobody.
    StaffId staff(const char* given, std::string_view name);
    // The till's ids are kept apart from those that the desk makes itself.
    RequestId request(const char* given);
    // As a person typed it: where it lies it is the host's, and no other copy is made.
    static std::string_view pin(const char* given);
    // Nothing where it is all zero.
    std::optional<Money> amount(const makegood_amount& given, std::string_view name);
    // Zero in `of` where nothing is said; another currency is a problem.
    Money amount_in(const makegood_amount& given, Currency of, std::string_view name);
    std::optional<Date> day(const char* given, std::string_view name);
    // One of `last` + 1 values that begin at 1; 0 is `otherwise`, or a problem where there is none.
    template <class Enum>
    Enum choice(std::int32_t given, Enum last, std::optional<Enum> otherwise, std::string_view name) {
        if (given == 0 && otherwise)
            return *otherwise;
        if (given >= 1 && given <= static_cast<std::int32_t>(last) + 1)
            return static_cast<Enum>(given - 1);
        refuse(name, "is " + std::to_string(given) + ", which is none of its values");
        return otherwise.value_or(Enum{});
    }

    void refuse(std::string_view name, std::string_view why);
    const std::optional<Failure>& problem() const { return problem_; }

    static constexpr std::size_t longest_text = 100'000;
    static constexpr std::size_t longest_request = 64;
    static constexpr std::size_t most_in_a_list = 1'000'000;

  private:
    static constexpr std::uint32_t largest_struct = 64 * 1024;

    std::string place_; // "receipts[3].lines[2]."
    std::optional<Failure> problem_;
};

} // namespace makegood::plugin
