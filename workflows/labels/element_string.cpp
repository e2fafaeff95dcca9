#include "workflows/labels/element_string.hpp"

#include "workflows/labels/application_identifier.hpp"

#include <algorithm>

namespace makegood::gs1 {

namespace {

tl::unexpected<LabelError> refused_at(LabelFault fault, std::string_view identifier, std::size_t at) {
    return refused(LabelError{fault, std::string(identifier), at});
}

LabelFault fault_of(Check check) {
    switch (check) {
    case Check::csum:
    case Check::csumalpha:
        return LabelFault::check_digit_wrong;
    case Check::yymmd0:
    case Check::yymmdd:
    case Check::yyyymmdd:
        return LabelFault::no_such_date;
    default:
        return LabelFault::value_not_allowed;
    }
}

// Of those whose values end by their length.
std::size_t whole_length(const ApplicationIdentifier& identifier) {
    std::size_t length = 0;
    for (const auto& component : identifier.components)
        length += component.longest;
    return length;
}

// Base64 is filled up at its end only.
bool is_well_filled(char charset, std::string_view part) {
    const auto filling = charset == 'Z' ? part.find('=') : part.npos;
    return filling == part.npos || (part.size() - filling <= 2 && part.find_first_not_of('=', filling) == part.npos);
}

std::optional<LabelError> wrong_component(const Component& component, std::string_view part, const Element& element,
                                          std::size_t at) {
    const auto wrong = [&](LabelFault fault, std::size_t where) {
        return LabelError{fault, element.identifier, where};
    };
    for (std::size_t i = 0; i < part.size(); ++i)
        if (!is_in_charset(component.charset, part[i]))
            return wrong(LabelFault::character_not_allowed, at + i);
    if (part.size() < component.shortest)
        return wrong(LabelFault::too_short, at + part.size());
    if (!is_well_filled(component.charset, part))
        return wrong(LabelFault::value_not_allowed, at);
    for (const auto check : component.checks)
        if (!holds(check, part))
            return wrong(fault_of(check), at);
    return std::nullopt;
}

// ---- associations

// 'n' stands for any digit.
bool matches(std::string_view pattern, std::string_view identifier) {
    return std::ranges::equal(pattern, identifier, [](char p, char c) { return p == 'n' || p == c; });
}

const Element* find_matching(const Elements& elements, std::string_view pattern) {
    const auto found =
        std::ranges::find_if(elements, [&](const Element& element) { return matches(pattern, element.identifier); });
    return found == elements.end() ? nullptr : &*found;
}

// Whether `holds_for` says so of any part, or of all.
template <class HoldsFor>
bool of_any(std::string_view list, char between, HoldsFor holds_for) {
    while (true) {
        const auto end = std::min(list.find(between), list.size());
        if (holds_for(list.substr(0, end)))
            return true;
        if (end == list.size())
            return false;
        list.remove_prefix(end + 1);
    }
}
template <class HoldsFor>
bool of_all(std::string_view list, char between, HoldsFor holds_for) {
    return !of_any(list, between, [&](std::string_view part) { return !holds_for(part); });
}

bool has_what_it_requires(const Elements& elements, std::string_view required) {
    return required.empty() || of_all(required, ';', [&](std::string_view one_of) {
               return of_any(one_of, ',', [&](std::string_view group) {
                   return of_all(group, '+',
                                 [&](std::string_view pattern) { return find_matching(elements, pattern) != nullptr; });
               });
           });
}

const Element* excluded_by(const Element& element, const Elements& elements, std::string_view excluded) {
    const Element* found = nullptr;
    if (!excluded.empty())
        of_any(excluded, ',', [&](std::string_view pattern) {
            for (const auto& other : elements)
                if (other.identifier != element.identifier && matches(pattern, other.identifier))
                    found = &other;
            return found != nullptr;
        });
    return found;
}

// What is signed by (8030) has to be one thing of its kind: these keys have a serial number as their optional end.
bool lacks_serial_number(const Element& element) {
    constexpr std::pair<std::string_view, std::size_t> keys[] = {{"253", 13}, {"255", 13}, {"8003", 14}};
    return std::ranges::any_of(
        keys, [&](const auto& key) { return key.first == element.identifier && element.value.size() == key.second; });
}

Expected<Elements, LabelError> checked_together(Expected<Elements, LabelError> elements) {
    if (elements)
        if (auto wrong = wrong_association(*elements))
            return refused(std::move(*wrong));
    return elements;
}

} // namespace

std::string_view name(LabelFault fault) {
    constexpr std::string_view names[] = {"nothing_there", "identifier_unknown",    "too_short",
                                          "too_long",      "character_not_allowed", "check_digit_wrong",
                                          "no_such_date",  "value_not_allowed",     "not_together",
                                          "needs_another", "says_two_things",       "not_in_this_place",
                                          "no_key",        "value_check_wrong"};
    return names[static_cast<std::size_t>(fault)];
}

Expected<Elements, LabelError> read_element_string(std::string_view text) {
    return checked_together(split_element_string(text));
}

Expected<Elements, LabelError> split_element_string(std::string_view text) {
    Elements elements;
    std::size_t at = 0;
    if (text.empty())
        return refused_at(LabelFault::nothing_there, "", 0);
    while (at < text.size()) {
        const auto rest = text.substr(at);
        const auto* identifier = find_application_identifier(rest);
        if (!identifier)
            return refused_at(LabelFault::identifier_unknown, rest.substr(0, std::min(rest.find(separator), 4UL)), at);
        const auto value = rest.substr(identifier->digits);
        const auto end = std::min(value.find(separator), value.size());
        const auto length = identifier->ends_by_length ? std::min(end, whole_length(*identifier)) : end;
        elements.push_back({std::string(rest.substr(0, identifier->digits)), std::string(value.substr(0, length)), at});
        if (auto wrong = wrong_value(elements.back()))
            return refused(std::move(*wrong));
        at += identifier->digits + length;
        if (at < text.size() && text[at] == separator)
            ++at;
    }
    return elements;
}

std::optional<LabelError> wrong_value(const Element& element) {
    const auto* identifier = find_application_identifier(element.identifier);
    if (!identifier || identifier->digits != element.identifier.size())
        return LabelError{LabelFault::identifier_unknown, element.identifier, element.at};
    std::string_view rest = element.value;
    std::size_t at = element.at + element.identifier.size();
    for (const auto& component : identifier->components) {
        if (component.charset == 0 || (component.optional && rest.empty()))
            break;
        const auto part = rest.substr(0, component.longest);
        if (auto wrong = wrong_component(component, part, element, at))
            return wrong;
        rest.remove_prefix(part.size());
        at += part.size();
    }
    if (!rest.empty())
        return LabelError{LabelFault::too_long, element.identifier, at};
    return std::nullopt;
}

std::optional<LabelError> wrong_association(const Elements& elements) {
    const bool is_signed = find_matching(elements, "8030") != nullptr;
    for (const auto& element : elements) {
        const auto wrong = [&](LabelFault fault, std::string other = {}) {
            return LabelError{fault, element.identifier, element.at, std::move(other)};
        };
        const auto& first = *find_matching(elements, element.identifier);
        if (first.value != element.value)
            return wrong(LabelFault::says_two_things);
        const auto* identifier = find_application_identifier(element.identifier);
        if (!identifier)
            return wrong(LabelFault::identifier_unknown);
        if (const auto* other = excluded_by(element, elements, identifier->excluded))
            return wrong(LabelFault::not_together, other->identifier);
        if (!has_what_it_requires(elements, identifier->required))
            return wrong(LabelFault::needs_another);
        if (is_signed && lacks_serial_number(element))
            return wrong(LabelFault::too_short);
    }
    return std::nullopt;
}

Expected<Elements, LabelError> read_bracketed(std::string_view text) {
    Elements elements;
    std::size_t at = 0;
    if (text.empty())
        return refused_at(LabelFault::nothing_there, "", 0);
    while (at < text.size()) {
        const auto close = text.find(')', at);
        if (text[at] != '(' || close == text.npos)
            return refused_at(LabelFault::identifier_unknown, "", at);
        Element element{std::string(text.substr(at + 1, close - at - 1)), {}, at};
        auto next = close + 1;
        for (; next < text.size() && text[next] != '('; ++next) {
            if (text[next] == '\\' && next + 1 < text.size() && text[next + 1] == '(')
                ++next;
            element.value += text[next];
        }
        if (auto wrong = wrong_value(element)) {
            wrong->at = at;
            return refused(std::move(*wrong));
        }
        elements.push_back(std::move(element));
        at = next;
    }
    return checked_together(std::move(elements));
}

} // namespace makegood::gs1
