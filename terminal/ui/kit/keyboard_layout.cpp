#include "terminal/ui/kit/keyboard_layout.hpp"

namespace makegood::ui {

namespace {

constexpr KeyboardLayout english_desk{
    .plain = {"1 2 3 4 5 6 7 8 9 0 -", "q w e r t y u i o p", "a s d f g h j k l '", "z x c v b n m"},
    .shifted = {"! @ # £ % & * ( ) + _", "Q W E R T Y U I O P", "A S D F G H J K L \"", "Z X C V B N M"},
    .before_space = ",",
    .after_space = ". /",
};

constexpr KeyboardLayout persian_desk{
    .plain = {"۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹ ۰ -", "ض ص ث ق ف غ ع ه خ ح ج چ", "ش س ی ب ل ا ت ن م ک گ", "ظ ط ز ژ ر ذ د پ و"},
    .shifted = {"! ٬ ٫ ﷼ ٪ × ÷ * ) ( ـ", "\u0652 \u064C \u064D \u064B \u064F \u0650 \u064E \u0651 ] [ } {",
                "ؤ ئ ء إ أ آ ة » « : ؛", "\u0653 \u0670 \u0654 > < / = + @"},
    .before_space = "\u200C ،",
    .after_space = "؟ .",
};

} // namespace

const KeyboardLayout& keyboard_layout(Language language) {
    return language == Language::english ? english_desk : persian_desk;
}

} // namespace makegood::ui
