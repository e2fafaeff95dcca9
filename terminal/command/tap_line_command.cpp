#include "drivers/tap/tap.hpp"
#include "drivers/tap/tap_keeper.hpp"
#include "terminal/command/commands.hpp"
#include "terminal/command/interruption.hpp"
#include "terminal/config/known_printers.hpp"
#include "terminal/config/shop_config.hpp"
#include "terminal/run/service_manager.hpp"
#include "terminal/storage/private_file.hpp"
#include "terminal/tap_line/tap_label.hpp"
#include "terminal/tap_line/tap_status.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/world/clocks.hpp"

namespace makegood {

namespace {

constexpr std::size_t most_news = 256;

// With the lane's name. Nothing, and the reason told, where no tap can run by this file.
std::optional<TapConfig> tap_of(const Console& console, const TapLineOptions& options) {
    auto config = options.config.empty() ? shop_config_in(options.data) : read_shop_config(options.config);
    if (!config) {
        console.fail(config.error());
        return std::nullopt;
    }
    if (!config->tap) {
        console.complain("command.tap_line.none");
        return std::nullopt;
    }
    if (config->tap->lane.empty())
        config->tap->lane = config->terminal;
    return std::move(config->tap);
}

// Only on a printer that is known to have the room: what it cannot draw it prints as letters, or not at all.
bool has_room_for_label(const Console& console, const TapConfig& config) {
    const auto printer = known_printer(console.folders().printers(), config.printer_model);
    const auto lane = tap_lane(config.lane);
    const bool fits = printer && printer->profile.barcodes && !lane.empty() && lane.size() <= tap_lane_letters &&
                      tap_label_dots(lane) <= printer->profile.dots_per_line;
    if (!fits)
        console.complain("command.tap_line.no_label",
                         {{"name", text::plain(config.printer_model)}, {"lane", text::plain(config.lane)}});
    return fits;
}

// Tells on the console what came and went, and keeps the status file.
class TapTeller {
  public:
    TapTeller(const Console& console, const drivers::TapCounts& counts, const Clock& clock,
              std::optional<TapStatusFile> file)
        : console_(console), counts_(counts), clock_(clock), file_(std::move(file)) {
        status_.since = clock_.now();
    }

    void tell(const drivers::TapState& state) {
        tell_side("till", status_.state.till, state.till);
        tell_side("printer", status_.state.printer, state.printer);
        if (state.problem != status_.state.problem && !state.problem.empty())
            console_.complain("command.tap_line.problem", {{"why", text::plain(state.problem)}});
        status_.state = state;
        status_.told = clock_.now();
        if (status_.to_printer != counts_.to_printer)
            status_.last_seen = status_.told;
        status_.to_printer = counts_.to_printer;
        status_.to_till = counts_.to_till;
        status_.files = counts_.files;
        status_.labels = counts_.labels;
        if (status_.late_cuts == 0 && counts_.late_cuts > 0) // the till's way: once is enough
            console_.complain("command.tap_line.late_cut");
        status_.late_cuts = counts_.late_cuts;
        status_.gaps = counts_.gaps;
        status_.bytes_not_kept = counts_.bytes_not_kept;
        status_.lost_with_printer = counts_.lost_with_printer;
        if (file_)
            file_->write(status_);
    }

  private:
    void tell_side(const std::string& side, const std::optional<drivers::TapNews>& before,
                   const std::optional<drivers::TapNews>& now) const {
        if (!now || now == before)
            return;
        if (now->there)
            console_.say("command.tap_line.now." + side + "_there");
        else
            console_.complain("command.tap_line.now." + side + "_away", {{"why", text::plain(now->why)}});
    }

