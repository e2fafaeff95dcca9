#include "workflows/retail_transaction.hpp"

#include <algorithm>
#include <array>

namespace makegood {

namespace {

std::string escaped(std::string_view part) {
    std::string text;
    for (const char c : part) {
        if (c == '/')
            text += "%2F";
        else if (c == '%')
            text += "%25";
        else
            text += c;
    }
    return text;
}

std::optional<std::string> unescaped(std::string_view part) {
    std::string text;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] != '%') {
            text += part[i];
            continue;
        }
        const auto code = part.substr(i, 3);
        if (code == "%2F")
            text += '/';
        else if (code == "%25")
            text += '%';
        else
            return std::nullopt;
        i += 2;
    }
    return text;
}

} // namespace

std::string ReceiptKey::to_text() const {
    return escaped(business_unit.text()) + "/" + escaped(workstation.text()) + "/" + business_day.to_iso() + "/" +
           escaped(sequence);
}

std::optional<ReceiptKey> ReceiptKey::from_text(std::string_view text) {
    std::array<std::string, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool is_last = i + 1 == parts.size();
        const auto slash = text.find('/');
        if ((slash == text.npos) != is_last)
            return std::nullopt;
        const auto end = std::min(slash, text.size());
        auto part = unescaped(text.substr(0, end));
        if (!part)
            return std::nullopt;
        parts[i] = std::move(*part);
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    const auto day = Date::from_iso(parts[2]);
    if (!day)
        return std::nullopt;
    return ReceiptKey{BusinessUnitId(parts[0]), WorkstationId(parts[1]), *day, parts[3]};
}

bool is_goods(const RetailTransaction& receipt, const LineItem& line) {
    return receipt.kind == RetailTransactionKind::sale && line.kind == LineKind::sale && !line.voided;
}

bool is_by_piece(const LineItem& line) {
    return line.unit == Unit::each && line.entry_method != EntryMethod::weighed;
}

const LineItem* find_line(const RetailTransaction& receipt, LineNumber number) {
    const auto found = std::ranges::find(receipt.lines, number, &LineItem::number);
    return found == receipt.lines.end() ? nullptr : &*found;
}

} // namespace makegood
