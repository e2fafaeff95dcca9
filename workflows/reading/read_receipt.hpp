#pragma once

#include "workflows/reading/printed_date.hpp"
#include "workflows/reading/printed_number.hpp"
#include "workflows/reading/reading_words.hpp"
#include "workflows/reading/till_template.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace makegood::reading {

// Where something stands on the paper, both counted from 1.
struct Place {
    int line = 0;
    int column = 0;
    int columns = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

template <class Value>
struct Candidate {
    Value value;
    Place place;
    std::string words; // as they stand there
};

// Sure only where a second thing on the paper says the same as the first: its word and the arithmetic, or two places.
enum class Sureness { sure, unsure, not_found };

template <class Value>
struct Reading {
    std::vector<Candidate<Value>> candidates; // the likeliest first
    bool sure = false;

    static constexpr std::size_t most_candidates = 4;
    // Unless this value is known already.
    void add(Candidate<Value> candidate) {
        for (const auto& other : candidates)
            if (other.value == candidate.value)
                return;
        if (candidates.size() < most_candidates)
            candidates.push_back(std::move(candidate));
    }
    Sureness sureness() const {
        return candidates.empty() ? Sureness::not_found : sure ? Sureness::sure : Sureness::unsure;
    }
    const Value* best() const { return candidates.empty() ? nullptr : &candidates.front().value; }
};

struct ReadLine {
    std::string name; // as printed; empty where the paper has none
    std::string code;
    std::optional<Quantity> quantity{};
    std::optional<Amount> unit_price{};
    Amount amount; // of the whole line; negative for what was taken off
    bool voided = false;
    bool is_deposit = false; // for a bottle or a crate, paid or given back
    Place place;             // of the amount's line
    std::string words;
};

struct PrintedCurrency {
    Currency currency;
    bool tens = false; // in toman
    friend bool operator==(const PrintedCurrency&, const PrintedCurrency&) = default;
};

struct ReadReceipt {
    Reading<std::string> number;
    Reading<Date> date;
    Reading<TimeOfDay> time;
    Reading<Amount> total;
    Reading<PrintedCurrency> currency;
    Reading<std::string> lane;
    Reading<std::string> cashier;
    std::vector<ReadLine> lines;       // from top to bottom
    bool lines_sure = false;           // together they come to what the paper says
    std::optional<Place> no_sale{};    // where it says itself that it is a training, a quotation, a second print
    std::optional<Place> taken_back{}; // where a product came back, or money was taken off that is no discount

    Sureness lines_sureness() const {
        return lines.empty() ? Sureness::not_found : lines_sure ? Sureness::sure : Sureness::unsure;
    }
};

// What the shop knows of itself; each decides only what the paper leaves open.
struct ReadingSettings {
    std::optional<DateOrder> date_order{};
    std::optional<Currency> currency{};
};

// The text of one receipt, a line of paper each (UTF-8), and what else a reader of bar codes reads on it. At most the
// first 2,000 lines of 400 bytes are looked at.
struct ReceiptPaper {
    std::vector<std::string> lines;
    std::vector<std::string> symbols{};
};

// Reads any receipt. Never fails: what is not there is not found.
ReadReceipt read_receipt(const ReceiptPaper& paper, const ReadingWords& words, const ReadingSettings& settings = {},
                         const TillTemplate* till = nullptr);

} // namespace makegood::reading
