#include "terminal/feeds/poslog_transaction.hpp"

#include "terminal/feeds/clean_text.hpp"
#include "terminal/feeds/line_amount.hpp"
#include "terminal/feeds/poslog_as_sold.hpp"
#include "terminal/feeds/row_reason.hpp"
#include "terminal/feeds/zoned_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace makegood::feeds {

namespace {

using RowReason = std::string_view;

bool is_true(std::string_view flag) {
    return flag == "true" || flag == "1";
}

// "acs:Linked" and "Linked" are the same word: in attribute values vendors write their prefix as text.
std::string_view without_prefix(std::string_view value) {
    const auto colon = value.rfind(':');
    return colon == value.npos ? value : value.substr(colon + 1);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

std::string_view first_of(std::initializer_list<std::string_view> texts) {
    for (const auto text : texts)
        if (!text.empty())
            return text;
    return {};
}

// The printed receipt of R10 is OPOSPrint XML inside a text; its bar code is what a scanner reads from the paper.
std::string_view bar_code_in(std::string_view receipt_image) {
    const auto object = receipt_image.find("<BarcodeObject");
    if (object == receipt_image.npos)
        return {};
    constexpr std::string_view attribute = " ID=\"";
    const auto element = receipt_image.substr(object, receipt_image.substr(object).find('>'));
    const auto at = element.find(attribute);
    if (at == element.npos)
        return {};
    const auto value = element.substr(at + attribute.size());
    const auto code = value.substr(0, value.find('"'));
    const auto is_plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    };
    return code.size() <= 64 && std::ranges::all_of(code, is_plain) ? code : std::string_view();
}

std::string_view receipt_number(const XmlElement& transaction, const XmlElement& retail) {
    const auto* image = transaction.child("ReceiptImage");
    if (!image)
        image = retail.child("ReceiptImage");
    std::string_view bar_code;
    for (std::size_t i = 0; image && i < image->children.size() && bar_code.empty(); ++i)
        if (image->children[i].name == "ReceiptLine")
            bar_code = bar_code_in(image->children[i].text);
    return first_of({transaction.text_at({"ReceiptNumber"}), retail.text_at({"ReceiptNumber"}), bar_code,
                     transaction.text_at({"SequenceNumber"})});
}

// Money carries its currency in an attribute (6.x) or the transaction says it once (2.x).
std::optional<Currency> currency_of(const XmlElement& transaction, const XmlElement& retail) {
    auto code = first_of({transaction.text_at({"CurrencyCode"}), retail.text_at({"CurrencyCode"})});
    for (const auto& total : retail.children)
        if (code.empty() && total.name == "Total")
            code = first_of({total.attribute("CurrencyCode"), total.attribute("Currency")});
    if (code.empty())
        if (const auto* amount = retail.descendant("ExtendedAmount"))
            code = first_of({amount->attribute("Currency"), amount->attribute("CurrencyCode")});
    return Currency::from_code(code);
}

// The members number of all zeros stands for nobody.
std::string_view member_in(const XmlElement& element) {
    for (const auto name : {"LoyaltyID", "LoyaltyAccountID", "MembershipID", "CustomerID"})
        if (const auto* found = element.name == name ? &element : element.descendant(name)) {
            const auto text = trimmed(found->text);
            if (text.find_first_not_of('0') != text.npos)
                return text;
        }
    return {};
}

// A telephone as one text, or in parts; the first one, unless another is said to be the primary one.
std::string phone_in(const XmlElement& customer) {
    const XmlElement* chosen = nullptr;
    for (const auto& child : customer.children)
        if (child.name == "Telephone" || child.name == "TelephoneNumber" || child.name == "MobilePhone")
            if (!chosen || (is_true(child.attribute("PrimaryFlag")) && !is_true(chosen->attribute("PrimaryFlag"))))
                chosen = &child;
    if (!chosen)
        return {};
    const auto whole = first_of({chosen->text_at({"FullTelephoneNumber"}), trimmed(chosen->text)});
    if (!whole.empty())
        return std::string(whole);
    std::string number;
    for (const auto part : {"CountryCode", "AreaCode", "Exchange", "LocalNumber"})
        if (const auto text = chosen->text_at({part}); !text.empty())
            number += (number.empty() ? "" : " ") + std::string(text);
    return number;
}

std::string last_four(const XmlElement& tender) {
    for (const auto name : {"PrimaryAccountNumber", "AccountNumber", "CardNumber", "PAN"})
        if (const auto* found = tender.descendant(name)) {
            const auto text = trimmed(found->text);
            const auto end = text.size() < 4 ? std::string_view() : text.substr(text.size() - 4);
            if (end.size() == 4 && end.find_first_not_of("0123456789") == end.npos)
                return std::string(end);
        }
    return {};
}

bool is_weight(Unit unit) {
    return unit == Unit::kilogram || unit == Unit::gram || unit == Unit::pound || unit == Unit::ounce;
}

EntryMethod entry_method(const XmlElement& item, const XmlElement& sale) {
    if (is_true(item.attribute("weightItem")) || is_weight(unit_of(sale)))
        return EntryMethod::weighed;
    const auto method = without_prefix(item.attribute("EntryMethod"));
    if (method == "Scanned")
        return EntryMethod::scanned;
    return is_one_of(method, {"Keyed", "Tapped", "Lookup"}) ? EntryMethod::keyed : EntryMethod::unknown;
}

bool is_keyed(const XmlElement* quantity) {
    return quantity && without_prefix(quantity->attribute("EntryMethod")) == "Keyed";
}

Money negated_when_positive(Money money) {
    return money.minor_units() > 0 ? Money(-money.minor_units(), money.currency()) : money;
}

class TransactionReader {
  public:
    explicit TransactionReader(const XmlElement& transaction) : transaction_(transaction) {}

