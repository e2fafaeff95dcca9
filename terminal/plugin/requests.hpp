#pragma once

#include "terminal/plugin/session.hpp"

namespace makegood::plugin {

// What the desk asks of the host. All of it stands in the journal before it is asked for, so nothing that was due is
// lost with the process, and everything has one id for ever:
//     a paper      the id of its print in the journal
//     a refund     "refund/" and its grant
//     a movement   "stock/" and the id of its event in the journal
//     the drawer   the till's own request
// How far the stock was told stands in a small file beside the database, as the id of an event; a new folder's begins
// with what comes next.

// When a plugin opens: what an earlier run left open at the drawer has an end then.
Done<void> begin_requests(Session& session);

// Outside of a turn.
Done<makegood_settled> settle(Session& session);
Done<std::int32_t> open_drawer(Session& session, const char* request, const char* staff);

} // namespace makegood::plugin
