#include "terminal/feeds/poslog_reader.hpp"

#include <array>
#include <cassert>
#include <expat.h>
#include <memory>
#include <string>

namespace makegood::feeds {

namespace {

// Expat keeps a whole token in memory; a tag that is larger than a transaction may be is stopped here.
constexpr std::uint64_t longest_token_bytes = transaction_bytes;
constexpr char namespace_separator = '\x1F'; // no name can contain it

std::string_view local_name(std::string_view name) {
    const auto at = name.rfind(namespace_separator);
    return at == name.npos ? name : name.substr(at + 1);
}

class PoslogReader {
  public:
    explicit PoslogReader(const PoslogEvents& events)
        : events_(events), parser_(XML_ParserCreateNS(nullptr, namespace_separator), XML_ParserFree) {
        assert(parser_);
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &PoslogReader::on_start, &PoslogReader::on_end);
        XML_SetCharacterDataHandler(parser_.get(), &PoslogReader::on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), &PoslogReader::on_doctype);
    }

    std::optional<FeedError> read(ByteSource& source) {
        std::array<char, 16 * 1024> buffer{};
        while (!stopped_) {
            const auto count = source.read(buffer);
            if (!count) {
                lose_open_transaction();
                return count.error();
            }
            fed_ += *count;
            const bool last = *count == 0;
            if (XML_Parse(parser_.get(), buffer.data(), static_cast<int>(*count), last) == XML_STATUS_ERROR)
                break_off(last);
            else if (fed_ - here() > longest_token_bytes)
                fail(failure::xml_token_too_long, "");
            if (last)
                break;
        }
        return error_;
    }

  private:
    static PoslogReader& self(void* data) { return *static_cast<PoslogReader*>(data); }
    static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        self(data).start(local_name(name), attributes);
    }
    static void on_end(void* data, const XML_Char*) { self(data).end(); }
    static void on_text(void* data, const XML_Char* text, int size) {
        self(data).text({text, static_cast<std::size_t>(size)});
    }
    static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        self(data).fail(failure::dtd_refused, "");
    }

    void start(std::string_view name, const XML_Char** attributes) {
        if (stopped_)
            return;
        ++depth_;
        if (depth_ == 1 && name != "POSLog")
            return fail(failure::not_poslog, std::string(name));
        if (depth_ > xml_depth)
            return fail(failure::xml_too_deep, "");
        const bool begins = depth_ == 2 && name == "Transaction";
        if (begins)
            begin_transaction();
        if (!open_ || too_large())
            return;
        ++elements_;
        XmlElement element;
        element.name = name;
        element.line = XML_GetCurrentLineNumber(parser_.get());
        element.column = XML_GetCurrentColumnNumber(parser_.get()) + 1;
        for (; *attributes; attributes += 2)
            element.attributes.emplace_back(local_name(attributes[0]), attributes[1]);
        path_.push_back(std::move(element));
    }

    void end() {
        if (stopped_)
            return;
        --depth_;
        if (!open_)
            return;
        const bool lost = too_large();
        if (depth_ == 1) {
            open_ = false;
            if (lost)
                events_.lost(line_, column_, true);
            else if (!events_.transaction(path_.back()))
                stop();
            path_.clear();
        } else if (!lost) {
            XmlElement element = std::move(path_.back());
            path_.pop_back();
            path_.back().children.push_back(std::move(element));
        }
    }

    void text(std::string_view text) {
        if (!stopped_ && open_ && !too_large())
            path_.back().text += text;
    }

    void begin_transaction() {
        open_ = true;
        too_large_ = false;
        elements_ = 0;
        begun_at_ = here();
        line_ = XML_GetCurrentLineNumber(parser_.get());
        column_ = XML_GetCurrentColumnNumber(parser_.get()) + 1;
    }

    // Once true it stays so until the transaction ends, and what was gathered is let go.
    bool too_large() {
        if (!too_large_ && (here() - begun_at_ > transaction_bytes || elements_ >= transaction_elements)) {
            too_large_ = true;
            path_.clear();
        }
        return too_large_;
    }

    void break_off(bool at_end) {
        if (stopped_)
            return;
        const auto code = XML_GetErrorCode(parser_.get());
        fail(at_end ? failure::xml_half_written : failure::xml_broken, XML_ErrorString(code));
    }

    void fail(std::string_view code, std::string detail) {
        error_ = FeedError{.code = std::string(code),
                           .line = XML_GetCurrentLineNumber(parser_.get()),
                           .column = XML_GetCurrentColumnNumber(parser_.get()) + 1,
                           .byte = here(),
                           .detail = std::move(detail)};
        lose_open_transaction();
        stop();
    }
    void lose_open_transaction() {
        if (open_)
            events_.lost(line_, column_, false);
        open_ = false;
    }
    void stop() {
        stopped_ = true;
        XML_StopParser(parser_.get(), XML_FALSE);
    }
    std::uint64_t here() const {
        const auto at = XML_GetCurrentByteIndex(parser_.get());
        return at < 0 ? 0 : static_cast<std::uint64_t>(at);
    }

    const PoslogEvents& events_;
    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
    std::optional<FeedError> error_;
    std::vector<XmlElement> path_; // from the Transaction to the element that is open
    std::size_t depth_ = 0;
    bool stopped_ = false;
    bool open_ = false; // inside a Transaction
    bool too_large_ = false;
    std::uint64_t elements_ = 0;
    std::uint64_t begun_at_ = 0;
    std::uint64_t line_ = 0;
    std::uint64_t column_ = 0;
    std::uint64_t fed_ = 0;
};

} // namespace

std::optional<FeedError> read_poslog(ByteSource& source, const PoslogEvents& events) {
    return PoslogReader(events).read(source);
}

} // namespace makegood::feeds
