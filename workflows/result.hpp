#pragma once

#include <tl/expected.hpp>

namespace makegood {

// A value, or the named reason why there is none. Bugs are asserts, never an Unexpected.
template <class Value, class Refusal>
using Expected = tl::expected<Value, Refusal>;

template <class Refusal>
tl::unexpected<Refusal> refused(Refusal refusal) {
    return tl::unexpected<Refusal>(std::move(refusal));
}

} // namespace makegood
