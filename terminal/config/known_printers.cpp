#include "terminal/config/known_printers.hpp"

#include "drivers/escpos/code_page.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace makegood {

namespace {

constexpr unsigned dots_of_a_letter = 12; // font A
constexpr unsigned usual_dots_per_inch = 203;
constexpr unsigned usual_blade_mm = 15;

KnownPrinter safe_printer() {
    return {.name = "safe", .unknown = {"status", "confirms", "buffer_bytes", "baud"}};
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
    return small;
}

// Takes key after key out of the table; the first thing that is wrong is kept, and what is left at the end is unknown.
class PrinterTable {
  public:
    explicit PrinterTable(toml::table table) : table_(std::move(table)) {}

    std::string text(const char* key) {
        const auto value = take(key).value<std::string>();
        if (!value || value->empty())
            complain(key, "wants a text");
        return value.value_or(std::string());
    }

    bool ability(const char* key) {
        const auto node = take(key);
        if (says_unknown(key, node))
            return false;
        const auto value = node.value_exact<bool>();
        if (!value)
            complain(key, "wants true, false or \"unknown\"");
        return value.value_or(false);
    }

    std::optional<unsigned> number(const char* key, std::int64_t least, std::int64_t most) {
        const auto node = take(key);
        if (says_unknown(key, node))
            return std::nullopt;
        const auto value = node.value_exact<std::int64_t>();
        if (value && *value >= least && *value <= most)
            return static_cast<unsigned>(*value);
        complain(key, fmt::format("wants a number from {} to {}, or \"unknown\"", least, most));
        return std::nullopt;
    }

    std::vector<drivers::CodePage> code_pages(const char* key) {
        std::vector<drivers::CodePage> pages;
        const auto* list = take(key).as_array();
        if (!list)
            complain(key, "wants a list, as in [\"0 cp437\"]");
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const auto said = (*list)[i].value_or(std::string());
            const auto page = code_page_named(said);
            if (page)
                pages.push_back(*page);
            else
                complain(key, fmt::format("'{}' is no number and name of a character set", said));
        }
        return pages;
    }

    std::vector<std::string> unknown() const { return unknown_; }
    void complain(std::string_view key, std::string_view why) {
        if (wrong_.empty())
            wrong_ = fmt::format("'{}' {}", key, why);
    }
    std::string wrong() const {
        for (const auto& [key, value] : table_)
            if (wrong_.empty() && !taken_.contains(std::string(key.str())))
                return fmt::format("line {}: no such key '{}'", value.source().begin.line, key.str());
        return wrong_;
    }

  private:
    toml::node_view<const toml::node> take(const char* key) {
        taken_.insert(key);
        return std::as_const(table_)[key];
    }
    bool says_unknown(const char* key, const toml::node_view<const toml::node>& node) {
        if (node.value<std::string_view>() != std::string_view("unknown"))
            return false;
        unknown_.emplace_back(key);
        return true;
    }

    toml::table table_;
    std::set<std::string> taken_;
    std::vector<std::string> unknown_;
    std::string wrong_;
};

} // namespace

std::optional<drivers::CodePage> code_page_named(std::string_view text) {
    drivers::CodePage page;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page.number);
    if (error != std::errc{} || end == text.data() + text.size() || *end != ' ')
        return std::nullopt;
    page.name = text.substr(static_cast<std::size_t>(end - text.data()) + 1);
    return escpos::find_code_page(page.name) ? std::optional(page) : std::nullopt;
}

Result<KnownPrinter> parse_known_printer(std::string_view text, const std::filesystem::path& file) {
    const auto refuse = [&](std::string why) {
        return refused(Error{"read", file.filename().string(), std::move(why)});
    };
    std::optional<PrinterTable> table;
    try {
        table.emplace(toml::parse(text, file.filename().string()));
    } catch (const toml::parse_error& error) {
        return refuse(fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    KnownPrinter printer;
    auto& profile = printer.profile;
    printer.name = file.stem().string();
    profile.name = table->text("name");
    table->text("source");
    profile.columns_font_a = table->number("columns_font_a", 16, 200).value_or(profile.columns_font_a);
    profile.columns_font_b = table->number("columns_font_b", 16, 200).value_or(profile.columns_font_a * 4 / 3);
    profile.dots_per_line =
        table->number("dots_per_line", 200, 2'000).value_or(profile.columns_font_a * dots_of_a_letter);
    profile.dots_per_inch = table->number("dots_per_inch", 80, 600).value_or(usual_dots_per_inch);
    profile.code_pages = table->code_pages("code_pages");
    profile.barcodes = table->ability("bar_codes");
    profile.qr_codes = table->ability("qr_codes");
    profile.column_pictures = table->ability("column_pictures");
    profile.cutter = table->ability("cutter");
    profile.drawer = table->ability("drawer");
    profile.drawer_when_held = table->ability("drawer_when_held");
    const auto blade_mm = table->number("blade_mm", 0, 60).value_or(usual_blade_mm);
    profile.feed_to_blade_dots = (blade_mm * profile.dots_per_inch * 10 + 253) / 254;
    profile.status = table->ability("status");
    profile.completion = table->ability("confirms");
    profile.buffer_bytes = table->number("buffer_bytes", 16, 16'777'216);
    profile.baud = table->number("baud", 300, 4'000'000);
    printer.persian = table->text("persian");
    if (printer.persian != "picture" && printer.persian != "unknown" && !print_persian(profile, printer.persian))
        table->complain("persian", "wants \"picture\", \"unknown\" or \"cp1098\" where code_pages has it");
    if (auto why = table->wrong(); !why.empty())
        return refuse(std::move(why));
    printer.unknown = table->unknown();
    return printer;
}

bool print_persian(drivers::Profile& profile, std::string_view way) {
    const bool by_picture = way == "picture";
    const bool has_page =
        std::ranges::find(profile.code_pages, way, &drivers::CodePage::name) != profile.code_pages.end();
    if (!by_picture && !(has_page && way == "cp1098"))
        return false;
    profile.persian_page = by_picture ? "" : way;
    return true;
}

Result<KnownPrinter> known_printer(const std::filesystem::path& folder, std::string_view name) {
    const auto small = in_small_letters(name);
    if (small == "safe")
        return safe_printer();
    const bool is_plain =
        std::ranges::all_of(small, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    const auto file = folder / (small + ".toml");
    std::ifstream in(file, std::ios::binary);
    if (small.empty() || !is_plain || !in)
        return refused(Error{"find", fmt::format("the printer \"{}\"", name), "nobody has described such a printer"});
    std::ostringstream text;
    text << in.rdbuf();
    return parse_known_printer(text.str(), file);
}

Result<std::vector<KnownPrinter>> known_printers(const std::filesystem::path& folder) {
    std::vector<KnownPrinter> printers{safe_printer()};
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() != ".toml")
            continue;
        auto printer = known_printer(folder, entry->path().stem().string());
        if (!printer)
            return refused(printer.error());
        printers.push_back(std::move(*printer));
    }
    if (failed)
        return refused(Error{"read", folder.string(), failed.message()});
    std::ranges::sort(printers, {}, &KnownPrinter::name);
    return printers;
}

} // namespace makegood
