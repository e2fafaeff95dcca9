#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::drivers {

// A character set of the printer: the number that ESC t takes and the table's name in escpos/code_pages.inc.
struct CodePage {
    std::uint8_t number = 0;
    std::string name;
};

// What one model of printer can do. A document is encoded for it and its bytes are read with it.
struct Profile {
    std::string name;
    unsigned dots_per_line = 384;
    unsigned dots_per_inch = 203;
    unsigned columns_font_a = 32; // 12x24 dots
    unsigned columns_font_b = 42; // 9x17 dots
    // In the order of preference; none means ASCII only.
    std::vector<CodePage> code_pages;
    bool barcodes = false; // draws bar codes itself (GS k)
    bool qr_codes = false; // draws QR codes itself (GS ( k)
    bool cutter = false;
    unsigned feed_to_blade_dots = 0; // from the print head to the blade
    bool drawer = false;
    bool status = false;     // answers DLE EOT and ASB
    bool completion = false; // answers GS ( H when the paper is printed
};

// For a printer that nobody told us about: ASCII and pictures, nothing that it would have to answer. The feed is what
// keeps the last line clear of the tear bar.
inline Profile safe_profile() {
    Profile profile;
    profile.name = "safe";
    profile.feed_to_blade_dots = 120;
    return profile;
}

// Epson TM-T88V on 80 mm paper (escpos-printer-db, profile TM-T88V: 512 dots at 180 an inch, 42 and 56 columns, numbers
// of ESC t); blade distance 15 mm (TM-T88III specification: head to auto-cutter).
inline Profile tm_t88v_like_profile() {
    Profile profile;
    profile.name = "TM-T88V-like";
    profile.dots_per_line = 512;
    profile.dots_per_inch = 180;
    profile.columns_font_a = 42;
    profile.columns_font_b = 56;
    profile.code_pages = {
        {0, "cp437"},        {16, "windows1252"}, {19, "cp858"},       {1, "katakana"},     {2, "cp850"},
        {3, "cp860"},        {4, "cp863"},        {5, "cp865"},        {11, "cp851"},       {12, "cp853"},
        {13, "cp857"},       {14, "cp737"},       {15, "iso8859-7"},   {17, "cp866"},       {18, "cp852"},
        {20, "thai42"},      {21, "thai11"},      {26, "thai13"},      {30, "tcvn3"},       {31, "tcvn3capitals"},
        {32, "cp720"},       {33, "cp775"},       {34, "cp855"},       {35, "cp861"},       {36, "cp862"},
        {37, "cp864"},       {38, "cp869"},       {39, "iso8859-2"},   {40, "iso8859-15"},  {41, "cp1098"},
        {42, "cp774"},       {43, "cp772"},       {44, "cp1125"},      {45, "windows1250"}, {46, "windows1251"},
        {47, "windows1253"}, {48, "windows1254"}, {49, "windows1255"}, {50, "windows1256"}, {51, "windows1257"},
        {52, "windows1258"}, {53, "rk1048"},
    };
    profile.barcodes = true;
    profile.qr_codes = true;
    profile.cutter = true;
    profile.feed_to_blade_dots = 106;
    profile.drawer = true;
    profile.status = true;
    profile.completion = true;
    return profile;
}

// "safe" or "tm-t88v"; nothing for a model that nobody described.
inline std::optional<Profile> profile_named(std::string_view name) {
    if (name == "safe")
        return safe_profile();
    if (name == "tm-t88v")
        return tm_t88v_like_profile();
    return std::nullopt;
}

} // namespace makegood::drivers
