#pragma once

#include "terminal/error.hpp"
#include "terminal/ui/kit/node.hpp"

#include <filesystem>
#include <vector>

namespace makegood {

// What the windows show, for whoever drives or diagnoses the kiosk from outside: ui::describe of the kiosk's tree and
// then of the counter's, keys telling them apart. A reader finds the old file or the new one, never half of one: it is
// written beside itself and renamed. No PIN stands in it, only its dots. Errors: open, write, rename.
Result<void> write_tree_file(const std::filesystem::path& file, const std::vector<ui::Node>& kiosk,
                             const std::vector<ui::Node>& counter);

} // namespace makegood