    PoslogTransaction read() && {
        const auto* retail = transaction_.child("RetailTransaction");
        if (!retail) {
            whole_row(skipped::control_transaction);
            return std::move(result_);
        }
        for (const auto& element : retail->children)
            if (element.name == "LineItem")
                items_.push_back(&element);
        if (items_.empty()) {
            whole_row(skipped::no_lines);
            return std::move(result_);
        }
        for (const auto* item : items_)
            result_.rows.push_back({.line = item->line, .column = item->column});

        const auto status = without_prefix(
            first_of({retail->attribute("TransactionStatus"), transaction_.attribute("TransactionStatus")}));
        if (is_true(transaction_.attribute("TrainingModeFlag")))
            return skip_all(skipped::training);
        const auto reason = read_head(*retail);
        if (!reason.empty())
            return reject_all(reason);
        if (is_true(transaction_.attribute("CancelFlag")) || is_one_of(status, {"Voided", "PostVoided", "Cancelled"}))
            result_.receipt->kind = RetailTransactionKind::voided;
        if (status == "Suspended")
            result_.receipt->kind = RetailTransactionKind::suspended;
        number_lines();
        for (std::size_t i = 0; i < items_.size(); ++i)
            read_item(*items_[i], result_.rows[i]);
        finish(*retail);
        return std::move(result_);
    }

  private:
    void whole_row(RowReason reason) {
        result_.rows.push_back({.line = transaction_.line, .column = transaction_.column, .skipped = reason});
    }
    PoslogTransaction skip_all(RowReason reason) {
        for (auto& row : result_.rows)
            row.skipped = reason;
        return std::move(result_);
    }
    PoslogTransaction reject_all(RowReason reason) {
        for (auto& row : result_.rows)
            row.rejected = reason;
        return std::move(result_);
    }

    // The empty reason means that there is a receipt now.
    RowReason read_head(const XmlElement& retail) {
        const auto text = [&](std::string_view name) { return transaction_.text_at({name}); };
        const auto unit = first_of({text("RetailStoreID"), transaction_.text_at({"BusinessUnit", "UnitID"})});
        const auto workstation = text("WorkstationID");
        const auto sequence = text("SequenceNumber");
        const auto time = read_zoned_time(
            first_of({text("BeginDateTime"), retail.text_at({"BeginDateTime"}), retail.text_at({"ReceiptDateTime"}),
                      text("ReceiptDateTime"), text("EndDateTime"), retail.text_at({"EndDateTime"})}));
        const auto day_text = text("BusinessDayDate");
        result_.key = std::string(unit) + "/" + std::string(workstation) + "/" + std::string(day_text) + "/" +
                      std::string(sequence);
        if (unit.empty())
            return rejected::unit_missing;
        if (workstation.empty())
            return rejected::workstation_missing;
        if (sequence.empty())
            return rejected::sequence_missing;
        if (!time)
            return rejected::time_unreadable;
        const auto day = day_text.empty() ? time->time.date() : Date::from_iso(day_text.substr(0, 10));
        if (!day)
            return rejected::day_unreadable;
        currency_ = currency_of(transaction_, retail);
        if (!currency_)
            return rejected::currency_unknown;
        result_.receipt = RetailTransaction{
            .key = {BusinessUnitId(std::string(unit)), WorkstationId(std::string(workstation)), *day,
                    std::string(sequence)},
            .number = std::string(receipt_number(transaction_, retail)),
            .kind = RetailTransactionKind::sale,
            .begun_at = time->time,
            .utc_offset_minutes = time->utc_offset_minutes,
            .operator_id = OperatorId(std::string(text("OperatorID"))),
            .customer_reference = {},
            .total = Money(0, *currency_),
            .lines = {},
            .tenders = {},
        };
        return {};
    }

