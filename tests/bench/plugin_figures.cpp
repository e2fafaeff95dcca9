#include "terminal/plugin/pos_plugin.h"
#include "terminal/storage/storage.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

// What the plugin border costs beside the storage itself. Usage: plugin_figures LIBRARY FOLDER

using namespace makegood;

namespace {

constexpr int pushes = 300;
constexpr int batch = 1000;
constexpr int lines_of_each = 8;
constexpr int calls = 1'000'000;

const std::filesystem::path assets = std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets";

[[noreturn]] void give_up(const std::string& why) {
    std::cerr << why << '\n';
    std::exit(1);
}

double seconds_of(const std::function<void()>& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double median_of(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// The same receipt for both, one number after the other.
std::string code_of(int line) {
    return "40063813339" + std::to_string(10 + line);
}

RetailTransaction receipt_of(const std::string& sequence) {
    const auto pounds = *Currency::from_code("GBP");
    RetailTransaction receipt{
        .key = {BusinessUnitId("shop"), WorkstationId("1"), *Date::from_iso("2011-12-01"), sequence},
        .number = sequence,
        .begun_at = *CivilTime::from_iso("2011-12-01T09:30:00"),
        .total = Money(1000, pounds)};
    for (int i = 0; i < lines_of_each; ++i)
        receipt.lines.push_back({.number = LineNumber{i + 1},
                                 .code = ItemCode(code_of(i)),
                                 .name = "Something sold",
                                 .quantity = one_unit,
                                 .amount = Money(125, pounds)});
    return receipt;
}

struct Told {
    explicit Told(std::string of_sequence) : sequence(std::move(of_sequence)) {
        for (int i = 0; i < lines_of_each; ++i)
            codes.push_back(code_of(i));
        for (const auto& code : codes)
            lines.push_back({.size = sizeof(makegood_line),
                             .code = code.c_str(),
                             .name = "Something sold",
                             .quantity_milli = 1000,
                             .amount = {125, "GBP", 2}});
        for (const auto& line : lines)
            places.push_back(&line);
        receipt = {.size = sizeof receipt,
                   .business_unit = "shop",
                   .workstation = "1",
                   .sequence = sequence.c_str(),
                   .begun_at = "2011-12-01T09:30:00",
                   .total = {1000, "GBP", 2},
                   .lines = places.data(),
                   .line_count = places.size()};
    }
    Told(const Told&) = delete;
    Told& operator=(const Told&) = delete;

    std::string sequence;
    std::vector<std::string> codes;
    std::vector<makegood_line> lines;
    std::vector<const makegood_line*> places;
    makegood_receipt receipt{};
};

struct Figures {
    double one;   // a median, of a receipt and its commit
    double batch; // of all
};

Figures of_storage(const std::filesystem::path& folder) {
    SystemClock clock;
    SystemRandomness randomness;
    auto opened = storage::Storage::open({folder, assets / "schema"}, "lane-1", clock, randomness);
    if (!opened)
        give_up(opened.error().text());
    auto& store = **opened;
    const auto take = [&](storage::Intake& intake, const RetailTransaction& receipt) {
        if (const auto taken = intake.take(receipt); !taken)
            give_up(taken.error().text());
    };
    std::vector<double> ones;
    for (int i = 0; i < pushes; ++i) {
        const auto receipt = receipt_of("one-" + std::to_string(i));
        ones.push_back(seconds_of([&] {
            auto intake = store.intake(storage::rows_in_bulk);
            take(intake, receipt);
            static_cast<void>(intake.finish());
        }));
    }
    std::vector<RetailTransaction> receipts;
    for (int i = 0; i < batch; ++i)
        receipts.push_back(receipt_of("many-" + std::to_string(i)));
    return {median_of(std::move(ones)), seconds_of([&] {
                auto intake = store.intake(storage::rows_in_bulk);
                for (const auto& receipt : receipts)
                    take(intake, receipt);
                static_cast<void>(intake.finish());
            })};
}

Figures of_plugin(makegood_plugin* plugin) {
    const auto* receipts = static_cast<const makegood_receipts*>(plugin->extension(plugin, MAKEGOOD_RECEIPTS));
    makegood_error error{.size = sizeof error};
    std::vector<double> ones;
    for (int i = 0; i < pushes; ++i) {
        const Told told("one-" + std::to_string(i));
        ones.push_back(seconds_of([&] {
            if (receipts->take_receipt(plugin, &told.receipt, nullptr, &error) != MAKEGOOD_OK)
                give_up(error.detail);
        }));
    }
    std::deque<Told> many;
    std::vector<const makegood_receipt*> list;
    for (int i = 0; i < batch; ++i)
        list.push_back(&many.emplace_back("many-" + std::to_string(i)).receipt);
    return {median_of(std::move(ones)), seconds_of([&] {
                if (receipts->take_receipts(plugin, list.data(), list.size(), nullptr, &error) != MAKEGOOD_OK)
                    give_up(error.detail);
            })};
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        give_up("usage: plugin_figures LIBRARY FOLDER");
    if (sodium_init() < 0)
        give_up("libsodium does not start");
    const std::filesystem::path folder = std::filesystem::absolute(argv[2]);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto beside = of_storage(folder / "storage");

    void* library = ::dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        give_up(::dlerror());
    const auto* entry = static_cast<const makegood_entry*>(::dlsym(library, MAKEGOOD_ENTRY_SYMBOL));
    const auto data = (folder / "plugin").string(), files = assets.string();
    const makegood_host host{.size = sizeof host, .major = MAKEGOOD_MAJOR, .minor = MAKEGOOD_MINOR};
    const makegood_open_options options{
        .size = sizeof options, .data_folder = data.c_str(), .assets_folder = files.c_str()};
    makegood_plugin* plugin = nullptr;
    makegood_error error{.size = sizeof error};
    if (entry == nullptr || entry->open(&host, &options, &plugin, &error) != MAKEGOOD_OK)
        give_up(error.detail);
    const auto across = of_plugin(plugin);
    const double call = seconds_of([&] {
                            for (int i = 0; i < calls; ++i)
                                plugin->release(plugin, nullptr);
                        }) /
                        calls;
    const double asked = seconds_of([&] {
                             for (int i = 0; i < calls; ++i)
                                 plugin->extension(plugin, MAKEGOOD_REQUESTS);
                         }) /
                         calls;
    plugin->close(plugin);
    ::dlclose(library);

    std::cout << fmt::format("plugin: one receipt {:.2f} ms, {:.2f} times the storage's own commit of {:.2f} ms\n",
                             across.one * 1e3, across.one / beside.one, beside.one * 1e3)
              << fmt::format("plugin: {} receipts at once {:.0f} ms, {:.0f} % of the rate of the import's {:.0f} ms\n",
                             batch, across.batch * 1e3, 100 * beside.batch / across.batch, beside.batch * 1e3)
              << fmt::format("plugin: a call without the disk {:.3f} us, an extension by its id {:.3f} us\n",
                             call * 1e6, asked * 1e6);
}
