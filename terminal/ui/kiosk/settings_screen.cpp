#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace makegood::ui {

namespace {

constexpr float group_gap = 16;
constexpr float choice_gap = 10;

struct Choice {
    std::string key;
    std::string label;
    bool chosen;
    Action action;
};

struct Group {
    std::string key; // of its title, also in the catalogue
    std::vector<Choice> choices;
};

Prefer with(Preferences preferences, auto Preferences::*what, auto value) {
    preferences.*what = value;
    return {preferences};
}

constexpr std::array volumes = {0, 35, 70, 100};

// The step that comes nearest to a volume which shop.toml may have put between two.
int nearest_volume(int volume) {
    return *std::ranges::min_element(volumes, {}, [&](int step) { return std::abs(step - volume); });
}

std::vector<Group> groups(const Scene& scene) {
    const auto& words = scene.words;
    const auto& now = scene.state.preferences;
    Group language{"settings.language", {}}, theme{"settings.theme", {}}, text{"settings.text", {}},
        voice{"settings.voice", {}}, sound{"settings.sound", {}}, motion{"settings.motion", {}};

    for (const auto one : {Language::english, Language::persian}) {
        const std::string code = one == Language::english ? "en" : "fa";
        language.choices.push_back({"settings.language." + code, words.say("language." + code),
                                    scene.state.language == one, ChooseLanguage{one}});
    }
    for (const auto one : {ThemeName::light, ThemeName::dark, ThemeName::high_contrast}) {
        const std::string key = "settings.theme." + std::string(name(one));
        theme.choices.push_back({key, words.say(key), now.theme == one, with(now, &Preferences::theme, one)});
    }
    for (const int percent : {100, 125, 150, 200})
        text.choices.push_back({"settings.text." + std::to_string(percent),
                                words.say("settings.percent", {{"percent", percent}}), now.text_percent == percent,
                                with(now, &Preferences::text_percent, percent)});
    for (const bool on : {true, false}) {
        const std::string key = on ? "on" : "off";
        voice.choices.push_back({"settings.voice." + key, words.say("settings." + key), now.reads_aloud == on,
                                 with(now, &Preferences::reads_aloud, on)});
    }
    for (const int volume : volumes) {
        const std::string key = "settings.sound." + std::to_string(volume);
        sound.choices.push_back({key, words.say(key), nearest_volume(now.sound_volume) == volume,
                                 with(now, &Preferences::sound_volume, volume)});
    }
    for (const bool reduced : {false, true}) {
        const std::string key = reduced ? "settings.motion.reduced" : "settings.motion.full";
        motion.choices.push_back(
            {key, words.say(key), now.reduced_motion == reduced, with(now, &Preferences::reduced_motion, reduced)});
    }
    return {language, theme, text, sound, voice, motion};
}

// Places for the group's choices one beside the other, in as many lines as they need, from `top` on.
std::vector<Rect> places(Kit& kit, const Group& group, Rect area) {
    std::vector<Rect> placed;
    float start = 0, top = area.top;
    for (const auto& choice : group.choices) {
        const float width = std::min(area.width, kit.chip_width(choice.label));
        if (start > 0 && start + width > area.width) {
            start = 0;
            top += kit.chip_height() + choice_gap;
        }
        placed.push_back({area.start + start, top, width, kit.chip_height()});
        start += width + choice_gap;
    }
    return placed;
}

float title_height(Kit& kit) {
    return kit.line_height(Style::heading) + 8;
}

float height_of(Kit& kit, const Group& group, float width) {
    return title_height(kit) + places(kit, group, {0, 0, width, 0}).back().bottom();
}

Taken draw(Kit& kit, const Group& group, Rect area, const Scene& scene) {
    Taken taken;
    kit.text(area.cut_top(title_height(kit)), group.key, scene.words.say(group.key), Style::heading);
    const auto placed = places(kit, group, area);
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (kit.chip(placed[i], group.choices[i].key, Icon::none, group.choices[i].label, group.choices[i].chosen))
            taken = group.choices[i].action;
    return taken;
}

} // namespace

Taken settings_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto back = words.say("button.back"), devices = words.say("settings.devices");
    Rect bar = area.cut_bottom(kit.button_height(Look::secondary, Icon::print, devices, {}, area.width / 2));
    area.cut_bottom(16);

    const auto all = groups(scene);
    const bool beside = kit.layout() != Layout::compact;
    const float width = area.width - Kit::scrollbar_room();
    const float choices_width = beside ? width * 0.54f : width;
    const float card_width = beside ? width - choices_width - 32 : width;
    float choices_height = group_gap * static_cast<float>(all.size() - 1);
    for (const auto& group : all)
        choices_height += height_of(kit, group, choices_width);
    const float card_height = card_ruler_height(kit, card_width, scene);
    const float height = beside ? std::max(choices_height, card_height) : choices_height + 2 * group_gap + card_height;
    Rect content = kit.begin_scroll(area, "settings.all", height);
    content.width = width;
    Rect choices = beside ? content.cut_start(choices_width) : content.cut_top(choices_height);
    if (beside)
        content.cut_start(32);
    else
        content.cut_top(2 * group_gap);
    for (const auto& group : all) {
        if (const auto chosen = draw(kit, group, choices.cut_top(height_of(kit, group, choices_width)), scene))
            taken = chosen;
        choices.cut_top(group_gap);
    }
    if (const auto sized = card_ruler(kit, content, "settings.card", scene))
        taken = sized;
    kit.end_scroll();

    if (kit.button(bar.column(0, 2, 16), "settings.back", Look::ghost, Icon::back, back))
        taken = GoHome{};
    if (kit.button(bar.column(1, 2, 16), "settings.devices", Look::secondary, Icon::print, devices))
        taken = OpenDevices{};
    return taken;
}

} // namespace makegood::ui
