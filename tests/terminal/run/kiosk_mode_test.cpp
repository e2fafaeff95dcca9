#include "terminal/run/screen_rest.hpp"
#include "terminal/run/service_manager.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace makegood {

namespace {

// The service manager's end: a real socket, named in the environment as systemd names it.
class ManagerSocket {
  public:
    explicit ManagerSocket(const char* watchdog_us) {
        const auto path = (folder_.path() / "notify").string();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        REQUIRE(path.size() < sizeof address.sun_path);
        std::memcpy(address.sun_path, path.c_str(), path.size());
        REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        setenv("NOTIFY_SOCKET", path.c_str(), 1);
        if (watchdog_us)
            setenv("WATCHDOG_USEC", watchdog_us, 1);
        setenv("WATCHDOG_PID", "1", 1); // of xinit, which starts the kiosk
    }
    ~ManagerSocket() {
        unsetenv("NOTIFY_SOCKET");
        unsetenv("WATCHDOG_USEC");
        unsetenv("WATCHDOG_PID");
        close(socket_);
    }
    // The next message, empty when there is none.
    std::string heard() const {
        char message[256];
        const auto size = recv(socket_, message, sizeof message, MSG_DONTWAIT);
        return size > 0 ? std::string(message, static_cast<std::size_t>(size)) : std::string();
    }

  private:
    storage::TemporaryFolder folder_;
    int socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
};

} // namespace

TEST_CASE("systemd hears that the kiosk is ready and that its loop goes round, at twice the asked pace", "[run]") {
    const ManagerSocket manager("10000000");
    ServiceManager service;
    service.ready();
    CHECK(manager.heard() == "READY=1");
    service.alive(100);
    CHECK(manager.heard() == "WATCHDOG=1");
    CHECK(service.due_ms() == 5'100);
    service.alive(5'099);
    CHECK(manager.heard().empty());
    service.alive(5'100);
    CHECK(manager.heard() == "WATCHDOG=1");
}

TEST_CASE("without a watchdog the loop is not woken, without a manager nothing is said", "[run]") {
    {
        const ManagerSocket manager(nullptr);
        ServiceManager service;
        service.alive(100);
        CHECK(manager.heard().empty());
        CHECK_FALSE(service.due_ms());
    }
    ServiceManager alone;
    alone.ready();
    alone.alive(100);
    CHECK_FALSE(alone.due_ms());
}

TEST_CASE("the screen goes dark after its time, and what wakes it is known to be only that", "[run]") {
    ScreenRest rest(600'000);
    CHECK(rest.due_ms(0) == 600'000);
    CHECK_FALSE(rest.touched(10'000));
    CHECK(rest.due_ms(10'000) == 610'000);
    CHECK_FALSE(rest.dark(609'999));
    CHECK(rest.dark(610'000));
    CHECK_FALSE(rest.due_ms(700'000));
    CHECK(rest.touched(700'000));
    CHECK_FALSE(rest.dark(700'000));
    CHECK_FALSE(rest.touched(700'001));

    ScreenRest never(0);
    CHECK_FALSE(never.dark(1'000'000'000));
    CHECK_FALSE(never.due_ms(0));
}

} // namespace makegood
