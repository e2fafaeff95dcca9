#include "terminal/storage/item_names.hpp"

#include "terminal/text/search_key.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace makegood::storage {

namespace {

constexpr float fit_of_a_typo = 0.3F;
constexpr float fit_of_a_beginning = 0.5F;
constexpr float fit_of_a_missing_word = 0.05F;
constexpr float least_share_of_the_best = 0.04F;
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

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// GS1 General Specifications 3.3.2: a shorter GTIN is the longer one with zeros in front.
std::vector<std::string> spellings_of_code(std::string_view code) {
    std::vector<std::string> spellings = {std::string(code)};
    constexpr std::size_t lengths[] = {8, 12, 13, 14};
    const auto first = code.find_first_not_of('0');
    if (!is_number(code) || code.size() < 8 || code.size() > 14 || first == code.npos)
        return spellings;
    for (const auto length : lengths)
        if (length != code.size() && code.size() - first <= length)
            spellings.push_back(std::string(length - (code.size() - first), '0').append(code.substr(first)));
    return spellings;
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

std::vector<std::int64_t> ItemNames::items_of_code(std::string_view code) {
    std::vector<std::int64_t> items;
    for (const auto& spelling : spellings_of_code(code)) {
        Query query(connection_, "SELECT id FROM item WHERE code = ?");
        query.bind(spelling);
        while (query.step())
            items.push_back(query.integer());
    }
    return items;
}

// An item needs half of the words that were said, so it has at least one of the rarer half: those give the items, and
// of the common words is only asked whether they stand on these.
std::vector<ItemNames::Meant> ItemNames::items_of_words(const std::vector<std::string>& said, std::size_t most) {
    learn_new_words();
    std::vector<Heard> words;
    for (const auto& word : said)
        words.push_back(heard(text::decode(word).code_points));
    std::ranges::sort(words, {}, &Heard::items);
    const auto needed = (said.size() + 1) / 2;
    const auto giving = said.size() - needed + 1;

    struct Found {
        float fit = 1;
        std::size_t words = 0;
    };
    std::unordered_map<std::int64_t, Found> found;
    std::unordered_map<std::int64_t, float> best_of_this_word;
    for (std::size_t i = 0; i < words.size(); ++i) {
        best_of_this_word.clear();
        const auto take = [&](std::int64_t item, float fit) {
            auto& best = best_of_this_word[item];
            best = std::max(best, fit);
        };
        const bool gives = i < giving && std::cmp_less(found.size(), most_looked_at);
        for (const auto& alike : words[i].words) {
            if (gives) {
                Query query(connection_, "SELECT item FROM item_word WHERE word = ? LIMIT ?");
                query.bind(alike.word, most_looked_at);
                while (query.step())
                    take(query.integer(), alike.fit);
            } else {
                for (const auto& [item, so_far] : found)
                    if (Query(connection_, "SELECT 1 FROM item_word WHERE word = ? AND item = ?")
                            .bind(alike.word, item)
                            .step())
                        take(item, alike.fit);
            }
        }
        for (const auto& [item, fit] : best_of_this_word) {
            auto& one = found[item];
            one.fit *= fit;
            ++one.words;
        }
    }
    std::vector<Meant> meant;
    float best = 0;
    for (auto& [item, one] : found) {
        if (one.words < needed)
            continue;
        for (auto missing = said.size() - one.words; missing > 0; --missing)
            one.fit *= fit_of_a_missing_word;
        best = std::max(best, one.fit);
        meant.push_back({item, one.fit});
    }
    std::erase_if(meant, [&](const Meant& one) { return one.fit < best * least_share_of_the_best; });
    std::ranges::sort(meant,
                      [](const Meant& a, const Meant& b) { return a.fit != b.fit ? a.fit > b.fit : a.item < b.item; });
    meant.resize(std::min(meant.size(), most));
    return meant;
}

std::vector<ItemNames::Meant> ItemNames::meant_by(std::string_view said, std::size_t most) {
    const auto key = text::search_key(said);
    auto items = items_of_code(said);
    if (items.empty())
        items = items_of_code(key);
    if (items.empty())
        return items_of_words(text::search_words(said), most);
    std::vector<Meant> meant;
    for (const auto item : items)
        if (meant.size() < most)
            meant.push_back({item, 1});
    return meant;
}

} // namespace makegood::storage
