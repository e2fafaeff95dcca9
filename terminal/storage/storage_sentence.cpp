#include "terminal/storage/storage_sentence.hpp"

namespace makegood::storage {

namespace {

std::string_view key_of(StorageFault fault) {
    switch (fault) {
    case StorageFault::missing:
        return "command.storage.missing";
    case StorageFault::foreign:
        return "command.storage.foreign";
    case StorageFault::newer_schema:
        return "command.storage.newer_schema";
    case StorageFault::older_schema:
        return "command.storage.older_schema";
    case StorageFault::owned:
        return "command.storage.owned";
    case StorageFault::read_only:
        return "command.storage.read_only";
    case StorageFault::latched:
        return "command.storage.latched";
    case StorageFault::full:
        return "command.storage.full";
    case StorageFault::input_output:
        return "command.storage.input_output";
    case StorageFault::damaged:
        return "command.storage.damaged";
    case StorageFault::busy:
        return "command.storage.busy";
    case StorageFault::refused:
        return "command.storage.refused";
    case StorageFault::wrong_setting:
        return "command.storage.wrong_setting";
    case StorageFault::secrets:
        return "command.storage.secrets";
    }
    return "command.failed";
}

} // namespace

Error told(const StorageError& error) {
    return {error.operation, error.object, error.reason, std::string(key_of(error.fault))};
}

} // namespace makegood::storage
