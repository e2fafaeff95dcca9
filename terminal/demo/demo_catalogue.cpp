#include "terminal/demo/demo_catalogue.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <toml++/toml.h>

namespace makegood::demo {

namespace {

// Thrown and caught in this file only: the first thing that is wrong ends the reading.
struct Wrong : std::runtime_error {
    Wrong(const toml::node& node, const std::string& what)
        : std::runtime_error("line " + std::to_string(node.source().begin.line) + ": " + what) {}
};

const toml::node& needed(const toml::table& table, std::string_view key) {
    if (const auto* node = table.get(key))
        return *node;
    throw Wrong(table, "no '" + std::string(key) + "'");
}

std::string text_of(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>())
        return *text;
    throw Wrong(node, "not a text");
}

const toml::table& table_of(const toml::node& node) {
    if (const auto* table = node.as_table())
        return *table;
    throw Wrong(node, "not a table");
}

const toml::array& array_of(const toml::node& node) {
    if (const auto* array = node.as_array())
        return *array;
    throw Wrong(node, "not a list");
}

DemoProduct read_product(const toml::table& table, Currency currency) {
    const auto& price_node = needed(table, "price");
    const auto price = Money::from_decimal(text_of(price_node), currency);
    if (!price)
        throw Wrong(price_node, "no price");
    return {.code = ItemCode(text_of(needed(table, "code"))),
            .name = text_of(needed(table, "name")),
            .price = *price,
            .weighed = table["weighed"].value_or(false),
            .deposit = table["deposit"].value_or(false)};
}

DemoProduct product_with(const std::vector<DemoProduct>& products, const toml::node& code) {
    const auto found = std::ranges::find(products, ItemCode(text_of(code)), &DemoProduct::code);
    if (found == products.end())
        throw Wrong(code, "no product has this code");
    return *found;
}

DemoCatalogue read_catalogue(const toml::table& document) {
    const auto& currency_node = needed(document, "currency");
    const auto currency = Currency::from_code(text_of(currency_node));
    if (!currency)
        throw Wrong(currency_node, "no currency");
    std::vector<DemoProduct> products;
    for (const auto& entry : array_of(needed(document, "products")))
        products.push_back(read_product(table_of(entry), *currency));
    const auto& headline = table_of(needed(document, "headline"));
    DemoCatalogue catalogue{.products = products,
                            .deposit = read_product(table_of(needed(document, "deposit")), *currency),
                            .below_limit = product_with(products, needed(headline, "below_limit")),
                            .above_limit = product_with(products, needed(headline, "above_limit")),
                            .headline_goods = {}};
    for (const auto& code : array_of(needed(headline, "goods")))
        catalogue.headline_goods.push_back(product_with(products, code));
    return catalogue;
}

} // namespace

Expected<DemoCatalogue, std::string> parse_demo_catalogue(std::string_view toml, const std::string& file_name) {
    try {
        return read_catalogue(toml::parse(toml, file_name));
    } catch (const toml::parse_error& error) {
        return refused("read " + file_name + ": line " + std::to_string(error.source().begin.line) + ": " +
                       std::string(error.description()));
    } catch (const Wrong& wrong) {
        return refused("read " + file_name + ": " + wrong.what());
    }
}

Expected<DemoCatalogue, std::string> load_demo_catalogue(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream toml;
    toml << file.rdbuf();
    if (!file)
        return refused("read " + path.string() + ": cannot be opened");
    return parse_demo_catalogue(toml.str(), path.string());
}

} // namespace makegood::demo
