#include "terminal/policy/policy_file.hpp"
#include "terminal/slip/slip_words.hpp"
#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/pin.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/bench/generated_shop.hpp"
#include "tests/terminal/storage/recording_disk.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <numeric>

// The desk among as many cases as asked for: what a decision, the commits of a case, a PIN and the journal cost. Usage:
// desk_figures RECEIPTS CASES FOLDER; what a folder holds from an earlier run is used again.

using namespace makegood;
using namespace makegood::storage;
using namespace makegood::bench;

namespace {

constexpr int regular_receipts = 50; // of one customer, each with a case
constexpr int long_receipt_lines = 40;
constexpr int cases_a_transaction = 500;
constexpr int timed_cases = 100;
constexpr int cashiers = 10;

const std::filesystem::path assets = std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets";

template <class Value>
Value must(Stored<Value> stored) {
    if (!stored) {
        std::cerr << stored.error().text() << '\n';
        std::exit(1);
    }
    if constexpr (!std::is_void_v<Value>)
        return std::move(*stored);
}

double seconds_of(const std::function<void()>& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double share_of(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * share)];
}

void tell(const std::string& figure, const std::string& value) {
    std::cout << fmt::format("{:<13} {}", figure, value) << std::endl;
}

// --- the shop ---

RetailTransaction regular_receipt(const GeneratedShop& shop, int number, int lines) {
    auto receipt = shop.receipt(shop.receipts() - 1 - number);
    receipt.key.sequence = receipt.number = "regular-" + std::to_string(number);
    receipt.customer_reference = "regular";
    const auto line = receipt.lines.front();
    receipt.lines.assign(static_cast<std::size_t>(lines), line);
    for (int i = 0; i < lines; ++i) {
        auto& one = receipt.lines[static_cast<std::size_t>(i)];
        one.number = LineNumber(i + 1);
        one.code = ItemCode(GeneratedShop::code_of(number * lines + i));
        one.name = GeneratedShop::name_of(number * lines + i);
    }
    return receipt;
}

RetailTransaction long_receipt(const GeneratedShop& shop) {
    return regular_receipt(shop, regular_receipts, long_receipt_lines);
}

// Each has a budget for the day, which one alone would use up.
StaffId cashier_of(int number) {
    return StaffId("cashier-" + std::to_string(number % cashiers));
}

// The desk as the program has it, over the storage in a folder.
struct World {
    explicit World(const std::filesystem::path& folder)
        : storage(must(Storage::open({folder, assets / "schema"}, "lane-1", clock, randomness))) {}

    // Claimed, given where a rule allows it, printed and closed.
    void work_through(const RetailTransaction& receipt, const std::string& name, const StaffId& cashier,
                      const std::function<Expected<CaseView, DeskRefusal>(const Command&)>& handle) {
        const auto claimed = handle(claim(receipt, LineNumber(1), name + "-claim", cashier));
        if (!claimed || claimed->decision.outcome != Outcome::give_now)
            return;
        const auto given = handle(
            GiveRemedy{RequestId(name + "-give"), cashier, claimed->id, {Remedy::replacement}, Language::english});
        if (!given || !given->remedy)
            return;
        static_cast<void>(handle(RecordPrint{RequestId(name + "-print"), given->id, given->remedy->slip.prints[0].job,
                                             PrintOutcome::printed}));
        static_cast<void>(handle(CloseCase{RequestId(name + "-close"), cashier, given->id}));
    }

    MakeClaim claim(const RetailTransaction& receipt, LineNumber line, const std::string& request,
                    const StaffId& cashier) const {
        return {RequestId(request), cashier, {receipt.key, 1}, line, one_unit, Complaint::not_among_the_goods};
    }

    void wait_until(CivilTime time) {
        if (time.seconds > clock.now().seconds)
            clock.advance((time.seconds - clock.now().seconds) * 1000);
    }

    ScriptClock clock{GeneratedShop(1).receipt(0).begun_at};
    SystemRandomness randomness;
    SodiumCryptography cryptography;
    text::Words english = *text::Words::open(assets / "words", "en");
    text::Words persian = *text::Words::open(assets / "words", "fa");
    SlipTemplates templates = *SlipTemplates::read(assets / "slips/slips.toml");
    SlipWords slips{english, persian, templates};
    Policy policy = *read_policy(assets / "policies/shop.toml");
    std::unique_ptr<Storage> storage;
    Desk desk{
        {storage->ledger(), clock, randomness, cryptography, slips, policy, "lane-1", {"Corner Shop", "Corner Shop"}}};
};

constexpr std::int64_t week_seconds = 7 * 86'400;

void fill_receipts(World& world, const GeneratedShop& shop) {
    auto intake = world.storage->intake(rows_in_bulk);
    const auto last = world.storage->facts().find_receipt(shop.receipt(shop.receipts() - 1).key);
    for (int i = must(last) ? shop.receipts() : 0; i < shop.receipts(); ++i) {
        must(intake.take(shop.receipt(i)));
        must(intake.end_slice_when_full());
    }
    for (int i = 0; i < regular_receipts; ++i)
        must(intake.take(regular_receipt(shop, i, 3)));
    must(intake.take(long_receipt(shop)));
    must(intake.finish());
}

