#include "terminal/reading/reading_words_file.hpp"

#include "terminal/text_file.hpp"

#include "workflows/reading/folded_text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <utility>

namespace makegood {

namespace {

using reading::Says;

constexpr std::pair<std::string_view, Says> kinds[] = {
    {"total", Says::total},
    {"subtotal", Says::subtotal},
    {"tax", Says::tax},
    {"rounding", Says::rounding},
    {"discount", Says::discount},
    {"charge", Says::charge},
    {"tendered", Says::tendered},
    {"change", Says::change},
    {"saving", Says::saving},
    {"count", Says::count},
    {"excluding", Says::excluding},
    {"including", Says::including},
    {"final", Says::final},
    {"summary", Says::summary},
    {"heading", Says::heading},
    {"date", Says::date},
    {"other_date", Says::other_date},
    {"other_time", Says::other_time},
    {"time", Says::time},
    {"number", Says::number},
    {"other_number", Says::other_number},
    {"cashier", Says::cashier},
    {"lane", Says::lane},
    {"voided", Says::voided},
    {"no_sale", Says::no_sale},
    {"no_sale_alone", Says::no_sale_alone},
    {"taken_back", Says::taken_back},
    {"taken_off", Says::taken_off},
    {"deposit", Says::deposit},
    {"deposit_back", Says::deposit_back},
    {"unit", Says::unit},
    {"before_noon", Says::before_noon},
    {"after_noon", Says::after_noon},
    {"nothing", Says::nothing},
};

class WordsReader {
  public:
    explicit WordsReader(std::string_view file_name) : file_name_(file_name) {}

    Result<reading::ReadingWords> read(std::string_view text) {
        toml::table table;
        try {
            table = toml::parse(text, file_name_);
        } catch (const toml::parse_error& error) {
            return wrong(error.source(), std::string(error.description()));
        }
        if (const auto* node = table.get("languages"))
            if (auto taken = take_languages(*node); !taken)
                return refused(taken.error());
        for (const auto& [key, node] : table)
            if (auto taken = take(key.str(), node); !taken)
                return refused(taken.error());
        return std::move(words_);
    }

  private:
    tl::unexpected<Error> wrong(const toml::source_region& where, const std::string& why) const {
        return refused(Error{"read", std::string(file_name_), fmt::format("line {}: {}", where.begin.line, why)});
    }

    Result<void> take(std::string_view key, const toml::node& node) {
        if (key == "phrases" && node.is_table())
            return phrases(*node.as_table());
        if (key == "months" && node.is_table())
            return months(*node.as_table());
        if (key == "currency" && node.is_array())
            return currencies(*node.as_array());
        if (key == "languages")
            return {};
        return wrong(node.source(),
                     fmt::format("'{}' is neither [phrases], [languages], [months] nor [[currency]]", key));
    }

    // Before the phrases.
    Result<void> take_languages(const toml::node& node) {
        const auto* table = node.as_table();
        if (!table)
            return wrong(node.source(), "'languages' wants a list of words for each");
        for (const auto& [language, list] : *table) {
            auto own = texts(list);
            if (!own)
                return refused(own.error());
            for (auto& text : *own)
                language_of_.insert_or_assign(std::move(text), std::string(language.str()));
        }
        return {};
    }

    // Persian where nothing else is said of its letters.
    std::string language_of(const std::string& text) const {
        if (const auto own = language_of_.find(text); own != language_of_.end())
            return own->second;
        const bool is_arabic_script = std::ranges::any_of(text, [](char c) { return c >= '\xD8' && c <= '\xDB'; });
        return is_arabic_script ? "fa" : "";
    }

    Result<std::vector<std::string>> texts(const toml::node& node) const {
        const auto* array = node.as_array();
        if (!array)
            return wrong(node.source(), "wants a list of texts");
        std::vector<std::string> list;
        for (const auto& entry : *array) {
            const auto text = entry.value<std::string>();
            if (!text || text->empty() || text->front() == ' ')
                return wrong(entry.source(), "wants a text that begins with no blank");
            list.push_back(reading::folded(*text));
        }
        return list;
    }

    Result<void> phrases(const toml::table& table) {
        for (const auto& [key, node] : table) {
            const auto* kind = std::ranges::find(kinds, key.str(), &std::pair<std::string_view, Says>::first);
            if (kind == std::end(kinds))
                return wrong(node.source(), fmt::format("no phrases are called '{}'", key.str()));
            auto list = texts(node);
            if (!list)
                return refused(list.error());
            for (auto& text : *list) {
                auto language = language_of(text);
                words_.add(kind->second, std::move(text), std::move(language));
            }
        }
        return {};
    }

    Result<void> months(const toml::table& table) {
        for (const auto& [key, node] : table) {
            const bool jalali = key == "jalali";
            const auto* array = node.as_array();
            if ((!jalali && key != "gregorian") || !array || array->size() != 12)
                return wrong(node.source(), "months are gregorian or jalali, and twelve lists");
            int number = 0;
            for (const auto& entry : *array) {
                auto names = texts(entry);
                if (!names)
                    return refused(names.error());
                ++number;
                for (auto& name : *names)
                    words_.months.push_back({std::move(name), number, jalali});
            }
        }
        return {};
    }

    Result<void> currencies(const toml::array& array) {
        for (const auto& entry : array) {
            const auto* table = entry.as_table();
            const auto sign = table ? (*table)["sign"].value<std::string>() : std::nullopt;
            const auto code = table ? Currency::from_code((*table)["code"].value_or(std::string())) : std::nullopt;
            if (!sign || sign->empty() || !code)
                return wrong(entry.source(), "a currency wants a sign and a code of three capital letters");
            words_.currencies.push_back(
                {reading::folded(*sign), *code, (*table)["certain"].value_or(true), (*table)["tens"].value_or(false)});
        }
        return {};
    }

    std::string_view file_name_;
    std::map<std::string, std::string> language_of_;
    reading::ReadingWords words_;
};

} // namespace

Result<reading::ReadingWords> parse_reading_words(std::string_view text, std::string_view file_name) {
    return WordsReader(file_name).read(text);
}

Result<reading::ReadingWords> read_reading_words(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_reading_words(*text, file.string()) : refused(text.error());
}

} // namespace makegood
