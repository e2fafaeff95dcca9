#include "terminal/storage/event_codec.hpp"

#include "terminal/storage/connection.hpp"
#include "terminal/storage/event_fields.hpp"
#include "terminal/storage/event_names.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace makegood::storage {

namespace {

using nlohmann::json;

template <class Value>
concept Described = !std::same_as<const std::nullptr_t, decltype(fields_of<Value>)>;

template <class Value>
struct InJson;

template <class Value>
json write(const Value& value) {
    return InJson<Value>::write(value);
}

template <class Value>
Value read(const json& from) {
    return InJson<Value>::read(from);
}

template <class Value>
requires std::is_arithmetic_v<Value> || std::same_as<Value, std::string>
struct InJson<Value> {
    static json write(const Value& value) { return value; }
    static Value read(const json& from) { return from.get<Value>(); }
};

template <class Value>
requires std::is_enum_v<Value>
struct InJson<Value> {
    static json write(Value value) { return event_name(value); }
    static Value read(const json& from) {
        const auto& name = from.get_ref<const std::string&>();
        if (const auto value = event_named<Value>(name))
            return *value;
        throw UnreadableRow("an unknown name \"" + name + "\"");
    }
};

template <>
struct InJson<LineNumber> {
    static json write(LineNumber line) { return static_cast<int>(line); }
    static LineNumber read(const json& from) { return LineNumber(from.get<int>()); }
};

template <class Kind>
struct InJson<Id<Kind>> {
    static json write(const Id<Kind>& id) { return id.text(); }
    static Id<Kind> read(const json& from) { return Id<Kind>(from.get<std::string>()); }
};

template <>
struct InJson<Quantity> {
    static json write(Quantity quantity) { return quantity.milli(); }
    static Quantity read(const json& from) { return Quantity::of_milli(from.get<std::int64_t>()); }
};

template <>
struct InJson<CivilTime> {
    static json write(CivilTime time) { return time.seconds; }
    static CivilTime read(const json& from) { return {from.get<std::int64_t>()}; }
};

// What people write, or the till, has one text; another one is refused.
template <class Value>
Value from_text(const json& from, std::optional<Value> (*parse)(std::string_view), const char* what) {
    const auto& text = from.get_ref<const std::string&>();
    if (auto value = parse(text))
        return std::move(*value);
    throw UnreadableRow(std::string(what) + " \"" + text + "\"");
}

template <>
struct InJson<Date> {
    static json write(Date day) { return day.to_iso(); }
    static Date read(const json& from) { return from_text(from, &Date::from_iso, "a day"); }
};

template <>
struct InJson<ReceiptKey> {
    // Of no receipt, an empty text.
    static json write(const ReceiptKey& key) { return key == ReceiptKey{} ? std::string() : key.to_text(); }
    static ReceiptKey read(const json& from) {
        return from == "" ? ReceiptKey{} : from_text(from, &ReceiptKey::from_text, "a receipt");
    }
};

template <>
struct InJson<Money> {
    static json write(Money money) { return json::array({money.minor_units(), money.currency().code()}); }
    static Money read(const json& from) {
        return {from.at(0).get<std::int64_t>(), from_text(from.at(1), &Currency::from_code, "a currency")};
    }
};

// Digests, keys and signatures, in hexadecimal.
template <std::size_t size>
struct InJson<std::array<std::uint8_t, size>> {
    using Bytes = std::array<std::uint8_t, size>;
    static constexpr std::string_view digits = "0123456789abcdef";

    static json write(const Bytes& bytes) {
        std::string text;
        for (const auto byte : bytes) {
            text += digits[byte >> 4];
            text += digits[byte & 0xf];
        }
        return text;
    }
    static Bytes read(const json& from) {
        const auto& text = from.get_ref<const std::string&>();
        Bytes bytes{};
        if (text.size() != size * 2)
            throw UnreadableRow(std::to_string(size) + " bytes in " + std::to_string(text.size()) + " digits");
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(nibble(text[2 * i]) * 16 + nibble(text[2 * i + 1]));
        return bytes;
    }
    static std::size_t nibble(char c) {
        const auto value = digits.find(c);
        if (value == std::string_view::npos)
            throw UnreadableRow("bytes that are not hexadecimal");
        return value;
    }
};

template <class Value>
struct InJson<std::optional<Value>> {
    static json write(const std::optional<Value>& value) { return storage::write(*value); } // an empty one is left out
    static std::optional<Value> read(const json& from) { return storage::read<Value>(from); }
};

template <class Value>
struct InJson<std::vector<Value>> {
    static json write(const std::vector<Value>& values) {
        json list = json::array();
        for (const auto& value : values)
            list.push_back(storage::write(value));
        return list;
    }
    static std::vector<Value> read(const json& from) {
        std::vector<Value> values;
        for (const auto& one : from)
            values.push_back(storage::read<Value>(one));
        return values;
    }
};

template <>
struct InJson<Authority> {
    static json write(const Authority& authority) {
        return std::visit([](const auto& particular) { return storage::write(particular); }, authority);
    }
    static Authority read(const json& from) {
        if (from.contains("rule"))
            return storage::read<RuleAuthority>(from);
        if (from.contains("to_countersign"))
            return storage::read<CountersignAuthority>(from);
        return storage::read<ManagerAuthority>(from);
    }
};

template <Described Value>
struct InJson<Value> {
    static json write(const Value& value) {
        json to = json::object();
        write_into(to, value);
        return to;
    }

    static void write_into(json& to, const Value& value) {
        std::apply([&](const auto&... field) { (write_field(to, value, field), ...); }, fields_of<Value>.list);
    }

    static Value read(const json& from) {
        return std::apply([&](const auto&... field) { return Value{read_field(from, field)...}; },
                          fields_of<Value>.list);
    }

