#include "terminal/text/receipt_words.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood::text {

namespace {

std::string kind_of(const Tender& tender, const Words& words) {
    if (tender.kind == "Cash")
        return words.say("receipt.tender.cash");
    if (tender.kind == "CreditDebit")
        return words.say("receipt.tender.card");
    return tender.kind == "Voucher" ? words.say("receipt.tender.voucher") : tender.kind;
}

std::string changed(const LineChange& change, const Words& words) {
    if (!change.before)
        return words.say("receipt.change.new_line",
                         {{"item", name_of(*change.after)}, {"amount", change.after->amount}});
    if (!change.after)
        return words.say("receipt.change.gone_line",
                         {{"item", name_of(*change.before)}, {"amount", change.before->amount}});
    const auto& [before, after] = std::pair(*change.before, *change.after);
    if (before.amount != after.amount)
        return words.say("receipt.change.line",
                         {{"item", name_of(after)}, {"before", before.amount}, {"after", after.amount}});
    if (before.quantity != after.quantity)
        return words.say("receipt.change.line",
                         {{"item", name_of(after)}, {"before", before.quantity}, {"after", after.quantity}});
    return words.say("receipt.change.line_details", {{"item", name_of(after)}});
}

} // namespace

std::string in_unit(Quantity quantity, Unit unit, const Words& words) {
    const auto with = [&](std::string_view key) { return words.say(key, {{"n", quantity}}); };
    switch (unit) {
    case Unit::kilogram:
        return with("quantity.kilograms");
    case Unit::gram:
        return with("quantity.grams");
    case Unit::litre:
        return with("quantity.litres");
    case Unit::metre:
        return with("quantity.metres");
    case Unit::pound:
        return with("quantity.pounds");
    case Unit::ounce:
        return with("quantity.ounces");
    case Unit::each:
        break;
    }
    return words.show(quantity);
}

std::vector<Goods> claimed_goods(const RetailTransaction& receipt, const Claim& claim) {
    std::vector<Goods> goods;
    for (const auto& part : by_line(claim))
        if (const auto* line = find_line(receipt, part.line))
            goods.push_back({part.quantity, line->unit, name_of(*line)});
    return goods;
}

std::string goods_in_words(const std::vector<Goods>& goods, const Words& words) {
    constexpr std::size_t most_named = 3;
    std::string all;
    for (std::size_t i = 0; i < std::min(goods.size(), most_named); ++i) {
        auto one = words.say("goods.one",
                             {{"quantity", in_unit(goods[i].quantity, goods[i].unit, words)}, {"item", goods[i].name}});
        all = i == 0 ? std::move(one) : words.say("goods.and", {{"goods", Phrase{all}}, {"next", Phrase{one}}});
    }
    if (goods.size() <= most_named)
        return all;
    return words.say("goods.and_more", {{"goods", Phrase{all}}, {"n", goods.size() - most_named}});
}

std::string name_of(const LineItem& line) {
    return plain(line.name.empty() ? line.code.text() : line.name);
}

std::string tender_in_words(const Tender& tender, const Words& words) {
    if (tender.card_last_four.empty())
        return words.say("receipt.paid_with", {{"kind", kind_of(tender, words)}, {"amount", tender.amount}});
    return words.say(
        "receipt.paid_with_card",
        {{"kind", kind_of(tender, words)}, {"digits", Code{tender.card_last_four}}, {"amount", tender.amount}});
}

std::string tax_in_words(const Tax& tax, const Words& words) {
    std::string name = tax.name.empty() ? words.say("receipt.tax") : tax.name;
    if (tax.percent_milli)
        name = words.say("receipt.tax_rate", {{"name", name}, {"percent", Quantity::of_milli(*tax.percent_milli)}});
    return words.say(tax.included ? "receipt.tax_included" : "receipt.tax_added",
                     {{"name", name}, {"amount", tax.amount}});
}

std::vector<std::string> changes_in_words(const ReceiptChange& change, Money total_now, const Words& words) {
    std::vector<std::string> sentences;
    for (const auto& line : change.lines)
        sentences.push_back(changed(line, words));
    if (change.total_before)
        sentences.push_back(
            words.say("receipt.change.total", {{"before", *change.total_before}, {"after", total_now}}));
    if (change.head)
        sentences.push_back(words.say("receipt.change.head"));
    if (change.payments)
        sentences.push_back(words.say("receipt.change.payments"));
    if (change.details)
        sentences.push_back(words.say("receipt.change.details"));
    return sentences;
}

} // namespace makegood::text
