#include "terminal/command/asked_pin.hpp"

#include "terminal/storage/pin.hpp"
#include "terminal/text/unicode.hpp"

#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace makegood {

namespace {

// The terminal shows nothing of what is typed while this lives.
class NoEcho {
  public:
    NoEcho() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_terminal_)
            return;
        termios silent = before_;
        silent.c_lflag &= static_cast<tcflag_t>(~ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~NoEcho() {
        if (is_terminal_)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

  private:
    termios before_{};
    bool is_terminal_;
};

} // namespace

std::string asked_secret() {
    const NoEcho no_echo;
    std::string typed;
    std::getline(std::cin, typed);
    return typed;
}

namespace {

std::string_view key_of(DeskRefusalReason reason) {
    switch (reason) {
    case DeskRefusalReason::pin_locked:
    case DeskRefusalReason::pins_locked_here:
        return "command.staff.locked";
    case DeskRefusalReason::pin_disabled:
        return "command.staff.disabled";
    case DeskRefusalReason::pin_to_change:
        return "command.staff.pin_to_change";
    default:
        return "command.staff.not_identified";
    }
}

} // namespace

Expected<StaffId, Exit> identified(const Console& console, storage::Storage& storage, const std::string& number,
                                   Randomness& randomness) {
    const StaffId claimed(number);
    const auto hash = storage.vault().pin_of(claimed);
    if (!hash)
        return refused(console.fail(hash.error()));
    if (!*hash) {
        console.complain("command.staff.not_identified");
        return refused(Exit::refused);
    }

    console.complain("command.staff.own_pin", {{"id", text::Code{text::plain(number)}}});
    auto typed = asked_secret();
    const auto pin = storage::Pin::typed(typed);
    sodium_memzero(typed.data(), typed.size());
    const auto request = [&] { return RequestId("identify-" + std::to_string(randomness.next())); };
    const auto pin_try = request();
    auto answer = storage.handle(TryPin{pin_try, claimed});
    if (answer && *answer) {
        const bool right = pin && storage::matches(storage.pepper(), claimed, *pin, **hash);
        answer = storage.handle(ProvePin{request(), pin_try, claimed, right});
    }
    if (!answer)
        return refused(console.fail(answer.error()));
    if (!*answer) {
        console.complain(key_of(answer->error().reason));
        return refused(Exit::refused);
    }
    return claimed;
}

} // namespace makegood
