#pragma once

#include "terminal/text/words.hpp"
#include "workflows/approval/remark.hpp"
#include "workflows/recovery/policy.hpp"
#include "workflows/recovery/remedy.hpp"

#include <string>
#include <string_view>

namespace makegood {

// Sentences about a decision in the words' language. What rules say themselves comes as their policy had it.

// Of a rule or of the budget.
std::string reason_in_words(const RuleAnswer& answer, const text::Words& words);
// Why the decision is as it is.
std::string reason_in_words(const Decision& decision, const text::Words& words);
// By what the catalogues, and keys on the screens, call a way to put it right: that of its remedy, or "fetch" and
// "later" of goods that are not at hand.
std::string name_of(const Offer& offer);
std::string offer_in_words(const Offer& offer, const text::Words& words);
// What may be said to the customer: the deciding rule's own sentence, else the usual one.
std::string sentence_for_customer(const Decision& decision, const Offer& offer, const text::Words& words);
std::string fact_in_words(const Evidence& fact, const text::Words& words);
// "If this were not so, a colleague gives it now", and of which fact that is said.
struct ChangeWords {
    std::string says;
    std::string fact;
};
ChangeWords change_in_words(const Decision& decision, const Change& change, const text::Words& words);
// "gone", or the name of the direction.
std::string way_of(const Change& change);
// "Olives: entered by scanner", where it does not hold for all that is claimed.
std::string fact_of_line_in_words(std::string_view fact, const LineItem& line, const text::Words& words);
// What a manager asked before they answered, and what was said to it.
std::string question_in_words(const Remark& question, const text::Words& words);
std::string answer_in_words(const Remark& answer, const text::Words& words);

} // namespace makegood
