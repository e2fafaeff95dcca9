#include "terminal/text/words.hpp"

#include "terminal/text/catalogue_file.hpp"
#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/decimal.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

namespace makegood::text {

namespace {

icu::UnicodeString wide(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

std::string narrow(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

// {d, date} and its like are refused: values bring their own form.
std::optional<ArgumentUse> use_of(UMessagePatternArgType type) {
    switch (type) {
    case UMSGPAT_ARG_TYPE_NONE:
        return ArgumentUse::shown;
    case UMSGPAT_ARG_TYPE_SELECT:
        return ArgumentUse::word;
    case UMSGPAT_ARG_TYPE_PLURAL:
    case UMSGPAT_ARG_TYPE_SELECTORDINAL:
        return ArgumentUse::number;
    default:
        return std::nullopt;
    }
}

// MessageFormat::getFormatNames leaves out what stands inside a plural, so the pattern is walked here.
// Nothing when one is of a kind that is refused.
std::optional<std::map<std::string, ArgumentUse>> arguments_of(const icu::MessagePattern& pattern) {
    std::map<std::string, ArgumentUse> arguments;
    for (int i = 0; i + 1 < pattern.countParts(); ++i) {
        const auto& start = pattern.getPart(i);
        if (start.getType() != UMSGPAT_PART_TYPE_ARG_START)
            continue;
        const auto use = use_of(start.getArgType());
        if (!use)
            return std::nullopt;
        auto& known = arguments.try_emplace(narrow(pattern.getSubstring(pattern.getPart(i + 1))), *use).first->second;
        known = known == ArgumentUse::shown ? *use : known;
    }
    return arguments;
}

// Nothing in it is MessageFormat's.
bool is_plain(std::string_view message) {
    return message.find_first_of("{}'") == message.npos;
}

[[maybe_unused]] bool has_all(const Words::Message& message, const Arguments& arguments) {
    return std::all_of(message.arguments.begin(), message.arguments.end(), [&](const auto& wanted) {
        return std::any_of(arguments.begin(), arguments.end(),
                           [&](const Argument& given) { return given.name == wanted.first; });
    });
}

std::string_view key_of(AgeUnit unit) {
    switch (unit) {
    case AgeUnit::just_now:
        return "age.just_now";
    case AgeUnit::minutes:
        return "age.minutes";
    case AgeUnit::hours:
        return "age.hours";
    case AgeUnit::today:
        return "age.today";
    case AgeUnit::yesterday:
        return "age.yesterday";
    case AgeUnit::days:
        return "age.days";
    case AgeUnit::weeks:
        return "age.weeks";
    case AgeUnit::months:
        return "age.months";
    case AgeUnit::years:
        return "age.years";
    case AgeUnit::not_yet:
        break;
    }
    assert(false && "what has not come yet is shown as a date");
    return {};
}

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace

struct Words::Inside {
    Language language;
    Dates dates;
    std::map<std::string, Message, std::less<>> messages;
    std::map<std::string, icu::MessageFormat, std::less<>> formats; // of the messages that are not plain text
    RialsAs rials = RialsAs::rial;

    // The catalogue has a pattern for each currency it names and `money.other` for the rest.
    std::string money(const Words& words, Money amount) const {
        const auto currency = amount.currency();
        const auto code = currency.code();
        const bool toman = code == "IRR" && rials == RialsAs::toman;
        const auto key = toman ? std::string("money.toman") : "money." + std::string(code);
        std::string plain = toman ? write_decimal(amount.minor_units(), 1) : amount.to_decimal();
        const bool negative = plain.starts_with('-');
        plain.erase(0, negative ? 1 : 0);
        // The number is no Value here: the pattern is short and its direction known, so it needs no isolate.
        const auto number = decimal(language, plain, toman ? 0 : currency.exponent());
        const bool known = words.knows(key);
        const auto text = format(known ? key : "money.other", {{"amount", number}, {"currency", std::string(code)}});
        return negative ? std::string(minus(language)) + text : text;
    }

    std::string format(std::string_view key, const std::vector<std::pair<std::string_view, std::string>>& texts) const {
        std::vector<icu::UnicodeString> names;
        std::vector<icu::Formattable> values;
        for (const auto& [name, text] : texts) {
            names.push_back(wide(name));
            values.emplace_back(wide(text));
        }
        return format(key, names, values);
    }

    std::string format(std::string_view key, const std::vector<icu::UnicodeString>& names,
                       const std::vector<icu::Formattable>& values) const {
        if (const auto found = formats.find(key); found != formats.end()) {
            UErrorCode status = U_ZERO_ERROR;
            icu::UnicodeString text;
            found->second.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), text, status);
            assert(U_SUCCESS(status));
            return narrow(text);
        }
        const auto plain = messages.find(key);
        assert(plain != messages.end() && "no such key in the word catalogue");
        return plain != messages.end() ? plain->second.pattern : std::string(key);
    }

    // Our own texts are known to run in the language's direction, and a minus with its U+200E in front must not make
    // a Persian amount look left to right.
    std::string_view own_isolate() const {
        return language == Language::english ? left_to_right_isolate : right_to_left_isolate;
    }

    icu::Formattable formattable(const Words& words, const Value& value) const {
        return std::visit(
            Overloaded{
                [](const std::string& text) { return icu::Formattable(wide(isolated(first_strong_isolate, text))); },
                [&](const Code& code) {
                    return icu::Formattable(wide(isolated(left_to_right_isolate, words.show(code))));
                },
                [](const Choice& choice) { return icu::Formattable(wide(choice.word)); },
                [](std::int64_t number) { return icu::Formattable(number); },
                [](Quantity quantity) {
                    UErrorCode status = U_ZERO_ERROR;
                    const auto plain = quantity.to_decimal();
                    icu::Formattable number({plain.data(), static_cast<std::int32_t>(plain.size())}, status);
                    assert(U_SUCCESS(status));
                    return number;
                },
                [&](const auto& other) { return icu::Formattable(wide(isolated(own_isolate(), words.show(other)))); },
            },
            value.kind());
    }
};

Words::Words(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Words::Words(Words&&) noexcept = default;
Words& Words::operator=(Words&&) noexcept = default;
Words::~Words() = default;

tl::expected<Words, std::string> Words::open(const std::filesystem::path& folder, std::string_view language) {
    const auto known = language_of(language);
    if (!known)
        return tl::unexpected<std::string>("open words: no language is called " + std::string(language));
    const auto entries = read_catalogue(folder / language);
    if (!entries)
        return tl::unexpected<std::string>(entries.error());

    auto inside = std::make_unique<Inside>(Inside{*known, Dates(*known), {}, {}});
    for (const auto& entry : *entries) {
        const auto refuse = [&](const std::string& why) {
            return tl::unexpected<std::string>("read words in " + (folder / language).string() + ": " + entry.place +
                                               ": " + why);
        };
        if (is_plain(entry.message)) {
            inside->messages.emplace(entry.key, Message{entry.message, {}});
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        UParseError where{};
        const auto text = wide(entry.message);
        const icu::MessagePattern pattern(text, &where, status);
        icu::MessageFormat format(text, icu::Locale(locale_of(*known)), where, status);
        if (U_FAILURE(status))
            return refuse("ICU cannot read the message at its letter " + std::to_string(where.offset) + ": " +
                          u_errorName(status));
        auto arguments = arguments_of(pattern);
        if (!arguments)
            return refuse("an argument is neither plain nor plural nor select");
        inside->messages.emplace(entry.key, Message{entry.message, std::move(*arguments)});
        inside->formats.emplace(entry.key, std::move(format));
    }
    return Words(std::move(inside));
}

Words Words::copy() const {
    return Words(std::make_unique<Inside>(
        Inside{inside_->language, Dates(inside_->language), inside_->messages, inside_->formats, inside_->rials}));
}

Language Words::language() const {
    return inside_->language;
}

const Dates& Words::dates() const {
    return inside_->dates;
}

void Words::show_rials_as(RialsAs rials) {
    inside_->rials = rials;
}

const std::map<std::string, Words::Message, std::less<>>& Words::messages() const {
    return inside_->messages;
}

bool Words::knows(std::string_view key) const {
    return inside_->messages.find(key) != inside_->messages.end();
}

std::string Words::say(std::string_view key, const Arguments& arguments) const {
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    assert(!knows(key) || has_all(inside_->messages.find(key)->second, arguments));
    for (const auto& argument : arguments) {
        names.push_back(wide(argument.name));
        values.push_back(inside_->formattable(*this, argument.value));
    }
    return inside_->format(key, names, values);
}

std::string Words::show(const Value& value) const {
    return std::visit(Overloaded{
                          [](const std::string& text) { return text; },
                          [](const Code& code) { return with_latin_digits(code.text); },
                          [](const Phrase& phrase) { return phrase.text; },
                          [](const Choice& choice) { return choice.word; },
                          [&](std::int64_t number) { return integer(language(), number); },
                          [&](Quantity number) { return quantity(language(), number); },
                          [&](Money amount) { return inside_->money(*this, amount); },
                          [&](Date date) { return dates().long_date(date); },
                          [&](CivilTime time) { return dates().long_date_time(time); },
                          [&](TimeOfDay time) { return dates().time_of_day(time.time); },
                      },
                      value.kind());
}

std::string Words::age(Date then, Date now) const {
    const auto age = age_in_days(then, now);
    return age.unit == AgeUnit::not_yet ? show(then) : say(key_of(age.unit), {{"n", age.count}});
}

std::string Words::age(CivilTime then, CivilTime now) const {
    const auto age = age_in_minutes(then, now);
    return age.unit == AgeUnit::not_yet ? show(then) : say(key_of(age.unit), {{"n", age.count}});
}

} // namespace makegood::text
