#include "terminal/ui/kiosk/choice_group.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace makegood::ui {

namespace {

constexpr float group_gap = 16;

Prefer with(Preferences preferences, auto Preferences::*what, auto value) {
    preferences.*what = value;
    return {preferences};
}

constexpr std::array volumes = {0, 35, 70, 100};

// The step that comes nearest to a volume which shop.toml may have put between two.
int nearest_volume(int volume) {
    return *std::ranges::min_element(volumes, {}, [&](int step) { return std::abs(step - volume); });
}

std::vector<ChoiceGroup> groups(const Scene& scene) {
    const auto& words = scene.words;
    const auto& now = scene.state.preferences;
    ChoiceGroup language{"settings.language", {}}, theme{"settings.theme", {}}, text{"settings.text", {}},
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
    if (!scene.state.staff)
        return {language, theme, text, sound, voice, motion};
    ChoiceGroup staff{"settings.staff",
                      {{"settings.change_pin", words.say("settings.change_pin"), false, ChangeOwnPin{}}}};
    if (looks_after_staff(scene.state.staff->role))
        staff.choices.push_back({"settings.colleagues", words.say("settings.colleagues"), false, OpenStaff{}});
    return {language, staff, theme, text, sound, voice, motion};
}

float width_on_one_line(Kit& kit, const std::vector<ChoiceGroup>& all) {
    float widest = 0;
    for (const auto& group : all)
        widest = std::max(widest, chip_flow_width(kit, group.choices));
    return widest;
}

} // namespace

Taken settings_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto back = words.say("button.back"), devices = words.say("settings.devices"),
               practice = words.say(scene.state.practice ? "settings.work" : "settings.practice");
    constexpr int keys = 3;
    float bar_height = 0;
    for (const auto* label : {&back, &devices, &practice})
        bar_height = std::max(
            bar_height, kit.button_height(Look::secondary, Icon::print, *label, {}, (area.width - 2 * 16) / keys));
    Rect bar = area.cut_bottom(bar_height);
    area.cut_bottom(16);

    const auto all = groups(scene);
    const bool beside = kit.layout() != Layout::compact;
    const float width = area.width - Kit::scrollbar_room();
    const float choices_width = beside ? std::min(width * 0.54f, width_on_one_line(kit, all)) : width;
    const float card_width = beside ? width - choices_width - 32 : width;
    float choices_height = group_gap * static_cast<float>(all.size() - 1);
    for (const auto& group : all)
        choices_height += choice_group_height(kit, group, choices_width);
    const float card_height = card_ruler_height(kit, card_width, scene);
    const float others_height = shop_form_height(kit, card_width, scene) + 2 * group_gap + card_height;
    const float height =
        beside ? std::max(choices_height, others_height) : choices_height + 2 * group_gap + others_height;
    Rect content = kit.begin_scroll(area, "settings.all", height);
    content.width = width;
    Rect choices = beside ? content.cut_start(choices_width) : content.cut_top(choices_height);
    if (beside)
        content.cut_start(32);
    else
        content.cut_top(2 * group_gap);
    for (const auto& group : all) {
        if (const auto chosen =
                choice_group(kit, choices.cut_top(choice_group_height(kit, group, choices_width)), group, scene))
            taken = chosen;
        choices.cut_top(group_gap);
    }
    if (const auto called = shop_form(kit, content.cut_top(shop_form_height(kit, card_width, scene)), scene))
        taken = called;
    content.cut_top(2 * group_gap);
    if (const auto sized = card_ruler(kit, content, "settings.card", scene))
        taken = sized;
    kit.end_scroll();

    if (kit.button(bar.column(0, keys, 16), "settings.back", Look::ghost, Icon::back, back))
        taken = GoHome{};
    if (kit.button(bar.column(1, keys, 16), "settings.practice", Look::secondary, Icon::school, practice))
        taken = SwitchPractice{};
    if (kit.button(bar.column(2, keys, 16), "settings.devices", Look::secondary, Icon::print, devices))
        taken = OpenDevices{};
    return taken;
}

} // namespace makegood::ui
