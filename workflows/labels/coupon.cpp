#include "workflows/labels/coupon.hpp"

#include "workflows/labels/application_identifier.hpp"
#include "workflows/labels/gtin.hpp"

namespace makegood::gs1 {

namespace {

// Digits of a coupon, taken from the front; once something is missing or wrong it stays so.
class CouponReader {
  public:
    explicit CouponReader(std::string_view digits) : left_(digits), good_(is_all_digits(digits)) {}

    bool good() const { return good_; }
    bool at_end() const { return left_.empty(); }
    bool takes(char option) {
        const bool there = good_ && left_.starts_with(option);
        left_.remove_prefix(there ? 1 : 0);
        return there;
    }
    std::string_view take(std::size_t length) {
        good_ = good_ && left_.size() >= length;
        if (!good_)
            return {};
        const auto taken = left_.substr(0, length);
        left_.remove_prefix(length);
        return taken;
    }
    char one_of(std::string_view allowed) {
        const auto digit = take(1);
        good_ = good_ && allowed.find(digit[0]) != allowed.npos;
        return good_ ? digit[0] : '\0';
    }
    // A digit that says how many follow beside `more`.
    void take_counted(std::string_view allowed, std::size_t more) {
        if (const char length = one_of(allowed))
            take(static_cast<std::size_t>(length - '0') + more);
    }
    void fail() { good_ = false; }

  private:
    std::string_view left_;
    bool good_;
};

constexpr std::string_view any_digit = "0123456789";
constexpr std::size_t offer_code_digits = 6;

void take_purchase(CouponReader& coupon) {
    coupon.take_counted("12345", 0);
    coupon.one_of("012349");
    coupon.take(3); // family
}

void take_company_if_any(CouponReader& coupon) {
    if (!coupon.takes('9'))
        coupon.take_counted("0123456", 6);
}

std::string_view take_date(CouponReader& coupon) {
    const auto date = coupon.take(6);
    if (coupon.good() && !holds(Check::yymmdd, date))
        coupon.fail();
    return date;
}

} // namespace

bool is_coupon_code(std::string_view value) {
    CouponReader coupon(value);
    coupon.take_counted("0123456", 6); // company
    coupon.take(offer_code_digits);
    coupon.take_counted("12345", 0); // what it saves
    take_purchase(coupon);
    if (coupon.takes('1')) {
        coupon.one_of("0123");
        take_purchase(coupon);
        take_company_if_any(coupon);
    }
    if (coupon.takes('2')) {
        take_purchase(coupon);
        take_company_if_any(coupon);
    }
    std::string_view until;
    if (coupon.takes('3'))
        until = take_date(coupon);
    if (coupon.takes('4'))
        if (const auto from = take_date(coupon); coupon.good() && !until.empty() && until < from)
            coupon.fail();
    if (coupon.takes('5'))
        coupon.take_counted(any_digit, 6); // serial number
    if (coupon.takes('6'))
        coupon.take_counted("1234567", 6); // retailer
    if (coupon.takes('9')) {
        coupon.one_of("01256");
        coupon.one_of("012");
        coupon.take(1);
        coupon.one_of("01");
    }
    return coupon.good() && coupon.at_end();
}

bool is_positive_offer_coupon(std::string_view value) {
    CouponReader coupon(value);
    coupon.one_of("01");
    coupon.take_counted("0123456", 6); // who pays for it
    coupon.take(offer_code_digits);
    coupon.take_counted(any_digit, 6); // serial number
    return coupon.good() && coupon.at_end();
}

} // namespace makegood::gs1
