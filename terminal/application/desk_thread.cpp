#include "terminal/application/desk_thread.hpp"

#include "terminal/storage/private_file.hpp"

namespace makegood {

DeskThread::DeskThread(World world, drivers::EventQueue<DeskAnswer>& answers)
    : answers_(answers), pepper_(world.storage->pepper()), english_(std::move(world.english)),
      persian_(std::move(world.persian)), policy_(std::move(world.policy)), slip_words_(english_, persian_),
      desk_({.ledger = world.storage->ledger(),
             .clock = world.clock,
             .randomness = world.randomness,
             .cryptography = cryptography_,
             .slip_writer = slip_words_,
             .policy = policy_,
             .terminal = std::move(world.terminal),
             .shop = std::move(world.shop)}),
      thread_(std::move(world.storage)) {}

bool DeskThread::post(Command command) {
    return thread_.post([this, command = std::move(command)](storage::Storage& storage) {
        const auto request = std::visit([](const auto& particular) { return particular.request; }, command);
        answers_.post({request, storage.handle(desk_, command)});
    });
}

bool DeskThread::write(std::filesystem::path file, std::string text, std::function<void(storage::Stored<void>)> done) {
    return thread_.post([file = std::move(file), text = std::move(text), done = std::move(done)](storage::Storage&) {
        done(storage::replace_private_file(file, {reinterpret_cast<const unsigned char*>(text.data()), text.size()}));
    });
}

} // namespace makegood
