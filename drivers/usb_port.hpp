#pragma once

#include "drivers/io_error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::drivers {

// By what a USB adapter is known whatever it is called today: "usb:0403:6001:A50285BI" with its serial number, or
// "usb:1a86:7523@1-1.4" with the place where it is plugged in, for those that have none or share one.
struct UsbIdentity {
    std::string vendor;  // four hexadecimal digits in small letters, as the product
    std::string product; // likewise
    std::string serial;  // this or the place is empty
    std::string place;   // as Linux names it: bus, ports of the hubs, and ":1.2" for one interface of several
};

constexpr std::string_view usb_prefix = "usb:";
// A scanner that types like a keyboard is known likewise; with "input:05f9:2214:12:34:56:78:9a:bc" by its address where
// it comes by Bluetooth.
constexpr std::string_view input_prefix = "input:";
// Nothing of any other text, also of one that only begins so.
std::optional<UsbIdentity> usb_identity(std::string_view text, std::string_view prefix = usb_prefix);

// A serial port, or a keyboard, that is there now.
struct PresentPort {
    std::string path;     // "/dev/ttyUSB0"
    std::string identity; // for shop.toml: by serial number, by place where that is not unique; the path if built in
    std::string told;     // what it says that it is: anybody's text
    UsbIdentity usb;      // with serial and place; vendor empty if built in
};

// From <root>/sys/class/tty, in the order of their names. Ports may come and go meanwhile.
std::vector<PresentPort> present_ports(const std::filesystem::path& root = "/");
// From <root>/sys/class/input: what has digits and Enter, and is plugged in or comes by Bluetooth.
std::vector<PresentPort> present_keyboards(const std::filesystem::path& root = "/");

// Where it is now. Refused: absent, failed (two are alike).
IoResult<std::string> path_of(const UsbIdentity& wanted, const std::string& text,
                              const std::filesystem::path& root = "/");
IoResult<std::string> keyboard_path_of(const UsbIdentity& wanted, const std::string& text,
                                       const std::filesystem::path& root = "/");

} // namespace makegood::drivers
