#pragma once

#include "terminal/plugin/session.hpp"

namespace makegood::plugin {

// A step of the desk, with what the till has to say of it in its hooks before it is committed: see
// makegood_host_hooks. Within a turn. Errors as of Session::handle; BAD_ARGUMENT for a word that was not understood,
// and REFUSED, "till_veto".
Done<CaseView> handle_with_hooks(Session& session, const Command& command);

} // namespace makegood::plugin
