#pragma once

#include "workflows/recovery/events.hpp"

#include <string>
#include <string_view>

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

// Parts of events that projections keep whole, as JSON text.
std::string to_text(const Decision& decision);
std::string to_text(const Proposal& proposal);
std::string to_text(const SlipDocument& document);
std::string to_text(const Authority& authority);
Decision decision_from(std::string_view text);
Proposal proposal_from(std::string_view text);
SlipDocument slip_document_from(std::string_view text);
Authority authority_from(std::string_view text);

} // namespace makegood::storage
