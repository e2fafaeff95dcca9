#include "terminal/command/commands.hpp"
#include "terminal/storage/retention_trouble.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/terminal/storage/plain_database.hpp"

#include <fstream>
#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::Heard;

namespace {

struct Clinic {
    TemporaryFolder folder;
    SystemClock clock;
    SystemRandomness randomness;
    StoragePlace place{folder.path(), MAKEGOOD_SOURCE_DIR "/assets/schema"};
    std::string out;
    std::string complaints;

    std::unique_ptr<Storage> open() { return must(Storage::open(place, "lane-1", clock, randomness)); }

    // One receipt of each of these ages.
    void fill(const std::vector<int>& days_ago) {
        auto storage = open();
        auto intake = storage->intake(rows_in_bulk);
        for (const int days : days_ago) {
            auto receipt = groceries(std::to_string(1000 + days));
            receipt.key.business_day = {clock.now().date().days_since_1970 - days};
            must(intake.take(receipt));
        }
        must(intake.finish());
    }
    void settings(const std::string& text) const { std::ofstream(folder.path() / "shop.toml") << text; }

    Exit examined(bool apply = false, bool json = false, const char* language = "en") {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", language);
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        const auto exit = doctor_command(console, {.data = folder.path(), .apply = apply});
        out = told.text();
        complaints = complained.text();
        return exit;
    }
};

constexpr const char* thirty_and_ten = "[retention]\nreceipts_days = 30\npersonal_days = 10\n";

} // namespace

TEST_CASE("the doctor finds a sound folder well and says what is in it", "[doctor]") {
    Clinic clinic;
    clinic.fill({2, 1});
    CHECK(clinic.examined() == Exit::done);
    CHECK(clinic.complaints.empty());
    CHECK_THAT(clinic.out, Catch::Contains("Database: schema step "));
    CHECK_THAT(clinic.out, Catch::Contains("2 receipts with 6 lines, from "));
    CHECK_THAT(clinic.out, Catch::Contains("The journal is whole: 0 events."));
    CHECK_THAT(clinic.out, Catch::Contains("Everything is kept for ever"));
    CHECK_THAT(clinic.out, Catch::Contains("All is well."));
}

TEST_CASE("the doctor says what would go, beside whoever works in the folder, and changes nothing", "[doctor]") {
    Clinic clinic;
    clinic.fill({40, 35, 20, 1});
    clinic.settings(thirty_and_ten);
    const auto owner = clinic.open();
    for (int time = 0; time < 2; ++time) {
        CHECK(clinic.examined() == Exit::done);
        CHECK_THAT(clinic.out, Catch::Contains("Shop shop-1: receipts are kept for 30 days, what leads to a person for "
                                               "10 days."));
        CHECK_THAT(clinic.out, Catch::Contains("Would go today: 2 receipts with 6 lines, from "));
        CHECK_THAT(clinic.out, Catch::Contains("Would be erased today: what leads to a person on 1 receipt up to "));
    }
    CHECK(clinic.examined(false, false, "fa") == Exit::done);
    CHECK_THAT(clinic.out, Catch::Contains("امروز پاک می‌شود: ۲ رسید با ۶ قلم"));
    CHECK(clinic.examined(true) == Exit::device_failure); // the owner works
    CHECK_THAT(clinic.complaints, Catch::Contains("Another Makegood works on this data folder"));
}

TEST_CASE("the doctor applies the terms when asked to, once", "[doctor]") {
    Clinic clinic;
    clinic.fill({40, 35, 20, 1});
    clinic.settings(thirty_and_ten);
    CHECK(clinic.examined(true) == Exit::done);
    CHECK_THAT(clinic.out, Catch::Contains("Gone: 2 receipts with 6 lines, from "));
    CHECK_THAT(clinic.out, Catch::Contains("Erased: what leads to a person on 1 receipt up to "));

    CHECK(clinic.examined(true) == Exit::done);
    CHECK_THAT(clinic.out, Catch::Contains("2 receipts with 6 lines, from "));
    CHECK_THAT(clinic.out, Catch::Contains("There was nothing to delete."));
    CHECK_THAT(clinic.out, Catch::Contains("The journal is whole: 2 events."));
}

TEST_CASE("machines read one document", "[doctor]") {
    Clinic clinic;
    clinic.fill({40, 1});
    clinic.settings("[[retention.shop]]\nbusiness_unit = \"shop-1\"\nreceipts_days = 30\n");
    CHECK(clinic.examined(true, true) == Exit::done);
    for (const auto* part : {R"("well": true)", R"("findings": [])", R"("receipts": 2)", R"("journal_ok": true)",
                             R"("business_unit": "shop-1")", R"("receipts_days": 30)", R"("personal_days": null)",
                             R"("kept": 0)", R"("applied": true)"})
        CHECK_THAT(clinic.out, Catch::Contains(part));
}

