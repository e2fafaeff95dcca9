#include "terminal/tap_line/tap_status.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

using namespace makegood;

TEST_CASE("who asks how the tap is does not keep one from starting", "[tap]") {
    const storage::TemporaryFolder folder;
    CHECK_FALSE(read_tap_status(folder.path()));
    {
        const auto running = TapStatusFile::claim(folder.path());
        REQUIRE(running);
        running->write({.late_cuts = 3,
                        .lost_with_printer = 77,
                        .state = {.till = {},
                                  .printer = {},
                                  .newest_file = {},
                                  .newest_without_label = "lane-1.escpos",
                                  .problem = {}}});
        const auto status = read_tap_status(folder.path());
        REQUIRE(status);
        CHECK(status->is_running);
        CHECK(status->lost_with_printer == 77);
        CHECK(status->late_cuts == 3);
        CHECK(status->state.newest_without_label == "lane-1.escpos");
        const auto second = TapStatusFile::claim(folder.path());
        REQUIRE_FALSE(second);
        CHECK(second.error().sentence == "command.tap_line.twice");
    }
    CHECK_FALSE(read_tap_status(folder.path())->is_running);
    // As one that is just asking would hold it, were asking to take it.
    const drivers::FileDescriptor asking(::open((folder.path() / "tap.status").c_str(), O_RDONLY | O_CLOEXEC));
    REQUIRE(::flock(asking.number(), LOCK_SH | LOCK_NB) == 0);
    CHECK(TapStatusFile::claim(folder.path()));
}
