#include "drivers/escpos/encode.hpp"

#include "drivers/escpos/check_digit.hpp"
#include "drivers/escpos/code128.hpp"
#include "drivers/escpos/code_page.hpp"
#include "drivers/escpos/drawer_pulse.hpp"
#include "drivers/escpos/picture_commands.hpp"
#include "drivers/escpos/real_time.hpp"
#include "drivers/escpos/symbol.hpp"
#include "drivers/escpos/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <optional>
#include <utility>

namespace makegood::escpos {
namespace {

using drivers::Alignment;
using drivers::Bitmap;
using drivers::Profile;
using drivers::TextStyle;
using Done = tl::expected<void, EncodeError>;

constexpr unsigned quiet_zone_modules = 10; // left and right of a bar code (ISO/IEC 15417)
constexpr unsigned widest_module_dots = 3;
constexpr unsigned narrowest_module_dots = 2;          // GS w takes 2 to 6
constexpr unsigned qr_quiet_zone_modules = 4;          // all around (ISO/IEC 18004)
constexpr unsigned wished_qr_dots = 240;               // 30 mm at 203 dots per inch
constexpr unsigned smallest_wished_qr_module_dots = 3; // 0.4 mm: less is hard to scan
constexpr unsigned largest_qr_module_dots = 8;
constexpr char32_t box_line = U'\x2500';

bool is_control(char32_t character) {
    return character < 0x20 || (character >= 0x7F && character <= 0x9F);
}

std::u32string without_controls(std::string_view text) {
    std::u32string characters = from_utf8(text);
    std::erase_if(characters, is_control);
    return characters;
}

std::uint8_t low(std::size_t number) {
    return static_cast<std::uint8_t>(number);
}

std::uint8_t high(std::size_t number) {
    return static_cast<std::uint8_t>(number >> 8);
}

struct NativeBarCode {
    std::uint8_t number = 0; // m of GS k
    std::vector<std::uint8_t> payload;
    SymbolKind kind = SymbolKind::code128;
    unsigned width_modules = 0;
};

tl::unexpected<std::string> refused(std::string why) {
    return tl::unexpected<std::string>(std::move(why));
}

struct NumberSymbology {
    std::uint8_t number;
    SymbolKind kind;
    std::size_t digits;     // 0: any even number
    unsigned width_modules; // 0: nine for each digit and nine around
};

// GS k function B and the widths of the symbols (GS1 General Specifications 5.2; ISO/IEC 16390 with a ratio of 3).
NumberSymbology number_symbology(drivers::Symbology symbology) {
    switch (symbology) {
    case drivers::Symbology::upc_a:
        return {65, SymbolKind::upc_a, 12, 95};
    case drivers::Symbology::ean13:
        return {67, SymbolKind::ean13, 13, 95};
    case drivers::Symbology::ean8:
        return {68, SymbolKind::ean8, 8, 67};
    default:
        return {70, SymbolKind::interleaved_2_of_5, 0, 0};
    }
}

tl::expected<NativeBarCode, std::string> number_bar_code(const drivers::BarCode& bar_code) {
    const auto symbology = number_symbology(bar_code.symbology);
    const std::string& data = bar_code.data;
    if (data.empty() || !std::all_of(data.begin(), data.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return refused("the bar code takes digits only");
    if (symbology.digits == 0 && data.size() % 2 != 0)
        return refused("the bar code takes an even number of digits");
    if (symbology.digits != 0 && data.size() != symbology.digits)
        return refused("the bar code takes " + std::to_string(symbology.digits) + " digits");
    const char right = check_digit(std::string_view(data).substr(0, data.size() - 1));
    if (data.back() != right)
        return refused(std::string("the check digit should be ") + right);
    const auto digits = static_cast<unsigned>(data.size());
    const unsigned width = symbology.width_modules != 0 ? symbology.width_modules : 9 * digits + 9;
    return NativeBarCode{symbology.number, {data.begin(), data.end()}, symbology.kind, width};
}

tl::expected<NativeBarCode, std::string> native_bar_code(const drivers::BarCode& bar_code) {
    if (bar_code.symbology != drivers::Symbology::code128)
        return number_bar_code(bar_code);
    auto code = encode_code128(bar_code.data);
    if (!code)
        return refused("Code 128 takes printable ASCII only, at least one character");
    return NativeBarCode{73, std::move(code->payload), SymbolKind::code128, code->width_modules};
}

class Encoder {
  public:
    explicit Encoder(const Profile& profile) : profile_(profile) {}

    // The printer's start: no modes, single-byte characters, one motion unit a dot both ways, so that the same feed is
    // as long on every model.
    void begin() {
        const auto dots_per_inch = low(std::min(profile_.dots_per_inch, most_dots_per_inch));
        put({0x1B, 0x40});
        put({0x1C, 0x2E});
        put({0x1D, 0x50, dots_per_inch, dots_per_inch});
    }

    Done operator()(const drivers::TextLine& line) {
        align(line.alignment);
        for (const auto& run : line.runs) {
            set_style(run.style);
            if (const auto done = put_text(without_controls(run.text)); !done)
                return done;
        }
        end_line();
        return {};
    }

    Done operator()(const drivers::TwoColumns& line) {
        const std::u32string start = without_controls(line.start);
        const std::u32string end = without_controls(line.end);
        const std::size_t columns = profile_.columns_font_a / (line.style.double_width ? 2 : 1);
        align(Alignment::left);
        set_style(line.style);
        if (start.size() + 1 + end.size() <= columns)
            return put_line(start + std::u32string(columns - start.size() - end.size(), U' ') + end);
        if (const auto done = put_line(start); !done)
            return done;
        return put_line(std::u32string(columns - std::min(columns, end.size()), U' ') + end);
    }

    Done operator()(const drivers::Rule&) {
        align(Alignment::left);
        set_style({});
        const char32_t character = page_with(box_line) != nullptr ? box_line : U'-';
        return put_line(std::u32string(profile_.columns_font_a, character));
    }

    Done operator()(const drivers::BarCode& bar_code) {
        const auto native = native_bar_code(bar_code);
        if (!native)
            return refuse(EncodeRefusal::bad_bar_code_data, "\"" + bar_code.data + "\": " + native.error());
        const auto module_dots = bar_code_module_dots(*native);
        if (!module_dots)
            return put_as_qr_code(bar_code);
        if (!profile_.barcodes)
            return put_drawn_bar_code(bar_code, native->kind, *module_dots);
        align(bar_code.alignment);
        put({0x1D, 0x68, low(std::clamp(bar_code.height_dots, 1u, 255u))});
        put({0x1D, 0x77, low(*module_dots)});
        put({0x1D, 0x48, low(bar_code.human_readable ? 2 : 0)});
        put({0x1D, 0x66, 0});
        put({0x1D, 0x6B, native->number, low(native->payload.size())});
        put(native->payload);
        return {};
    }

    Done operator()(const drivers::QrCode& qr_code) {
        const std::span data(reinterpret_cast<const std::uint8_t*>(qr_code.data.data()), qr_code.data.size());
        if (may_hold_real_time(data))
            return refuse(EncodeRefusal::bad_qr_data, "the data holds a sequence that printers execute");
        const auto modules = symbol_modules({SymbolKind::qr, qr_code.data, 2, 0});
        if (!modules)
            return refuse(EncodeRefusal::bad_qr_data, modules.error());
        if (modules->width_dots > profile_.dots_per_line)
            return refuse(EncodeRefusal::symbol_too_wide, "a QR code of " + std::to_string(modules->width_dots) +
                                                              " modules on " + std::to_string(profile_.dots_per_line) +
                                                              " dots");
        const unsigned fitting = profile_.dots_per_line / modules->width_dots;
        const unsigned wished =
            std::clamp(wished_qr_dots / modules->width_dots, smallest_wished_qr_module_dots, largest_qr_module_dots);
        const unsigned module_dots = std::min(wished, fitting);
        put_feed(qr_quiet_zone_modules * module_dots);
        if (profile_.qr_codes) {
            align(qr_code.alignment);
            put_native_qr_code(data, module_dots);
        } else if (const auto done = put_bitmap(scaled(*modules, module_dots, module_dots), qr_code.alignment); !done) {
            return done;
        }
        put_feed(qr_quiet_zone_modules * module_dots);
        return {};
    }

    Done operator()(const drivers::Picture& picture) { return put_bitmap(picture.bitmap, picture.alignment); }

    Done operator()(const drivers::Feed& feed) {
        put_feed(feed.dots);
        return {};
    }

    Done operator()(const drivers::Cut&) {
        const unsigned one_millimetre = profile_.dots_per_inch / 25;
        put_feed(profile_.feed_to_blade_dots + one_millimetre);
        if (profile_.cutter)
            put({0x1D, 0x56, 0x01});
        return {};
    }

    Done operator()(const drivers::DrawerPulse& pulse) {
        if (!profile_.drawer)
            return refuse(EncodeRefusal::no_drawer, "the profile " + profile_.name + " has no drawer");
        if (auto fault = fault_of(pulse))
            return refuse(EncodeRefusal::bad_pulse, std::move(*fault));
        const auto bytes = pulse_bytes(pulse);
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return {};
    }

    void set_element(std::size_t element) { element_ = element; }
    std::vector<std::uint8_t> take() { return std::move(bytes_); }

  private:
    Done put_line(const std::u32string& characters) {
        const auto done = put_text(characters);
        end_line();
        return done;
    }

    Done put_text(const std::u32string& characters) {
        for (const char32_t character : characters) {
            if (character < 0x7F && !page_in_use_lacks(character)) {
                bytes_.push_back(static_cast<std::uint8_t>(character));
                continue;
            }
            const auto* page = page_with(character);
            if (page == nullptr)
                return refuse_character(character);
            if (page->number != code_page_) {
                code_page_ = page->number;
                table_ = find_code_page(page->name);
                put({0x1B, 0x74, page->number});
            }
            bytes_.push_back(*byte_of(*table_, character));
        }
        return {};
    }

    bool page_in_use_lacks(char32_t character) const { return table_ != nullptr && !byte_of(*table_, character); }

    // Where Persian has a page, no other prints its letters: they have not the forms that join.
    bool is_for(const drivers::CodePage& page, char32_t character) const {
        const bool is_arabic =
            (character >= 0x0600 && character <= 0x06FF) || (character >= 0xFB50 && character <= 0xFEFC);
        return !is_arabic || profile_.persian_page.empty() || page.name == profile_.persian_page;
    }

    // The page in use, if it has the character, so that a line does not jump between pages.
    const drivers::CodePage* page_with(char32_t character) const {
        const drivers::CodePage* first = nullptr;
        for (const auto& page : profile_.code_pages) {
            if (!is_for(page, character))
                continue;
            const auto* table = find_code_page(page.name);
            if (table == nullptr || !byte_of(*table, character))
                continue;
            if (page.number == code_page_)
                return &page;
            if (first == nullptr)
                first = &page;
        }
        return first;
    }

    void end_line() { put({0x0A}); }

    void align(Alignment alignment) {
        if (alignment == alignment_)
            return;
        alignment_ = alignment;
        put({0x1B, 0x61, static_cast<std::uint8_t>(alignment)});
    }

    void set_style(const TextStyle& style) {
        if (style == style_)
            return;
        style_ = style;
        const unsigned mode = (style.bold ? 0x08u : 0) | (style.double_height ? 0x10u : 0) |
                              (style.double_width ? 0x20u : 0) | (style.underline ? 0x80u : 0);
        put({0x1B, 0x21, low(mode)});
    }

    void put_feed(unsigned dots) { append_feed(bytes_, dots); }

    // Alignment is part of the dots: bands of one picture have different widths after trimming.
    Done put_bitmap(const Bitmap& bitmap, Alignment alignment) {
        if (bitmap.width_dots > profile_.dots_per_line)
            return refuse(EncodeRefusal::picture_too_wide,
                          std::to_string(bitmap.width_dots) + " dots on " + std::to_string(profile_.dots_per_line));
        const unsigned room = profile_.dots_per_line - bitmap.width_dots;
        const unsigned left = alignment == Alignment::left ? 0 : alignment == Alignment::center ? room / 2 : room;
        align(Alignment::left);
        put(picture_commands(bitmap, left, profile_));
        return {};
    }

    std::optional<unsigned> bar_code_module_dots(const NativeBarCode& native) const {
        if (native.payload.size() > 255)
            return std::nullopt;
        for (unsigned dots = widest_module_dots; dots >= narrowest_module_dots; --dots)
            if ((native.width_modules + 2 * quiet_zone_modules) * dots <= profile_.dots_per_line)
                return dots;
        return std::nullopt;
    }

    Done put_as_qr_code(const drivers::BarCode& bar_code) {
        if (const auto done = (*this)(drivers::QrCode{bar_code.data, bar_code.alignment}); !done)
            return done;
        return bar_code.human_readable ? put_caption(bar_code) : Done{};
    }

    Done put_drawn_bar_code(const drivers::BarCode& bar_code, SymbolKind kind, unsigned module_dots) {
        const auto modules = symbol_modules({kind, bar_code.data, 1, 0});
        if (!modules)
            return refuse(EncodeRefusal::bad_bar_code_data, modules.error());
        const unsigned height = std::clamp(bar_code.height_dots, 1u, 255u);
        if (const auto done = put_bitmap(scaled(*modules, module_dots, height), bar_code.alignment); !done)
            return done;
        return bar_code.human_readable ? put_caption(bar_code) : Done{};
    }

    Done put_caption(const drivers::BarCode& bar_code) {
        return (*this)(drivers::TextLine{{{bar_code.data, {}}}, bar_code.alignment});
    }

    // Model 2, module size, error correction M, data, print (GS ( k functions 165, 167, 169, 180, 181).
    void put_native_qr_code(std::span<const std::uint8_t> data, unsigned module_dots) {
        const std::size_t length = data.size() + 3;
        put({0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00});
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, low(module_dots)});
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31});
        put({0x1D, 0x28, 0x6B, low(length), high(length), 0x31, 0x50, 0x30});
        put(data);
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30});
    }

    void put(std::initializer_list<std::uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes); }
    void put(std::span<const std::uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }

    Done refuse(EncodeRefusal refusal, std::string detail) const {
        return tl::unexpected(EncodeError{refusal, element_, 0, std::move(detail)});
    }

    Done refuse_character(char32_t character) const {
        std::string shown;
        append_utf8(shown, character);
        return tl::unexpected(EncodeError{EncodeRefusal::character_not_printable, element_, character,
                                          "no code page of " + profile_.name + " has " + shown});
    }

    const Profile& profile_;
    std::vector<std::uint8_t> bytes_;
    std::size_t element_ = 0;
    Alignment alignment_ = Alignment::left;
    TextStyle style_;
    std::optional<std::uint8_t> code_page_; // unknown until the first ESC t
    const CodePageTable* table_ = nullptr;  // of that page
};

} // namespace

tl::expected<std::vector<std::uint8_t>, EncodeError> encode(const drivers::Document& document, const Profile& profile) {
    Encoder encoder(profile);
    encoder.begin();
    for (std::size_t element = 0; element < document.elements.size(); ++element) {
        encoder.set_element(element);
        if (const auto done = std::visit(encoder, document.elements[element]); !done)
            return tl::unexpected(done.error());
    }
    return encoder.take();
}

void append_completion_request(std::vector<std::uint8_t>& bytes, std::span<const std::uint8_t, 4> id) {
    assert(std::all_of(id.begin(), id.end(), [](std::uint8_t byte) { return byte >= 0x20 && byte <= 0x7E; }));
    bytes.insert(bytes.end(), {0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30});
    bytes.insert(bytes.end(), id.begin(), id.end());
}

} // namespace makegood::escpos
