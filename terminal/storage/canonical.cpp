#include "terminal/storage/canonical.hpp"

#include <array>
#include <cassert>

namespace makegood::storage {

namespace {

template <std::size_t size>
std::array<unsigned char, size> big_endian(std::uint64_t number) {
    std::array<unsigned char, size> bytes{};
    for (std::size_t i = size; i-- > 0; number >>= 8)
        bytes[i] = static_cast<unsigned char>(number & 0xff);
    return bytes;
}

std::span<const unsigned char> bytes_of(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

} // namespace

CanonicalHash& CanonicalHash::plain(std::span<const unsigned char> bytes) {
    crypto_hash_sha256_update(&state_, bytes.data(), bytes.size());
    return *this;
}

CanonicalHash& CanonicalHash::plain(std::string_view text) {
    return plain(bytes_of(text));
}

CanonicalHash& CanonicalHash::field(std::span<const unsigned char> bytes) {
    assert(bytes.size() < 0xffffffffU);
    return plain(big_endian<4>(bytes.size())).plain(bytes);
}

CanonicalHash& CanonicalHash::field(std::string_view text) {
    return field(bytes_of(text));
}

CanonicalHash& CanonicalHash::field(std::int64_t number) {
    return field(std::span<const unsigned char>(big_endian<8>(static_cast<std::uint64_t>(number))));
}

CanonicalHash& CanonicalHash::field(const std::optional<std::int64_t>& number) {
    return number ? field(*number) : nothing();
}

CanonicalHash& CanonicalHash::nothing() {
    return plain(big_endian<4>(0xffffffffU));
}

Hash CanonicalHash::finish() {
    Hash hash;
    crypto_hash_sha256_final(&state_, hash.data());
    return hash;
}

Hash sha256(std::span<const unsigned char> bytes) {
    Hash hash;
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

std::string to_hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

} // namespace makegood::storage
