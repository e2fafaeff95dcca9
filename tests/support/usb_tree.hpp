#pragma once

#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace makegood::testing {

// A sys and a dev as Linux fills them when USB adapters are plugged in and out. What stands in dev, a test adds.
class UsbTree {
  public:
    struct Adapter {
        std::string vendor, product, serial, place;
        std::string interface = "1.0";
        std::string told = "USB Serial";
    };

    const std::filesystem::path& root() const { return folder_.path(); }
    std::filesystem::path device(const std::string& name) const { return root() / "dev" / name; }

    // Under this name, as "ttyUSB0".
    void plug_in(const std::string& name, const Adapter& adapter) const {
        const auto there = root() / "sys/devices/usb1" / adapter.place;
        const auto port = there / (adapter.place + ":" + adapter.interface) / name;
        std::filesystem::create_directories(port / "tty" / name);
        std::filesystem::create_directory_symlink("../../../" + name, port / "tty" / name / "device");
        std::filesystem::create_directories(root() / "sys/class/tty");
        std::filesystem::create_directories(root() / "dev");
        std::filesystem::create_directory_symlink(
            "../../devices/usb1/" + std::filesystem::relative(port / "tty" / name, there.parent_path()).string(),
            root() / "sys/class/tty" / name);
        write(there / "idVendor", adapter.vendor);
        write(there / "idProduct", adapter.product);
        write(there / "product", adapter.told);
        if (!adapter.serial.empty())
            write(there / "serial", adapter.serial);
    }
    void plug_out(const std::string& name, const Adapter& adapter) const {
        std::filesystem::remove(root() / "sys/class/tty" / name);
        std::filesystem::remove_all(root() / "sys/devices/usb1" / adapter.place);
    }
    // Likewise, as "event3"; what keys it has, as Linux tells it.
    void plug_in_keyboard(const std::string& name, const Adapter& adapter,
                          const std::string& keys = "e080ffdf01cfffff fffffffffffffffe") const {
        const auto there = root() / "sys/devices/usb1" / adapter.place;
        const auto hid = "0003:" + adapter.vendor + ":" + adapter.product + ".0001";
        add_input(there / (adapter.place + ":" + adapter.interface) / hid, name, keys);
        write(there / "idVendor", adapter.vendor);
        write(there / "idProduct", adapter.product);
        write(there / "product", adapter.told);
        if (!adapter.serial.empty())
            write(there / "serial", adapter.serial);
    }
    void plug_out_keyboard(const std::string& name, const Adapter& adapter) const {
        std::filesystem::remove(root() / "sys/class/input" / name);
        std::filesystem::remove_all(root() / "sys/devices/usb1" / adapter.place);
    }
    // By Bluetooth; its serial number is its address.
    void connect_keyboard(const std::string& name, const Adapter& adapter) const {
        const auto input = add_input(root() / "sys/devices/virtual/misc/uhid/0005:0A12:0001.0002", name,
                                     "e080ffdf01cfffff fffffffffffffffe");
        std::filesystem::create_directories(input / "id");
        write(input / "id/bustype", "0005");
        write(input / "id/vendor", adapter.vendor);
        write(input / "id/product", adapter.product);
        write(input / "uniq", adapter.serial);
        write(input / "name", adapter.told);
    }
    // A port of the machine itself, and one of those that Linux only has a name for.
    void build_in(const std::string& name, const std::string& type) const {
        const auto port = root() / "sys/devices/platform/serial8250" / name;
        std::filesystem::create_directories(port / "tty" / name);
        std::filesystem::create_directory_symlink("../../../" + name, port / "tty" / name / "device");
        std::filesystem::create_directories(root() / "sys/class/tty");
        write(port / "tty" / name / "type", type);
        std::filesystem::create_directory_symlink("../../devices/platform/serial8250/" + name + "/tty/" + name,
                                                  root() / "sys/class/tty" / name);
    }

  private:
    std::filesystem::path add_input(const std::filesystem::path& device, const std::string& name,
                                    const std::string& keys) const {
        const auto input = device / "input/input5";
        std::filesystem::create_directories(input / name);
        std::filesystem::create_directories(input / "capabilities");
        write(input / "capabilities/key", keys);
        std::filesystem::create_directory_symlink("../../input5", input / name / "device");
        std::filesystem::create_directories(root() / "sys/class/input");
        std::filesystem::create_directory_symlink(input / name, root() / "sys/class/input" / name);
        return input;
    }
    static void write(const std::filesystem::path& file, const std::string& line) {
        std::ofstream(file) << line << '\n';
    }

    storage::TemporaryFolder folder_;
};

} // namespace makegood::testing
