#include "tests/support/outside_words.hpp"
#include "tests/terminal/storage/always/desks_on_file.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/workflows/recovery/history/always.hpp"

// Words from outside are never a command to the database: they are kept to the letter, or not at all.

using namespace makegood;
using namespace makegood::testing;

namespace {

std::string schema_of(storage::Connection& connection) {
    return storage::must(connection.attempt("read", "the schema", [&] {
        std::string schema;
        storage::Query query(connection, "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name");
        while (query.step())
            schema += query.text() + "\n";
        return schema;
    }));
}

std::optional<std::string> kept_note(DesksOnFile& desks, const std::string& words, int number) {
    const auto noted = desks.store().handle(NoteFound{.request = RequestId("notes-" + std::to_string(number)),
                                                      .finder = cashier,
                                                      .item = words,
                                                      .quantity = one_unit,
                                                      .place = words,
                                                      .note = words,
                                                      .found_at = desks.clock.civil});
    if (!noted)
        return std::nullopt;
    const auto news = desks.news();
    must(Always::never_a_command, noted->has_value() && news.size() == 1);
    const auto& found = std::get<LeftBehindFound>(news.front().event);
    must(Always::never_a_command, found.item == words && found.place == words && found.note == words);
    return found.item;
}

std::optional<std::string> kept_claim(DesksOnFile& desks, const std::string& words, int number) {
    const ToldPurchase told{NamedItem{ItemCode(words), words}, Unit::each, Money(100, eur)};
    const Command claim =
        MakeToldClaim{RequestId("claims-" + std::to_string(number)), cashier, told, one_unit, Complaint::damaged};
    const auto answer = desks.store().handle(desks.desk(0), claim);
    if (!answer)
        return std::nullopt;
    must(Always::never_a_command, answer->has_value());
    const auto kept = desks.find_case((*answer)->id)->claim.told->item;
    must(Always::never_a_command, kept->name == words && kept->code == ItemCode(words));
    static_cast<void>(desks.news());
    return kept->name;
}

} // namespace

TEST_CASE("words from outside are kept to the letter or not at all", "[always]") {
    const storage::FolderInMemory folder;
    DesksOnFile desks(folder.path());
    const auto schema = schema_of(desks.store().connection());
    OutsideWords words(13);
    int kept = 0, refused = 0;
    for (int i = 0; i < 300; ++i) {
        const auto outside = words.next();
        INFO(outside);
        const auto note = kept_note(desks, outside, i);
        const auto claim = kept_claim(desks, outside, i);
        must(Always::never_a_command, note.has_value() == claim.has_value());
        must(Always::never_a_command, desks.news().empty());
        ++(note ? kept : refused);
    }
    CHECK(kept > 100);
    CHECK(refused > 50); // ill-formed UTF-8
    CHECK(schema_of(desks.store().connection()) == schema);
    CHECK(storage::must(desks.store().verify()).ok);
}

// The control: the same words between the quotes of a statement.
TEST_CASE("words that are put into a statement are commands", "[always]") {
    const storage::FolderInMemory folder;
    int changed = 0, broken = 0;
    OutsideWords words(13);
    for (int i = 0; i < 300; ++i) {
        storage::PlainDatabase plain(folder.path() / "other.db");
        REQUIRE(plain.run("DROP TABLE IF EXISTS event; CREATE TABLE event (words)"));
        broken += plain.run("INSERT INTO event VALUES ('" + words.next() + "')") ? 0 : 1;
        changed += plain.run("SELECT 1 FROM event") ? 0 : 1;
    }
    CHECK(changed > 10);
    CHECK(broken > 10);
}
