#pragma once

#include "terminal/error.hpp"
#include "terminal/ui/window.hpp"

#include <filesystem>
#include <span>

namespace makegood {

// What the windows show, for whoever drives or diagnoses the kiosk from outside: ui::describe of the kiosk's tree,
// the customer's and the counter's, keys telling them apart; null windows show nothing. A reader finds the old file or
// the new one, never half of one: it is written beside itself and renamed. Only its owner can read
// it. No PIN stands in it, only its dots. Errors: open, write, rename.
Result<void> write_tree_file(const std::filesystem::path& file, std::span<ui::Window* const> windows);

} // namespace makegood