// Day by day, each case a week after its receipt, with the regular customer's at the end.
void fill_cases(World& world, const GeneratedShop& shop, int cases) {
    for (int i = 0; i < cashiers; ++i)
        must(world.storage->enrol(
            {.member = {cashier_of(i), {"Cashier", "Cashier"}, StaffRole::cashier, Language::english}},
            {system_actor, RequestId("enrol-" + std::to_string(i))}));
    for (int next = 0; next < cases;) {
        auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
        must(world.storage->connection().attempt("fill", "cases", [&] {
            for (const int end = std::min(cases, next + cases_a_transaction); next < end; ++next) {
                const bool is_regular = next >= cases - regular_receipts;
                const auto receipt = is_regular
                                         ? regular_receipt(shop, cases - 1 - next, 3)
                                         : shop.receipt(static_cast<int>(std::int64_t{next} * shop.receipts() / cases));
                world.wait_until({receipt.begun_at.seconds + week_seconds});
                world.work_through(receipt, "fill-" + std::to_string(next), cashier_of(next),
                                   [&](const Command& command) { return world.desk.handle(command); });
            }
        }));
        must(transaction.commit());
    }
}

// --- figures ---

// Everything that is read for a claim, its decision and its events, without the commit.
void time_decision(World& world, const GeneratedShop& shop) {
    const auto receipt = long_receipt(shop);
    world.wait_until({receipt.begun_at.seconds + week_seconds});
    std::vector<double> times;
    std::size_t facts = 0;
    for (const auto& line : receipt.lines) {
        auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
        must(world.storage->connection().attempt("decide", "a claim", [&] {
            times.push_back(seconds_of([&] {
                const auto claimed = world.desk.handle(world.claim(
                    receipt, line.number, "decide-" + std::to_string(static_cast<int>(line.number)), cashier_of(0)));
                facts = claimed.value().decision.evidence.size();
            }));
        }));
    }
    const auto standing =
        must(world.storage->cases().customer_standing({receipt.key, 1}, {}, cashier_of(0), receipt.total.currency()));
    tell("decision", fmt::format("median {:.2f} ms, worst {:.2f} ms (aim 5), {} facts, {} cases of the customer",
                                 share_of(times, 0.5) * 1000, share_of(times, 1) * 1000, facts,
                                 standing ? standing->made_good : 0));
}

template <class Number>
double mean(const std::vector<Number>& numbers) {
    return static_cast<double>(std::accumulate(numbers.begin(), numbers.end(), Number{})) /
           static_cast<double>(numbers.size());
}

// The whole of each command, from asking to the answer after its commit, in seconds.
std::vector<double> handle_cases(World& world, const GeneratedShop& shop, const std::string& name, int first) {
    std::vector<double> seconds;
    for (int i = first; i < first + timed_cases; ++i)
        world.work_through(shop.receipt(shop.receipts() - 1 - regular_receipts - i), name + std::to_string(i),
                           cashier_of(i), [&](const Command& command) {
                               std::optional<Expected<CaseView, DeskRefusal>> answer;
                               seconds.push_back(
                                   seconds_of([&] { answer = must(world.storage->handle(world.desk, command)); }));
                               return *answer;
                           });
    return seconds;
}

struct Written {
    Event event;
    Author author;
};
using CommandWrote = std::vector<Written>;

// What the commands of these cases would write; nothing of it is kept.
std::vector<CommandWrote> written_for_cases(World& world, const GeneratedShop& shop, const std::string& name,
                                            int first) {
    std::vector<CommandWrote> commands;
    auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
    must(world.storage->connection().attempt("try", "cases", [&] {
        Journal journal(world.storage->connection(), "lane-1", 1);
        const auto known = journal.head().seq;
        for (int i = first; i < first + timed_cases; ++i)
            world.work_through(shop.receipt(shop.receipts() - 1 - regular_receipts - i), name + std::to_string(i),
                               cashier_of(i), [&](const Command& command) { return world.desk.handle(command); });
        RequestId last;
        journal.for_each([&](const JournalEvent& event) {
            if (event.seq <= known)
                return;
            const auto decoded =
                decode(event.type, {reinterpret_cast<const char*>(event.body.data()), event.body.size()});
            if (commands.empty() || decoded.request != last)
                commands.emplace_back();
            last = decoded.request;
            commands.back().push_back({decoded.event, {StaffId(event.actor), decoded.request}});
        });
    }));
    return commands;
}

struct Commits {
    std::vector<double> seconds;    // one of each command
    std::vector<std::size_t> bytes; // likewise, to the write-ahead log; where there is a record
};

