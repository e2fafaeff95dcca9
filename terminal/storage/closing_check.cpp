#include "terminal/storage/closing_check.hpp"

#include "terminal/storage/closing_files.hpp"
#include "terminal/storage/closing_key.hpp"
#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/event_fields.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace makegood::storage {

namespace {

class ClosingCheck {
  public:
    explicit ClosingCheck(Connection& connection) : connection_(connection) {}

    std::vector<JournalProblem> run() {
        check_events();
        check_own_key();
        for (const auto& kept : kept_closings(folder()))
            check_file(kept);
        return std::move(problems_);
    }

  private:
    struct Place {
        JournalHead event; // that is looked at
        void says(std::vector<JournalProblem>& problems, JournalFlaw flaw, std::string what) const {
            problems.push_back({event.terminal, event.epoch, event.seq, flaw, std::move(what)});
        }
    };

    std::filesystem::path folder() const { return connection_.file().parent_path(); }

    void check_events() {
        Query query(connection_,
                    "SELECT terminal, epoch, seq, hash, type, body FROM event WHERE type IN (?, ?) ORDER BY "
                    "position");
        query.bind(event_type<TerminalKeyMade>, event_type<DayClosed>);
        while (query.step()) {
            Place place;
            place.event.terminal = query.text();
            place.event.epoch = query.integer();
            place.event.seq = query.integer();
            place.event.hash = query.hash();
            const auto type = query.text();
            const auto body = query.bytes();
            auto decoded = try_decode(type, {reinterpret_cast<const char*>(body.data()), body.size()});
            if (!decoded)
                place.says(problems_, JournalFlaw::false_closing, "this closing cannot be read");
            else if (const auto* made = std::get_if<TerminalKeyMade>(&decoded->event))
                key_made(place, *made);
            else
                check_closing(place, std::get<DayClosed>(decoded->event));
        }
    }

    void key_made(const Place& place, const TerminalKeyMade& made) {
        keys_[{place.event.terminal, place.event.epoch}] = made.key;
        last_key_ = {place, made.key};
    }

    void check_closing(const Place& place, const DayClosed& closed) {
        const auto wrong = [&](std::string what) {
            place.says(problems_, JournalFlaw::false_closing, std::move(what));
        };
        statements_.insert(closed.statement);
        const std::pair chain(place.event.terminal, place.event.epoch);
        const auto key = keys_.find(chain);
        if (!is_signed(closed))
            return wrong("this closing is not what was signed");
        if (key == keys_.end() || key->second != closed.key)
            return wrong("this closing is signed by a key that the terminal had not made");
        const auto statement = day_statement_from(closed.statement);
        if (!statement)
            return wrong("this closing cannot be read");
        const auto before = previous_.find(chain);
        const auto previous = before == previous_.end() ? std::nullopt : std::optional(before->second);
        const auto first = before == previous_.end() ? 1 : last_covered_.at(chain) + 1;
        if (statement->terminal != place.event.terminal || statement->epoch != place.event.epoch ||
            statement->previous != previous || (previous && statement->day <= previous->day) ||
            statement->first != first || statement->last < statement->first || statement->last >= place.event.seq)
            return wrong("this closing does not follow the one before");
        previous_[chain] = {statement->day, place.event.seq, place.event.hash};
        last_covered_[chain] = statement->last;
        check_head(*statement);
        if (tally_of(connection_, place.event, statement->first, statement->last) != statement->tally)
            wrong("the events of " + statement->day.to_iso() + " do not amount to what this closing says");
    }

    // That the event with which the day ended is still there.
    void check_head(const DayStatement& statement) {
        const Place end{{statement.terminal, statement.epoch, statement.last, statement.head}};
        Query query(connection_, "SELECT hash FROM event WHERE terminal = ? AND epoch = ? AND seq = ?");
        query.bind(statement.terminal, statement.epoch, statement.last);
        const auto closing = "the closing of " + statement.day.to_iso();
        if (!query.step())
            end.says(problems_, JournalFlaw::truncated, closing + " knows an event that is not there");
        else if (query.hash() != statement.head)
            end.says(problems_, JournalFlaw::replaced, closing + " knows another event under this number");
    }

    // Whoever wrote the journal anew with a key of their own did not have this one.
    void check_own_key() {
        std::error_code failed;
        if (!last_key_ || !std::filesystem::exists(folder() / "secrets/closing_key", failed))
            return;
        const auto own = ClosingKey::open(folder(), false);
        if (own && own->public_key() != last_key_->second)
            last_key_->first.says(problems_, JournalFlaw::false_closing,
                                  "this key is not the one in secrets/closing_key");
    }

    void check_file(const KeptClosing& kept) {
        const auto statement =
            kept.closed && is_signed(*kept.closed) ? day_statement_from(kept.closed->statement) : std::nullopt;
        if (!statement) {
            const Place nowhere;
            return nowhere.says(problems_, JournalFlaw::false_closing,
                                "closings/" + kept.file + " is not what was signed");
        }
        if (statements_.contains(kept.closed->statement))
            return;
        const Place after{{statement->terminal, statement->epoch, statement->last + 1, {}}};
        after.says(problems_, JournalFlaw::truncated,
                   "closings/" + kept.file + " was written from here, and its event is not there");
        check_head(*statement);
    }

    Connection& connection_;
    using Chain = std::pair<std::string, std::int64_t>; // terminal, epoch
    std::map<Chain, PublicKey> keys_;
    std::map<Chain, PreviousClosing> previous_;
    std::map<Chain, std::int64_t> last_covered_;
    std::optional<std::pair<Place, PublicKey>> last_key_;
    std::set<std::string> statements_;
    std::vector<JournalProblem> problems_;
};

} // namespace

std::vector<JournalProblem> check_closings(Connection& connection) {
    return ClosingCheck(connection).run();
}

} // namespace makegood::storage
