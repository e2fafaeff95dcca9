#include "terminal/storage/facts.hpp"
#include "terminal/storage/intake.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/schema.hpp"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr int receipts = 1'000'000;
constexpr int receipts_a_day = 2'000;

template <class Value>
Value must(Stored<Value> stored) {
    if (!stored) {
        std::cerr << stored.error().text() << '\n';
        std::abort();
    }
    if constexpr (!std::is_void_v<Value>)
        return std::move(*stored);
}

RetailTransaction receipt_numbered(int number) {
    const auto gbp = *Currency::from_code("GBP");
    const auto day = Date{14'000 + number / receipts_a_day};
    const auto item = [&](int line) {
        return LineItem{.number = LineNumber(line),
                        .code = ItemCode(std::to_string(5'000'000 + (number * 7 + line * 131) % 4'000)),
                        .name = "Item",
                        .quantity = one_unit,
                        .amount = Money(100 + line, gbp),
                        .entry_method = EntryMethod::scanned};
    };
    return {.key = {BusinessUnitId("1"), WorkstationId("1"), day, std::to_string(number)},
            .number = std::to_string(number),
            .begun_at = CivilTime{day.days_since_1970 * std::int64_t{86'400}},
            .total = Money(306, gbp),
            .lines = {item(1), item(2), item(3)},
            .tenders = {}};
}

// A million receipts, made once for all benchmarks of this file.
struct Filled {
    Filled() {
        std::string name = (std::filesystem::temp_directory_path() / "makegood-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            std::abort();
        folder = name;
        const auto steps = must(read_schema_steps(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema"));
        connection.emplace(must(Connection::open_writing(folder / "makegood.db", steps)));
        const auto pepper = must(Pepper::open(folder, true));
        Intake intake(*connection, pepper, rows_in_bulk);
        for (int i = 0; i < receipts; ++i) {
            must(intake.take(receipt_numbered(i)));
            must(intake.end_slice_when_full());
        }
        must(intake.finish());
        facts.emplace(*connection);
    }
    ~Filled() {
        facts.reset();
        connection.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    std::filesystem::path folder;
    std::optional<Connection> connection;
    std::optional<Facts> facts;
};

Filled& filled() {
    static Filled once;
    return once;
}

int next_number(int number) {
    return (number + 7'919) % receipts;
}

// What SQLite alone takes to find the row: the measure for the others.
void raw_statement(benchmark::State& state) {
    auto& connection = *filled().connection;
    int number = 0;
    for (auto _ : state) {
        number = next_number(number);
        must(connection.attempt("find", "receipt", [&] {
            Query query(connection, "SELECT id FROM receipt WHERE sequence = ?");
            query.bind(std::to_string(number)).step();
            benchmark::DoNotOptimize(query.integer());
        }));
    }
}
BENCHMARK(raw_statement);

void find_receipt_by_number(benchmark::State& state) {
    int number = 0;
    for (auto _ : state) {
        number = next_number(number);
        benchmark::DoNotOptimize(must(filled().facts->find_by_number(std::to_string(number), 10)));
    }
}
BENCHMARK(find_receipt_by_number);

} // namespace