    // The till's own numbers where each line has one and no two are the same, else their places.
    void number_lines() {
        std::set<std::int32_t> seen;
        for (const auto* item : items_) {
            const auto text = item->text_at({"SequenceNumber"});
            std::int32_t number = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (error != std::errc{} || end != text.data() + text.size() || number < 1 || !seen.insert(number).second)
                break;
            numbers_.push_back(number);
        }
        if (numbers_.size() == items_.size())
            return;
        numbers_.clear();
        for (std::size_t i = 0; i < items_.size(); ++i)
            numbers_.push_back(static_cast<std::int32_t>(i + 1));
    }

    void read_item(const XmlElement& item, PoslogRow& row) {
        const auto number = LineNumber{numbers_[static_cast<std::size_t>(&row - result_.rows.data())]};
        if (const auto* sale = item.child("Sale"))
            return add_goods(item, *sale, false, number, row);
        if (const auto* returned = item.child("Return"))
            return add_goods(item, *returned, true, number, row);
        if (const auto* tender = item.child("Tender"))
            return add_tender(item, *tender, row);
        if (const auto* reward = item.child("LoyaltyReward"))
            return add_reward(item, *reward, number, row);
        if (const auto* discount = item.child("Discount"))
            return add_reward(item, *discount, number, row);
        if (const auto* tax = item.child("Tax"))
            return add_tax(item, *tax, row);
        if (const auto member = member_in(item); !member.empty())
            result_.receipt->customer_reference = member;
        else
            row.skipped = skipped::not_trade;
    }

    void add_goods(const XmlElement& item, const XmlElement& sale, bool is_return, LineNumber number, PoslogRow& row) {
        const auto code = first_of(
            {sale.text_at({"POSIdentity", "POSItemID"}), sale.text_at({"POSItemID"}), sale.text_at({"ItemID"})});
        const auto name = first_of({sale.text_at({"Description"}), code});
        row.text = std::string(code) + " " + std::string(name);
        if (code.empty()) {
            row.rejected = rejected::code_missing;
            return;
        }
        // No Quantity means one piece.
        const auto* quantity_element = sale.child("Quantity");
        auto quantity = quantity_element ? Quantity::from_decimal(trimmed(quantity_element->text))
                                         : Expected<Quantity, QuantityRefusal>(one_unit);
        if (!quantity) {
            row.rejected = rejected::quantity_unreadable;
            return;
        }
        auto amount = goods_amount(sale, *quantity);
        if (!amount) {
            row.rejected = amount.error();
            return;
        }
        const bool voided = is_true(item.attribute("VoidFlag")) || is_true(item.attribute("CancelFlag"));
        LineItem line{.number = number,
                      .kind = kind_of(item, sale, is_return, voided, *quantity, *amount),
                      .voided = voided,
                      .code = ItemCode(std::string(code)),
                      .name = std::string(name),
                      .quantity = *quantity,
                      .amount = *amount,
                      .entry_method = entry_method(item, sale),
                      .unit = unit_of(sale),
                      .discount = discount_of(sale, *quantity, *currency_),
                      .quantity_keyed = is_keyed(quantity_element)};
        if (line.kind == LineKind::returned && line.quantity > Quantity()) {
            line.quantity = Quantity::of_milli(-line.quantity.milli());
            line.amount = negated_when_positive(line.amount);
        }
        if (voided && *quantity < Quantity() && !take_off(line)) {
            row.rejected = rejected::void_without_line;
            return;
        }
        result_.receipt->lines.push_back(std::move(line));
        if (voided)
            return;
        for (const auto& child : sale.children) {
            if (const auto tax = child.name == "Tax" ? read_tax(child, *currency_) : std::nullopt)
                sum_up(taxes_in_sales_, *tax);
            if (child.name == "TransactionLink")
                add_link(child, number);
        }
    }

