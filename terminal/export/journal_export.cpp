#include "terminal/export/journal_export.hpp"

#include "terminal/export/csv_writer.hpp"
#include "terminal/json/json.hpp"
#include "terminal/storage/canonical.hpp"
#include "terminal/storage/event_codec.hpp"
#include "terminal/text/unicode.hpp"

#include <memory>
#include <utility>

namespace makegood {

namespace {

std::string_view text_of(const storage::Bytes& body) {
    return {reinterpret_cast<const char*>(body.data()), body.size()};
}

class EventWriter {
  public:
    virtual ~EventWriter() = default;
    virtual void write(const storage::JournalEvent& event, const std::optional<storage::BodyGist>& gist,
                       const std::string& name) = 0;
};

class JsonLinesWriter final : public EventWriter {
  public:
    explicit JsonLinesWriter(std::ostream& out) : out_(out) {}

    void write(const storage::JournalEvent& event, const std::optional<storage::BodyGist>& gist,
               const std::string& name) override {
        const auto body = text_of(event.body);
        // A body that is no text was not written by this program, and is shown as it is all the same.
        const bool readable = text::is_utf8(body);
        out_ << Json::object(
                    {{"terminal", event.terminal},
                     {"epoch", event.epoch},
                     {"seq", event.seq},
                     {"event_id", event.event_id},
                     {"type", event.type},
                     {"schema_version", event.schema_version},
                     {"wall_ms", event.wall_ms},
                     {"boot_id", event.boot_id},
                     {"mono_ms", event.mono_ms},
                     {"actor", event.actor},
                     {"on_behalf_of", event.on_behalf_of},
                     {readable ? "body" : "body_hex", readable ? std::string(body) : storage::to_hex(event.body)},
                     {"prev_hash", storage::to_hex(event.prev_hash)},
                     {"hash", storage::to_hex(event.hash)},
                     {"at", gist ? Json(gist->at.to_iso()) : Json()},
                     {"name", name.empty() ? Json() : Json(name)},
                     {"case", gist && !gist->case_id.empty() ? Json(gist->case_id.text()) : Json()}})
                    .line()
             << '\n';
    }

  private:
    std::ostream& out_;
};

class CsvEventWriter final : public EventWriter {
  public:
    explicit CsvEventWriter(std::ostream& out) : csv_(out) {
        for (const auto* heading :
             {"terminal", "epoch", "number", "time", "actor", "name", "type", "case", "body", "hash"})
            csv_.text(heading);
        csv_.end_row();
    }

    void write(const storage::JournalEvent& event, const std::optional<storage::BodyGist>& gist,
               const std::string& name) override {
        csv_.text(event.terminal).number(event.epoch).number(event.seq);
        csv_.text(gist ? gist->at.to_iso() : "").text(event.actor).text(name).text(event.type);
        csv_.text(gist ? gist->case_id.text() : "").text(text_of(event.body)).text(storage::to_hex(event.hash));
        csv_.end_row();
    }

  private:
    CsvWriter csv_;
};

std::unique_ptr<EventWriter> writer_of(JournalFormat format, std::ostream& out) {
    if (format == JournalFormat::csv)
        return std::make_unique<CsvEventWriter>(out);
    return std::make_unique<JsonLinesWriter>(out);
}

// The first and the last position on one of the days; nothing where there is none.
std::optional<std::pair<std::int64_t, std::int64_t>> positions_of(storage::Journal& journal,
                                                                  const JournalExport& wanted) {
    std::optional<std::pair<std::int64_t, std::int64_t>> range;
    journal.for_each([&](const storage::JournalEvent& event) {
        const auto gist = storage::gist_of(text_of(event.body));
        const auto day =
            gist ? std::optional(business_day_of(gist->at, wanted.business_day_ends_minute).date) : std::nullopt;
        // An event that cannot be read has no day, and is left out by no limit that is not there.
        if ((wanted.from && (!day || *day < *wanted.from)) || (wanted.until && (!day || *day > *wanted.until)))
            return;
        range = {range ? range->first : event.position, event.position};
    });
    return range;
}

} // namespace

storage::Stored<std::int64_t> export_journal(storage::Connection& connection, const JournalExport& wanted,
                                             std::ostream& out) {
    return connection.attempt("export the journal of", connection.file().string(), [&] {
        const storage::Snapshot snapshot(connection);
        storage::Journal journal(connection, "", 1);
        const auto range = positions_of(journal, wanted);
        const auto writer = writer_of(wanted.format, out);
        std::int64_t events = 0;
        journal.for_each([&](const storage::JournalEvent& event) {
            if (!range || event.position < range->first || event.position > range->second || !out)
                return;
            const auto name = wanted.names.find(StaffId(event.actor));
            writer->write(event, storage::gist_of(text_of(event.body)),
                          name == wanted.names.end() ? std::string() : name->second);
            ++events;
        });
        return events;
    });
}

} // namespace makegood
