#include "terminal/ui/voice/synthesizer.hpp"

#include "terminal/ui/sound/loudspeaker.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace makegood::ui {

namespace {

constexpr std::size_t piece = sound_rate * 60 / 1000;
constexpr std::size_t wave_header = 44; // RIFF, fmt and data as espeak-ng writes them

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { close(); }

    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }
    void close() {
        if (number_ >= 0)
            ::close(std::exchange(number_, -1));
    }

  private:
    int number_;
};

// As a file, so that neither a full pipe nor a program that ended early holds up the writer.
Descriptor file_with(const std::string& text) {
    Descriptor file(memfd_create("utterance", MFD_CLOEXEC));
    if (file && (write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
                 lseek(file.number(), 0, SEEK_SET) != 0))
        file.close();
    return file;
}

// A running espeak-ng; ended with this object, in the middle of a word if need be.
class Speaking {
  public:
    static std::optional<Speaking> begin(const Utterance& utterance, int rate) {
        auto text = file_with(utterance.text);
        int ends[2];
        if (!text || pipe2(ends, O_CLOEXEC) != 0)
            return std::nullopt;
        Descriptor samples(ends[0]);
        const Descriptor output(ends[1]);

        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, text.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.number(), STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        std::string words[] = {"espeak-ng",
                               "-b",
                               "1",
                               "-v",
                               utterance.language == Language::english ? "en" : "fa",
                               "-s",
                               std::to_string(rate),
                               "--stdin",
                               "--stdout"};
        std::array<char*, std::size(words) + 1> arguments{};
        for (std::size_t i = 0; i < std::size(words); ++i)
            arguments[i] = words[i].data();
        pid_t process = 0;
        const int failed = posix_spawnp(&process, "espeak-ng", &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0)
            return std::nullopt;
        return Speaking(process, std::move(samples));
    }
    Speaking(Speaking&& other) noexcept
        : process_(std::exchange(other.process_, 0)), samples_(std::move(other.samples_)) {}
    Speaking& operator=(Speaking&&) = delete;
    ~Speaking() {
        if (process_ == 0)
            return;
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }

    // As many bytes as there is room for, less only at the end.
    std::size_t read(std::span<char> room) {
        std::size_t have = 0;
        while (have < room.size()) {
            const auto got = ::read(samples_.number(), room.data() + have, room.size() - have);
            if (got > 0)
                have += static_cast<std::size_t>(got);
            else if (got == 0 || errno != EINTR)
                break;
        }
        return have;
    }

  private:
    Speaking(pid_t process, Descriptor samples) : process_(process), samples_(std::move(samples)) {}

    pid_t process_;
    Descriptor samples_;
};

} // namespace

void Synthesizer::speak(const Utterance& utterance, const Sink& sink) const {
    auto speaking = Speaking::begin(utterance, rate_);
    std::array<char, wave_header> header{};
    if (!speaking || speaking->read(header) < header.size())
        return;
    std::array<std::int16_t, piece> samples{};
    while (const auto bytes = speaking->read({reinterpret_cast<char*>(samples.data()), sizeof samples}))
        if (!sink(std::span(samples).first(bytes / sizeof(std::int16_t))))
            return;
}

} // namespace makegood::ui
