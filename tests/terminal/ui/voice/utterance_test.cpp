#include "terminal/ui/voice/utterance.hpp"

#include "tests/support/catch.hpp"

#include <vector>

namespace makegood::ui {

namespace {

Utterance urgent(const char* key, const char* text) {
    return {key, text, Language::english, true};
}
Utterance news(const char* key, const char* text) {
    return {key, text, Language::english, false};
}

} // namespace

TEST_CASE("news waits for its turn, and what has the focus comes first", "[voice]") {
    struct Case {
        std::vector<Utterance> asked;
        std::vector<const char*> said;
    };
    const Case cases[] = {
        {{news("notice", "a"), news("done.print", "b")}, {"a", "b"}},
        {{news("notice", "a"), urgent("back", "Back")}, {"Back", "a"}},
        {{urgent("back", "Back"), urgent("give", "Give"), news("notice", "a")}, {"Give", "a"}},
        {{news("notice", "a"), news("done.print", "b"), news("notice", "c")}, {"b", "c"}},
        {{urgent("notice", "Notice"), news("notice", "a")}, {"Notice", "a"}},
    };
    for (const auto& one : cases) {
        SpeechQueue queue;
        for (const auto& utterance : one.asked)
            queue.add(utterance);
        for (const char* text : one.said) {
            const auto next = queue.next();
            REQUIRE(next);
            CHECK(next->text == text);
        }
        CHECK_FALSE(queue.next());
    }
}

} // namespace makegood::ui
