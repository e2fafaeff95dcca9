#include "terminal/plugin/given.hpp"
#include "terminal/plugin/requests.hpp"
#include "terminal/plugin/session.hpp"

#include <algorithm>
#include <cstring>
#include <exception>

// The border itself: tables of functions, behind which nothing of C++ is seen, no exception least of all.

namespace makegood::plugin {

namespace {

struct Opened : makegood_plugin {
    explicit Opened(makegood_plugin face, std::unique_ptr<Session> of)
        : makegood_plugin(face), session(std::move(of)) {}
    std::unique_ptr<Session> session;
};

Opened* opened(makegood_plugin* plugin) {
    return static_cast<Opened*>(plugin);
}

// As much as fits, and no half letter.
template <std::size_t room>
void write(char (&place)[room], std::string_view text) {
    auto length = std::min(text.size(), room - 1);
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    std::memcpy(place, text.data(), length);
    place[length] = '\0';
}

std::int32_t fail(makegood_error* error, const Failure& failure) {
    std::uint32_t size = 0;
    if (error != nullptr)
        std::memcpy(&size, error, sizeof size);
    if (size < sizeof(makegood_error))
        return failure.status;
    error->status = failure.status;
    write(error->reason, failure.reason);
    write(error->sentence, failure.sentence);
    write(error->detail, failure.detail);
    return failure.status;
}

std::int32_t succeed(makegood_error* error) {
    fail(error, {.status = MAKEGOOD_OK});
    return MAKEGOOD_OK;
}

std::int32_t bad(makegood_error* error, std::string detail) {
    return fail(error, {.status = MAKEGOOD_BAD_ARGUMENT, .detail = std::move(detail)});
}

// `work` answers with a Done<void>.
template <class Work>
std::int32_t guarded(makegood_error* error, Work work) noexcept {
    try {
        const Done<void> done = work();
        return done ? succeed(error) : fail(error, done.error());
    } catch (const std::exception& exception) {
        return fail(error, {.detail = exception.what()});
    } catch (...) {
        return fail(error, {.detail = "an exception without a name"});
    }
}

// Within a turn of the plugin's.
template <class Work>
std::int32_t in_session(makegood_plugin* plugin, makegood_error* error, Work work) noexcept {
    return guarded(error, [&]() -> Done<void> {
        if (plugin == nullptr)
            return refused(Failure{.status = MAKEGOOD_BAD_ARGUMENT, .detail = "plugin is NULL"});
        auto& session = *opened(plugin)->session;
        const Turns::Turn turn(session.turns());
        if (!turn)
            return refused(Failure{.status = MAKEGOOD_BUSY, .detail = "called from inside of another call"});
        return work(session);
    });
}

// What `work` answers with is written to `place`, which is needed.
template <class Value, class Work>
std::int32_t answer(makegood_plugin* plugin, Value* place, makegood_error* error, Work work) noexcept {
    if (place == nullptr)
        return bad(error, "the pointer for the answer is NULL");
    return in_session(plugin, error, [&](Session& session) -> Done<void> {
        auto value = work(session);
        if (!value)
            return refused(value.error());
        *place = *value;
        return {};
    });
}

// ---- makegood.receipts/1

std::int32_t take_receipt(makegood_plugin* plugin, const makegood_receipt* receipt, std::int32_t* taken,
                          makegood_error* error) {
    std::int32_t ignored = 0;
    return answer(plugin, taken != nullptr ? taken : &ignored, error,
                  [&](Session& session) { return session.take(receipt); });
}

std::int32_t take_receipts(makegood_plugin* plugin, const makegood_receipt* const* receipts, std::size_t count,
                           std::int32_t* taken, makegood_error* error) {
    if (count > Given::most_in_a_list)
        return bad(error, "receipts is too long");
    if (taken != nullptr)
        std::fill_n(taken, count, std::int32_t{MAKEGOOD_NOT_TAKEN});
    return in_session(plugin, error, [&](Session& session) { return session.take(receipts, count, taken); });
}

std::int32_t take_products(makegood_plugin* plugin, const makegood_product* const* products, std::size_t count,
                           makegood_error* error) {
    return in_session(plugin, error, [&](Session& session) { return session.take(products, count); });
}

constexpr makegood_receipts receipts_table{sizeof(makegood_receipts), take_receipt, take_receipts, take_products};

// ---- makegood.staff/1

std::int32_t enrol(makegood_plugin* plugin, const makegood_staff_member* member, makegood_error* error) {
    return in_session(plugin, error, [&](Session& session) { return session.enrol(member); });
}

constexpr makegood_staff staff_table{sizeof(makegood_staff), enrol};

// ---- makegood.desk/1

// Outside of a turn, since the till hands it over before this returns.
bool pulled(makegood_plugin* plugin, const char* key, const char* printed) {
    bool handed_over = false;
    guarded(nullptr, [&]() -> Done<void> {
        const auto& session = *opened(plugin)->session;
        const auto& receipts = session.tables().receipts;
        handed_over = receipts && receipts->pull(&session.host(), key, printed) == MAKEGOOD_DONE;
        return {};
    });
    return handed_over;
}

std::int32_t find_printed(makegood_plugin* plugin, const char* staff, const char* printed, const makegood_found** found,
                          makegood_error* error) {
    const auto find = [&] {
        return answer(plugin, found, error, [&](Session& session) { return session.find_printed(staff, printed); });
    };
    const auto status = find();
    if (status != MAKEGOOD_OK || (*found)->receipt_count > 0 || !pulled(plugin, "", printed))
        return status;
    plugin->release(plugin, *found);
    return find();
}

std::int32_t find_by_facts(makegood_plugin* plugin, const makegood_facts* facts, const makegood_found** found,
                           makegood_error* error) {
    return answer(plugin, found, error, [&](Session& session) { return session.find_by_facts(facts); });
}

// Of one receipt, which the till may have where the desk has not.
template <class Claim>
std::int32_t claim(makegood_plugin* plugin, const Claim* told, const makegood_case** place, makegood_error* error) {
    const auto make = [&] {
        return answer(plugin, place, error, [&](Session& session) { return session.claim(told); });
    };
    const auto status = make();
    return status == MAKEGOOD_NOT_FOUND && pulled(plugin, told->receipt, "") ? make() : status;
}

std::int32_t claim_by_word(makegood_plugin* plugin, const makegood_claim_by_word* told, const makegood_case** place,
                           makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.claim(told); });
}

