#include "drivers/tap/label_inserter.hpp"

#include "drivers/escpos/code128.hpp"

#include <array>
#include <utility>

namespace makegood::drivers {

namespace {

using escpos::Opcode;
using escpos::Token;
using escpos::TokenKind;

constexpr std::uint8_t centred = 1, height_dots = 60, module_dots = 2, text_below = 2;
constexpr std::size_t most_feed = 64;
constexpr unsigned quiet_modules = 10; // at each side (ISO/IEC 15417)

struct Setting {
    Opcode opcode;
    std::uint8_t first, second;
    std::uint8_t after_start; // what ESC @ gives (TM-T88III)
    std::uint8_t of_label;
};

constexpr std::array settings{
    Setting{Opcode::align, 0x1B, 0x61, 0, centred},
    Setting{Opcode::barcode_height, 0x1D, 0x68, 162, height_dots},
    Setting{Opcode::barcode_width, 0x1D, 0x77, 3, module_dots},
    Setting{Opcode::barcode_text_position, 0x1D, 0x48, 0, text_below},
};

bool is_feed(Opcode opcode) {
    return opcode == Opcode::line_feed || opcode == Opcode::feed_lines || opcode == Opcode::feed_dots;
}

// What neither prints nor moves the print position.
bool leaves_line(Opcode opcode) {
    switch (opcode) {
    case Opcode::horizontal_tab:
    case Opcode::absolute_position:
    case Opcode::relative_position:
    case Opcode::column_picture:
        return false;
    default:
        return true;
    }
}

// Function A cuts where the blade is; the others feed first (GS V 65 and following).
bool is_feeding_cut(std::uint8_t function) {
    return function == 0x41 || function == 0x42 || function == 0x61 || function == 0x62 || function == 0x67 ||
           function == 0x68;
}

} // namespace

LabelInserter::LabelInserter(CaptureKeys& keys, std::function<std::string(const CaptureKey&)> text)
    : keys_(keys), text_(std::move(text)) {
    if (const auto code = escpos::encode_code128(text_({})))
        label_dots_ = (code->width_modules + 2 * quiet_modules) * module_dots;
}

void LabelInserter::feed(std::span<const std::uint8_t> bytes, MonotonicTime now, const Sink& out) {
    added_ = 0;
    std::size_t begin = 0; // of what is neither passed nor held
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool may_begin = held_.empty() && tokens_.at_border() && (bytes[i] == 0x1B || bytes[i] == 0x1D);
        if (held_.empty() && !may_begin) {
            tokens_.feed(bytes.subspan(i, 1), [this](const Token& token) { watch(token); });
            continue;
        }
        if (may_begin) {
            out(bytes.subspan(begin, i - begin));
            held_since_ = now;
        }
        held_.push_back(bytes[i]);
        begin = i + 1;
        const auto judged = judge();
        if (judged == Held::cut && has_place() && is_fed_past_blade(held_.size())) {
            if (added_ < 2)
                add_label(out);
            else
                let_go_at_place_ = true;
        }
        if (judged != Held::may_be_cut)
            pass(std::exchange(held_, {}), out);
    }
    out(bytes.subspan(begin));
}

void LabelInserter::let_go(const Sink& out) {
    let_go_at_place_ = !held_.empty() && has_place();
    pass(std::exchange(held_, {}), out);
}

void LabelInserter::silence() {
    is_unsure_ = is_unsure_ && !tokens_.at_border();
}

void LabelInserter::begin_anew(const Sink& out) {
    pass(std::exchange(held_, {}), out);
    is_unsure_ = let_go_at_place_ = false;
    if (tokens_.at_border())
        return;
    before_tokens_ += tokens_.position();
    tokens_ = escpos::Tokenizer(64);
    content_ = {};
    in_page_ = false;
    at_line_start_ = true;
    since_line_.clear();
}

void LabelInserter::lose_track(bool may_have_missed_bytes, const Sink& out) {
    let_go(out);
    const bool is_lost = is_unsure_ || may_have_missed_bytes || !tokens_.at_border();
    begin_anew(out);
    is_unsure_ = is_lost;
}

void LabelInserter::pass(std::span<const std::uint8_t> bytes, const Sink& out) {
    tokens_.feed(bytes, [this](const Token& token) { watch(token); });
    out(bytes);
}

LabelInserter::Held LabelInserter::judge() const {
    if (held_.size() == 1)
        return Held::may_be_cut;
    if (held_[0] == 0x1B)
        return held_[1] == 0x69 || held_[1] == 0x6D ? Held::cut : Held::no_cut;
    if (held_[1] != 0x56)
        return Held::no_cut;
    if (held_.size() == 2)
        return Held::may_be_cut;
    const std::uint8_t function = held_[2];
    if (is_feeding_cut(function))
        return held_.size() == 4 ? Held::cut : Held::may_be_cut;
    const bool is_plain_cut = function == 0x00 || function == 0x01 || function == 0x30 || function == 0x31;
    return is_plain_cut ? Held::cut : Held::no_cut;
}

