#include "terminal/config/shop_config.hpp"
#include "terminal/play/script.hpp"
#include "terminal/policy/policy_file.hpp"

#include <string_view>

// What a shop writes by hand: its policy, its shop.toml and scripts. Whatever stands there, it is read or told.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)makegood::parse_policy(text, "policy.toml");
    (void)makegood::parse_shop_config(text, "shop.toml");
    (void)makegood::parse_script(text, "script.play");
    return 0;
}
