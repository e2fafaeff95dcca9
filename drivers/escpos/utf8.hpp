#pragma once

#include <string>
#include <string_view>

namespace makegood::escpos {

// Code points of UTF-8; U+FFFD for each byte that is no part of a well-formed character.
std::u32string from_utf8(std::string_view text);
void append_utf8(std::string& text, char32_t character);
std::string to_utf8(std::u32string_view text);

} // namespace makegood::escpos