    void add_link(const XmlElement& element, std::optional<LineNumber> line) {
        auto link = read_link(element, result_.receipt->key);
        if (!link)
            return;
        link->line = line;
        result_.receipt->links.push_back(std::move(*link));
    }

    void add_tax(const XmlElement& item, const XmlElement& element, PoslogRow& row) {
        const auto tax = is_true(item.attribute("VoidFlag")) ? std::nullopt : read_tax(element, *currency_);
        if (tax)
            sum_up(result_.receipt->taxes, *tax);
        else
            row.skipped = skipped::not_trade;
    }

    Expected<Money, RowReason> goods_amount(const XmlElement& sale, Quantity quantity) {
        const auto extended = sale.text_at({"ExtendedAmount"});
        if (!extended.empty()) {
            const auto amount = Money::from_decimal(extended, *currency_);
            if (amount)
                return *amount;
            return refused(rejected::amount_unreadable);
        }
        const auto price =
            read_price(first_of({sale.text_at({"ActualSalesUnitPrice"}), sale.text_at({"RegularSalesUnitPrice"})}),
                       MoneyUnit::major);
        if (!price)
            return refused(rejected::price_unreadable);
        const auto amount = line_amount(quantity, *price, *currency_);
        if (!amount)
            return refused(rejected::amount_too_large);
        return *amount;
    }

    static LineKind kind_of(const XmlElement& item, const XmlElement& sale, bool is_return, bool voided,
                            Quantity quantity, Money amount) {
        const auto type = without_prefix(sale.attribute("ItemType"));
        if (is_one_of(type, {"Deposit", "DepositRefund", "Fee", "NegativeItem"}) ||
            without_prefix(item.attribute("EntryMethod")) == "Linked")
            return LineKind::fee;
        if (type == "Coupon")
            return LineKind::discount;
        if (is_return || (quantity < Quantity() && !voided))
            return LineKind::returned;
        return quantity > Quantity() && amount.is_negative() ? LineKind::fee : LineKind::sale;
    }

    // Finds what a negative voiding line takes off again.
    bool take_off(const LineItem& voiding) {
        auto& lines = result_.receipt->lines;
        const auto opposite = [&](const LineItem& line) {
            return !line.voided && line.code == voiding.code && line.quantity.milli() == -voiding.quantity.milli() &&
                   line.amount.minor_units() == -voiding.amount.minor_units();
        };
        if (const auto found = std::find_if(lines.rbegin(), lines.rend(), opposite); found != lines.rend()) {
            found->voided = true;
            return true;
        }
        const auto larger = [&](const LineItem& line) {
            return !line.voided && line.code == voiding.code && line.quantity.milli() > -voiding.quantity.milli();
        };
        const auto found = std::find_if(lines.rbegin(), lines.rend(), larger);
        if (found == lines.rend())
            return false;
        const auto quantity = add(found->quantity, voiding.quantity);
        const auto amount = add(found->amount, voiding.amount);
        if (!quantity || !amount)
            return false;
        found->quantity = *quantity;
        found->amount = *amount;
        return true;
    }

    void add_tender(const XmlElement& item, const XmlElement& tender, PoslogRow& row) {
        if (is_true(item.attribute("VoidFlag"))) {
            row.skipped = skipped::voided_tender;
            return;
        }
        const auto kind = first_of({tender.attribute("TenderType"), tender.text_at({"TenderID"})});
        row.text = kind;
        const auto amount = Money::from_decimal(tender.text_at({"Amount"}), *currency_);
        if (!amount) {
            row.rejected = rejected::amount_unreadable;
            return;
        }
        result_.receipt->tenders.push_back(
            {.kind = std::string(kind),
             .amount = *amount,
             .card_last_four = last_four(tender),
             .reference = std::string(tender.text_at({"Authorization", "ReferenceNumber"}))});
    }

