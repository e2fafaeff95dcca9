#include "terminal/plugin/requests.hpp"

#include "terminal/plugin/answer_case.hpp"
#include "terminal/plugin/given.hpp"
#include "terminal/storage/drawer_openings.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/private_file.hpp"
#include "terminal/storage/stock_told.hpp"
#include "terminal/text/unicode.hpp"

#include <algorithm>

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

RequestId own_request(Session& session, const std::string& what) {
    return RequestId("till-" + what + "/" + session.fresh_id());
}

// Nothing where the desk refuses: it is not owed any more, or was settled in another way.
Done<std::optional<CaseView>> still(Session& session, const Command& command) {
    auto view = session.handle(command);
    if (view)
        return std::optional(std::move(*view));
    if (view.error().status == MAKEGOOD_STORAGE)
        return refused(view.error());
    return std::optional<CaseView>();
}

// The till's own returns may show that it is paid; else the journal says that it is asked before the till hears of it.
Done<std::optional<DueRefund>> begin_refund(Session& session, const CaseId& id) {
    const auto settled = still(session, SettleRefund{own_request(session, "settle"), id});
    if (!settled)
        return refused(settled.error());
    auto asked = still(session, AskRefund{own_request(session, "ask"), id});
    if (!asked)
        return refused(asked.error());
    if (!*asked)
        return std::optional<DueRefund>();
    auto& view = **asked;
    const auto receipt = session.storage().facts().find_receipt(view.claim.receipt);
    if (!receipt)
        return refused(session.failed(receipt.error()));
    auto request = "refund/" + view.remedy->grant.text();
    return DueRefund{std::move(view), std::move(request), *receipt ? (*receipt)->receipt.number : std::string()};
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
                                         .staff = answer.text(giver_of(remedy).text()),
                                         .amount = plugin::told(remedy.value),
                                         .lines = answer.list(std::move(lines)),
                                         .line_count = count});
}

// Whether it has ended. What the till does not know yet stays asked; what it did not do may be changed again.
Done<bool> pay(Session& session, const DueRefund& refund) {
    Answer asked;
    const auto outcome = session.tables().refunds->refund(&session.host(), refund.request.c_str(), told(asked, refund));
    if (outcome != MAKEGOOD_DONE && outcome != MAKEGOOD_NOT_DONE)
        return false;
    const auto kept = in_turn(session, [&] {
        return still(session, EndRefund{own_request(session, "end"), refund.view.id, outcome == MAKEGOOD_DONE});
    });
    if (!kept)
        return refused(kept.error());
    return outcome == MAKEGOOD_DONE;
}

Done<void> settle_refunds(Session& session, makegood_settled& settled) {
    const auto owed = in_turn(session, [&]() -> Done<std::vector<CaseId>> {
        auto ids = session.storage().cases().owed_money();
        if (!ids)
            return refused(session.failed(ids.error()));
        return std::move(*ids);
    });
    if (!owed)
        return refused(owed.error());
    for (const auto& id : *owed) {
        if (!session.tables().refunds) {
            ++settled.waiting;
            continue;
        }
        const auto due = in_turn(session, [&] { return begin_refund(session, id); });
        if (!due)
            return refused(due.error());
        if (!*due)
            continue;
        const auto ended = pay(session, **due);
        if (!ended)
            return refused(ended.error());
        ++(*ended ? settled.done : settled.waiting);
    }
    return {};
}

// ---- stock

std::filesystem::path stock_file(const Session& session) {
    return session.folder() / "told-to-till";
}

Done<void> keep_stock_place(Session& session) {
    const auto text = session.stock_told_up_to.event_id + "\n";
    const auto kept = storage::replace_private_file(stock_file(session),
                                                    {reinterpret_cast<const unsigned char*>(text.data()), text.size()});
    if (!kept)
        return refused(session.failed(kept.error()));
    return {};
}