constexpr makegood_claims claims_table{sizeof(makegood_claims), claim<makegood_claim_of_lines>, claim_by_word};

std::int32_t look(makegood_plugin* plugin, const char* case_id, const makegood_case** place, makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.look(case_id); });
}

std::int32_t look_by_slip(makegood_plugin* plugin, const char* slip, const makegood_case** place,
                          makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.look_by_slip(slip); });
}

template <Session::StepOf which>
std::int32_t step(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                  const makegood_case** place, makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.step(which, request, staff, case_id); });
}

std::int32_t ask_manager(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                         const makegood_offer* offer, const makegood_case** place, makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) {
        return session.step(Session::StepWithOffer::ask_manager, request, staff, case_id, offer, 0);
    });
}

template <Session::StepWithOffer which>
std::int32_t step_with_slip(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                            const makegood_offer* offer, std::int32_t slip_language, const makegood_case** place,
                            makegood_error* error) {
    return answer(plugin, place, error,
                  [&](Session& session) { return session.step(which, request, staff, case_id, offer, slip_language); });
}

std::int32_t approve(makegood_plugin* plugin, const makegood_approval* approval, const makegood_case** place,
                     makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.approve(approval); });
}

std::int32_t decline(makegood_plugin* plugin, const makegood_approval* approval, const char* reason,
                     const makegood_case** place, makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.decline(approval, reason); });
}

// The two that ask the host, outside of a turn.

std::int32_t open_drawer_at_host(makegood_plugin* plugin, const char* request, const char* staff, std::int32_t* outcome,
                                 makegood_error* error) {
    if (plugin == nullptr)
        return bad(error, "plugin is NULL");
    return guarded(error, [&]() -> Done<void> {
        const auto ended = open_drawer(*opened(plugin)->session, request, staff);
        if (!ended)
            return refused(ended.error());
        if (outcome != nullptr)
            *outcome = *ended;
        return {};
    });
}

std::int32_t settle_with_host(makegood_plugin* plugin, makegood_settled* settled, makegood_error* error) {
    if (plugin == nullptr)
        return bad(error, "plugin is NULL");
    if (settled != nullptr && settled->size < sizeof *settled)
        return bad(error, "settled has a size that cannot be");
    return guarded(error, [&]() -> Done<void> {
        const auto done = settle(*opened(plugin)->session);
        if (!done)
            return refused(done.error());
        if (settled != nullptr) {
            settled->done = done->done;
            settled->waiting = done->waiting;
        }
        return {};
    });
}

constexpr makegood_desk desk_table{sizeof(makegood_desk),
                                   find_printed,
                                   find_by_facts,
                                   claim<makegood_claim>,
                                   look,
                                   look_by_slip,
                                   step_with_slip<Session::StepWithOffer::give>,
                                   ask_manager,
                                   step<Session::StepOf::withdraw>,
                                   approve,
                                   decline,
                                   step_with_slip<Session::StepWithOffer::change>,
                                   step<Session::StepOf::hand_over>,
                                   step<Session::StepOf::take_back>,
                                   step<Session::StepOf::redeem_voucher>,
                                   step<Session::StepOf::print_again>,
                                   step<Session::StepOf::close_case>,
                                   open_drawer_at_host};

// ---- makegood.counter/1

std::int32_t label(makegood_plugin* plugin, const char* staff, const char* scanned, const makegood_scanned** place,
                   makegood_error* error) {
    const auto read = [&] {
        return answer(plugin, place, error, [&](Session& session) { return session.label(staff, scanned); });
    };
    const auto status = read();
    if (status != MAKEGOOD_OK || (*place)->label != MAKEGOOD_LABEL_UNKNOWN || !pulled(plugin, "", scanned))
        return status;
    plugin->release(plugin, *place);
    return read();
}

