#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/scanner/key_layout.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace makegood::drivers {

// "input:05f9:2214:S/N", "input:05f9:2214@1-1.4" (usb_port.hpp), /dev/input/event3, a link to it as in
// /dev/input/by-id: a scanner that types like a keyboard, read by its event device.
bool is_event_device(std::string_view path);

// Opens it and takes it for us alone (EVIOCGRAB), so that nothing it types reaches a window or a console until the
// stream is closed; reads what its keys type there. Refused: absent, not_allowed, held_by_other, failed.
IoResult<std::unique_ptr<ByteStream>> open_event_device(const std::string& path, KeyLayout layout,
                                                        const std::filesystem::path& root = "/");

} // namespace makegood::drivers
