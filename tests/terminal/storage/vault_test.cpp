#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/vault.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"

#include <fstream>
#include <sys/stat.h>

using namespace makegood;
using namespace makegood::storage;

namespace {

Pin typed(std::string_view digits) {
    return *Pin::typed(digits);
}

bool stands_anywhere(const std::filesystem::path& folder, std::string_view text) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file())
            continue;
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(stream), {}};
        if (content.find(text) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("a PIN and a badge open for their owner only and stand in no file") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    const auto& pepper = world.storage->pepper();
    const auto hash = must(hash_pin(pepper, manager, *Pin::chosen("739105")));
    CHECK(hash.text.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    must(world.storage->enrol({.member = {manager, {"Canary Manager", "مدیر"}, StaffRole::manager, Language::persian},
                               .pin = hash,
                               .badge = "MGB-CANARY-BADGE"},
                              {system_actor, world.request()}));

    const auto kept = must(world.storage->vault().pin_of(manager));
    REQUIRE(kept);
    CHECK(matches(pepper, manager, typed("739105"), *kept));
    CHECK_FALSE(matches(pepper, manager, typed("739106"), *kept));
    CHECK_FALSE(matches(pepper, cashier, typed("739105"), *kept));
    CHECK_FALSE(matches(pepper, manager, typed("739105"), PinHash{"not a hash"}));
    CHECK_FALSE(must(world.storage->vault().pin_of(cashier)));

    CHECK(must(world.storage->vault().find_staff_by_badge("MGB-CANARY-BADGE")) == manager);
    CHECK_FALSE(must(world.storage->vault().find_staff_by_badge("MGB-OTHER")));
    const auto member = world.storage->ledger().staff(manager);
    REQUIRE(member);
    CHECK(member->name == Wording{"Canary Manager", "مدیر"});
    CHECK(member->role == StaffRole::manager);
    CHECK(member->language == Language::persian);

    CHECK_FALSE(stands_anywhere(folder.path(), "739105"));
    CHECK_FALSE(stands_anywhere(folder.path(), "MGB-CANARY-BADGE"));
    CHECK(stands_anywhere(folder.path(), "Canary Manager")); // in the vault, so that this search is one
    PlainDatabase plain(database_of(folder.path()));
    CHECK(plain.read("SELECT count(*) FROM event WHERE instr(body, CAST('Canary' AS BLOB)) > 0").bytes ==
          std::vector<unsigned char>(8));

    auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
    must(world.storage->vault().replace_badges(member->id, "MGB-ANOTHER-BADGE"));
    must(transaction.commit());
    CHECK_FALSE(must(world.storage->vault().find_staff_by_badge("MGB-CANARY-BADGE")));
    CHECK(must(world.storage->vault().find_staff_by_badge("MGB-ANOTHER-BADGE")) == member->id);
}

TEST_CASE("the pepper is a private file of its own, and a database knows its own") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    const auto file = folder.path() / "secrets" / "pepper";
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
    CHECK(status.st_size == 32);
    REQUIRE(::stat(file.parent_path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700);
    world.close();

    const auto fault = [&] {
        const auto opened = Storage::open(world.place, "lane-1", world.clock, world.randomness);
        REQUIRE_FALSE(opened);
        return opened.error().fault;
    };
    SECTION("gone") {
        std::filesystem::remove(file);
        CHECK(fault() == StorageFault::secrets);
        CHECK_FALSE(std::filesystem::exists(file));
    }
    SECTION("half of it") {
        std::filesystem::resize_file(file, 16);
        CHECK(fault() == StorageFault::secrets);
    }
    SECTION("another one") {
        std::ofstream(file, std::ios::binary) << std::string(32, 'x');
        CHECK(fault() == StorageFault::secrets);
    }
    SECTION("cut short") {
        std::filesystem::resize_file(file, 31);
        CHECK(fault() == StorageFault::secrets);
    }
    SECTION("open to others") {
        std::filesystem::permissions(file, std::filesystem::perms(0644));
        CHECK(fault() == StorageFault::secrets);
    }
    SECTION("a link to somewhere else") {
        std::filesystem::rename(file, folder.path() / "elsewhere");
        std::filesystem::create_symlink(folder.path() / "elsewhere", file);
        CHECK_FALSE(Storage::open(world.place, "lane-1", world.clock, world.randomness));
    }
}

TEST_CASE("a first start that ended before its pepper was whole is completed by the next") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "secrets" / "pepper";
    std::filesystem::create_directory(file.parent_path());
    const auto left = GENERATE("", "half of 32 bytes");
    std::ofstream(file, std::ios::binary) << left;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    DeskWorld world(folder.path());
    CHECK(std::filesystem::file_size(file) == 32);
    world.close();
    world.open(); // over the same one
}

