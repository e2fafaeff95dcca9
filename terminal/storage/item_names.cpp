#include "terminal/storage/item_names.hpp"

#include "terminal/text/search_key.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/stock/product.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>

namespace makegood::storage {

namespace {

constexpr float fit_of_a_typo = 0.3F;
constexpr float fit_of_a_beginning = 0.5F;
constexpr float fit_of_a_missing_word = 0.05F;
constexpr float least_share_of_the_best = 0.06F; // where all words fit one item, a missing word is too much
constexpr float least_of_matching_words = 0.02F; // two typos and a beginning
constexpr std::size_t longest_compared = 40;
constexpr int most_looked_at = 10'000;

// Short words have too many neighbours.
std::size_t typos_allowed(std::size_t letters) {
    return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

// Letters to change, leave out, add or swap with their neighbour (Damerau's distance by optimal alignment), or
// `most` + 1 where it is more.
std::size_t typos_between(std::u32string_view a, std::u32string_view b, std::size_t most) {
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > most || b.size() > longest_compared)
        return most + 1;
    std::array<std::array<std::size_t, longest_compared + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i - 1) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two_above[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most)
            return most + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], most + 1);
}

bool is_better(const ItemNames::Meant& a, const ItemNames::Meant& b) {
    return a.fit != b.fit ? a.fit > b.fit : a.item < b.item;
}

} // namespace

void ItemNames::learn_new_words() {
    Query query(connection_, "SELECT id, spelling FROM word WHERE id > ? ORDER BY id");
    query.bind(words_.empty() ? 0 : words_.back().id);
    while (query.step()) {
        const auto id = query.integer();
        words_.push_back({id, text::decode(query.text()).code_points});
    }
}

// Persian writes two words with a blank, a half space or nothing between (برنج طارم, برنج‌طارم): a
// word that nobody knows is two where both are known.
std::vector<std::u32string> ItemNames::words_in(std::string_view said) const {
    std::vector<std::u32string> all;
    for (const auto& utf8 : text::search_words(said)) {
        const auto word = text::decode(utf8).code_points;
        std::set<std::size_t> beginnings, endings; // how long they are
        bool is_known = false;
        for (const auto& [id, spelling, items] : words_) {
            is_known = is_known || spelling == word;
            if (spelling.size() >= 2 && word.starts_with(spelling))
                beginnings.insert(spelling.size());
            if (spelling.size() >= 2 && word.ends_with(spelling))
                endings.insert(spelling.size());
        }
        const auto first = std::ranges::find_if(
            beginnings, [&](std::size_t length) { return endings.contains(word.size() - length); });
        if (is_known || first == beginnings.end()) {
            all.push_back(word);
        } else {
            all.push_back(word.substr(0, *first));
            all.push_back(word.substr(*first));
        }
    }
    return all;
}

ItemNames::Heard ItemNames::heard(std::u32string_view said) {
    Heard heard;
    const auto allowed = typos_allowed(said.size());
    for (auto& word : words_) {
        const auto typos = typos_between(said, word.spelling, allowed);
        float fit = 0;
        if (typos <= allowed)
            fit = typos == 0 ? 1 : typos == 1 ? fit_of_a_typo : fit_of_a_typo * fit_of_a_typo;
        if (said.size() >= 2 && word.spelling.size() > said.size() && word.spelling.starts_with(said))
            fit = std::max(fit, fit_of_a_beginning);
        if (fit == 0)
            continue;
        if (word.items < 0) {
            Query query(connection_, "SELECT count(*) FROM item_word WHERE word = ?");
            query.bind(word.id).step();
            word.items = query.integer();
        }
        heard.items += word.items;
        heard.words.push_back({word.id, fit});
    }
    return heard;
}

std::vector<std::int64_t> items_of_code(Connection& connection, const ItemCode& code) {
    std::vector<std::int64_t> items;
    for (const auto& spelling : spellings_of(code)) {
        Query query(connection, "SELECT id FROM item WHERE code = ?");
        query.bind(spelling.text());
        while (query.step())
            items.push_back(query.integer());
    }
    return items;
}

// How well an item's name holds what one word may be: 0 when none of it.
float ItemNames::fit_of(const Heard& word, std::int64_t item) {
    float best = 0;
    for (const auto& alike : word.words)
        if (alike.fit > best &&
            Query(connection_, "SELECT 1 FROM item_word WHERE word = ? AND item = ?").bind(alike.word, item).step())
            best = alike.fit;
    return best;
}

// The items with any of these words, each as it fits if it has all the others too; best first.
std::vector<ItemNames::Meant> ItemNames::items_with(std::span<const Heard> words) {
    std::unordered_map<std::int64_t, float> found;
    std::unordered_map<std::int64_t, float> of_this_word;
    float missing_before = 1; // of an item that has none of the words so far
    for (const auto& word : words) {
        of_this_word.clear();
        for (const auto& alike : word.words) {
            Query query(connection_, "SELECT item FROM item_word WHERE word = ? LIMIT ?");
            query.bind(alike.word, most_looked_at);
            while (query.step()) {
                auto& best = of_this_word[query.integer()];
                best = std::max(best, alike.fit);
            }
        }
        for (auto& [item, fit] : found) {
            const auto here = of_this_word.find(item);
            fit *= here == of_this_word.end() ? fit_of_a_missing_word : here->second;
        }
        for (const auto& [item, fit] : of_this_word)
            found.try_emplace(item, missing_before * fit);
        missing_before *= fit_of_a_missing_word;
    }
    std::vector<Meant> items;
    for (const auto& [item, fit] : found)
        items.push_back({item, fit});
    std::ranges::sort(items, is_better);
    return items;
}

// An item needs half of the words that were said, so it has at least one of the rarer half: those give the items, and
// of the common words is only asked whether they stand on the best of these.
std::vector<ItemNames::Meant> ItemNames::items_of_words(const std::vector<std::u32string>& said, std::size_t most) {
    std::vector<Heard> words;
    for (const auto& word : said)
        words.push_back(heard(word));
    std::ranges::sort(words, {}, &Heard::items);
    const auto giving = said.size() - (said.size() + 1) / 2 + (said.empty() ? 0U : 1U);
    const auto least_of_all =
        std::pow(fit_of_a_missing_word, static_cast<float>(said.size() / 2)) * least_of_matching_words;

    std::vector<Meant> meant;
    float best = 0;
    for (auto one : items_with(std::span(words).first(giving))) {
        if (one.fit < best * least_share_of_the_best || one.fit < least_of_all)
            break;
        for (const auto& word : std::span(words).subspan(giving)) {
            const float fit = fit_of(word, one.item);
            one.fit *= fit > 0 ? fit : fit_of_a_missing_word;
        }
        if (one.fit < least_of_all)
            continue;
        best = std::max(best, one.fit);
        meant.push_back(one);
    }
    std::erase_if(meant, [&](const Meant& one) { return one.fit < best * least_share_of_the_best; });
    std::ranges::sort(meant, is_better);
    meant.resize(std::min(meant.size(), most));
    return meant;
}

std::vector<ItemNames::Meant> ItemNames::meant_by(std::string_view said, std::size_t most) {
    const auto key = text::search_key(said);
    auto items = items_of_code(connection_, ItemCode(std::string(said)));
    if (items.empty())
        items = items_of_code(connection_, ItemCode(key));
    if (items.empty()) {
        learn_new_words();
        return items_of_words(words_in(said), most);
    }
    std::vector<Meant> meant;
    for (const auto item : items)
        if (meant.size() < most)
            meant.push_back({item, 1});
    return meant;
}

} // namespace makegood::storage
