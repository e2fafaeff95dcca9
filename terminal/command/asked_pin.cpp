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

Expected<StaffId, Exit> identified(const Console& console, storage::Storage& storage, const std::string& number,
                                   Randomness& randomness) {
    const auto complain = [&](std::string_view key) {
        console.complain(key);
        return refused(Exit::refused);
    };
    const StaffId claimed(number);
    const auto hash = storage.vault().pin_of(claimed);
    const auto attempts =
        storage.connection().attempt("count", "tries of a PIN", [&] { return storage.ledger().pin_attempts(claimed); });
    if (!hash || !attempts)
        return refused(console.fail(!hash ? hash.error() : attempts.error()));
    if (!*hash)
        return complain("command.staff.not_identified");
    if (pin_lock(*attempts, storage.clock().monotonic()))
        return complain("command.staff.locked");

    console.complain("command.staff.own_pin", {{"id", text::Code{text::plain(number)}}});
    auto typed = asked_secret();
    const auto pin = storage::Pin::typed(typed);
    sodium_memzero(typed.data(), typed.size());
    const auto author = [&] { return Author{claimed, RequestId("identify-" + std::to_string(randomness.next()))}; };
    if (const auto counted = storage.record(PinTried{claimed, storage.clock().monotonic()}, author()); !counted)
        return refused(console.fail(counted.error()));
    if (!pin || !storage::matches(storage.pepper(), claimed, *pin, **hash))
        return complain("command.staff.not_identified");
    if (const auto accepted = storage.record(PinAccepted{claimed}, author()); !accepted)
        return refused(console.fail(accepted.error()));
    return claimed;
}

} // namespace makegood
