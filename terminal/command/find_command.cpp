#include "terminal/command/commands.hpp"
#include "terminal/command/looked_at.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/finding/told_purchase.hpp"
#include "terminal/finding/weights_file.hpp"
#include "terminal/json/json_value.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/recall.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "workflows/privacy/card_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

namespace makegood {

namespace {

constexpr std::size_t longest_query = 64 * 1024;

struct Detail {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(Date date) const { return date.to_iso(); }
    std::string operator()(CivilTime time) const { return time.to_iso(); }
    std::string operator()(const Money& money) const { return money.to_decimal(); }
    std::string operator()(int count) const { return std::to_string(count); }
    std::string operator()(const std::string& text) const { return text::plain(text); }
};

// One of the texts by the name of its option; nothing where there is no such option.
std::string* place_of(ToldTexts& told, std::string_view name) {
    struct Option {
        std::string_view name;
        std::string ToldTexts::*text;
    };
    static constexpr Option options[] = {
        {"around", &ToldTexts::around},       {"near", &ToldTexts::near},       {"weekday", &ToldTexts::weekday},
        {"total", &ToldTexts::total},         {"last4", &ToldTexts::last_four}, {"phone", &ToldTexts::phone},
        {"customer", &ToldTexts::customer},   {"lane", &ToldTexts::lane},       {"shop", &ToldTexts::shop},
        {"staff", &ToldTexts::staff},         {"items", &ToldTexts::items},     {"number", &ToldTexts::number},
        {"reference", &ToldTexts::reference},
    };
    for (const auto& option : options)
        if (option.name == name)
            return &(told.*option.text);
    return nullptr;
}

// Not searched for, so that nobody gets used to telling it. A receipt or a product may have such a number too.
bool tells_a_card_number(const ToldTexts& told, const storage::Facts& facts) {
    const auto is_card = [&](const std::string& said) {
        const auto number = card_number_in(text::with_latin_digits(said));
        if (!number)
            return false;
        const auto receipts = facts.find_by_number(said, 1);
        const auto goods = facts.find_by_item(ItemCode(*number), 1);
        return (!receipts || receipts->empty()) && (!goods || goods->empty());
    };
    for (const auto* said :
         {&told.around, &told.near, &told.weekday, &told.total, &told.last_four, &told.phone, &told.customer,
          &told.lane, &told.shop, &told.staff, &told.items, &told.number, &told.reference})
        if (is_card(*said))
            return true;
    return std::ranges::any_of(told.products, is_card) || std::ranges::any_of(told.prices, is_card);
}

struct BatchQuery {
    ToldTexts told;
    int limit;
};

// What is wrong with the line, in the words of its keys.
Expected<BatchQuery, std::string> read_query(std::string_view line, int usual_limit) {
    if (line.size() > longest_query)
        return refused(fmt::format("longer than {} bytes", longest_query));
    const auto json = parse_json(line, {.depth = 4, .values = 1'000});
    if (!json)
        return refused(fmt::format("no JSON from byte {}", json.error().at));
    if (json->kind != JsonValue::Kind::object)
        return refused(std::string("no JSON object"));
    BatchQuery query{{}, usual_limit};
    const auto is_text = [](const JsonValue& value) {
        return value.kind == JsonValue::Kind::text || value.kind == JsonValue::Kind::number;
    };
    for (std::size_t i = 0; i < json->items.size(); ++i) {
        const auto& name = json->names[i];
        const auto& value = json->items[i];
        const bool is_list = name == "product" || name == "price";
        if (is_list) {
            auto& list = name == "product" ? query.told.products : query.told.prices;
            const std::vector<JsonValue> alone = {value};
            for (const auto& one : value.kind == JsonValue::Kind::array ? value.items : alone) {
                if (!is_text(one))
                    return refused(fmt::format("\"{}\" wants texts", name));
                list.push_back(one.text);
            }
            continue;
        }
        if (!is_text(value))
            return refused(fmt::format("\"{}\" wants a text or a number", name));
        if (name == "limit") {
            query.limit = std::atoi(value.text.c_str());
            if (query.limit < 1 || query.limit > most_found)
                return refused(fmt::format("\"limit\" wants 1 to {}", most_found));
            continue;
        }
        auto* place = place_of(query.told, name);
        if (!place)
            return refused(fmt::format("nobody knows \"{}\"", name));
        *place = value.text;
    }
    return query;
}

struct Finder {
    std::unique_ptr<storage::StorageReader> reader;
    storage::Pepper pepper;
    RecallWeights weights;
    ShopCalendar calendar;
    MoneyUnit unit;
};

Json json_of(const storage::Recalled& found, std::int64_t microseconds) {
    Json candidates = Json::array();
    for (const auto& one : found.candidates) {
        Json reasons = Json::array();
        for (const auto& reason : one.reasons)
            reasons.push_back(Json::object({{"fact", storage::event_name(reason.fact)},
                                            {"matched", reason.matched},
                                            {"detail", std::visit(Detail(), reason.seen)}}));
        candidates.push_back(Json::object({{"key", one.stored.receipt.key.to_text()},
                                           {"score", one.share},
                                           {"number", text::plain(one.stored.receipt.number)},
                                           {"begun_at", one.stored.receipt.begun_at.to_iso()},
                                           {"total", one.stored.receipt.total.to_decimal()},
                                           {"reasons", reasons}}));
    }
    return Json::object({{"microseconds", microseconds}, {"candidates", candidates}});
}

void tell(const Console& console, const storage::Recalled& found) {
    if (found.only_newest)
        console.say("command.find.only_newest");
    for (const auto& one : found.candidates) {
        console.say("command.find.candidate", {{"number", text::Code{text::plain(one.stored.receipt.number)}},
                                               {"key", text::Code{text::plain(one.stored.receipt.key.to_text())}},
                                               {"when", one.stored.receipt.begun_at},
                                               {"total", one.stored.receipt.total},
                                               {"percent", std::llround(one.share * 100)}});
        for (const auto& reason : one.reasons)
            console.say(reason.matched ? "command.find.fits" : "command.find.differs",
                        {{"fact", console.words().say("command.find.fact." + storage::event_name(reason.fact))},
                         {"seen", std::visit(Detail(), reason.seen)}});
    }
}

struct Answer {
    storage::Recalled found;
    std::int64_t microseconds = 0;
};

storage::Stored<Answer> answer(storage::Recall& recall, const RecalledPurchase& purchase, int limit) {
    const auto begun = std::chrono::steady_clock::now();
    auto found = recall.find(purchase, limit);
    const auto taken = std::chrono::steady_clock::now() - begun;
    if (!found)
        return refused(found.error());
    return Answer{std::move(*found), std::chrono::duration_cast<std::chrono::microseconds>(taken).count()};
}

// Which facts were told, never what.
RecordsSeen look_at(const storage::RecalledReceipt& one) {
    std::set<RecalledFact> told;
    for (const auto& reason : one.reasons)
        told.insert(reason.fact);
    return {one.stored.reference(), HowFound::search, {told.begin(), told.end()}};
}

// Each receipt once, with what led to it first.
class Looks {
  public:
    void add(const storage::Recalled& found) {
        for (const auto& one : found.candidates)
            looks_.emplace(one.stored.receipt.key, look_at(one));
    }
    std::optional<Exit> keep(const Console& console, const std::filesystem::path& data) const {
        std::vector<RecordsSeen> all;
        for (const auto& [key, look] : looks_)
            all.push_back(look);
        return kept_that_they_are_seen(console, data, all);
    }

  private:
    std::map<ReceiptKey, RecordsSeen> looks_;
};

Exit find_batch(const Console& console, Finder& finder, storage::Recall& recall, const FindOptions& options) {
    std::ifstream file(options.batch, std::ios::binary);
    if (!file)
        return console.fail(Error{"read", options.batch.string(), "the file cannot be read"});
    bool all_understood = true;
    Looks looks;
    std::string answers;
    const auto say_wrong = [&](std::string why) {
        answers += Json::object({{"error", std::move(why)}}).line() + '\n';
        all_understood = false;
    };
    for (std::string line; std::getline(file, line);) {
        const auto query = read_query(line, options.limit);
        if (!query) {
            say_wrong(query.error());
            continue;
        }
        if (tells_a_card_number(query->told, finder.reader->facts())) {
            say_wrong("that looks like the number of a card; its last four digits are enough");
            continue;
        }
        const auto purchase = understand(query->told, finder.calendar, finder.unit);
        if (!purchase) {
            say_wrong(fmt::format("\"{}\" is not understood", purchase.error()));
            continue;
        }
        const auto found = answer(recall, *purchase, query->limit);
        if (!found)
            return console.fail(found.error());
        if (found->found.customer_alone) {
            say_wrong("a phone or a customer number wants a product, an amount or a day beside it");
            continue;
        }
        answers += json_of(found->found, found->microseconds).line() + '\n';
        looks.add(found->found);
    }
    if (const auto ended = looks.keep(console, options.data))
        return *ended;
    std::cout << answers;
    return all_understood ? Exit::done : Exit::partly_done;
}

Exit find_one(const Console& console, Finder& finder, storage::Recall& recall, const FindOptions& options) {
    if (tells_a_card_number(options.told, finder.reader->facts())) {
        console.complain("find.card_number");
        return Exit::usage;
    }
    const auto purchase = understand(options.told, finder.calendar, finder.unit);
    if (!purchase) {
        console.complain("command.find.not_understood", {{"option", text::Code{"--" + std::string(purchase.error())}}});
        return Exit::usage;
    }
    const auto found = answer(recall, *purchase, options.limit);
    if (!found)
        return console.fail(found.error());
    if (found->found.nothing_to_begin_with) {
        console.complain("command.find.nothing_to_begin_with");
        return Exit::usage;
    }
    if (found->found.customer_alone) {
        console.complain("command.find.customer_alone");
        return Exit::usage;
    }
    Looks looks;
    looks.add(found->found);
    if (const auto ended = looks.keep(console, options.data))
        return *ended;
    console.document(json_of(found->found, found->microseconds));
    tell(console, found->found);
    if (found->found.candidates.empty())
        console.complain("command.find.none");
    return found->found.candidates.empty() ? Exit::refused : Exit::done;
}

} // namespace

Exit find_command(const Console& console, const FindOptions& options) {
    const auto weights = read_recall_weights(console.folders().weights());
    if (!weights)
        return console.fail(weights.error());
    auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (config)
        config = with_settings(options.data, *config).value_or(*config);
    if (!config)
        return console.fail(config.error());
    auto reader = storage::StorageReader::open({options.data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    auto pepper = storage::Pepper::open(options.data, false);
    if (!pepper)
        return console.fail(pepper.error());
    const auto newest = (*reader)->facts().newest_currency();
    if (!newest)
        return console.fail(newest.error());
    const auto& chosen = config->preferences.shop.money;
    const auto unit =
        chosen ? *chosen : config->shop.money.value_or(MoneyUnit{newest->value_or(*Currency::from_code("EUR"))});
    Finder finder{std::move(*reader),
                  std::move(*pepper),
                  *weights,
                  {SystemClock().now(), config->business_day_ends_minute},
                  unit};
    storage::Recall recall(finder.reader->connection(), finder.pepper, finder.weights);
    return options.batch.empty() ? find_one(console, finder, recall, options)
                                 : find_batch(console, finder, recall, options);
}

} // namespace makegood
