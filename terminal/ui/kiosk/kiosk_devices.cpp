#include "terminal/ui/kiosk/kiosk.hpp"
#include "terminal/ui/kiosk/receipt_parts.hpp"

#include "terminal/text/unicode.hpp"
#include "workflows/labels/gtin.hpp"

#include <algorithm>

// What scanners and printers say, and where it leads.

namespace makegood::ui {

namespace {

using text::Code;

// The same label within this time is one scan: the cashier's hand was slow, not the customer's wish double.
constexpr std::int64_t repeated_label_ms = 2'000;

bool are_same_goods(const ItemCode& a, const ItemCode& b) {
    return makegood::goods_of(a) == makegood::goods_of(b);
}

bool names(const ScannedGoods& goods, const ItemCode& code) {
    return are_same_goods(goods.code, code) ||
           std::ranges::any_of(goods.or_else, [&](const ItemCode& other) { return are_same_goods(other, code); });
}

bool is_this_piece(const ScannedGoods& goods, const LineItem& line) {
    const auto grams = line.unit == Unit::gram ? line.quantity.milli() / 1000 : line.quantity.milli();
    return (goods.measured == Measured::price && line.amount.minor_units() == goods.value) ||
           (goods.measured == Measured::weight && grams == goods.value);
}

} // namespace

void Kiosk::device_event(const drivers::DeviceEvent& event, std::int64_t now_ms) {
    if (const auto* data = std::get_if<drivers::DataEvent>(&event)) {
        if (is_away_too_long(now_ms))
            sign_out();
        last_touch_ms_ = now_ms;
        scanned(data->scan, now_ms);
    } else if (const auto* status = std::get_if<drivers::StatusUpdateEvent>(&event)) {
        status_changed(*status);
    } else if (const auto* error = std::get_if<drivers::ErrorEvent>(&event)) {
        if (error->kind == drivers::ErrorKind::frame_unreadable || error->kind == drivers::ErrorKind::frame_too_long ||
            error->kind == drivers::ErrorKind::frame_unfinished)
            unreadable_scan(error->kind);
        else if (error->kind != drivers::ErrorKind::reply_unreadable)
            device_is_away(*error);
    } else if (const auto* complete = std::get_if<drivers::OutputCompleteEvent>(&event)) {
        if (complete->outcome == drivers::Outcome::printed || complete->outcome == drivers::Outcome::processed)
            state_.devices.printer_heard = world_.now();
    } else if (const auto* drawer = std::get_if<drivers::DrawerCompleteEvent>(&event)) {
        drawer_ended(*drawer);
    }
}

void Kiosk::drawer_ended(const drivers::DrawerCompleteEvent& event) {
    state_.drawer_test = {false, event.outcome};
    if (event.open_level != drivers::DrawerPin::unknown) {
        state_.devices.drawer_open_level = state_.preferences.drawer_open = event.open_level;
        world_.keep(state_.preferences);
    }
    const bool may_be_open =
        event.outcome == drivers::DrawerOutcome::opened || event.outcome == drivers::DrawerOutcome::pulsed;
    signal(may_be_open ? Signal::done : Signal::attention);
}

std::string& Kiosk::trouble_of(const std::string& device) {
    for (auto& scanner : state_.devices.scanners)
        if (scanner.device == device)
            return scanner.trouble;
    return device == "display" ? state_.devices.display_trouble : state_.devices.printer_trouble;
}

void Kiosk::device_is_away(const drivers::ErrorEvent& error) {
    trouble_of(error.device_id) = error.detail;
    for (auto& scanner : state_.devices.scanners)
        if (scanner.device == error.device_id)
            scanner.not_allowed = error.kind == drivers::ErrorKind::not_allowed;
}

void Kiosk::unreadable_scan(drivers::ErrorKind kind) {
    auto& fault = state_.devices.scan_fault;
    fault = ScanFault{kind, fault && fault->kind == kind ? fault->times + 1 : 1};
    signal(Signal::not_found);
    if (state_.scanner_test.stage == ScannerTest::Stage::waiting)
        state_.scanner_test.stage = ScannerTest::Stage::unreadable;
    else
        notify(words().say("notice.unreadable"), Tone::warn, Icon::scan);
}

// There it stands on their cards how devices fare; the first questions of a new kiosk lead to them.
bool Kiosk::tells_of_devices_itself() const {
    return state_.screen == Screen::devices ||
           (state_.screen == Screen::first_run && state_.first_step < FirstStep::shop);
}

void Kiosk::status_changed(const drivers::StatusUpdateEvent& status) {
    auto& devices = state_.devices;
    const auto before = devices;
    if (status.power != drivers::PowerState::absent)
        trouble_of(status.device_id).clear();
    const auto scanner = std::ranges::find(devices.scanners, status.device_id, &ScannerState::device);
    if (scanner != devices.scanners.end()) {
        scanner->power = status.power;
        if (status.power == drivers::PowerState::online)
            devices.scanner_heard = world_.now();
    } else if (status.device_id == "display") {
        devices.display_power = status.power;
    } else {
        if (status.power == drivers::PowerState::online || status.power == drivers::PowerState::offline)
            devices.printer_heard = world_.now();
        devices.printer_power = status.power;
        devices.printer = status.printer;
    }

    if (devices.drawer() != before.drawer() && devices.drawer() != drivers::DrawerState::open)
        state_.drawer_test.outcome.reset();

    const auto tell_once = [&](const DeviceWords& why, Icon icon) {
        signal(Signal::attention);
        if (tells_of_devices_itself())
            return;
        notify(words().say(why.key), why.tone, icon);
        state_.notice->of_device = true;
    };
    if (devices.scanner_is_away() && !before.scanner_is_away())
        tell_once({"notice.scanner_absent", Tone::warn}, Icon::scan);
    else if (devices.printer_waits_for_a_hand() && !before.printer_waits_for_a_hand())
        tell_once(*printer_words(devices), Icon::print);
    else if (!devices.scanner_is_away() && !devices.printer_waits_for_a_hand() && state_.notice &&
             state_.notice->of_device)
        state_.notice.reset();
}

void Kiosk::scanned(const drivers::ScanData& scan, std::int64_t now_ms) {
    state_.devices.scanner_heard = world_.now();
    state_.devices.scan_fault.reset();
    if (enrols_somebody())
        return read_badge_to_enrol(scan.label);
    if (state_.scanner_test.stage == ScannerTest::Stage::waiting || state_.screen == Screen::first_run)
        return read_in_test(scan);
    if (holds_the_screen()) {
        notify(words().say("notice.busy"), Tone::info, Icon::scan);
        return signal(Signal::attention);
    }
    const bool repeated = scan.label == last_label_ && now_ms - last_label_ms_ < repeated_label_ms;
    last_label_ = scan.label;
    last_label_ms_ = now_ms;
    if (repeated)
        return;
    state_.notice.reset();
    const bool is_badge = is_own_label(badge_label_kind, scan.label);
    if (!is_badge)
        after_sign_in_ = nullptr;
    if (is_badge)
        signal(badge_scanned(scan.label));
    else if (is_slip_label(scan.label))
        signal(slip_scanned(scan.label));
    else if (is_left_behind_label(scan.label))
        signal(bag_scanned(scan.label));
    else
        signal(label_scanned(scan));
}

void Kiosk::read_in_test(const drivers::ScanData& scan) {
    constexpr std::size_t most_letters = 40;
    state_.scanner_test = {ScannerTest::Stage::read, {}};
    signal(Signal::accepted);
    if (is_own_label(badge_label_kind, scan.label))
        return;
    const std::string plain = text::plain(scan.label);
    const auto letters = text::decode(plain);
    state_.scanner_test.label = plain.substr(0, letters.offsets[std::min(most_letters, letters.code_points.size())]);
    if (letters.code_points.size() > most_letters)
        state_.scanner_test.label += "…";
}

Signal Kiosk::badge_scanned(const std::string& label) {
    const auto staff = looked(world_.staff_of_badge(label));
    if (!staff)
        return Signal::attention;
    if (!*staff) {
        notify(words().say("notice.unknown_label", {{"label", Code{"…"}}}), Tone::warn, Icon::badge);
        return Signal::not_found;
    }
    if (state_.screen == Screen::manager) {
        if (state_.current && !may_approve((*staff)->role, state_.approval, judged_value(*state_.current))) {
            const bool supervisor = (*staff)->role == StaffRole::supervisor;
            notify(words().say(supervisor ? "refusal.beyond_supervisor" : "refusal.not_a_manager"), Tone::warn,
                   Icon::badge);
            return Signal::attention;
        }
        if (state_.current && is_own_request(*state_.current, (*staff)->id)) {
            notify(words().say("refusal.own_request"), Tone::info, Icon::badge);
            return Signal::attention;
        }
        forget_pin();
        state_.manager.approver = **staff;
        state_.manager.badge_shown = true;
        return Signal::accepted;
    }
    if (state_.screen == Screen::pins && state_.pins.purpose == PinQuestions::Purpose::answer_proposal) {
        notify(words().say("notice.busy"), Tone::info, Icon::badge);
        return Signal::attention;
    }
    work_begins(**staff);
    return Signal::accepted;
}

Signal Kiosk::slip_scanned(const std::string& label, HowFound how) {
    const auto found = looked(world_.case_of_slip(SlipNumber(label)));
    if (!found)
        return Signal::attention;
    if (!*found) {
        notify(words().say("notice.unknown_label", {{"label", Code{label}}}), Tone::warn, Icon::scan);
        return Signal::not_found;
    }
    if (!knows_who_looks([=, this] { signal(slip_scanned(label, how)); }))
        return Signal::attention;
    const auto gone = std::ranges::find_if((*found)->taken_back, [&](const TakenBack& one) {
        const bool cancels = one.cancelling_slip && one.cancelling_slip->number.text() == label;
        return cancels || one.remedy.slip.number.text() == label ||
               std::ranges::find(one.remedy.earlier_slips, SlipNumber(label), &IssuedSlip::number) !=
                   one.remedy.earlier_slips.end();
    });
    if (gone != (*found)->taken_back.end()) {
        notify(words().say("notice.slip_taken_back", {{"when", words().age(gone->at, world_.now())}}), Tone::info,
               Icon::undo);
        return Signal::attention;
    }
    const auto& remedy = (*found)->remedy;
    const bool is_replaced = remedy && std::ranges::find(remedy->earlier_slips, SlipNumber(label),
                                                         &IssuedSlip::number) != remedy->earlier_slips.end();
    open_case(**found, how);
    if (!is_replaced)
        return Signal::accepted;
    notify(words().say("notice.slip_replaced"), Tone::info, Icon::swap);
    return Signal::attention;
}

// An item of the grant on the screen, scanned on its way over the counter. Nothing where it is none of it.
std::optional<LineNumber> Kiosk::owed_line(const ItemCode& code) const {
    if (state_.screen != Screen::done || !state_.done.here.empty() || !state_.current ||
        state_.current->state != CaseState::owed || !state_.current->remedy ||
        !is_goods(state_.current->remedy->offer.remedy) || !state_.receipt)
        return std::nullopt;
    const auto& claim = state_.current->claim;
    if (const auto& instead = state_.current->remedy->offer.instead)
        return are_same_goods(instead->code, code) ? std::optional(claim.line) : std::nullopt;
    std::optional<LineNumber> scanned_before;
    for (const auto& part : by_line(claim)) {
        const auto* line = find_line(state_.receipt->found.receipt, part.line);
        if (!line || !are_same_goods(line->code, code))
            continue;
        if (!state_.done.fetched.contains(part.line))
            return part.line;
        scanned_before = part.line;
    }
    return scanned_before;
}

// Once each item was scanned, all of it is handed over.
void Kiosk::fetched(LineNumber line) {
    state_.done.fetched.insert(line);
    const auto all = by_line(state_.current->claim).size();
    if (state_.done.fetched.size() == all)
        return perform(SayHandedOver{});
    notify(words().say("done.some_fetched", {{"n", state_.done.fetched.size()}, {"all", all}}), Tone::info,
           Icon::inventory);
}

// A receipt's number goes first: a till may print it as any kind of bar code.
Signal Kiosk::label_scanned(const drivers::ScanData& scan) {
    const auto read = goods_on(scan, world_.now().date(), scales_);
    const auto goods = read ? known_of(*read) : std::nullopt;
    if (read && !goods)
        return Signal::attention;
    if (goods && state_.screen == Screen::left_behind)
        if (const auto meant = looked(world_.items_meant(goods->code.text())); meant && !meant->empty())
            return found_scanned(*goods, *meant);
    auto found = looked(world_.receipts_numbered(scan.label));
    if (!found)
        return Signal::attention;
    if (found->empty())
        return goods ? goods_scanned(*goods) : faulty_label(read.error());
    if (state_.screen != Screen::home && state_.screen != Screen::find)
        state_.complaint.reset(); // it was told of another receipt
    show_receipts(std::move(*found), HowFound::scan);
    return Signal::accepted;
}

Signal Kiosk::faulty_label(const gs1::LabelError& error) {
    const auto why = words().say("label_fault." + std::string(gs1::name(error.fault)), {{"other", Code{error.other}}});
    const bool is_of_a_part = !error.identifier.empty();
    notify(words().say(is_of_a_part ? "notice.label_fault_in_part" : "notice.label_fault",
                       {{"part", Code{text::plain(error.identifier)}}, {"why", why}}),
           Tone::warn, Icon::scan);
    return Signal::not_found;
}

// Where a label can be read in two ways, the one that the shop sells is meant.
std::optional<ScannedGoods> Kiosk::known_of(ScannedGoods goods) {
    if (goods.or_else.empty())
        return goods;
    auto codes = goods.or_else;
    codes.insert(codes.begin(), goods.code);
    for (const auto& code : codes) {
        const auto known = looked(world_.is_product(code.text()));
        if (!known)
            return std::nullopt;
        if (!*known)
            continue;
        if (code != goods.code)
            goods = {code, goods.or_else, {}, {}, goods.measured, goods.value};
        return goods;
    }
    return goods;
}

std::string Kiosk::name_of_goods(const ItemCode& code) {
    const auto meant = looked(world_.items_meant(code.text()));
    return meant && !meant->empty() && !meant->front().name.empty() ? meant->front().name : text::plain(code.text());
}

// Of goods that are not as they should be, whoever makes them asks for it.
void Kiosk::tell_lot(const ScannedGoods& goods) {
    if (!goods.lot.empty())
        notify(words().say("notice.lot", {{"lot", Code{text::plain(goods.lot)}}}), Tone::info, Icon::info);
}

// Of several lines of the same goods the one with the price or the weight that the label tells, and one that can still
// be put right before one that cannot.
Signal Kiosk::line_scanned(const ScannedGoods& goods) {
    const auto& found = state_.receipt->found;
    const Scene scene{state_, words(), world_.now(), world_.today(), world_.wall_ms(), customers_words()};
    const LineItem* best = nullptr;
    int best_rank = -1;
    Enabled can;
    for (std::size_t i = 0; i < found.receipt.lines.size(); ++i) {
        const auto& line = found.receipt.lines[i];
        if (!names(goods, line.code))
            continue;
        auto claimed = claimable(found, line, found.history[i], scene);
        const int rank = (is_this_piece(goods, line) ? 2 : 0) + (claimed.yes ? 1 : 0);
        if (rank <= best_rank)
            continue;
        best = &line;
        best_rank = rank;
        can = std::move(claimed);
    }
    if (!best) {
        notify(words().say("notice.not_on_receipt", {{"item", name_of_goods(goods.code)}}), Tone::info, Icon::scan);
        return Signal::not_found;
    }
    if (!can.yes) {
        notify(can.reason, Tone::info, Icon::scan);
        return Signal::attention;
    }
    const bool is_taken =
        state_.receipt->chosen == best->number ||
        std::ranges::find(state_.receipt->gathered, best->number, &ClaimedLine::line) != state_.receipt->gathered.end();
    if (!is_taken)
        perform(ChooseLine{best->number});
    constexpr int frames_at_the_line = 4;
    state_.receipt->frames_to_reveal = frames_at_the_line + static_cast<int>(found.receipt.lines.size());
    tell_lot(goods);
    return Signal::accepted;
}

// Nothing is done with them here, and nobody is led away from what they are at.
Signal Kiosk::goods_beside_the_case(const ScannedGoods& goods) {
    const auto item = name_of_goods(goods.code);
    const auto is_of_the_case = [&](const Claim& part) {
        const auto* line = find_line(state_.receipt->found.receipt, part.line);
        return line && names(goods, line->code);
    };
    if (state_.current && state_.receipt && std::ranges::any_of(by_line(state_.current->claim), is_of_the_case)) {
        notify(words().say("notice.same_goods", {{"item", item}}), Tone::ok, Icon::check);
        return Signal::accepted;
    }
    notify(words().say("notice.goods_not_needed", {{"item", item}}), Tone::info, Icon::scan);
    return Signal::attention;
}

Signal Kiosk::goods_scanned(const ScannedGoods& goods) {
    const auto& code = goods.code;
    if (takes_other_goods())
        return other_goods_scanned(code);
    if (const auto line = owed_line(code)) {
        fetched(*line);
        return Signal::accepted;
    }
    if (state_.screen == Screen::left_behind)
        return found_scanned(goods, {});
    if (state_.screen == Screen::told && !state_.told.of_service)
        return told_scanned(code);
    const auto product = looked(world_.is_product(code.text()));
    if (!product)
        return Signal::attention;
    // Also what this shop never sold, as long as it is the number of a product at all.
    if ((*product || gtin_of(code.text())) && state_.screen == Screen::receipt && state_.receipt)
        return line_scanned(goods);
    if (*product &&
        (state_.screen == Screen::decision || state_.screen == Screen::manager || state_.screen == Screen::pins))
        return goods_beside_the_case(goods);
    auto shown = text::plain(code.text());
    if (*product) {
        if (!knows_who_looks([=, this] { signal(goods_scanned(goods)); }))
            return Signal::attention;
        if (state_.screen != Screen::find)
            show(Screen::find);
        perform(TellAnotherItem{});
        const auto length = shown.size();
        state_.find.item = {.text = std::move(shown), .caret = length};
        perform(SearchPurchase{.while_typing = true});
        tell_lot(goods);
        return Signal::accepted;
    }
    notify(words().say("notice.unknown_label", {{"label", Code{shown}}}), Tone::warn, Icon::scan);
    return Signal::not_found;
}

} // namespace makegood::ui
