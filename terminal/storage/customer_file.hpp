#pragma once

#include "terminal/storage/pepper.hpp"
#include "terminal/storage/storage.hpp"
#include "workflows/care/care_record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

// What tells a person, as they say it themselves: any of it.
struct CustomerTold {
    std::string phone;                 // however it is written
    std::string loyalty_number;        // to the letter
    std::optional<ReceiptKey> receipt; // one of theirs: by the marks that it carries

    bool empty() const { return phone.empty() && loyalty_number.empty() && !receipt; }
};

struct OfCustomer {
    std::vector<ReceiptKey> keys{}; // that lead to the person, whatever revision does; oldest first
    // In the register, with words or a number in the vault: those with a phone of theirs, and of their receipts' cases.
    std::vector<CareId> told{};
    // One of them that carries another mark, which stands on receipts beyond these too. Whether those are the same
    // person's, a household's or a stranger's, only people know.
    std::optional<ReceiptKey> leads_on{};

    bool empty() const { return keys.empty() && told.empty(); }
};

// Of a receipt that was told, only what still leads to somebody. Through indexes only.
Stored<OfCustomer> held_of_customer(Connection& connection, const Pepper& pepper, const CustomerTold& told);

// Removes from all revisions of these receipts what leads to a person, and from the register their words and number
// with the answers, and says so in the journal, in one database transaction; afterwards no byte of it lies in the
// database's files, and importing brings nothing back. What was bought and paid stays, and so do cases and the steps
// that were taken. Error busy as of Connection::empty_write_ahead_log, others as of
// Connection::rewrite: then all is erased, and traces stay until `makegood doctor --apply`.
Stored<void> erase_customer(Storage& storage, const OfCustomer& held, ErasureBasis basis, const Author& author);

} // namespace makegood::storage
