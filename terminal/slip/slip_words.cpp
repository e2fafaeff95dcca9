#include "terminal/slip/slip_words.hpp"

#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

SlipDocument SlipWords::write(const SlipContent& content) const {
    const auto& words = content.language == Language::english ? english_ : persian_;
    SlipDocument slip{content.language, words.say("slip.copy"), {}};
    const auto line = [&](SlipLineKind kind, std::string text, std::string value = {}) {
        slip.lines.push_back({kind, std::move(text), std::move(value)});
    };
    const auto pair = [&](std::string_view key, std::string value) {
        line(SlipLineKind::pair, words.say(key), std::move(value));
    };

    line(SlipLineKind::title, words.say("slip.title"));
    line(SlipLineKind::text, text::plain(content.shop));
    line(SlipLineKind::rule, {});
    pair("slip.given", words.say("slip.item", {{"quantity", text::in_unit(content.quantity, content.unit, words)},
                                               {"item", text::plain(content.item)}}));
    pair("slip.because", words.say(content.complaint == Complaint::damaged ? "slip.complaint.damaged"
                                                                           : "slip.complaint.not_among_the_goods"));
    line(SlipLineKind::text, words.say("slip.paid"));
    line(SlipLineKind::rule, {});
    pair("slip.receipt", text::plain(content.receipt_number));
    pair("slip.bought", words.dates().long_date_time(content.bought_at));
    pair("slip.date", words.dates().long_date_time(content.given_at));
    pair("slip.by", content.given_by.text());
    if (!content.confirmed_by.empty())
        pair("slip.confirmed", content.confirmed_by.text());
    line(SlipLineKind::rule, {});
    line(SlipLineKind::apology, words.say("slip.apology"));
    line(SlipLineKind::bar_code, words.say("slip.number"), content.number.text());
    return slip;
}

} // namespace makegood
