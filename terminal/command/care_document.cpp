#include "terminal/command/care_document.hpp"

#include "terminal/storage/event_names.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

Json document_of(const CareAnswer& answer) {
    return Json::object(
        {{"way", storage::event_name(answer.way)}, {"by", answer.by.text()}, {"at", answer.at.to_iso()}});
}

} // namespace

Json document_of(const CareRecord& record) {
    Json said = Json::array();
    for (const auto& phrase : record.said)
        said.push_back(phrase);
    auto document = Json::object({{"id", record.id.text()},
                                  {"kind", storage::event_name(record.kind)},
                                  {"stage", storage::event_name(record.stage)},
                                  {"said", said},
                                  {"received_at", record.received_at.to_iso()},
                                  {"received_by", record.received_by.text()},
                                  {"severity", storage::event_name(record.routing.severity)},
                                  {"cause", record.cause},
                                  {"answer", record.answer ? document_of(*record.answer) : Json()},
                                  {"hand_overs", record.hand_overs},
                                  {"reopened", record.reopened}});
    if (const auto& deadlines = record.routing.deadlines)
        document.add("due", deadlines->due.to_iso());
    return document;
}

Json document_of(const CareMoment& moment, const std::string& words) {
    return Json::object({{"step", storage::event_name(moment.step)},
                         {"at", moment.at.to_iso()},
                         {"by", moment.by.text()},
                         {"cause", moment.cause},
                         {"way", moment.way ? Json(storage::event_name(*moment.way)) : Json()},
                         {"to", moment.to},
                         {"words", text::plain(words)}});
}

} // namespace makegood
