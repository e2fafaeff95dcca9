#pragma once

#include "drivers/printer/profile.hpp"

namespace makegood::testing {

// 80 mm paper at 203 dots per inch, with everything that a printer can have and every character set that we know. The
// numbers of the sets are those of Epson's ESC t.
inline drivers::Profile receipt_printer() {
    drivers::Profile profile;
    profile.name = "test printer";
    profile.dots_per_line = 576;
    profile.columns_font_a = 48;
    profile.columns_font_b = 64;
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
    profile.column_pictures = true;
    profile.cutter = true;
    profile.feed_to_blade_dots = 120;
    profile.drawer = true;
    profile.status = true;
    profile.completion = true;
    return profile;
}

} // namespace makegood::testing
