#include "drivers/usb_port.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <tuple>

namespace makegood::drivers {

namespace {

namespace fs = std::filesystem;

std::string line_in(const fs::path& file) {
    std::string line;
    std::getline(std::ifstream(file), line);
    return line;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return small;
}

bool is_hexadecimal(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char digit) { return std::isxdigit(digit) != 0; });
}

// What can stand in shop.toml and be read out over the telephone.
bool is_plain(std::string_view serial) {
    return !serial.empty() && std::ranges::all_of(serial, [](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter == '-' || letter == '_' || letter == '.' || letter == ':';
    });
}

// From the folder of a port up to that of the adapter, which alone has an idVendor.
std::optional<PresentPort> usb_port(const fs::path& device) {
    std::error_code none;
    std::string place;
    for (fs::path folder = device; folder.has_relative_path(); folder = folder.parent_path()) {
        if (!fs::exists(folder / "idVendor", none)) {
            if (folder.filename().string().find(':') != std::string::npos)
                place = folder.filename().string(); // the last before the adapter is its interface
            continue;
        }
        PresentPort port;
        port.usb = {in_small_letters(line_in(folder / "idVendor")), in_small_letters(line_in(folder / "idProduct")),
                    line_in(folder / "serial"), place.empty() ? folder.filename().string() : place};
        const auto maker = line_in(folder / "manufacturer"), product = line_in(folder / "product");
        port.told = maker.empty() || product.find(maker) == 0 ? product : maker + " " + product;
        return port;
    }
    return std::nullopt;
}

// Linux has names for serial ports that are not there; those have the type 0.
bool is_built_in(const fs::path& entry) {
    const auto type = line_in(entry / "type");
    return !type.empty() && type != "0";
}

// The lowest word of the keys that it has, in hexadecimal, stands last.
bool is_keyboard(const fs::path& device) {
    constexpr unsigned key_1 = 2, key_enter = 28;
    const auto words = line_in(device / "capabilities/key");
    const auto lowest = std::string_view(words).substr(words.rfind(' ') + 1);
    std::uint64_t keys = 0;
    std::from_chars(lowest.data(), lowest.data() + lowest.size(), keys, 16);
    return (keys >> key_1 & keys >> key_enter & 1) != 0;
}

std::optional<PresentPort> bluetooth_keyboard(const fs::path& device) {
    constexpr std::string_view bluetooth = "0005";
    if (line_in(device / "id/bustype") != bluetooth)
        return std::nullopt;
    PresentPort keyboard;
    keyboard.usb = {line_in(device / "id/vendor"), line_in(device / "id/product"), line_in(device / "uniq"), {}};
    keyboard.told = line_in(device / "name");
    return keyboard;
}

std::string adapter_of(const std::string& place) {
    return place.substr(0, place.find(':'));
}

bool is_alike(const UsbIdentity& one, const UsbIdentity& other) {
    return one.vendor == other.vendor && one.product == other.product;
}

std::string identity_among(const PresentPort& port, const std::vector<PresentPort>& all, std::string_view prefix) {
    if (port.usb.vendor.empty())
        return port.path;
    const std::string kind = std::string(prefix) + port.usb.vendor + ":" + port.usb.product;
    const auto shared = [&](auto same) {
        return std::ranges::count_if(
                   all, [&](const auto& other) { return is_alike(port.usb, other.usb) && same(other.usb); }) > 1;
    };
    if (is_plain(port.usb.serial) && !shared([&](const auto& usb) { return usb.serial == port.usb.serial; }))
        return kind + ":" + port.usb.serial;
    const auto adapter = adapter_of(port.usb.place);
    const bool one_of_several = shared([&](const auto& usb) { return adapter_of(usb.place) == adapter; });
    return kind + "@" + (one_of_several ? port.usb.place : adapter);
}

bool is_wanted(const UsbIdentity& wanted, const UsbIdentity& there) {
    if (!is_alike(wanted, there))
        return false;
    return wanted.place.empty() ? there.serial == wanted.serial
                                : there.place == wanted.place || adapter_of(there.place) == wanted.place;
}

// Those of a folder of sys with a device behind them that `read` tells of, named in `dev`.
template <class Read>
std::vector<PresentPort> present(const fs::path& names, const fs::path& dev, std::string_view prefix, Read read) {
    std::vector<PresentPort> ports;
    std::error_code gone;
    fs::directory_iterator entries(names, gone);
    for (; !gone && entries != fs::directory_iterator(); entries.increment(gone)) {
        const fs::path entry = entries->path();
        std::error_code no_device;
        const auto device = fs::canonical(entry / "device", no_device);
        auto port = no_device ? std::nullopt : read(entry, device);
        if (!port)
            continue;
        port->path = (dev / entry.filename()).string();
        ports.push_back(std::move(*port));
    }
    std::ranges::sort(ports, {}, [](const auto& port) { return std::tuple(port.path.size(), port.path); });
    for (PresentPort& port : ports)
        port.identity = identity_among(port, ports, prefix);
    return ports;
}

IoResult<std::string> path_among(const std::vector<PresentPort>& all, const UsbIdentity& wanted,
                                 const std::string& text) {
    std::optional<std::string> found;
    for (const PresentPort& port : all) {
        if (!is_wanted(wanted, port.usb))
            continue;
        if (found)
            return tl::unexpected(IoError{IoProblem::failed, "find", text, "two adapters are this one"});
        found = port.path;
    }
    if (!found)
        return tl::unexpected(IoError{IoProblem::absent, "find", text, "no such adapter is plugged in", ENODEV});
    return *found;
}

} // namespace

std::optional<UsbIdentity> usb_identity(std::string_view text, std::string_view prefix) {
    const std::size_t kind_ends = prefix.size() + 9;
    if (!text.starts_with(prefix) || text.size() < kind_ends + 2)
        return std::nullopt;
    const auto kind = text.substr(prefix.size(), 9);
    const auto rest = std::string(text.substr(kind_ends + 1));
    if (!is_hexadecimal(kind.substr(0, 4)) || kind[4] != ':' || !is_hexadecimal(kind.substr(5)))
        return std::nullopt;
    const auto vendor = in_small_letters(kind.substr(0, 4)), product = in_small_letters(kind.substr(5));
    if (text[kind_ends] == ':')
        return UsbIdentity{vendor, product, rest, {}};
    if (text[kind_ends] == '@')
        return UsbIdentity{vendor, product, {}, rest};
    return std::nullopt;
}

std::vector<PresentPort> present_ports(const fs::path& root) {
    return present(root / "sys/class/tty", root / "dev", usb_prefix, [](const fs::path& entry, const fs::path& device) {
        const auto port = usb_port(device);
        return !port && is_built_in(entry) ? std::optional(PresentPort()) : port;
    });
}

std::vector<PresentPort> present_keyboards(const fs::path& root) {
    return present(root / "sys/class/input", root / "dev/input", input_prefix,
                   [](const fs::path&, const fs::path& device) -> std::optional<PresentPort> {
                       if (!is_keyboard(device))
                           return std::nullopt;
                       const auto keyboard = usb_port(device);
                       return keyboard ? keyboard : bluetooth_keyboard(device);
                   });
}

IoResult<std::string> path_of(const UsbIdentity& wanted, const std::string& text, const fs::path& root) {
    return path_among(present_ports(root), wanted, text);
}

IoResult<std::string> keyboard_path_of(const UsbIdentity& wanted, const std::string& text, const fs::path& root) {
    return path_among(present_keyboards(root), wanted, text);
}

} // namespace makegood::drivers
