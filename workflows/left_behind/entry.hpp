#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/quantity.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

using LeftBehindId = Id<struct LeftBehindKind>;

// Where an item is that was found in the shop after its buyer had left.
enum class LeftBehindState {
    kept,
    reserved, // kept for somebody who called
    handed_over,
    put_back, // on the shelf again; a claim still finds its entry
    disposed_of,
    brought_back, // kept again: somebody else had taken it along
};

struct LeftBehindEntry {
    LeftBehindId id;
    ItemCode code;    // as scanned; empty where nobody knows it
    std::string item; // its name, or what it looks like
    Quantity quantity;
    WorkstationId lane; // at which it was found; empty where nobody knows
    std::string place;  // where it lies: one of `usual_places`, or words of their own
    std::string note;
    std::optional<Date> perishable_until{}; // the last day on which it can be eaten
    CivilTime found_at;
    CivilTime recorded_at;
    StaffId found_by;
    LeftBehindState state = LeftBehindState::kept;
    CivilTime moved_at;            // into this state
    CivilTime moved_recorded_at{}; // when somebody wrote that down
    StaffId moved_by;
    std::string reserved_for{}; // words without names
    std::string label{};        // of its bag, a label of our own; empty in journals of before
    CaseId made_good{};         // by the claim of which it was handed over, or taken off the shelf
    bool by_tie = false;        // only since that was tied to its receipt
    bool taken_back = false;    // noted by mistake: it says nothing, and nothing more is done with it

    friend bool operator==(const LeftBehindEntry&, const LeftBehindEntry&) = default;
};

// One step in the life of an entry, the finding included.
struct LeftBehindMove {
    LeftBehindState to{};
    StaffId by;
    std::string place;
    std::string note;
    CivilTime happened_at;
    CivilTime recorded_at;
    CaseId made_good{};
};

inline constexpr const char* usual_places[] = {"service_desk", "lane_counter", "fridge", "freezer"};

bool is_in_shop(LeftBehindState state); // set aside, and not for sale

// As people move entries. What was made good by a claim moves with its case alone.
bool can_move(const LeftBehindEntry& entry, LeftBehindState to);

enum class Freshness { keeps, spoils_soon, spoiled };

// `spoils_soon` on the last day and the day before.
Freshness freshness_of(const LeftBehindEntry& entry, Date today);

// What spoils first, then the newest.
void sort_by_urgency(std::vector<LeftBehindEntry>& entries, Date today);

} // namespace makegood
