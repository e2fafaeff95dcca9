#include "terminal/storage/print_jobs.hpp"

#include "terminal/storage/query.hpp"

namespace makegood::storage {

namespace {

constexpr std::int64_t most_kept = 10'000;

template <class Name>
Name named(Query& query, Name last) {
    const auto number = query.integer();
    if (number < 0 || number > static_cast<std::int64_t>(last))
        throw UnreadableRow("a print job of an unknown kind");
    return static_cast<Name>(number);
}

PrintJobRecord read_job(Query& query) {
    PrintJobRecord record;
    record.number = query.integer();
    record.what.job = query.text();
    record.what.matter = named(query, PrintedMatter::test_page);
    if (const auto slip = query.optional_text())
        record.slip = SlipNumber(*slip);
    record.state = named(query, PrintJobState::cancelled);
    record.detail = query.text();
    record.queued_at = {query.integer()};
    record.changed_at = {query.integer()};
    return record;
}

} // namespace

Stored<std::int64_t> PrintJobs::queue(const NewPrintJob& job, CivilTime now) {
    return connection_.attempt("queue", "print " + job.job, [&] {
        Query insert(connection_, "INSERT INTO print_job (job, matter, state, detail, queued_at, changed_at) VALUES "
                                  "(?1, ?2, 0, '', ?3, ?3) RETURNING number");
        insert.bind(job.job, static_cast<int>(job.matter), now.seconds).step();
        const auto number = insert.integer();
        Query(connection_, "DELETE FROM print_job WHERE number <= ?").bind(number - most_kept).run();
        return number;
    });
}

// A clock that was put back does not make an end come before its beginning.
Stored<void> PrintJobs::mark(const std::string& job, PrintJobState state, const std::string& detail, CivilTime now) {
    return connection_.attempt("mark", "print " + job, [&] {
        Query(connection_, "UPDATE print_job SET state = ?, detail = ?, changed_at = max(queued_at, ?) WHERE job = ? "
                           "AND state < 2")
            .bind(static_cast<int>(state), detail, now.seconds, job)
            .run();
    });
}

Stored<void> PrintJobs::settle(CivilTime now) {
    return connection_.attempt("settle", "prints of an earlier run", [&] {
        Query(connection_, "UPDATE print_job SET state = iif(state = 0, 6, 5), detail = 'the program ended', "
                           "changed_at = max(queued_at, ?) WHERE state < 2")
            .bind(now.seconds)
            .run();
    });
}

Stored<std::vector<PrintJobRecord>> PrintJobs::latest(int limit) const {
    return connection_.attempt("list", "prints", [&] {
        std::vector<PrintJobRecord> jobs;
        Query query(connection_, "SELECT number, print_job.job, matter, slip, state, detail, queued_at, "
                                 "changed_at FROM print_job LEFT JOIN slip_print ON slip_print.job = print_job.job "
                                 "WHERE number <= ? ORDER BY number DESC LIMIT ?");
        query.bind(INT64_MAX, limit);
        while (query.step())
            jobs.push_back(read_job(query));
        return jobs;
    });
}

Stored<std::vector<PrintJobs::OpenPrint>> PrintJobs::open_in_journal() const {
    return connection_.attempt("list", "prints without an end", [&] {
        std::vector<OpenPrint> prints;
        Query query(connection_, "SELECT case_id, slip_print.job, coalesce(state, 6) FROM slip_print JOIN slip ON "
                                 "slip.number = slip_print.slip LEFT JOIN print_job ON print_job.job = slip_print.job "
                                 "WHERE outcome IS NULL");
        while (query.step()) {
            CaseId case_id(query.text());
            auto job = query.text();
            prints.push_back({std::move(case_id), std::move(job), named(query, PrintJobState::cancelled)});
        }
        return prints;
    });
}

} // namespace makegood::storage
