#include "workflows/labels/digital_link.hpp"

#include "workflows/labels/application_identifier.hpp"
#include "workflows/labels/gtin.hpp"

#include <algorithm>

namespace makegood::gs1 {

namespace {

using Text = std::string_view;

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_of(Text text, Text others) {
    return std::ranges::all_of(text, [&](char c) { return is_letter_or_digit(c) || others.find(c) != others.npos; });
}

// Behind "http://" or "https://"; 0 where neither stands there.
std::size_t end_of_scheme(Text text) {
    for (const Text scheme : {"http://", "https://"})
        if (text.size() >= scheme.size() && std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            }))
            return scheme.size();
    return 0;
}

int hexadecimal(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

enum class Place { path, query };

// What is no percent encoding stays as it is.
std::string decoded(Text text, Place place) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool may_be_encoded = text[i] == '%' && i + 2 < text.size();
        const int high = may_be_encoded ? hexadecimal(text[i + 1]) : -1;
        const int low = may_be_encoded ? hexadecimal(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            plain += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            plain += text[i] == '+' && place == Place::query ? ' ' : text[i];
        }
    }
    return plain;
}

const ApplicationIdentifier* find_whole(Text identifier) {
    const auto* found = find_application_identifier(identifier);
    return found && found->digits == identifier.size() ? found : nullptr;
}

struct Segment {
    Text text;
    std::size_t at;
};

std::vector<Segment> segments_of(Text path, std::size_t at) {
    std::vector<Segment> segments;
    while (path.starts_with('/')) {
        const auto end = std::min(path.find('/', 1), path.size());
        segments.push_back({path.substr(1, end - 1), at + 1});
        path.remove_prefix(end);
        at += end;
    }
    return segments;
}

// The key is the last one of the path from which on names and values take turns.
std::optional<std::size_t> position_of_key(const std::vector<Segment>& segments) {
    for (std::size_t i = segments.size(); i >= 2; i -= 2) {
        const auto* identifier = find_whole(segments[i - 2].text);
        if (identifier && identifier->is_link_key)
            return i - 2;
    }
    return std::nullopt;
}

std::vector<Text> split(Text list, char between) {
    std::vector<Text> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find(between), list.size());
        parts.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

bool has(const std::vector<Text>& sequence, Text identifier) {
    return std::ranges::find(sequence, identifier) != sequence.end();
}

// Whether the qualifiers of the path, and `also` somewhere among them, are part of one sequence of the key.
bool can_qualify(const Elements& path, Text qualifiers, Text also) {
    return std::ranges::any_of(split(qualifiers, '|'), [&](Text alternative) {
        const auto sequence = split(alternative, ',');
        return has(sequence, also) && std::all_of(path.begin() + 1, path.end(), [&](const Element& element) {
                   return has(sequence, element.identifier);
               });
    });
}

bool is_in_order(const Elements& path, Text qualifiers) {
    if (path.size() == 1)
        return true;
    return std::ranges::any_of(split(qualifiers, '|'), [&](Text alternative) {
        const auto sequence = split(alternative, ',');
        auto next = sequence.begin();
        return std::all_of(path.begin() + 1, path.end(), [&](const Element& element) {
            next = std::find(next, sequence.end(), element.identifier);
            return next != sequence.end() && (++next, true);
        });
    });
}

std::optional<LabelError> wrong_in_link(const Element& element) {
    if (auto wrong = wrong_value(element)) {
        wrong->at = element.at; // the value may have been encoded
        return wrong;
    }
    return std::nullopt;
}

Expected<Elements, LabelError> read_path(const std::vector<Segment>& segments, std::size_t key) {
    Elements path;
    for (auto i = key; i < segments.size(); i += 2) {
        path.push_back({std::string(segments[i].text), decoded(segments[i + 1].text, Place::path), segments[i].at});
        if (auto wrong = wrong_in_link(path.back()))
            return refused(std::move(*wrong));
    }
    if (!is_in_order(path, find_whole(path.front().identifier)->qualifiers))
        return refused(LabelError{LabelFault::not_in_this_place, path[1].identifier, path[1].at});
    return path;
}

// Only numbers name application identifiers; what else stands there is the host's own matter.
std::optional<LabelError> add_attribute(Elements& elements, const Elements& path, const Segment& attribute) {
    const auto equals = attribute.text.find('=');
    const auto name = attribute.text.substr(0, equals);
    if (equals == attribute.text.npos || !is_all_digits(name))
        return std::nullopt;
    Element element{std::string(name), decoded(attribute.text.substr(equals + 1), Place::query), attribute.at};
    if (auto wrong = wrong_in_link(element))
        return wrong;
    const bool is_there = std::ranges::find(elements, element.identifier, &Element::identifier) != elements.end();
    if (is_there)
        return LabelError{LabelFault::says_two_things, element.identifier, element.at};
    const auto& qualifiers = find_whole(path.front().identifier)->qualifiers;
    if (!find_whole(name)->is_link_attribute || can_qualify(path, qualifiers, name))
        return LabelError{LabelFault::not_in_this_place, element.identifier, element.at};
    elements.push_back(std::move(element));
    return std::nullopt;
}

} // namespace

bool is_web_address(Text text) {
    return end_of_scheme(text) > 0;
}

Expected<Elements, LabelError> read_digital_link(Text uri) {
    const auto no_key = [](std::size_t at) { return refused(LabelError{LabelFault::no_key, {}, at}); };
    const auto scheme = end_of_scheme(uri);
    if (scheme == 0 || !is_of(uri, "-._~:/?#[]@!$&'()*+,;=%"))
        return no_key(0);
    uri = uri.substr(0, uri.find('#'));
    const auto question = std::min(uri.find('?'), uri.size());
    const auto slash = std::min(uri.find('/', scheme), question);
    if (slash == scheme || !is_of(uri.substr(scheme, slash - scheme), "-.:[]"))
        return no_key(scheme);
    const auto segments = segments_of(uri.substr(slash, question - slash), slash);
    const auto key = position_of_key(segments);
    if (!key)
        return no_key(slash);

    const auto path = read_path(segments, *key);
    if (!path)
        return path;
    auto elements = *path;
    std::size_t at = question + 1;
    while (at < uri.size()) {
        const auto end = std::min(uri.find('&', at), uri.size());
        if (auto wrong = add_attribute(elements, *path, {uri.substr(at, end - at), at}))
            return refused(std::move(*wrong));
        at = end + 1;
    }
    if (auto wrong = wrong_association(elements))
        return refused(std::move(*wrong));
    return elements;
}

} // namespace makegood::gs1
