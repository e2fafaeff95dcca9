#pragma once

#include "workflows/result.hpp"

#include <string>

namespace makegood::storage {

enum class StorageFault {
    missing,       // there is no database here
    foreign,       // a database of another program, or a file that is no database
    newer_schema,  // a newer makegood has written it
    older_schema,  // a reader met a database that its writer has not brought up to date yet
    owned,         // another process owns the data folder
    read_only,     // the file or its folder cannot be written
    latched,       // a sync to disk failed since start: nothing is written until a restart has verified what is there
    full,          // no space left; what was committed before is kept
    input_output,  // the system could not read or write
    damaged,       // the file or a row of it is not what was written
    busy,          // another connection holds the lock for longer than a second
    refused,       // the content breaks a rule of the schema; nothing of it was stored
    wrong_setting, // a connection is not set up as the design demands
    secrets,       // the pepper file is missing, not the one of this database, or open to others
};

// What was tried, on what, and what the system said. English: it is for whoever repairs the machine; screens show a
// sentence of their own for the fault.
struct StorageError {
    StorageFault fault;
    std::string operation;
    std::string object;
    std::string reason;

    // "open /var/lib/makegood/makegood.db: file is not a database"
    std::string text() const { return operation + " " + object + ": " + reason; }
};

template <class Value>
using Stored = Expected<Value, StorageError>;

} // namespace makegood::storage
