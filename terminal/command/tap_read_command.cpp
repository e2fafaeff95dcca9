#include "terminal/command/commands.hpp"

#include "drivers/traffic_log.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/reading/captured_receipts.hpp"
#include "terminal/reading/paper_reader.hpp"
#include "terminal/reading/till_template_file.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/reading/folded_text.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace makegood {
namespace {

using reading::ReadReceipt;

text::Choice choice_of(reading::Sureness sureness) {
    switch (sureness) {
    case reading::Sureness::sure:
        return {"sure"};
    case reading::Sureness::unsure:
        return {"unsure"};
    case reading::Sureness::not_found:
        break;
    }
    return {"not_found"};
}

// In money where only one currency may be meant, and as printed otherwise.
text::Value shown(const reading::Amount& amount, const ReadReceipt& read) {
    const auto* currency = read.currency.best();
    if (currency && read.currency.candidates.size() == 1)
        if (const auto money = amount.money(currency->currency, currency->tens))
            return *money;
    return text::Code{amount.to_decimal()};
}
text::Value shown(const std::string& label, const ReadReceipt&) {
    return text::Code{text::plain(label)};
}
text::Value shown(const Date& date, const ReadReceipt&) {
    return date;
}
text::Value shown(const reading::TimeOfDay& time, const ReadReceipt&) {
    return text::TimeOfDay{CivilTime{time.seconds}};
}
text::Value shown(const reading::PrintedCurrency& currency, const ReadReceipt&) {
    return text::Code{std::string(currency.currency.code())};
}

Json json_of(const reading::Amount& amount) {
    return amount.to_decimal();
}
Json json_of(const std::string& label) {
    return label;
}
Json json_of(const Date& date) {
    return date.to_iso();
}
Json json_of(const reading::TimeOfDay& time) {
    return CivilTime{time.seconds}.to_iso().substr(11);
}
Json json_of(const reading::PrintedCurrency& currency) {
    return std::string(currency.tens ? "toman" : currency.currency.code());
}

Json json_of(reading::Sureness sureness) {
    return choice_of(sureness).word;
}

// Tells one receipt, field by field; line numbers are those of the file's text.
class ReceiptTeller {
  public:
    ReceiptTeller(const Console& console, const ReadReceipt& read, const CapturedReceipt& receipt)
        : console_(console), read_(read), paper_(receipt.paper), first_line_(static_cast<int>(receipt.first_line)) {}

    Json tell() {
        if (has_nothing())
            console_.say("command.tap.no_receipt");
        tell_refusal("no_sale", read_.no_sale);
        tell_refusal("taken_back", read_.taken_back);
        tell_field("number", read_.number);
        tell_field("date", read_.date);
        tell_field("time", read_.time);
        tell_field("total", read_.total);
        tell_field("currency", read_.currency);
        tell_field("lane", read_.lane);
        tell_field("cashier", read_.cashier);
        tell_lines();
        return Json::object(std::move(members_));
    }

  private:
    // A till's test page, say.
    bool has_nothing() const {
        return read_.number.candidates.empty() && read_.date.candidates.empty() && read_.time.candidates.empty() &&
               read_.total.candidates.empty() && read_.lines.empty();
    }

    // Why an import will not take it, however sure the rest is.
    void tell_refusal(const std::string& name, const std::optional<reading::Place>& place) {
        if (place)
            console_.say("command.tap." + name, {{"line", place->line + first_line_}, {"words", line_of(*place)}});
        members_.emplace_back(name, place ? Json::object({{"line", place->line + first_line_},
                                                          {"column", place->column},
                                                          {"columns", place->columns},
                                                          {"words", line_of(*place)}})
                                          : Json());
    }

    // The printed line with single blanks.
    std::string line_of(const reading::Place& place) const {
        std::string text;
        for (const char c : paper_.lines[static_cast<std::size_t>(place.line) - 1])
            if (c != ' ' || (!text.empty() && text.back() != ' '))
                text += c;
        return text::plain(reading::without_blanks_at_ends(text));
    }

    template <class Value>
    void tell_field(const char* name, const reading::Reading<Value>& field) {
        const text::Argument what{"field", text::Choice{name}};
        Json candidates = Json::array();
        if (field.candidates.empty() && !has_nothing())
            console_.say("command.tap.missing", {what});
        bool is_first = true;
        for (const auto& candidate : field.candidates) {
            const bool told = is_first || !field.sure;
            if (told)
                say_candidate(is_first ? "command.tap.field" : "command.tap.or", what, field.sureness(), candidate);
            candidates.push_back(Json::object({{"value", json_of(candidate.value)},
                                               {"line", candidate.place.line + first_line_},
                                               {"column", candidate.place.column},
                                               {"columns", candidate.place.columns},
                                               {"words", candidate.words}}));
            is_first = false;
        }
        members_.emplace_back(
            name, Json::object({{"sureness", json_of(field.sureness())}, {"candidates", std::move(candidates)}}));
    }

    template <class Value>
    void say_candidate(const char* key, const text::Argument& what, reading::Sureness sureness,
                       const reading::Candidate<Value>& candidate) const {
        text::Arguments arguments{what, {"value", shown(candidate.value, read_)}, {"sureness", choice_of(sureness)}};
        if (candidate.place.line == 0) {
            console_.say("command.tap.by_template_alone", arguments);
            return;
        }
        arguments.push_back({"line", candidate.place.line + first_line_});
        arguments.push_back({"column", candidate.place.column});
        arguments.push_back({"words", line_of(candidate.place)});
        console_.say(key, arguments);
    }

