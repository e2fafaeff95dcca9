#include "terminal/application/captured_papers.hpp"

#include "terminal/config/known_printers.hpp"

#include <string_view>

namespace makegood {

namespace {

constexpr std::string_view unnamed_shop = "1";
constexpr std::string_view usual_printer = "tm-t88v";

} // namespace

Result<feeds::CapturedPapers> captured_papers(const ShopConfig& config, const ProgramFolders& folders) {
    auto reader = open_paper_reader(folders.reading_words(), folders.tills());
    if (!reader)
        return refused(reader.error());
    const auto model = config.tap ? std::string_view(config.tap->printer_model) : usual_printer;
    if (const auto printer = known_printer(folders.printers(), model))
        reader->printer = printer->profile;
    if (config.tap)
        reader->settings.date_order = config.tap->dates;
    // In Iran only the paper tells whether it counts in rial or in toman.
    if (config.shop.money && config.shop.money->currency.code() != "IRR")
        reader->settings.currency = config.shop.money->currency;
    const auto shop = config.business_unit.empty() ? BusinessUnitId(std::string(unnamed_shop)) : config.business_unit;
    return feeds::CapturedPapers{std::move(*reader), shop, config.tap && config.tap->label};
}

feeds::FeedFolder::Limits papers_kept(const ShopConfig& config) {
    if (!config.feed)
        return {};
    return {.days = config.feed->keep_days, .bytes = static_cast<std::uint64_t>(config.feed->keep_megabytes) << 20};
}

} // namespace makegood
