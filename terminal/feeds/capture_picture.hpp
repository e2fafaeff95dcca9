#pragma once

#include "drivers/escpos/paper_picture.hpp"
#include "drivers/file_descriptor.hpp"
#include "drivers/printer/profile.hpp"
#include "terminal/error.hpp"

#include <filesystem>
#include <optional>

namespace makegood::feeds {

// What a printer would make of a capture, its letters left out. Nothing of one that cannot be read, is more than
// receipts are, or longer than two and a half metres, which take 12 MB.
std::optional<escpos::PaperPicture> picture_of_capture(const drivers::FileDescriptor& capture,
                                                       const drivers::Profile& printer);
Result<void> write_picture(const escpos::PaperPicture& picture, const std::filesystem::path& png);

} // namespace makegood::feeds
