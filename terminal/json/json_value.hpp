#pragma once

#include "workflows/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

// A JSON document that came from outside. Numbers stay as they were written: no amount passes through a double.
struct JsonValue {
    enum class Kind { null, boolean, number, text, array, object };
    Kind kind = Kind::null;
    bool truth = false;
    std::string text; // of a text, in UTF-8; of a number its characters
    std::vector<JsonValue> items;
    std::vector<std::string> names; // of an object's items, no two the same
};

struct JsonLimits {
    std::size_t depth = 64; // an object in nothing is one deep
    std::size_t values = 100'000;
};

struct JsonProblem {
    enum class Kind { broken, too_deep, too_many_values, name_twice };
    Kind kind = Kind::broken;
    std::size_t at = 0; // byte, from 0; the text ends there when it breaks off
    std::string name{}; // that stands twice
};

// Reads one document as RFC 8259 defines it, with nothing but blanks around it.
Expected<JsonValue, JsonProblem> parse_json(std::string_view text, const JsonLimits& limits = {});

} // namespace makegood
