#include "tests/flow/shop_floor.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace makegood;
using namespace makegood::testing;

namespace {

// Starts the real program on a script and kills it without warning when that long has passed.
void play_and_kill(const ShopFloor& shop, const std::string& script_file, useconds_t after_us) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto null = freopen("/dev/null", "w", stdout);
        execl(MAKEGOOD_PROGRAM, "makegood", "play", script_file.c_str(), "--shots", shop.shots().c_str(), "--data",
              shop.data().c_str(), "--clock", "2011-12-05T10:00", static_cast<char*>(nullptr));
        _exit(null ? 127 : 126);
    }
    usleep(after_us);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
}

} // namespace

TEST_CASE("started again within minutes, the kiosk is at the case that was in hand") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\nexpect decision.approve enabled\n");
    shop.plays_well("expect decision.approve enabled\n"
                    "expect notice label \"Makegood was started again. Here is the case you were at.\"\n"
                    "tap decision.approve\nexpect done.given\n");
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.damaged\nexpect decision.ask enabled\n");
    const auto later = shop.play("expect home.case.1\n", Language::english, "2011-12-05T10:15");
    CHECK(later.errors.empty());
}

TEST_CASE("killed at any moment of the story, the journal is whole and nothing is granted twice") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n"); // the demo shop is filled before the first kill
    const auto script_file = (shop.shots() / "story.play").string();
    for (int i = 1; i <= 8; ++i) {
        std::string story;
        for (const int lane : {1, 3})
            story += "scan R-" + std::to_string(lane) + "-111005-00" + std::to_string(i) +
                     "\ntap receipt.line.1\ntap receipt.damaged\ntap decision.approve\n" +
                     (lane == 1 ? "tap done.undo\ntap decision.back\n" : "tap done.next\n");
        write_file(script_file, story);
        play_and_kill(shop, script_file, static_cast<useconds_t>(120'000 + i * 40'000));
        const auto verified = run_program("journal verify --json --data " + shop.data().string());
        INFO(verified.output);
        CHECK(verified.exit_code == 0);
        const auto shown =
            run_program("show R-1-111005-00" + std::to_string(i) + " --json --data " + shop.data().string());
        CHECK(shown.exit_code == 0);
        CHECK_THAT(shown.output, !Catch::Contains("\"left\": -"));
    }
    const auto rebuilt = run_program("journal rebuild --json --data " + shop.data().string());
    CHECK(rebuilt.exit_code == 0);
    // What may be on paper is asked about, never printed again by itself.
    const auto summary = shop.play("expect home.hero\n", Language::english, "2011-12-05T11:00");
    CHECK(summary.errors.empty());
    CHECK(summary.slips == 0);
}
