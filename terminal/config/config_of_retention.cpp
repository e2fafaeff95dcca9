#include "terminal/config/config_reader.hpp"

#include <fmt/format.h>

// How long what is kept.

namespace makegood {

std::optional<Error> ConfigReader::retention(Retention& retention, const toml::node& node) const {
    const auto* table = node.as_table();
    if (!table)
        return wrong(node, "'retention' wants a table, as in [retention]");
    if (auto problem = terms(retention.usual, *table, "retention", "shop"))
        return problem;
    const auto* shops = table->get("shop");
    if (!shops)
        return std::nullopt;
    if (!shops->is_array_of_tables())
        return wrong(*shops, "'retention.shop' wants tables, as in [[retention.shop]]");
    for (const auto& shop : *shops->as_array())
        if (auto problem = shop_terms(retention, *shop.as_table()))
            return problem;
    return std::nullopt;
}

std::optional<Error> ConfigReader::shop_terms(Retention& retention, const toml::table& table) const {
    const auto* named = table.get("business_unit");
    const auto shop = named ? named->value<std::string>() : std::nullopt;
    if (!shop || shop->empty())
        return wrong(named ? *named : static_cast<const toml::node&>(table),
                     "'retention.shop.business_unit' wants the number of a shop, as in business_unit = \"S2\"");
    const auto [own, is_new] = retention.shops.emplace(BusinessUnitId(*shop), retention.usual);
    if (!is_new)
        return wrong(*named, fmt::format("'retention.shop.business_unit': \"{}\" has its terms already", *shop));
    return terms(own->second, table, "retention.shop", "business_unit");
}

std::optional<Error> ConfigReader::terms(RetentionTerms& terms, const toml::table& table, std::string_view name,
                                         std::string_view beside) const {
    for (const auto& [key, value] : table) {
        if (key == beside)
            continue;
        auto* days = key == "receipts_days"   ? &terms.receipts_days
                     : key == "personal_days" ? &terms.personal_days
                                              : nullptr;
        if (!days)
            return wrong(value, fmt::format("no such key '{}.{}'", name, key.str()));
        int given = 0;
        if (const auto why = set(Number{given, 1, 36'500}, value))
            return wrong(value, fmt::format("'{}.{}' wants {}", name, key.str(), *why));
        *days = given;
    }
    if (terms.receipts_days && terms.personal_days > terms.receipts_days) {
        const auto* where = table.get("personal_days") ? table.get("personal_days") : table.get("receipts_days");
        return wrong(*where, fmt::format("'{}.personal_days' cannot be more than receipts_days, which is {}", name,
                                         *terms.receipts_days));
    }
    return std::nullopt;
}

} // namespace makegood