    const Console& console_;
    const drivers::TapCounts& counts_;
    const Clock& clock_;
    const std::optional<TapStatusFile> file_;
    TapStatus status_;
};

void tell_side(const Console& console, const std::string& side, const std::optional<drivers::TapNews>& news) {
    if (news && !news->there)
        console.complain("command.tap_line.now." + side + "_away", {{"why", text::plain(news->why)}});
}

Json json_of(const std::optional<drivers::TapNews>& news) {
    if (!news)
        return {};
    return Json::object({{"there", news->there}, {"why", text::plain(news->why)}});
}

Json json_of(const TapStatus& status) {
    return Json::object({{"running", status.is_running},
                         {"since", status.since.to_iso()},
                         {"last_seen", status.last_seen ? Json(status.last_seen->to_iso()) : Json()},
                         {"till", json_of(status.state.till)},
                         {"printer", json_of(status.state.printer)},
                         {"bytes_to_printer", status.to_printer},
                         {"bytes_to_till", status.to_till},
                         {"files", status.files},
                         {"newest_file", text::plain(status.state.newest_file)},
                         {"labels", status.labels},
                         {"late_cuts", status.late_cuts},
                         {"newest_without_label", text::plain(status.state.newest_without_label)},
                         {"gaps", status.gaps},
                         {"bytes_not_kept", status.bytes_not_kept},
                         {"bytes_lost_with_printer", status.lost_with_printer},
                         {"problem", text::plain(status.state.problem)}});
}

} // namespace

// Whatever is wrong with keeping and telling, the till prints: only its ports and the label can be refused.
Exit tap_run_command(const Console& console, const TapLineOptions& options) {
    const Interruption interruption;
    const auto config = tap_of(console, options);
    if (!config || (config->label && !has_room_for_label(console, *config)))
        return Exit::usage;
    if (const auto data = storage::private_folder(options.data); !data)
        console.fail(data.error());
    auto file = TapStatusFile::claim(options.data);
    if (!file && file.error().sentence == "command.tap_line.twice") {
        console.complain(file.error().sentence);
        return Exit::refused;
    }
    if (!file)
        console.fail(file.error());

    const SystemClock clock;
    drivers::TapCounts counts;
    drivers::CaptureQueue queue;
    drivers::EventQueue<drivers::TapNews> news(most_news, [&queue] { queue.wake().raise(); });
    drivers::CaptureKeys keys([&clock] { return clock.now().seconds; });
    drivers::LabelInserter labels(
        keys, [lane = tap_lane(config->lane)](const drivers::CaptureKey& key) { return tap_label(lane, key); });
    drivers::Tap tap({.till = config->till, .printer = config->printer}, queue, news, counts,
                     config->label ? &labels : nullptr);
    TapTeller teller(console, counts, clock,
                     file ? std::optional<TapStatusFile>(std::move(*file)) : std::optional<TapStatusFile>());
    {
        const drivers::TapKeeper keeper(
            drivers::CaptureFolder(
                config->folder, config->lane,
                {.bytes = static_cast<std::uint64_t>(config->keep_megabytes) << 20, .days = config->keep_days}),
            keys, counts, queue, news, [&teller](const drivers::TapState& state) { teller.tell(state); });
        console.say("command.tap_line.running", {{"till", text::plain(config->till.path)},
                                                 {"printer", text::plain(config->printer.path)},
                                                 {"folder", text::plain(config->folder.string())}});
        ServiceManager().ready();
        drivers::WakeSignal wake;
        tap.run(wake, interruption.token());
    }
    console.say(
        "command.tap_line.ended",
        {{"to_printer", counts.to_printer.load()}, {"to_till", counts.to_till.load()}, {"files", counts.files.load()}});
    if (counts.not_delivered == 0)
        return Exit::done;
    console.complain("command.tap_line.not_delivered", {{"bytes", counts.not_delivered.load()}});
    return Exit::partly_done;
}

Exit tap_status_command(const Console& console, const TapLineOptions& options) {
    const auto status = read_tap_status(options.data);
    if (!status) {
        console.complain("command.tap_line.never");
        console.document(Json::object({{"running", false}}));
        return Exit::refused;
    }
    console.document(json_of(*status));
    if (status->is_running)
        console.say("command.tap_line.runs", {{"since", status->since}});
    else
        console.complain("command.tap_line.runs_not", {{"told", status->told}});
    console.say("command.tap_line.passed", {{"to_printer", status->to_printer}, {"to_till", status->to_till}});
    if (status->last_seen)
        console.say("command.tap_line.last_seen", {{"time", *status->last_seen}});
    console.say("command.tap_line.kept", {{"files", status->files}});
    if (!status->state.newest_file.empty())
        console.say("command.tap_line.newest", {{"file", text::plain(status->state.newest_file)}});
    if (status->labels > 0)
        console.say("command.tap_line.labels", {{"labels", status->labels}});
    if (status->late_cuts > 0)
        console.complain("command.tap_line.late_cuts", {{"receipts", status->late_cuts}});
    if (!status->state.newest_without_label.empty())
        console.complain("command.tap_line.newest_without_label",
                         {{"file", text::plain(status->state.newest_without_label)}});
    if (status->gaps > 0)
        console.complain("command.tap_line.gaps", {{"gaps", status->gaps}, {"bytes", status->bytes_not_kept}});
    if (status->lost_with_printer > 0)
        console.complain("command.tap_line.lost_with_printer", {{"bytes", status->lost_with_printer}});
    if (!status->state.problem.empty())
        console.complain("command.tap_line.problem", {{"why", text::plain(status->state.problem)}});
    tell_side(console, "till", status->state.till);
    tell_side(console, "printer", status->state.printer);
    const auto is_away = [](const std::optional<drivers::TapNews>& news) { return news && !news->there; };
    const bool is_well = status->is_running && !is_away(status->state.till) && !is_away(status->state.printer);
    return is_well ? Exit::done : Exit::device_failure;
}

} // namespace makegood