TEST_CASE("what needs a hand is told with what to do next", "[doctor]") {
    Clinic clinic;
    SECTION("there is nothing yet") {
        CHECK(clinic.examined() == Exit::device_failure);
        CHECK_THAT(clinic.complaints, Catch::Contains("There is no data here yet"));
    }
    SECTION("the settings cannot be read") {
        clinic.fill({40});
        clinic.settings("[retention]\nreceipts_days = 0\n");
        CHECK(clinic.examined(true) == Exit::refused);
        CHECK_THAT(clinic.complaints, Catch::Contains("line 2: 'retention.receipts_days' wants a number") &&
                                          Catch::Contains("Please correct that line"));
        CHECK_THAT(clinic.out, Catch::Contains("1 receipt with 3 lines"));
    }
    SECTION("the kiosk could not delete at night: until it is done") {
        clinic.fill({40, 1});
        clinic.settings("[retention]\nreceipts_days = 30\n");
        keep_retention_trouble(clinic.folder.path(), {*CivilTime::from_iso("2011-12-05T03:30:00"), "the disk is full"});
        CHECK(clinic.examined() == Exit::refused);
        CHECK_THAT(clinic.complaints, Catch::Contains("the disk is full") && Catch::Contains("doctor --apply"));
        CHECK(clinic.examined(true) == Exit::refused); // tells why it was asked, and does it
        CHECK(clinic.examined() == Exit::done);
    }
    SECTION("the kiosk could not delete, and the shop wants nothing deleted any more") {
        clinic.fill({40, 1});
        keep_retention_trouble(clinic.folder.path(), {*CivilTime::from_iso("2011-12-05T03:30:00"), "the disk is full"});
        CHECK(clinic.examined() == Exit::done);
        CHECK_FALSE(retention_trouble(clinic.folder.path()));
    }
    SECTION("others may read the database") {
        clinic.fill({1});
        std::filesystem::permissions(clinic.folder.database(), std::filesystem::perms{0644});
        CHECK(clinic.examined() == Exit::refused);
        CHECK_THAT(clinic.complaints, Catch::Contains("makegood.db (mode 644)") && Catch::Contains("chmod go="));
    }
    SECTION("the journal was changed: then nothing is deleted either") {
        clinic.fill({40, 1});
        must(clinic.open()->enrol({.member = {StaffId("7"), {"Ellen", "الن"}, StaffRole::cashier, Language::english}},
                                  {system_actor, RequestId("r")}));
        {
            PlainDatabase forger(clinic.folder.database());
            forger.allow_changes();
            REQUIRE(forger.run("UPDATE event SET actor = 'nobody'"));
        }
        clinic.settings(thirty_and_ten);
        CHECK(clinic.examined(true) == Exit::device_failure);
        CHECK_THAT(clinic.complaints, Catch::Contains("The journal is not whole: 1 problem."));
        CHECK(clinic.open()->facts().newest_day());
        CHECK_THAT(clinic.out, Catch::Contains("2 receipts with 6 lines") && !Catch::Contains("Gone"));
    }
    SECTION("the clock is far ahead of the newest receipt") {
        clinic.fill({100, 60});
        clinic.settings("[retention]\nreceipts_days = 30\n");
        CHECK(clinic.examined() == Exit::refused);
        CHECK_THAT(clinic.complaints, Catch::Contains("The kiosk deletes nothing by itself then."));
        CHECK(clinic.examined(true) == Exit::done);
        CHECK_THAT(clinic.out, Catch::Contains("Gone: 2 receipts"));
    }
    SECTION("old files of the till hold what was erased here") {
        clinic.fill({1});
        clinic.settings(std::string(thirty_and_ten) + "[feed]\nfolder = \"in\"\n");
        const auto done = clinic.folder.path() / "in/done";
        std::filesystem::create_directories(done);
        for (const auto& [name, days] : {std::pair{"old.jsonl", 11}, {"new.jsonl", 9}}) {
            std::ofstream(done / name) << "{}\n";
            std::filesystem::last_write_time(done / name, std::filesystem::file_time_type::clock::now() -
                                                              std::chrono::hours(24) * days);
        }
        CHECK(clinic.examined() == Exit::refused);
        CHECK_THAT(clinic.complaints, Catch::Contains("1 file of the till in ") && Catch::Contains("older than your"));
    }
    SECTION("the file is damaged") {
        clinic.fill({3, 2, 1});
        std::fstream file(clinic.folder.database(), std::ios::binary | std::ios::in | std::ios::out);
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(clinic.folder.database()));
        for (std::streamoff page = 4096; page < size; page += 4096) {
            file.seekp(page);
            file << std::string(64, '\x7f');
        }
        file.close();
        CHECK(clinic.examined() == Exit::device_failure);
        CHECK_THAT(clinic.complaints, Catch::Contains("database is damaged"));
    }
}

TEST_CASE("the doctor tells of a printer that nobody described", "[doctor]") {
    Clinic clinic;
    clinic.fill({1});
    clinic.settings("printer = { port = \"/dev/ttyS0\", profile = \"tm-t88v\" }\n");
    CHECK(clinic.examined() == Exit::done);
    clinic.settings("printer = { port = \"/dev/ttyS0\", profile = \"tm-t99\" }\n");
    CHECK(clinic.examined() == Exit::refused);
    CHECK_THAT(clinic.complaints,
               Catch::Contains("find the printer \"tm-t99\": nobody has described such a printer.") &&
                   Catch::Contains("“safe”"));
}

TEST_CASE("the doctor tells of a file of the shop's own that cannot be read", "[doctor]") {
    Clinic clinic;
    clinic.fill({1});
    clinic.settings("slips = \"our-slips.toml\"\n");
    CHECK(clinic.examined() == Exit::refused);
    CHECK_THAT(clinic.complaints, Catch::Contains("our-slips.toml") && Catch::Contains("the file cannot be read"));
}

TEST_CASE("the doctor tells where Persian is wanted in letters that the printer is not known to have", "[doctor]") {
    Clinic clinic;
    clinic.fill({1});
    clinic.settings("printer = { port = \"/dev/ttyS0\", profile = \"tm-t88v\", persian = \"cp1098\" }\n");
    CHECK(clinic.examined() == Exit::done);
    clinic.settings("printer = { port = \"/dev/ttyS0\", profile = \"tm-t88iv\", persian = \"cp1098\" }\n");
    CHECK(clinic.examined() == Exit::refused);
    CHECK_THAT(clinic.complaints, Catch::Contains("TM-T88IV nobody told us that it has the page CP1098"));
}
