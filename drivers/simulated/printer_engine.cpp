#include "drivers/simulated/printer_engine.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace makegood::drivers {

namespace {

bool begins_with(std::span<const std::uint8_t> bytes, std::initializer_list<std::uint8_t> head) {
    return bytes.size() >= head.size() && std::equal(head.begin(), head.end(), bytes.begin());
}

// DLE DC4 8, which nobody sends by chance
constexpr std::array<std::uint8_t, 10> clear_buffers_command{0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};

bool is_recoverable(FaultState fault) {
    return fault == FaultState::cutter || fault == FaultState::recoverable;
}

// The same bits in the answer to DLE EOT 3 and in the second automatic byte.
int fault_bits(FaultState fault) {
    switch (fault) {
    case FaultState::cutter:
        return 0x08;
    case FaultState::recoverable:
        return 0x04;
    case FaultState::unrecoverable:
        return 0x20;
    case FaultState::recovers_by_itself:
        return 0x40;
    case FaultState::none:
    case FaultState::unknown:
        break;
    }
    return 0;
}

bool cuts(std::span<const std::uint8_t> command) {
    return begins_with(command, {0x1D, 'V'}) || begins_with(command, {0x1B, 'i'}) || begins_with(command, {0x1B, 'm'});
}

bool is_inquiry(std::span<const std::uint8_t> command) {
    return begins_with(command, {0x1D, 'a'}) || begins_with(command, {0x1D, 'r'}) ||
           begins_with(command, {0x1D, 'I'}) || begins_with(command, {0x1D, '(', 'H'});
}

} // namespace

void PrinterEngine::receive(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
        if (free_space() > 0)
            received_.push_back(byte);
        else
            ++dropped_;
        watch_for_real_time(byte);
    }
    watch_room();
}

void PrinterEngine::work(MonotonicTime now) {
    while (!received_.empty() && !is_stopped() && motor_free_at_ <= now) {
        const std::array<std::uint8_t, 1> byte{received_.front()};
        received_.pop_front();
        tokenizer_.feed(byte, [this](const escpos::Token& token) { print(token); });
    }
    watch_room();
    now_ = now;
}

std::optional<MonotonicTime> PrinterEngine::next_moment() const {
    if (received_.empty() || is_stopped())
        return std::nullopt;
    return std::max(motor_free_at_, now_);
}

void PrinterEngine::watch_room() {
    if (free_space() <= build_.busy_at())
        buffer_nearly_full_ = true;
    else if (free_space() >= build_.free_again_at())
        buffer_nearly_full_ = false;
}

void PrinterEngine::watch_for_real_time(std::uint8_t byte) {
    last_.push_back(byte);
    if (last_.size() > clear_buffers_command.size())
        last_.erase(last_.begin());
    const std::span recent(last_);
    if (recent.size() >= 3 && begins_with(recent.last(3), {0x10, 0x04}))
        answer_status(byte);
    if (recent.size() >= 3 && begins_with(recent.last(3), {0x10, 0x05}) && (byte == 1 || byte == 2)) {
        if (byte == 2)
            clear_buffers();
        recover();
    }
    if (recent.size() >= 5 && begins_with(recent.last(5), {0x10, 0x14, 0x01}) && recent.last(2)[0] <= 1 &&
        recent.back() >= 1 && recent.back() <= 8)
        open_drawer();
    if (std::equal(recent.begin(), recent.end(), clear_buffers_command.begin(), clear_buffers_command.end())) {
        clear_buffers();
        answers_.insert(answers_.end(), {0x37, 0x25, 0x00});
    }
}

void PrinterEngine::answer_status(std::uint8_t question) {
    const bool ended = paper_ == PaperState::end;
    const bool open = cover_ == CoverState::open;
    int said = 0;
    switch (question) {
    case 1:
        said = (is_stopped() ? 0x08 : 0x00) | (drawer_open_ ? 0x04 : 0x00);
        break;
    case 2:
        said = (open ? 0x04 : 0x00) | (ended ? 0x20 : 0x00) | (fault_ != FaultState::none ? 0x40 : 0x00);
        break;
    case 3:
        said = fault_bits(fault_);
        break;
    case 4:
        said = ended ? 0x6C : paper_ == PaperState::near_end ? 0x0C : 0x00;
        break;
    default:
        return;
    }
    answers_.push_back(static_cast<std::uint8_t>(0x12 | said));
}

