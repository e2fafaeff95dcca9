#pragma once

#include <cstdint>
#include <string_view>

namespace makegood::gs1 {

// The checks of the GS1 Barcode Syntax Dictionary, under its own names.
enum class Check : std::uint8_t {
    none,
    couponcode,
    couponposoffer,
    csum,
    csumalpha,
    gcppos1,
    gcppos2,
    hasnondigit,
    hh,
    hhmi,
    hyphen,
    iban,
    importeridx,
    iso3166,
    iso3166999,
    iso3166alpha2,
    iso4217,
    iso5218,
    latitude,
    longitude,
    mediatype,
    mi,
    nonzero,
    nozeroprefix,
    packagetype,
    pcenc,
    pieceoftotal,
    posinseqslash,
    ss,
    winding,
    yesno,
    yymmd0,
    yymmdd,
    yyyymmdd,
    zero,
};

// Whether a part of a value is what it has to be. Of package types only their shape is looked at, and of a company's
// prefix that it is digits: their lists are other people's, and grow.
bool holds(Check check, std::string_view part);

struct Component {
    char charset = 0; // N digits, X the 82 characters, Y the 39, Z base64url; 0: there is none
    std::uint8_t shortest = 0;
    std::uint8_t longest = 0;
    bool optional = false;
    Check checks[3] = {};
};

bool is_in_charset(char charset, char c);

// What the dictionary says of an application identifier, or of several that follow each other.
struct ApplicationIdentifier {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
    std::uint8_t digits = 0;
    bool ends_by_length = false;    // no FNC1 has to follow
    bool is_link_attribute = false; // may stand behind the question mark of a Digital Link
    Component components[5] = {};
    // "01+21,02,35nn": one of these, 'n' any digit; where a ';' stands, each side of it.
    std::string_view required;
    std::string_view excluded;
    bool is_link_key = false;
    std::string_view qualifiers; // of the key in a path, in this order: "22,10,21|235"
};

// Which a text begins with; null where it begins with none.
const ApplicationIdentifier* find_application_identifier(std::string_view text);

} // namespace makegood::gs1
