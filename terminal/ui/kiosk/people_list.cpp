#include "terminal/ui/kiosk/people_list.hpp"

namespace makegood::ui {

std::optional<std::size_t> people_list(Kit& kit, Rect area, const std::string& key,
                                       const std::vector<StaffMember>& people, const Scene& scene) {
    return kit.list(area, key, people.size(), [&](std::size_t i) {
        return ListItem{.key = key + "." + std::to_string(i + 1),
                        .row = {.icon = Icon::person,
                                .title = name_of(people[i], scene.state.language),
                                .detail = scene.words.say(role_word(people[i].role)),
                                .leads_on = true}};
    });
}

std::string_view role_word(StaffRole role) {
    switch (role) {
    case StaffRole::cashier:
        return "role.cashier";
    case StaffRole::supervisor:
        return "role.supervisor";
    case StaffRole::manager:
        return "role.manager";
    case StaffRole::owner:
        break;
    }
    return "role.owner";
}

} // namespace makegood::ui
