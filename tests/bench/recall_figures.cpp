#include "terminal/finding/weights_file.hpp"
#include "terminal/storage/intake.hpp"
#include "terminal/storage/recall.hpp"
#include "terminal/storage/receipt_gist.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "tests/bench/generated_shop.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>

// Finding among as many receipts as asked for: what it costs beside plain SQLite in the same run, and how often the
// true receipt comes first beside an exhaustive ranking. Usage: recall_figures RECEIPTS FOLDER; a folder that holds
// the receipts from an earlier run is used again.

using namespace makegood;
using namespace makegood::storage;
using namespace makegood::bench;

namespace {

constexpr int told = 2'000;
constexpr int compared_import = 50'000;

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

double resident_mib(const char* which = "VmRSS:") {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == which) {
            double kib = 0;
            status >> kib;
            return kib / 1024;
        }
    return 0;
}

struct Times {
    std::vector<double> microseconds;

    void add(double seconds) { microseconds.push_back(seconds * 1e6); }
    double at(double share) {
        std::ranges::sort(microseconds);
        return microseconds[static_cast<std::size_t>(static_cast<double>(microseconds.size() - 1) * share)];
    }
};

std::vector<SchemaStep> schema() {
    return must(read_schema_steps(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema"));
}

// --- import ---

// The same rows into the same tables with the same indexes by nothing but prepared statements.
class BareInserts {
  public:
    explicit BareInserts(const std::filesystem::path& file) {
        { must(Connection::open_writing(file, schema())); }
        check(sqlite3_open(file.c_str(), &database_));
        run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = 1; PRAGMA cache_size = -8000; BEGIN");
        prepare(head_, "INSERT INTO receipt (id, workstation, sequence, revision, content_hash, kind, begun_at, "
                       "operator_id, customer, total, currency, items) VALUES (?,?,?,1,?,0,?,?,?,?,'GBP',?)");
        prepare(line_, "INSERT INTO receipt_line VALUES (?,?,0,0,?,?,?,NULL,1,NULL,NULL,NULL)");
        prepare(tender_, "INSERT INTO receipt_tender VALUES (?,1,?,?,NULL,?,NULL)");
        prepare(purchase_, "INSERT OR IGNORE INTO purchase VALUES (?,?,?)");
    }
    ~BareInserts() {
        for (auto* statement : {head_, line_, tender_, purchase_})
            sqlite3_finalize(statement);
        sqlite3_close(database_);
    }
    void run(const std::string& sql) { check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr)); }

    // Dictionaries are filled beforehand: ids are known to whoever writes the statements.
    void add_texts(const RetailTransaction& receipt, std::map<std::string, int>& items) {
        run("INSERT OR IGNORE INTO workstation VALUES (" + receipt.key.workstation.text() + ", '1', '" +
            receipt.key.workstation.text() + "'); INSERT OR IGNORE INTO tender_kind VALUES (1,'Cash'),(2,'Card')");
        for (const auto& line : receipt.lines)
            if (const auto [entry, is_new] = items.emplace(line.code.text(), static_cast<int>(items.size()) + 1);
                is_new)
                run("INSERT INTO item VALUES (" + std::to_string(entry->second) + ", '" + line.code.text() + "', '" +
                    line.name + "')");
        if (!receipt.customer_reference.empty())
            run("INSERT OR IGNORE INTO customer_mark VALUES (" + receipt.customer_reference.substr(1) +
                " + 1, randomblob(32))");
    }
    void add(std::int64_t id, const RetailTransaction& receipt, const std::map<std::string, int>& items) {
        static constexpr unsigned char hash[16] = {};
        std::set<int> different;
        for (const auto& line : receipt.lines)
            different.insert(items.at(line.code.text()));
        integers(head_, {{1, id},
                         {2, std::stoll(receipt.key.workstation.text())},
                         {5, receipt.begun_at.seconds},
                         {8, receipt.total.minor_units()},
                         {9, std::ssize(different)}});
        text(head_, 3, receipt.key.sequence);
        sqlite3_bind_blob(head_, 4, hash, sizeof hash, SQLITE_STATIC);
        text(head_, 6, receipt.operator_id.text());
        if (receipt.customer_reference.empty())
            sqlite3_bind_null(head_, 7);
        else
            integers(head_, {{7, std::stoll(receipt.customer_reference.substr(1)) + 1}});
        step(head_);
        const auto gist = gist_of(receipt.total.minor_units(), std::ssize(different));
        for (const auto& line : receipt.lines) {
            const auto item = items.at(line.code.text());
            integers(line_, {{1, id},
                             {2, static_cast<int>(line.number)},
                             {3, item},
                             {4, line.quantity.milli()},
                             {5, line.amount.minor_units()}});
            step(line_);
            integers(purchase_, {{1, item}, {2, id}, {3, gist}});
            step(purchase_);
        }
        const auto& tender = receipt.tenders.front();
        integers(tender_, {{1, id}, {2, tender.kind == "Cash" ? 1 : 2}, {3, tender.amount.minor_units()}});
        if (tender.card_last_four.empty())
            sqlite3_bind_null(tender_, 4);
        else
            text(tender_, 4, tender.card_last_four);
        step(tender_);
    }

  private:
    void check(int result) {
        if (result != SQLITE_OK && result != SQLITE_DONE) {
            std::cerr << sqlite3_errmsg(database_) << '\n';
            std::exit(1);
        }
    }
    void prepare(sqlite3_stmt*& statement, const char* sql) {
        check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
    }
    void integers(sqlite3_stmt* statement, std::initializer_list<std::pair<int, std::int64_t>> values) {
        for (const auto& [place, value] : values)
            sqlite3_bind_int64(statement, place, value);
    }
    void text(sqlite3_stmt* statement, int place, const std::string& value) {
        sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    void step(sqlite3_stmt* statement) {
        check(sqlite3_step(statement));
        sqlite3_reset(statement);
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* head_ = nullptr;
    sqlite3_stmt* line_ = nullptr;
    sqlite3_stmt* tender_ = nullptr;
    sqlite3_stmt* purchase_ = nullptr;
};

void compare_import(const std::filesystem::path& folder) {
    const GeneratedShop shop(compared_import);
    std::vector<RetailTransaction> receipts;
    std::size_t lines = 0;
    for (int i = 0; i < compared_import; ++i) {
        receipts.push_back(shop.receipt(i));
        lines += receipts.back().lines.size();
    }
    std::filesystem::create_directories(folder / "import");
    std::filesystem::create_directories(folder / "bare");
    double bare_seconds = 0;
    {
        BareInserts bare(folder / "bare/makegood.db");
        std::map<std::string, int> items;
        for (const auto& receipt : receipts)
            bare.add_texts(receipt, items);
        bare.run("COMMIT; BEGIN");
        bare_seconds = seconds_of([&] {
            std::map<std::int32_t, std::int64_t> counters;
            int rows = 0;
            for (const auto& receipt : receipts) {
                const auto day = receipt.key.business_day;
                bare.add(first_id_of(day) + counters[day.days_since_1970]++, receipt, items);
                rows += 1 + static_cast<int>(receipt.lines.size() + receipt.tenders.size());
                if (rows >= rows_in_bulk) {
                    bare.run("COMMIT; PRAGMA wal_checkpoint; BEGIN");
                    rows = 0;
                }
            }
            bare.run("COMMIT");
        });
    }
    auto connection = must(Connection::open_writing(folder / "import/makegood.db", schema()));
    const auto pepper = must(Pepper::open(folder / "import", true));
    const double seconds = seconds_of([&] {
        Intake intake(connection, pepper, rows_in_bulk);
        for (const auto& receipt : receipts) {
            must(intake.take(receipt));
            must(intake.end_slice_when_full());
        }
        must(intake.finish());
    });
    const auto rate = [&](double s) { return static_cast<double>(lines) / s; };
    std::cout << fmt::format("import        {:.0f} lines/s, bare prepared inserts {:.0f} lines/s: {:.0f} % (aim 60)\n",
                             rate(seconds), rate(bare_seconds), 100 * bare_seconds / seconds);
    std::error_code ignored;
    std::filesystem::remove_all(folder / "import", ignored);
    std::filesystem::remove_all(folder / "bare", ignored);
}

void fill(const std::filesystem::path& folder, const GeneratedShop& shop) {
    if (std::filesystem::exists(folder / "makegood.db"))
        return;
    auto connection = must(Connection::open_writing(folder / "makegood.db", schema()));
    const auto pepper = must(Pepper::open(folder, true));
    Intake intake(connection, pepper, rows_in_bulk);
    for (int i = 0; i < shop.receipts(); ++i) {
        must(intake.take(shop.receipt(i)));
        must(intake.end_slice_when_full());
    }
    must(intake.finish());
}

// --- look-ups ---

void tell_size(Connection& connection, const std::filesystem::path& folder) {
    const auto lines = must(connection.attempt("count", "lines", [&] {
        Query query(connection, "SELECT count(*) FROM receipt_line");
        query.step();
        return query.integer();
    }));
    const auto bytes = std::filesystem::file_size(folder / "makegood.db");
    std::cout << fmt::format("size          {:.1f} bytes a line, {} lines (at most 70)\n",
                             static_cast<double>(bytes) / static_cast<double>(lines), lines);
}

// The rows of one receipt by nothing but a prepared statement.
void compare_key(Connection& connection, const std::filesystem::path& folder, const GeneratedShop& shop) {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    sqlite3_open_v2((folder / "makegood.db").c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_prepare_v2(database,
                       "SELECT receipt.*, workstation.*, receipt_line.*, item.* FROM workstation JOIN receipt ON "
                       "receipt.workstation = workstation.id JOIN receipt_line ON receipt_line.receipt = receipt.id "
                       "JOIN item ON item.id = receipt_line.item WHERE business_unit = ? AND workstation.name = ? AND "
                       "business_day = ? AND sequence = ?",
                       -1, &statement, nullptr);
    const Facts facts(connection);
    Times ours, reference;
    Dice dice(5);
    constexpr int warm_up = 200;
    for (int i = 0; i < told + warm_up; ++i) {
        const auto key = shop.receipt(dice.below(shop.receipts())).key;
        const auto plainly = [&] {
            sqlite3_bind_text(statement, 1, key.business_unit.text().c_str(), -1, SQLITE_STATIC);
            sqlite3_bind_text(statement, 2, key.workstation.text().c_str(), -1, SQLITE_STATIC);
            sqlite3_bind_int(statement, 3, key.business_day.days_since_1970);
            sqlite3_bind_text(statement, 4, key.sequence.c_str(), -1, SQLITE_STATIC);
            while (sqlite3_step(statement) == SQLITE_ROW) {
            }
            sqlite3_reset(statement);
        };
        const auto as_receipt = [&] { must(facts.find_receipt(key)).value(); };
        // Whoever is first finds the pages cold.
        const bool ours_first = i % 2 == 0;
        const double first = seconds_of(ours_first ? std::function<void()>(as_receipt) : plainly);
        const double second = seconds_of(ours_first ? std::function<void()>(plainly) : as_receipt);
        if (i < warm_up)
            continue;
        ours.add(ours_first ? first : second);
        reference.add(ours_first ? second : first);
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    std::cout << fmt::format("by key        p50 {:.0f}, p99 {:.0f} µs; plain statement p50 {:.0f}, p99 {:.0f} µs: "
                             "p99 {:.2f} times (at most 1.5)\n",
                             ours.at(0.5), ours.at(0.99), reference.at(0.5), reference.at(0.99),
                             ours.at(0.99) / reference.at(0.99));
}

std::string with_typo(std::string name, Dice& dice) {
    const auto word = name.find(' ', name.find(' ') + 1) + 1; // the third word names the goods
    const auto end = name.find(' ', word);
    const auto at = word + 1 + static_cast<std::size_t>(dice.below(static_cast<int>(end - word) - 2));
    std::swap(name[at], name[at + 1]);
    return name;
}

struct Described {
    int receipt;
    RecalledPurchase purchase;
};

std::set<std::string> codes_on(const RetailTransaction& receipt) {
    std::set<std::string> codes;
    for (const auto& line : receipt.lines)
        codes.insert(line.code.text());
    return codes;
}

// As a customer describes it after two months: the day off by up to five days, the total by up to a tenth, two of the
// items, of which one is wrong in one case of four.
Described describe(const GeneratedShop& shop, Dice& dice) {
    for (;;) {
        const int number = dice.below(shop.receipts());
        const auto receipt = shop.receipt(number);
        const auto codes = codes_on(receipt);
        if (codes.size() < 2)
            continue;
        std::vector<std::string> items(codes.begin(), codes.end());
        const auto first = static_cast<std::size_t>(dice.below(static_cast<int>(items.size())));
        std::swap(items[0], items[first]);
        const auto second = 1 + static_cast<std::size_t>(dice.below(static_cast<int>(items.size()) - 1));
        std::swap(items[1], items[second]);
        items.resize(2);
        if (dice.below(4) == 0) {
            auto& wrong = items[static_cast<std::size_t>(dice.below(2))];
            do
                wrong = GeneratedShop::code_of(dice.below(GeneratedShop::products));
            while (codes.contains(wrong));
        }
        const Date day{receipt.key.business_day.days_since_1970 + dice.between(-5, 5)};
        const double total = static_cast<double>(receipt.total.minor_units()) * (0.9 + 0.2 * dice.unit());
        return {number,
                {.days = RecalledDays{day, day, 5},
                 .items = items,
                 .total = RecalledAmount{Money(std::llround(total), receipt.total.currency()), 100}}};
    }
}

void time_recall(Recall& recall, const GeneratedShop& shop) {
    Times month, typo;
    Dice dice(9);
    for (int i = 0; i < told / 2; ++i) {
        const auto receipt = shop.receipt(dice.below(shop.receipts()));
        const auto ymd = receipt.key.business_day.ymd();
        const auto first = Date::of(ymd.year() / ymd.month() / std::chrono::day(1));
        const auto last = Date::of(std::chrono::year_month_day(ymd.year() / ymd.month() / std::chrono::last));
        RecalledPurchase purchase{.days = RecalledDays{first, last, 0}};
        purchase.items.push_back(receipt.lines.front().code.text());
        purchase.items.push_back(receipt.lines.back().code.text());
        month.add(seconds_of([&] { must(recall.find(purchase, 8)); }));
        purchase.items[1] = with_typo(receipt.lines.back().name, dice);
        typo.add(seconds_of([&] { must(recall.find(purchase, 8)); }));
    }
    std::cout << fmt::format("recall        two items and a month: p50 {:.1f}, p99 {:.1f} ms (20 at 1 M, 60 at 5 M)\n",
                             month.at(0.5) / 1000, month.at(0.99) / 1000);
    std::cout << fmt::format("              one of them by name with a typo: p50 {:.1f}, p99 {:.1f} ms (40 at 1 M)\n",
                             typo.at(0.5) / 1000, typo.at(0.99) / 1000);
}

// Every receipt of the days scored under the noise that `describe` makes; nothing is left out.
class ExhaustiveRanking {
  public:
    explicit ExhaustiveRanking(const GeneratedShop& shop) : shop_(shop) {}

    std::vector<int> first_eight(const RecalledPurchase& purchase) {
        std::vector<std::pair<double, int>> ranked;
        for (int day = purchase.days->from.days_since_1970 - 5; day <= purchase.days->to.days_since_1970 + 5; ++day)
            for (const auto& one : of_day(day))
                if (const double likelihood = likelihood_of(one, purchase); likelihood > 0)
                    ranked.emplace_back(-likelihood, one.number);
        std::ranges::sort(ranked);
        std::vector<int> first;
        for (std::size_t i = 0; i < std::min<std::size_t>(8, ranked.size()); ++i)
            first.push_back(ranked[i].second);
        return first;
    }

  private:
    struct Sold {
        int number;
        double total;
        std::set<std::string> codes;
    };
    const std::vector<Sold>& of_day(int day) {
        const auto [entry, is_new] = days_.try_emplace(day);
        if (!is_new)
            return entry->second;
        const std::int64_t index = day - shop_.first_day().days_since_1970;
        const auto first = (index * shop_.receipts() + GeneratedShop::days - 1) / GeneratedShop::days;
        for (auto i = std::max<std::int64_t>(0, first); i < shop_.receipts(); ++i) {
            if (shop_.day_of(static_cast<int>(i)).days_since_1970 != day)
                break;
            const auto receipt = shop_.receipt(static_cast<int>(i));
            entry->second.push_back(
                {static_cast<int>(i), static_cast<double>(receipt.total.minor_units()), codes_on(receipt)});
        }
        return entry->second;
    }
    static double likelihood_of(const Sold& one, const RecalledPurchase& purchase) {
        const auto said = static_cast<double>(purchase.total->amount.minor_units());
        if (std::abs(said - one.total) > 0.1 * one.total + 0.5 || one.codes.size() < 2)
            return 0;
        const auto n = static_cast<double>(one.codes.size());
        const int fitting =
            (one.codes.contains(purchase.items[0]) ? 1 : 0) + (one.codes.contains(purchase.items[1]) ? 1 : 0);
        if (fitting == 0)
            return 0;
        return (fitting == 2 ? 0.75 / (n * (n - 1)) : 0.25 / n / 2 / GeneratedShop::products) / one.total;
    }

    const GeneratedShop& shop_;
    std::map<int, std::vector<Sold>> days_;
};

void compare_quality(Recall& recall, const GeneratedShop& shop) {
    Dice dice(13);
    std::vector<Described> all;
    for (int i = 0; i < told; ++i)
        all.push_back(describe(shop, dice));
    int first = 0, eight = 0, best_first = 0, best_eight = 0;
    Times times;
    for (const auto& one : all) {
        Recalled found;
        times.add(seconds_of([&] { found = must(recall.find(one.purchase, 8)); }));
        for (std::size_t i = 0; i < found.candidates.size(); ++i)
            if (found.candidates[i].stored.receipt.key.sequence == std::to_string(one.receipt)) {
                first += i == 0 ? 1 : 0;
                ++eight;
            }
    }
    ExhaustiveRanking exhaustive(shop);
    std::ranges::sort(all, {}, [](const Described& one) { return one.purchase.days->from; });
    for (const auto& one : all) {
        const auto ranking = exhaustive.first_eight(one.purchase);
        best_first += !ranking.empty() && ranking.front() == one.receipt ? 1 : 0;
        best_eight += std::ranges::count(ranking, one.receipt) > 0 ? 1 : 0;
    }
    const auto percent = [](int count) { return 100.0 * count / told; };
    std::cout << fmt::format("quality       first {:.1f} %, among eight {:.1f} %; exhaustive {:.1f} % and {:.1f} % "
                             "(within 1 of it); p99 {:.1f} ms\n",
                             percent(first), percent(eight), percent(best_first), percent(best_eight),
                             times.at(0.99) / 1000);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: recall_figures RECEIPTS FOLDER\n";
        return 2;
    }
    const GeneratedShop shop(std::stoi(argv[1]));
    const std::filesystem::path folder(argv[2]);
    std::filesystem::create_directories(folder);
    std::cout << fmt::format("{} generated receipts\n", shop.receipts());
    if (!std::filesystem::exists(folder / "makegood.db"))
        compare_import(folder);
    const double filling = seconds_of([&] { fill(folder, shop); });
    std::cout << fmt::format("filled        in {:.0f} s; most memory {:.0f} MiB\n", filling, resident_mib("VmHWM:"));

    const auto weights =
        read_recall_weights(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/finding/weights.toml");
    if (!weights) {
        std::cerr << weights.error().text() << '\n';
        return 1;
    }
    auto connection = must(Connection::open_reading(folder / "makegood.db", schema()));
    const auto pepper = must(Pepper::open(folder, false));
    tell_size(connection, folder);
    compare_key(connection, folder, shop);
    Recall recall(connection, pepper, *weights);
    time_recall(recall, shop);
    compare_quality(recall, shop);
    return 0;
}
