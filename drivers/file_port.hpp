#pragma once

#include "drivers/byte_stream.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace makegood::drivers {

// "file:/var/spool/slips.bin": the rest of it; nothing of any other path.
std::optional<std::string> file_path(std::string_view path);

// What a printer would get is added to the end of a file, which is made where there is none, for a spooler of the
// shop's own. It answers nothing. Refused: absent (its folder is not there), held_by_other, failed.
IoResult<std::unique_ptr<ByteStream>> open_file(const std::string& file);

} // namespace makegood::drivers
