#include "terminal/application/shop_care_terms.hpp"

#include "terminal/policy/care_terms_file.hpp"

namespace makegood {

Result<CareTerms> care_terms_of(const ShopConfig& config, const ProgramFolders& folders) {
    auto terms = read_care_terms(config.care.empty() ? folders.care() : config.care);
    if (terms)
        terms->hours.day_ends = config.business_day_ends_minute;
    return terms;
}

} // namespace makegood
