#pragma once

#include "drivers/escpos/command_table.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace makegood::escpos {

// Walks one command from its first byte to its last, however the bytes are split, keeping only its first bytes.
class CommandLength {
  public:
    enum class State {
        open,     // at least missing() more bytes
        complete, // the length is known and reached
        unknown,  // not a command that we know
    };

    State state() const { return state_; }
    // Bytes to add before the next decision; 0 unless open. A payload of known length is missing as a whole.
    std::uint64_t missing() const { return state_ == State::open ? needed_ - have_ : 0; }
    std::uint64_t length() const { return have_ - not_ours_; }
    // The last bytes added that turned out to belong to what follows the command.
    std::uint64_t not_ours() const { return not_ours_; }
    Opcode opcode() const;
    const CommandRow* row() const { return row_; }

    // Takes the next bytes of the command: not more than missing(), and only while it is open.
    void add(std::span<const std::uint8_t> bytes);
    // The same for NUL bytes, in constant time.
    void add_zeros(std::uint64_t count);

  private:
    void keep(std::span<const std::uint8_t> bytes);
    void decide();
    void decide_first_byte();
    void decide_second_byte();
    void decide_shape();
    void decide_user_glyphs();
    void decide_tab_stops();
    void decide_stored_pictures();
    void decide_barcode();
    void decide_counter();
    void decide_cut();
    void decide_real_time();

    void ends_at(std::uint64_t length);
    void goes_on_to(std::uint64_t length) { needed_ = length; }
    void is_unknown();
    std::uint8_t last(std::size_t back = 0) const { return recent_[recent_.size() - 1 - back]; }

    State state_ = State::open;
    std::uint64_t have_ = 0;
    std::uint64_t needed_ = 1;
    std::uint64_t not_ours_ = 0;
    std::uint64_t items_left_ = 0; // characters, pictures, or separators still to come
    bool inside_item_ = false;
    bool length_known_ = false;
    const CommandRow* row_ = nullptr;
    std::array<std::uint8_t, 8> head_{};   // the first bytes of the command
    std::array<std::uint8_t, 4> recent_{}; // its last bytes so far
};

} // namespace makegood::escpos
