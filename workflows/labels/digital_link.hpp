#pragma once

#include "workflows/labels/element_string.hpp"

namespace makegood::gs1 {

// Whether it looks like an address of the web; the scheme may be in any case (RFC 3986 3.1).
bool is_web_address(std::string_view text);

// What a GS1 Digital Link URI says (GS1 Digital Link Standard: URI Syntax), of whatever host: the key and its
// qualifiers of the path, then the attributes of the query, in their order. It is read, never opened. Other words of
// the query are passed over. `no_key` is the fault of an address that is none.
Expected<Elements, LabelError> read_digital_link(std::string_view uri);

} // namespace makegood::gs1
