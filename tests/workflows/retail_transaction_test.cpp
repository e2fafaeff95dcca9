#include "tests/support/catch.hpp"
#include "workflows/retail_transaction.hpp"

using namespace makegood;

TEST_CASE("a civil time is read as receipts print it") {
    CHECK(CivilTime::from_iso("1970-01-02T00:01")->seconds == 86'460);
    CHECK(CivilTime::from_iso("2011-10-05 10:21:33")->to_iso() == "2011-10-05T10:21:33");
    CHECK(CivilTime::from_iso("2016-08-22T15:47:21.1234567")->to_iso() == "2016-08-22T15:47:21");
    CHECK(CivilTime::from_iso("1969-12-31T23:59")->to_iso() == "1969-12-31T23:59:00");
    CHECK(CivilTime::from_iso("2011-10-05T10:21")->minute_of_day() == 621);
    for (const auto* text : {"2011-02-30T10:00", "2011-10-05", "2011-10-05T24:00", "2011-10-05T10:61",
                             "2011-10-05T1021", "2011-10-05T10:21:33Z", "-011-10-05T10:21"}) {
        CAPTURE(text);
        CHECK_FALSE(CivilTime::from_iso(text));
    }
}

TEST_CASE("a receipt key goes to text and back whatever its parts hold") {
    const ReceiptKey key{BusinessUnitId("Shop 1/2"), WorkstationId("100%"), *Date::from_iso("2011-10-05"), "A/07"};
    CHECK(key.to_text() == "Shop 1%2F2/100%25/2011-10-05/A%2F07");
    CHECK(ReceiptKey::from_text(key.to_text()) == key);
    for (const auto* text :
         {"", "a/b/c", "a/b/2011-13-01/1", "a/b%/2011-10-05/1", "a/b/2011-10-05", "a/b/2011-10-05/1/2"}) {
        CAPTURE(text);
        CHECK_FALSE(ReceiptKey::from_text(text));
    }
}
