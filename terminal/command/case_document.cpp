#include "terminal/command/case_document.hpp"

#include "terminal/command/receipt_document.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

Json document_of(const IssuedSlip& slip) {
    Json lines = Json::array();
    for (const auto& line : slip.document.lines)
        lines.push_back(Json::object({{"text", text::plain(line.text)}, {"value", text::plain(line.value)}}));
    Json prints = Json::array();
    for (const auto& print : slip.prints)
        prints.push_back(Json::object(
            {{"copy", print.copy}, {"outcome", print.outcome ? Json(storage::event_name(*print.outcome)) : Json()}}));
    return Json::object({{"number", slip.number.text()},
                         {"language", storage::event_name(slip.document.language)},
                         {"lines", lines},
                         {"prints", prints}});
}

Json document_of(const GrantedRemedy& remedy) {
    Json slips = Json::array();
    for (const auto& slip : remedy.earlier_slips)
        slips.push_back(document_of(slip));
    slips.push_back(document_of(remedy.slip));
    const auto* manager = std::get_if<ManagerAuthority>(&remedy.authority);
    return Json::object(
        {{"remedy", storage::event_name(remedy.offer.remedy)},
         {"value", remedy.value.to_decimal()},
         {"currency", remedy.value.currency().code()},
         {"given_at", remedy.given_at.to_iso()},
         {"promised_for", remedy.offer.promised_for ? Json(remedy.offer.promised_for->to_iso()) : Json()},
         {"instead", remedy.offer.instead ? Json(text::plain(remedy.offer.instead->name)) : Json()},
         {"weighs", remedy.offer.weighs ? Json(number_of(*remedy.offer.weighs)) : Json()},
         {"gift", remedy.gift ? Json(remedy.gift->value.to_decimal()) : Json()},
         {"redeemed_at", remedy.redeemed_at ? Json(remedy.redeemed_at->to_iso()) : Json()},
         {"to_countersign", std::holds_alternative<CountersignAuthority>(remedy.authority)},
         {"confirmed_by", manager != nullptr ? Json(manager->approver.text()) : Json()},
         {"slips", slips},
         {"letter", remedy.letter ? document_of(*remedy.letter) : Json()}});
}

Json document_of(const TakenBack& gone) {
    auto document = document_of(gone.remedy);
    document.add("taken_back_at", gone.at.to_iso());
    document.add("taken_back_by", gone.by.text());
    if (gone.cancelling_slip)
        document.add("cancelling_slip", document_of(*gone.cancelling_slip));
    return document;
}

Json document_of(const Remark& remark) {
    if (remark.empty())
        return {};
    return Json::object({{"ready", remark.ready.empty() ? Json() : Json(text::plain(remark.ready))},
                         {"words", remark.words.empty() ? Json() : Json(text::plain(remark.words))}});
}

Json document_of(const SecondLook& look) {
    return Json::object({{"given_by", look.given_by.text()},
                         {"due", look.due.to_iso()},
                         {"to_countersign", look.to_countersign},
                         {"looked_by", look.looked_by ? Json(look.looked_by->text()) : Json()}});
}

} // namespace

std::string_view name_of(CaseState state) {
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

bool is_open(const CaseView& view) {
    const bool is_under_way =
        view.state == CaseState::claimed || view.state == CaseState::awaiting_manager || view.state == CaseState::owed;
    const bool has_voucher = view.remedy && view.remedy->offer.remedy == Remedy::voucher && !view.remedy->redeemed_at;
    return is_under_way || has_voucher;
}

Json lines_of(const std::vector<ClaimedLine>& lines) {
    Json list = Json::array();
    for (const auto& [line, quantity] : lines)
        list.push_back(Json::object({{"line", static_cast<std::int32_t>(line)}, {"quantity", number_of(quantity)}}));
    return list;
}

Json questions_of(const CaseView& view) {
    Json list = Json::array();
    for (const auto& asked : view.questions)
        list.push_back(Json::object({{"asked_by", asked.by.text()},
                                     {"asked_at", asked.at.to_iso()},
                                     {"question", document_of(asked.question)},
                                     {"answer", document_of(asked.answer)},
                                     {"answered_by", asked.answered_at ? Json(asked.answered_by.text()) : Json()},
                                     {"answered_at", asked.answered_at ? Json(asked.answered_at->to_iso()) : Json()}}));
    return list;
}

Json document_of(const CaseView& view) {
    Json taken_back = Json::array();
    for (const auto& gone : view.taken_back)
        taken_back.push_back(document_of(gone));
    Json looks = Json::array();
    for (const auto& look : view.looks)
        looks.push_back(document_of(look));
    return Json::object({{"id", view.id.text()},
                         {"state", name_of(view.state)},
                         {"line", static_cast<std::int32_t>(view.claim.line)},
                         {"quantity", number_of(view.claim.quantity)},
                         {"more", lines_of(view.claim.more)},
                         {"complaint", storage::event_name(view.claim.complaint)},
                         {"value", view.value.to_decimal()},
                         {"currency", view.value.currency().code()},
                         {"opened_at", view.opened_at.to_iso()},
                         {"opened_by", view.opened_by.text()},
                         {"declined_by", view.declined_by ? Json(view.declined_by->text()) : Json()},
                         {"declined_at", view.declined_at ? Json(view.declined_at->to_iso()) : Json()},
                         {"given", view.remedy ? document_of(*view.remedy) : Json()},
                         {"taken_back", taken_back},
                         {"second_looks", looks},
                         {"questions", questions_of(view)},
                         {"rating", view.faces ? Json(*view.faces) : Json()}});
}

} // namespace makegood