void PrinterEngine::answer_automatic_status() {
    const bool ended = paper_ == PaperState::end;
    const auto first = static_cast<std::uint8_t>(0x10 | (is_stopped() ? 0x08 : 0) |
                                                 (cover_ == CoverState::open ? 0x20 : 0) | (drawer_open_ ? 0x04 : 0));
    const auto third = static_cast<std::uint8_t>(ended ? 0x0F : paper_ == PaperState::near_end ? 0x03 : 0);
    answers_.insert(answers_.end(), {first, static_cast<std::uint8_t>(fault_bits(fault_)), third, 0x00});
}

void PrinterEngine::status_changed() {
    if (automatic_mask_ != 0)
        answer_automatic_status();
}

void PrinterEngine::set_paper(PaperState paper) {
    paper_ = paper;
    status_changed();
}

void PrinterEngine::set_cover(CoverState cover) {
    cover_ = cover;
    status_changed();
}

void PrinterEngine::set_drawer_open(bool open) {
    if (std::exchange(drawer_open_, open) != open)
        status_changed();
}

void PrinterEngine::open_drawer() {
    ++drawer_openings_;
    set_drawer_open(true);
}

void PrinterEngine::set_fault(FaultState fault) {
    fault_ = fault;
    status_changed();
}

void PrinterEngine::recover() {
    if (is_recoverable(fault_))
        set_fault(FaultState::none);
}

void PrinterEngine::clear_buffers() {
    received_.clear();
    tokenizer_ = escpos::Tokenizer();
    watch_room();
}

void PrinterEngine::power_off() {
    clear_buffers();
    last_.clear();
    answers_.clear();
    automatic_mask_ = 0;
    motor_free_at_ = now_;
    if (is_recoverable(fault_))
        fault_ = FaultState::none;
    display_selected_ = false;
}

void PrinterEngine::print(const escpos::Token& token) {
    const auto command = token.bytes;
    const bool filling = command.size() == 1 && command[0] == 0;
    if (filling || token.kind == escpos::TokenKind::real_time || token.kind == escpos::TokenKind::real_time_in_data)
        return;
    if (token.kind == escpos::TokenKind::command && begins_with(command, {0x1B, '='})) {
        display_selected_ = command[2] == 2;
        return;
    }
    if (display_selected_)
        return display_.take(token);
    if (token.kind == escpos::TokenKind::command && is_inquiry(command)) {
        execute_inquiry(command);
        return;
    }
    current_paper_.insert(current_paper_.end(), command.begin(), command.end());
    if (build_.dots_per_second)
        motor_free_at_ =
            std::max(motor_free_at_, now_) +
            std::chrono::microseconds(std::uint64_t{1'000'000} * motion_.dots_for(token) / *build_.dots_per_second);
    if (token.kind == escpos::TokenKind::command && begins_with(command, {0x1B, '@'}))
        automatic_mask_ = 0; // not said by every manual, so a driver must not count on the contrary (DEVICES.md 9)
    if (token.kind == escpos::TokenKind::command && begins_with(command, {0x1B, 'p'}) && command[3] > 0)
        open_drawer();
    if (token.kind == escpos::TokenKind::command && cuts(command))
        finished_papers_.push_back(std::exchange(current_paper_, {}));
    if (!paper_left_)
        return;
    *paper_left_ -= std::min(*paper_left_, command.size());
    if (*paper_left_ == 0) {
        paper_left_.reset();
        set_paper(PaperState::end);
    }
}

void PrinterEngine::execute_inquiry(std::span<const std::uint8_t> command) {
    if (begins_with(command, {0x1D, 'a'})) {
        automatic_mask_ = command[2];
        status_changed();
    } else if (begins_with(command, {0x1D, 'r'})) {
        const bool paper = command[2] == 1 || command[2] == 49;
        if (!build_.ignores_markers)
            answers_.push_back(paper && paper_ == PaperState::near_end ? 0x03 : 0x00);
    } else if (begins_with(command, {0x1D, 'I'}) && command[2] >= 65 && command[2] <= 69) {
        constexpr std::string_view name = "_Makegood simulated printer";
        answers_.insert(answers_.end(), name.begin(), name.end());
        answers_.push_back(0x00);
    } else if (begins_with(command, {0x1D, 'I'})) {
        answers_.push_back(0x02);
    } else if (begins_with(command, {0x1D, '(', 'H', 0x06, 0x00, 0x30, 0x30}) && command.size() == 11) {
        answers_.insert(answers_.end(), {0x37, 0x22});
        answers_.insert(answers_.end(), command.begin() + 7, command.end());
        answers_.push_back(0x00);
    }
}

} // namespace makegood::drivers
