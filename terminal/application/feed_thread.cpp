#include "terminal/application/feed_thread.hpp"

#include "terminal/feeds/storage_sink.hpp"

namespace makegood {

FeedThread::FeedThread(feeds::WatchedFeed feed, text::Words words, storage::StorageThread& storage,
                       drivers::EventQueue<feeds::FeedNews>& news)
    : feed_(std::move(feed)), words_(std::move(words)), thread_([this, &storage, &news](std::stop_token stop) {
          feeds::StorageThreadSink sink(storage, stop);
          feeds::watch_feed(feed_, words_, sink, sink, stop,
                            [&](feeds::FeedNews one) { news.post_when_room(std::move(one), stop); });
      }) {}

} // namespace makegood
