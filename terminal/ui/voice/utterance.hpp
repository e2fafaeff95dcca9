#pragma once

#include "workflows/wording.hpp"

#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace makegood::ui {

struct Utterance {
    std::string key; // of the node that it tells about
    std::string text;
    Language language = Language::english;
    bool urgent = false; // what has the focus: it interrupts what is being said

    bool operator==(const Utterance&) const = default;
};

// What waits to be said. Something urgent comes first and takes the place of an older urgent one; everything else keeps
// its turn, and of one node only the newest is kept.
class SpeechQueue {
  public:
    void add(Utterance utterance) {
        std::erase_if(waiting_, [&](const Utterance& older) {
            return utterance.urgent ? older.urgent : !older.urgent && older.key == utterance.key;
        });
        if (utterance.urgent)
            waiting_.push_front(std::move(utterance));
        else
            waiting_.push_back(std::move(utterance));
    }
    std::optional<Utterance> next() {
        if (waiting_.empty())
            return std::nullopt;
        auto first = std::move(waiting_.front());
        waiting_.pop_front();
        return first;
    }
    bool urgent() const { return !waiting_.empty() && waiting_.front().urgent; }
    void clear() { waiting_.clear(); }

  private:
    std::deque<Utterance> waiting_;
};

} // namespace makegood::ui
