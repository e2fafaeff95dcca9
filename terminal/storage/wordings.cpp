#include "terminal/storage/wordings.hpp"

#include "terminal/text/search_key.hpp"

#include <optional>

namespace makegood::storage {

namespace {

constexpr std::size_t most_remembered = 100'000;

std::int64_t only_integer(Query& query) {
    query.step();
    return query.integer();
}

template <class... Values>
std::optional<std::int64_t> find_id(Connection& connection, std::string_view sql, const Values&... values) {
    Query query(connection, sql);
    query.bind(values...);
    return query.step() ? std::optional(query.integer()) : std::nullopt;
}

template <class... Values>
std::int64_t insert(Connection& connection, std::string_view sql, const Values&... values) {
    Query query(connection, sql);
    return only_integer(query.bind(values...));
}

void enter_words(Connection& connection, std::int64_t item, std::string_view name) {
    for (const auto& spelling : text::search_words(name)) {
        auto word = find_id(connection, "SELECT id FROM word WHERE spelling = ?", spelling);
        if (!word)
            word = insert(connection, "INSERT INTO word (spelling) VALUES (?) RETURNING id", spelling);
        Query entry(connection, "INSERT OR IGNORE INTO item_word (word, item) VALUES (?, ?)");
        entry.bind(*word, item).run();
    }
}

} // namespace

template <class Find>
std::int64_t Wordings::remembered(char kind, std::string_view first, std::string_view second, Find find) {
    std::string key(1, kind);
    key.append(std::to_string(first.size())).append(1, ':').append(first).append(second);
    if (const auto found = known_.find(key); found != known_.end())
        return found->second;
    if (known_.size() >= most_remembered)
        known_.clear();
    const std::int64_t id = find();
    known_.emplace(std::move(key), id);
    return id;
}

std::int64_t Wordings::workstation(std::string_view business_unit, std::string_view name) {
    return remembered('w', business_unit, name, [&] {
        const auto known = find_id(connection_, "SELECT id FROM workstation WHERE business_unit = ? AND name = ?",
                                   business_unit, name);
        return known ? *known
                     : insert(connection_, "INSERT INTO workstation (business_unit, name) VALUES (?, ?) RETURNING id",
                              business_unit, name);
    });
}

std::int64_t Wordings::item(std::string_view code, std::string_view name) {
    return remembered('i', code, name, [&] {
        if (const auto known = find_id(connection_, "SELECT id FROM item WHERE code = ? AND name = ?", code, name))
            return *known;
        const auto id = insert(connection_, "INSERT INTO item (code, name) VALUES (?, ?) RETURNING id", code, name);
        enter_words(connection_, id, name);
        return id;
    });
}

std::int64_t Wordings::tender_kind(std::string_view name) {
    return remembered('t', name, {}, [&] {
        const auto known = find_id(connection_, "SELECT id FROM tender_kind WHERE name = ?", name);
        return known ? *known : insert(connection_, "INSERT INTO tender_kind (name) VALUES (?) RETURNING id", name);
    });
}

std::int64_t Wordings::customer_mark(const Hash& hash) {
    const auto known = find_id(connection_, "SELECT id FROM customer_mark WHERE hash = ?", hash);
    return known ? *known : insert(connection_, "INSERT INTO customer_mark (hash) VALUES (?) RETURNING id", hash);
}

void Wordings::enter_words_of_all_items(Connection& connection) {
    Query items(connection, "SELECT id, name FROM item");
    while (items.step()) {
        const auto id = items.integer();
        enter_words(connection, id, items.text());
    }
}

} // namespace makegood::storage