TEST_CASE("a PIN is set anew in one step with its event, and a colleague who is revoked keeps no secret") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    world.fill();
    const auto set = [&](const StaffId& by, const StaffId& whom, const char* pin) {
        const auto pin_try = world.request();
        if (by != system_actor) {
            must(world.storage->handle(TryPin{pin_try, by})).value();
            const auto proved = must(world.storage->handle(ProvePin{world.request(), pin_try, by, true}));
            CHECK((proved || proved.error().reason == DeskRefusalReason::pin_to_change));
        }
        return must(world.storage->handle(SetPin{world.request(), pin_try, by, whom}, {.pin = PinHash{pin}}));
    };
    const auto kept = [&](const StaffId& id) { return must(world.storage->vault().pin_of(id)); };
    auto& ledger = world.storage->ledger();

    REQUIRE(set(system_actor, manager, "first"));
    CHECK(kept(manager)->text == "first");
    CHECK(ledger.pin_to_change(manager));
    REQUIRE(set(manager, manager, "own"));
    CHECK(kept(manager)->text == "own");
    CHECK_FALSE(ledger.pin_to_change(manager));
    CHECK(set(cashier, manager, "stolen").error().reason == DeskRefusalReason::may_not_enrol);
    CHECK(kept(manager)->text == "own");

    REQUIRE(set(manager, cashier, "cashier's"));
    CHECK(must(StaffList(world.storage->connection()).with_pin()).size() == 2);
    auto transaction = must(DatabaseTransaction::begin(world.storage->connection()));
    must(world.storage->vault().keep_badge(cashier, "MGB-BADGE"));
    must(transaction.commit());
    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    CHECK(ledger.pin_to_change(cashier));

    must(world.storage->handle(RevokeStaff{world.request(), {}, system_actor, cashier})).value();
    CHECK_FALSE(kept(cashier));
    CHECK_FALSE(must(world.storage->vault().find_staff_by_badge("MGB-BADGE")));
    CHECK_FALSE(ledger.staff(cashier));
    CHECK(world.handle(world.claim(milk, 1000)).error().reason == DeskRefusalReason::staff_unknown);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("somebody is enrolled in one step with what the vault keeps of them, or not at all") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    world.fill();
    const StaffId omid("1");
    const EnrolStaff command{
        world.request(), {}, system_actor, {omid, {"Omid", "امید"}, StaffRole::cashier, Language::persian}};
    auto& vault = world.storage->vault();
    auto& ledger = world.storage->ledger();

    CHECK_FALSE(ledger.number_was_given(omid));
    must(world.storage->handle(command, {PinHash{"own"}, "MGB-OMID"})).value();
    CHECK(ledger.staff(omid)->name == Wording{"Omid", "امید"});
    CHECK(must(vault.pin_of(omid))->text == "own");
    CHECK_FALSE(ledger.pin_to_change(omid));
    CHECK(must(vault.find_staff_by_badge("MGB-OMID")) == omid);

    const auto repeated = must(world.storage->handle(command, {PinHash{"another"}, "MGB-ANOTHER"}));
    CHECK(repeated.error().reason == DeskRefusalReason::number_was_given);
    CHECK(must(vault.pin_of(omid))->text == "own");
    CHECK_FALSE(must(vault.find_staff_by_badge("MGB-ANOTHER")));

    const StaffId sara("2");
    CHECK_FALSE(world.storage->handle(EnrolStaff{world.request(), {}, system_actor, {sara, {"Sara", "سارا"}}},
                                      {PinHash{"hers"}, "MGB-OMID"}));
    CHECK_FALSE(ledger.staff(sara));
    CHECK_FALSE(ledger.number_was_given(sara));

    must(world.storage->handle(RevokeStaff{world.request(), {}, system_actor, omid})).value();
    CHECK(ledger.number_was_given(omid));
    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
}
