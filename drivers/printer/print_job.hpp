#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::drivers {

// Four bytes of 20-7E hex by which the printer names a finished job (Epson, GS ( H function 48).
struct ConfirmationId {
    std::array<std::uint8_t, 4> bytes{' ', ' ', ' ', ' '};

    // Different for 95^4 (81 million) numbers in a row.
    static constexpr ConfirmationId of_number(std::uint32_t number) {
        ConfirmationId id;
        for (auto digit = id.bytes.rbegin(); digit != id.bytes.rend(); ++digit, number /= 95)
            *digit = static_cast<std::uint8_t>(' ' + number % 95);
        return id;
    }
    friend bool operator==(const ConfirmationId&, const ConfirmationId&) = default;
};

// The ids of one run of the program: in a row, from where its first job's own id leads. So none comes twice within a
// run, and that a run begins among the last 10,000 of an earlier one happens once in 8,000 times, whatever the clock
// says.
class ConfirmationIds {
  public:
    ConfirmationId of_job(std::string_view id) {
        if (!next_)
            next_ = hash_of(id);
        return ConfirmationId::of_number((*next_)++);
    }

  private:
    // FNV-1a
    static constexpr std::uint32_t hash_of(std::string_view id) {
        std::uint32_t hash = 2'166'136'261u;
        for (const char letter : id)
            hash = (hash ^ static_cast<std::uint8_t>(letter)) * 16'777'619u;
        return hash;
    }

    std::optional<std::uint32_t> next_;
};

// One paper. The bytes are whole ESC/POS commands, cut included; what confirms it is added by the printer's thread.
struct PrintJob {
    std::string id;
    std::vector<std::uint8_t> bytes;
    ConfirmationId confirmation; // not that of another job of the last 10,000 on this printer
};

} // namespace makegood::drivers
