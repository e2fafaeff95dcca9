#include "drivers/scanner/aim_identifier.hpp"

#include <array>
#include <utility>

namespace makegood::drivers {

namespace {

constexpr bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr bool is_modifier(char c) {
    return (c >= '0' && c <= '9') || is_letter(c);
}

struct Row {
    char symbology;
    std::string_view modifiers;
    Symbology meaning;
};

constexpr std::array rows{
    Row{'E', "0", Symbology::ean_upc},
    Row{'E', "123", Symbology::ean_addon},
    Row{'E', "4", Symbology::ean_8},
    Row{'I', "013", Symbology::interleaved_2_of_5},
    Row{'C', "02", Symbology::code_128},
    Row{'C', "1", Symbology::gs1_128},
    Row{'e', "0123", Symbology::databar},
    Row{'d', "01456", Symbology::data_matrix},
    Row{'d', "23", Symbology::gs1_data_matrix},
    Row{'Q', "012456", Symbology::qr_code},
    Row{'Q', "3", Symbology::gs1_qr_code},
    Row{'J', "0", Symbology::dot_code},
    Row{'J', "1", Symbology::gs1_dot_code},
    Row{'A', "0123457", Symbology::code_39},
    Row{'F', "0124", Symbology::codabar},
    Row{'G', "0", Symbology::code_93},
    Row{'L', "012345", Symbology::pdf417},
    Row{'z', "0", Symbology::aztec},
};

} // namespace

ScanData read_scan(std::string frame) {
    ScanData scan{std::move(frame), {}, {}};
    scan.label = scan.raw;
    if (scan.raw.size() >= 3 && scan.raw[0] == ']' && is_letter(scan.raw[1]) && is_modifier(scan.raw[2])) {
        scan.aim_identifier = AimIdentifier{scan.raw[1], scan.raw[2]};
        scan.label.erase(0, 3);
    }
    return scan;
}

Symbology symbology_of(AimIdentifier identifier) {
    for (const Row& row : rows)
        if (row.symbology == identifier.symbology && row.modifiers.find(identifier.modifier) != row.modifiers.npos)
            return row.meaning;
    return Symbology::unknown;
}

} // namespace makegood::drivers