void LabelInserter::watch(const Token& token) {
    content_.take(token);
    if (token.kind == TokenKind::real_time || token.kind == TokenKind::real_time_in_data)
        return;
    const bool was_let_go_at_place = std::exchange(let_go_at_place_, false);
    if (token.kind == TokenKind::unknown)
        is_unsure_ = true;
    if (content_.is_display_selected())
        return;
    if (token.kind == TokenKind::text) {
        at_line_start_ = false;
        since_line_.clear();
        return;
    }
    if (token.kind != TokenKind::command)
        return;
    if (token.opcode == Opcode::initialize) {
        set_.clear();
        area_ = {};
        in_page_ = false;
        at_line_start_ = true;
    } else if (token.opcode == Opcode::page_mode)
        in_page_ = true;
    else if (token.opcode == Opcode::standard_mode || (token.opcode == Opcode::form_feed && in_page_))
        in_page_ = false;
    else if (is_cut(token)) {
        if (was_let_go_at_place && is_fed_past_blade(token.bytes.size()))
            late_cuts_.push_back(before_tokens_ + token.offset);
        content_.new_paper();
        at_line_start_ = true;
        since_line_.clear();
    } else if (is_feed(token.opcode)) {
        if (at_line_start_ && token.is_whole() && since_line_.size() + token.bytes.size() <= most_feed)
            since_line_.insert(since_line_.end(), token.bytes.begin(), token.bytes.end());
        at_line_start_ = true;
    } else if (draws(token.opcode) && token.opcode != Opcode::column_picture) {
        at_line_start_ = true;
        since_line_.clear();
    } else if (!leaves_line(token.opcode)) {
        at_line_start_ = false;
        since_line_.clear();
    } else
        set(token);
}

void LabelInserter::set(const Token& token) {
    const auto& bytes = token.bytes;
    for (const Setting& setting : settings)
        if (setting.opcode == token.opcode && bytes.size() == 3)
            set_[setting.opcode] = bytes[2];
    if (token.opcode == Opcode::upside_down && bytes.size() == 3)
        area_.is_upside_down = (bytes[2] & 1) != 0;
    if (bytes.size() != 4)
        return;
    const unsigned number = bytes[2] + 256U * bytes[3];
    if (token.opcode == Opcode::left_margin)
        area_.has_margin = number != 0;
    else if (token.opcode == Opcode::area_width)
        area_.width = number;
    else if (token.opcode == Opcode::motion_units)
        area_.has_own_units = number != 0;
}

// What the till narrowed, indented or turned may have no room for the bars, or draw them the wrong way round.
bool LabelInserter::has_room() const {
    const bool is_narrow = area_.width && (area_.has_own_units || *area_.width < label_dots_);
    return !is_narrow && !area_.has_margin && !area_.is_upside_down;
}

// By the cut itself, which then has four bytes, or by what the till fed before it.
bool LabelInserter::is_fed_past_blade(std::size_t cut_bytes) const {
    return cut_bytes == 4 || !since_line_.empty();
}

bool LabelInserter::has_place() const {
    const bool wants_one = content_.has_print() && !content_.has_bar_code();
    const bool is_safe = at_line_start_ && !in_page_ && !is_unsure_ && !content_.is_display_selected();
    return wants_one && is_safe && has_room();
}

// After a cut that does not feed, what the till fed to bring its last line past the blade is fed once more, and a line
// for the letters below the bars.
void LabelInserter::add_label(const Sink& out) {
    const auto key = keys_.next(keys_.civil_now());
    const auto code = escpos::encode_code128(text_(key));
    if (!code || code->payload.size() > 120)
        return;
    std::vector<std::uint8_t> label;
    for (const Setting& setting : settings)
        label.insert(label.end(), {setting.first, setting.second, setting.of_label});
    label.insert(label.end(), {0x1D, 0x6B, 73, static_cast<std::uint8_t>(code->payload.size())});
    label.insert(label.end(), code->payload.begin(), code->payload.end());
    for (const Setting& setting : settings) {
        const auto last = set_.find(setting.opcode);
        label.insert(label.end(),
                     {setting.first, setting.second, last == set_.end() ? setting.after_start : last->second});
    }
    if (held_.size() != 4) {
        label.insert(label.end(), since_line_.begin(), since_line_.end());
        label.push_back('\n');
    }
    ++added_;
    printed_.push_back({key, before_tokens_ + tokens_.position()});
    out(label);
}

} // namespace makegood::drivers
