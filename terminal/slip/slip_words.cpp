#include "terminal/slip/slip_words.hpp"

#include "terminal/text/place_words.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"

namespace makegood {

namespace {

const char* title_of(const SlipContent& content) {
    if (!content.cancels.empty())
        return "slip.title.cancelled";
    switch (content.offer.remedy) {
    case Remedy::refund:
        return "slip.title.refund";
    case Remedy::price_difference:
        return "slip.title.price_difference";
    case Remedy::voucher:
        return "slip.title.voucher";
    case Remedy::apology:
        return "slip.title.apology";
    case Remedy::replacement:
    case Remedy::substitute:
        break;
    }
    return content.offer.promised_for ? "slip.title.promise" : "slip.title";
}

SlipPaper paper_of(const SlipContent& content) {
    if (!content.cancels.empty())
        return SlipPaper::taken_back;
    switch (content.offer.remedy) {
    case Remedy::refund:
        return SlipPaper::refund;
    case Remedy::price_difference:
        return SlipPaper::price_difference;
    case Remedy::voucher:
        return SlipPaper::voucher;
    case Remedy::apology:
        return SlipPaper::apology;
    case Remedy::replacement:
    case Remedy::substitute:
        break;
    }
    return content.offer.promised_for ? SlipPaper::promise : SlipPaper::replacement;
}

const char* complaint_of(const SlipContent& content) {
    switch (content.complaint) {
    case Complaint::damaged:
        return "slip.complaint.damaged";
    case Complaint::spoiled:
        return "slip.complaint.spoiled";
    case Complaint::wrong_item:
        return "slip.complaint.wrong_item";
    case Complaint::wrong_price:
        return "slip.complaint.wrong_price";
    case Complaint::rung_up_twice:
        return "slip.complaint.rung_up_twice";
    case Complaint::quality:
        return "slip.complaint.quality";
    case Complaint::service:
        return "slip.complaint.service";
    case Complaint::not_among_the_goods:
        break;
    }
    return "slip.complaint.not_among_the_goods";
}

class SlipLines {
  public:
    SlipLines(const SlipContent& content, const text::Words& words)
        : content_(content), words_(words), slip_{content.language, words.say("slip.copy"), {}} {}

    SlipDocument write(const SlipTemplate& lines) {
        for (const auto& line : lines)
            if (const auto* sentence = std::get_if<Wording>(&line))
                own_sentence(sentence->in(content_.language));
            else
                say(std::get<SlipPart>(line));
        return std::move(slip_);
    }

  private:
    void say(SlipPart part) {
        switch (part) {
        case SlipPart::title:
            return line(SlipLineKind::title, words_.say(title_of(content_)));
        case SlipPart::shop:
            return line(SlipLineKind::text, text::plain(content_.shop));
        case SlipPart::rule:
            return line(SlipLineKind::rule, {});
        case SlipPart::goods:
            return is_given() && is_goods(content_.offer.remedy) ? goods() : goods_concerned();
        case SlipPart::amount:
            return amount();
        case SlipPart::because:
            return because();
        case SlipPart::right_price:
            if (content_.right_price)
                pair("slip.right_price", words_.show(*content_.right_price));
            return;
        case SlipPart::promised_for:
            if (content_.offer.promised_for)
                pair("slip.promised_for", words_.dates().long_date(*content_.offer.promised_for));
            return;
        case SlipPart::gift:
            if (content_.gift && !content_.gift->more.is_zero())
                pair("slip.gift", text::in_unit(content_.gift->more, content_.items.front().unit, words_));
            return;
        case SlipPart::explained:
            return line(SlipLineKind::text, words_.say(explanation(), {{"who", text::Code{content_.given_by.text()}}}));
        case SlipPart::replaces:
            for (const auto& slips : {content_.cancels, content_.replaces})
                for (const auto& slip : slips)
                    pair("slip.cancels", slip.text());
            return;
        case SlipPart::receipt:
            return receipt();
        case SlipPart::date:
            return pair(hands_over() ? "slip.date" : "slip.date_of_slip",
                        words_.dates().long_date_time(content_.given_at));
        case SlipPart::by:
            return pair(hands_over() ? "slip.by" : "slip.colleague", content_.given_by.text());
        case SlipPart::confirmed:
            if (!content_.confirmed_by.empty())
                pair("slip.confirmed", content_.confirmed_by.text());
            return;
        case SlipPart::thanks:
            return line(SlipLineKind::apology,
                        words_.say(content_.complaint == Complaint::service ? "slip.thanks" : "slip.apology"));
        case SlipPart::number:
            return line(SlipLineKind::bar_code, words_.say("slip.number"), content_.number.text());
        case SlipPart::found:
        case SlipPart::lane:
        case SlipPart::keeps_until:
        case SlipPart::reserved:
            return; // of the left-behind log's label
        }
    }

