#include "terminal/ui/voice/narrator.hpp"

#include "tests/terminal/ui/gallery.hpp"

namespace makegood::ui {

namespace {

using gallery::Page;
using gallery::State;
using gallery::words_in;

// A screen and somebody who listens to it.
struct Listener {
    text::Typesetter typesetter = gallery::typesetter();
    text::Words words;
    std::unique_ptr<Window> window;
    State state;
    Page which;
    Narrator narrator;

    Listener(Page shown, text::Direction direction)
        : words(words_in(direction)), window(gallery::window(typesetter, {gallery::theme("light"), direction})),
          which(shown) {}

    std::vector<std::string> hear() {
        window->invalidate();
        window->update(1'000, [this](Kit& kit) { gallery::draw(kit, state, which); });
        std::vector<std::string> texts;
        for (const auto& utterance : narrator.listen(window->tree(), words)) {
            CHECK(utterance.language == words.language());
            texts.push_back((utterance.urgent ? "! " : "") + utterance.text);
        }
        return texts;
    }
    std::vector<std::string> focus(std::string_view key) {
        window->kit().focus(key);
        return hear();
    }
};

using Said = std::vector<std::string>;

} // namespace

TEST_CASE("the focused node is said once, in the screen's language: label, role, value", "[voice]") {
    struct Case {
        text::Direction direction;
        std::string back;
        std::string approve;
        std::string chip;
    };
    const Case cases[] = {
        {text::Direction::left_to_right, "! Back, button", "! Give the replacement, button, 2 × Sunflower oil 1.5 l",
         "! Not in the bag, button, selected"},
        {text::Direction::right_to_left, "! بازگشت، دکمه", "! کالا را تحویل بدهید، دکمه، ۲ × روغن آفتابگردان ۱.۵ لیتری",
         "! بین خریدها نبود، دکمه، انتخاب‌شده"},
    };
    for (const auto& one : cases) {
        Listener listener(Page::decision, one.direction);
        listener.hear();
        CHECK(listener.focus("page.back") == Said{one.back});
        CHECK(listener.hear() == Said{});
        CHECK(listener.focus("decision.approve") == Said{one.approve});
        CHECK(listener.focus("decision.cause.1") == Said{one.chip});
        CHECK(listener.focus("page.back") == Said{one.back});
    }
}

TEST_CASE("news is said when it comes, once, however many nodes tell it", "[voice]") {
    Listener listener(Page::approval, text::Direction::left_to_right);
    CHECK(listener.hear() == Said{"The printer is out of paper."}); // on five banners
    CHECK(listener.hear() == Said{});
    listener.which = Page::decision;
    CHECK(listener.hear() == Said{"Replace it now. This is within your limit."});
    listener.which = Page::approval;
    CHECK(listener.hear() == Said{"The printer is out of paper."});
}

TEST_CASE("of a field its text is said as it grows, of a secret only how many digits", "[voice]") {
    struct Case {
        text::Direction direction;
        Said name, typed, pin, more, key;
    };
    const Case cases[] = {
        {text::Direction::left_to_right,
         {"! Product name, text field, empty"},
         {"! rice"},
         {"! PIN, text field, 4 digits"},
         {"! 5 digits"},
         {"! number key"}},
        {text::Direction::right_to_left,
         {"! نام کالا، کادر نوشتن، خالی"},
         {"! rice"},
         {"! رمز، کادر نوشتن، ۴ رقم"},
         {"! ۵ رقم"},
         {"! کلید عدد"}},
    };
    for (const auto& one : cases) {
        Listener listener(Page::approval, one.direction);
        listener.hear();
        CHECK(listener.focus("approval.name") == one.name);
        listener.window->inject(TypedText{"rice"});
        CHECK(listener.hear() == one.typed);
        CHECK(listener.focus("approval.pin") == one.pin);
        listener.window->inject(TypedText{"7"});
        CHECK(listener.hear() == one.more);
        CHECK(listener.state.pin.text == "12347");
        for (int digit = 0; digit <= 9; ++digit)
            CHECK(listener.focus("pin." + std::to_string(digit)) == one.key);
    }
}

TEST_CASE("why a focused node cannot be used is said when that changes", "[voice]") {
    const auto words = words_in(text::Direction::left_to_right);
    Narrator narrator;
    Node node;
    node.key = "manager.approve";
    node.role = Role::button;
    node.label = "Confirm";
    node.focused = true;
    node.enabled = false;
    node.reason = "First the PIN, at least six digits";
    const auto said = narrator.listen({node}, words);
    REQUIRE(said.size() == 1);
    CHECK(said[0] ==
          Utterance{"manager.approve", "Confirm, button, First the PIN, at least six digits", Language::english, true});
    node.enabled = true;
    node.reason.clear();
    CHECK(narrator.listen({node}, words).at(0).text == "Confirm, button");
}

TEST_CASE("what only the eye needs is left out", "[voice]") {
    const auto words = words_in(text::Direction::right_to_left);
    Node node;
    node.key = "notice";
    node.role = Role::status;
    node.label = "\u2068رسید\u2069 \u2066R-2\u2069: ۴۱۰٬۰۰۰٫۵ ریال";
    node.live = true;
    CHECK(Narrator().listen({node}, words).at(0).text == "رسید R-2: ۴۱۰۰۰۰.۵ ریال");
}

} // namespace makegood::ui
