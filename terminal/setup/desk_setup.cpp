#include "terminal/setup/desk_setup.hpp"

#include "terminal/finding/labels_file.hpp"
#include "terminal/finding/weights_file.hpp"
#include "terminal/policy/policy_file.hpp"

#include <utility>

namespace makegood {

Result<DeskSetup> read_desk_setup(const ShopConfig& config, const ProgramFolders& folders) {
    const auto either = [](const std::filesystem::path& own, const std::filesystem::path& ours) {
        return own.empty() ? ours : own;
    };
    auto policy = read_policy(either(config.policy, folders.policy()));
    if (!policy)
        return refused(policy.error());
    const auto weights = read_recall_weights(folders.weights());
    if (!weights)
        return refused(weights.error());
    auto labels = read_label_patterns(either(config.labels, folders.labels()));
    if (!labels)
        return refused(labels.error());
    auto slips = SlipTemplates::read(either(config.slips, folders.slips()));
    if (!slips)
        return refused(slips.error());
    auto english = text::Words::open(folders.words(), "en"), persian = text::Words::open(folders.words(), "fa");
    for (const auto* catalogue : {&english, &persian})
        if (!*catalogue)
            return refused(Error{"read", "the word catalogues", catalogue->error()});
    return DeskSetup{std::move(*policy),  *weights,           std::move(*labels), std::move(*slips),
                     std::move(*english), std::move(*persian)};
}

} // namespace makegood
