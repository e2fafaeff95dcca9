#include "terminal/demo/demo_data.hpp"

#include "terminal/demo/demo_shop.hpp"
#include "terminal/storage/event_names.hpp"
#include "terminal/storage/intake.hpp"
#include "terminal/storage/staff_list.hpp"
#include "terminal/storage/storage_sentence.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace makegood::demo {

namespace {

std::optional<DemoStaff> staff_of(const toml::table& table) {
    const auto text = [](const auto& node) { return node.template value<std::string>(); };
    const auto id = text(table["id"]), english = text(table["name"]["en"]), persian = text(table["name"]["fa"]);
    const auto role = text(table["role"]), badge = text(table["badge"]), pin = text(table["pin"]);
    const auto language = text(table["language"]);
    const auto known_role = storage::event_named<StaffRole>(role.value_or(std::string()));
    if (!id || !english || !persian || !known_role || !badge || !pin || !language)
        return std::nullopt;
    return DemoStaff{
        {StaffId(*id), {*english, *persian}, *known_role, *language == "fa" ? Language::persian : Language::english},
        *badge,
        *pin};
}

Result<void> enrol(storage::Storage& storage, const std::filesystem::path& file) {
    const auto staff = load_staff(file);
    if (!staff)
        return refused(staff.error());
    for (const auto& person : *staff) {
        const auto pin = storage::Pin::chosen(person.pin);
        if (!pin)
            return refused(Error{"enrol", person.member.id.text(), "the PIN in staff.toml is too easily guessed"});
        auto hash = storage::hash_pin(storage.pepper(), person.member.id, *pin);
        if (!hash)
            return refused(storage::told(hash.error()));
        const auto enrolled = storage.enrol({person.member, std::move(*hash), person.badge},
                                            {system_actor, RequestId("demo-enrol-" + person.member.id.text())});
        if (!enrolled)
            return refused(storage::told(enrolled.error()));
    }
    return {};
}

Result<void> take_receipts(storage::Storage& storage, const std::filesystem::path& demo_folder, std::uint64_t seed,
                           CivilTime now) {
    const auto catalogue = load_demo_catalogue(demo_folder / "products.toml");
    if (!catalogue)
        return refused(Error{"read", "the demo shop's products", catalogue.error()});
    const auto shop = DemoShop::make(seed, now, *catalogue);
    auto intake = storage.intake(storage::rows_in_bulk);
    for (const auto& receipt : shop.receipts)
        if (const auto taken = intake.take(receipt); !taken)
            return refused(storage::told(taken.error()));
    if (const auto finished = intake.finish(); !finished)
        return refused(storage::told(finished.error()));
    return {};
}

} // namespace

Result<std::vector<DemoStaff>> load_staff(const std::filesystem::path& file) {
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return refused(Error{"read", file.filename().string(),
                             fmt::format("line {}: {}", error.source().begin.line, error.description())});
    }
    std::vector<DemoStaff> staff;
    if (const auto* people = table["staff"].as_array())
        for (const auto& node : *people) {
            auto person = node.is_table() ? staff_of(*node.as_table()) : std::nullopt;
            if (!person)
                return refused(Error{"read", file.filename().string(),
                                     fmt::format("line {}: wants id, name in en and fa, role, badge, pin and language",
                                                 node.source().begin.line)});
            staff.push_back(std::move(*person));
        }
    return staff;
}

Result<void> fill(storage::Storage& storage, const std::filesystem::path& demo_folder, std::uint64_t seed,
                  CivilTime now) {
    const auto staff = storage::StaffList(storage.connection()).all();
    if (!staff)
        return refused(storage::told(staff.error()));
    const auto newest = storage.facts().newest_currency();
    if (!newest)
        return refused(storage::told(newest.error()));
    // Receipts first: where a kill came between the two, the next start still enrols the staff.
    if (staff->empty() && !*newest)
        if (const auto taken = take_receipts(storage, demo_folder, seed, now); !taken)
            return taken;
    if (staff->empty())
        return enrol(storage, demo_folder / "staff.toml");
    return {};
}

} // namespace makegood::demo
