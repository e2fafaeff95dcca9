#include "terminal/application/slip_seconds.hpp"

#include "drivers/escpos/encode.hpp"
#include "drivers/file_port.hpp"
#include "drivers/tcp_port.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/slip/slip_words.hpp"
#include "terminal/text/language.hpp"

namespace makegood {

namespace {

constexpr CivilTime some_morning{1'323'079'200}; // 5 December 2011, ten o'clock

SlipContent usual_slip(Language language, const ShopConfig& config) {
    const auto* product = language == Language::english ? "Basmati rice 1 kg" : "برنج هاشمی ۱ کیلویی";
    return {.number = SlipNumber(own_label(slip_label_kind, "W0RSD4X")),
            .language = language,
            .shop = config.shop.name.in(language),
            .items = {{ItemCode("9521000121836"), product, one_unit}},
            .value = Money(0, *Currency::from_code("EUR")),
            .receipt_number = "R-2-111005-017",
            .bought_at = some_morning,
            .given_at = some_morning,
            .given_by = StaffId("101"),
            .confirmed_by = StaffId("201")};
}

} // namespace

std::optional<ReckonsSlipSeconds> slip_seconds(const ShopConfig& config, const text::Words& english,
                                               const text::Words& persian, const SlipTemplates& templates) {
    const auto& port = config.printer;
    if (!port || drivers::is_network_path(port->path) || drivers::file_path(port->path))
        return std::nullopt;
    const auto written = [&](Language language) {
        return SlipWords(english, persian, templates).write(usual_slip(language, config));
    };
    const int bytes_a_second = port->line.baud / port->line.bits_per_character();
    return [english_slip = written(Language::english), persian_slip = written(Language::persian),
            bytes_a_second](text::Typesetter& typesetter, const drivers::Profile& profile) {
        const auto seconds = [&](const SlipDocument& slip) {
            const auto bytes = escpos::encode(page_of(slip, false, typesetter, profile), profile);
            return bytes ? 1 + static_cast<int>(bytes->size()) / bytes_a_second : 1;
        };
        return ui::SlipSeconds{seconds(english_slip), seconds(persian_slip)};
    };
}

} // namespace makegood
