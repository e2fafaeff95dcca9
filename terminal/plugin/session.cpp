#include "terminal/plugin/session.hpp"

#include "terminal/plugin/given.hpp"
#include "terminal/plugin/requests.hpp"
#include "terminal/storage/storage_sentence.hpp"
#include "terminal/text/unicode.hpp"

#include <dlfcn.h>
#include <sodium.h>
#include <unicode/ucal.h>
#include <unicode/uversion.h>

// How a plugin is opened, and what becomes of failures.

namespace makegood::plugin {

namespace {

Failure not_understood(const Error& error) {
    return {.status = MAKEGOOD_REFUSED, .reason = "configuration", .detail = error.text()};
}

// "full", as the last part of its sentence's key.
std::string reason_of(const storage::StorageError& error) {
    const auto key = storage::told(error).sentence;
    return key.substr(key.rfind('.') + 1);
}

Failure not_opened(const storage::StorageError& error) {
    return {.status = MAKEGOOD_STORAGE, .reason = reason_of(error), .detail = error.text()};
}

// The one symbol that is seen from outside tells where this library lies.
Done<ProgramFolders> folders_of(const std::string& assets) {
    if (!assets.empty())
        return ProgramFolders{.program = {}, .assets = assets};
    Dl_info library{};
    std::error_code ignored;
    const bool known = ::dladdr(&makegood_pos_entry, &library) != 0 && library.dli_fname != nullptr;
    const auto file = known ? std::filesystem::weakly_canonical(library.dli_fname, ignored) : std::filesystem::path();
    auto folders = find_program_folders(file.parent_path());
    if (!folders)
        return refused(Failure{.status = MAKEGOOD_NOT_FOUND, .reason = "assets", .detail = folders.error().text()});
    return std::move(*folders);
}

// ICU keeps what it has read until the process ends and gives nothing back when it is unloaded: 75 kB each time that a
// till loads this library and lets it go, were ICU to go with it. (u_cleanup would take it from a host that uses it
// too.)
void keep_icu_loaded() {
    for (const auto* function :
         {reinterpret_cast<const void*>(&u_versionToString), reinterpret_cast<const void*>(&ucal_getDefaultTimeZone)}) {
        Dl_info library{};
        if (::dladdr(function, &library) != 0 && library.dli_fname != nullptr)
            ::dlopen(library.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    }
}

// As the shop configured it, with what people chose at a kiosk of the same folder.
Result<ShopConfig> config_in(const std::filesystem::path& folder) {
    auto config = shop_config_in(folder);
    if (!config)
        return config;
    auto chosen = with_settings(folder, *config);
    return chosen && *chosen ? std::move(**chosen) : std::move(*config);
}

} // namespace

struct Session::Opened {
    const makegood_host& host;
    HostTables tables;
    std::unique_ptr<HostClock> clock;
    std::unique_ptr<SystemRandomness> randomness;
    std::filesystem::path folder;
    ShopConfig config;
    DeskSetup setup;
    Language language;
    std::unique_ptr<storage::Storage> storage;
};

Done<std::unique_ptr<Session>> Session::open(const makegood_host& host, const HostTables& tables,
                                             const makegood_open_options& options) {
    Given given;
    const std::filesystem::path folder = given.needed(options.data_folder, "data_folder");
    const auto assets = given.text(options.assets_folder, "assets_folder");
    const auto terminal = given.text(options.terminal, "terminal");
    const auto language = given.choice(options.language, Language::persian, {Language::english}, "language");
    if (folder.is_relative())
        given.refuse("data_folder", "is not absolute");
    if (given.problem())
        return refused(*given.problem());
    const auto folders = folders_of(assets);
    if (!folders)
        return refused(folders.error());
    auto config = config_in(folder);
    if (!config)
        return refused(not_understood(config.error()));
    if (!terminal.empty())
        config->terminal = terminal;
    keep_icu_loaded();
    auto setup = read_desk_setup(*config, *folders);
    if (!setup)
        return refused(not_understood(setup.error()));
    if (sodium_init() < 0)
        return refused(Failure{.detail = "libsodium does not start"});
    auto clock = std::make_unique<HostClock>(host, tables.clock);
    auto randomness = std::make_unique<SystemRandomness>();
    auto storage =
        storage::Storage::open({folder, folders->schema()}, config->terminal, *clock, *randomness, config->retention);
    if (!storage)
        return refused(not_opened(storage.error()));
    std::unique_ptr<Session> session(new Session({.host = host,
                                                  .tables = tables,
                                                  .clock = std::move(clock),
                                                  .randomness = std::move(randomness),
                                                  .folder = folder,
                                                  .config = std::move(*config),
                                                  .setup = std::move(*setup),
                                                  .language = language,
                                                  .storage = std::move(*storage)}));
    if (auto begun = begin_requests(*session); !begun)
        return refused(begun.error());
    return session;
}

Session::Session(Opened opened)
    : host_(opened.host), tables_(opened.tables), clock_(std::move(opened.clock)),
      randomness_(std::move(opened.randomness)), folder_(std::move(opened.folder)), config_(std::move(opened.config)),
      setup_(std::move(opened.setup)), language_(opened.language), storage_(std::move(opened.storage)),
      slip_words_(setup_.english, setup_.persian, setup_.slips),
      desk_({.ledger = storage_->ledger(),
             .clock = *clock_,
             .randomness = *randomness_,
             .cryptography = cryptography_,
             .slip_writer = slip_words_,
             .policy = setup_.policy,
             .terminal = config_.terminal,
             .shop = full_name(over(config_.shop, config_.preferences.shop)),
             .business_day_ends_minute = config_.business_day_ends_minute}),
      recall_(storage_->connection(), storage_->pepper(), setup_.recall_weights) {}

Failure Session::failed(const storage::StorageError& error) const {
    const auto sentence = words().say(storage::told(error).sentence, {{"detail", text::plain(error.text())}});
    return {.status = MAKEGOOD_STORAGE,
            .reason = reason_of(error),
            .sentence = text::without_isolates(sentence),
            .detail = error.text()};
}

Failure Session::failed(const DeskRefusal& refusal) const {
    const bool unknown =
        refusal.reason == DeskRefusalReason::case_unknown || refusal.reason == DeskRefusalReason::receipt_unknown;
    const auto sentence = refusal_in_words(refusal, words(), clock_->now());
    return {.status = unknown ? MAKEGOOD_NOT_FOUND : MAKEGOOD_REFUSED,
            .reason = std::string(name_of(refusal.reason)),
            .sentence = text::without_isolates(sentence)};
}

Done<CaseView> Session::handle(const Command& command) {
    auto answer = storage_->handle(desk_, command);
    if (!answer)
        return refused(failed(answer.error()));
    if (!*answer)
        return refused(failed(answer->error()));
    return std::move(**answer);
}

} // namespace makegood::plugin
