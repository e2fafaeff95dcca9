#pragma once

#include "terminal/feeds/row_reason.hpp"
#include "terminal/feeds/trade_words.hpp"
#include "terminal/json/json_value.hpp"

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace makegood::feeds {

// What first kept a receipt from being understood.
struct FieldProblem {
    std::string_view reason; // terminal/feeds/row_reason.hpp
    std::string field;       // "line_items[2].quantity"
    std::string text;        // what stood there
};

// The fields of one JSON object, asked for by name. The first problem of a receipt is kept and what is read after it
// does not matter, so a mapping is written down as if every field were right. An absent field and null are the same.
class JsonFields {
  public:
    // `object`, `problem` and everything that names are made of outlive it. An empty path is the receipt itself.
    JsonFields(const JsonValue& object, std::string path, std::optional<FieldProblem>& problem);

    bool has(std::string_view name) const;
    // Without blanks at its ends; a number as it was written. Empty when it is absent.
    std::string text(std::string_view name);
    // The same for a field that must be there and not be empty.
    std::string needed_text(std::string_view name, std::string_view reason);
    bool flag(std::string_view name);
    template <class Words, class Meaning>
    Meaning word(std::string_view name, const Words& words, Meaning otherwise) {
        const auto given = text(name);
        if (given.empty())
            return otherwise;
        if (const auto meaning = meaning_of(words, given))
            return *meaning;
        return refuse(name, rejected::field_wrong), otherwise;
    }
    template <class Meaning>
    Meaning word(std::string_view name, std::initializer_list<Word<Meaning>> words, Meaning otherwise) {
        return word(name, std::span(words.begin(), words.size()), otherwise);
    }
    // Each object of a list, in its order.
    void each(std::string_view name, const std::function<void(JsonFields&)>& read);

    void refuse(std::string_view name, std::string_view reason);
    // Without telling what stood there.
    void refuse_hidden(std::string_view name, std::string_view reason);
    // After everything was asked for: a name that nobody knows is refused, unless it begins with "x_".
    void finish();

  private:
    const JsonValue* find(std::string_view name);
    std::string path_of(std::string_view name) const;

    const JsonValue& object_;
    const std::string path_;
    std::optional<FieldProblem>& problem_;
    std::vector<bool> known_; // of each item whether it was asked for
};

} // namespace makegood::feeds
