#include "drivers/usb_port.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
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
        return std::isalnum(letter) != 0 || letter == '-' || letter == '_' || letter == '.';
    });
}

// From the folder of a port up to that of the adapter, which alone has an idVendor.
std::optional<PresentPort> usb_port(const fs::path& device) {
    std::error_code none;
    std::string place;
    for (fs::path folder = device; folder.has_relative_path(); folder = folder.parent_path()) {
        if (folder.filename().string().find(':') != std::string::npos && place.empty())
            place = folder.filename().string();
        if (!fs::exists(folder / "idVendor", none))
            continue;
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

std::string adapter_of(const std::string& place) {
    return place.substr(0, place.find(':'));
}

bool is_alike(const UsbIdentity& one, const UsbIdentity& other) {
    return one.vendor == other.vendor && one.product == other.product;
}

std::string identity_among(const PresentPort& port, const std::vector<PresentPort>& all) {
    if (port.usb.vendor.empty())
        return port.path;
    const std::string kind = std::string(usb_prefix) + port.usb.vendor + ":" + port.usb.product;
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

} // namespace

std::optional<UsbIdentity> usb_identity(std::string_view text) {
    constexpr std::size_t kind_ends = usb_prefix.size() + 9;
    if (!text.starts_with(usb_prefix) || text.size() < kind_ends + 2)
        return std::nullopt;
    const auto kind = text.substr(usb_prefix.size(), 9);
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
    std::vector<PresentPort> ports;
    std::error_code gone;
    fs::directory_iterator entries(root / "sys/class/tty", gone);
    for (; !gone && entries != fs::directory_iterator(); entries.increment(gone)) {
        const fs::path entry = entries->path();
        std::error_code no_device;
        const auto device = fs::canonical(entry / "device", no_device);
        if (no_device)
            continue;
        auto port = usb_port(device);
        if (!port && is_built_in(entry))
            port.emplace();
        if (!port)
            continue;
        port->path = (root / "dev" / entry.filename()).string();
        ports.push_back(std::move(*port));
    }
    std::ranges::sort(ports, {}, [](const auto& port) { return std::tuple(port.path.size(), port.path); });
    for (PresentPort& port : ports)
        port.identity = identity_among(port, ports);
    return ports;
}

IoResult<std::string> path_of(const UsbIdentity& wanted, const std::string& text, const fs::path& root) {
    std::optional<std::string> found;
    for (const PresentPort& port : present_ports(root)) {
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

} // namespace makegood::drivers
