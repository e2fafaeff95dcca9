#include "terminal/storage/line_count.hpp"

#include "terminal/storage/query.hpp"

#include <algorithm>

namespace makegood::storage {

namespace {

std::vector<std::int64_t> lines_of(Connection& connection, const GrantId& grant) {
    std::vector<std::int64_t> lines;
    for (const auto* sql :
         {"SELECT line FROM remedy_grant WHERE id = ?", "SELECT line FROM further_line WHERE grant_id = ?"}) {
        Query query(connection, sql);
        query.bind(grant.text());
        while (query.step())
            lines.push_back(query.integer());
    }
    return lines;
}

// Of the receipt of this grant.
void count_anew(Connection& connection, const GrantId& grant, std::int64_t line) {
    static constexpr std::string_view row =
        "WHERE (business_unit, workstation, business_day, sequence, line) = (SELECT business_unit, workstation, "
        "business_day, sequence, ?2 FROM remedy_grant WHERE id = ?1)";
    Query sums(connection,
               "SELECT count(*), coalesce(sum(iif(one.line = ?2, one.quantity, part.quantity)), 0), "
               "coalesce(sum(iif(one.line = ?2, one.repriced, 0)), 0), "
               "coalesce(sum(iif(one.line = ?2, one.value - one.value_elsewhere, part.value)), 0), "
               "coalesce(sum(iif(one.line = ?2 AND one.repriced > 0, one.value - one.value_elsewhere, 0)), 0), "
               "coalesce(max(one.given_at), 0) FROM remedy_grant AS counted CROSS JOIN remedy_grant AS one USING "
               "(business_unit, workstation, business_day, sequence) LEFT JOIN further_line AS part ON part.grant_id = "
               "one.id AND part.line = ?2 WHERE counted.id = ?1 AND one.reversed_at IS NULL AND (one.line = ?2 OR "
               "part.line IS NOT NULL)");
    sums.bind(grant.text(), line).step();
    if (sums.integer() == 0) {
        Query(connection, "DELETE FROM line_made_good " + std::string(row)).bind(grant.text(), line).run();
        return;
    }
    const auto granted = sums.integer(), repriced = sums.integer(), value = sums.integer();
    const auto repriced_value = sums.integer(), last_at = sums.integer();
    Query(connection, "UPDATE line_made_good SET granted = ?3, repriced = ?4, value = ?5, repriced_value = ?6, last_at "
                      "= ?7 " +
                          std::string(row))
        .bind(grant.text(), line, granted, repriced, value, repriced_value, last_at)
        .run();
}

} // namespace

std::vector<GrantPart> parts_of(const GrantGiven& given) {
    if (given.more.size() != given.claim.more.size())
        throw StorageFailure({StorageFault::refused, "apply", "event", "a grant that leaves a line out"});
    const bool reprices = given.offer.remedy == Remedy::price_difference;
    std::vector<GrantPart> parts;
    for (const auto& claim : by_line(given.claim))
        parts.push_back({claim.line, reprices ? Quantity() : claim.quantity, reprices ? claim.quantity : Quantity()});
    parts.front().value = given.value.minor_units();
    for (std::size_t i = 0; i < given.more.size(); ++i) {
        parts[i + 1].value = given.more[i].value.minor_units();
        parts.front().value -= parts[i + 1].value;
    }
    return parts;
}

void count_on_line(Connection& connection, const ReceiptReference& receipt, const GrantPart& part, CivilTime at) {
    const auto& [key, revision] = receipt;
    std::optional<std::int64_t> sold;
    std::optional<std::int64_t> paid;
    Query line(connection, "SELECT quantity, amount FROM workstation JOIN receipt ON receipt.workstation = "
                           "workstation.id JOIN receipt_line ON receipt_line.receipt = receipt.id WHERE business_unit "
                           "= ? AND name = ? AND business_day = ? AND sequence = ? AND revision = ? AND "
                           "receipt_line.number = ?");
    line.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
              revision, static_cast<int>(part.line));
    if (line.step()) {
        sold = line.integer();
        paid = line.integer();
    }
    Query(connection,
          "INSERT INTO line_made_good (business_unit, workstation, business_day, sequence, line, granted, repriced, "
          "value, repriced_value, sold, paid, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
          "(business_unit, workstation, business_day, sequence, line) DO UPDATE SET granted = granted + "
          "excluded.granted, repriced = repriced + excluded.repriced, value = value + excluded.value, repriced_value "
          "= repriced_value + excluded.repriced_value, sold = excluded.sold, paid = excluded.paid, last_at = "
          "max(last_at, excluded.last_at)")
        .bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
              static_cast<int>(part.line), part.used_up.milli(), part.repriced.milli(), part.value,
              part.repriced.is_zero() ? 0 : part.value, sold, paid, at.seconds)
        .run();
}

void divide_grant(Connection& connection, const GrantDivided& divided) {
    const auto& grant = divided.grant.text();
    const auto before = lines_of(connection, divided.grant);
    const auto is_known = [&](const ClaimedLine& one) {
        return std::ranges::count(before, static_cast<std::int64_t>(one.line)) == 1;
    };
    if (divided.kept.empty() || divided.values.size() != divided.kept.size() ||
        !std::ranges::all_of(divided.kept, is_known))
        throw StorageFailure({StorageFault::refused, "apply", "event", "a division of other lines than the grant's"});
    std::vector<std::int64_t> came_back;
    for (const auto& one : divided.kept) {
        Query query(connection, "SELECT came_back_before FROM remedy_grant WHERE id = ?1 AND line = ?2 UNION ALL "
                                "SELECT came_back_before FROM further_line WHERE grant_id = ?1 AND line = ?2");
        query.bind(grant, static_cast<int>(one.line)).step();
        came_back.push_back(query.integer());
    }
    std::int64_t elsewhere = 0;
    Query(connection, "DELETE FROM further_line WHERE grant_id = ?").bind(grant).run();
    for (std::size_t i = 1; i < divided.kept.size(); ++i) {
        Query(connection,
              "INSERT INTO further_line (grant_id, line, quantity, value, came_back_before) VALUES (?, ?, ?, ?, ?)")
            .bind(grant, static_cast<int>(divided.kept[i].line), divided.kept[i].quantity.milli(),
                  divided.values[i].minor_units(), came_back[i])
            .run();
        elsewhere += divided.values[i].minor_units();
    }
    Query(connection, "UPDATE remedy_grant SET line = ?, quantity = ?, value = ?, value_elsewhere = ?, "
                      "came_back_before = ? WHERE id = ?")
        .bind(static_cast<int>(divided.kept.front().line), divided.kept.front().quantity.milli(),
              divided.values.front().minor_units() + elsewhere, elsewhere, came_back.front(), grant)
        .run();
    for (const auto line : before)
        count_anew(connection, divided.grant, line);
}

void count_off_lines(Connection& connection, const GrantId& reversed) {
    for (const auto line : lines_of(connection, reversed))
        count_anew(connection, reversed, line);
}

} // namespace makegood::storage
