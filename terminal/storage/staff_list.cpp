#include "terminal/storage/staff_list.hpp"

#include "terminal/storage/query.hpp"

namespace makegood::storage {

namespace {

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
        Query query(connection_,
                    "SELECT staff.staff, role, language, coalesce(english, ''), coalesce(persian, '') FROM "
                    "staff LEFT JOIN vault_staff_name USING (staff) WHERE staff.staff = ?");
        if (!query.bind(id.text()).step())
            return std::nullopt;
        return read_member(query);
    });
}

Stored<std::vector<StaffMember>> StaffList::all() const {
    return connection_.attempt("list", "the staff", [&] {
        Query query(connection_,
                    "SELECT staff.staff, role, language, coalesce(english, ''), coalesce(persian, '') FROM "
                    "staff LEFT JOIN vault_staff_name USING (staff) ORDER BY staff.staff");
        std::vector<StaffMember> members;
        while (query.step())
            members.push_back(read_member(query));
        return members;
    });
}

Stored<std::vector<StaffMember>> StaffList::managers() const {
    auto members = all();
    if (members)
        std::erase_if(*members, [](const StaffMember& member) { return member.role != StaffRole::manager; });
    return members;
}

} // namespace makegood::storage
