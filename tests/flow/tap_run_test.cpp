#include "drivers/poll_until.hpp"
#include "drivers/simulated/pseudo_terminal.hpp"
#include "drivers/wake_signal.hpp"
#include "terminal/tap_line/tap_label.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "workflows/recovery/slip.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

namespace {

using makegood::drivers::monotonic_now;
using makegood::drivers::PseudoTerminal;

// The program as people start it, on a folder of its own; what it says goes to files there.
struct TapProgram {
    const std::filesystem::path& data;
    pid_t child = -1;

    TapProgram(const std::filesystem::path& folder, const std::vector<std::string>& words) : data(folder) {
        std::vector<std::string> line{MAKEGOOD_PROGRAM};
        line.insert(line.end(), words.begin(), words.end());
        line.insert(line.end(), {"--data", data.string()});
        child = ::fork();
        if (child != 0)
            return;
        const int told = ::open((data / "told").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(told, STDOUT_FILENO);
        ::dup2(told, STDERR_FILENO);
        std::vector<char*> arguments;
        for (auto& word : line)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ~TapProgram() {
        if (child > 0) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
    }
    TapProgram(const TapProgram&) = delete;
    TapProgram& operator=(const TapProgram&) = delete;

    int ends() {
        int status = 0;
        ::waitpid(child, &status, 0);
        child = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string told() const {
        std::ifstream in(data / "told");
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
};

std::string read_at(int descriptor, std::size_t bytes) {
    std::string text;
    for (const auto limit = monotonic_now() + 10s; text.size() < bytes && monotonic_now() < limit;) {
        pollfd one{descriptor, POLLIN, 0};
        makegood::drivers::poll_until({&one, 1}, limit);
        char buffer[512];
        if (const auto count = ::read(descriptor, buffer, std::min(sizeof buffer, bytes - text.size())); count > 0)
            text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
}

bool soon(const std::function<bool()>& condition) {
    for (int i = 0; i < 1'000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

struct TapShop {
    makegood::storage::TemporaryFolder folder;
    PseudoTerminal till = *PseudoTerminal::create(folder.path() / "till");
    PseudoTerminal printer = *PseudoTerminal::create(folder.path() / "printer");

    explicit TapShop(const std::string& more = {}) {
        std::ofstream(folder.path() / "shop.toml")
            << "terminal = \"L1\"\n[tap]\ntill = { port = \"" << (folder.path() / "till").string()
            << "\" }\nprinter = { port = \"" << (folder.path() / "printer").string() << "\", profile = \"tm-t88v\" }\n"
            << more;
    }
    std::vector<std::filesystem::path> papers() const {
        std::vector<std::filesystem::path> found;
        std::error_code none;
        for (const auto& file : std::filesystem::directory_iterator(folder.path() / "tap", none))
            if (file.path().extension() == ".escpos")
                found.push_back(file.path());
        return found;
    }
};

const std::string tapped_paper("\x1B@total 12.50\n\x1DVB\0", 18);

} // namespace

TEST_CASE("makegood tap run passes a receipt, keeps it, says so, and ends at a signal", "[tap]") {
    const TapShop shop;
    TapProgram tap(shop.folder.path(), {"tap", "run"});
    REQUIRE(soon([&] { return tap.told().find("The printer is there") != std::string::npos; }));
    REQUIRE(soon([&] { return tap.told().find("The till is there") != std::string::npos; }));
    REQUIRE(::write(shop.till.descriptor(), tapped_paper.data(), tapped_paper.size()) ==
            static_cast<ssize_t>(tapped_paper.size()));
    CHECK(read_at(shop.printer.descriptor(), tapped_paper.size()) == tapped_paper);
    REQUIRE(::write(shop.printer.descriptor(), "\x16", 1) == 1);
    CHECK(read_at(shop.till.descriptor(), 1) == "\x16");
    REQUIRE(soon([&] { return shop.papers().size() == 1; }));
    CHECK(std::filesystem::file_size(shop.papers().front()) == tapped_paper.size());

    TapProgram second(shop.folder.path(), {"tap", "run"});
    CHECK(second.ends() == 1);
    std::this_thread::sleep_for(1'500ms);
    TapProgram status(shop.folder.path(), {"tap", "status"});
    CHECK(status.ends() == 0);
    CHECK(status.told().find("18 bytes to the printer") != std::string::npos);
    CHECK(status.told().find("One receipt was kept") != std::string::npos);
    CHECK(status.told().find(shop.papers().front().filename().string()) != std::string::npos);
    ::kill(tap.child, SIGTERM);
    CHECK(tap.ends() == 0);
    TapProgram after(shop.folder.path(), {"tap", "status"});
    CHECK(after.ends() == 4);
    CHECK(after.told().find("The tap does not run") != std::string::npos);
}

TEST_CASE("a label of the tap is one of ours, with the name of the paper that is kept", "[tap]") {
    const TapShop shop("label = true\n");
    TapProgram tap(shop.folder.path(), {"tap", "run"});
    REQUIRE(soon([&] { return tap.told().find("The till is there") != std::string::npos; }));
    REQUIRE(::write(shop.till.descriptor(), tapped_paper.data(), tapped_paper.size()) ==
            static_cast<ssize_t>(tapped_paper.size()));
    REQUIRE(soon([&] { return shop.papers().size() == 1; }));
    const auto printed = read_at(shop.printer.descriptor(), tapped_paper.size() + 40);
    const auto name = shop.papers().front().stem().string(); // L1_20111205T101530_0001
    REQUIRE(name.size() == 23);
    const auto time = name.substr(5, 6) + name.substr(12, 6);
    CHECK(printed.find("MGT") != std::string::npos);
    CHECK(std::filesystem::file_size(shop.papers().front()) == tapped_paper.size());
    const auto label = makegood::own_label("MGT", "11" + time + name.substr(19));
    CHECK(makegood::is_own_label(makegood::tap_label_kind, label));
    CHECK(label ==
          makegood::tap_label("11", {makegood::CivilTime::from_iso("20" + time.substr(0, 2) + "-" + time.substr(2, 2) +
                                                                   "-" + time.substr(4, 2) + "T" + time.substr(6, 2) +
                                                                   ":" + time.substr(8, 2) + ":" + time.substr(10, 2))
                                         ->seconds,
                                     static_cast<std::uint32_t>(std::stoul(name.substr(19)))}));
    ::kill(tap.child, SIGTERM);
    CHECK(tap.ends() == 0);
}

TEST_CASE("a tap that shop.toml does not make clear is refused, with the line", "[tap]") {
    const TapShop shop("labels = true\n");
    TapProgram tap(shop.folder.path(), {"tap", "run"});
    CHECK(tap.ends() == 2);
    CHECK(tap.told().find("line 5: no such key 'tap.labels'") != std::string::npos);
    TapProgram persian(shop.folder.path(), {"tap", "run", "--lang", "fa"});
    CHECK(persian.ends() == 2);
}
