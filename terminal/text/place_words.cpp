#include "terminal/text/place_words.hpp"

#include "workflows/left_behind/entry.hpp"

#include <algorithm>
#include <iterator>

namespace makegood::text {

std::string place_in_words(const std::string& place, const Words& words) {
    if (place.empty())
        return words.say("left.place.other");
    const bool is_usual = std::ranges::find(usual_places, place) != std::end(usual_places);
    return is_usual ? words.say("left.place." + place) : place;
}

} // namespace makegood::text
