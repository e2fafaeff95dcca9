#include "terminal/config/shop_identity.hpp"

namespace makegood {

ShopIdentity over(const ShopIdentity& configured, const ShopIdentity& chosen) {
    const auto either = [](const std::string& first, const std::string& second) {
        return first.empty() ? second : first;
    };
    return {
        {either(chosen.name.english, configured.name.english), either(chosen.name.persian, configured.name.persian)},
        chosen.money ? chosen.money : configured.money};
}

Wording full_name(const ShopIdentity& shop) {
    const auto& [english, persian] = shop.name;
    if (english.empty() && persian.empty())
        return {"Our shop", "فروشگاه ما"};
    return {english.empty() ? persian : english, persian.empty() ? english : persian};
}

} // namespace makegood
