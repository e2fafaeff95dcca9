#include "terminal/slip/test_page.hpp"

#include "terminal/text/unicode.hpp"

namespace makegood {

SlipDocument test_page(const text::Words& words, std::string_view shop, Language language, CivilTime now) {
    return {language,
            {},
            {{SlipLineKind::title, words.say("slip.test"), {}},
             {SlipLineKind::text, text::plain(shop), {}},
             {SlipLineKind::rule, {}, {}},
             {SlipLineKind::pair, words.say("slip.test_date"), words.dates().long_date_time(now)},
             {SlipLineKind::text, words.say("slip.test_explained"), {}},
             {SlipLineKind::bar_code, words.say("slip.test"), "MAKEGOOD-TEST"}}};
}

} // namespace makegood
