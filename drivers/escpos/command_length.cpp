#include "drivers/escpos/command_length.hpp"

#include "drivers/escpos/word.hpp"

#include <algorithm>
#include <cassert>

namespace makegood::escpos {
namespace {

constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t fs = 0x1C;
constexpr std::uint8_t gs = 0x1D;
constexpr std::uint8_t us = 0x1F;
constexpr std::uint8_t dle = 0x10;

constexpr bool is_introducer(std::uint8_t byte) {
    return byte == esc || byte == fs || byte == gs || byte == us || byte == dle;
}

// Function A of GS k: the printer takes this many characters at most, what follows is text (TM-T88III, GS k note).
// The other symbologies end with NUL only.
constexpr std::uint64_t most_barcode_characters(std::uint8_t symbology) {
    constexpr std::uint64_t by_symbology[] = {12, 12, 13, 8};
    return symbology < std::size(by_symbology) ? by_symbology[symbology] : UINT64_MAX;
}

} // namespace

Opcode CommandLength::opcode() const {
    if (row_ == nullptr)
        return Opcode::none;
    const bool named_by_three =
        row_->shape == CommandShape::parenthesis || row_->shape == CommandShape::parenthesis_long;
    if (named_by_three && have_ >= 3)
        return static_cast<Opcode>(static_cast<std::uint32_t>(row_->opcode) << 8 | head_[2]);
    return row_->opcode;
}

void CommandLength::add(std::span<const std::uint8_t> bytes) {
    assert(state_ == State::open && bytes.size() <= missing());
    keep(bytes);
    if (have_ == needed_)
        decide();
}

void CommandLength::add_zeros(std::uint64_t count) {
    assert(state_ == State::open && count <= missing());
    static constexpr std::array<std::uint8_t, 8> zeros{};
    const std::uint64_t kept = std::min<std::uint64_t>(count, zeros.size());
    keep(std::span(zeros).first(static_cast<std::size_t>(kept)));
    have_ += count - kept;
    if (have_ == needed_)
        decide();
}

void CommandLength::keep(std::span<const std::uint8_t> bytes) {
    for (std::uint64_t i = 0; i < bytes.size() && have_ + i < head_.size(); ++i)
        head_[have_ + i] = bytes[i];
    const auto tail = bytes.last(std::min(bytes.size(), recent_.size()));
    std::shift_left(recent_.begin(), recent_.end(), static_cast<std::ptrdiff_t>(tail.size()));
    std::copy(tail.begin(), tail.end(), recent_.end() - static_cast<std::ptrdiff_t>(tail.size()));
    have_ += bytes.size();
}

void CommandLength::decide() {
    if (length_known_)
        state_ = State::complete;
    else if (have_ == 1)
        decide_first_byte();
    else if (have_ == 2)
        decide_second_byte();
    else
        decide_shape();
}

void CommandLength::decide_first_byte() {
    if (is_introducer(head_[0]))
        return goes_on_to(2);
    row_ = find_command(std::span(head_).first(1));
    if (row_ == nullptr)
        return is_unknown();
    ends_at(1);
}

void CommandLength::decide_second_byte() {
    row_ = find_command(std::span(head_).first(2));
    if (row_ == nullptr) {
        // ESC ESC @ is a lost byte and then ESC @: the second introducer starts anew.
        not_ours_ = is_introducer(head_[1]) || head_[0] == dle ? 1 : 0;
        return is_unknown();
    }
    if (row_->shape == CommandShape::fixed)
        return ends_at(row_->length);
    goes_on_to(row_->length);
}

void CommandLength::decide_shape() {
    switch (row_->shape) {
    case CommandShape::fixed:
        assert(false);
        return;
    case CommandShape::parenthesis:
        return ends_at(5 + word(head_[3], head_[4]));
    case CommandShape::parenthesis_long:
        return ends_at(std::uint64_t{7} + word(head_[3], head_[4]) + (std::uint64_t{word(head_[5], head_[6])} << 16));
    case CommandShape::column_picture: {
        if (have_ == 3)
            return head_[2] == 0 || head_[2] == 1 || head_[2] == 32 || head_[2] == 33 ? goes_on_to(5) : is_unknown();
        const std::uint64_t bytes_per_column = head_[2] >= 32 ? 3 : 1;
        return ends_at(5 + bytes_per_column * word(head_[3], head_[4]));
    }
    case CommandShape::raster_picture:
        if (have_ == 3)
            return head_[2] == '0' ? goes_on_to(8) : is_unknown();
        return ends_at(8 + word(head_[4], head_[5]) * word(head_[6], head_[7]));
    case CommandShape::downloaded_picture:
        return ends_at(4 + std::uint64_t{8} * head_[2] * head_[3]);
    case CommandShape::user_memory:
        if (head_[2] == '2')
            return ends_at(10);
        if (head_[2] != '1')
            return is_unknown();
        return have_ == 3 ? goes_on_to(10) : ends_at(10 + word(last(1), last(0)));
    case CommandShape::status:
        return ends_at(head_[2] == 7 || head_[2] == 8 || head_[2] == 0x12 ? 4 : 3);
    case CommandShape::user_glyphs:
        return decide_user_glyphs();
    case CommandShape::tab_stops:
        return decide_tab_stops();
    case CommandShape::stored_pictures:
        return decide_stored_pictures();
    case CommandShape::barcode:
        return decide_barcode();
    case CommandShape::counter:
        return decide_counter();
    case CommandShape::cut:
        return decide_cut();
    case CommandShape::real_time:
        return decide_real_time();
    }
}

void CommandLength::decide_user_glyphs() {
    if (have_ == 5) {
        if (head_[4] < head_[3])
            return is_unknown();
        items_left_ = head_[4] - head_[3] + 1u;
        return goes_on_to(6);
    }
    const std::uint64_t dot_columns = last();
    if (!inside_item_ && dot_columns > 0) {
        inside_item_ = true;
        --items_left_;
        const std::uint64_t end = have_ + dot_columns * head_[2];
        if (items_left_ == 0 || end == have_) {
            inside_item_ = false;
            return items_left_ == 0 ? ends_at(end) : goes_on_to(end + 1);
        }
        return goes_on_to(end);
    }
    if (inside_item_) {
        inside_item_ = false;
        return goes_on_to(have_ + 1);
    }
    --items_left_;
    if (items_left_ == 0)
        return ends_at(have_);
    goes_on_to(have_ + 1);
}

// At most 32 rising values; the first that does not rise, mostly NUL, ends the list.
void CommandLength::decide_tab_stops() {
    const bool rises = have_ == 3 ? last() > 0 : last() > last(1);
    if (!rises)
        return ends_at(have_);
    if (have_ == 2 + 33) {
        not_ours_ = 1;
        return ends_at(have_);
    }
    goes_on_to(have_ + 1);
}

void CommandLength::decide_stored_pictures() {
    if (have_ == 3)
        items_left_ = head_[2];
    else if (!inside_item_) {
        inside_item_ = true;
        const std::uint64_t bytes = std::uint64_t{8} * word(last(3), last(2)) * word(last(1), last(0));
        --items_left_;
        if (items_left_ == 0)
            return ends_at(have_ + bytes);
        if (bytes > 0)
            return goes_on_to(have_ + bytes);
    }
    inside_item_ = false;
    if (items_left_ == 0)
        return ends_at(have_);
    goes_on_to(have_ + 4);
}

void CommandLength::decide_barcode() {
    const std::uint8_t symbology = head_[2];
    if (symbology >= 65 && symbology <= 79)
        return have_ == 3 ? goes_on_to(4) : ends_at(4 + std::uint64_t{head_[3]});
    if (symbology > 6)
        return is_unknown();
    if (have_ == 3)
        return goes_on_to(4);
    if (last() == 0)
        return ends_at(have_);
    if (have_ - 3 > most_barcode_characters(symbology)) {
        not_ours_ = 1;
        return ends_at(have_);
    }
    goes_on_to(have_ + 1);
}

void CommandLength::decide_counter() {
    switch (head_[2]) {
    case '0':
    case '2':
        return ends_at(5);
    case '1':
        return ends_at(9);
    case ';': // GS C ; sa ; sb ; sn ; sr ; sc ; with digits alone between
        if (have_ == 3)
            items_left_ = 5;
        else if (last() == ';')
            --items_left_;
        else if (last() < '0' || last() > '9')
            return is_unknown();
        return items_left_ == 0 ? ends_at(have_) : goes_on_to(have_ + 1);
    default:
        return is_unknown();
    }
}

void CommandLength::decide_cut() {
    switch (head_[2]) {
    case 0x00:
    case 0x01:
    case 0x30:
    case 0x31:
        return ends_at(3);
    case 0x41:
    case 0x42:
    case 0x61:
    case 0x62:
    case 0x67:
    case 0x68:
        return ends_at(4);
    default:
        return is_unknown();
    }
}

void CommandLength::decide_real_time() {
    switch (head_[2]) {
    case 1:
    case 2:
        return ends_at(5);
    case 3:
        return ends_at(8);
    case 7:
        return ends_at(4);
    case 8:
        return ends_at(10);
    default:
        return is_unknown();
    }
}

void CommandLength::ends_at(std::uint64_t length) {
    length_known_ = true;
    needed_ = length;
    if (have_ == needed_)
        state_ = State::complete;
}

void CommandLength::is_unknown() {
    state_ = State::unknown;
    row_ = nullptr;
}

} // namespace makegood::escpos
