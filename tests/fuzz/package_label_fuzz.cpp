#include "drivers/scanner/aim_identifier.hpp"
#include "terminal/finding/scanned_goods.hpp"
#include "workflows/labels/digital_link.hpp"
#include "workflows/labels/gtin.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace makegood;

namespace {

// What was read holds, each part by itself and all together, and a fault lies within the label.
void look_at(const Expected<gs1::Elements, gs1::LabelError>& read, std::string_view text) {
    if (!read) {
        if (read.error().at > text.size())
            std::abort();
        return;
    }
    if (read->empty() || gs1::wrong_association(*read))
        std::abort();
    for (const auto& element : *read)
        if (gs1::wrong_value(element))
            std::abort();
}

} // namespace

// What packages carry: element strings, Digital Links, and whatever else a scanner sends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    look_at(gs1::read_element_string(text), text);
    look_at(gs1::read_bracketed(text), text);
    look_at(gs1::read_digital_link(text), text);
    const auto goods = goods_on(drivers::read_scan(text), Date{15'313});
    if (goods && (goods->code.text().size() > text.size() + 13 || (goods->keeps_until && goods->code.empty())))
        std::abort();
    return 0;
}