    bool is_given() const { return content_.cancels.empty(); }
    // Else nothing goes over the counter with it: what it cancels, a letter, a voucher.
    bool hands_over() const {
        return is_given() && content_.offer.remedy != Remedy::apology && content_.offer.remedy != Remedy::voucher;
    }
    bool is_letter() const { return is_given() && content_.offer.remedy == Remedy::apology; }

    void goods() {
        const auto& offer = content_.offer;
        const auto* given = content_.is_owed ? "slip.to_fetch" : "slip.given";
        if (offer.instead) {
            auto other = content_.items.front();
            other.name = offer.instead->name;
            other.code = offer.instead->code;
            other.kept_at.reset();
            items(given, {other}, content_.is_owed);
        }
        auto own = content_.items;
        own.front().quantity = offer.weighs.value_or(own.front().quantity);
        items(offer.instead ? "slip.instead_of" : given, own, content_.is_owed && !offer.instead);
    }

    void goods_concerned() {
        if (content_.complaint != Complaint::service)
            items("slip.for", content_.items);
    }

    void amount() {
        const auto remedy = content_.offer.remedy;
        if (!is_goods(remedy) && remedy != Remedy::apology)
            pair("slip.amount", words_.show(content_.value));
    }

    void because() {
        if (is_given() && !(is_letter() && content_.complaint == Complaint::service))
            pair("slip.because", words_.say(complaint_of(content_)));
    }

    const char* explanation() const {
        const auto& offer = content_.offer;
        if (!is_given())
            return "slip.cancelled_explained";
        if (is_letter())
            return content_.complaint == Complaint::service ? "slip.sorry" : "slip.sorry_for_goods";
        if (!is_goods(offer.remedy))
            return is_money(offer.remedy) ? "slip.pay_out" : "slip.voucher";
        return offer.promised_for ? "slip.promise" : content_.is_owed ? "slip.brought" : "slip.paid";
    }

    void receipt() {
        if (!content_.bought_at)
            return;
        pair("slip.receipt", text::plain(content_.receipt_number));
        pair("slip.bought", words_.dates().long_date_time(*content_.bought_at));
    }

    void own_sentence(const std::string& sentence) {
        if (!sentence.empty())
            line(SlipLineKind::text, sentence);
    }

    // One below the other, the first beside what is said of them all.
    void items(std::string_view key, const std::vector<SlipItem>& all, bool to_fetch = false) {
        for (const auto& item : all) {
            line(SlipLineKind::pair, &item == &all.front() ? words_.say(key) : std::string(), in_words(item));
            if (!to_fetch)
                continue;
            pair("slip.code", text::plain(item.code.text()));
            if (!content_.offer.promised_for)
                pair("slip.fetch_from", item.kept_at ? text::plain(text::place_in_words(*item.kept_at, words_))
                                                     : words_.say("slip.shelf"));
        }
    }
    std::string in_words(const SlipItem& item) const {
        return words_.say("goods.one", {{"quantity", text::in_unit(item.quantity, item.unit, words_)},
                                        {"item", text::plain(item.name)}});
    }
    void line(SlipLineKind kind, std::string text, std::string value = {}) {
        slip_.lines.push_back({kind, std::move(text), std::move(value)});
    }
    void pair(std::string_view key, std::string value) { line(SlipLineKind::pair, words_.say(key), std::move(value)); }

    const SlipContent& content_;
    const text::Words& words_;
    SlipDocument slip_;
};

} // namespace

SlipDocument for_practice(SlipDocument page, const text::Words& words) {
    const SlipLine mark{SlipLineKind::title, words.say("slip.practice"), {}};
    page.lines.insert(page.lines.begin(), mark);
    page.lines.push_back(mark);
    return page;
}

SlipDocument SlipWords::write(const SlipContent& content) const {
    const auto& words = content.language == Language::english ? english_ : persian_;
    auto slip = SlipLines(content, words).write(templates_.of(paper_of(content)));
    return practice_ ? for_practice(std::move(slip), words) : slip;
}

} // namespace makegood
