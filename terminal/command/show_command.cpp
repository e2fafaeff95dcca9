#include "terminal/command/commands.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

constexpr int most_shown = 1'000;

constexpr std::string_view name_of(CaseState state) {
    switch (state) {
    case CaseState::claimed:
        return "claimed";
    case CaseState::awaiting_manager:
        return "awaiting_manager";
    case CaseState::owed:
        return "owed";
    case CaseState::handed_over:
        return "handed_over";
    case CaseState::declined:
        return "declined";
    case CaseState::closed:
        break;
    }
    return "closed";
}

constexpr std::string_view name_of(LineKind kind) {
    switch (kind) {
    case LineKind::sale:
        return "sale";
    case LineKind::returned:
        return "returned";
    case LineKind::fee:
        return "fee";
    case LineKind::discount:
        break;
    }
    return "discount";
}

// A quantity as a JSON number: whole where it is whole. Amounts stay text, so that nobody's floats round money.
Json number_of(Quantity quantity) {
    return quantity.is_whole() ? Json(quantity.milli() / 1000) : Json(static_cast<double>(quantity.milli()) / 1000);
}

Quantity left_of(const RetailTransaction& receipt, const LineItem& line, Quantity made_good) {
    const bool goods = receipt.kind == RetailTransactionKind::sale && line.kind == LineKind::sale && !line.voided;
    return goods ? subtract(line.quantity, made_good).value_or(Quantity{}) : Quantity{};
}

storage::Stored<std::vector<storage::StoredReceipt>> find(storage::StorageReader& reader, const std::string& key) {
    if (const auto full = ReceiptKey::from_text(key)) {
        auto one = reader.facts().find_receipt(*full);
        if (!one)
            return refused(one.error());
        if (*one)
            return std::vector{std::move(**one)};
    }
    return reader.facts().find_by_number(key, most_shown);
}

} // namespace

Exit show_command(const Console& console, const std::filesystem::path& data, const std::string& key) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto found = find(**reader, key);
    if (!found)
        return console.fail(found.error());

    Json receipts = Json::array();
    for (const auto& [receipt, revision, revisions] : *found) {
        const auto receipt_key = receipt.key.to_text();
        console.say("command.show.receipt", {{"number", text::Code{text::plain(receipt.number)}},
                                             {"key", text::Code{text::plain(receipt_key)}},
                                             {"when", receipt.begun_at},
                                             {"total", receipt.total}});
        Json lines = Json::array();
        for (const auto& line : receipt.lines) {
            const auto history = (*reader)->cases().history(receipt.key, line.number);
            if (!history)
                return console.fail(history.error());
            const auto left = left_of(receipt, line, history->made_good_on_line);
            const auto number = static_cast<std::int32_t>(line.number);
            lines.push_back(Json::object({{"number", number},
                                          {"code", line.code.text()},
                                          {"name", text::plain(line.name)},
                                          {"kind", name_of(line.kind)},
                                          {"voided", line.voided},
                                          {"quantity", number_of(line.quantity)},
                                          {"amount", line.amount.to_decimal()},
                                          {"left", number_of(left)}}));
            console.say("command.show.line", {{"line", number},
                                              {"quantity", line.quantity},
                                              {"name", text::plain(line.name.empty() ? line.code.text() : line.name)},
                                              {"amount", line.amount},
                                              {"left", left}});
        }
        const auto cases = (*reader)->cases().cases_of(receipt.key);
        if (!cases)
            return console.fail(cases.error());
        Json case_list = Json::array();
        for (const auto& view : *cases) {
            const auto line = static_cast<std::int32_t>(view.claim.line);
            Json taken_back = Json::array();
            for (const auto& gone : view.taken_back)
                taken_back.push_back(Json::object(
                    {{"slip", gone.remedy.slip.text()}, {"at", gone.at.to_iso()}, {"by", gone.by.text()}}));
            case_list.push_back(Json::object({{"id", view.id.text()},
                                              {"state", name_of(view.state)},
                                              {"line", line},
                                              {"quantity", number_of(view.claim.quantity)},
                                              {"value", view.value.to_decimal()},
                                              {"opened_at", view.opened_at.to_iso()},
                                              {"rating", view.faces ? Json(*view.faces) : Json()},
                                              {"slip", view.remedy ? Json(view.remedy->slip.text()) : Json()},
                                              {"taken_back", taken_back}}));
            console.say("command.show.case",
                        {{"id", text::Code{view.id.text()}},
                         {"line", line},
                         {"quantity", view.claim.quantity},
                         {"state", console.words().say("state." + std::string(name_of(view.state)))}});
            for (const auto& gone : view.taken_back)
                console.say("command.show.taken_back", {{"id", text::Code{view.id.text()}},
                                                        {"number", text::Code{gone.remedy.slip.text()}},
                                                        {"when", gone.at},
                                                        {"who", text::Code{gone.by.text()}}});
        }
        receipts.push_back(Json::object({{"key", receipt_key},
                                         {"number", text::plain(receipt.number)},
                                         {"begun_at", receipt.begun_at.to_iso()},
                                         {"total", receipt.total.to_decimal()},
                                         {"currency", receipt.total.currency().code()},
                                         {"revision", revision},
                                         {"revisions", revisions},
                                         {"lines", lines},
                                         {"cases", case_list}}));
    }
    console.document(receipts);
    if (found->empty())
        console.complain("command.show.none", {{"number", text::Code{text::plain(key)}}});
    return found->empty() ? Exit::refused : Exit::done;
}

} // namespace makegood
