#include "terminal/storage/care_check.hpp"

#include "terminal/storage/care_vault.hpp"
#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/event_fields.hpp"

#include <algorithm>
#include <map>

namespace makegood::storage {

namespace {

// Of the events of one record: where it begins, and what they commit to.
struct Committed {
    JournalHead begins;
    std::vector<Digest> texts{};
};
using CommittedByRecord = std::map<CareId, Committed>;

void add(CommittedByRecord& all, const JournalHead& event, const CareId& record, std::initializer_list<Digest> texts) {
    auto& committed = all.try_emplace(record, Committed{event}).first->second;
    for (const auto& text : texts)
        if (text != Digest{})
            committed.texts.push_back(text);
}

CommittedByRecord read_commitments(Connection& connection) {
    CommittedByRecord all;
    Query query(connection,
                "SELECT terminal, epoch, seq, type, body FROM event WHERE type IN (?, ?) ORDER BY position");
    query.bind(event_type<ComplaintReceived>, event_type<ComplaintMoved>);
    while (query.step()) {
        JournalHead event;
        event.terminal = query.text();
        event.epoch = query.integer();
        event.seq = query.integer();
        const auto type = query.text();
        const auto body = query.bytes();
        const auto decoded = try_decode(type, {reinterpret_cast<const char*>(body.data()), body.size()});
        if (!decoded) // the chain's own check tells of it
            continue;
        if (const auto* told = std::get_if<ComplaintReceived>(&decoded->event))
            add(all, event, told->record, {told->words_commitment, told->phone_commitment});
        else if (const auto* moved = std::get_if<ComplaintMoved>(&decoded->event))
            add(all, event, moved->record, {moved->words_commitment});
    }
    return all;
}

bool has_texts(Connection& connection) {
    Query query(connection, "SELECT 1 FROM vault_care_text LIMIT 1");
    return query.step();
}

Pepper pepper_beside(const Connection& connection) {
    auto pepper = Pepper::open(connection.file().parent_path(), false);
    if (!pepper)
        throw StorageFailure(pepper.error());
    return std::move(*pepper);
}

} // namespace

CareTextsCheck check_care_texts(Connection& connection) {
    const Snapshot snapshot(connection);
    CareTextsCheck check;
    auto committed = read_commitments(connection);
    const auto says = [&](const JournalHead& event, std::string what) {
        check.problems.push_back({event.terminal, event.epoch, event.seq, JournalFlaw::false_text, std::move(what)});
    };
    if (has_texts(connection))
        for_each_care_text(connection, pepper_beside(connection), [&](const HeldText& text) {
            const auto found = committed.find(text.record);
            if (found == committed.end())
                return says({}, "the vault holds a text of " + text.record.text() + ", which nobody took down");
            auto& [begins, texts] = found->second;
            const auto same = text.commitment ? std::ranges::find(texts, *text.commitment) : texts.end();
            if (same == texts.end())
                return says(begins, "a text of " + text.record.text() + " is not what was written down");
            texts.erase(same);
            ++check.held;
        });
    for (const auto& [record, of_record] : committed)
        check.erased += std::ssize(of_record.texts);
    check.erased -= std::min(check.erased, std::ssize(check.problems)); // what is false is not gone
    return check;
}

} // namespace makegood::storage
