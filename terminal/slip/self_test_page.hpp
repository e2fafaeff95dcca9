#pragma once

#include "drivers/printer/document.hpp"
#include "drivers/printer/profile.hpp"
#include "terminal/text/typesetter.hpp"
#include "terminal/text/words.hpp"

namespace makegood {

// By which somebody who sets up a printer sees whether it does all that its profile says: how wide a line is, styles,
// Persian, the character sets, bar codes, a QR code, the cut.
drivers::Document self_test_page(const text::Words& words, text::Typesetter& typesetter,
                                 const drivers::Profile& profile);

} // namespace makegood
