#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
#include "terminal/storage/schema.hpp"
#include "terminal/world/randomness.hpp"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr int records = 100'000;
constexpr int one_in_that_waits = 20;

template <class Value>
Value good(Stored<Value> stored) {
    if (!stored) {
        std::cerr << stored.error().text() << '\n';
        std::abort();
    }
    if constexpr (!std::is_void_v<Value>)
        return std::move(*stored);
}

// A register of a hundred thousand, of which five thousand wait, each with words and a number of its own.
struct FilledRegister {
    FilledRegister() {
        std::string name = (std::filesystem::temp_directory_path() / "makegood-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            std::abort();
        folder = name;
        const auto steps = good(read_schema_steps(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema"));
        connection.emplace(good(Connection::open_writing(folder / "makegood.db", steps)));
        pepper.emplace(good(Pepper::open(folder, true)));
        auto transaction = good(DatabaseTransaction::begin(*connection));
        good(connection->attempt("fill", "the register", [&] {
            for (int i = 0; i < records; ++i)
                add(i);
        }));
        good(transaction.commit());
    }
    ~FilledRegister() {
        connection.reset();
        std::filesystem::remove_all(folder);
    }

    void add(int number) {
        const bool waits = number % one_in_that_waits == 0;
        const CareId id("record-" + std::to_string(number));
        Query(*connection, "INSERT INTO care_record (id, kind, said, has_words, has_phone, received_by, received_at, "
                           "stage, responsible, escalate_to, due, remind_at, escalate_at) VALUES (?, 0, '[]', 1, 1, "
                           "'101', ?, ?, ?, 'management', ?, ?, ?)")
            .bind(id.text(), number * 600, waits ? 0 : 5, number % 3 == 0 ? "tills" : "floor", number * 600 + 28'800,
                  number * 600 + 21'600, number * 600 + 43'200)
            .run();
        if (!waits)
            return;
        CareVault vault(*connection, *pepper, randomness);
        vault.keep_words(id, 1, "I waited twenty minutes and nobody came to help me");
        vault.keep_phone(id, "07700900123");
    }

    std::filesystem::path folder;
    SystemRandomness randomness;
    std::optional<Connection> connection;
    std::optional<Pepper> pepper;
};

FilledRegister& filled_register() {
    static FilledRegister all;
    return all;
}

constexpr CareToday at_the_end{{records * 600}, {records * 600 + 43'200}};

// What the board shows: how long each list is, and eight records with what the customers said.
void a_page_of_the_register(benchmark::State& state) {
    auto& all = filled_register();
    const CareFile file(*all.connection);
    for (auto _ : state) {
        for (const auto list : care_lists)
            benchmark::DoNotOptimize(good(file.count(list, at_the_end)));
        for (const auto& record : good(file.list(CareList::overdue, at_the_end, 0, 8))) {
            benchmark::DoNotOptimize(good(words_of_care(*all.connection, *all.pepper, record.id)));
            benchmark::DoNotOptimize(good(phone_of_care(*all.connection, *all.pepper, record.id)));
        }
    }
}
BENCHMARK(a_page_of_the_register)->Unit(benchmark::kMicrosecond);

void what_waits_for_a_manager(benchmark::State& state) {
    const CareFile file(*filled_register().connection);
    const std::string names[] = {"201", "management", "purchasing"};
    for (auto _ : state)
        benchmark::DoNotOptimize(good(file.waiting_for(names, at_the_end)));
}
BENCHMARK(what_waits_for_a_manager)->Unit(benchmark::kMicrosecond);

} // namespace
