#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace makegood {

// Text that names one thing of one kind; ids of different kinds do not mix. Empty means "none".
template <class Kind>
class Id {
  public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }

    friend bool operator==(const Id&, const Id&) = default;
    friend auto operator<=>(const Id&, const Id&) = default;

  private:
    std::string text_;
};

// From the till (ARTS names)
using BusinessUnitId = Id<struct BusinessUnitKind>;
using WorkstationId = Id<struct WorkstationKind>;
using OperatorId = Id<struct OperatorKind>;
using ItemCode = Id<struct ItemCodeKind>;

// Our own, made from the random source of the terminal
using CaseId = Id<struct CaseKind>;
using ClaimId = Id<struct ClaimKind>;
using GrantId = Id<struct GrantKind>;
using SlipNumber = Id<struct SlipKind>;
using StaffId = Id<struct StaffKind>;
using ProposalId = Id<struct ProposalKind>;
using RequestId = Id<struct RequestKind>;

// The line's number on its receipt as the till counted it, from 1.
enum class LineNumber : std::int32_t {};

} // namespace makegood

template <class Kind>
struct std::hash<makegood::Id<Kind>> {
    std::size_t operator()(const makegood::Id<Kind>& id) const { return std::hash<std::string>{}(id.text()); }
};
