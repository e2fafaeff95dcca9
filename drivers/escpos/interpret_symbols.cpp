#include "drivers/escpos/interpreter.hpp"

#include "drivers/escpos/payload.hpp"
#include "drivers/escpos/symbol.hpp"

#include <algorithm>
#include <iterator>

namespace makegood::escpos {
namespace {

constexpr unsigned most_paper_symbols = 10000; // a drawing takes time; no receipt has so many
constexpr unsigned symbols_of_a_drawing = 100; // MaxiCode is drawn dot by dot; receipts have none or one
constexpr std::size_t most_remembered_symbols = 64;

} // namespace

void Interpreter::print_barcode(std::span<const std::uint8_t> command) {
    auto request = barcode_request(command);
    if (!request)
        return problem(request.error());
    if (++symbols_ > most_paper_symbols)
        return problem_once("more symbols than any receipt has are not drawn");
    const auto& modules = modules_of(*request);
    if (!modules)
        return problem(std::string(name_of(request->kind)) + " prints nothing: " + modules.error());
    if (modules->width_dots * state_.barcode_module_dots > state_.area_width)
        return problem(std::string(name_of(request->kind)) + " is wider than the paper: nothing is printed");
    if (!may_copy(modules->bytes_per_row() * state_.barcode_module_dots * state_.barcode_height_dots))
        return;
    PrintedSymbol symbol;
    symbol.kind = request->kind;
    symbol.data = request->data;
    symbol.bitmap = scaled(*modules, state_.barcode_module_dots, state_.barcode_height_dots);
    const std::string& text = request->label.empty() ? request->data : request->label;
    const bool above = (state_.barcode_text_position & 1) != 0;
    const bool below = (state_.barcode_text_position & 2) != 0;
    surface().put_symbol(std::move(symbol), above ? text : "", below ? text : "", barcode_text_style());
}

// GS ( k pL pH cn fn ...: settings, 80 stores the data, 81 prints it.
void Interpreter::take_symbol_function(std::span<const std::uint8_t> command) {
    const auto parameters = command.subspan(5);
    if (parameters.size() < 3)
        return;
    const std::uint8_t family = parameters[0];
    const std::uint8_t value = parameters[2];
    if (family == 51)
        return take_databar_function(parameters);
    constexpr std::pair<std::uint8_t, SymbolKind> families[] = {{48, SymbolKind::pdf417},
                                                                {49, SymbolKind::qr},
                                                                {50, SymbolKind::maxicode},
                                                                {53, SymbolKind::aztec},
                                                                {54, SymbolKind::data_matrix}};
    const auto* known = std::find_if(std::begin(families), std::end(families),
                                     [family](const auto& candidate) { return candidate.first == family; });
    if (known == std::end(families))
        return problem_once("symbols of GS ( k " + std::to_string(family) + " are not drawn");
    auto& symbol = two_dimensional_[family];
    symbol.request.kind = known->second;
    const bool pdf417 = known->second == SymbolKind::pdf417;
    if (known->second == SymbolKind::maxicode) // of one size
        symbol.module_dots = 1;
    if (pdf417 && symbol.row_modules == 1)
        symbol.row_modules = 3;
    switch (parameters[1]) {
    case 65:
        if (pdf417)
            symbol.request.columns = value;
        if (known->second == SymbolKind::maxicode && value >= 50 && value <= 54)
            symbol.request.mode = value - 48u;
        return;
    case 67:
        if (value >= 1 && value <= 16 && known->second != SymbolKind::maxicode)
            symbol.module_dots = value;
        return;
    case 68:
        if (pdf417 && value >= 2 && value <= 8)
            symbol.row_modules = value;
        return;
    case 69:
        if (known->second == SymbolKind::qr && value >= 48 && value <= 51)
            symbol.request.error_correction = value - 47u;
        return;
    case 80:
        symbol.request.data.assign(parameters.begin() + 3, parameters.end());
        return;
    case 81:
        return print_two_dimensional(symbol);
    default:
        return;
    }
}

// cn fn: 67 sets the module, 80 stores m n and the data, 81 prints it.
void Interpreter::take_databar_function(std::span<const std::uint8_t> parameters) {
    auto& symbol = two_dimensional_[parameters[0]];
    if (parameters[1] == 67 && parameters[2] >= 2 && parameters[2] <= 8)
        symbol.module_dots = parameters[2];
    if (parameters[1] == 80 && parameters.size() > 4) {
        const std::uint8_t kind = parameters[3];
        auto request = databar_request(kind == 72   ? SymbolKind::databar_stacked
                                       : kind == 73 ? SymbolKind::databar_stacked_omnidirectional
                                                    : SymbolKind::databar_expanded_stacked,
                                       parameters.subspan(4));
        if (!request)
            return problem(request.error());
        symbol.request = std::move(*request);
    }
    if (parameters[1] == 81)
        print_two_dimensional(symbol);
}

void Interpreter::print_two_dimensional(const TwoDimensionalSymbol& wanted) {
    symbols_ += wanted.request.kind == SymbolKind::maxicode ? symbols_of_a_drawing : 1;
    if (symbols_ > most_paper_symbols)
        return problem_once("more symbols than any receipt has are not drawn");
    const auto& modules = modules_of(wanted.request);
    const std::string name(name_of(wanted.request.kind));
    if (!modules)
        return problem(name + " prints nothing: " + modules.error());
    if (modules->width_dots * wanted.module_dots > state_.area_width)
        return problem(name + " is wider than the paper: nothing is printed");
    if (!may_copy(modules->rows.size() * wanted.module_dots * wanted.module_dots * wanted.row_modules))
        return;
    PrintedSymbol symbol;
    symbol.kind = wanted.request.kind;
    symbol.data = wanted.request.data;
    symbol.bitmap = scaled(*modules, wanted.module_dots, wanted.module_dots * wanted.row_modules);
    surface().put_symbol(std::move(symbol), "", "", barcode_text_style());
}

// Some receipts print a symbol twice.
const tl::expected<drivers::Bitmap, std::string>& Interpreter::modules_of(const SymbolRequest& request) {
    std::string key{static_cast<char>(request.kind), static_cast<char>(request.error_correction),
                    static_cast<char>(request.columns), static_cast<char>(request.mode)};
    key.append(request.code128_values.begin(), request.code128_values.end());
    key += '\0' + request.data + '\0' + request.gs1;
    if (drawn_symbols_.size() >= most_remembered_symbols)
        drawn_symbols_.clear();
    auto found = drawn_symbols_.find(key);
    if (found == drawn_symbols_.end())
        found = drawn_symbols_.emplace(std::move(key), symbol_modules(request)).first;
    return found->second;
}

CharacterStyle Interpreter::barcode_text_style() const {
    CharacterStyle style;
    const auto cell = cell_of(state_.barcode_text_font);
    style.cell_width_dots = cell.width;
    style.cell_height_dots = cell.height;
    style.advance_dots = cell.width;
    return style;
}

} // namespace makegood::escpos
