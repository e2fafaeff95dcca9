#include "terminal/storage/storage.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <csignal>
#include <dlfcn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace makegood;
using namespace makegood::storage;

namespace {

// Which sync to disk fails, counted from now; negative: none. SQLite calls fdatasync through the dynamic linker, so
// the program's own definition stands in front of the C library's.
int failing_sync = -1;

bool sync_fails() {
    return failing_sync >= 0 && failing_sync-- == 0;
}

using Sync = int (*)(int);

} // namespace

extern "C" __attribute__((visibility("default"))) int fdatasync(int descriptor) {
    static const auto real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, "fdatasync"));
    if (sync_fails()) {
        errno = EIO;
        return -1;
    }
    return real(descriptor);
}

namespace {

// Opens and grants in a child, which tells each committed case through a pipe; kills it after `reports` of them.
std::vector<std::string> killed_after(const std::filesystem::path& folder, int reports, int wait_us) {
    int answers[2];
    REQUIRE(::pipe(answers) == 0);
    const auto child = ::fork();
    if (child == 0) {
        ::close(answers[0]);
        DeskWorld world(folder);
        world.requests = static_cast<int>(::getpid()) * 1000;
        world.clock.ms += world.requests;
        for (int i = 0; i < 200; ++i) {
            world.clock.pass_ms(1);
            const auto opened = world.handle(world.claim(LineNumber(1), 1000));
            const auto line = (opened ? opened->id.text() : "refused") + "\n";
            static_cast<void>(::write(answers[1], line.data(), line.size()) > 0);
        }
        ::_exit(0);
    }
    ::close(answers[1]);
    std::string text;
    int lines = 0;
    char c = 0;
    while (lines < reports && ::read(answers[0], &c, 1) == 1) {
        text += c;
        lines += c == '\n' ? 1 : 0;
    }
    ::usleep(static_cast<useconds_t>(wait_us));
    REQUIRE(::kill(child, SIGKILL) == 0);
    while (::read(answers[0], &c, 1) == 1)
        text += c;
    ::close(answers[0]);
    REQUIRE(::waitpid(child, nullptr, 0) == child);

    std::vector<std::string> ids;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        if (end == text.npos)
            break;
        ids.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return ids;
}

} // namespace

TEST_CASE("what was acknowledged before kill -9 is there afterwards, at whatever moment it came") {
    const TemporaryFolder folder;
    {
        DeskWorld world(folder.path());
        world.fill();
    }
    std::vector<std::string> acknowledged;
    for (int round = 0; round < 24; ++round) {
        const auto ids = killed_after(folder.path(), 1 + round % 7, round * 97);
        acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
        DeskWorld world(folder.path());
        CHECK(must(world.storage->connection().check_integrity()).empty());
        CHECK(must(world.storage->verify()).ok);
        for (const auto& id : acknowledged) {
            INFO("case " << id << " in round " << round);
            REQUIRE(must(world.storage->cases().find_case(CaseId(id))).has_value());
        }
    }
    CHECK(acknowledged.size() >= 24);
}

TEST_CASE("a killed first start is completed by the next") {
    for (int spin = 0; spin < 12; ++spin) {
        const TemporaryFolder folder;
        const auto child = ::fork();
        if (child == 0) {
            DeskWorld world(folder.path());
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(spin * 700));
        ::kill(child, SIGKILL);
        REQUIRE(::waitpid(child, nullptr, 0) == child);
        DeskWorld world(folder.path());
        CHECK(must(world.storage->verify()).ok);
    }
}

TEST_CASE("the first failed sync latches: nothing is acknowledged after it and nothing before it is lost") {
    int latched_runs = 0;
    for (int nth = 0; nth < 12; ++nth) {
        const TemporaryFolder folder;
        std::vector<CaseId> acknowledged;
        {
            DeskWorld world(folder.path());
            world.fill();
            failing_sync = nth;
            bool has_failed = false;
            for (int i = 0; i < 8; ++i) {
                const auto opened = world.storage->handle(*world.desk, world.claim(LineNumber(1), 1000));
                if (opened) {
                    CHECK_FALSE(has_failed);
                    acknowledged.push_back(opened->value().id);
                } else {
                    CHECK(opened.error().fault == StorageFault::latched);
                    CHECK_FALSE(world.storage->connection().may_write());
                    has_failed = true;
                }
            }
            latched_runs += has_failed ? 1 : 0;
            // Reading goes on.
            CHECK(must(world.storage->facts().find_by_number("R-0042", 5)).size() == 1);
        }
        failing_sync = -1;
        DeskWorld world(folder.path());
        CHECK(must(world.storage->verify()).ok);
        for (const auto& id : acknowledged)
            CHECK(must(world.storage->cases().find_case(id)).has_value());
        CHECK(must(world.storage->connection().check_integrity()).empty());
    }
    CHECK(latched_runs >= 8);
}

TEST_CASE("a full disk loses nothing, look-up goes on, and writing goes on when there is room again") {
    const TemporaryFolder folder;
    const auto child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        DeskWorld world(folder.path());
        world.fill();
        const rlimit small{200'000, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &small);
        std::vector<CaseId> acknowledged;
        bool was_full = false;
        for (int i = 0; i < 400 && !was_full; ++i) {
            const auto opened = world.storage->handle(*world.desk, world.claim(LineNumber(1), 1000));
            if (opened)
                acknowledged.push_back(opened->value().id);
            else
                was_full = true;
        }
        const bool can_read = world.storage->facts().find_by_number("R-0042", 5).value().size() == 1;
        const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &large);
        const bool writes_again = world.storage->handle(*world.desk, world.claim(LineNumber(1), 1000)).has_value();
        bool all_there = true;
        for (const auto& id : acknowledged)
            all_there = all_there && world.storage->cases().find_case(id).value().has_value();
        const bool verifies = world.storage->verify().value().ok;
        ::_exit((was_full ? 0 : 1) + (can_read ? 0 : 2) + (writes_again ? 0 : 4) + (all_there ? 0 : 8) +
                (verifies ? 0 : 16));
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
