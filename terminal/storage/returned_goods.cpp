#include "terminal/storage/returned_goods.hpp"

#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"

#include <algorithm>
#include <set>

namespace makegood::storage {

namespace {

// Whom the till knew by loyalty number and by phone.
struct Customer {
    std::optional<std::int64_t> number;
    std::optional<std::int64_t> phone;

    bool is_known() const { return number || phone; }
};

class ReturnSearch {
  public:
    ReturnSearch(Connection& connection, const RetailTransaction& sale, std::int64_t sale_id)
        : connection_(connection), sale_(sale), sale_id_(sale_id), customer_(customer_of(sale_id)) {}

    std::vector<ReturnedGoods> run() && {
        add_those_that_name_the_sale();
        std::set<std::string> codes;
        for (const auto& line : sale_.lines)
            if (is_goods(sale_, line) && codes.insert(line.code.text()).second)
                add_those_of(line.code);
        std::ranges::stable_sort(found_, {}, [](const ReturnedGoods& one) { return one.at.seconds; });
        return std::move(found_);
    }

  private:
    Customer customer_of(std::int64_t receipt) {
        Query query(connection_, "SELECT customer, phone FROM receipt WHERE id = ?");
        if (!query.bind(receipt).step())
            return {};
        const auto number = query.optional_integer();
        return {number, query.optional_integer()};
    }

    void add_those_that_name_the_sale() {
        Query links(connection_, "SELECT receipt, line, to_line FROM receipt_link JOIN receipt ON receipt.id = "
                                 "receipt_link.receipt WHERE receipt_link.sequence = ? AND "
                                 "receipt_link.business_day = ? AND receipt_link.workstation = ? AND "
                                 "receipt_link.business_unit = ? AND reason = 0 AND receipt.kind < 2 AND "
                                 "superseded_by IS NULL");
        links.bind(sale_.key.sequence, sale_.key.business_day.days_since_1970, sale_.key.workstation.text(),
                   sale_.key.business_unit.text());
        while (links.step()) {
            const auto receipt = links.integer();
            const auto line = links.optional_integer();
            const auto to_line = links.optional_integer();
            Query lines(connection_, "SELECT number FROM receipt_line WHERE receipt = ? AND kind = 1 AND voided = 0");
            lines.bind(receipt);
            while (lines.step())
                if (const auto number = lines.integer(); !line || number == *line)
                    add(receipt, number, [&](ReturnedGoods& goods) {
                        goods.names_this_sale = true;
                        goods.named_line = to_line ? std::optional(LineNumber(*to_line)) : std::nullopt;
                    });
        }
    }

    void add_those_of(const ItemCode& code) {
        Query items(connection_, "SELECT id FROM item WHERE code = ?");
        items.bind(code.text());
        while (items.step()) {
            const auto item = items.integer();
            if (customer_.is_known())
                add_those_by_the_customer(code, item);
            add_those_by_nobody_known(code, item);
        }
    }

    // All of them: one that is overlooked is made good once more.
    void add_those_by_the_customer(const ItemCode& code, std::int64_t item) {
        Query query(connection_,
                    "SELECT receipt_line.receipt, receipt_line.number FROM receipt_line INDEXED BY returned_line JOIN "
                    "receipt ON receipt.id = receipt_line.receipt WHERE item = ? AND receipt_line.receipt >= ? AND "
                    "receipt_line.kind = 1 AND voided = 0 AND (receipt.customer = ? OR receipt.phone = ?) AND "
                    "receipt.kind < 2 AND superseded_by IS NULL AND (SELECT business_unit FROM workstation WHERE id = "
                    "receipt.workstation) = ? AND NOT EXISTS (SELECT 1 FROM receipt_link WHERE receipt_link.receipt = "
                    "receipt.id AND reason = 0 AND (line IS NULL OR line = receipt_line.number)) ORDER BY "
                    "receipt_line.receipt");
        query.bind(item, first_id_of(sale_.key.business_day), customer_.number, customer_.phone,
                   sale_.key.business_unit.text());
        while (query.step()) {
            const auto receipt = query.integer();
            add(receipt, query.integer(), [&](ReturnedGoods& goods) {
                goods.same_customer = true;
                goods.other_sales = other_sales(code, receipt);
            });
        }
    }

    void add_those_by_nobody_known(const ItemCode& code, std::int64_t item) {
        Query query(connection_,
                    "SELECT receipt_line.receipt, receipt_line.number FROM receipt_line INDEXED BY returned_line JOIN "
                    "receipt ON receipt.id = receipt_line.receipt WHERE item = ? AND receipt_line.receipt >= ? AND "
                    "receipt_line.kind = 1 AND voided = 0 AND receipt.customer IS NULL AND receipt.phone IS NULL AND "
                    "receipt.kind < 2 AND superseded_by IS NULL AND (SELECT business_unit FROM workstation WHERE id = "
                    "receipt.workstation) = ? AND NOT EXISTS (SELECT 1 FROM receipt_link WHERE receipt_link.receipt = "
                    "receipt.id AND reason = 0 AND (line IS NULL OR line = receipt_line.number)) ORDER BY "
                    "receipt_line.receipt LIMIT ?");
        query.bind(item, first_id_of(sale_.key.business_day), sale_.key.business_unit.text(), most_returns_looked_at);
        while (query.step()) {
            const auto receipt = query.integer();
            const auto line = query.integer();
            if (is_one_of_few(code, receipt))
                add(receipt, line, [](ReturnedGoods&) {});
        }
    }

