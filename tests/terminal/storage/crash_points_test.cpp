#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <dlfcn.h>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

// The program ends, as by kill -9, at every single write to a file that SQLite makes while a whole case is worked
// through, with that write done or half done in turn. What was acknowledged before is there afterwards.

using namespace makegood;
using namespace makegood::storage;

namespace {

// How many more writes come until the end; negative: it never comes.
int writes_left = -1;
bool ends_torn = false;
int writes_made = 0;

using Write = ssize_t (*)(int, const void*, size_t, off_t);

ssize_t write_or_end(const char* name, int descriptor, const void* bytes, size_t count, off_t offset) {
    const auto real = reinterpret_cast<Write>(::dlsym(RTLD_NEXT, name));
    ++writes_made;
    const bool ends = writes_left >= 0 && writes_left-- == 0;
    const auto written = real(descriptor, bytes, ends && ends_torn ? count / 2 : count, offset);
    if (ends)
        ::_exit(0);
    return written;
}

} // namespace

extern "C" {
__attribute__((visibility("default"))) ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
    return write_or_end("pwrite", descriptor, bytes, count, offset);
}
__attribute__((visibility("default"))) ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off_t offset) {
    return write_or_end("pwrite64", descriptor, bytes, count, offset);
}
}

namespace {

// Every command that changes something, each told to `done` with the request that it had. Requests and ids are the same
// in every run.
void work_through(DeskWorld& world, const std::function<void(const RequestId&)>& done) {
    const auto act = [&](const auto& command) {
        auto view = world.handle(command).value();
        done(command.request);
        return view;
    };
    const auto request = [&] { return world.request(); };
    const auto owed = [&](const CaseId& id) {
        return act(GiveRemedy{request(), cashier, id, {Remedy::replacement, false}, Language::english});
    };
    auto fetched = owed(act(world.claim(LineNumber(1), 1000)).id);
    fetched = act(ChangeRemedy{request(), cashier, fetched.id, {Remedy::refund, false}, Language::english});
    act(RecordPrint{request(), fetched.id, fetched.remedy->slip.prints[0].job, PrintOutcome::printed});
    act(ReverseGrant{request(), cashier, fetched.id}); // with a slip that says so
    must(world.storage->connection().checkpoint());
    auto asked = act(AskManager{request(), cashier, fetched.id, {Remedy::refund}});
    asked = act(WithdrawProposal{request(), cashier, asked.id});
    asked = act(AskManager{request(), cashier, asked.id, {Remedy::replacement}});
    const auto tried = request();
    act(CountPinTry{tried, manager, asked.id});
    const auto given =
        act(ApproveProposal{request(), tried, manager, asked.id, asked.proposal->id, true, Language::english});
    act(PrintSlip{request(), cashier, given.id});
    act(RateService{request(), given.id, 4});
    act(CloseCase{request(), cashier, given.id});
    act(HandOver{request(), cashier, owed(act(world.claim(LineNumber(2), 742)).id).id});
}

bool is_there(DeskWorld& world, const RequestId& request) {
    return world.storage->ledger().handled(request) || world.storage->ledger().pin_tried_by(request);
}

struct Run {
    std::vector<RequestId> acknowledged;
    int writes = 0; // made, where it came to its end
};

// In a child over a copy of the shop; acknowledgements come through a pipe, one a line.
Run run_until(const std::filesystem::path& folder, int writes) {
    int answers[2];
    REQUIRE(::pipe(answers) == 0);
    const auto child = ::fork();
    if (child == 0) {
        ::close(answers[0]);
        const auto say = [&](const std::string& line) {
            static_cast<void>(::write(answers[1], (line + "\n").data(), line.size() + 1) > 0);
        };
        DeskWorld world(folder);
        world.requests = 1'000;
        writes_made = 0;
        writes_left = writes;
        work_through(world, [&](const RequestId& request) { say(request.text()); });
        say("writes " + std::to_string(writes_made));
        ::_exit(0);
    }
    ::close(answers[1]);
    std::string text;
    char buffer[512];
    for (ssize_t count = 0; (count = ::read(answers[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(count));
    ::close(answers[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));

    Run run;
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != text.npos; at = end + 1) {
        const auto line = text.substr(at, end - at);
        if (line.starts_with("writes "))
            run.writes = std::stoi(line.substr(7));
        else
            run.acknowledged.emplace_back(line);
    }
    return run;
}

} // namespace

TEST_CASE("an end at any write of any command loses nothing that was acknowledged", "[crash points]") {
    const TemporaryFolder shop;
    {
        DeskWorld world(shop.path());
        world.fill();
    }
    const auto copy_of_shop = [&](const TemporaryFolder& folder) {
        std::filesystem::copy(shop.path(), folder.path(),
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
    };
    const auto whole = [&] {
        const TemporaryFolder folder;
        copy_of_shop(folder);
        return run_until(folder.path(), -1);
    }();
    REQUIRE(whole.acknowledged.size() == 16);
    REQUIRE(whole.writes > 40);

    std::size_t least = whole.acknowledged.size(), most = 0;
    for (int point = 0; point < whole.writes; ++point) {
        ends_torn = point % 2 == 0;
        INFO("write " << point << (ends_torn ? ", half of it" : ""));
        const TemporaryFolder folder;
        copy_of_shop(folder);
        const auto run = run_until(folder.path(), point);
        least = std::min(least, run.acknowledged.size());
        most = std::max(most, run.acknowledged.size());

        DeskWorld world(folder.path());
        CHECK(must(world.storage->connection().check_integrity()).empty());
        const auto check = must(world.storage->verify());
        CHECK(check.ok);
        for (const auto& request : run.acknowledged) {
            INFO(request.text());
            REQUIRE(is_there(world, request));
        }
        if (point % 16 == 0)
            CHECK(must(world.storage->rebuild()).digest == check.digest);
    }
    CHECK(least == 0);
    CHECK(most == whole.acknowledged.size() - 1);
}
