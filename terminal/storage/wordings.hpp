#pragma once

#include "terminal/storage/query.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace makegood::storage {

// Texts that many receipts share stand once; here they are looked up, or written down when they are new. Throws what
// Connection::attempt catches.
class Wordings {
  public:
    explicit Wordings(Connection& connection) : connection_(connection) {}

    std::int64_t workstation(std::string_view business_unit, std::string_view name);
    // A new one is entered under the words of its name too.
    std::int64_t item(std::string_view code, std::string_view name);
    std::int64_t tender_kind(std::string_view name);
    std::int64_t customer_mark(const Hash& hash);

    // To be called whenever a database transaction or savepoint in which something was written is given up: what was
    // new is not there any more.
    void forget() { known_.clear(); }

    // Enters every item under the words of its name, in a database whose schema step could not.
    static void enter_words_of_all_items(Connection& connection);

  private:
    template <class Find>
    std::int64_t remembered(char kind, std::string_view first, std::string_view second, Find find);

    Connection& connection_;
    std::unordered_map<std::string, std::int64_t> known_;
};

} // namespace makegood::storage
