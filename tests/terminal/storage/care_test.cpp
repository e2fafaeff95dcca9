#include "terminal/storage/care_file.hpp"
#include "terminal/storage/care_vault.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/bytes_on_disk.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr auto their_words = "I waited an hour for nothing";
constexpr auto their_phone = "07700900123";

struct CareWorld : TemporaryFolder, DeskWorld {
    CareWorld() : DeskWorld(path()) { fill(); }

    CareRecord told(const TakeDown& command) { return must(storage->handle(command)).value(); }
    CareRecord complaint() {
        return told({request(), cashier, CareKind::waiting, {"long_queue"}, their_words, their_phone});
    }
    CareFile file() { return CareFile(storage->connection()); }
    std::map<int, std::string> texts(const CareId& id) {
        return must(words_of_care(storage->connection(), storage->pepper(), id));
    }
    std::optional<std::string> phone_told(const CareId& id) {
        return must(phone_of_care(storage->connection(), storage->pepper(), id));
    }
};

} // namespace

TEST_CASE("what a customer said is read back after a restart, and in no file of the folder in the clear") {
    CareWorld world;
    const auto record = world.complaint();
    world.close();
    world.open();
    CHECK(must(world.file().find(record.id)) == record);
    CHECK(world.texts(record.id) == std::map<int, std::string>{{1, their_words}});
    CHECK(world.phone_told(record.id) == their_phone);
    world.close();
    const auto bytes = bytes_of_all_files(world.path());
    CHECK(contains(bytes, "long_queue"));
    CHECK_FALSE(contains(bytes, their_words));
    CHECK_FALSE(contains(bytes, their_phone));
}

TEST_CASE("who said nothing of their own left nothing in the vault") {
    CareWorld world;
    const auto record = world.told({world.request(), cashier, CareKind::praise, {"friendly"}});
    CHECK_FALSE(record.has_words);
    CHECK_FALSE(record.has_phone);
    CHECK(world.texts(record.id).empty());
    CHECK(world.phone_told(record.id) == std::nullopt);
}

TEST_CASE("a text that was put in another record's place is told, not shown") {
    CareWorld world;
    const auto one = world.complaint();
    const auto other = world.complaint();
    must(world.storage->connection().attempt("swap", "texts", [&] {
        Query(world.storage->connection(),
              "UPDATE vault_care_text SET sealed = (SELECT sealed FROM vault_care_text WHERE record = ? AND part = 1) "
              "WHERE record = ? AND part = 1")
            .bind(one.id.text(), other.id.text())
            .run();
    }));
    const auto read = words_of_care(world.storage->connection(), world.storage->pepper(), other.id);
    REQUIRE_FALSE(read);
    CHECK(read.error().fault == StorageFault::secrets);
}

TEST_CASE("the register is made again from the journal, the newest first, through indexes") {
    CareWorld world;
    const auto first = world.complaint();
    world.clock.civil.seconds += 60;
    const auto second = world.told({world.request(), cashier, CareKind::price, {"too_dear"}});
    const auto before = world.storage->connection().prepared_statements();
    CHECK(must(world.file().latest(10)) == std::vector{second, first});
    CHECK(must(world.file().latest(1)) == std::vector{second});
    CHECK(world.texts(first.id).at(1) == their_words);
    CHECK(world.phone_told(first.id) == their_phone);
    CHECK(check_plans(world.storage->connection(), before) > 0);
    const auto digest = must(world.storage->verify()).digest;
    const auto rebuilt = must(world.storage->rebuild());
    CHECK(rebuilt.ok);
    CHECK(rebuilt.digest == digest);
    CHECK(must(world.file().latest(10)) == std::vector{second, first});
}
