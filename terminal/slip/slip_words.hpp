#pragma once

#include "terminal/slip/slip_templates.hpp"
#include "terminal/text/words.hpp"
#include "workflows/ports.hpp"

namespace makegood {

// The page, with the word for practice at its head and at its foot.
SlipDocument for_practice(SlipDocument page, const text::Words& words);

// Writes slips by the shop's templates, in words of the catalogues (slip.txt) and the language that the slip is for.
class SlipWords final : public SlipWriter {
  public:
    // All outlive it.
    SlipWords(const text::Words& english, const text::Words& persian, const SlipTemplates& templates,
              bool practice = false)
        : english_(english), persian_(persian), templates_(templates), practice_(practice) {}

    SlipDocument write(const SlipContent& content) const override;

  private:
    const text::Words& english_;
    const text::Words& persian_;
    const SlipTemplates& templates_;
    bool practice_;
};

} // namespace makegood
