#pragma once

#include "drivers/escpos/encode.hpp"
#include "tests/drivers/printer/printed_slips.hpp"
#include "tests/drivers/virtual_printing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::drivers {

// What happens to the printer at one byte, and is put right after a while.
struct Fault {
    const char* name;
    void (*begins)(PrinterOnLine&);
    void (*is_put_right)(PrinterOnLine&);
    bool must_print = false; // the slip is completed, once that is put right
    // What must be told within a second, or two where only silence tells; nothing where silence is short.
    bool (*is_told)(const StatusUpdateEvent&) = nullptr;
    std::chrono::milliseconds told_within{1000};
    void (*meanwhile)(PrinterOnLine&) = nullptr; // half-way
};

inline const std::vector<Fault>& all_faults() {
    using Printer = PrinterOnLine;
    using State = const StatusUpdateEvent&;
    using namespace std::chrono_literals;
    static const std::vector<Fault> faults{
        {"paper end", [](Printer& p) { p.set_paper(PaperState::end); }, [](Printer& p) { p.set_paper(PaperState::ok); },
         true, [](State s) { return s.printer.paper == PaperState::end; }},
        {"near end", [](Printer& p) { p.set_paper(PaperState::near_end); },
         [](Printer& p) { p.set_paper(PaperState::ok); }, true,
         [](State s) { return s.printer.paper == PaperState::near_end; }},
        {"cover", [](Printer& p) { p.set_cover(CoverState::open); },
         [](Printer& p) { p.set_cover(CoverState::closed); }, true,
         [](State s) { return s.printer.cover == CoverState::open; }},
        {"cutter", [](Printer& p) { p.set_fault(FaultState::cutter); },
         [](Printer& p) { p.set_fault(FaultState::none); }, true,
         [](State s) { return s.printer.fault == FaultState::cutter; }},
        {"power", [](Printer& p) { p.power_off(); }, [](Printer& p) { p.power_on(); }, false,
         [](State s) { return s.power == PowerState::offline || s.power == PowerState::absent; }, 2000ms},
        {"cable", [](Printer& p) { p.unplug(); }, [](Printer& p) { p.plug_in(); }, false,
         [](State s) { return s.power == PowerState::absent; }},
        {"mute", [](Printer& p) { p.mute(true); }, [](Printer& p) { p.mute(false); }},
        {"garbage", [](Printer& p) { p.babble(true); }, [](Printer& p) { p.babble(false); }},
    };
    return faults;
}

// One way to be connected.
struct Setup {
    const char* name;
    int baud;
    FlowControl flow_control;
    PrinterBuild build;
    Handshake handshake;
    bool buffer_is_known = true;

    PrinterSettings settings() const {
        PrinterSettings settings;
        settings.device_id = "receipt printer";
        settings.port.line.baud = baud;
        settings.port.line.flow_control = flow_control;
        if (buffer_is_known)
            settings.buffer_bytes = static_cast<unsigned>(build.receive_buffer);
        return settings;
    }
    PrinterLine line() const { return {.bytes_per_second = baud / 10, .handshake = handshake}; }
};

inline Profile printer_at(const PrinterSettings& settings) {
    auto profile = testing::receipt_printer();
    profile.buffer_bytes = settings.buffer_bytes;
    return at_port(profile, settings.port);
}

inline std::string head_of_slip(std::uint32_t number) {
    return "Slip no. " + std::to_string(number);
}

// A slip that says its number at its head: texts, a bar code, a picture, and the cut.
inline PrintJob slip_number(std::uint32_t number, const PrinterSettings& settings) {
    Bitmap picture(120, 40);
    for (unsigned y = 0; y < picture.height_dots(); ++y)
        for (unsigned x = 0; x < picture.width_dots; ++x)
            if ((x * x + y * y) / 40 % 3 == 0)
                picture.blacken(x, y);
    const Document document{{
        TextLine{{{head_of_slip(number) + ".", {.bold = true}}}, Alignment::center},
        TextLine{{{"We are sorry that this was not in your bag.", {}}}},
        Rule{},
        TwoColumns{"1 Olive oil 0.5 l", "8.90", {}},
        TwoColumns{"Given to you today", "8.90", {.bold = true}},
        BarCode{Symbology::code128, "MG-000117"},
        Picture{picture},
        TextLine{{{"Thank you for telling us.", {}}}},
        Cut{},
    }};
    const auto bytes = escpos::encode(document, printer_at(settings));
    REQUIRE(bytes);
    return {"slip " + std::to_string(number), *bytes, ConfirmationId::of_number(number)};
}

