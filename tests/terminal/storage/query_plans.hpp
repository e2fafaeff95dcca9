#pragma once

#include "terminal/storage/connection.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace makegood::storage {

// Asks SQLite how it runs each SELECT, UPDATE and DELETE that has run on this connection, with the very text: none may
// read a whole table, or all of it that has nothing in a column, or sort what an index could have given in order. Those
// of `before` are left out. How many were asked.
inline int check_plans(const Connection& connection, const std::vector<std::string>& before = {}) {
    int plans = 0;
    for (const auto& sql : connection.prepared_statements()) {
        const bool looks_up = sql.starts_with("SELECT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE");
        if (!looks_up || std::ranges::find(before, sql) != before.end())
            continue;
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open_v2(connection.file().c_str(), &raw, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
        sqlite3_stmt* plan = nullptr;
        REQUIRE(sqlite3_prepare_v2(raw, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &plan, nullptr) == SQLITE_OK);
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const std::string detail = reinterpret_cast<const char*>(sqlite3_column_text(plan, 3));
            INFO(sql << "\n" << detail);
            CHECK_FALSE((detail.starts_with("SCAN") && !detail.starts_with("SCAN CONSTANT")));
            CHECK(detail.find("USE TEMP B-TREE") == std::string::npos);
            const auto first = detail.find('(') + 1;
            const auto searched = detail.substr(first, detail.find('=') - first);
            CHECK((first == 0 || sql.find(searched + " IS NULL") == std::string::npos));
        }
        sqlite3_finalize(plan);
        sqlite3_close(raw);
        ++plans;
    }
    return plans;
}

} // namespace makegood::storage
