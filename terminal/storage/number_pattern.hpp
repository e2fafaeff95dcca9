#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace makegood::storage {

// A receipt's number of which some characters cannot be read: "12??45" has a '?' for each. A '?' stands for one ASCII
// character. Comparison is by bytes.
class NumberPattern {
  public:
    explicit NumberPattern(std::string pattern) : pattern_(std::move(pattern)) {}

    bool fits(std::string_view number) const;
    // The first text, in the order of bytes, that could fit.
    std::string first() const;
    // The first text after `number` that could fit; nothing where there is none. So an index is read by leaps from one
    // stored number to the next possible one.
    std::optional<std::string> next_after(std::string_view number) const;

  private:
    static constexpr char lowest = ' ';
    static constexpr char highest = '~';
    std::string filled(std::string_view beginning) const;
    std::optional<std::string> with_one_higher_before(std::string_view number, std::size_t end) const;

    std::string pattern_;
};

} // namespace makegood::storage