// What the file names and the journal does not have was told before the journal was put back to an earlier day: then
// all that stands in it was told too.
Done<std::optional<storage::JournalPlace>> kept_stock_place(Session& session) {
    constexpr std::size_t longest = 64;
    const auto kept = storage::read_private_file(stock_file(session), longest);
    if (!kept)
        return refused(session.failed(kept.error()));
    if (!*kept)
        return std::optional<storage::JournalPlace>();
    std::string id((*kept)->begin(), (*kept)->end());
    id.erase(std::min(id.find('\n'), id.size()));
    if (id.empty())
        return std::optional(storage::JournalPlace());
    const auto place = storage::place_of(session.storage().connection(), id);
    if (!place)
        return refused(session.failed(place.error()));
    return *place;
}

Done<void> begin_stock(Session& session) {
    const auto kept = kept_stock_place(session);
    if (!kept)
        return refused(kept.error());
    if (*kept) {
        session.stock_told_up_to = **kept;
        return {};
    }
    const auto newest = storage::newest_place(session.storage().connection());
    if (!newest)
        return refused(session.failed(newest.error()));
    session.stock_told_up_to = *newest;
    return keep_stock_place(session);
}

// True when the host has taken all of these.
bool move(Session& session, const std::vector<storage::StockTold::Movement>& due, makegood_settled& settled) {
    const auto& stock = session.tables().stock;
    for (std::size_t i = 0; i < due.size(); ++i) {
        Answer asked;
        const auto request = "stock/" + due[i].place.event_id;
        const auto& moved = due[i].moved;
        const auto outcome = stock ? stock->move(&session.host(), request.c_str(),
                                                 plugin::told(asked, moved.movement, moved.case_id, due[i].at))
                                   : std::int32_t{MAKEGOOD_LATER};
        if (outcome != MAKEGOOD_DONE && outcome != MAKEGOOD_NOT_DONE) {
            settled.waiting += static_cast<std::uint32_t>(due.size() - i);
            return false;
        }
        session.stock_told_up_to = due[i].place;
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
    return in_turn(session, [&] { return keep_stock_place(session); });
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

std::int32_t told(OpeningOutcome outcome) {
    switch (outcome) {
    case OpeningOutcome::opened:
        return MAKEGOOD_DONE;
    case OpeningOutcome::pulsed:
        return MAKEGOOD_SENT;
    case OpeningOutcome::unconfirmed:
        return MAKEGOOD_UNKNOWN;
    case OpeningOutcome::printer_held:
    case OpeningOutcome::not_delivered:
        break;
    }
    return MAKEGOOD_NOT_DONE;
}

// How the drawer was opened under this id before; nothing where it is to be opened now.
Done<std::optional<std::int32_t>> begin_drawer(Session& session, const OpenDrawer& opening) {
    const auto before = storage::find_drawer_opening(session.storage().connection(), opening.request);
    if (!before)
        return refused(session.failed(before.error()));
    if (*before && !(*before)->outcome)
        return refused(busy("another call opens the drawer under this id"));
    if (*before)
        return std::optional(told(*(*before)->outcome));
    const auto kept = session.storage().handle(opening);
    if (!kept)
        return refused(session.failed(kept.error()));
    if (!*kept)
        return refused(session.failed(kept->error()));
    return std::optional<std::int32_t>();
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
    const auto request = given.request(request_id);
    const auto by = given.staff(staff, "staff");
    if (given.problem())
        return refused(*given.problem());
    const auto& drawer = session.tables().drawer;
    if (!drawer)
        return refused(Failure{.status = MAKEGOOD_REFUSED, .reason = "no_drawer", .detail = "the host has no drawer"});
    const auto before = in_turn(session, [&] { return begin_drawer(session, {request, by}); });
    if (!before)
        return refused(before.error());
    if (*before)
        return **before;
    const auto outcome = opening_outcome(drawer->open(&session.host(), given.text(request_id, "request").c_str()));
    if (auto ended = in_turn(session, [&] { return end_drawer(session, request, outcome); }); !ended)
        return refused(ended.error());
    return told(outcome);
}

} // namespace makegood::plugin
