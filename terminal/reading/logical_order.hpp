#pragma once

#include <string>
#include <string_view>

namespace makegood {

// Tills that print Persian or Arabic by a code page send the letters in their joined forms, from left to right as they
// lie on the paper.
bool has_joined_forms(std::string_view utf8);

// Such a line as people write it: from right to left, in plain letters, with numbers and Latin words the right way
// round. A line without a Persian or Arabic letter stays as it is.
std::string in_logical_order(std::string_view utf8);

} // namespace makegood
