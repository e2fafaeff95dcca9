#include "terminal/feeds/import_file.hpp"

#include "terminal/feeds/csv_import.hpp"
#include "terminal/feeds/input_file.hpp"
#include "terminal/feeds/json_lines_import.hpp"
#include "terminal/feeds/poslog_import.hpp"

#include <array>
#include <string_view>

namespace makegood::feeds {

namespace {

// Gives back the bytes that were read to see what the file is, then the rest.
class PeekedSource : public ByteSource {
  public:
    explicit PeekedSource(ByteSource& source) : source_(source) {}

    Expected<std::string_view, FeedError> first_bytes() {
        while (size_ < first_.size()) {
            const auto count = source_.read(std::span(first_).subspan(size_));
            if (!count)
                return refused(count.error());
            if (*count == 0)
                break;
            size_ += *count;
        }
        return std::string_view(first_.data(), size_);
    }
    Expected<std::size_t, FeedError> read(std::span<char> buffer) override {
        if (at_ == size_)
            return source_.read(buffer);
        const auto count = std::string_view(first_.data() + at_, size_ - at_).copy(buffer.data(), buffer.size());
        at_ += count;
        return count;
    }

  private:
    ByteSource& source_;
    std::array<char, 512> first_{};
    std::size_t size_ = 0;
    std::size_t at_ = 0;
};

// The first character of the text; XML may be UTF-16, where a mark comes before it and one byte of it is zero.
char first_letter(std::string_view first) {
    constexpr std::string_view before_text("\xEF\xBB\xBF\xFF\xFE \t\r\n\0", 10);
    const auto start = first.find_first_not_of(before_text);
    return start == first.npos ? '\0' : first[start];
}

// What a tap wrote beside a paper that it could not keep whole.
bool has_gaps_beside(std::filesystem::path paper) {
    std::error_code ignored;
    return paper.extension() == ".escpos" && std::filesystem::exists(paper.replace_extension(".gaps"), ignored);
}

void import_source(ByteSource& file, const FeedMap* map, const CapturedPapers* papers, bool has_gaps,
                   const std::filesystem::path& names_folder, ReceiptSink& sink, const OnReject& on_reject,
                   ImportReport& report) {
    PeekedSource source(file);
    const auto first = source.first_bytes();
    if (!first) {
        report.failure = first.error();
    } else if (first->empty()) {
        report.failure = FeedError{.code = std::string(failure::empty_file), .file = report.file};
    } else if (papers && is_capture_name(report.file)) {
        import_capture(source, *papers, has_gaps, sink, on_reject, report);
    } else if (first_letter(*first) == '<') {
        import_poslog(source, sink, on_reject, report);
    } else if (first_letter(*first) == '{') {
        import_json_lines(source, sink, on_reject, report);
    } else if (!map) {
        report.failure = FeedError{.code = std::string(failure::map_needed), .file = report.file};
    } else {
        std::unique_ptr<ByteSource> names;
        if (map->names)
            if (auto opened = open_input_file(names_folder / map->names->file))
                names = std::move(*opened);
        import_csv(source, *map, names.get(), sink, on_reject, report);
    }
}

ImportReport import_opened(Expected<std::unique_ptr<ByteSource>, FeedError> file, std::string name, const FeedMap* map,
                           const CapturedPapers* papers, bool has_gaps, const std::filesystem::path& names_folder,
                           ReceiptSink& sink, const OnReject& on_reject, const Stopwatch& stopwatch) {
    ImportReport report;
    report.file = std::move(name);
    const double begun = stopwatch();
    if (file)
        import_source(**file, map, papers, has_gaps, names_folder, sink, on_reject, report);
    else
        report.failure = file.error();
    report.seconds = stopwatch() - begun;
    return report;
}

} // namespace

ImportReport import_file(const std::filesystem::path& path, const FeedMap* map, ReceiptSink& sink,
                         const ImportListeners& listeners, const Stopwatch& stopwatch, const CapturedPapers* papers) {
    return import_opened(open_input_file(path, listeners.on_bytes_read), path.string(), map, papers,
                         has_gaps_beside(path), path.parent_path(), sink, listeners.on_reject, stopwatch);
}

ImportReport import_open_file(drivers::FileDescriptor descriptor, const std::string& name, const FeedMap* map,
                              const std::filesystem::path& names_folder, ReceiptSink& sink,
                              const ImportListeners& listeners, const Stopwatch& stopwatch,
                              const CapturedPapers* papers, bool has_gaps) {
    return import_opened(open_input_file(std::move(descriptor), name, listeners.on_bytes_read), name, map, papers,
                         has_gaps, names_folder, sink, listeners.on_reject, stopwatch);
}

} // namespace makegood::feeds
