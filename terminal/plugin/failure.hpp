#pragma once

#include "terminal/plugin/pos_plugin.h"
#include "workflows/result.hpp"

#include <string>

namespace makegood::plugin {

// Why a function of the border fails, before it is written into the host's struct.
struct Failure {
    makegood_status status = MAKEGOOD_INTERNAL;
    std::string reason{};
    std::string sentence{};
    std::string detail{};
};

template <class Value>
using Done = Expected<Value, Failure>;

} // namespace makegood::plugin
