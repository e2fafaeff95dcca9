#pragma once

#include "terminal/ui/kiosk/form_column.hpp"

#include <span>

namespace makegood::ui {

// What a manager may ask before they answer a proposal, and what is said to it at the counter.

// Keys of the ready ones in the catalogues, below "question." and "answer.".
std::span<const std::string_view> ready_questions();
std::span<const std::string_view> ready_answers();

// By whom a question of the case in hand was asked.
const StaffMember& asker_of(const KioskState& state, const AskedBack& asked);

// The manager's page: a tap asks a ready one, and the field takes any other.
Taken questions_to_ask(Kit& kit, Rect area, const Scene& scene);

// The question that waits for its answer, and ways to give one; nothing where none waits. `taken` outlives the column.
void add_answer(Kit& kit, FormColumn& column, const Scene& scene, Taken& taken);

} // namespace makegood::ui
