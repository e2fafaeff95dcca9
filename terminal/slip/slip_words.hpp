#pragma once

#include "terminal/text/words.hpp"
#include "workflows/ports.hpp"

namespace makegood {

// The page, with the word for practice at its head and at its foot.
SlipDocument for_practice(SlipDocument page, const text::Words& words);

// Writes slips from the catalogues (slip.txt), in the language that the slip is for.
class SlipWords final : public SlipWriter {
  public:
    // Both outlive it.
    SlipWords(const text::Words& english, const text::Words& persian, bool practice = false)
        : english_(english), persian_(persian), practice_(practice) {}

    SlipDocument write(const SlipContent& content) const override;

  private:
    const text::Words& english_;
    const text::Words& persian_;
    bool practice_;
};

} // namespace makegood
