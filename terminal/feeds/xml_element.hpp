#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace makegood::feeds {

// One element with everything in it; names without their namespace.
struct XmlElement {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::string text; // its own, in UTF-8, not that of its children
    std::vector<XmlElement> children;
    std::uint64_t line = 0; // from 1
    std::uint64_t column = 0;

    // The first child of that name, or null.
    const XmlElement* child(std::string_view wanted) const;
    // The text at the end of a path of first children, without blanks at its ends; empty when there is none.
    std::string_view text_at(std::initializer_list<std::string_view> path) const;
    // Empty when there is none.
    std::string_view attribute(std::string_view wanted) const;
    // The first element of that name at any depth below this one, or null.
    const XmlElement* descendant(std::string_view wanted) const;
};

} // namespace makegood::feeds
