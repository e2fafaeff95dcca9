#include "drivers/event_queue.hpp"

#include "tests/support/catch.hpp"

#include <atomic>
#include <thread>
#include <vector>

using namespace makegood::drivers;

TEST_CASE("events come out in order and each post wakes the reader", "[queue]") {
    int woken = 0;
    EventQueue<int> queue(8, [&] { ++woken; });
    CHECK_FALSE(queue.take());
    CHECK(queue.post(1));
    CHECK(queue.post(2));
    CHECK(woken == 2);
    CHECK(queue.take() == 1);
    CHECK(queue.take() == 2);
    CHECK_FALSE(queue.take());
}

TEST_CASE("a full queue refuses, counts, and takes again when there is room", "[queue]") {
    EventQueue<int> queue(2, [] {});
    CHECK(queue.post(1));
    CHECK(queue.post(2));
    CHECK_FALSE(queue.post(3));
    CHECK_FALSE(queue.post(4));
    CHECK(queue.refused() == 2);
    CHECK(queue.take() == 1);
    CHECK(queue.post(5));
    CHECK(queue.take() == 2);
    CHECK(queue.take() == 5);
}

TEST_CASE("posting when there is room loses nothing between threads", "[queue]") {
    constexpr int each = 2000;
    EventQueue<int> queue(3, [] {});
    std::vector<int> taken;
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 2; ++writer)
            writers.emplace_back([&queue, writer](const std::stop_token& stop) {
                for (int i = 0; i < each; ++i)
                    queue.post_when_room(writer * each + i, stop);
            });
        while (taken.size() < 2 * each)
            if (const auto event = queue.take())
                taken.push_back(*event);
            else
                std::this_thread::yield();
    }
    int last[2] = {-1, each - 1};
    for (const int event : taken) {
        int& before = last[event / each];
        CHECK(event == before + 1);
        before = event;
    }
    CHECK(queue.refused() == 0);
}

TEST_CASE("a stop request ends the wait for room", "[queue]") {
    EventQueue<int> queue(1, [] {});
    REQUIRE(queue.post(1));
    std::atomic<bool> taken = true;
    {
        std::jthread writer([&](const std::stop_token& stop) { taken = queue.post_when_room(2, stop); });
    }
    CHECK_FALSE(taken);
    CHECK(queue.refused() == 1);
}
