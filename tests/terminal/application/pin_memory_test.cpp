#include "terminal/application/pin_worker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/terminal/storage/opened.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

// What the memory of a process holds of a PIN, read from outside, after somebody chose it and signed in by it.

using namespace makegood;

namespace {

constexpr std::size_t pin_length = 12;

struct Pipe {
    Pipe() { REQUIRE(::pipe(ends) == 0); }
    ~Pipe() {
        close(0);
        close(1);
    }
    void close(std::size_t end) {
        if (ends[end] >= 0)
            ::close(std::exchange(ends[end], -1));
    }
    int ends[2];
};

// As keys are pressed, one after the other.
std::string keyed_in(int from) {
    std::string pin;
    for (std::size_t i = 0; i < pin_length; ++i) {
        char key = 0;
        if (::read(from, &key, 1) == 1)
            pin += key;
        key = 0;
    }
    return pin;
}

// Whether the person was recognised; the process then rests until its input ends.
[[noreturn]] void sign_in_and_rest(const std::filesystem::path& folder, int keys, int tells, bool keeps_a_copy) {
    bool right = false;
    std::vector<std::string> kept;
    {
        const auto pepper = storage::Pepper::open(folder, true);
        const StaffId staff("201");
        drivers::EventQueue<PinWorker::Answer> answers{4};
        drivers::EventQueue<storage::PinHash> hashes{4};
        if (pepper) {
            PinWorker worker(*pepper, answers);
            auto chosen = keyed_in(keys);
            worker.hash({staff, *storage::Pin::take(chosen), [&](storage::Stored<storage::PinHash> hash) {
                             hashes.post(hash ? std::move(*hash) : storage::PinHash());
                         }});
            auto hash = hashes.wait({});
            auto typed = keyed_in(keys);
            if (keeps_a_copy)
                kept.push_back(typed);
            worker.ask({RequestId("try"), staff, *storage::Pin::take(typed), std::move(*hash)});
            const auto answer = answers.wait({});
            right = answer && answer->right;
            const char word = right ? 'r' : 'w';
            if (::write(tells, &word, 1) == 1)
                keyed_in(keys); // rests, with its worker
        }
    }
    ::_exit(right ? 0 : 1);
}

// How often the digits stand in what the process may read of itself.
int times_in_memory(pid_t process, const std::string& digits) {
    const auto folder = "/proc/" + std::to_string(process);
    std::ifstream maps(folder + "/maps");
    const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(memory >= 0);
    int times = 0;
    std::size_t searched = 0;
    std::vector<char> bytes;
    for (std::string line; std::getline(maps, line);) {
        unsigned long long from = 0, to = 0;
        char readable = 0;
        if (std::sscanf(line.c_str(), "%llx-%llx %c", &from, &to, &readable) != 3 || readable != 'r')
            continue;
        constexpr unsigned long long of_a_sanitizer = 1ULL << 33;
        if (to - from > of_a_sanitizer)
            continue;
        constexpr std::size_t slice = 1 << 20;
        bytes.resize(slice + digits.size());
        for (auto at = from; at < to; at += slice) {
            const auto wanted = std::min<unsigned long long>(to - at, bytes.size());
            const auto got = ::pread(memory, bytes.data(), wanted, static_cast<off_t>(at));
            if (got <= 0)
                continue;
            searched += static_cast<std::size_t>(got);
            const std::string_view there(bytes.data(), static_cast<std::size_t>(got));
            for (auto found = there.find(digits); found != there.npos; found = there.find(digits, found + 1))
                ++times;
        }
    }
    ::close(memory);
    CHECK(searched > 1'000'000);
    return times;
}

std::string some_pin() {
    for (;;) {
        std::string pin;
        for (std::size_t i = 0; i < pin_length; ++i)
            pin += static_cast<char>('0' + randombytes_uniform(10));
        if (storage::Pin::chosen(pin))
            return pin;
    }
}

// The parent makes the PIN up when the child is there already, so that nobody but the child's own hands brought it in.
int left_in_memory(bool keeps_a_copy) {
    storage::TemporaryFolder folder;
    Pipe keys, told;
    REQUIRE(sodium_init() >= 0);
    const pid_t child = ::fork();
    if (child == 0) {
        keys.close(1);
        sign_in_and_rest(folder.path(), keys.ends[0], told.ends[1], keeps_a_copy);
    }
    REQUIRE(child > 0);
    told.close(1); // so that the end of the child is heard
    const auto pin = some_pin();
    const auto twice = pin + pin;
    REQUIRE(::write(keys.ends[1], twice.data(), twice.size()) == static_cast<ssize_t>(twice.size()));
    char word = 0;
    REQUIRE(::read(told.ends[0], &word, 1) == 1);
    CHECK(word == 'r');
    const int times = times_in_memory(child, pin);
    const std::string ends(pin_length, '0');
    REQUIRE(::write(keys.ends[1], ends.data(), ends.size()) == static_cast<ssize_t>(ends.size()));
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    return times;
}

} // namespace

TEST_CASE("after a PIN was chosen and checked, no memory of the process that did it holds its digits", "[pin]") {
    CHECK(left_in_memory(false) == 0);
}

TEST_CASE("a PIN that somebody kept is found in that memory", "[pin]") {
    CHECK(left_in_memory(true) >= 1);
}
