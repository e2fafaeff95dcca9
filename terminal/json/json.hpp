#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace makegood {

// A JSON document in the making, for what the commands tell machines. nlohmann-json writes it, in the one file that
// includes it: its header costs half a minute of compiling wherever it stands.
class Json {
  public:
    using Member = std::pair<std::string, Json>;

    Json() = default; // null
    Json(bool value) : value_(value) {}
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool>) Json(Integer value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(const char* value) : value_(std::string(value)) {}

    static Json array(std::vector<Json> items = {});
    // Members stay in this order.
    static Json object(std::vector<Member> members);

    // Precondition: it is an array.
    void push_back(Json item);
    // Precondition: it is an object without such a member.
    void add(std::string name, Json value);

    // Indented by two blanks. Bytes that are no UTF-8 become U+FFFD.
    std::string text() const;
    // The same on one line.
    std::string line() const;

  private:
    friend class JsonText;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

} // namespace makegood
