#include "terminal/command/commands.hpp"
#include "terminal/command/csv_line.hpp"
#include "terminal/command/receipt_document.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"

#include <limits>

namespace makegood {

namespace {

constexpr int most_told = 20; // counts, and movements

using Movement = storage::StockFile::Movement;

std::string reason_in_words(const Movement& movement, const text::Words& words) {
    return words.say("stock.reason." + storage::event_name(movement.movement.reason));
}

Json json_of(const Movement& movement) {
    return Json::object({{"id", movement.id},
                         {"moved_at", movement.at.to_iso()},
                         {"code", text::plain(movement.movement.code.text())},
                         {"quantity", number_of(movement.movement.quantity)},
                         {"reason", storage::event_name(movement.movement.reason)},
                         {"case", movement.case_id.text()}});
}

Json json_of(const Product& product, std::optional<CivilTime> told_at) {
    return Json::object({{"code", text::plain(product.code.text())},
                         {"name", text::plain(product.name)},
                         {"price", product.price.to_decimal()},
                         {"currency", product.price.currency().code()},
                         {"still_sold", product.still_sold},
                         {"by_weight", product.by_weight},
                         {"told_at", told_at ? Json(told_at->to_iso()) : Json()}});
}

Json json_of(const StockCount& count) {
    return Json::object({{"counted_at", count.counted_at.to_iso()},
                         {"counted", number_of(count.counted)},
                         {"expected", count.expected ? number_of(*count.expected) : Json()}});
}

void tell(const Console& console, const Product& product, std::optional<CivilTime> told_at) {
    console.say("command.stock.product", {{"name", text::plain(product.name)},
                                          {"code", text::Code{text::plain(product.code.text())}},
                                          {"price", product.price},
                                          {"by", text::Choice{product.by_weight ? "weight" : "piece"}},
                                          {"sold", text::Choice{product.still_sold ? "yes" : "no"}},
                                          {"when", told_at.value_or(CivilTime{})}});
}

void tell(const Console& console, const StockCount& count) {
    if (count.expected)
        console.say("command.stock.count",
                    {{"when", count.counted_at}, {"counted", count.counted}, {"expected", *count.expected}});
    else
        console.say("command.stock.count_alone", {{"when", count.counted_at}, {"counted", count.counted}});
}

void tell(const Console& console, const Movement& movement) {
    console.say("command.stock.movement", {{"when", movement.at},
                                           {"quantity", movement.movement.quantity},
                                           {"reason", reason_in_words(movement, console.words())},
                                           {"case", text::Code{movement.case_id.text()}}});
}

CivilTime begin_of(Date day) {
    return {day.days_since_1970 * seconds_per_day};
}

} // namespace

Exit stock_command(const Console& console, const std::filesystem::path& data, const std::string& code) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const storage::StockFile stock((*reader)->connection());
    const ItemCode goods(code);
    const auto product = stock.product(goods);
    const auto told_at = stock.products_told_at();
    const auto counts = stock.counts_of(goods, most_told);
    const auto movements = stock.movements_of(goods, most_told);
    if (!product || !told_at)
        return console.fail(!product ? product.error() : told_at.error());
    if (!counts || !movements)
        return console.fail(!counts ? counts.error() : movements.error());

    Json counted = Json::array(), moved = Json::array();
    if (*product)
        tell(console, **product, *told_at);
    else
        console.say("command.stock.not_listed", {{"code", text::Code{text::plain(code)}}});
    for (const auto& count : *counts) {
        tell(console, count);
        counted.push_back(json_of(count));
    }
    for (const auto& movement : *movements) {
        tell(console, movement);
        moved.push_back(json_of(movement));
    }
    console.document(Json::object({{"code", text::plain(code)},
                                   {"product", *product ? json_of(**product, *told_at) : Json()},
                                   {"counts", counted},
                                   {"movements", moved}}));
    return *product || !counts->empty() || !movements->empty() ? Exit::done : Exit::refused;
}

Exit stock_export_command(const Console& console, const StockExportOptions& options) {
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto from = options.from ? begin_of(*options.from) : CivilTime{std::numeric_limits<std::int64_t>::min()};
    const auto until =
        options.to ? begin_of({options.to->days_since_1970 + 1}) : CivilTime{std::numeric_limits<std::int64_t>::max()};
    const auto movements = storage::StockFile((*reader)->connection()).movements(from, until);
    if (!movements)
        return console.fail(movements.error());

    Json listed = Json::array();
    console.line(csv_line({"id", "moved_at", "code", "quantity", "reason", "case"}));
    for (const auto& movement : *movements) {
        console.line(csv_line({movement.id, movement.at.to_iso(), movement.movement.code.text(),
                               movement.movement.quantity.to_decimal(), storage::event_name(movement.movement.reason),
                               movement.case_id.text()}));
        listed.push_back(json_of(movement));
    }
    console.document(listed);
    return Exit::done;
}

} // namespace makegood
