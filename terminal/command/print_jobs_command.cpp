#include "terminal/command/commands.hpp"
#include "terminal/storage/print_jobs.hpp"
#include "terminal/storage/storage.hpp"
#include "terminal/text/unicode.hpp"

#include <array>

namespace makegood {

namespace {

constexpr int most_jobs_listed = 100;
constexpr std::array states{"queued", "sending", "sent", "processed", "printed", "unconfirmed", "failed", "cancelled"};
constexpr std::array matters{"slip", "badge", "left_behind_label", "test_page"};

} // namespace

Exit print_jobs_command(const Console& console, const std::filesystem::path& data) {
    const auto reader = storage::StorageReader::open({data, console.folders().schema()});
    if (!reader)
        return console.fail(reader.error());
    const auto jobs = storage::PrintJobs((*reader)->connection()).latest(most_jobs_listed);
    if (!jobs)
        return console.fail(jobs.error());
    Json listed = Json::array();
    for (const auto& job : *jobs) {
        const auto* matter = matters[static_cast<std::size_t>(job.what.matter)];
        const auto* state = states[static_cast<std::size_t>(job.state)];
        const auto detail = text::plain(job.detail);
        console.say("command.devices.job", {{"number", job.number},
                                            {"what", text::Choice{matter}},
                                            {"slip", text::Code{job.slip ? text::plain(job.slip->text()) : ""}},
                                            {"state", text::Choice{state}},
                                            {"when", job.changed_at}});
        listed.push_back(Json::object({{"number", job.number},
                                       {"what", matter},
                                       {"slip", job.slip ? Json(job.slip->text()) : Json()},
                                       {"state", state},
                                       {"detail", detail},
                                       {"queued_at", job.queued_at.to_iso()},
                                       {"changed_at", job.changed_at.to_iso()}}));
    }
    if (jobs->empty())
        console.say("command.devices.no_jobs");
    console.document(Json::object({{"jobs", listed}}));
    return Exit::done;
}

} // namespace makegood
