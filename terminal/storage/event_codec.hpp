#pragma once

#include "workflows/closing/day_statement.hpp"
#include "workflows/recovery/events.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::storage {

// What stands around an event in its body: which request it answers and when, on the shop's wall, it happened.
struct Envelope {
    Author author;
    CivilTime at;
};

struct EventText {
    std::string type; // "grant.given"
    std::string body; // JSON in UTF-8, keys in order: {"at":…,"event":{…},"request":"…"}
};

// Version of the bodies that this program writes. Fields are only ever added; readers take what they know.
constexpr int event_schema_version = 1;

// Throws UnreadableRow for text that is no UTF-8.
EventText encode(const Event& event, const Envelope& envelope);

struct DecodedEvent {
    Event event;
    RequestId request;
    CivilTime at;
};

// Throws UnreadableRow when the type is unknown or the body is not what `encode` writes for it.
DecodedEvent decode(std::string_view type, std::string_view body);
// Nothing then.
std::optional<DecodedEvent> try_decode(std::string_view type, std::string_view body);

// What can be told of a body without knowing its type.
struct BodyGist {
    CivilTime at;
    CaseId case_id{}; // empty: of no case
};

// Nothing where the body is not of this program's shape.
std::optional<BodyGist> gist_of(std::string_view body);

// What is read from the events themselves: the decision of a decision.made, the proposal of an approval.asked, the slip
// of what issues one. Throws UnreadableRow for a body without it.
Decision decision_in(std::string_view body);
Proposal proposal_in(std::string_view body);
SlipDocument document_in(std::string_view body);

// Parts of events that projections keep whole, as JSON text.
std::string to_text(const ToldPurchase& told);
std::string to_text(const std::vector<ClaimedLine>& lines);
std::string to_text(const Authority& authority);
std::string to_text(const Remark& remark);
std::string to_text(const std::vector<std::string>& phrases);
ToldPurchase told_purchase_from(std::string_view text);
std::vector<ClaimedLine> claimed_lines_from(std::string_view text);
Authority authority_from(std::string_view text);
Remark remark_from(std::string_view text);
std::vector<std::string> phrases_from(std::string_view text);

// What a closing signs, and the closing as it is kept in a file. Nothing for text of another shape.
std::string to_text(const DayStatement& statement);
std::string to_text(const DayClosed& closed);
std::optional<DayStatement> day_statement_from(std::string_view text);
std::optional<DayClosed> day_closed_from(std::string_view text);

} // namespace makegood::storage