    void tell_lines() {
        if (!has_nothing())
            console_.say("command.tap.lines",
                         {{"count", read_.lines.size()}, {"sureness", choice_of(read_.lines_sureness())}});
        Json lines = Json::array();
        for (const auto& line : read_.lines) {
            const bool has_quantity = line.quantity && line.unit_price;
            console_.say("command.tap.line", {{"name", text::plain(line.name.empty() ? line.code : line.name)},
                                              {"counted", text::Choice{has_quantity ? "yes" : "no"}},
                                              {"quantity", line.quantity.value_or(one_unit)},
                                              {"price", shown(line.unit_price.value_or(line.amount), read_)},
                                              {"amount", shown(line.amount, read_)},
                                              {"voided", text::Choice{line.voided ? "yes" : "no"}},
                                              {"line", line.place.line + first_line_}});
            lines.push_back(Json::object({{"name", line.name},
                                          {"code", line.code},
                                          {"quantity", line.quantity ? Json(line.quantity->to_decimal()) : Json()},
                                          {"unit_price", line.unit_price ? json_of(*line.unit_price) : Json()},
                                          {"amount", json_of(line.amount)},
                                          {"voided", line.voided},
                                          {"line", line.place.line + first_line_},
                                          {"words", line.words}}));
        }
        members_.emplace_back(
            "lines", Json::object({{"sureness", json_of(read_.lines_sureness())}, {"items", std::move(lines)}}));
    }

    const Console& console_;
    const ReadReceipt& read_;
    const reading::ReceiptPaper& paper_;
    const int first_line_;
    std::vector<Json::Member> members_;
};

Result<PaperReader> open_reader(const Console& console, const TapReadOptions& options) {
    auto reader = open_paper_reader(console.folders().reading_words(), console.folders().tills());
    if (!reader)
        return reader;
    reader->settings.date_order = options.dates;
    auto printer = known_printer(console.folders().printers(), options.profile);
    if (!printer)
        return refused(printer.error());
    reader->printer = printer->profile;
    if (options.till.empty())
        return reader;
    auto till = till_template_named(console.folders().tills(), options.till);
    if (!till)
        return refused(till.error());
    reader->asked = std::move(*till);
    return reader;
}

Result<std::string> bytes_in(const std::filesystem::path& file) {
    std::error_code ignored;
    std::ifstream in(file, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(file, ignored))
        return refused(Error{"read", file.string(), "it is not a file that can be read"});
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::span<const std::uint8_t> raw(const std::string& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

Result<std::vector<CapturedReceipt>> receipts_in(const std::filesystem::path& file, const drivers::Profile& printer) {
    const auto bytes = bytes_in(file);
    if (!bytes)
        return refused(bytes.error());
    auto receipts =
        is_printer_capture(raw(*bytes)) ? receipts_of_capture(raw(*bytes), printer) : receipts_of_text(*bytes);
    if (receipts.empty())
        return refused(Error{"read", file.string(), "there is nothing on it to read"});
    return receipts;
}

Json tell_file(const Console& console, const PaperReader& reader, const std::filesystem::path& file,
               const std::vector<CapturedReceipt>& receipts) {
    Json told = Json::array();
    std::size_t number = 0;
    for (const auto& receipt : receipts) {
        console.say("command.tap.receipt", {{"file", file.string()}, {"number", ++number}, {"count", receipts.size()}});
        if (receipt.is_picture) {
            console.say("command.tap.picture");
            told.push_back(Json::object({{"picture", true}}));
            continue;
        }
        const auto* till = reader.template_for(receipt.paper);
        if (till)
            console.say("command.tap.by_template", {{"name", text::plain(till->name)}});
        const auto read = reading::read_receipt(receipt.paper, reader.words, reader.settings, till);
        auto document = ReceiptTeller(console, read, receipt).tell();
        document.add("template", till ? Json(till->name) : Json());
        told.push_back(std::move(document));
    }
    return Json::object({{"file", file.string()}, {"receipts", std::move(told)}});
}

// As Devices keeps what it sent: whom the paper names and what they bought is nobody's who only looks for a fault.
Json tell_bytes(const Console& console, const std::filesystem::path& file, const std::string& bytes) {
    console.say("command.tap.hex", {{"file", file.string()}, {"bytes", bytes.size()}});
    Json lines = Json::array();
    for (const auto& [at, told] : drivers::hex_lines(raw(bytes))) {
        console.say("command.tap.hex_line", {{"at", text::Code{fmt::format("{:6}", at)}}, {"bytes", text::Code{told}}});
        lines.push_back(Json::object({{"at", at}, {"bytes", told}}));
    }
    return Json::object({{"file", file.string()}, {"lines", std::move(lines)}});
}

} // namespace

Exit tap_read_command(const Console& console, const TapReadOptions& options) {
    const auto reader = open_reader(console, options);
    if (!reader)
        return console.fail(reader.error());
    const auto tell = [&](const std::filesystem::path& file) -> Result<Json> {
        if (options.hex)
            return bytes_in(file).map([&](const std::string& bytes) { return tell_bytes(console, file, bytes); });
        return receipts_in(file, reader->printer).map([&](const std::vector<CapturedReceipt>& receipts) {
            return tell_file(console, *reader, file, receipts);
        });
    };
    Json files = Json::array();
    std::size_t failed = 0;
    for (const auto& file : options.files) {
        auto told = tell(file);
        if (!told) {
            console.fail(told.error());
            ++failed;
            continue;
        }
        files.push_back(std::move(*told));
    }
    console.document(Json::object({{"files", std::move(files)}}));
    if (failed == 0)
        return Exit::done;
    return failed == options.files.size() ? Exit::refused : Exit::partly_done;
}

} // namespace makegood
