#include "terminal/reading/captured_receipts.hpp"

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/tokenizer.hpp"
#include "terminal/reading/logical_order.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr unsigned widest_columns = 80;
constexpr unsigned dots_of_column = 12;
constexpr std::uint64_t most_text = std::uint64_t{256} << 10, most_commands = 20'000, most_symbols = 500,
                        most_cuts = 200;

bool is_blank(const std::string& line) {
    return line.find_first_not_of(' ') == line.npos;
}

bool has_words(const CapturedReceipt& receipt) {
    return !std::ranges::all_of(receipt.paper.lines, is_blank);
}

// The picture's place keeps its line, so that the numbers of the others stay.
bool is_picture_note(const std::string& line) {
    const auto begin = line.find_first_not_of(' ');
    return begin != line.npos && line.compare(begin, 9, "[picture ") == 0;
}

void order_letters(reading::ReceiptPaper& paper) {
    if (std::ranges::any_of(paper.lines, has_joined_forms))
        for (auto& line : paper.lines)
            line = in_logical_order(line);
}

} // namespace

bool is_printer_capture(std::span<const std::uint8_t> bytes) {
    return std::ranges::any_of(bytes, [](std::uint8_t byte) {
        return byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f';
    });
}

bool is_more_than_receipts(std::span<const std::uint8_t> bytes) {
    std::uint64_t text = 0, commands = 0, symbols = 0, cuts = 0;
    escpos::Tokenizer tokens(16);
    tokens.feed(bytes, [&](const escpos::Token& token) {
        using escpos::Opcode;
        if (token.kind == escpos::TokenKind::text)
            text += token.length;
        else
            ++commands;
        symbols += token.opcode == Opcode::barcode || token.opcode == Opcode::symbol;
        cuts += token.opcode == Opcode::cut || token.opcode == Opcode::cut_full_obsolete ||
                token.opcode == Opcode::cut_partial_obsolete;
    });
    return text > most_text || commands > most_commands || symbols > most_symbols || cuts > most_cuts;
}

std::vector<CapturedReceipt> receipts_of_capture(std::span<const std::uint8_t> bytes, drivers::Profile profile) {
    profile.columns_font_a = std::max(profile.columns_font_a, widest_columns);
    profile.dots_per_line = std::max(profile.dots_per_line, widest_columns * dots_of_column);
    profile.feed_to_blade_dots = 0; // a cut parts what was printed before it from what comes
    const auto paper = escpos::interpret(bytes, profile);

    std::vector<CapturedReceipt> receipts;
    std::size_t line = 0, symbol = 0;
    const auto take_until = [&](std::int64_t y) {
        CapturedReceipt receipt{.first_line = line};
        bool has_picture = false;
        for (; line < paper.lines.size() && paper.lines[line].y < y; ++line) {
            const auto& text = paper.lines[line].text;
            const bool is_note = is_picture_note(text);
            has_picture = has_picture || is_note;
            receipt.paper.lines.push_back(is_note ? std::string() : text);
        }
        for (; symbol < paper.symbols.size() && paper.symbols[symbol].y < y; ++symbol)
            receipt.paper.symbols.push_back(paper.symbols[symbol].data);
        order_letters(receipt.paper);
        receipt.is_picture = has_picture && !has_words(receipt);
        if (receipt.is_picture || has_words(receipt))
            receipts.push_back(std::move(receipt));
    };
    for (const auto& cut : paper.cuts)
        take_until(cut.y);
    take_until(std::max(paper.length_dots, paper.lines.empty() ? 0 : paper.lines.back().y) + 1);
    return receipts;
}

std::vector<CapturedReceipt> receipts_of_text(std::string_view text) {
    std::vector<CapturedReceipt> receipts;
    CapturedReceipt receipt;
    std::size_t line_number = 0;
    const auto end_receipt = [&] {
        if (has_words(receipt))
            receipts.push_back(std::move(receipt));
        receipt = {.first_line = line_number};
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of("\n\f", at), text.size());
        auto line = text.substr(at, end - at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        receipt.paper.lines.push_back(text::plain(line));
        const bool ends_paper = end < text.size() && text[end] == '\f';
        at = end + 1;
        if (!ends_paper)
            ++line_number;
        else
            end_receipt();
    }
    end_receipt();
    return receipts;
}

} // namespace makegood
