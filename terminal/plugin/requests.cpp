#include "terminal/plugin/requests.hpp"

#include "terminal/plugin/answer_case.hpp"
#include "terminal/plugin/given.hpp"
#include "terminal/storage/drawer_openings.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/private_file.hpp"
#include "terminal/storage/stock_told.hpp"
#include "terminal/text/unicode.hpp"

#include <charconv>

namespace makegood::plugin {

namespace {

constexpr int events_at_once = 500;

Failure busy(std::string detail) {
    return {.status = MAKEGOOD_BUSY, .detail = std::move(detail)};
}

// Work of the session's own, between two questions to the host.
template <class Work>
auto in_turn(Session& session, Work work) -> decltype(work()) {
    const Turns::Turn turn(session.turns());
    if (!turn)
        return refused(busy("called from inside of another call"));
    return work();
}

// ---- papers

struct DuePrint {
    CaseId case_id;
    std::string job;
    SlipNumber slip;
    SlipDocument document;
    bool is_copy = false;
};

std::optional<DuePrint> print_in(const CaseView& view, const std::string& job) {
    for (const auto* slip : slips_of(view))
        for (const auto& print : slip->prints)
            if (print.job == job && !print.outcome)
                return DuePrint{view.id, job, slip->number, slip->document, print.copy > 0};
    return std::nullopt;
}

Done<std::vector<DuePrint>> due_prints(Session& session) {
    auto& store = session.storage();
    const auto open = storage::PrintJobs(store.connection()).open_in_journal();
    if (!open)
        return refused(session.failed(open.error()));
    std::vector<DuePrint> due;
    for (const auto& print : *open) {
        const auto view = store.cases().find_case(print.case_id);
        if (!view)
            return refused(session.failed(view.error()));
        if (auto found = *view ? print_in(**view, print.job) : std::nullopt)
            due.push_back(std::move(*found));
    }
    return due;
}

// It has a row before the host hears of it. One that is there was asked for before.
Done<void> queue(Session& session, const DuePrint& print) {
    auto& store = session.storage();
    const auto queued = store.queue_print({print.job, storage::PrintedMatter::slip});
    if (!queued && queued.error().fault != storage::StorageFault::refused)
        return refused(session.failed(queued.error()));
    if (const auto marked = store.mark_print(print.job, storage::PrintJobState::sending, {}); !marked)
        return refused(session.failed(marked.error()));
    return {};
}

PrintOutcome print_outcome(std::int32_t outcome) {
    switch (outcome) {
    case MAKEGOOD_DONE:
        return PrintOutcome::printed;
    case MAKEGOOD_SENT:
        return PrintOutcome::sent;
    case MAKEGOOD_NOT_DONE:
        return PrintOutcome::failed;
    default:
        return PrintOutcome::unconfirmed;
    }
}

storage::PrintJobState job_state(PrintOutcome outcome) {
    switch (outcome) {
    case PrintOutcome::printed:
        return storage::PrintJobState::printed;
    case PrintOutcome::sent:
        return storage::PrintJobState::sent;
    case PrintOutcome::failed:
        return storage::PrintJobState::failed;
    default:
        return storage::PrintJobState::unconfirmed;
    }
}

Done<void> record(Session& session, const DuePrint& print, PrintOutcome outcome) {
    const auto recorded =
        session.handle(RecordPrint{RequestId("till-print/" + print.job), print.case_id, print.job, outcome});
    if (!recorded)
        return refused(recorded.error());
    if (const auto marked = session.storage().mark_print(print.job, job_state(outcome), {}); !marked)
        return refused(session.failed(marked.error()));
    return {};
}

Done<void> settle_prints(Session& session, makegood_settled& settled) {
    const auto due = in_turn(session, [&] { return due_prints(session); });
    if (!due)
        return refused(due.error());
    for (const auto& print : *due) {
        const auto& printer = session.tables().printer;
        if (!printer) {
            ++settled.waiting;
            continue;
        }
        if (auto queued = in_turn(session, [&] { return queue(session, print); }); !queued)
            return queued;
        Answer paper;
        const auto outcome =
            printer->print(&session.host(), print.job.c_str(), told(paper, print.slip, print.document, print.is_copy));
        if (outcome == MAKEGOOD_LATER) {
            ++settled.waiting;
            continue;
        }
        if (auto kept = in_turn(session, [&] { return record(session, print, print_outcome(outcome)); }); !kept)
            return kept;
        ++settled.done;
    }
    return {};
}

// ---- refunds

struct DueRefund {
    CaseView view;
    std::string request;
    std::string number;
};

Done<std::vector<DueRefund>> due_refunds(Session& session) {
    auto& store = session.storage();
    const auto owed = store.cases().owed_refunds();
    if (!owed)
        return refused(session.failed(owed.error()));
    std::vector<DueRefund> due;
    for (const auto& id : *owed) {
        auto view = store.cases().find_case(id);
        if (!view)
            return refused(session.failed(view.error()));
        if (!*view || !(*view)->remedy)
            continue;
        const auto receipt = store.facts().find_receipt((*view)->claim.receipt);
        if (!receipt)
            return refused(session.failed(receipt.error()));
        auto request = "refund/" + (*view)->remedy->grant.text();
        due.push_back({std::move(**view), std::move(request), *receipt ? (*receipt)->receipt.number : std::string()});
    }
    return due;
}

const makegood_refund* told(Answer& answer, const DueRefund& refund) {
    const auto& remedy = *refund.view.remedy;
    const auto claims = by_line(refund.view.claim);
    std::vector<const makegood_refund_line*> lines;
    for (std::size_t i = 0; i < claims.size() && i < remedy.values.size(); ++i)
        lines.push_back(answer.make<makegood_refund_line>({.line = static_cast<std::int32_t>(claims[i].line),
                                                           .quantity_milli = claims[i].quantity.milli(),
                                                           .amount = plugin::told(remedy.values[i])}));
    const auto count = lines.size();
    return answer.make<makegood_refund>({.is_price_difference = remedy.offer.remedy == Remedy::price_difference ? 1 : 0,
                                         .receipt = answer.text(refund.view.claim.receipt.key.to_text()),
                                         .number = answer.text(refund.number),
                                         .case_id = answer.text(refund.view.id.text()),
                                         .staff = answer.text(giver_of(refund.view).text()),
                                         .amount = plugin::told(remedy.value),
                                         .lines = answer.list(std::move(lines)),
                                         .line_count = count});
}

Done<void> settle_refunds(Session& session, makegood_settled& settled) {
    const auto due = in_turn(session, [&] { return due_refunds(session); });
    if (!due)
        return refused(due.error());
    for (const auto& refund : *due) {
        const auto& refunds = session.tables().refunds;
        Answer asked;
        if (!refunds ||
            refunds->refund(&session.host(), refund.request.c_str(), told(asked, refund)) != MAKEGOOD_DONE) {
            ++settled.waiting;
            continue;
        }
        const HandOver paid{.request = RequestId("till-" + refund.request),
                            .requester = giver_of(refund.view),
                            .case_id = refund.view.id};
        if (auto kept = in_turn(session, [&] { return session.handle(paid); }); !kept)
            return refused(kept.error());
        ++settled.done;
    }
    return {};
}

// ---- stock

std::filesystem::path stock_file(const Session& session) {
    return session.folder() / "told-to-till";
}

Done<void> keep_stock_position(Session& session) {
    const auto text = std::to_string(session.stock_told_up_to) + "\n";
    const auto kept = storage::replace_private_file(stock_file(session),
                                                    {reinterpret_cast<const unsigned char*>(text.data()), text.size()});
    if (!kept)
        return refused(session.failed(kept.error()));
    return {};
}

Done<void> begin_stock(Session& session) {
    constexpr std::size_t longest = 32;
    const auto kept = storage::read_private_file(stock_file(session), longest);
    if (!kept)
        return refused(session.failed(kept.error()));
    if (*kept) {
        const auto* text = reinterpret_cast<const char*>((*kept)->data());
        const auto [end, error] = std::from_chars(text, text + (*kept)->size(), session.stock_told_up_to);
        if (error == std::errc{} && session.stock_told_up_to >= 0)
            return {};
        return refused(Failure{.status = MAKEGOOD_STORAGE,
                               .reason = "damaged",
                               .detail = "read " + stock_file(session).string() + ": it holds no number"});
    }
    const auto newest = storage::newest_position(session.storage().connection());
    if (!newest)
        return refused(session.failed(newest.error()));
    session.stock_told_up_to = *newest;
    return keep_stock_position(session);
}

const makegood_stock_movement* told(Answer& answer, const storage::StockTold::Movement& due) {
    const auto& movement = due.moved.movement;
    return answer.make<makegood_stock_movement>({.code = answer.text(movement.code.text()),
                                                 .quantity_milli = movement.quantity.milli(),
                                                 .reason = answer.text(storage::event_name(movement.reason)),
                                                 .case_id = answer.text(due.moved.case_id.text()),
                                                 .moved_at = answer.text(due.at.to_iso())});
}

// True when the host has taken all of these.
bool move(Session& session, const std::vector<storage::StockTold::Movement>& due, makegood_settled& settled) {
    const auto& stock = session.tables().stock;
    for (std::size_t i = 0; i < due.size(); ++i) {
        Answer asked;
        const auto request = "stock/" + std::to_string(due[i].position);
        const auto outcome =
            stock ? stock->move(&session.host(), request.c_str(), told(asked, due[i])) : std::int32_t{MAKEGOOD_LATER};
        if (outcome != MAKEGOOD_DONE && outcome != MAKEGOOD_NOT_DONE) {
            settled.waiting += static_cast<std::uint32_t>(due.size() - i);
            return false;
        }
        session.stock_told_up_to = due[i].position;
        ++settled.done;
    }
    return true;
}

Done<void> settle_stock(Session& session, makegood_settled& settled) {
    const auto done_before = settled.done;
    for (bool more = true; more;) {
        const auto due = in_turn(session, [&]() -> Done<storage::StockTold> {
            auto told =
                storage::stock_told_after(session.storage().connection(), session.stock_told_up_to, events_at_once);
            if (!told)
                return refused(session.failed(told.error()));
            return std::move(*told);
        });
        if (!due)
            return refused(due.error());
        const bool all = move(session, due->movements, settled);
        if (all)
            session.stock_told_up_to = due->read_up_to;
        more = all && !due->is_end;
    }
    if (settled.done == done_before)
        return {};
    return in_turn(session, [&] { return keep_stock_position(session); });
}

// ---- the drawer

OpeningOutcome opening_outcome(std::int32_t outcome) {
    switch (outcome) {
    case MAKEGOOD_DONE:
        return OpeningOutcome::opened;
    case MAKEGOOD_SENT:
        return OpeningOutcome::pulsed;
    case MAKEGOOD_LATER:
    case MAKEGOOD_NOT_DONE:
        return OpeningOutcome::not_delivered;
    default:
        return OpeningOutcome::unconfirmed;
    }
}

Done<void> end_drawer(Session& session, const RequestId& request, OpeningOutcome outcome) {
    const auto recorded = session.storage().record(DrawerOpenEnded{request, outcome},
                                                   {system_actor, RequestId(request.text() + "/ended")});
    if (!recorded)
        return refused(session.failed(recorded.error()));
    return {};
}

} // namespace

Done<void> begin_requests(Session& session) {
    const auto open = storage::drawers_without_end(session.storage().connection());
    if (!open)
        return refused(session.failed(open.error()));
    for (const auto& request : *open)
        if (auto ended = end_drawer(session, request, OpeningOutcome::unconfirmed); !ended)
            return ended;
    return begin_stock(session);
}

Done<makegood_settled> settle(Session& session) {
    if (session.settling().exchange(true))
        return refused(busy("another call settles already"));
    struct Ended {
        ~Ended() { settling = false; }
        std::atomic<bool>& settling;
    } const ended{session.settling()};
    makegood_settled settled{.size = sizeof settled};
    auto done = settle_prints(session, settled);
    if (done)
        done = settle_refunds(session, settled);
    if (done)
        done = settle_stock(session, settled);
    if (!done)
        return refused(done.error());
    return settled;
}

Done<std::int32_t> open_drawer(Session& session, const char* request_id, const char* staff) {
    Given given;
    const RequestId request("till/" + given.needed(request_id, "request"));
    const StaffId by(given.needed(staff, "staff"));
    if (request.text().size() > 69)
        given.refuse("request", "is longer than 64 bytes");
    if (given.problem())
        return refused(*given.problem());
    const auto& drawer = session.tables().drawer;
    if (!drawer)
        return refused(Failure{.status = MAKEGOOD_REFUSED, .reason = "no_drawer", .detail = "the host has no drawer"});
    const auto asked = in_turn(session, [&]() -> Done<std::optional<std::int32_t>> {
        if (const auto before = session.drawers.find(request); before != session.drawers.end())
            return before->second;
        const auto kept = session.storage().handle(OpenDrawer{request, by});
        if (!kept)
            return refused(session.failed(kept.error()));
        if (!*kept)
            return refused(session.failed(kept->error()));
        return std::nullopt;
    });
    if (!asked)
        return refused(asked.error());
    if (*asked)
        return **asked;
    const auto outcome = drawer->open(&session.host(), given.text(request_id, "request").c_str());
    if (auto ended = in_turn(session, [&] { return end_drawer(session, request, opening_outcome(outcome)); }); !ended)
        return refused(ended.error());
    in_turn(session, [&]() -> Done<void> {
        session.drawers[request] = outcome;
        return {};
    });
    return outcome;
}

} // namespace makegood::plugin
