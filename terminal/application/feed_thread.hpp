#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/feeds/feed_watch.hpp"
#include "terminal/storage/storage_thread.hpp"

#include <thread>

namespace makegood {

// The watched folder on a thread of its own, which sleeps until a file comes and ends at once. Receipts go through the
// storage thread, slice by slice between what people ask.
class FeedThread {
  public:
    // `storage` and `news` outlive it; `words` are its own from now on.
    FeedThread(feeds::WatchedFeed feed, text::Words words, storage::StorageThread& storage,
               drivers::EventQueue<feeds::FeedNews>& news);
    FeedThread(const FeedThread&) = delete;
    FeedThread& operator=(const FeedThread&) = delete;

  private:
    feeds::WatchedFeed feed_;
    text::Words words_;
    std::jthread thread_;
};

} // namespace makegood