    void add_reward(const XmlElement& item, const XmlElement& reward, LineNumber number, PoslogRow& row) {
        const auto category = reward.text_at({"RewardCategory"});
        const bool sums_up =
            is_true(reward.attribute("summarizedActivity")) && !is_true(reward.attribute("detailedData"));
        const auto extended = reward.text_at({"ExtendedRewardAmount"});
        const auto text = first_of({extended, reward.text_at({"Amount"})});
        if ((!category.empty() && category != "Monetary") || text.empty()) {
            row.skipped = skipped::no_money_reward;
            return;
        }
        if (sums_up) {
            row.skipped = skipped::reward_summary;
            return;
        }
        const auto code = first_of({reward.text_at({"PromotionID"}), reward.text_at({"PriceDerivationRuleID"})});
        const auto name = first_of({reward.text_at({"Description"}), reward.text_at({"RewardType"}), code});
        row.text = std::string(code) + " " + std::string(name);
        const auto amount = Money::from_decimal(text, *currency_);
        if (!amount) {
            row.rejected = rejected::amount_unreadable;
            return;
        }
        if (amount->is_zero()) {
            row.skipped = skipped::no_money_reward;
            return;
        }
        // The standard writes a discount as a positive amount, NCR's reward as the negative one that it is.
        result_.receipt->lines.push_back({.number = number,
                                          .kind = LineKind::discount,
                                          .voided = is_true(item.attribute("VoidFlag")),
                                          .code = ItemCode(std::string(code)),
                                          .name = std::string(name),
                                          .quantity = one_unit,
                                          .amount = extended.empty() ? negated_when_positive(*amount) : *amount});
    }

    void finish(const XmlElement& retail) {
        auto& receipt = *result_.receipt;
        std::ranges::stable_sort(receipt.lines, {}, &LineItem::number);
        if (receipt.customer_reference.empty())
            for (const auto name : {"Customer", "CustomerAccount", "LoyaltyAccount", "LoyaltyMembership"})
                if (const auto* customer = retail.child(name); customer && receipt.customer_reference.empty())
                    receipt.customer_reference = member_in(*customer);
        if (const auto* customer = retail.child("Customer"))
            receipt.customer_phone = phone_in(*customer);
        if (receipt.taxes.empty()) // else they sum up those inside of the sales
            receipt.taxes = std::move(taxes_in_sales_);
        receipt.total = total_of(retail, receipt);
        for (const auto& element : retail.children)
            if (element.name == "TransactionLink")
                add_link(element, std::nullopt);
        const auto is = [](LineKind kind) {
            return [kind](const LineItem& line) { return line.kind == kind && !line.voided; };
        };
        if (receipt.kind == RetailTransactionKind::sale && std::ranges::none_of(receipt.lines, is(LineKind::sale)) &&
            std::ranges::any_of(receipt.lines, is(LineKind::returned)))
            receipt.kind = RetailTransactionKind::return_;
        drop_empty_receipt();
    }

    Money total_of(const XmlElement& retail, const RetailTransaction& receipt) const {
        for (const std::string_view wanted : {"TransactionGrandAmount", ""})
            for (const auto& element : retail.children)
                if (element.name == "Total" && element.attribute("TotalType") == wanted)
                    if (const auto total = Money::from_decimal(trimmed(element.text), *currency_))
                        return *total;
        Money sum(0, *currency_);
        for (const auto& line : receipt.lines)
            if (!line.voided)
                sum = add(sum, line.amount).value_or(sum);
        for (const auto& tax : receipt.taxes)
            if (!tax.included)
                sum = add(sum, tax.amount).value_or(sum);
        return sum;
    }

    // Without a line and without money there is nothing to keep: a till that was opened for its bell.
    void drop_empty_receipt() {
        if (!result_.receipt->lines.empty() || !result_.receipt->tenders.empty())
            return;
        result_.receipt.reset();
        for (auto& row : result_.rows)
            if (row.rejected.empty() && row.skipped.empty())
                row.skipped = skipped::not_trade;
    }

    const XmlElement& transaction_;
    PoslogTransaction result_;
    std::vector<const XmlElement*> items_;
    std::vector<std::int32_t> numbers_;
    std::vector<Tax> taxes_in_sales_;
    std::optional<Currency> currency_;
};

} // namespace

PoslogTransaction read_transaction(const XmlElement& transaction) {
    return TransactionReader(transaction).read();
}

} // namespace makegood::feeds
