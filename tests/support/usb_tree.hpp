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
    static void write(const std::filesystem::path& file, const std::string& line) {
        std::ofstream(file) << line << '\n';
    }

    storage::TemporaryFolder folder_;
};

} // namespace makegood::testing
