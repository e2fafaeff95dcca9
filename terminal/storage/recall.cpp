#include "terminal/storage/recall.hpp"

#include "terminal/storage/number_pattern.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_gist.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "terminal/storage/receipt_rows.hpp"
#include "terminal/storage/same_label.hpp"
#include "terminal/text/search_key.hpp"
#include "workflows/finding/phone.hpp"
#include "workflows/privacy/customer_search.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <unordered_map>

namespace makegood::storage {

namespace {

constexpr std::size_t most_items_meant = 2'000;
// An item that stands on more receipts than this within the days says little; another one is begun with.
constexpr int most_purchases_of_an_item = 150'000;
constexpr int most_by_a_rare_fact = 50'000; // a sequence may begin anew every day on every lane
constexpr int most_leaps = 20'000;
constexpr int most_by_days_or_total = 300'000;
constexpr int most_heads_read = 4'000;
constexpr int usual_lines = 10;
constexpr int days_counted = 8;

struct IdRange {
    std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    std::int64_t highest = std::numeric_limits<std::int64_t>::max();
};

std::optional<std::int64_t> mark_id(Connection& connection, const Hash& hash) {
    Query query(connection, "SELECT id FROM customer_mark WHERE hash = ?");
    return query.bind(hash).step() ? std::optional(query.integer()) : std::nullopt;
}

// One item that was told: what it may be, and how often people tell it who did not buy it.
struct ToldItem {
    std::unordered_map<std::int64_t, float> fits;
    bool too_common = false; // its purchases were not gathered
};

struct Purchase {
    std::int64_t receipt;
    std::int64_t gist;
    std::size_t told;
    float fit;
};

struct Candidate {
    std::int64_t id;
    PurchaseGist gist;
    bool items_known = true; // fits of all told items are; otherwise those that are not are taken as perfect
    double likelihood = 0;
    enum class Known { index, head, lines } known = Known::index;
};

class Search {
  public:
    Search(Connection& connection, const Pepper& pepper, const RecallWeights& weights, ItemNames& names,
           const RecalledPurchase& told)
        : connection_(connection), weights_(weights), told_(told), wrong_items_(told.items.size()),
          likelihood_(told, wrong_items_, weights) {
        if (const auto days = likelihood_.days_worth_looking_at())
            range_ = {first_id_of(days->from), last_id_of(days->to)};
        if (!told.customer_reference.empty())
            customer_ = mark_id(connection, pepper.keyed_hash(customer_purpose, told.customer_reference));
        if (const auto key = phone_key(text::search_key(told.phone)); !key.empty())
            phone_ = mark_id(connection, pepper.keyed_hash(phone_purpose, key));
        for (const auto& item : told.items) {
            auto& one = items_.emplace_back();
            for (const auto& meant : names.meant_by(item, most_items_meant))
                one.fits.emplace(meant.item, meant.fit);
        }
    }

    Recalled run(int limit) {
        if (names_a_customer(told_) && !tells_of_the_purchase(told_)) {
            answer_.customer_alone = true;
            return std::move(answer_);
        }
        gather_by_items();
        put_purchases_together();
        gather_by_rare_facts();
        if (candidates_.empty())
            gather_by_days_or_total();
        rank();
        return likeliest(limit);
    }

  private:
    void gather_by_items();
    std::vector<Purchase> purchases_of(std::size_t told, bool& too_common);
    void estimate_wrong_items(const std::vector<std::size_t>& purchases);
    double receipts_in_range();
    void put_purchases_together();
    void gather_by_rare_facts();
    void gather_by_number();
    template <class... Values>
    void gather_rare(std::string_view sql, const Values&... values);
    void gather_by_days_or_total();
    void add_candidate(std::int64_t id);
    void rank();
    Recalled likeliest(int limit);
    bool read_head(std::size_t index);
    void read_items(std::size_t index);
    std::vector<const LineItem*> fitting_lines(std::int64_t id, const RetailTransaction& receipt);
    std::vector<RecallReason> reasons_of(std::size_t index, const RetailTransaction& receipt);
    bool may_be_shown(std::size_t index, const RetailTransaction& receipt);

