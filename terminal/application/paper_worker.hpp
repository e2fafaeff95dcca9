#pragma once

#include "drivers/event_queue.hpp"
#include "drivers/printer/profile.hpp"
#include "terminal/text/typesetter.hpp"

#include <functional>
#include <thread>

namespace makegood {

// Lays papers out on a thread and with fonts of its own: forty Persian lines take half a frame, and on a slow kiosk
// more than one.
class PaperWorker {
  public:
    using Work = std::function<void(text::Typesetter&, const drivers::Profile&)>;

    // Papers are laid out in the order in which they came; those that wait when it ends are not.
    PaperWorker(text::Typesetter typesetter, drivers::Profile profile);

    // False when too many wait: the work was not taken. It is called on the worker's thread.
    bool post(Work work) { return waiting_.post(std::move(work)); }

  private:
    drivers::EventQueue<Work> waiting_{64};
    std::jthread thread_; // last: stops first
};

} // namespace makegood