// Events, projections and commit of what each command wrote, without what was read and decided for it.
Commits commit_again(World& world, const std::vector<CommandWrote>& commands, const RecordingDisk* disk) {
    Commits commits;
    std::size_t calls = disk != nullptr ? disk->calls().size() : 0;
    for (const auto& command : commands) {
        commits.seconds.push_back(seconds_of([&] {
            auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
            must(world.storage->connection().attempt("write", "a command", [&] {
                for (const auto& [event, author] : command)
                    world.storage->ledger().append(event, author);
            }));
            must(transaction.commit());
        }));
        std::size_t bytes = 0;
        for (; disk != nullptr && calls < disk->calls().size(); ++calls)
            bytes += disk->calls()[calls].file.ends_with("-wal") ? disk->calls()[calls].bytes.size() : 0;
        commits.bytes.push_back(bytes);
    }
    return commits;
}

// A row of as many bytes as each command wrote; the mean of their commits.
double bare_ms(const std::filesystem::path& folder, const std::vector<std::size_t>& bytes) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    sqlite3* database = nullptr;
    sqlite3_stmt* insert = nullptr;
    sqlite3_open((folder / "bare.db").c_str(), &database);
    sqlite3_exec(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (content BLOB)",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(database, "INSERT INTO bare VALUES (zeroblob(?))", -1, &insert, nullptr);
    const double seconds = seconds_of([&] {
        for (const auto count : bytes) {
            sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(count));
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
    });
    sqlite3_finalize(insert);
    sqlite3_close(database);
    std::filesystem::remove_all(folder);
    return seconds * 1000 / static_cast<double>(bytes.size());
}

void time_pin(World& world) {
    const StaffId manager("manager");
    const auto pin = Pin::chosen("739105");
    const auto hash = must(hash_pin(world.storage->pepper(), manager, *pin));
    std::vector<double> times;
    for (int i = 0; i < 5; ++i)
        times.push_back(seconds_of([&] { (void)matches(world.storage->pepper(), manager, *pin, hash); }));
    tell("PIN", fmt::format("{:.0f} ms (aim 300)", share_of(times, 0.5) * 1000));
}

void time_journal(World& world) {
    auto& storage = *world.storage;
    JournalReport report;
    const double verifying = seconds_of([&] { report = must(Journal(storage.connection(), "lane-1", 1).verify()); });
    const auto rate = [&](double seconds) { return static_cast<double>(report.events) / seconds; };
    tell("verify", fmt::format("{} events, {:.0f} a second (aim 200,000){}", report.events, rate(verifying),
                               report.ok() ? "" : ": BROKEN"));
    bool is_same = false;
    const double rebuilding = seconds_of([&] {
        const auto rebuilt = must(storage.rebuild());
        is_same = rebuilt.ok;
    });
    tell("rebuild", fmt::format("{:.0f} events a second (aim 50,000){}", rate(rebuilding), is_same ? "" : ": BROKEN"));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: desk_figures RECEIPTS CASES FOLDER\n";
        return 2;
    }
    const GeneratedShop shop(std::stoi(argv[1]));
    const int cases = std::stoi(argv[2]);
    const std::filesystem::path folder(argv[3]);
    std::filesystem::create_directories(folder);
    {
        World world(folder);
        tell("receipts",
             fmt::format("{} in {:.0f} s", shop.receipts(), seconds_of([&] { fill_receipts(world, shop); })));
        if (must(world.storage->cases().count()) == 0)
            tell("cases", fmt::format("{} in {:.0f} s", cases, seconds_of([&] { fill_cases(world, shop, cases); })));
        time_decision(world, shop);
    }
    const auto known = static_cast<int>(must(World(folder).storage->cases().count()));
    const auto name = "timed-" + std::to_string(known) + "-";
    // A day of its own for each hundred cases, also when the folder is used again, so that budgets are whole.
    const auto next_day = [&](World& world, int set) {
        const int first = known - cases + set * timed_cases;
        world.wait_until(
            {long_receipt(shop).begun_at.seconds + week_seconds + first * std::int64_t{86'400} / timed_cases});
        return first;
    };
    const auto recorded = [&] {
        const RecordingDisk disk;
        World world(folder);
        const int first = next_day(world, 0);
        return commit_again(world, written_for_cases(world, shop, name, first), &disk);
    }();
    World world(folder);
    const int second = next_day(world, 1);
    const auto commits = commit_again(world, written_for_cases(world, shop, name, second), nullptr);
    const double bare = bare_ms(folder / "bare", recorded.bytes);
    const double each = mean(commits.seconds) * 1000;
    tell("commit", fmt::format("{:.2f} ms each of {}, bare SQLite of the same {:.0f} bytes {:.2f} ms: {:.2f} times "
                               "(aim 1.3)",
                               each, commits.seconds.size(), mean(recorded.bytes), bare, each / bare));
    const auto handled = handle_cases(world, shop, name, next_day(world, 2));
    tell("command", fmt::format("{:.2f} ms each of {}, with all that is read and decided for it", mean(handled) * 1000,
                                handled.size()));
    time_pin(world);
    time_journal(world);
    return 0;
}
