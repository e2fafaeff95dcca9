#pragma once

#include "terminal/error.hpp"
#include "terminal/storage/storage_error.hpp"

namespace makegood::storage {

// The same for the outer ring: with the key of the sentence that a person is told about such a fault.
Error told(const StorageError& error);

} // namespace makegood::storage
