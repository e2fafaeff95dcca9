#pragma once

#include "terminal/plugin/pos_plugin.h"
#include "workflows/money.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::plugin {

// What one answer to the host is made of; all of it goes at once.
class Answer {
  public:
    template <class Struct>
    const Struct* make(Struct fields) {
        auto kept = std::make_shared<Struct>(std::move(fields));
        kept->size = sizeof(Struct);
        kept_.push_back(kept);
        return kept.get();
    }
    template <class Struct>
    const Struct* const* list(std::vector<const Struct*> items) {
        auto kept = std::make_shared<std::vector<const Struct*>>(std::move(items));
        kept_.push_back(kept);
        return kept->data();
    }
    // Names and texts from outside, fit for a screen or a paper.
    const char* text(std::string_view from_outside);

  private:
    std::deque<std::string> texts_; // which never move
    std::vector<std::shared_ptr<void>> kept_;
};

makegood_amount told(const Money& money);

} // namespace makegood::plugin
