#pragma once

#include "terminal/ui/window.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

// Every widget in both languages, on three pages that stand for Home, Decision and Manager approval.
namespace makegood::ui::gallery {

inline text::Typesetter typesetter() {
    const auto files = text::find_fonts(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "build" / "fonts");
    REQUIRE(files);
    auto opened = text::Typesetter::open(*files);
    REQUIRE(opened);
    return std::move(*opened);
}

inline Theme theme(const std::string& name) {
    auto loaded = load_theme(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets" / "themes" / (name + ".toml"));
    REQUIRE(loaded);
    return *loaded;
}

inline std::unique_ptr<Window> window(text::Typesetter& typesetter, Appearance appearance, int width = 1280,
                                      int height = 800) {
    WindowOptions options;
    options.width_px = width;
    options.height_px = height;
    options.headless = true;
    auto opened = Window::open(options, std::move(appearance), typesetter);
    REQUIRE(opened);
    return std::move(*opened);
}

// The same sentence in both languages.
struct Said {
    const char* english;
    const char* persian;
};

struct State {
    TextFieldState number{"", 0, 32};
    TextFieldState name{"", 0, 64};
    TextFieldState pin{"1234", 4, 6};
    int count = 2;
    std::string last; // key of what was activated last
    bool toast = true;
};

class Page {
  public:
    Page(Kit& kit, State& state) : kit_(kit), state_(state) {}

    std::string say(Said said) const { return kit_.right_to_left() ? said.persian : said.english; }

    Rect header(Said title) {
        Rect screen = kit_.viewport();
        Rect bar = screen.cut_top(std::max(64.0f, kit_.line_height(Style::title) + 16));
        kit_.card(bar, Surface::surface, 0, false);
        Rect under = bar;
        kit_.line(under.cut_bottom(1));
        bar = bar.inset(16, 8);
        std::string back = say({"Back", "بازگشت"});
        float width = kit_.text_width(back, Style::label) + 76;
        tapped("page.back", kit_.button(bar.cut_start(width), "page.back", Look::ghost, Icon::back, back));
        bar.cut_start(8);
        kit_.text(bar.middle(bar.width, kit_.line_height(Style::title)), "page.title", say(title), Style::title);
        return screen;
    }

    void home() {
        Rect screen = header({"Makegood", "جبران"});
        std::string offline =
            say({"We're offline. Keep going, we'll sync later.", "ارتباط قطع است. به کارتان ادامه دهید؛ بعداً همگام "
                                                                 "می‌شود."});
        std::string details = say({"Details", "جزئیات"});
        tapped("home.offline.action", kit_.banner(screen.cut_top(kit_.banner_height(offline, screen.width, details)),
                                                  "home.offline", Icon::offline, offline, Tone::neutral, details));
        screen = screen.inset(24);
        std::string toast = say({"Replacement recorded.", "جایگزینی ثبت شد."});
        Rect foot = screen.cut_bottom(kit_.banner_height(toast, screen.width));
        screen.cut_bottom(16);
        if (state_.toast)
            tapped("home.toast.undo", kit_.toast(foot.cut_start(std::min(foot.width, 460.0f * scale())), "home.toast",
                                                 {toast, say({"Undo", "لغو"}), kit_.now_ms() + 8000}));
        float hero_width = kit_.layout() == Layout::compact ? 0.5f : 0.58f;
        Rect start = screen.cut_start(screen.width * hero_width);
        screen.cut_start(20);
        float buttons =
            kit_.button_height(Look::secondary, Icon::search, say(find_words()), {}, (start.width - 12) / 2);
        Rect below = start.cut_bottom(buttons);
        start.cut_bottom(16);
        kit_.hero(start, "home.hero", Icon::scan, say({"Scan the receipt", "رسید خرید را اسکن کنید"}),
                  say({"The scanner is listening.", "دستگاه اسکن آماده است."}));
        tapped("home.number", kit_.button(below.column(0, 2, 12), "home.number", Look::secondary, Icon::dialpad,
                                          say({"Type the number", "وارد کردن شماره"})));
        tapped("home.find",
               kit_.button(below.column(1, 2, 12), "home.find", Look::secondary, Icon::search, say(find_words())));
        problems(screen);
    }

    void problems(Rect place) {
        std::string question = say({"What went wrong?", "چه مشکلی پیش آمده است؟"});
        kit_.text(place.cut_top(kit_.text_height(question, Style::heading, place.width)), "home.problems", question,
                  Style::heading);
        place.cut_top(12);
        struct Tile {
            const char* key;
            Icon icon;
            Said label;
        };
        const std::vector<Tile> tiles = {
            {"home.missing", Icon::bag, {"Not in the bag", "بین خریدها نبود"}},
            {"home.damaged", Icon::broken, {"Damaged", "آسیب دیده"}},
            {"home.wrong", Icon::swap, {"Wrong item", "کالای اشتباه"}},
            {"home.price", Icon::price, {"Wrong price", "قیمت اشتباه"}},
            {"home.expired", Icon::expired, {"Expired", "تاریخ گذشته"}},
            {"home.other", Icon::more, {"Other", "موارد دیگر"}},
        };
        int columns = kit_.viewport().width / scale() < 1000 ? 2 : 3;
        int lines = static_cast<int>(tiles.size()) / columns;
        float each = (place.width - 12 * static_cast<float>(columns - 1)) / static_cast<float>(columns);
        float tallest = 112;
        for (const auto& tile : tiles)
            tallest = std::max(tallest, kit_.tile_height(say(tile.label), each));
        float height = tallest * static_cast<float>(lines) + 12 * static_cast<float>(lines - 1);
        Rect seen = place.cut_top(std::min(place.height, height));
        Rect grid = kit_.begin_scroll(seen, "home.tiles", height).cut_top(height);
        place.cut_top(20);
        for (int index = 0; index < static_cast<int>(tiles.size()); ++index) {
            const auto& tile = tiles[static_cast<std::size_t>(index)];
            tapped(tile.key, kit_.tile(grid.line(index / columns, lines, 12).column(index % columns, columns, 12),
                                       tile.key, tile.icon, say(tile.label)));
        }
        kit_.end_scroll();
        if (place.height < 120)
            return;
        kit_.text(place.cut_top(kit_.line_height(Style::heading)), "home.open",
                  say({"Open requests", "درخواست‌های باز"}), Style::heading);
        place.cut_top(12);
        Row row;
        row.icon = Icon::hourglass;
        row.title = say({"Sunflower oil 1.5 l", "روغن آفتابگردان ۱٫۵ لیتری"});
        row.detail = say({"Waiting for Mrs Karimi", "منتظر تأیید خانم کریمی"});
        row.end = say({"4 min", "۴ دقیقه"});
        row.leads_on = true;
        float row_height = kit_.row_height(row, place.width);
        if (row_height <= place.height)
            tapped("home.case.1", kit_.row(place.cut_top(row_height), "home.case.1", row));
    }

    void decision() {
        Rect screen = header({"Which item can we put right?", "مشکل کدام کالا را حل کنیم؟"});
        screen = screen.inset(24);
        if (kit_.layout() == Layout::compact) {
            Rect whole = kit_.begin_scroll(screen, "decision.all", compact_height_);
            float top = whole.top;
            float used = receipt(whole);
            used = std::max(used, 0.0f);
            whole.cut_top(used + 20);
            Rect rest{whole.start, top + used + 20, whole.width, 2000};
            float bottom = verdict(rest, false);
            compact_height_ = bottom - top;
            kit_.end_scroll();
            return;
        }
        Rect start = screen.cut_start(screen.width * 0.4f - 10);
        screen.cut_start(20);
        Rect lines = kit_.begin_scroll(start, "decision.lines", receipt_height(start.width));
        receipt(lines);
        kit_.end_scroll();
        verdict(screen, true);
    }

    // Draws the receipt's lines and returns how high they are.
    float receipt(Rect place) {
        float top = place.top;
        for (int index = 0; index < 5; ++index) {
            Row row = line(index);
            float height = kit_.row_height(row, place.width);
            std::string key = "decision.line." + std::to_string(index + 1);
            Enabled enabled;
            if (index == 3)
                enabled = {false, say({"Already put right on 12 May", "۱۲ مه برایش جبران ثبت شده است"})};
            Rect where{place.start, place.top, place.width, height};
            tapped(key, kit_.row(where, key, row, enabled));
            place.cut_top(height + 8);
            place.height = 2000;
        }
        return place.top - top;
    }

    float receipt_height(float width) {
        float height = 0;
        for (int index = 0; index < 5; ++index)
            height += kit_.row_height(line(index), width - 14) + 8;
        return height;
    }

    Row line(int index) {
        const std::vector<Said> names = {{"Sunflower oil 1.5 l", "روغن آفتابگردان ۱٫۵ لیتری"},
                                         {"Long-grain rice 5 kg", "برنج هاشمی ۵ کیلوگرمی"},
                                         {"WHITE HANGING HEART T-LIGHT HOLDER", "چای A-1042 احمد"},
                                         {"Milk 1 l", "شیر ۱ لیتری"},
                                         {"Bread", "نان"}};
        const std::vector<Said> amounts = {{"410,000", "۴۱۰٬۰۰۰"},
                                           {"1,290,000", "۱٬۲۹۰٬۰۰۰"},
                                           {"85,500", "۸۵٬۵۰۰"},
                                           {"38,000", "۳۸٬۰۰۰"},
                                           {"9,000", "۹٬۰۰۰"}};
        const auto at = static_cast<std::size_t>(index);
        Row row;
        row.title = say(names[at]);
        row.end = say(amounts[at]);
        row.end_width = kit_.text_width(say(amounts[1]), Style::label);
        if (index == 0) {
            row.icon = Icon::basket;
            row.detail = say({"2 × 205,000", "۲ × ۲۰۵٬۰۰۰"});
            row.badge_label = say({"Found", "جا مانده"});
            row.badge_icon = Icon::inventory;
            row.badge_tone = Tone::warn;
            row.selected = true;
        }
        if (index == 3)
            row.detail = say({"1 × 38,000", "۱ × ۳۸٬۰۰۰"});
        return row;
    }

    // Returns where it ends.
    float verdict(Rect place, bool actions_at_bottom) {
        float top = place.top;
        std::string replace = say({"Give the replacement", "کالا را تحویل بدهید"});
        std::string effect = say({"2 × Sunflower oil 1.5 l", "۲ × روغن آفتابگردان ۱٫۵ لیتری"});
        std::string refund = say({"Refund 410,000", "برگرداندن ۴۱۰٬۰۰۰ ریال"});
        std::string manager = say({"Ask a manager", "پرسیدن از مدیر"});
        std::string reason = say({"Nobody else is signed in", "مدیری حاضر نیست"});
        float half = (place.width - 12) / 2;
        float primary = kit_.button_height(Look::primary, Icon::gift, replace, effect, place.width);
        float secondary = std::max(kit_.button_height(Look::secondary, Icon::money, refund, {}, half),
                                   kit_.button_height(Look::secondary, Icon::supervisor, manager, reason, half));
        Rect actions = actions_at_bottom ? place.cut_bottom(primary + 12 + secondary) : Rect{};

        Rect chips = place.cut_top(kit_.chip_height());
        const std::vector<Said> causes = {
            {"Not in the bag", "بین خریدها نبود"}, {"Damaged", "آسیب دیده"}, {"Expired", "تاریخ گذشته"}};
        for (std::size_t index = 0; index < causes.size(); ++index) {
            std::string label = say(causes[index]);
            std::string key = "decision.cause." + std::to_string(index + 1);
            float width = kit_.chip_width(label);
            if (width > chips.width)
                break;
            tapped(key, kit_.chip(chips.cut_start(width), key, Icon::none, label, index == 0));
            chips.cut_start(8);
        }
        place.cut_top(16);
        Stepper stepper{state_.count,
                        1,
                        3,
                        say({"How many?", "چند عدد؟"}),
                        say({"2 pieces", "۲ عدد"}),
                        say({"One less", "یکی کمتر"}),
                        say({"One more", "یکی بیشتر"})};
        state_.count = kit_.stepper(place.cut_top(60).cut_start(280), "decision.count", stepper);
        place.cut_top(16);

        std::string within =
            say({"Replace it now. This is within your limit.", "کالا را همین حالا تحویل بدهید؛ در حدود اختیار شماست."});
        std::string words =
            say({"Say: \u201cI'm sorry about that. I'll bring yours right now.\u201d",
                 "بگویید: «عذر می‌خواهم؛ همین الان برایتان می‌آورم.»"});
        std::string claim = say({"It was found at till 3", "کالا کنار صندوق ۳ پیدا شده است"});
        std::string source = say({"Left-behind log", "دفتر جامانده‌ها"});
        std::string when = say({"5 May, 16:35", "۱۵ اردیبهشت، ۱۶:۳۵"});
        std::string claim2 = say({"No data from the scale", "از ترازو داده‌ای نیست"});
        std::string source2 = say({"Scale", "ترازو"});
        float inner = place.width - 40;
        float height = 40 + kit_.text_height(within, Style::heading, inner - 44) + 12 + kit_.badge_height() + 12 +
                       kit_.evidence_height(claim, source, when, inner) +
                       kit_.evidence_height(claim2, source2, "", inner) + 12 +
                       kit_.text_height(words, Style::body, inner - 40) + 8;
        Rect card{place.start, place.top, place.width, height};
        if (actions_at_bottom)
            card =
                kit_.begin_scroll(Rect{place.start, place.top, place.width, place.height - 16}, "decision.why", height);
        kit_.card({card.start, card.top, card.width, height}, Surface::surface);
        Rect inside = Rect{card.start, card.top, card.width, height}.inset(20);
        Rect title = inside.cut_top(kit_.text_height(within, Style::heading, inner - 44));
        kit_.icon(title.cut_start(32), Icon::check_circle, 32, Ink::ok);
        title.cut_start(12);
        kit_.text(title, "decision.verdict", within, Style::heading);
        kit_.mark_live("decision.verdict");
        inside.cut_top(12);
        Rect badges = inside.cut_top(kit_.badge_height());
        std::string sure = say({"Well supported", "شواهد کافی"});
        kit_.badge(badges, "decision.sure", Icon::verified, sure, Tone::ok);
        badges.cut_start(kit_.badge_width(Icon::verified, sure) + 8);
        kit_.badge(badges, "decision.first", Icon::info, say({"First time", "بار اول"}), Tone::info);
        inside.cut_top(12);
        kit_.evidence_row(inside.cut_top(kit_.evidence_height(claim, source, when, inner)), "decision.evidence.1",
                          Icon::inventory, claim, source, when, Tone::ok);
        kit_.evidence_row(inside.cut_top(kit_.evidence_height(claim2, source2, "", inner)), "decision.evidence.2",
                          Icon::help, claim2, source2, "", Tone::neutral);
        kit_.line(inside.cut_top(1));
        inside.cut_top(11);
        kit_.icon(inside.cut_start(28), Icon::speak, 24, Ink::secondary);
        inside.cut_start(12);
        kit_.text(inside, "decision.say", words, Style::body, Ink::secondary);
        if (actions_at_bottom)
            kit_.end_scroll();
        else
            actions = {place.start, place.top + height + 16, place.width, primary + 12 + secondary};
        tapped("decision.approve",
               kit_.button(actions.cut_top(primary), "decision.approve", Look::primary, Icon::gift, replace, effect));
        actions.cut_top(12);
        tapped("decision.refund",
               kit_.button(actions.column(0, 2, 12), "decision.refund", Look::secondary, Icon::money, refund));
        kit_.button(actions.column(1, 2, 12), "decision.manager", Look::secondary, Icon::supervisor, manager, {},
                    {false, reason});
        return actions.bottom() - (actions_at_bottom ? top : 0);
    }

    void approval() {
        Rect screen = header({"A manager needs to confirm", "تأیید مدیر لازم است"});
        screen = screen.inset(24);
        Rect all =
            kit_.begin_scroll(screen, "approval.all", kit_.layout() == Layout::compact ? 1900.0f : 1100.0f * scale());
        Rect start = kit_.layout() == Layout::compact ? all.cut_top(1100) : all.cut_start(all.width * 0.5f - 10);
        all.cut_start(kit_.layout() == Layout::compact ? 0 : 20);
        tapped("approval.number", kit_.field(start.cut_top(kit_.field_height()), "approval.number", state_.number,
                                             say({"Receipt number", "شماره رسید"}),
                                             say({"As printed", "همان که چاپ شده"}), FieldKind::digits));
        start.cut_top(16);
        kit_.field(start.cut_top(kit_.field_height()), "approval.name", state_.name, say({"Product name", "نام کالا"}),
                   say({"For example: rice", "مثلاً: برنج"}), FieldKind::text);
        start.cut_top(16);
        kit_.field(start.cut_top(kit_.field_height()), "approval.pin", state_.pin, say({"PIN", "رمز"}), "",
                   FieldKind::secret);
        start.cut_top(20);
        auto typed = kit_.keypad(start.cut_top(Kit::keypad_height(true)), "pin", true,
                                 {say({"Clear", "پاک کردن همه"}), say({"Erase", "پاک کردن"}), say({"Done", "تأیید"})});
        if (typed)
            state_.last = std::string("typed ") + *typed;
        kit_.skeleton(all.cut_top(236), "approval.loading", say({"Looking for receipts", "در حال یافتن رسیدها"}), 3);
        all.cut_top(20);
        std::vector<std::uint8_t> ink(96 * 80);
        for (std::size_t at = 0; at < ink.size(); ++at)
            ink[at] = at / 96 % 8 < 3 && at % 96 > 8 && at % 96 < 80 - (at / 96 * 7) % 40 ? 230 : 0;
        kit_.picture(all.cut_top(320), "approval.slip", {96, 80, ink}, say({"The slip", "برگه"}));
        all.cut_top(20);
        const std::vector<std::pair<Tone, Icon>> tones = {{Tone::neutral, Icon::info},
                                                          {Tone::ok, Icon::check_circle},
                                                          {Tone::warn, Icon::warning},
                                                          {Tone::bad, Icon::refused},
                                                          {Tone::info, Icon::info}};
        int number = 0;
        for (const auto& [tone, icon] : tones) {
            std::string paper = say({"The printer is out of paper.", "کاغذ چاپگر تمام شد."});
            kit_.banner(all.cut_top(kit_.banner_height(paper, all.width)),
                        "approval.banner." + std::to_string(++number), icon, paper, tone);
            all.cut_top(8);
        }
        kit_.end_scroll();
    }

    // What can be touched, a kind a line and a state a column: "states.KIND.STATE". Who is focused or pressed is the
    // finger's to say.
    void states() {
        Rect screen = header({"States", "حالت‌ها"}).inset(24, 16);
        const Said titles[] = {
            {"At rest", "عادی"}, {"Focused", "در کانون"}, {"Pressed", "فشرده"}, {"Disabled", "غیرفعال"}};
        Rect head = screen.cut_top(kit_.line_height(Style::heading));
        screen.cut_top(8);
        for (int column = 0; column < 4; ++column)
            kit_.text(head.column(column, 4, 16), "states.title." + std::to_string(column + 1), say(titles[column]),
                      Style::heading);
        const std::string word = say({"Give", "تحویل"}), effect = say({"1 × Milk", "۱ × شیر"});
        const auto line_of = [&](const char* kind, float height, const auto& widget) {
            Rect line = screen.cut_top(height);
            screen.cut_top(12);
            for (int column = 0; column < 4; ++column) {
                Enabled enabled;
                if (column == 3)
                    enabled = {false, say({"Not now", "اکنون نه"})};
                widget(line.column(column, 4, 16), state_key(kind, column), enabled);
            }
        };
        line_of("primary", 84, [&](Rect where, const std::string& key, const Enabled& enabled) {
            kit_.button(where, key, Look::primary, Icon::gift, word, enabled.yes ? effect : "", enabled);
        });
        line_of("secondary", 72, [&](Rect where, const std::string& key, const Enabled& enabled) {
            kit_.button(where, key, Look::secondary, Icon::money, word, {}, enabled);
        });
        line_of("ghost", 64, [&](Rect where, const std::string& key, const Enabled& enabled) {
            kit_.button(where, key, Look::ghost, Icon::back, word, {}, enabled);
        });
        line_of("row", 78, [&](Rect where, const std::string& key, const Enabled& enabled) {
            Row row;
            row.icon = Icon::basket;
            row.title = say({"Milk 1 l", "شیر ۱ لیتری"});
            row.end = say({"38,000", "۳۸٬۰۰۰"});
            kit_.row(where, key, row, enabled);
        });
        line_of("chip", kit_.chip_height(), [&](Rect where, const std::string& key, const Enabled& enabled) {
            kit_.chip(where.cut_start(kit_.chip_width(word)), key, Icon::none, word, false, enabled);
            where.cut_start(8);
            kit_.chip(where.cut_start(kit_.chip_width(word)), key + ".chosen", Icon::none, word, true, enabled);
        });
        line_of("tile", 112, [&](Rect where, const std::string& key, const Enabled& enabled) {
            kit_.tile(where, key, Icon::broken, word, false, enabled);
        });
        line_of("field", kit_.field_height(), [&](Rect where, const std::string& key, const Enabled& enabled) {
            if (enabled.yes)
                kit_.field(where, key, state_.name, say({"Product name", "نام کالا"}), word, FieldKind::text);
        });
    }

    static std::string state_key(const std::string& kind, int column) {
        constexpr const char* names[] = {"rest", "focused", "pressed", "disabled"};
        return "states." + kind + "." + names[column];
    }

  private:
    static Said find_words() { return {"No receipt? Let's find it", "رسید ندارد؟ پیدا کنیم"}; }
    float scale() const { return kit_.line_height(Style::body) / 25; }
    void tapped(std::string key, bool yes) {
        if (yes)
            state_.last = std::move(key);
    }

    Kit& kit_;
    State& state_;
    float compact_height_ = 3000;
};

enum class Which { home, decision, approval, states };

inline void draw(Kit& kit, State& state, Which which) {
    Page page(kit, state);
    switch (which) {
    case Which::home:
        kit.screen("home");
        return page.home();
    case Which::decision:
        kit.screen("decision");
        return page.decision();
    case Which::approval:
        kit.screen("approval");
        return page.approval();
    case Which::states:
        kit.screen("states");
        return page.states();
    }
}

} // namespace makegood::ui::gallery