    std::span<float> fits_of(std::size_t candidate) {
        return std::span(fits_).subspan(candidate * items_.size(), items_.size());
    }

    Connection& connection_;
    const RecallWeights& weights_;
    const RecalledPurchase& told_;
    std::vector<double> wrong_items_;
    Likelihood likelihood_;
    IdRange range_;
    std::optional<std::int64_t> customer_;
    std::optional<std::int64_t> phone_;
    std::vector<ToldItem> items_;
    std::vector<Purchase> purchases_;
    std::vector<Candidate> candidates_; // ascending by id up to `by_items_`
    std::vector<float> fits_;           // for each candidate one for each told item
    std::size_t by_items_ = 0;
    std::unordered_map<std::size_t, PurchaseHead> heads_;
    Recalled answer_;
};

// --- candidates ---

std::vector<Purchase> Search::purchases_of(std::size_t told, bool& too_common) {
    std::vector<Purchase> found;
    for (const auto& [item, fit] : items_[told].fits) {
        Query query(connection_, "SELECT receipt, gist FROM purchase WHERE item = ? AND receipt BETWEEN ? AND ? "
                                 "ORDER BY receipt DESC LIMIT ?");
        query.bind(item, range_.lowest, range_.highest, most_purchases_of_an_item - static_cast<int>(found.size()));
        while (query.step()) {
            const auto receipt = query.integer();
            found.push_back({receipt, query.integer(), told, fit});
        }
        if (found.size() >= most_purchases_of_an_item) {
            too_common = true;
            break;
        }
    }
    return found;
}

void Search::gather_by_items() {
    std::vector<std::vector<Purchase>> by_item;
    std::vector<std::size_t> counts;
    bool any_whole = false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        by_item.push_back(purchases_of(i, items_[i].too_common));
        counts.push_back(by_item.back().size());
        any_whole = any_whole || (!items_[i].too_common && !by_item.back().empty());
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (items_[i].too_common && any_whole)
            continue;
        answer_.only_newest = answer_.only_newest || items_[i].too_common;
        purchases_.insert(purchases_.end(), by_item[i].begin(), by_item[i].end());
    }
    estimate_wrong_items(counts);
}

// Half of the wrong items are any that the shop sells, half are those that most people buy.
void Search::estimate_wrong_items(const std::vector<std::size_t>& purchases) {
    if (items_.empty())
        return;
    Query query(connection_, "SELECT max(id) FROM item");
    query.step();
    const auto sold = static_cast<double>(query.optional_integer().value_or(1));
    const double lines = receipts_in_range() * usual_lines + 1;
    for (std::size_t i = 0; i < purchases.size(); ++i)
        wrong_items_[i] = 0.5 / sold + 0.5 * std::min(1.0, static_cast<double>(purchases[i]) / lines);
}

// The counter of a day's last id is the number of its receipts; of many days some are asked.
double Search::receipts_in_range() {
    const auto edge = [&](std::string_view sql) {
        Query query(connection_, sql);
        query.step();
        return query.optional_integer().value_or(0) / ids_per_day;
    };
    const auto from = std::max(range_.lowest / ids_per_day, edge("SELECT min(id) FROM receipt"));
    const auto to = std::min(range_.highest / ids_per_day, edge("SELECT max(id) FROM receipt"));
    if (to < from)
        return 0;
    const auto days = to - from + 1;
    const auto asked = std::min<std::int64_t>(days, days_counted);
    double receipts = 0;
    for (std::int64_t i = 0; i < asked; ++i) {
        const auto day = (from + i * days / asked) * ids_per_day;
        Query query(connection_, "SELECT max(id) FROM receipt WHERE id BETWEEN ? AND ?");
        query.bind(day, day + ids_per_day - 1).step();
        if (const auto last = query.optional_integer())
            receipts += static_cast<double>(*last - day + 1);
    }
    return receipts * static_cast<double>(days) / static_cast<double>(asked);
}

void Search::add_candidate(std::int64_t id) {
    const auto end = candidates_.begin() + static_cast<std::ptrdiff_t>(by_items_);
    const auto known = std::lower_bound(candidates_.begin(), end, id, [](const auto& c, auto i) { return c.id < i; });
    if (known != end && known->id == id)
        return;
    Query query(connection_, "SELECT total, items FROM receipt WHERE id = ?");
    if (!query.bind(id).step())
        return;
    const auto total = query.integer();
    candidates_.push_back({id, read_gist(day_of(id), gist_of(total, query.integer()))});
    fits_.resize(fits_.size() + items_.size());
}

void Search::put_purchases_together() {
    std::ranges::sort(purchases_, {}, &Purchase::receipt);
    const bool all_gathered = std::ranges::none_of(items_, &ToldItem::too_common);
    for (const auto& purchase : purchases_) {
        if (candidates_.empty() || candidates_.back().id != purchase.receipt) {
            candidates_.push_back({purchase.receipt, read_gist(day_of(purchase.receipt), purchase.gist), all_gathered});
            for (const auto& item : items_)
                fits_.push_back(item.too_common ? 1.0F : 0.0F);
        }
        auto& fit = fits_[(candidates_.size() - 1) * items_.size() + purchase.told];
        fit = std::max(items_[purchase.told].too_common ? 1.0F : fit, purchase.fit);
    }
    purchases_ = {};
    by_items_ = candidates_.size();
}

template <class... Values>
void Search::gather_rare(std::string_view sql, const Values&... values) {
    Query query(connection_, sql);
    query.bind(values..., most_by_a_rare_fact);
    while (query.step()) {
        const auto before = candidates_.size();
        add_candidate(query.integer());
        if (candidates_.size() == before || items_.empty())
            continue;
        candidates_.back().items_known = false;
        std::ranges::fill(fits_of(before), 1.0F);
    }
}

void Search::gather_by_rare_facts() {
    if (!told_.number.empty())
        gather_by_number();
    if (!told_.payment_reference.empty())
        gather_rare("SELECT receipt FROM receipt_tender WHERE reference = ? ORDER BY receipt DESC LIMIT ?",
                    told_.payment_reference);
    if (!told_.card_last_four.empty())
        gather_rare("SELECT receipt FROM receipt_tender WHERE card_last_four = ? AND receipt BETWEEN ? AND ? ORDER BY "
                    "receipt DESC LIMIT ?",
                    told_.card_last_four, range_.lowest, range_.highest);
    if (customer_)
        gather_rare("SELECT id FROM receipt WHERE customer = ? ORDER BY id DESC LIMIT ?", *customer_);
    if (phone_)
        gather_rare("SELECT id FROM receipt WHERE phone = ? ORDER BY id DESC LIMIT ?", *phone_);
}

void Search::gather_by_number() {
    if (told_.number.find('?') == std::string::npos) {
        gather_rare("SELECT id FROM receipt WHERE sequence = ? LIMIT ?", told_.number);
        gather_rare("SELECT id FROM receipt WHERE number = ? ORDER BY id DESC LIMIT ?", told_.number);
        return;
    }
    const NumberPattern pattern(told_.number);
    struct Index {
        std::string_view next_text;
        std::string_view rows;
    };
    constexpr Index indexes[] = {
        {"SELECT sequence FROM receipt WHERE sequence >= ? ORDER BY sequence LIMIT 1",
         "SELECT id FROM receipt WHERE sequence = ? LIMIT ?"},
        {"SELECT number FROM receipt WHERE number >= ? ORDER BY number LIMIT 1",
         "SELECT id FROM receipt WHERE number = ? ORDER BY id DESC LIMIT ?"},
    };
    for (const auto& index : indexes) {
        auto from = std::optional(pattern.first());
        for (int leaps = 0; from && leaps < most_leaps; ++leaps) {
            Query query(connection_, index.next_text);
            if (!query.bind(*from).step())
                break;
            const auto stored = query.text();
            if (pattern.fits(stored))
                gather_rare(index.rows, stored);
            from = pattern.next_after(stored);
        }
    }
}

// Only where nothing better has led anywhere: what fits in nothing that was told but the day helps nobody.
void Search::gather_by_days_or_total() {
    const auto gather = [&](Query& query) {
        while (query.step()) {
            const auto id = query.integer();
            const auto total = query.integer();
            candidates_.push_back({id, read_gist(day_of(id), gist_of(total, query.integer()))});
        }
        fits_.resize(candidates_.size() * items_.size());
        answer_.only_newest = answer_.only_newest || candidates_.size() == most_by_days_or_total;
    };
    if (told_.days) {
        Query query(connection_, "SELECT id, total, items FROM receipt WHERE id BETWEEN ? AND ? ORDER BY id DESC "
                                 "LIMIT ?");
        gather(query.bind(range_.lowest, range_.highest, most_by_days_or_total));
    } else if (told_.total) {
        const double amount = std::abs(static_cast<double>(told_.total->amount.minor_units()));
        const double width = told_.total->permille.value_or(weights_.amount_permille) / 1000.0;
        const auto bound = [](double value) { return static_cast<std::int64_t>(std::clamp(value, 0.0, 9e18)); };
        Query query(connection_, "SELECT id, total, items FROM receipt WHERE total BETWEEN ? AND ? LIMIT ?");
        gather(query.bind(bound(std::floor(amount / (1 + width))),
                          bound(width < 1 ? std::ceil(amount / (1 - width)) : 9e18), most_by_days_or_total));
    } else {
        const bool could_begin = !told_.items.empty() || !told_.number.empty() || !told_.payment_reference.empty() ||
                                 !told_.card_last_four.empty() || !told_.customer_reference.empty() ||
                                 !told_.phone.empty();
        answer_.nothing_to_begin_with = !could_begin;
    }
}

// --- ranking ---

void Search::rank() {
    for (std::size_t i = 0; i < candidates_.size(); ++i)
        candidates_[i].likelihood = likelihood_.of(candidates_[i].gist, fits_of(i));
}

void Search::read_items(std::size_t index) {
    auto fits = fits_of(index);
    std::ranges::fill(fits, 0.0F);
    Query query(connection_, "SELECT item FROM receipt_line WHERE receipt = ? AND kind < 2");
    query.bind(candidates_[index].id);
    while (query.step()) {
        const auto item = query.integer();
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (const auto found = items_[i].fits.find(item); found != items_[i].fits.end())
                fits[i] = std::max(fits[i], found->second);
    }
    candidates_[index].items_known = true;
}

// False for a revision that is not the last.
bool Search::read_head(std::size_t index) {
    auto& candidate = candidates_[index];
    if (!candidate.items_known)
        read_items(index);
    Query query(connection_,
                "SELECT begun_at, total, currency, items, receipt.kind, business_unit, name, operator_id, sequence, "
                "number, customer, phone, superseded_by FROM receipt JOIN workstation ON workstation.id = "
                "receipt.workstation WHERE receipt.id = ?");
    if (!query.bind(candidate.id).step())
        return false;
    const CivilTime begun_at{query.integer()};
    const auto total = query.integer();
    PurchaseHead head{.begun_at = begun_at, .total = Money(total, query.currency())};
    candidate.gist.items = static_cast<int>(query.integer());
    candidate.gist.total_from = candidate.gist.total_to = std::abs(static_cast<double>(total));
    head.kind = static_cast<RetailTransactionKind>(query.integer());
    const auto unit = query.text();
    const auto workstation = query.text();
    const auto served_by = query.text();
    const auto sequence = query.text();
    const auto number = query.optional_text().value_or(sequence);
    const auto customer = query.optional_integer();
    const auto phone = query.optional_integer();
    if (query.optional_integer())
        return false;

    head.fits_business_unit = !told_.business_unit || is_same_label(told_.business_unit->text(), unit);
    head.fits_workstation = !told_.workstation || is_same_label(told_.workstation->text(), workstation);
    head.fits_served_by = !told_.served_by || is_same_label(told_.served_by->text(), served_by);
    if (!told_.number.empty()) {
        const NumberPattern pattern(told_.number);
        head.fits_number = pattern.fits(number) || pattern.fits(sequence);
    }
    const auto has_tender = [&](std::string_view sql, const std::string& value) {
        return value.empty() || Query(connection_, sql).bind(candidate.id, value).step();
    };
    head.fits_card =
        has_tender("SELECT 1 FROM receipt_tender WHERE receipt = ? AND card_last_four = ?", told_.card_last_four);
    head.fits_reference =
        has_tender("SELECT 1 FROM receipt_tender WHERE receipt = ? AND reference = ?", told_.payment_reference);
    head.fits_customer = told_.customer_reference.empty() || (customer && customer == customer_);
    head.fits_phone = told_.phone.empty() || (phone && phone == phone_);
    candidate.likelihood = likelihood_.of(candidate.gist, fits_of(index), head);
    heads_.emplace(index, head);
    return true;
}

std::vector<const LineItem*> Search::fitting_lines(std::int64_t id, const RetailTransaction& receipt) {
    std::vector<const LineItem*> lines(items_.size());
    std::vector<float> best(items_.size());
    Query query(connection_, "SELECT number, item FROM receipt_line WHERE receipt = ? AND kind < 2");
    query.bind(id);
    while (query.step()) {
        const auto number = LineNumber(query.integer());
        const auto item = query.integer();
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (const auto found = items_[i].fits.find(item);
                found != items_[i].fits.end() && found->second > best[i]) {
                best[i] = found->second;
                lines[i] = find_line(receipt, number);
            }
    }
    return lines;
}

std::vector<RecallReason> Search::reasons_of(std::size_t index, const RetailTransaction& receipt) {
    return likelihood_.reasons(receipt, heads_.at(index), fitting_lines(candidates_[index].id, receipt));
}

bool Search::may_be_shown(std::size_t index, const RetailTransaction& receipt) {
    return !names_a_customer(told_) || stands_on_it(told_, reasons_of(index, receipt));
}

Recalled Search::likeliest(int limit) {
    const auto is_less = [&](std::size_t a, std::size_t b) {
        const auto& left = candidates_[a];
        const auto& right = candidates_[b];
        return left.likelihood != right.likelihood ? left.likelihood < right.likelihood : left.id < right.id;
    };
    std::vector<std::size_t> order(candidates_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(is_less)> queue(is_less, std::move(order));

    std::vector<std::size_t> found;
    std::unordered_map<std::size_t, StoredReceipt> read;
    int heads_read = 0;
    while (!queue.empty() && std::ssize(found) < limit) {
        const auto index = queue.top();
        queue.pop();
        auto& candidate = candidates_[index];
        if (candidate.known == Candidate::Known::index) {
            if (++heads_read > most_heads_read)
                break;
            candidate.known = Candidate::Known::head;
            if (read_head(index))
                queue.push(index);
            else
                candidate.likelihood = -std::numeric_limits<double>::infinity();
        } else if (candidate.known == Candidate::Known::head) {
            candidate.known = Candidate::Known::lines;
            auto stored = read_receipt(connection_, candidate.id);
            candidate.likelihood += likelihood_.of_prices(stored.receipt);
            read.emplace(index, std::move(stored));
            queue.push(index);
        } else if (may_be_shown(index, read.at(index).receipt)) {
            found.push_back(index);
        }
    }

    std::vector<double> likelihoods;
    for (const auto& candidate : candidates_)
        likelihoods.push_back(candidate.likelihood);
    const int items = found.empty() ? 1 : candidates_[found.front()].gist.items;
    const auto sure = shares(likelihoods, likelihood_.perfect(items), weights_);
    for (const auto index : found) {
        auto& stored = read.at(index);
        auto reasons = reasons_of(index, stored.receipt);
        answer_.candidates.push_back({std::move(stored), sure[index], std::move(reasons)});
    }
    return std::move(answer_);
}

} // namespace

Stored<Recalled> Recall::find(const RecalledPurchase& told, int limit) {
    return connection_.attempt("find", "a receipt by what is remembered", [&] {
        const Snapshot snapshot(connection_);
        return Search(connection_, pepper_, weights_, names_, told).run(limit);
    });
}

} // namespace makegood::storage
