#include "drivers/escpos/interpreter.hpp"

#include "drivers/escpos/payload.hpp"
#include "drivers/escpos/word.hpp"

#include <algorithm>

namespace makegood::escpos {
namespace {

// What was stored once can be printed again with few bytes: noise must not fill the memory with copies.
constexpr std::size_t most_copied_bytes = std::size_t{24} << 20;

} // namespace

// GS v 0 m xL xH yL yH: m doubles the width (bit 0) and the height (bit 1).
void Interpreter::print_raster(std::span<const std::uint8_t> command) {
    const auto bytes_per_row = static_cast<unsigned>(word(command[4], command[5]));
    const auto height = static_cast<unsigned>(word(command[6], command[7]));
    const std::uint8_t mode = command[3];
    if (bytes_per_row == 0 || height == 0)
        return;
    if (bytes_per_row * 8 > profile_.dots_per_line + 7)
        problem("the picture is wider than the paper: the rest of it is lost");
    const unsigned wide = (mode & 1) != 0 ? 2 : 1;
    const unsigned high = (mode & 2) != 0 ? 2 : 1;
    const drivers::Bitmap bitmap =
        bitmap_from_rows(command.subspan(8), bytes_per_row, bytes_per_row * 8, height, profile_.dots_per_line / wide);
    drivers::Bitmap picture = wide * high == 1 ? bitmap : scaled(bitmap, wide, high);
    page_ ? page_->put_picture(std::move(picture)) : builder_.put_upright_picture(std::move(picture));
}

// ESC * m: 0 and 1 are eight dots high with a third of the density along the paper, 0 and 32 have half of it across.
void Interpreter::print_columns(std::span<const std::uint8_t> command) {
    const bool high_density = command[2] >= 32;
    const unsigned wide = (command[2] & 1) == 0 ? 2 : 1;
    const drivers::Bitmap bitmap =
        bitmap_from_columns(command.subspan(5), high_density ? 3 : 1, profile_.dots_per_line / wide);
    if (bitmap.width_dots > 0)
        surface().put_in_line(scaled(bitmap, wide, high_density ? 1 : 3));
}

// GS ( L m fn: 112 and 113 keep a picture for 2 or 50 to print; 67 and 68 store one in memory that lasts, 83 and 84 in
// memory that ESC @ clears, each under a key for 69 and 85 to print.
void Interpreter::take_graphics(std::span<const std::uint8_t> parameters) {
    if (parameters.size() < 2)
        return problem("graphics command without a function");
    switch (parameters[1]) {
    case 112:
        return take_graphics_to_print(parameters, DotOrder::rows);
    case 113:
        return take_graphics_to_print(parameters, DotOrder::columns);
    case 2:
    case 50:
        if (graphics_)
            surface().put_picture(std::exchange(graphics_, std::nullopt).value());
        return;
    case 65:
        return lasting_graphics_.clear();
    case 66:
        return forget_graphics(lasting_graphics_, parameters);
    case 67:
        return store_graphics(lasting_graphics_, parameters, DotOrder::rows);
    case 68:
        return store_graphics(lasting_graphics_, parameters, DotOrder::columns);
    case 69:
        return print_stored_graphics(lasting_graphics_, parameters);
    case 81:
        return downloaded_graphics_.clear();
    case 82:
        return forget_graphics(downloaded_graphics_, parameters);
    case 83:
        return store_graphics(downloaded_graphics_, parameters, DotOrder::rows);
    case 84:
        return store_graphics(downloaded_graphics_, parameters, DotOrder::columns);
    case 85:
        return print_stored_graphics(downloaded_graphics_, parameters);
    default:
        return;
    }
}

// m fn a bx by c xL xH yL yH d...
void Interpreter::take_graphics_to_print(std::span<const std::uint8_t> parameters, DotOrder order) {
    if (parameters.size() < 10)
        return problem("the picture has no size");
    const unsigned wide = parameters[3] == 2 ? 2 : 1;
    const unsigned high = parameters[4] == 2 ? 2 : 1;
    const auto picture = graphics_picture(parameters.subspan(6), order, 0, profile_.dots_per_line / wide);
    if (!picture)
        return problem(picture.error());
    if (word(parameters[6], parameters[7]) * wide > profile_.dots_per_line)
        problem("the picture is wider than the paper: the rest of it is lost");
    graphics_ = scaled(*picture, wide, high);
}

// m fn a kc1 kc2 b xL xH yL yH, then b times c d...
void Interpreter::store_graphics(std::map<GraphicsKey, drivers::Bitmap>& store,
                                 std::span<const std::uint8_t> parameters, DotOrder order) {
    if (parameters.size() < 10)
        return problem("the picture has no size");
    auto picture =
        graphics_picture(parameters.subspan(6), order, std::max<unsigned>(1, parameters[5]), profile_.dots_per_line);
    if (!picture)
        return problem(picture.error());
    store[{parameters[3], parameters[4]}] = std::move(*picture);
}

// m fn kc1 kc2
void Interpreter::forget_graphics(std::map<GraphicsKey, drivers::Bitmap>& store,
                                  std::span<const std::uint8_t> parameters) {
    if (parameters.size() >= 4)
        store.erase({parameters[2], parameters[3]});
}

// m fn kc1 kc2 x y
void Interpreter::print_stored_graphics(const std::map<GraphicsKey, drivers::Bitmap>& store,
                                        std::span<const std::uint8_t> parameters) {
    if (parameters.size() < 6)
        return problem("a stored picture is printed without its key and size");
    const auto found = store.find({parameters[2], parameters[3]});
    print_stored(found == store.end() ? nullptr : &found->second, parameters[4] == 2 ? 2 : 1,
                 parameters[5] == 2 ? 2 : 1);
}

void Interpreter::store_pictures(std::span<const std::uint8_t> command) {
    stored_pictures_.clear();
    std::size_t at = 3;
    for (unsigned picture = 0; picture < command[2]; ++picture) {
        const auto columns = static_cast<std::size_t>(word(command[at], command[at + 1])) * 8;
        const auto bytes_per_column = static_cast<unsigned>(word(command[at + 2], command[at + 3]));
        const auto data = command.subspan(at + 4, columns * bytes_per_column);
        stored_pictures_.push_back(bitmap_from_columns(data, bytes_per_column, profile_.dots_per_line));
        at += 4 + data.size();
    }
}

void Interpreter::print_stored(const drivers::Bitmap* bitmap, unsigned wide, unsigned high) {
    if (bitmap == nullptr || bitmap->width_dots == 0)
        return problem("a stored picture is printed that was not stored in these bytes");
    if (may_copy(bitmap->rows.size() * wide * high))
        surface().put_picture(scaled(*bitmap, wide, high));
}

bool Interpreter::may_copy(std::size_t bytes) {
    copied_bytes_ += bytes;
    if (copied_bytes_ <= most_copied_bytes)
        return true;
    problem_once("more copies of what was stored than any receipt has are not drawn");
    return false;
}

} // namespace makegood::escpos
