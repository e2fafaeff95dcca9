#include "terminal/storage/owner_lock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace makegood::storage;

TEST_CASE("the second owner of a data folder is told who the first is") {
    const TemporaryFolder folder;
    const auto first = OwnerLock::take(folder.path(), "2011-12-05T10:00:00");
    REQUIRE(first);
    const auto second = OwnerLock::take(folder.path(), "2011-12-05T10:01:00");
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == StorageFault::owned);
    CHECK(second.error().reason == "in use by process " + std::to_string(::getpid()) + " since 2011-12-05T10:00:00");
}

TEST_CASE("a folder is free again when its owner lets go or is killed") {
    const TemporaryFolder folder;
    { REQUIRE(OwnerLock::take(folder.path(), "first")); }
    REQUIRE(OwnerLock::take(folder.path(), "second"));

    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const auto child = ::fork();
    if (child == 0) {
        const auto lock = OwnerLock::take(folder.path(), "child");
        const char answer = lock ? 'y' : 'n';
        static_cast<void>(::write(ready[1], &answer, 1) > 0);
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    REQUIRE(::read(ready[0], &answer, 1) == 1);
    CHECK(answer == 'y');
    CHECK(OwnerLock::take(folder.path(), "too early").error().reason ==
          "in use by process " + std::to_string(child) + " since child");
    REQUIRE(::kill(child, SIGKILL) == 0);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    CHECK(OwnerLock::take(folder.path(), "after"));
    ::close(ready[0]);
    ::close(ready[1]);
}
