#include "terminal/feeds/json_fields.hpp"

#include "terminal/feeds/clean_text.hpp"

#include <algorithm>

namespace makegood::feeds {

namespace {

using Kind = JsonValue::Kind;

constexpr std::string_view own_prefix = "x_"; // of what a till adds for itself

} // namespace

JsonFields::JsonFields(const JsonValue& object, std::string path, std::optional<FieldProblem>& problem)
    : object_(object), path_(std::move(path)), problem_(problem), known_(object.names.size()) {
    if (object.kind != Kind::object && !problem_)
        problem_ = {rejected::field_wrong, path_, object.text};
}

bool JsonFields::has(std::string_view name) const {
    const auto found = std::ranges::find(object_.names, name);
    return found != object_.names.end() &&
           object_.items[static_cast<std::size_t>(found - object_.names.begin())].kind != Kind::null;
}

std::string JsonFields::text(std::string_view name) {
    const auto* value = find(name);
    if (!value)
        return {};
    if (value->kind != Kind::text && value->kind != Kind::number)
        return refuse(name, rejected::field_wrong), std::string();
    if (has_control_character(value->text))
        return refuse(name, rejected::control_character), std::string();
    return std::string(trimmed(value->text));
}

std::string JsonFields::needed_text(std::string_view name, std::string_view reason) {
    auto given = text(name);
    if (given.empty())
        refuse(name, reason);
    return given;
}

bool JsonFields::flag(std::string_view name) {
    const auto* value = find(name);
    if (value && value->kind != Kind::boolean)
        refuse(name, rejected::field_wrong);
    return value && value->truth;
}

void JsonFields::each(std::string_view name, const std::function<void(JsonFields&)>& read) {
    const auto* list = find(name);
    if (!list)
        return;
    if (list->kind != Kind::array)
        return refuse(name, rejected::field_wrong);
    for (std::size_t i = 0; i < list->items.size() && !problem_; ++i) {
        JsonFields fields(list->items[i], path_of(name) + "[" + std::to_string(i + 1) + "]", problem_);
        read(fields);
        fields.finish();
    }
}

void JsonFields::refuse(std::string_view name, std::string_view reason) {
    if (problem_)
        return;
    const auto* value = find(name);
    problem_ = {reason, path_of(name), value ? value->text : std::string()};
}

void JsonFields::refuse_hidden(std::string_view name, std::string_view reason) {
    if (!problem_)
        problem_ = {reason, path_of(name), {}};
}

void JsonFields::finish() {
    for (std::size_t i = 0; i < known_.size() && !problem_; ++i)
        if (!known_[i] && !object_.names[i].starts_with(own_prefix))
            refuse_hidden(object_.names[i], rejected::field_unknown); // it may be a card's number
}

const JsonValue* JsonFields::find(std::string_view name) {
    const auto found = std::ranges::find(object_.names, name);
    if (found == object_.names.end())
        return nullptr;
    const auto at = static_cast<std::size_t>(found - object_.names.begin());
    known_[at] = true;
    return object_.items[at].kind == Kind::null ? nullptr : &object_.items[at];
}

std::string JsonFields::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

} // namespace makegood::feeds
