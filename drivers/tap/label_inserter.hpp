#pragma once

#include "drivers/tap/capture_key.hpp"
#include "drivers/tap/paper_content.hpp"
#include "drivers/wake_signal.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace makegood::drivers {

// Puts a bar code with a paper's key before its cut, where the paper has none of its own and there is a place for it:
// at the start of a line, outside every command, on paper that was fed past the blade, upright and as wide as the
// label. Everything else goes through as it came. What it sets (justification, height, width and text of bar codes) it
// puts back to what the till set last, or to what ESC @ gives. Of the passing thread.
class LabelInserter {
  public:
    using Sink = std::function<void(std::span<const std::uint8_t>)>;
    struct Printed {
        CaptureKey key;
        std::uint64_t position = 0; // of the cut, in what the till sent
    };
    static constexpr std::size_t most_added = 512; // to what is fed at once, at most 1,024 bytes

    // `text` makes a label's text of a key: printable ASCII, at most 48.
    LabelInserter(CaptureKeys& keys, std::function<std::string(const CaptureKey&)> text);

    void feed(std::span<const std::uint8_t> bytes, MonotonicTime now, const Sink& out);
    // When bytes are held back that may begin a cut: until when; then let_go, and if it is a cut its paper has no
    // label. Else the end of time.
    MonotonicTime due() const { return held_.empty() ? MonotonicTime::max() : held_since_ + longest_held; }
    void let_go(const Sink& out);
    // The till was silent between two commands: what comes next is understood again, if something was not.
    void silence();
    // A command in hand will not be finished: the connection ended, a side was away, or nothing came for long.
    void begin_anew(const Sink& out);
    // A line was away: in the middle of a command nobody knows where the next begins, and of a till that sent on
    // meanwhile never.
    void lose_track(bool may_have_missed_bytes, const Sink& out);
    // Those since the last call.
    std::vector<Printed> take_printed() { return std::exchange(printed_, {}); }
    // Of cuts that there was a place before, but whose bytes came too far apart, or which were the third and further in
    // what was fed at once: where they stand, since the last call.
    std::vector<std::uint64_t> take_late_cuts() { return std::exchange(late_cuts_, {}); }

  private:
    static constexpr std::chrono::milliseconds longest_held{20};
    enum class Held { may_be_cut, cut, no_cut };

    Held judge() const;
    void pass(std::span<const std::uint8_t> bytes, const Sink& out);
    void watch(const escpos::Token& token);
    void set(const escpos::Token& token);
    bool has_room() const;
    bool has_place() const;
    bool is_fed_past_blade(std::size_t cut_bytes) const;
    void add_label(const Sink& out);

    CaptureKeys& keys_;
    const std::function<std::string(const CaptureKey&)> text_;
    escpos::Tokenizer tokens_{64};
    PaperContent content_;
    std::vector<std::uint8_t> held_;
    MonotonicTime held_since_{};
    std::uint64_t before_tokens_ = 0; // bytes that earlier tokens were made of
    std::size_t added_ = 0;           // labels to what is fed now
    std::vector<Printed> printed_;
    bool let_go_at_place_ = false; // what was let go last would have got a label if it is a cut
    std::vector<std::uint64_t> late_cuts_;

    bool at_line_start_ = true;
    bool in_page_ = false;
    bool is_unsure_ = false;               // a command that we do not know: what follows may be its data
    std::vector<std::uint8_t> since_line_; // the feeds since the last line ended
    std::map<escpos::Opcode, std::uint8_t> set_;

    // Where the till prints on the paper; as after ESC @.
    struct Area {
        std::optional<unsigned> width; // in units of the till's own where it set them, else in dots
        bool has_margin = false;
        bool has_own_units = false;
        bool is_upside_down = false;
    };
    Area area_;
    unsigned label_dots_ = 0;
};

} // namespace makegood::drivers
