#include "terminal/feeds/feed_map.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto map = makegood::feeds::parse_feed_map({reinterpret_cast<const char*>(data), size}, "map.toml");
    if (!map && (map.error().code != "map-wrong" || map.error().detail.empty()))
        std::abort();
    return 0;
}
