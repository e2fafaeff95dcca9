#pragma once

namespace makegood {

// Why what leads to a person is erased before its term.
enum class ErasureBasis {
    request,           // they asked for it
    withdrawn_consent, // they no longer agree that it is kept
    order,             // an authority or a court said so
};

} // namespace makegood
