#include "terminal/feeds/xml_element.hpp"

#include "terminal/feeds/clean_text.hpp"

#include <algorithm>

namespace makegood::feeds {

const XmlElement* XmlElement::child(std::string_view wanted) const {
    const auto found = std::ranges::find(children, wanted, &XmlElement::name);
    return found == children.end() ? nullptr : &*found;
}

std::string_view XmlElement::text_at(std::initializer_list<std::string_view> path) const {
    const XmlElement* element = this;
    for (const auto step : path) {
        element = element->child(step);
        if (!element)
            return {};
    }
    return trimmed(element->text);
}

std::string_view XmlElement::attribute(std::string_view wanted) const {
    for (const auto& [attribute_name, value] : attributes)
        if (attribute_name == wanted)
            return trimmed(value);
    return {};
}

const XmlElement* XmlElement::descendant(std::string_view wanted) const {
    for (const auto& element : children) {
        if (element.name == wanted)
            return &element;
        if (const auto* found = element.descendant(wanted))
            return found;
    }
    return nullptr;
}

} // namespace makegood::feeds