inline const std::vector<Setup>& all_setups() {
    static constexpr PrinterBuild large{.dots_per_second = 1200};
    static constexpr PrinterBuild half_a_slip{.receive_buffer = 512, .dots_per_second = 1200};
    static constexpr PrinterBuild small{.receive_buffer = 45, .dots_per_second = 1200};
    static const std::vector<Setup> setups{
        {"9600 baud", 9600, FlowControl::none, large, Handshake::none},
        {"115200 baud", 115200, FlowControl::none, large, Handshake::none},
        {"RTS/CTS", 38400, FlowControl::rts_cts, large, Handshake::line},
        {"RTS/CTS, 45 bytes", 38400, FlowControl::rts_cts, small, Handshake::line},
        {"XON/XOFF", 19200, FlowControl::xon_xoff, large, Handshake::xon_xoff},
        {"XON/XOFF, 45 bytes", 19200, FlowControl::xon_xoff, small, Handshake::xon_xoff},
        {"DTR/DSR", 115200, FlowControl::dtr_dsr, large, Handshake::line_noticed},
        {"DTR/DSR, 45 bytes", 19200, FlowControl::dtr_dsr, small, Handshake::line_noticed},
        {"115200 baud, 512 bytes", 115200, FlowControl::none, half_a_slip, Handshake::none},
    };
    return setups;
}

// How one run ended: `wrong` is empty where everything held that must hold.
struct Verdict {
    std::string wrong;
    std::optional<Outcome> outcome; // of the slip that was struck
    std::size_t received = 0;       // by the printer, from the posting of that slip to its end
    std::chrono::milliseconds told_after{-1};
};

struct Strike {
    const Fault* fault = nullptr;
    std::size_t at_byte = 0;
    std::chrono::milliseconds lasts{3000};
    Mistake mistake = Mistake::none;
};

// A slip is posted and struck at that byte, which the printer gets from then on; the next slip follows when all is well
// again.
inline Verdict run(const Setup& setup, const Strike& strike) {
    using namespace std::chrono_literals;
    const auto settings = setup.settings();
    VirtualPrinting printing(settings, setup.build, setup.line(), strike.mistake);
    const auto struck = slip_number(1, settings), next = slip_number(2, settings);
    auto& printer = printing.printer;
    Verdict verdict;

    std::optional<MonotonicTime> began, ended;
    std::size_t received_before = 0;
    bool next_follows = false;
    printing.time.plan(2s, [&] {
        printing.post(struck);
        received_before = printer.received_bytes();
        printer.when_received(strike.at_byte, [&](PrinterOnLine& one) {
            if (next_follows)
                return;
            began = printing.time.now;
            strike.fault->begins(one);
            if (strike.fault->meanwhile)
                printing.time.plan(strike.lasts / 2, [&] { strike.fault->meanwhile(printer); });
            printing.time.plan(strike.lasts, [&] {
                strike.fault->is_put_right(printer);
                ended = printing.time.now;
            });
        });
    });
    const bool ends = printing.run_until([&] {
        verdict.outcome = printing.outcome_of(struck.id);
        if (!next_follows && verdict.outcome && (!began || ended)) {
            next_follows = true;
            verdict.received = printer.received_bytes() - received_before;
            printing.time.plan(setup.build.boot_time + 2s, [&] { printing.post(next); });
        }
        return printing.outcome_of(next.id).has_value();
    });
    if (!ends) {
        verdict.wrong = "a slip never ends";
        return verdict;
    }

    auto& papers = printer.engine().finished_papers();
    std::size_t whole = 0, heads = times_in(printer.engine().current_paper(), head_of_slip(1));
    for (const auto& paper : papers) {
        whole += bears(paper, struck.bytes) ? 1 : 0;
        heads += times_in(paper, head_of_slip(1));
    }
    const auto note = [&](bool holds, const char* what) {
        if (!holds && verdict.wrong.empty())
            verdict.wrong = what;
    };
    note(heads <= 1, "a slip is twice on paper");
    note(verdict.outcome != Outcome::printed || whole == 1, "told as printed, and no whole paper");
    note(verdict.outcome != Outcome::failed || heads == 0, "told as failed, and on paper");
    note(!strike.fault->must_print || !began || verdict.outcome == Outcome::printed, "not completed");
    note(printing.outcome_of(next.id) == Outcome::printed, "the next slip is not printed");
    note(!papers.empty() && bears(papers.back(), next.bytes), "the next slip's paper is not clean");
    note(printing.outcomes_told == 2, "outcomes are not told once");
    note(printer.engine().drawer_openings() == 0, "the drawer opened");
    note(printing.states.size() > 0 && printing.states.back().printer.paper == PaperState::ok &&
             printing.states.back().power == PowerState::online,
         "in the end it is not told as well");
    if (began && strike.fault->is_told && strike.lasts >= strike.fault->told_within) {
        const auto told = std::ranges::find_if(
            printing.states, [&](const auto& state) { return state.time >= *began && strike.fault->is_told(state); });
        if (told != printing.states.end())
            verdict.told_after = std::chrono::duration_cast<std::chrono::milliseconds>(told->time - *began);
        note(told != printing.states.end() && told->time - *began <= strike.fault->told_within,
             "its state is not told soon");
    }
    return verdict;
}

} // namespace makegood::drivers
