#pragma once

#include "drivers/printer/document.hpp"
#include "drivers/printer/profile.hpp"
#include "terminal/text/typesetter.hpp"
#include "workflows/recovery/slip.hpp"

namespace makegood {

// A slip as the printer's document. A line goes as text where one of the printer's character sets holds all of its
// letters and it reads from left to right. A line of a Persian slip goes in the letters of the profile's persian_page,
// where it names one that has them all. Every other line goes as a picture, right to left where the slip is Persian, so
// that no letter is ever replaced. A copy carries its mark on top. The bar code is the slip's number.
drivers::Document page_of(const SlipDocument& slip, bool is_copy, text::Typesetter& typesetter,
                          const drivers::Profile& profile);

// Its lines only, without mark, feed and cut.
std::vector<drivers::Element> lines_of(const SlipDocument& slip, text::Typesetter& typesetter,
                                       const drivers::Profile& profile);

} // namespace makegood
