#include "terminal/demo/demo_shop.hpp"

#include "terminal/feeds/line_amount.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <optional>

namespace makegood::demo {

namespace {

constexpr int days_open = 121;
constexpr int lanes = 3;
constexpr std::int64_t opening = 8 * 3'600;
constexpr std::int64_t closing = 21 * 3'600;
constexpr int headline_lane = 2;
constexpr std::int64_t headline_time = 17 * 3'600 + 42 * 60 + 18;
constexpr int receipts_before_headline = 16;

// SplitMix64 (Steele, Lea, Flood 2014). The distributions of <random> differ between libraries; this does not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    // 0 to below - 1, near enough even for a shop that does not exist.
    std::int64_t below(std::int64_t limit) {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        z ^= z >> 31U;
        return static_cast<std::int64_t>(z % static_cast<std::uint64_t>(limit));
    }
    std::int64_t between(std::int64_t least, std::int64_t most) { return least + below(most - least + 1); }
    bool one_in(std::int64_t chances) { return below(chances) == 0; }

  private:
    std::uint64_t state_;
};

std::string padded(std::int64_t value, std::size_t width) {
    auto text = std::to_string(value);
    if (text.size() < width)
        text.insert(0, width - text.size(), '0');
    return text;
}

// "R-2-111005-017"
std::string printed_number(int lane, Date day, std::int64_t sequence) {
    const auto iso = day.to_iso();
    return "R-" + std::to_string(lane) + "-" + iso.substr(2, 2) + iso.substr(5, 2) + iso.substr(8, 2) + "-" +
           padded(sequence, 3);
}

Date two_months_before(Date day) {
    const auto there = day.ymd() - std::chrono::months(2);
    return Date::of(there.ok() ? there : std::chrono::year_month_day(there.year() / there.month() / std::chrono::last));
}

class ReceiptMaker {
  public:
    ReceiptMaker(const DemoCatalogue& catalogue, Dice& dice) : catalogue_(catalogue), dice_(dice) {}

    RetailTransaction begin(int lane, CivilTime time, std::int64_t sequence) {
        const auto day = time.date();
        // Two cashiers take turns at each lane at 14 o'clock. Neither is of the staff who put things right.
        const std::int64_t shift = time.minute_of_day() < 14 * 60 ? 1 : 0;
        const auto cashier = 103 + (day.days_since_1970 + lane + shift) % 2;
        return {.key = {BusinessUnitId("S1"), WorkstationId(std::to_string(lane)), day, padded(sequence, 3)},
                .number = printed_number(lane, day, sequence),
                .kind = RetailTransactionKind::sale,
                .begun_at = time,
                .utc_offset_minutes = std::nullopt,
                .operator_id = OperatorId(std::to_string(cashier)),
                .customer_reference = dice_.one_in(3) ? "L" + padded(dice_.between(1, 400), 6) : "",
                .total = Money(0, catalogue_.deposit.price.currency()),
                .lines = {},
                .tenders = {}};
    }

    void add(RetailTransaction& receipt, const DemoProduct& product, Quantity quantity) {
        const bool weighed = product.weighed;
        const auto entry = weighed            ? EntryMethod::weighed
                           : dice_.one_in(12) ? EntryMethod::keyed
                                              : EntryMethod::scanned;
        add_line(receipt, product, quantity, LineKind::sale, entry);
        if (product.deposit)
            add_line(receipt, catalogue_.deposit, quantity, LineKind::fee, EntryMethod::unknown);
    }

