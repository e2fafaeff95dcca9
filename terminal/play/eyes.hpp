#pragma once

#include "terminal/play/played_kiosk.hpp"
#include "terminal/play/script.hpp"

#include <filesystem>
#include <string>

namespace makegood {

// The verbs that only look and listen: what is on the screen, what was heard since something was done last.
class Eyes {
  public:
    // All three outlive it.
    Eyes(PlayedKiosk& kiosk, const std::filesystem::path& shots, const PlayedKiosk::Told& told)
        : kiosk_(kiosk), shots_(shots), told_(told) {}

    // Errors: what was there instead.
    using Outcome = Expected<void, std::string>;
    Outcome perform(const ExpectNode& expect);
    Outcome perform(const ExpectSignal& expect);
    Outcome perform(const ExpectSaid& expect);
    Outcome perform(const ExpectDisplayed& expect);
    Outcome perform(const ExpectStill& expect);
    Outcome perform(const TakeShot& shot);
    Outcome perform(const ShowTree&);

  private:
    PlayedKiosk& kiosk_;
    const std::filesystem::path& shots_;
    const PlayedKiosk::Told& told_;
    drivers::DisplayEngine::Lines displayed_;
    int taken_ = 0;
};

} // namespace makegood
