#pragma once

#include <string>

namespace makegood {

// What two colleagues ask and answer each other about a proposal: a ready one, words of their own, or both.
struct Remark {
    std::string ready{}; // its key in the catalogues
    std::string words{};

    bool empty() const { return ready.empty() && words.empty(); }
    friend bool operator==(const Remark&, const Remark&) = default;
};

} // namespace makegood
