#pragma once

#include "terminal/text/words.hpp"
#include "terminal/ui/kit/node.hpp"
#include "terminal/ui/voice/utterance.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace makegood::ui {

// Chooses what a voice says of one frame after another: the node that got the focus, or what changed on it; and what
// live nodes say that stood on no live node of the frame before. Of a secret it says only how many digits it has, and
// of a key of digits not which.
class Narrator {
  public:
    // In the order of saying. `words` are the screen's.
    std::vector<Utterance> listen(const std::vector<Node>& tree, const text::Words& words);

  private:
    std::optional<Node> focus_;
    std::set<std::string> live_; // said of the frame before
};

} // namespace makegood::ui
