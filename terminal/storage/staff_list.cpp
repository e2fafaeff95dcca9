#include "terminal/storage/staff_list.hpp"

#include "terminal/storage/query.hpp"
#include "workflows/staff/permissions.hpp"

namespace makegood::storage {

namespace {

constexpr std::string_view select_members =
    "SELECT staff.staff, role, language, coalesce(english, ''), coalesce(persian, '') FROM staff LEFT JOIN "
    "vault_staff_name USING (staff) ";

StaffMember read_member(Query& query) {
    StaffId id(query.text());
    const auto role = static_cast<StaffRole>(query.integer());
    const auto language = static_cast<Language>(query.integer());
    auto english = query.text();
    return {std::move(id), {std::move(english), query.text()}, role, language};
}

} // namespace

Stored<std::optional<StaffMember>> StaffList::find(const StaffId& id) const {
    return connection_.attempt("look up", "staff " + id.text(), [&]() -> std::optional<StaffMember> {
        Query query(connection_, std::string(select_members) + "WHERE staff.staff = ?");
        if (!query.bind(id.text()).step())
            return std::nullopt;
        return read_member(query);
    });
}

Stored<bool> StaffList::number_was_given(const StaffId& id) const {
    return connection_.attempt("look up", "number " + id.text(), [&] {
        Query query(connection_, "SELECT EXISTS (SELECT 1 FROM staff WHERE staff = ?1) OR "
                                 "EXISTS (SELECT 1 FROM vault_staff_name WHERE staff = ?1)");
        query.bind(id.text()).step();
        return query.integer() != 0;
    });
}

Stored<std::vector<StaffMember>> StaffList::all() const {
    return list("");
}

Stored<std::vector<StaffMember>> StaffList::with_pin() const {
    return list("WHERE EXISTS (SELECT 1 FROM vault_pin WHERE vault_pin.staff = staff.staff) ");
}

Stored<std::vector<StaffMember>> StaffList::managers() const {
    auto members = all();
    if (members)
        std::erase_if(*members, [](const StaffMember& member) { return !looks_after_staff(member.role); });
    return members;
}

Stored<std::vector<StaffMember>> StaffList::list(std::string_view condition) const {
    return connection_.attempt("list", "the staff", [&] {
        Query query(connection_, std::string(select_members) + std::string(condition) + "ORDER BY staff.staff");
        std::vector<StaffMember> members;
        while (query.step())
            members.push_back(read_member(query));
        return members;
    });
}

} // namespace makegood::storage
