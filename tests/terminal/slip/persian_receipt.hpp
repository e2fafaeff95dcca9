#pragma once

#include "workflows/recovery/slip.hpp"

#include <array>
#include <string>

// A supermarket's receipt of forty lines, for counting bytes and time.
inline makegood::SlipDocument persian_receipt() {
    using makegood::SlipLineKind;
    makegood::SlipDocument slip{makegood::Language::persian, {}, {}};
    const auto add = [&](SlipLineKind kind, std::string text, std::string value = {}) {
        slip.lines.push_back({kind, std::move(text), std::move(value)});
    };
    add(SlipLineKind::title, "فروشگاه گل‌پونه");
    add(SlipLineKind::text, "تهران، خیابان کارگر، شمارهٔ ۱۲");
    add(SlipLineKind::pair, "تاریخ", "۱۴ آذر ۱۳۹۰، ساعت ۱۰:۰۵");
    add(SlipLineKind::pair, "رسید", "R-2-111005-017");
    constexpr std::array goods{"پنیر سفید",
                               "چای گیلان",
                               "ژلهٔ آلبالو",
                               "پفک نمکی",
                               "ماست چکیده",
                               "قهوهٔ فوری",
                               "گوشت چرخ‌کرده",
                               "شیر کم‌چرب",
                               "سیب‌زمینی",
                               "نان سنگک",
                               "کشک",
                               "رب گوجه‌فرنگی",
                               "لوبیا چیتی",
                               "برنج هاشمی",
                               "روغن آفتابگردان",
                               "خمیر دندان",
                               "پودر لباس‌شویی",
                               "دستمال کاغذی",
                               "مایع ظرف‌شویی",
                               "شامپو بچه",
                               "زیتون شور",
                               "آب‌معدنی",
                               "دوغ گازدار",
                               "نوشابهٔ سیاه",
                               "بستنی قیفی",
                               "شکلات تلخ",
                               "بیسکویت گردویی",
                               "تخم‌مرغ",
                               "چیپس کچاپ",
                               "آدامس نعنایی",
                               "کره",
                               "عدس"};
    constexpr std::array prices{"۱۲٬۵۰۰ ریال", "۱۴۵٬۰۰۰ ریال", "۹٬۵۰۰ ریال", "۱٬۲۵۰٬۰۰۰ ریال"};
    for (std::size_t i = 0; i < goods.size(); ++i)
        add(SlipLineKind::pair, goods[i], prices[i % prices.size()]);
    add(SlipLineKind::pair, "جمع", "۱۱٬۳۳۶٬۰۰۰ ریال");
    add(SlipLineKind::pair, "پرداخت با کارت", "۱۱٬۳۳۶٬۰۰۰ ریال");
    add(SlipLineKind::pair, "مسئول صندوق", "مینا");
    add(SlipLineKind::text, "از خرید شما ممنونیم.");
    return slip;
}
