#pragma once

#include "drivers/printer/profile.hpp"
#include "workflows/reading/read_receipt.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace makegood {

// One receipt of a file, as a reader sees it.
struct CapturedReceipt {
    reading::ReceiptPaper paper;
    std::size_t first_line = 0; // of the file's lines, from 0
    bool is_picture = false;    // it has no letters: the till sent it as a picture
};

// Text has no bytes that only printers understand.
bool is_printer_capture(std::span<const std::uint8_t> bytes);

// More text, commands, bar codes or cuts than any receipt has, counted before anything is drawn: what is made of one
// byte may take hundreds.
bool is_more_than_receipts(std::span<const std::uint8_t> bytes);

// What a till sent to its printer, cut by cut; papers with nothing on them are left out. The paper is as wide as any,
// so that no line is broken where this printer would break it.
std::vector<CapturedReceipt> receipts_of_capture(std::span<const std::uint8_t> bytes, drivers::Profile profile);

// Text, with a form feed between receipts.
std::vector<CapturedReceipt> receipts_of_text(std::string_view text);

} // namespace makegood
