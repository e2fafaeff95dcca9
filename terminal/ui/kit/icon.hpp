#pragma once

#include "terminal/text/typesetter.hpp"

#include <string>

namespace makegood::ui {

// Code points of Google's Material Icons.
enum class Icon : char32_t {
    none = 0,
    add = 0xe145,
    back = 0xe5c4, // points to where reading comes from; forward and the chevron likewise turn in Persian
    backspace = 0xe14a,
    badge = 0xea67,
    bag = 0xf1cc,
    basket = 0xe8cb,
    broken = 0xe3ad,
    card = 0xe870, // of a bank
    chat = 0xe0cb,
    check = 0xe5ca,
    check_circle = 0xe86c,
    chevron = 0xe5cc,
    close = 0xe5cd,
    contrast = 0xe3a8,
    dialpad = 0xe0bc,
    dot = 0xe061,
    edit = 0xe3c9,
    error = 0xe000,
    expired = 0xe615,
    face_1 = 0xe814,
    face_2 = 0xe811,
    face_3 = 0xe812,
    face_4 = 0xe813,
    face_5 = 0xe815,
    flag = 0xe153,
    forward = 0xe5c8,
    gift = 0xe8b1,
    help = 0xe8fd,
    history = 0xe889,
    hourglass = 0xe88b,
    info = 0xe88e,
    inventory = 0xe1a1,
    language = 0xe894,
    list = 0xe896,
    lock = 0xe897,
    money = 0xef63,
    more = 0xe5d3,
    offline = 0xe2c1,
    person = 0xe7fd,
    place = 0xe55f,
    price = 0xe54e,
    print = 0xe8ad,
    quote = 0xe244,
    receipt = 0xef6e,
    refused = 0xe14b,
    remove = 0xe15b,
    replay = 0xe042,
    rule = 0xf1c2,
    scan = 0xf206,
    schedule = 0xe8b5,
    school = 0xe80c,
    search = 0xe8b6,
    settings = 0xe8b8,
    shift = 0xe5d8,
    shop = 0xea12,
    speak = 0xe91f,
    supervisor = 0xe8d3,
    swap = 0xe8d4,
    undo = 0xe166,
    verified = 0xe8e8,
    warning = 0xe002,
};

// What is drawn for it, as text of the icon font. The back, forward and chevron icons turn with the direction; the rest
// (clocks, checks, undo) look the same in every language (UX.md 3).
std::string utf8(Icon icon, text::Direction direction);

} // namespace makegood::ui
