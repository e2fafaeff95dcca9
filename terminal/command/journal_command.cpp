#include "terminal/command/commands.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <fmt/format.h>

namespace makegood {

namespace {

std::string hex(const storage::Hash& hash) {
    std::string text;
    for (const auto byte : hash)
        text += fmt::format("{:02x}", byte);
    return text;
}

std::string terminal_of(const std::filesystem::path& data) {
    const auto config = read_shop_config(data / "shop.toml");
    return config ? config->terminal : ShopConfig{}.terminal;
}

Exit tell(const Console& console, const storage::JournalCheck& check) {
    Json problems = Json::array();
    for (const auto& problem : check.problems) {
        problems.push_back(Json::object(
            {{"terminal", problem.terminal}, {"epoch", problem.epoch}, {"seq", problem.seq}, {"what", problem.what}}));
        console.complain("command.journal.problem", {{"terminal", text::Code{text::plain(problem.terminal)}},
                                                     {"seq", problem.seq},
                                                     {"what", text::plain(problem.what)}});
    }
    console.document(Json::object({{"ok", check.ok},
                                   {"head", hex(check.head.hash)},
                                   {"events", check.events},
                                   {"digest", hex(check.digest)},
                                   {"texts_held", check.texts_held},
                                   {"texts_erased", check.texts_erased},
                                   {"problems", problems}}));
    if (!check.ok) {
        console.complain("command.journal.broken", {{"count", check.problems.size()}});
        return Exit::refused;
    }
    console.say("command.journal.ok", {{"events", check.events},
                                       {"head", text::Code{hex(check.head.hash).substr(0, 16)}},
                                       {"digest", text::Code{hex(check.digest).substr(0, 16)}}});
    if (check.texts_held + check.texts_erased > 0)
        console.say("command.journal.texts", {{"held", check.texts_held}, {"erased", check.texts_erased}});
    return Exit::done;
}

} // namespace

// Reads beside a running kiosk, so it never takes the folder from its owner.
Exit journal_verify_command(const Console& console, const std::filesystem::path& data) {
    auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto check = (*reader)->verify(terminal_of(data));
    return check ? tell(console, *check) : console.fail(check.error());
}

Exit journal_rebuild_command(const Console& console, const std::filesystem::path& data) {
    const SystemClock clock;
    SystemRandomness randomness;
    auto storage = storage::Storage::open({data, console.folders().schema()}, terminal_of(data), clock, randomness);
    if (!storage)
        return console.fail(storage.error());
    const auto check = (*storage)->rebuild();
    return check ? tell(console, *check) : console.fail(check.error());
}

} // namespace makegood
