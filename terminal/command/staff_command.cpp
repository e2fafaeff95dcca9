#include "terminal/command/asked_pin.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/badge.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "workflows/privacy/card_number.hpp"

#include <fmt/format.h>
#include <sodium.h>

namespace makegood {

namespace {

Expected<storage::Pin, storage::PinRefusal> ask_pin(const std::filesystem::path& data) {
    const auto config = shop_config_in(data);
    auto typed = asked_secret();
    auto pin = storage::Pin::chosen(typed, config ? config->business_unit.text() : std::string());
    sodium_memzero(typed.data(), typed.size());
    return pin;
}

// What is changed at the command line, by whoever owns the machine.
class Office {
  public:
    static storage::Stored<std::unique_ptr<Office>> open(const Console& console, const std::filesystem::path& data) {
        std::unique_ptr<Office> office(new Office);
        auto storage = storage::Storage::open({data, console.folders().schema()}, "command-line", office->clock_,
                                              office->randomness_);
        if (!storage)
            return refused(storage.error());
        office->storage_ = std::move(*storage);
        return office;
    }
    storage::Storage& storage() { return *storage_; }
    RequestId request(std::string_view what) { return RequestId(fmt::format("{}-{}", what, randomness_.next())); }

  private:
    Office() = default;

    SystemClock clock_;
    SystemRandomness randomness_;
    std::unique_ptr<storage::Storage> storage_;
};

Exit complain(const Console& console, const StaffId& staff, std::string_view why) {
    console.complain(why, {{"id", text::Code{text::plain(staff.text())}}});
    return Exit::refused;
}

} // namespace

Exit staff_add_command(const Console& console, const StaffAddOptions& options) {
    for (const auto* said : {&options.id, &options.english_name, &options.persian_name})
        if (card_number_in(text::with_latin_digits(*said))) {
            console.complain("find.card_number");
            return Exit::refused;
        }
    console.say("command.staff.pin");
    auto pin = ask_pin(options.data);
    if (!pin) {
        console.complain("command.staff.pin_refused");
        return Exit::refused;
    }
    const auto office = Office::open(console, options.data);
    if (!office)
        return console.fail(office.error());
    auto& storage = (*office)->storage();
    const StaffMember member{
        StaffId(options.id),
        {options.english_name, options.persian_name.empty() ? options.english_name : options.persian_name},
        options.role,
        options.persian ? Language::persian : Language::english};
    auto hash = storage::hash_pin(storage.pepper(), member.id, *pin);
    if (!hash)
        return console.fail(hash.error());
    const auto badge = storage::new_badge();
    if (const auto enrolled =
            storage.enrol({.member = member, .pin = std::move(*hash), .badge = badge, .pin_to_change = true},
                          {system_actor, (*office)->request("enrol")});
        !enrolled)
        return console.fail(enrolled.error());
    console.say("command.staff.added", {{"name", text::plain(options.english_name)},
                                        {"id", text::Code{text::plain(options.id)}},
                                        {"badge", text::Code{badge}}});
    console.document(Json::object({{"id", options.id}, {"badge", badge}}));
    return Exit::done;
}

Exit staff_pin_command(const Console& console, const std::filesystem::path& data, const StaffId& staff) {
    console.say("command.staff.pin");
    auto pin = ask_pin(data);
    if (!pin) {
        console.complain("command.staff.pin_refused");
        return Exit::refused;
    }
    const auto office = Office::open(console, data);
    if (!office)
        return console.fail(office.error());
    auto& storage = (*office)->storage();
    auto hash = storage::hash_pin(storage.pepper(), staff, *pin);
    if (!hash)
        return console.fail(hash.error());
    const auto set =
        storage.handle(SetPin{(*office)->request("pin"), {}, system_actor, staff}, {.pin = std::move(*hash)});
    if (!set)
        return console.fail(set.error());
    if (!*set)
        return complain(console, staff, "command.staff.unknown");
    console.say("command.staff.pin_set", {{"id", text::Code{text::plain(staff.text())}}});
    console.document(Json::object({{"id", staff.text()}}));
    return Exit::done;
}

Exit staff_revoke_command(const Console& console, const std::filesystem::path& data, const StaffId& staff) {
    const auto office = Office::open(console, data);
    if (!office)
        return console.fail(office.error());
    auto& storage = (*office)->storage();
    const auto managers = storage::StaffList(storage.connection()).managers();
    if (!managers)
        return console.fail(managers.error());
    // A kiosk without anybody makes whoever stands at it the owner.
    if (managers->size() == 1 && managers->front().id == staff)
        return complain(console, staff, "command.staff.last");
    const auto revoked = storage.handle(RevokeStaff{(*office)->request("revoke"), {}, system_actor, staff});
    if (!revoked)
        return console.fail(revoked.error());
    if (!*revoked)
        return complain(console, staff, "command.staff.unknown");
    console.say("command.staff.revoked", {{"id", text::Code{text::plain(staff.text())}}});
    console.document(Json::object({{"id", staff.text()}}));
    return Exit::done;
}

Exit staff_list_command(const Console& console, const std::filesystem::path& data) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto staff = storage::StaffList((*reader)->connection()).all();
    if (!staff)
        return console.fail(staff.error());
    Json people = Json::array();
    for (const auto& member : *staff) {
        const auto role = storage::event_name(member.role);
        people.push_back(
            Json::object({{"id", member.id.text()},
                          {"name", Json::object({{"en", member.name.english}, {"fa", member.name.persian}})},
                          {"role", role}}));
        console.say("command.staff.row", {{"id", text::Code{text::plain(member.id.text())}},
                                          {"name", text::plain(member.name.in(console.words().language()))},
                                          {"role", text::Choice{role}}});
    }
    console.document(people);
    return Exit::done;
}

} // namespace makegood
