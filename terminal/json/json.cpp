#include "terminal/json/json.hpp"

#include <cassert>
#include <nlohmann/json.hpp>

namespace makegood {

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
