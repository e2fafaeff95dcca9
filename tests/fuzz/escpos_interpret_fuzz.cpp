#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "tests/support/receipt_printer.hpp"

#include <cstdint>
#include <cstdlib>

using namespace makegood;

// Any bytes are paper: no crash, and every byte belongs to exactly one command.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const drivers::Profile profile = testing::receipt_printer();
    const auto paper = escpos::interpret({data, size}, profile);
    std::uint64_t covered = 0;
    for (const auto& command : paper.commands)
        if (command.kind != escpos::TokenKind::real_time_in_data)
            covered += command.length;
    if (covered != size)
        std::abort();
    escpos::paper_text(paper);
    if (paper.length_dots < 2000)
        (void)escpos::draw_paper(paper, nullptr);
    return 0;
}