std::int32_t open_case(makegood_plugin* plugin, const char* staff, const char* case_id, const makegood_case** place,
                       makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.open_case(staff, case_id); });
}

std::int32_t customer(makegood_plugin* plugin, const char* staff, const makegood_customer* told,
                      const makegood_of_customer** place, makegood_error* error) {
    return answer(plugin, place, error, [&](Session& session) { return session.customer(staff, told); });
}

constexpr makegood_counter counter_table{sizeof(makegood_counter), label, open_case, customer};

constexpr makegood_requests requests_table{sizeof(makegood_requests), settle_with_host};

// ---- the two objects

const void* extension(makegood_plugin* plugin, const char* id) {
    if (plugin == nullptr || id == nullptr)
        return nullptr;
    struct Named {
        std::string_view id;
        const void* table;
    };
    const Named tables[] = {{MAKEGOOD_RECEIPTS, &receipts_table}, {MAKEGOOD_STAFF, &staff_table},
                            {MAKEGOOD_DESK, &desk_table},         {MAKEGOOD_CLAIMS, &claims_table},
                            {MAKEGOOD_COUNTER, &counter_table},   {MAKEGOOD_REQUESTS, &requests_table}};
    for (const auto& [name, table] : tables)
        if (name == id)
            return table;
    return nullptr;
}

void release(makegood_plugin* plugin, const void* face) {
    in_session(plugin, nullptr, [&](Session& session) -> Done<void> {
        session.release(face);
        return {};
    });
}

void close(makegood_plugin* plugin) {
    guarded(nullptr, [&]() -> Done<void> {
        const std::unique_ptr<Opened> gone(plugin == nullptr ? nullptr : opened(plugin));
        return {};
    });
}

// A table of the host's, as long as we know it; none where it has none.
template <class Table>
std::optional<Table> table_of(Given& given, const makegood_host& host, const makegood_host& fields, const char* id) {
    const auto* table = fields.extension == nullptr ? nullptr : fields.extension(&host, id);
    if (table == nullptr)
        return std::nullopt;
    return given.fields(static_cast<const Table*>(table), id);
}

Done<HostTables> tables_of(const makegood_host* host) {
    Given given;
    const auto fields = given.fields(host, "host");
    if (given.problem())
        return refused(*given.problem());
    if (fields.major != MAKEGOOD_MAJOR)
        return refused(Failure{.status = MAKEGOOD_BAD_ARGUMENT,
                               .detail = "host is of version " + std::to_string(fields.major) + ", and this is 1"});
    HostTables tables{.clock = table_of<makegood_host_clock>(given, *host, fields, MAKEGOOD_HOST_CLOCK),
                      .printer = table_of<makegood_host_printer>(given, *host, fields, MAKEGOOD_HOST_PRINTER),
                      .refunds = table_of<makegood_host_refunds>(given, *host, fields, MAKEGOOD_HOST_REFUNDS),
                      .stock = table_of<makegood_host_stock>(given, *host, fields, MAKEGOOD_HOST_STOCK),
                      .drawer = table_of<makegood_host_drawer>(given, *host, fields, MAKEGOOD_HOST_DRAWER),
                      .receipts = table_of<makegood_host_receipts>(given, *host, fields, MAKEGOOD_HOST_RECEIPTS),
                      .hooks = table_of<makegood_host_hooks>(given, *host, fields, MAKEGOOD_HOST_HOOKS)};
    const bool lacks_one = (tables.clock && (!tables.clock->wall_ms || !tables.clock->utc_offset_minutes)) ||
                           (tables.printer && !tables.printer->print) || (tables.refunds && !tables.refunds->refund) ||
                           (tables.stock && !tables.stock->move) || (tables.drawer && !tables.drawer->open) ||
                           (tables.receipts && !tables.receipts->pull);
    if (lacks_one)
        given.refuse("host", "has a table with a function that is NULL");
    if (given.problem())
        return refused(*given.problem());
    return tables;
}

std::int32_t open(const makegood_host* host, const makegood_open_options* options, makegood_plugin** plugin,
                  makegood_error* error) {
    if (plugin == nullptr)
        return bad(error, "the pointer for the plugin is NULL");
    return guarded(error, [&]() -> Done<void> {
        const auto tables = tables_of(host);
        if (!tables)
            return refused(tables.error());
        Given given;
        const auto fields = given.fields(options, "options");
        if (given.problem())
            return refused(*given.problem());
        auto session = Session::open(*host, *tables, fields);
        if (!session)
            return refused(session.error());
        const makegood_plugin face{.size = sizeof(makegood_plugin),
                                   .major = MAKEGOOD_MAJOR,
                                   .minor = MAKEGOOD_MINOR,
                                   .extension = extension,
                                   .release = release,
                                   .close = close};
        *plugin = new Opened(face, std::move(*session));
        return {};
    });
}

} // namespace

} // namespace makegood::plugin

extern "C" const makegood_entry makegood_pos_entry = {sizeof(makegood_entry), MAKEGOOD_MAJOR, MAKEGOOD_MINOR,
                                                      makegood::plugin::open};