    // By whatever name the item was sold.
    bool is_one_of_few(const ItemCode& code, std::int64_t returned) {
        const auto from = first_id_of({day_of(returned).days_since_1970 - days_to_return});
        int count = 0;
        Query items(connection_, "SELECT id FROM item WHERE code = ?");
        items.bind(code.text());
        while (items.step() && count <= most_sales_in_question) {
            Query sales(connection_,
                        "SELECT receipt FROM purchase WHERE item = ? AND receipt >= ? AND receipt < ? LIMIT ?");
            sales.bind(items.integer(), from, returned, most_sales_in_question + 1);
            while (sales.step())
                ++count;
        }
        return sale_id_ >= from && count <= most_sales_in_question;
    }

    // To the same customer, before the goods came back. Of an account with more receipts than these the rest is not
    // looked at: that is many people's, and counts as another sale.
    int other_sales(const ItemCode& code, std::int64_t before) {
        int count = 0;
        for (const auto& [mark, sql] :
             {std::pair(customer_.number,
                        "SELECT id FROM receipt WHERE customer = ? AND id < ? AND id <> ? AND kind = 0 "
                        "AND superseded_by IS NULL ORDER BY id DESC LIMIT ?"),
              std::pair(customer_.phone, "SELECT id FROM receipt WHERE phone = ? AND id < ? AND id <> ? AND kind = 0 "
                                         "AND superseded_by IS NULL ORDER BY id DESC LIMIT ?")})
            if (mark) {
                Query receipts(connection_, sql);
                receipts.bind(*mark, before, sale_id_, most_sales_to_a_customer);
                int looked_at = 0, found = 0;
                for (; receipts.step(); ++looked_at)
                    found += has_sold(receipts.integer(), code);
                count = std::max(count, looked_at < most_sales_to_a_customer ? found : std::max(found, 1));
            }
        return count;
    }

    bool has_sold(std::int64_t receipt, const ItemCode& code) {
        Query line(connection_, "SELECT 1 FROM receipt_line JOIN item ON item.id = receipt_line.item WHERE "
                                "receipt_line.receipt = ? AND item.code = ? AND receipt_line.kind = 0 AND voided = 0 "
                                "LIMIT 1");
        return line.bind(receipt, code.text()).step();
    }

    template <class Mark>
    void add(std::int64_t receipt, std::int64_t line, Mark mark) {
        Query query(connection_, "SELECT business_unit, workstation.name, business_day, sequence, receipt.number, "
                                 "revision, begun_at, code, quantity, amount, coalesce(receipt_line.currency, "
                                 "receipt.currency) FROM receipt JOIN workstation ON workstation.id = "
                                 "receipt.workstation JOIN receipt_line ON receipt_line.receipt = receipt.id JOIN item "
                                 "ON item.id = receipt_line.item WHERE receipt.id = ? AND receipt_line.number = ?");
        if (!query.bind(receipt, line).step())
            return;
        BusinessUnitId unit(query.text());
        WorkstationId workstation(query.text());
        const Date day{static_cast<std::int32_t>(query.integer())};
        auto sequence = query.text();
        auto number = query.optional_text().value_or(sequence);
        const int revision = static_cast<int>(query.integer());
        const CivilTime at{query.integer()};
        ItemCode code(query.text());
        const auto quantity = Quantity::of_milli(-query.integer());
        const auto amount = -query.integer();
        ReturnedGoods goods{.receipt = {{std::move(unit), std::move(workstation), day, std::move(sequence)}, revision},
                            .number = std::move(number),
                            .line = LineNumber(line),
                            .at = at,
                            .code = std::move(code),
                            .quantity = quantity,
                            .amount = Money(amount, query.currency())};
        mark(goods);
        const bool came_later = goods.names_this_sale || goods.at >= sale_.begun_at;
        if (came_later && goods.quantity > Quantity() && goods.receipt.key != sale_.key)
            found_.push_back(std::move(goods));
    }

    Connection& connection_;
    const RetailTransaction& sale_;
    const std::int64_t sale_id_;
    const Customer customer_;
    std::vector<ReturnedGoods> found_;
};

} // namespace

std::vector<ReturnedGoods> returned_goods(Connection& connection, const RetailTransaction& sale, std::int64_t sale_id) {
    return ReturnSearch(connection, sale, sale_id).run();
}

} // namespace makegood::storage
