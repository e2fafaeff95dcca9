#include "terminal/slip/badge_page.hpp"

#include "terminal/text/unicode.hpp"

namespace makegood {

SlipDocument badge_page(const text::Words& words, std::string_view shop, Language language, std::string badge) {
    return {language,
            {},
            {{SlipLineKind::title, words.say("slip.badge"), {}},
             {SlipLineKind::text, text::plain(shop), {}},
             {SlipLineKind::rule, {}, {}},
             {SlipLineKind::text, words.say("slip.badge_explained"), {}},
             {SlipLineKind::bar_code, words.say("slip.badge"), std::move(badge)}}};
}

} // namespace makegood
