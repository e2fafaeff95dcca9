#include "drivers/printer/job_progress.hpp"
#include "drivers/printer/status.hpp"

#include <cstdlib>

using namespace makegood::drivers;

// Bytes of the printer: split or whole, they mean the same. The same bytes as a job that broke off: it is closed with a
// bounded number of bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1)
        return 0;
    const auto question = static_cast<StatusQuestion>(1 + data[0] % 4);
    const std::span bytes(data, size);
    StatusReader whole, split;
    whole.asked(question);
    split.asked(question);
    const Replies all = whole.feed(bytes);
    std::size_t unreadable = 0, confirmed = 0;
    for (std::size_t at = 0; at < size; ++at) {
        const Replies one = split.feed(bytes.subspan(at, 1));
        unreadable += one.unreadable;
        confirmed += one.confirmed.size();
    }
    if (unreadable != all.unreadable || confirmed != all.confirmed.size() || !(whole.status() == split.status()))
        std::abort();
    if (unreadable > size || confirmed * 7 > size)
        std::abort();
    if (closing_bytes(bytes).size() > 64 * 1024 + 3)
        std::abort();
    return 0;
}