  private:
    template <class Part>
    static void write_field(json& to, const Value& value, const Field<Value, Part>& field) {
        to[field.name] = storage::write(value.*field.member);
    }
    template <class Part, class Usual>
    static void write_field(json& to, const Value& value, const UnlessUsual<Value, Part, Usual>& field) {
        if (value.*field.member != field.usual_value())
            to[field.name] = storage::write(value.*field.member);
    }
    template <class Part>
    static void write_field(json& to, const Value& value, const Inlined<Value, Part>& field) {
        InJson<Part>::write_into(to, value.*field.member);
    }

    template <class Part>
    static Part read_field(const json& from, const Field<Value, Part>& field) {
        return storage::read<Part>(from.at(field.name));
    }
    template <class Part, class Usual>
    static Part read_field(const json& from, const UnlessUsual<Value, Part, Usual>& field) {
        return from.contains(field.name) ? storage::read<Part>(from.at(field.name)) : field.usual_value();
    }
    template <class Part>
    static Part read_field(const json& from, const Inlined<Value, Part>&) {
        return storage::read<Part>(from);
    }
};

template <class Particular>
void check(const Particular&) {}
void check(const ServiceRated& rated) {
    if (rated.faces < 1 || rated.faces > 5)
        throw UnreadableRow("a rating of " + std::to_string(rated.faces));
}

template <std::size_t index = 0>
Event read_event(std::string_view type, const json& from) {
    if constexpr (index == std::variant_size_v<Event>) {
        throw UnreadableRow("an unknown event type \"" + std::string(type) + "\"");
    } else {
        using Particular = std::variant_alternative_t<index, Event>;
        if (type != event_type<Particular>)
            return read_event<index + 1>(type, from);
        auto particular = read<Particular>(from);
        check(particular);
        return particular;
    }
}

// nlohmann::json reports wrong shapes and wrong UTF-8 by exceptions of its own.
template <class Work>
auto readable(Work work) {
    try {
        return work();
    } catch (const json::exception& error) {
        throw UnreadableRow(error.what());
    }
}

template <class Value>
std::string dump(const Value& value) {
    return readable([&] { return write(value).dump(); });
}

template <class Value>
Value parse(std::string_view text) {
    return readable([&] { return read<Value>(json::parse(text)); });
}

template <class Value>
Value part_of(std::string_view body, const char* name) {
    return readable([&] { return read<Value>(json::parse(body).at("event").at(name)); });
}

// Nothing where that was not readable.
template <class Work>
auto if_readable(Work work) -> std::optional<decltype(work())> {
    try {
        return work();
    } catch (const UnreadableRow&) {
        return std::nullopt;
    }
}

} // namespace

EventText encode(const Event& event, const Envelope& envelope) {
    return readable([&] {
        return std::visit(
            [&]<class Particular>(const Particular& particular) -> EventText {
                const json body{{"at", envelope.at.seconds},
                                {"request", write(envelope.author.request)},
                                {"event", write(particular)}};
                return {std::string(event_type<Particular>), body.dump()};
            },
            event);
    });
}

DecodedEvent decode(std::string_view type, std::string_view body) {
    return readable([&]() -> DecodedEvent {
        const auto from = json::parse(body);
        return {read_event(type, from.at("event")), read<RequestId>(from.at("request")), CivilTime{from.at("at")}};
    });
}

std::optional<DecodedEvent> try_decode(std::string_view type, std::string_view body) {
    return if_readable([&] { return decode(type, body); });
}

std::optional<BodyGist> gist_of(std::string_view body) {
    const auto from = json::parse(body, nullptr, false);
    if (!from.is_object() || !from.contains("at") || !from["at"].is_number_integer() || !from.contains("event"))
        return std::nullopt;
    const auto& event = from["event"];
    const auto& owner = event.contains("proposal") && event["proposal"].is_object() ? event["proposal"] : event;
    const bool has_case = owner.contains("case") && owner["case"].is_string();
    return BodyGist{{from["at"]}, has_case ? read<CaseId>(owner["case"]) : CaseId()};
}

Decision decision_in(std::string_view body) {
    return part_of<Decision>(body, "decision");
}
Proposal proposal_in(std::string_view body) {
    return part_of<Proposal>(body, "proposal");
}
SlipDocument document_in(std::string_view body) {
    return part_of<SlipDocument>(body, "document");
}

std::string to_text(const ToldPurchase& told) {
    return write(told).dump();
}
std::string to_text(const std::vector<ClaimedLine>& lines) {
    return dump(lines);
}
std::string to_text(const Authority& authority) {
    return dump(authority);
}
std::string to_text(const Remark& remark) {
    return dump(remark);
}
std::string to_text(const std::vector<std::string>& phrases) {
    return dump(phrases);
}

ToldPurchase told_purchase_from(std::string_view text) {
    return parse<ToldPurchase>(text);
}
std::vector<ClaimedLine> claimed_lines_from(std::string_view text) {
    return parse<std::vector<ClaimedLine>>(text);
}
Authority authority_from(std::string_view text) {
    return parse<Authority>(text);
}
Remark remark_from(std::string_view text) {
    return parse<Remark>(text);
}
std::vector<std::string> phrases_from(std::string_view text) {
    return parse<std::vector<std::string>>(text);
}

std::string to_text(const DayStatement& statement) {
    return dump(statement);
}
std::string to_text(const DayClosed& closed) {
    return dump(closed);
}
std::optional<DayStatement> day_statement_from(std::string_view text) {
    return if_readable([&] { return parse<DayStatement>(text); });
}
std::optional<DayClosed> day_closed_from(std::string_view text) {
    return if_readable([&] { return parse<DayClosed>(text); });
}

} // namespace makegood::storage
