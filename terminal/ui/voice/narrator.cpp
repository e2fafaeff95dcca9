#include "terminal/ui/voice/narrator.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace makegood::ui {

namespace {

// Without the letters that only order a line for the eye. eSpeak NG reads both Persian separators as commas: that of
// thousands goes, that of decimals becomes a point.
std::string for_the_ear(std::string_view shown) {
    std::string said;
    for (const char32_t letter : text::decode(shown).code_points)
        if (!text::is_isolate(letter) && letter != U'\u200e' && letter != U'\u200f' && letter != U'\u066c')
            text::append(said, letter == U'\u066b' ? U'.' : letter);
    return said;
}

void add(std::string& said, std::string_view more, const text::Words& words) {
    if (more.empty())
        return;
    if (said.ends_with('.'))
        said.pop_back();
    said = said.empty() ? std::string(more) : words.say("voice.and", {{"said", said}, {"more", more}});
}

bool is_digit_key(const Node& node) {
    return node.role == Role::key && node.shortcut >= '0' && node.shortcut <= '9';
}

std::string role_of(const Node& node, const text::Words& words) {
    if (is_digit_key(node))
        return words.say("voice.number_key");
    switch (node.role) {
    case Role::button:
        return words.say("voice.button");
    case Role::row:
        return words.say("voice.row");
    case Role::field:
        return words.say("voice.field");
    case Role::key:
        return words.say("voice.key");
    case Role::text:
    case Role::heading:
    case Role::badge:
    case Role::status:
    case Role::picture:
        break;
    }
    return {};
}

std::string value_of(const Node& node, const text::Words& words) {
    if (node.secret_letters)
        return words.say("voice.digits", {{"count", *node.secret_letters}});
    return node.role == Role::field && node.value.empty() ? words.say("voice.empty") : node.value;
}

std::string sentence_of(const Node& node, const text::Words& words) {
    std::string said;
    const bool label_is_secret = is_digit_key(node) || (node.secret_letters && node.role != Role::field);
    if (!label_is_secret)
        add(said, node.label, words);
    add(said, role_of(node, words), words);
    add(said, value_of(node, words), words);
    if (node.selected)
        add(said, words.say("voice.selected"), words);
    if (!node.enabled)
        add(said, node.reason.empty() ? words.say("voice.unavailable") : node.reason, words);
    return for_the_ear(said);
}

} // namespace

std::vector<Utterance> Narrator::listen(const std::vector<Node>& tree, const text::Words& words) {
    std::vector<Utterance> said;
    const auto say = [&](const Node& node, std::string text, bool urgent) {
        if (!text.empty())
            said.push_back({node.key, std::move(text), words.language(), urgent});
    };

    const auto focused = std::ranges::find_if(tree, &Node::focused);
    std::optional<Node> focus;
    if (focused != tree.end()) {
        focus = *focused;
        const auto sentence = sentence_of(*focus, words);
        const bool same = focus_ && focus_->key == focus->key && focus_->label == focus->label &&
                          focus_->enabled == focus->enabled && focus_->reason == focus->reason &&
                          focus_->selected == focus->selected;
        if (!same)
            say(*focus, sentence, true);
        else if (focus_->value != focus->value)
            say(*focus, for_the_ear(value_of(*focus, words)), true);
    }
    focus_ = std::move(focus);

    std::set<std::string> live;
    for (const auto& node : tree)
        if (node.live && !node.focused)
            if (const auto& [sentence, first] = live.insert(sentence_of(node, words));
                first && !live_.contains(*sentence))
                say(node, *sentence, false);
    live_ = std::move(live);
    return said;
}

} // namespace makegood::ui
