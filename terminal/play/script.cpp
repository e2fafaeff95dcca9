#include "terminal/play/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace makegood {

namespace {

using Words = std::vector<std::string>;
template <class Value>
using Read = Expected<Value, std::string>;

Read<Words> words_of(std::string_view line) {
    Words words;
    std::size_t at = 0;
    while (true) {
        at = line.find_first_not_of(" \t", at);
        if (at == line.npos || line[at] == '#')
            return words;
        if (line[at] == '"') {
            const auto end = line.find('"', at + 1);
            if (end == line.npos)
                return refused(std::string("a quote stays open"));
            words.emplace_back(line.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            const auto end = std::min(line.find_first_of(" \t", at), line.size());
            words.emplace_back(line.substr(at, end - at));
            at = end;
        }
    }
}

Read<Verb> wants(std::string_view usage) {
    return refused(fmt::format("wants '{}'", usage));
}

std::optional<ExpectNode::State> expected_state(std::string_view word) {
    using State = ExpectNode::State;
    constexpr std::pair<std::string_view, State> states[] = {
        {"enabled", State::enabled}, {"disabled", State::disabled}, {"selected", State::selected},
        {"busy", State::busy},       {"focused", State::focused},   {"shown", State::shown},
        {"absent", State::absent}};
    const auto found = std::ranges::find(states, word, &std::pair<std::string_view, State>::first);
    return found == std::end(states) ? std::nullopt : std::optional(found->second);
}

Read<Verb> expectation(const Words& words) {
    constexpr auto usage = "expect KEY [label \"…\"|value \"…\"|enabled|disabled|selected|busy|focused|shown|absent]";
    if (words.size() < 2)
        return wants(usage);
    ExpectNode expect{words[1]};
    for (std::size_t i = 2; i < words.size(); ++i) {
        if ((words[i] == "label" || words[i] == "value") && i + 1 < words.size()) {
            (words[i] == "label" ? expect.label : expect.value) = words[i + 1];
            ++i;
        } else if (const auto state = expected_state(words[i])) {
            expect.state = *state;
        } else {
            return wants(usage);
        }
    }
    return expect;
}

struct DeviceVerb {
    std::string_view device;
    std::string_view state;
    TouchDevice::What what;
};
constexpr DeviceVerb device_verbs[] = {
    {"paper", "ok", TouchDevice::What::paper_ok},           {"paper", "near_end", TouchDevice::What::paper_near_end},
    {"paper", "end", TouchDevice::What::paper_end},         {"cover", "open", TouchDevice::What::cover_open},
    {"cover", "closed", TouchDevice::What::cover_closed},   {"printer", "unplug", TouchDevice::What::printer_unplug},
    {"printer", "plug", TouchDevice::What::printer_plug},   {"scanner", "unplug", TouchDevice::What::scanner_unplug},
    {"scanner", "plug", TouchDevice::What::scanner_plug},   {"drawer", "open", TouchDevice::What::drawer_open},
    {"drawer", "closed", TouchDevice::What::drawer_closed},
};

std::string gallery_usage() {
    std::string usage = "gallery ";
    for (std::size_t page = 0; page < ui::gallery::page_count; ++page)
        usage += std::string(ui::gallery::name(static_cast<ui::gallery::Page>(page))) + "|";
    return usage + "off";
}

Read<Verb> verb_of(const Words& words) {
    const auto& verb = words[0];
    const bool one = words.size() == 2;
    if (verb == "scan")
        return one                                    ? Read<Verb>(ScanLabel{words[1]})
               : words.size() == 3 && words[2] == "2" ? Read<Verb>(ScanLabel{words[1], 2})
                                                      : wants("scan TEXT [2]");
    if (verb == "tap")
        return one ? Read<Verb>(TapNode{words[1]}) : wants("tap KEY");
    if (verb == "press")
        return one ? Read<Verb>(HoldNode{words[1]}) : wants("press KEY");
    if (verb == "release")
        return words.size() == 1 ? Read<Verb>(LiftFinger{}) : wants("release");
    if (verb == "type")
        return one ? Read<Verb>(TypeText{words[1]}) : wants("type TEXT");
    if (verb == "wedge" || verb == "keys") {
        const auto layout = words.size() == 3 ? keyboard_layout_named(words[2]) : std::nullopt;
        return layout ? Read<Verb>(TypeOnKeyboard{words[1], *layout, verb == "wedge"})
                      : wants(verb + " TEXT us|uk|fr|fa|ar");
    }
    if (verb == "key")
        return one ? Read<Verb>(PressKey{words[1]}) : wants("key NAME");
    if (verb == "expect")
        return expectation(words);
    if (verb == "expect_signal") {
        const auto signal = one ? ui::signal_named(words[1]) : std::nullopt;
        return signal || (one && words[1] == "none") ? Read<Verb>(ExpectSignal{signal})
                                                     : wants("expect_signal accepted|done|not_found|attention|none");
    }
    if (verb == "expect_said")
        return one ? Read<Verb>(ExpectSaid{words[1]}) : wants("expect_said \"…\"");
    if (verb == "expect_displayed")
        return words.size() == 3 ? Read<Verb>(ExpectDisplayed{words[1], words[2]})
                                 : wants("expect_displayed \"UPPER\" \"LOWER\"");
    if (verb == "tree")
        return words.size() == 1 ? Read<Verb>(ShowTree{}) : wants("tree");
    if (verb == "gallery") {
        const auto page = one ? ui::gallery::page_named(words[1]) : std::nullopt;
        return page || (one && words[1] == "off") ? Read<Verb>(ShowGallery{page}) : wants(gallery_usage());
    }
    if (verb == "shot") {
        const bool plain = one && !words[1].empty() && std::ranges::all_of(words[1], [](char c) {
                               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                      c == '-' || c == '_';
                           });
        return plain ? Read<Verb>(TakeShot{words[1]}) : wants("shot NAME");
    }
    if (verb == "advance" || verb == "expect_still" || verb == "pull-cable") {
        std::int64_t number = 0;
        const auto* end = one ? words[1].data() + words[1].size() : nullptr;
        if (!one || std::from_chars(words[1].data(), end, number).ptr != end || number < 0 || number > 86'400'000)
            return wants(verb + (verb == "pull-cable" ? " BYTES" : " MS"));
        if (verb == "advance")
            return AdvanceClock{number};
        if (verb == "expect_still")
            return ExpectStill{number};
        return PullCable{static_cast<std::size_t>(number)};
    }
    if (verb == "disk")
        return one && (words[1] == "slow" || words[1] == "ok") ? Read<Verb>(SlowDisk{words[1] == "slow"})
                                                               : wants("disk slow|ok");
    for (const auto& device : device_verbs)
        if (one && verb == device.device && words[1] == device.state)
            return TouchDevice{device.what};
    return refused(fmt::format("no such verb '{}'", fmt::join(words, " ")));
}

} // namespace

Result<std::vector<Step>> parse_script(std::string_view text, std::string_view file_name) {
    std::vector<Step> steps;
    int number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(text.size(), end + 1));
        ++number;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const auto wrong = [&](const std::string& why) {
            return refused(Error{"read", std::string(file_name), fmt::format("line {}: {}", number, why)});
        };
        const auto words = words_of(line);
        if (!words)
            return wrong(words.error());
        if (words->empty())
            continue;
        auto verb = verb_of(*words);
        if (!verb)
            return wrong(verb.error());
        steps.push_back({number, std::string(line.substr(line.find_first_not_of(" \t"))), std::move(*verb)});
    }
    return steps;
}

} // namespace makegood
