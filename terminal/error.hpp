#pragma once

#include "workflows/result.hpp"

#include <string>

namespace makegood {

// A failure at the edge of the program: what was tried, on what, and what the system or the content said.
// "read policy.toml: line 12: rule 'above': no such outcome".
struct Error {
    std::string operation;
    std::string object;
    std::string reason;
    std::string sentence = "command.failed"; // key of what a person is told; it shows text() as {detail}

    std::string text() const { return operation + " " + object + ": " + reason; }
};

template <class Value>
using Result = Expected<Value, Error>;

} // namespace makegood
