#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include <tl/expected.hpp>

namespace makegood::drivers {

enum class IoProblem {
    absent,           // there is no such device now
    held_by_other,    // another program has it
    not_allowed,      // the system does not let this user have it
    hung_up,          // it was there and went away
    setting_not_kept, // the line did not keep a setting that we gave it, found by reading it back
    let_go,           // nothing was to be done, so that others may have it
    failed,           // anything else the system refused
};

// What was tried, on what, and why it did not work, in the words of the system.
struct IoError {
    IoProblem problem = IoProblem::failed;
    std::string operation;
    std::string object;
    std::string reason;
    int error_number = 0; // errno, 0 when the system was not asked

    std::string text() const { return operation + " " + object + ": " + reason; }
    friend bool operator==(const IoError&, const IoError&) = default;
};

template <class Value>
using IoResult = tl::expected<Value, IoError>;

inline tl::unexpected<IoError> io_refused(IoProblem problem, std::string_view operation, std::string_view object,
                                          int error_number) {
    return tl::unexpected(IoError{problem, std::string(operation), std::string(object),
                                  std::system_category().message(error_number), error_number});
}

} // namespace makegood::drivers
