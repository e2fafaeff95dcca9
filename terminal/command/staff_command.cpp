#include "terminal/command/asked_pin.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/storage/badge.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <sodium.h>

namespace makegood {

namespace {

Expected<storage::Pin, storage::PinRefusal> ask_pin() {
    auto typed = asked_secret();
    auto pin = storage::Pin::chosen(typed);
    sodium_memzero(typed.data(), typed.size());
    return pin;
}

} // namespace

Exit staff_add_command(const Console& console, const StaffAddOptions& options) {
    console.say("command.staff.pin");
    auto pin = ask_pin();
    if (!pin) {
        console.complain("command.staff.pin_refused");
        return Exit::refused;
    }
    const SystemClock clock;
    SystemRandomness randomness;
    auto storage =
        storage::Storage::open({options.data, console.folders().schema()}, "command-line", clock, randomness);
    if (!storage)
        return console.fail(storage.error());
    const StaffMember member{
        StaffId(options.id),
        {options.english_name, options.persian_name.empty() ? options.english_name : options.persian_name},
        options.manager ? StaffRole::manager : StaffRole::cashier,
        options.persian ? Language::persian : Language::english};
    auto hash = storage::hash_pin((*storage)->pepper(), member.id, *pin);
    if (!hash)
        return console.fail(hash.error());
    const auto badge = storage::new_badge();
    const RequestId request("enrol-" + std::to_string(randomness.next()));
    if (const auto enrolled = (*storage)->enrol({member, std::move(*hash), badge}, {system_actor, request}); !enrolled)
        return console.fail(enrolled.error());
    console.say("command.staff.added", {{"name", text::plain(options.english_name)},
                                        {"id", text::Code{text::plain(options.id)}},
                                        {"badge", text::Code{badge}}});
    console.document(Json::object({{"id", options.id}, {"badge", badge}}));
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
        const auto* role = member.role == StaffRole::manager ? "manager" : "cashier";
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
