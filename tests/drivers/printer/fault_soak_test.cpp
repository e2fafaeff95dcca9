#include "tests/drivers/printer/fault_matrix.hpp"

#include "tests/support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <unistd.h>

using namespace makegood::drivers;
using namespace std::chrono_literals;

namespace {

std::size_t open_files() {
    const std::filesystem::directory_iterator files("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    statm >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

PrintJob short_slip(std::uint32_t number, const PrinterSettings& settings) {
    const Document document{{TextLine{{{head_of_slip(number) + ".", {}}}}, BarCode{Symbology::code128, "MG-000117"},
                             Picture{Bitmap(64, 12)}, Cut{}}};
    const auto bytes = makegood::escpos::encode(document, printer_at(settings));
    REQUIRE(bytes);
    return {"slip " + std::to_string(number), *bytes, ConfirmationId::of_number(number)};
}

// A day at the counter: slips in a row, two at a time now and then, and something happening to half of them.
class Soak {
  public:
    Soak(const Setup& setup, std::uint32_t jobs, unsigned seed)
        : setup_(setup), jobs_(jobs), random_(seed), printing_(setup.settings(), setup.build, setup.line()) {}

    void run() {
        const bool ends = printing_.run_until([&] { return go_on(); }, std::chrono::minutes(jobs_));
        CAPTURE(setup_.name, posted_, printing_.outcomes_told);
        REQUIRE(ends);
        take_papers();
        CHECK(printing_.outcomes_told == jobs_);
        std::size_t printed = 0, unconfirmed_on_paper = 0, twice = 0, lost = 0, told_failed = 0;
        for (std::uint32_t number = 1; number <= jobs_; ++number) {
            const auto outcome = printing_.outcome_of("slip " + std::to_string(number));
            printed += outcome == Outcome::printed ? 1 : 0;
            unconfirmed_on_paper += outcome == Outcome::unconfirmed ? whole_[number] : 0;
            lost += outcome == Outcome::printed && whole_[number] != 1 ? 1 : 0;
            told_failed += outcome == Outcome::failed && heads_[number] > 0 ? 1 : 0;
            twice += heads_[number] > 1 ? 1 : 0;
        }
        CHECK(twice == 0);
        CHECK(lost == 0);
        CHECK(told_failed == 0);
        CHECK(whole_papers_ == printed + unconfirmed_on_paper);
        CHECK(printing_.printer.engine().drawer_openings() == 0);
        CHECK(printed > jobs_ / 3);
        CHECK(printed < jobs_);
    }

  private:
    bool go_on() {
        take_papers();
        while (posted_ < jobs_ && posted_ - printing_.outcomes_told < waiting_) {
            waiting_ = 1 + random_() % 2;
            const auto job = short_slip(++posted_, setup_.settings());
            slips_[posted_] = job.bytes;
            if (random_() % 2 == 0)
                arm();
            printing_.post(job);
        }
        return printing_.outcomes_told >= jobs_;
    }
    void arm() {
        const Fault& fault = all_faults()[random_() % all_faults().size()];
        const auto lasts = std::chrono::milliseconds(50 + random_() % (random_() % 4 == 0 ? 6000 : 1000));
        printing_.printer.when_received(1 + random_() % 700, [this, &fault, lasts](PrinterOnLine& printer) {
            fault.begins(printer);
            printing_.time.plan(lasts, [this, &fault] { fault.is_put_right(printing_.printer); });
        });
    }
    void take_papers() {
        for (const auto& paper : std::exchange(printing_.printer.engine().finished_papers(), {})) {
            for (const auto& [number, slip] : slips_) {
                heads_[number] += times_in(paper, head_of_slip(number) + ".");
                const bool whole = bears(paper, slip);
                whole_[number] += whole ? 1 : 0;
                whole_papers_ += whole ? 1 : 0;
            }
        }
        // What came out can hardly come again after a hundred others.
        while (slips_.size() > 100)
            slips_.erase(slips_.begin());
    }

    const Setup& setup_;
    const std::uint32_t jobs_;
    std::minstd_rand random_;
    VirtualPrinting printing_;
    std::uint32_t posted_ = 0;
    std::size_t waiting_ = 1;
    std::map<std::uint32_t, std::vector<std::uint8_t>> slips_;
    std::map<std::uint32_t, std::size_t> heads_, whole_;
    std::size_t whole_papers_ = 0;
};

void soak(std::uint32_t jobs, unsigned seed) {
    const auto share = jobs / static_cast<std::uint32_t>(all_setups().size());
    Soak(all_setups()[0], share, seed).run(); // what is made once is made now
    const auto files = open_files();
    const auto memory = resident_bytes();
    for (const auto& setup : all_setups())
        Soak(setup, share, ++seed).run();
    CHECK(open_files() == files);
    CHECK(resident_bytes() < memory + (std::size_t{64} << 20));
}

} // namespace

TEST_CASE("slips with random faults: the papers are those told as printed and those unconfirmed", "[printer]") {
    soak(2'000, 20111005);
}

TEST_CASE("an XON that is lost while nothing prints does not hold the printer for ever", "[printer]") {
    Soak(all_setups()[5], 60, 3006).run();
}

TEST_CASE("many slips with random faults", "[.soak]") {
    const char* jobs = std::getenv("MAKEGOOD_SLIPS");
    const char* seed = std::getenv("MAKEGOOD_SEED");
    soak(jobs ? static_cast<std::uint32_t>(std::atoi(jobs)) : 10'000,
         seed ? static_cast<unsigned>(std::atoi(seed)) : 1);
}
