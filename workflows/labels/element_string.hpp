#pragma once

#include "workflows/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::gs1 {

// FNC1 as scanners send it.
inline constexpr char separator = '\x1d';

// "(10)ABC123": an application identifier with its value.
struct Element {
    std::string identifier;
    std::string value;
    std::size_t at = 0; // where the identifier begins in what was read, from 0

    friend bool operator==(const Element&, const Element&) = default;
};
using Elements = std::vector<Element>;

enum class LabelFault {
    nothing_there,
    identifier_unknown,
    too_short,
    too_long,
    character_not_allowed,
    check_digit_wrong,
    no_such_date,
    value_not_allowed, // by another check of the dictionary
    not_together,      // with `other`
    needs_another,     // without which it says nothing
    says_two_things,   // it stands there twice
    not_in_this_place, // of a Digital Link
    no_key,            // a web address that is no Digital Link
    value_check_wrong, // of the price or the weight on a label of variable measure
};

std::string_view name(LabelFault fault);

struct LabelError {
    LabelFault fault{};
    std::string identifier; // empty where it is about none
    std::size_t at = 0;     // the character of the label, from 0
    std::string other{};

    friend bool operator==(const LabelError&, const LabelError&) = default;
};

// What GS1-128, DataBar, GS1 DataMatrix, GS1 QR and the like say, without the FNC1 in front: as the GS1 Barcode Syntax
// Dictionary has it, what belongs together and what does not included.
Expected<Elements, LabelError> read_element_string(std::string_view text);

// The same as people write it, "(01)09521000121836(10)ABC"; "\(" is a bracket of a value.
Expected<Elements, LabelError> read_bracketed(std::string_view text);

// The parts of both: each element alone, and all of them together.
Expected<Elements, LabelError> split_element_string(std::string_view text);
std::optional<LabelError> wrong_value(const Element& element);
std::optional<LabelError> wrong_association(const Elements& elements);

} // namespace makegood::gs1
