#include "terminal/application/application.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/flow/shop_floor.hpp"

#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace makegood;
using namespace makegood::testing;
namespace fs = std::filesystem;

namespace {

std::string sold(int from, int to) {
    std::string lines;
    for (int i = from; i < to; ++i)
        lines += R"({"business_unit_id":"9","workstation_id":"2","sequence_number":"F-)" + std::to_string(i) +
                 R"(","begin_date_time":"2011-10-05T10:21","currency_code":"EUR",)"
                 R"("line_items":[{"item_id":"A","extended_amount":"1.00"}]})"
                 "\n";
    return lines;
}

template <class Condition>
bool comes(Condition condition) {
    for (int tries = 0; tries < 6'000; ++tries) {
        if (condition())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
}

pid_t start(const std::vector<std::string>& arguments) {
    std::vector<char*> words;
    for (const auto& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto null = freopen("/dev/null", "w", stdout);
        execv(MAKEGOOD_PROGRAM, words.data());
        _exit(null ? 127 : 126);
    }
    return child;
}

int end_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

} // namespace

TEST_CASE("the kiosk takes what lies in its folder and shows the last file on the screen of devices") {
    ShopFloor shop;
    write_file(shop.data() / "shop.toml", "[feed]\nfolder = \"in\"\n");
    write_file(shop.data() / "in" / "good.jsonl", sold(0, 500));
    const ScriptClock clock(*CivilTime::from_iso("2011-12-05T10:00"));
    SeededRandomness desk(1), screen(2);
    auto application = Application::open({.data = shop.data()}, program_folders(), {clock, desk, screen}, [] {});
    REQUIRE(application);
    const auto& feed = (*application)->kiosk().state().feed;
    CHECK(feed.is_watched);
    const auto last_is = [&](const std::string& name) {
        (*application)->pump(0);
        return feed.last && feed.last->name == name;
    };
    REQUIRE(comes([&] { return last_is("good.jsonl"); }));
    CHECK(feed.last->receipts == 500);
    CHECK(feed.last->refused_rows == 0);
    CHECK(feed.last->when.to_iso() == "2011-12-05T10:00:00");
    write_file(shop.data() / "in" / "bad.jsonl", sold(500, 501) + "nonsense\n");
    REQUIRE(comes([&] { return last_is("bad.jsonl"); }));
    CHECK(feed.last->receipts == 1);
    CHECK(feed.last->refused_rows == 1);
    CHECK(feed.last->set_aside);
    application->reset();
    CHECK(fs::exists(shop.data() / "in" / "done" / "good.jsonl"));
    CHECK(run_program("show F-500 --data " + shop.data().string()).exit_code == 0);
}

TEST_CASE("what is said of the folder fits, in both languages and on a small screen") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(1024, 768, 125);
    write_file(shop.data() / "shop.toml", "[feed]\nfolder = \"in/of/the/till\"\n");
    shop.plays_well("tap home.settings\ntap settings.devices\nexpect devices.feed\nexpect devices.feed.last\n",
                    language);
}

TEST_CASE("a map that cannot be read is told before the kiosk opens") {
    ShopFloor shop;
    write_file(shop.data() / "shop.toml", "[feed]\nfolder = \"in\"\nmap = \"till.toml\"\n");
    write_file(shop.data() / "till.toml", "[columns]\ncolour = \"red\"\n");
    write_file(shop.shots() / "s.play", "expect home.hero\n");
    const auto ran = run_program("play " + (shop.shots() / "s.play").string() + " --shots " + shop.shots().string() +
                                 " --data " + shop.data().string());
    CHECK(ran.exit_code == 4);
    CHECK(ran.output.find("till.toml: line 2: unknown key 'colour'") != std::string::npos);
}

TEST_CASE("killed in the middle of a file, the watch takes it again and nothing is doubled") {
    ShopFloor shop;
    constexpr int receipts = 3'000;
    const auto in = shop.data() / "in";
    write_file(in / "day.jsonl", sold(0, receipts));
    const std::vector<std::string> watch = {"makegood",  "import", "--watch",
                                            in.string(), "--data", shop.data().string()};
    for (const useconds_t after_us : {150'000, 250'000, 350'000, 450'000}) {
        const auto child = start(watch);
        usleep(after_us);
        kill(child, SIGKILL);
        end_of(child);
        CHECK(fs::exists(in / "day.jsonl") != fs::exists(in / "done" / "day.jsonl"));
    }
    const auto last = start(watch);
    CHECK(comes([&] { return fs::exists(in / "done" / "day.jsonl"); }));
    kill(last, SIGTERM);
    const auto status = end_of(last);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    const auto again =
        run_program("import " + (in / "done" / "day.jsonl").string() + " --data " + shop.data().string());
    CHECK(again.exit_code == 0);
    CHECK(again.output.find("3,000 rows, 3,000 receipts, 3,000 lines. Stored 0, rejected 0, skipped 3,000;") !=
          std::string::npos);
    CHECK(run_program("journal verify --data " + shop.data().string()).exit_code == 0);
}

TEST_CASE("an import that is interrupted goes on when it is repeated") {
    ShopFloor shop;
    const auto file = shop.data() / "day.jsonl";
    write_file(file, sold(0, 3'000));
    for (const useconds_t after_us : {100'000, 200'000, 300'000}) {
        const auto child = start({"makegood", "import", file.string(), "--data", shop.data().string()});
        usleep(after_us);
        kill(child, SIGINT);
        const auto status = end_of(child);
        const bool before_it_listened = WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
        const bool told = WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3);
        CHECK((before_it_listened || told));
    }
    CHECK(run_program("import " + file.string() + " --data " + shop.data().string()).exit_code == 0);
    CHECK(run_program("import " + file.string() + " --data " + shop.data().string())
              .output.find("Stored 0, rejected 0, skipped 3,000;") != std::string::npos);
}

TEST_CASE("no cell of the rejects is a formula") {
    ShopFloor shop;
    write_file(shop.data() / "two.jsonl", "{\"sequence_number\":\"=1+1\"}\n{=cmd\n");
    const auto rejects = shop.data() / "rejects.csv";
    const auto ran = run_program("import " + (shop.data() / "two.jsonl").string() + " --rejects " + rejects.string() +
                                 " --data " + shop.data().string());
    CHECK(ran.exit_code == 3);
    CHECK(ran.output.find('\x1b') == std::string::npos); // nor is a bar drawn where nobody sees it
    const auto text = read_file(rejects);
    CHECK(text.find("\"business_unit_id\",\"business-unit-missing\"") != std::string::npos);
    CHECK(text.find("\"json-broken\"") != std::string::npos);
    CHECK(text.find(",\"=") == std::string::npos);
}
