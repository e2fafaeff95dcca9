#include "terminal/finding/weights_file.hpp"

#include "terminal/text_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace makegood {

namespace {

constexpr double least_penalty = -100;

struct Weight {
    std::string_view name;
    double RecallWeights::*value;
    double from;
    double to;
};
constexpr Weight weights[] = {
    {"item_wrong", &RecallWeights::item_wrong, 0.001, 0.999},
    {"amount_exact", &RecallWeights::amount_exact, 0, 0.999},
    {"amount_outside", &RecallWeights::amount_outside, least_penalty, 0},
    {"amount_beyond", &RecallWeights::amount_beyond, least_penalty, -0.01},
    {"day_within", &RecallWeights::day_within, least_penalty, 0},
    {"day_outside", &RecallWeights::day_outside, least_penalty, 0},
    {"day_beyond", &RecallWeights::day_beyond, least_penalty, -0.01},
    {"half_hour_beyond", &RecallWeights::half_hour_beyond, least_penalty, 0},
    {"next_weekday", &RecallWeights::next_weekday, least_penalty, 0},
    {"other_weekday", &RecallWeights::other_weekday, least_penalty, 0},
    {"item_more_or_less", &RecallWeights::item_more_or_less, least_penalty, 0},
    {"other_price", &RecallWeights::other_price, least_penalty, 0},
    {"other_place", &RecallWeights::other_place, least_penalty, 0},
    {"other_workstation", &RecallWeights::other_workstation, least_penalty, 0},
    {"other_person", &RecallWeights::other_person, least_penalty, 0},
    {"other_card", &RecallWeights::other_card, least_penalty, 0},
    {"other_number", &RecallWeights::other_number, least_penalty, 0},
    {"other_customer", &RecallWeights::other_customer, least_penalty, 0},
    {"no_sale", &RecallWeights::no_sale, least_penalty, 0},
    {"lowest", &RecallWeights::lowest, least_penalty, -0.01},
    {"none_of_these", &RecallWeights::none_of_these, least_penalty, 0},
};
constexpr std::string_view permille_name = "amount_permille";

} // namespace

Result<RecallWeights> parse_recall_weights(std::string_view text, std::string_view file_name) {
    const auto wrong = [&](std::string why) { return refused(Error{"read", std::string(file_name), std::move(why)}); };
    toml::table table;
    try {
        table = toml::parse(text, file_name);
    } catch (const toml::parse_error& error) {
        return wrong(fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    const auto is_known = [](std::string_view name) {
        return name == permille_name || std::ranges::find(weights, name, &Weight::name) != std::end(weights);
    };
    for (const auto& [name, node] : table)
        if (!is_known(name.str()))
            return wrong(fmt::format("line {}: nobody knows '{}'", node.source().begin.line, name.str()));

    RecallWeights read{};
    const auto number = [&](std::string_view name, double from, double to) -> Result<double> {
        const auto* node = table.get(name);
        if (!node)
            return wrong(fmt::format("'{}' is missing", name));
        const auto value = node->value<double>();
        if (!value || !(*value >= from && *value <= to))
            return wrong(
                fmt::format("line {}: '{}' wants a number from {} to {}", node->source().begin.line, name, from, to));
        return *value;
    };
    for (const auto& weight : weights) {
        const auto value = number(weight.name, weight.from, weight.to);
        if (!value)
            return refused(value.error());
        read.*weight.value = *value;
    }
    const auto permille = number(permille_name, 1, 1000);
    if (!permille)
        return refused(permille.error());
    read.amount_permille = static_cast<int>(*permille);
    return read;
}

Result<RecallWeights> read_recall_weights(const std::filesystem::path& file) {
    const auto text = text_of_file(file);
    return text ? parse_recall_weights(*text, file.string()) : refused(text.error());
}

} // namespace makegood
