#pragma once

#include "drivers/wake_signal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

// What devices tell, in the words of UnifiedPOS.
namespace makegood::drivers {

// ISO/IEC 15424: ']', a letter for the symbology and a modifier, which a scanner may put before the label.
struct AimIdentifier {
    char symbology = 0;
    char modifier = 0;
    friend bool operator==(const AimIdentifier&, const AimIdentifier&) = default;
};

struct ScanData {
    std::string raw;                             // as it came, without terminator; may hold 0x1D and other controls
    std::string label;                           // the same without the AIM identifier
    std::optional<AimIdentifier> aim_identifier; // when the scanner sends it
};

struct DataEvent {
    std::string device_id;
    ScanData scan;
    MonotonicTime time;
};

enum class PowerState { unknown, online, offline, absent };
enum class PaperState { unknown, ok, near_end, end };
enum class CoverState { unknown, closed, open };
enum class FaultState { unknown, none, recovers_by_itself, recoverable, cutter, unrecoverable };
enum class DrawerPin { unknown, low, high }; // which of them means "open" is the drawer's matter

// What the printer last said. Unknown until it said it.
struct PrinterStatus {
    PaperState paper = PaperState::unknown;
    CoverState cover = CoverState::unknown;
    FaultState fault = FaultState::unknown;
    DrawerPin drawer = DrawerPin::unknown;
    friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

struct StatusUpdateEvent {
    std::string device_id;
    PowerState power = PowerState::unknown;
    PrinterStatus printer; // all unknown for a scanner
    MonotonicTime time;
};

enum class ErrorLocus { input, output };

enum class ErrorKind {
    device_absent,    // cannot be opened, or went away; tried again until it is there
    held_by_other,    // another program has it; tried again
    not_allowed,      // the system does not let this user have it; tried again
    setting_not_kept, // the port refused a setting; tried again
    frame_too_long,   // more than 4,096 bytes without terminator
    frame_unreadable, // NUL or bit 7 in a label: wrong speed, parity or word length
    frame_unfinished, // bytes without terminator: the scanner sends no suffix
    reply_unreadable, // the printer's answers are none: wrong speed, or another dialect
};

struct ErrorEvent {
    std::string device_id;
    ErrorLocus locus = ErrorLocus::input;
    ErrorKind kind = ErrorKind::device_absent;
    std::string detail;      // system's words or sizes; for a log, not for the screen
    std::uint64_t count = 1; // how often on this device since it was claimed
    MonotonicTime time;
};

// A job has its turn and the printer is ready; where settings ask for it, no byte leaves before PrinterThread::begin.
struct OutputBeginEvent {
    std::string device_id;
    std::string job_id;
    MonotonicTime time;
};

enum class Outcome {
    printed,     // the printer confirmed by this job's id that the paper is printed
    processed,   // the printer has worked through the bytes; paper was not confirmed
    sent,        // the bytes left; this printer confirms nothing
    unconfirmed, // may be on paper, wholly, partly or not; a person must look. Never sent again by software
    failed,      // no byte left this machine: may be posted again safely
    cancelled,   // likewise, because somebody asked for it
};

struct OutputCompleteEvent {
    std::string device_id;
    std::string job_id;
    Outcome outcome = Outcome::unconfirmed;
    std::string detail; // why it was not printed; empty when it was
    MonotonicTime time;
};

enum class DrawerOutcome {
    opened,        // its sensor says so
    pulsed,        // the printer has the command, and no sensor told of anything
    unconfirmed,   // the printer may have it or not; a person must look. Never sent again by software
    printer_held,  // no paper or an open cover, and this printer opens no drawer then; nothing was sent
    not_delivered, // the printer was not there or took nothing in time; nothing was sent, and nothing will be
};

struct DrawerCompleteEvent {
    std::string device_id; // the printer's
    std::string request_id;
    DrawerOutcome outcome = DrawerOutcome::unconfirmed;
    DrawerPin open_level = DrawerPin::unknown; // what was just learned to mean "open"
    std::string detail;                        // why, when it did not open; for a log
    MonotonicTime time;
};

using DeviceEvent =
    std::variant<DataEvent, StatusUpdateEvent, ErrorEvent, OutputBeginEvent, OutputCompleteEvent, DrawerCompleteEvent>;

} // namespace makegood::drivers
