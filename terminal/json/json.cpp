#include "terminal/json/json.hpp"
#include "terminal/json/json_value.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

namespace makegood {

namespace {

// nlohmann-json's own document turns numbers into doubles and lets the last of two equal names win.
class JsonValueReader final : public nlohmann::json_sax<nlohmann::json> {
  public:
    explicit JsonValueReader(const JsonLimits& limits) : limits_(limits) {}

    bool null() override { return add({}); }
    bool boolean(bool truth) override { return add({.kind = JsonValue::Kind::boolean, .truth = truth}); }
    bool number_integer(number_integer_t number) override { return add_number(std::to_string(number)); }
    bool number_unsigned(number_unsigned_t number) override { return add_number(std::to_string(number)); }
    bool number_float(number_float_t, const string_t& written) override { return add_number(written); }
    bool string(string_t& text) override { return add({.kind = JsonValue::Kind::text, .text = std::move(text)}); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
    bool key(string_t& name) override {
        open_.back()->names.push_back(std::move(name));
        return true;
    }
    bool end_object() override {
        std::vector<std::string_view> names(open_.back()->names.begin(), open_.back()->names.end());
        std::ranges::sort(names);
        const auto twice = std::ranges::adjacent_find(names);
        if (twice != names.end())
            return stop({.kind = JsonProblem::Kind::name_twice, .name = std::string(*twice)});
        open_.pop_back();
        return true;
    }
    bool start_array(std::size_t) override { return open(JsonValue::Kind::array); }
    bool end_array() override {
        open_.pop_back();
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return stop({.at = position});
    }

    JsonValue root;
    JsonProblem problem;

  private:
    bool stop(JsonProblem why) {
        problem = std::move(why);
        return false;
    }
    bool add_number(std::string written) { return add({.kind = JsonValue::Kind::number, .text = std::move(written)}); }
    bool add(JsonValue value) { return place(std::move(value)) != nullptr; }
    bool open(JsonValue::Kind kind) {
        if (open_.size() == limits_.depth)
            return stop({.kind = JsonProblem::Kind::too_deep});
        auto* value = place({.kind = kind});
        open_.push_back(value);
        return value != nullptr;
    }
    JsonValue* place(JsonValue value) {
        if (++values_ > limits_.values) {
            stop({.kind = JsonProblem::Kind::too_many_values});
            return nullptr;
        }
        if (open_.empty())
            return &(root = std::move(value));
        return &open_.back()->items.emplace_back(std::move(value));
    }

    const JsonLimits limits_;
    std::vector<JsonValue*> open_; // nothing is added to one while a later one is open, so they stay where they are
    std::size_t values_ = 0;
};

} // namespace

Expected<JsonValue, JsonProblem> parse_json(std::string_view text, const JsonLimits& limits) {
    JsonValueReader reader(limits);
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &reader))
        return std::move(reader.root);
    reader.problem.at = std::min(reader.problem.at, text.size());
    return refused(std::move(reader.problem));
}

class JsonText {
  public:
    static nlohmann::ordered_json of(const Json& json) {
        return std::visit([](const auto& value) { return of_value(value); }, json.value_);
    }

  private:
    static nlohmann::ordered_json of_value(std::monostate) { return nullptr; }
    static nlohmann::ordered_json of_value(const Json::Array& items) {
        auto array = nlohmann::ordered_json::array();
        for (const auto& item : items)
            array.push_back(of(item));
        return array;
    }
    static nlohmann::ordered_json of_value(const Json::Object& members) {
        auto object = nlohmann::ordered_json::object();
        for (const auto& [name, value] : members)
            object[name] = of(value);
        return object;
    }
    template <class Value>
    static nlohmann::ordered_json of_value(const Value& value) {
        return value;
    }
};

Json Json::array(std::vector<Json> items) {
    Json json;
    json.value_ = std::move(items);
    return json;
}

Json Json::object(std::vector<Member> members) {
    Json json;
    json.value_ = std::move(members);
    return json;
}

void Json::push_back(Json item) {
    assert(std::holds_alternative<Array>(value_));
    std::get<Array>(value_).push_back(std::move(item));
}

void Json::add(std::string name, Json value) {
    assert(std::holds_alternative<Object>(value_));
    std::get<Object>(value_).emplace_back(std::move(name), std::move(value));
}

std::string Json::text() const {
    return JsonText::of(*this).dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace makegood