    Quantity usual_quantity(const DemoProduct& product) {
        if (product.weighed)
            return Quantity::of_milli(dice_.between(75, 1'200) * 2);
        return Quantity::of_milli(1'000 * (dice_.one_in(5) ? dice_.between(2, 6) : 1));
    }

    const DemoProduct& any_product() {
        const auto count = static_cast<std::int64_t>(catalogue_.products.size());
        return catalogue_.products[static_cast<std::size_t>(dice_.below(count))];
    }

    void fill(RetailTransaction& receipt) {
        // Small baskets are the usual ones.
        const auto goods = std::min(dice_.between(1, 15), dice_.between(1, 15));
        for (std::int64_t i = 0; i < goods; ++i) {
            const auto& product = any_product();
            const auto quantity = usual_quantity(product);
            add(receipt, product, quantity);
            if (dice_.one_in(40))
                void_and_ring_again(receipt, product, quantity);
        }
    }

    void take_back(RetailTransaction& receipt) {
        const auto& product = any_product();
        const auto quantity = usual_quantity(product);
        receipt.kind = RetailTransactionKind::return_;
        add_line(receipt, product, Quantity::of_milli(-quantity.milli()), LineKind::returned, EntryMethod::scanned);
    }

    void pay(RetailTransaction& receipt) {
        for (const auto& line : receipt.lines)
            if (!line.voided)
                receipt.total = makegood::add(receipt.total, line.amount).value();
        const bool card = !dice_.one_in(3);
        receipt.tenders.push_back({.kind = card ? "CreditDebit" : "Cash",
                                   .amount = receipt.total,
                                   .card_last_four = card ? padded(dice_.below(10'000), 4) : ""});
    }

  private:
    void void_and_ring_again(RetailTransaction& receipt, const DemoProduct& product, Quantity quantity) {
        const auto last = std::find_if(receipt.lines.rbegin(), receipt.lines.rend(),
                                       [&](const LineItem& line) { return line.code == product.code; });
        for (auto line = last.base() - 1; line != receipt.lines.end(); ++line)
            line->voided = true;
        if (!dice_.one_in(3))
            add(receipt, product, quantity);
    }

    void add_line(RetailTransaction& receipt, const DemoProduct& product, Quantity quantity, LineKind kind,
                  EntryMethod entry) {
        const feeds::Price price{product.price.minor_units() * 1'000'000, feeds::MoneyUnit::minor};
        const auto amount = feeds::line_amount(quantity, price, product.price.currency());
        assert(amount);
        receipt.lines.push_back({.number = LineNumber{static_cast<std::int32_t>(receipt.lines.size() + 1)},
                                 .kind = kind,
                                 .code = product.code,
                                 .name = product.name,
                                 .quantity = quantity,
                                 .amount = *amount,
                                 .entry_method = entry});
    }

    const DemoCatalogue& catalogue_;
    Dice& dice_;
};

// Distinct moments of one day, ascending.
std::vector<std::int64_t> moments(Dice& dice, std::int64_t count, std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> found;
    while (static_cast<std::int64_t>(found.size()) < count) {
        const auto moment = dice.between(first, last);
        if (std::ranges::find(found, moment) == found.end())
            found.push_back(moment);
    }
    std::ranges::sort(found);
    return found;
}

std::vector<std::int64_t> moments_of_lane(Dice& dice, bool headline_day) {
    if (!headline_day)
        return moments(dice, dice.between(5, 12), opening, closing);
    auto all = moments(dice, receipts_before_headline, opening, headline_time - 600);
    all.push_back(headline_time);
    for (const auto later : moments(dice, dice.between(3, 6), headline_time + 600, closing))
        all.push_back(later);
    return all;
}

LineNumber line_of(const RetailTransaction& receipt, const DemoProduct& product) {
    const auto found = std::ranges::find(receipt.lines, product.code, &LineItem::code);
    assert(found != receipt.lines.end());
    return found->number;
}

// What the story needs is on the belt in a fixed order; only the quantities of weighed goods are diced.
Headline make_headline(ReceiptMaker& maker, RetailTransaction& receipt, const DemoCatalogue& catalogue) {
    for (const auto& product : catalogue.headline_goods)
        maker.add(receipt, product, product.weighed ? maker.usual_quantity(product) : one_unit);
    maker.add(receipt, catalogue.below_limit, one_unit);
    maker.add(receipt, catalogue.above_limit, one_unit);
    return {.key = receipt.key,
            .number = receipt.number,
            .below_limit = line_of(receipt, catalogue.below_limit),
            .above_limit = line_of(receipt, catalogue.above_limit)};
}

} // namespace

std::string headline_number(CivilTime now) {
    return printed_number(headline_lane, two_months_before(now.date()), receipts_before_headline + 1);
}

DemoShop DemoShop::make(std::uint64_t seed, CivilTime now, const DemoCatalogue& catalogue) {
    Dice dice(seed);
    ReceiptMaker maker(catalogue, dice);
    const Date today = now.date();
    const Date headline_day = two_months_before(today);

    DemoShop shop;
    for (int ago = days_open - 1; ago >= 0; --ago) {
        const Date day{today.days_since_1970 - ago};
        for (int lane = 1; lane <= lanes; ++lane) {
            const bool has_headline = day == headline_day && lane == headline_lane;
            std::int64_t sequence = 0;
            for (const auto moment : moments_of_lane(dice, has_headline)) {
                const CivilTime time{day.days_since_1970 * seconds_per_day + moment};
                if (time > now)
                    break;
                auto receipt = maker.begin(lane, time, ++sequence);
                if (has_headline && moment == headline_time)
                    shop.headline = make_headline(maker, receipt, catalogue);
                else if (dice.one_in(60))
                    maker.take_back(receipt);
                else
                    maker.fill(receipt);
                maker.pay(receipt);
                shop.receipts.push_back(std::move(receipt));
            }
        }
    }
    std::ranges::stable_sort(shop.receipts, {}, &RetailTransaction::begun_at);
    return shop;
}

} // namespace makegood::demo
