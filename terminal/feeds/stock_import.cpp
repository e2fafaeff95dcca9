#include "terminal/feeds/stock_import.hpp"

#include "terminal/feeds/csv_table.hpp"
#include "terminal/feeds/row_ledger.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/feeds/trade_words.hpp"

#include <array>
#include <set>

namespace makegood::feeds {

namespace {

namespace of_product {
enum Column : std::size_t { code, name, price, currency, still_sold, by_weight };
}
constexpr TableColumn product_columns[] = {
    {"code"}, {"name"}, {"price"}, {"currency"}, {"still_sold", false}, {"by_weight", false}};

namespace of_count {
enum Column : std::size_t { code, counted, expected, counted_at };
}
constexpr TableColumn count_columns[] = {{"code"}, {"counted"}, {"expected", false}, {"counted_at"}};

template <class Value>
using Read = Expected<Value, RowFault>;

Read<bool> read_flag(std::string_view text, bool usual, std::string_view column) {
    if (text.empty())
        return usual;
    if (const auto flag = meaning_of(flag_words, text))
        return *flag;
    return refused(RowFault{rejected::field_wrong, column});
}

Read<Money> price_of(const TableRow& row) {
    const auto in = Currency::from_code(row.value(of_product::currency));
    if (!in)
        return refused(RowFault{rejected::currency_unknown});
    const auto money = Money::from_decimal(row.value(of_product::price), *in);
    if (!money || money->is_negative())
        return refused(RowFault{rejected::price_unreadable});
    return *money;
}

Read<Product> read_product(const TableRow& row) {
    const std::string code(row.value(of_product::code)), name(row.value(of_product::name));
    if (code.empty())
        return refused(RowFault{rejected::code_missing});
    const auto money = price_of(row);
    if (!money)
        return refused(money.error());
    const auto sold = read_flag(row.value(of_product::still_sold), true, product_columns[of_product::still_sold].name);
    if (!sold)
        return refused(sold.error());
    const auto weighed =
        read_flag(row.value(of_product::by_weight), false, product_columns[of_product::by_weight].name);
    if (!weighed)
        return refused(weighed.error());
    return Product{ItemCode(code), name.empty() ? code : name, *money, *sold, *weighed};
}

// A day alone means its first minute: goods that were sold or put back on that day were then not yet counted.
std::optional<CivilTime> time_or_day(std::string_view text) {
    if (const auto day = Date::from_iso(text))
        return CivilTime{day->days_since_1970 * seconds_per_day};
    return CivilTime::from_iso(text);
}

Read<StockCount> read_count(const TableRow& row) {
    StockCount count;
    count.code = ItemCode(std::string(row.value(of_count::code)));
    if (count.code.empty())
        return refused(RowFault{rejected::code_missing});
    const auto found = Quantity::from_decimal(row.value(of_count::counted));
    if (!found || *found < Quantity{})
        return refused(RowFault{rejected::quantity_unreadable, count_columns[of_count::counted].name});
    count.counted = *found;
    if (const auto text = row.value(of_count::expected); !text.empty()) {
        const auto told = Quantity::from_decimal(text);
        if (!told)
            return refused(RowFault{rejected::quantity_unreadable, count_columns[of_count::expected].name});
        count.expected = *told;
    }
    const auto at = time_or_day(row.value(of_count::counted_at));
    if (!at)
        return refused(RowFault{rejected::time_unreadable});
    count.counted_at = *at;
    return count;
}

void take_none(std::string_view reason, std::uint64_t rows, ImportReport& report) {
    for (std::uint64_t i = 0; i < rows; ++i)
        count_reject({.reason = reason}, {}, report);
}

// What was read goes to the sink in one piece, and is then stored or not.
template <class Value, class Taken>
void give_to_sink(std::vector<Value> values, StockSink& sink, ImportReport& report, const Taken& taken) {
    const auto rows = values.size();
    if (report.failure)
        return take_none(rejected::file_incomplete, rows, report);
    if (values.empty())
        return;
    const auto outcome = sink.take(std::move(values));
    if (!outcome) {
        report.failure = FeedError{.code = std::string(failure::storage_failed), .detail = outcome.error()};
        return take_none(rejected::storage_failed, rows, report);
    }
    report.stored += rows;
    taken(outcome);
}

std::string_view last_part(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == name.npos ? name : name.substr(slash + 1);
}

ImportReport import_opened_table(Expected<std::unique_ptr<ByteSource>, FeedError> file, std::string name,
                                 StockTable table, StockSink& sink, const OnReject& on_reject,
                                 const Stopwatch& stopwatch) {
    ImportReport report;
    report.file = std::move(name);
    report.of_receipts = false;
    const double begun = stopwatch();
    if (!file)
        report.failure = file.error();
    else if (table == StockTable::products)
        import_products(**file, sink, on_reject, report);
    else
        import_counts(**file, sink, on_reject, report);
    if (report.failure && report.failure->file.empty())
        report.failure->file = report.file;
    report.seconds = stopwatch() - begun;
    return report;
}

} // namespace

std::optional<StockTable> stock_table_named(std::string_view file_name) {
    const auto name = last_part(file_name);
    if (name.find(".csv") == name.npos)
        return std::nullopt;
    if (name.starts_with("products"))
        return StockTable::products;
    return name.starts_with("counts") ? std::optional(StockTable::counts) : std::nullopt;
}

void import_products(ByteSource& source, StockSink& sink, const OnReject& on_reject, ImportReport& report) {
    std::vector<Product> list;
    std::set<ItemCode> goods;
    const auto take = [&](const TableRow& row) -> std::optional<RowFault> {
        auto product = read_product(row);
        if (!product)
            return product.error();
        if (!goods.insert(goods_of(product->code)).second)
            return RowFault{rejected::code_twice};
        list.push_back(std::move(*product));
        return std::nullopt;
    };
    read_table(source, product_columns, take, on_reject, report);
    give_to_sink(std::move(list), sink, report, [](const auto&) {});
}

void import_counts(ByteSource& source, StockSink& sink, const OnReject& on_reject, ImportReport& report) {
    std::vector<StockCount> counts;
    const auto take = [&](const TableRow& row) -> std::optional<RowFault> {
        auto count = read_count(row);
        if (!count)
            return count.error();
        counts.push_back(std::move(*count));
        return std::nullopt;
    };
    read_table(source, count_columns, take, on_reject, report);
    give_to_sink(std::move(counts), sink, report, [&](const auto& known) {
        report.stored -= *known;
        count_skip(skipped::already_stored, *known, report);
    });
}

ImportReport import_stock_file(const std::filesystem::path& path, StockTable table, StockSink& sink,
                               const ImportListeners& listeners, const Stopwatch& stopwatch) {
    return import_opened_table(open_input_file(path, listeners.on_bytes_read), path.string(), table, sink,
                               listeners.on_reject, stopwatch);
}

ImportReport import_open_stock_file(drivers::FileDescriptor descriptor, const std::string& name, StockTable table,
                                    StockSink& sink, const ImportListeners& listeners, const Stopwatch& stopwatch) {
    return import_opened_table(open_input_file(std::move(descriptor), name, listeners.on_bytes_read), name, table, sink,
                               listeners.on_reject, stopwatch);
}

} // namespace makegood::feeds
