#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// What the shop's product list says of some goods today; receipts keep the name and the price as sold.
struct Product {
    ItemCode code;
    std::string name;
    Money price; // of one, of one kilogram where it is sold by weight
    bool still_sold = true;
    bool by_weight = false;

    friend bool operator==(const Product&, const Product&) = default;
};

// One name for the same goods under every spelling of their code: of a GTIN its fourteen digits, since a shorter one is
// the longer with zeros in front (GS1 General Specifications 3.3.2); any other code as it is.
ItemCode goods_of(const ItemCode& code);

// Every way in which a till may spell the code of these goods, this one first: a GTIN in all its lengths.
std::vector<ItemCode> spellings_of(const ItemCode& code);

// What so much of a line's goods costs today. Nothing where they are not sold any more, or the list counts them in
// another unit or currency than the till did.
std::optional<Money> price_today(const Product& product, const LineItem& line, Quantity quantity);

} // namespace makegood
