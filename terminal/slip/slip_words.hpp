#pragma once

#include "terminal/text/words.hpp"
#include "workflows/ports.hpp"

namespace makegood {

// Writes slips from the catalogues (slip.txt), in the language that the slip is for.
class SlipWords final : public SlipWriter {
  public:
    // Both outlive it.
    SlipWords(const text::Words& english, const text::Words& persian) : english_(english), persian_(persian) {}

    SlipDocument write(const SlipContent& content) const override;

  private:
    const text::Words& english_;
    const text::Words& persian_;
};

} // namespace makegood
