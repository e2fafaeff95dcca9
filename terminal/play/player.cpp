#include "terminal/play/player.hpp"

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "terminal/application/appearances.hpp"
#include "terminal/demo/demo_shop.hpp"
#include "terminal/json/json.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/voice/narrator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <thread>

namespace makegood {

namespace {

using namespace std::chrono_literals;

constexpr auto longest_wait = 20s; // of real time, for threads and devices to come to rest
constexpr int customer_width_px = 800;
constexpr int customer_height_px = 480;
constexpr std::int64_t between_steps_ms = 350;
constexpr std::string_view headline_word = "{headline}";

// Scripts are written without the marks that keep a value from turning the words around it.
std::string without_isolates(const std::string& utf8) {
    std::string text;
    for (const char32_t letter : text::decode(utf8).code_points)
        if (!text::is_isolate(letter))
            text::append(text, letter);
    return text;
}

// Another stretch of chance for each state of the journal, so that a second script in the same folder makes new ids.
std::uint64_t chance_of(const PlayOptions& options, const ProgramFolders& folders) {
    const auto reader = storage::StorageReader::open({options.data, folders.schema()});
    const auto check = reader ? (*reader)->verify("") : storage::Stored<storage::JournalCheck>({});
    return options.seed + (check ? static_cast<std::uint64_t>(check->events) * 1'000 : 0);
}

bool looks_back(const Verb& verb) {
    return std::holds_alternative<ExpectNode>(verb) || std::holds_alternative<ExpectSignal>(verb) ||
           std::holds_alternative<ExpectSaid>(verb) || std::holds_alternative<ExpectStill>(verb) ||
           std::holds_alternative<TakeShot>(verb) || std::holds_alternative<ShowTree>(verb);
}

// Lets the player sleep until any thread of the kiosk has something for it.
class Bell {
  public:
    void ring() {
        {
            const std::lock_guard lock(mutex_);
            rung_ = true;
        }
        heard_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        heard_.wait_for(lock, 20ms, [&] { return rung_; });
        rung_ = false;
    }

  private:
    std::mutex mutex_;
    std::condition_variable heard_;
    bool rung_ = false;
};

class Player {
  public:
    Player(const PlayOptions& options, const ProgramFolders& folders,
           const std::function<void(const std::string&)>& print)
        : options_(options), folders_(folders), print_(print), clock_(options.clock),
          desk_randomness_(chance_of(options, folders)), screen_randomness_(chance_of(options, folders) + 1) {}

    Result<PlaySummary> play(const std::vector<Step>& steps);

  private:
    using Outcome = Expected<void, std::string>;

    Result<void> open();
    bool settle();
    void draw();
    void listen();
    void rest();
    void collect_papers();
    void wait_out_the_scanner(const std::string& label);
    void check_frame(ui::Window& window);
    ui::Window& window_of(std::string_view key) { return key.starts_with("customer") ? *customer_ : *window_; }
    const ui::Node* scroll_to(const std::string& key);
    Expected<ui::Node, std::string> reach(const std::string& key);
    void write_summary();

    Outcome perform(const ScanLabel& scan);
    Outcome perform(const TapNode& tap);
    Outcome perform(const HoldNode& hold);
    Outcome perform(const LiftFinger&);
    Outcome perform(const TypeText& type);
    Outcome perform(const PressKey& press);
    Outcome perform(const ExpectNode& expect);
    Outcome perform(const ExpectSignal& expect);
    Outcome perform(const ExpectSaid& expect);
    Outcome perform(const ExpectStill& expect);
    Outcome perform(const AdvanceClock& advance);
    Outcome perform(const TakeShot& shot);
    Outcome perform(const ShowTree&);
    Outcome perform(const ShowGallery& show);
    Outcome perform(const TouchDevice& touch);
    Outcome perform(const PullCable& pull);

    const PlayOptions& options_;
    const ProgramFolders& folders_;
    const std::function<void(const std::string&)>& print_;
    ScriptClock clock_;
    SeededRandomness desk_randomness_;
    SeededRandomness screen_randomness_;
    Bell bell_;
    std::unique_ptr<Application> application_;
    std::unique_ptr<ui::Window> window_;
    std::unique_ptr<ui::Window> customer_; // the customer's own: keys and shots that begin with "customer"
    Appearances appearances_;
    std::optional<ui::gallery::Page> gallery_page_; // shown in place of the kiosk
    ui::gallery::State gallery_;
    struct Finger {
        ui::Window* window;
        ui::Release where;
    };
    std::optional<Finger> finger_; // held down
    KeystrokeLevel counter_;
    PlaySummary summary_;
    int shots_ = 0;
    std::vector<ui::Signal> signals_; // of the last step that did something, as what was said
    std::vector<std::string> said_;
    std::optional<ui::Narrator> narrator_; // while reading aloud
    std::string last_label_;
    std::chrono::steady_clock::time_point last_scan_{};
    std::string headline_; // number of the demo shop's receipt that `scan {headline}` means
};

Result<void> Player::open() {
    const auto& folders = folders_;
    std::error_code error;
    std::filesystem::create_directories(options_.shots, error);
    if (error)
        return refused(Error{"make", options_.shots.string(), error.message()});
    auto application =
        Application::open({.data = options_.data,
                           .config = options_.config,
                           .language = options_.language,
                           .theme = options_.theme,
                           .text_percent = options_.text_percent,
                           .simulate = true,
                           .first_run = options_.first_run,
                           .seed = options_.seed},
                          folders, {clock_, desk_randomness_, screen_randomness_}, [this] { bell_.ring(); });
    if (!application)
        return refused(application.error());
    application_ = std::move(*application);

    auto appearances = Appearances::load(folders.themes(), 0);
    if (!appearances)
        return refused(appearances.error());
    appearances_ = std::move(*appearances);
    auto window = ui::Window::open(
        {.title = "Makegood", .width_px = options_.width_px, .height_px = options_.height_px, .headless = true},
        appearances_.of(application_->kiosk().state()), application_->typesetter());
    if (!window)
        return refused(Error{"open", "the window", window.error()});
    window_ = std::move(*window);

    auto customer = ui::Window::open(
        {.title = "Makegood", .width_px = customer_width_px, .height_px = customer_height_px, .headless = true},
        appearances_.beside(application_->kiosk().state()), application_->typesetter());
    if (!customer)
        return refused(Error{"open", "the customer's window", customer.error()});
    customer_ = std::move(*customer);

    headline_ = demo::headline_number(clock_.now());
    auto signed_in = application_->sign_in_demo_cashier(folders);
    application_->kiosk().resume();
    return signed_in;
}

void Player::draw() {
    auto& kiosk = application_->kiosk();
    window_->set_appearance(appearances_.of(kiosk.state()));
    const auto build = [&](ui::Kit& kit) {
        if (gallery_page_)
            return ui::gallery::draw(kit, application_->words(kiosk.state().language), gallery_, *gallery_page_);
        kiosk.build(kit);
        window_->set_appearance(appearances_.of(kiosk.state()));
    };
    if (window_->update(clock_.passed_ms(), build)) {
        check_frame(*window_);
        customer_->invalidate();
    }
    customer_->set_appearance(appearances_.beside(kiosk.state()));
    if (customer_->update(clock_.passed_ms(), [&](ui::Kit& kit) { kiosk.build_for_customer(kit); }))
        check_frame(*customer_);
    listen();
    if (const auto signal = application_->kiosk().take_signal())
        signals_.push_back(*signal);
}

void Player::listen() {
    const auto& state = application_->kiosk().state();
    if (!state.preferences.reads_aloud)
        return narrator_.reset();
    if (!narrator_)
        narrator_.emplace();
    for (auto& utterance : narrator_->listen(window_->tree(), application_->words(state.language)))
        said_.push_back(std::move(utterance.text));
}

void Player::collect_papers() {
    for (const auto& paper : application_->simulated().printer->take_papers()) {
        ++summary_.slips;
        const auto name = options_.shots / fmt::format("paper-{}", summary_.slips);
        std::ofstream(name.string() + ".bin", std::ios::binary)
            .write(reinterpret_cast<const char*>(paper.data()), static_cast<std::streamsize>(paper.size()));
        auto font = escpos::PaperFont::open(paper_font_file);
        const auto drawn =
            escpos::draw_paper(escpos::interpret(paper, drivers::tm_t88v_like_profile()), font ? &*font : nullptr);
        if (drawn)
            if (const auto written = escpos::write_png(*drawn, name.string() + ".png"); !written)
                summary_.errors.push_back(written.error());
        print_(fmt::format("  paper-{}.png", summary_.slips));
    }
}

// Pumps and draws until nothing is on its way. False when something still was after the longest wait.
bool Player::settle() {
    const auto deadline = std::chrono::steady_clock::now() + longest_wait;
    int quiet = 0;
    while (std::chrono::steady_clock::now() < deadline) {
        const bool any = application_->pump(clock_.passed_ms());
        if (any)
            window_->invalidate();
        draw();
        collect_papers();
        if (!any && application_->settled() && ++quiet >= 2)
            return true;
        if (any)
            quiet = 0;
        if (!any && !application_->settled())
            bell_.wait();
    }
    return false;
}

void Player::rest() {
    settle();
    clock_.advance(between_steps_ms);
    window_->invalidate();
    draw();
}

// What must hold on every frame (UX.md 6): each breach is told once.
void Player::check_frame(ui::Window& window) {
    for (auto& breach : ui::check_tree(window.tree(), window.kit().viewport()))
        if (std::ranges::find(summary_.errors, breach) == summary_.errors.end())
            summary_.errors.push_back(std::move(breach));
}

Player::Outcome Player::perform(const ScanLabel& scan) {
    counter_.scanned();
    wait_out_the_scanner(scan.label);
    const auto before = application_->scans();
    const auto sent = application_->simulated().scanner.scan(scan.label == headline_word ? headline_ : scan.label);
    if (!sent)
        return refused(sent.error().text());
    const auto deadline = std::chrono::steady_clock::now() + longest_wait;
    while (application_->scans() == before && std::chrono::steady_clock::now() < deadline) {
        bell_.wait();
        application_->pump(clock_.passed_ms());
    }
    if (application_->scans() == before)
        return refused(std::string("the label did not arrive"));
    window_->invalidate();
    return {};
}

// The scanner's driver drops a label that comes twice within 300 ms of real time, which no script's clock moves.
void Player::wait_out_the_scanner(const std::string& label) {
    if (label == last_label_)
        std::this_thread::sleep_until(last_scan_ + 320ms);
    last_label_ = label;
    last_scan_ = std::chrono::steady_clock::now();
}

// A list has only the rows near those in sight: turns the wheel over it, from the top down, until the key comes.
const ui::Node* Player::scroll_to(const std::string& key) {
    const auto in_list = [](const ui::Node& node) {
        return node.role == ui::Role::row && !node.scroll.empty() && !node.pixels.empty();
    };
    const auto row = std::ranges::find_if(window_->tree(), in_list);
    if (row == window_->tree().end())
        return nullptr;
    const auto x = static_cast<float>(row->pixels.left + row->pixels.width / 2);
    const auto y = static_cast<float>(row->pixels.top + row->pixels.height / 2);
    std::string last;
    for (float steps = 1e6f;; steps = -2) {
        window_->inject(ui::Wheel{x, y, steps});
        rest();
        if (const auto* node = ui::find(window_->tree(), key))
            return node;
        auto seen = ui::describe(window_->tree());
        if (seen == last)
            return nullptr;
        last = std::move(seen);
    }
}

// Where a finger can touch the node, scrolled into sight.
Expected<ui::Node, std::string> Player::reach(const std::string& key) {
    auto& window = window_of(key);
    const auto* node = ui::find(window.tree(), key);
    if (!node && &window == window_.get())
        node = scroll_to(key);
    if (node && node->pixels.empty()) {
        window.kit().reveal(key);
        rest();
        node = ui::find(window.tree(), key);
    }
    if (!node)
        return refused(fmt::format("there is no '{}' on the screen", key));
    if (node->covered)
        return refused(fmt::format("'{}' lies under a sheet", key));
    if (!node->enabled)
        return refused(fmt::format("'{}' is disabled: {}", key, node->reason));
    if (node->pixels.empty() || !ui::can_be_activated(node->role))
        return refused(fmt::format("'{}' cannot be tapped", key));
    if (&window == window_.get())
        counter_.tapped(key);
    return *node;
}

Player::Outcome Player::perform(const TapNode& tap) {
    const auto node = reach(tap.key);
    if (!node)
        return refused(node.error());
    for (auto& event : ui::tap(*node))
        window_of(tap.key).inject(event);
    return {};
}

Player::Outcome Player::perform(const HoldNode& hold) {
    const auto node = reach(hold.key);
    if (!node)
        return refused(node.error());
    const auto press = std::get<ui::Press>(ui::tap(*node)[0]);
    auto& window = window_of(hold.key);
    window.inject(press);
    finger_ = Finger{&window, {press.x, press.y}};
    return {};
}

Player::Outcome Player::perform(const LiftFinger&) {
    if (!finger_)
        return refused(std::string("nothing is pressed"));
    const auto finger = *std::exchange(finger_, std::nullopt);
    finger.window->inject(finger.where);
    return {};
}

// Digits are the keyboard's own keys, which a keypad on the screen takes too; a field takes the letters.
Player::Outcome Player::perform(const TypeText& type) {
    const auto letters = text::decode(type.text);
    counter_.typed(letters.code_points.size());
    const bool in_field = window_->kit().wants_text();
    for (std::size_t i = 0; i < letters.code_points.size(); ++i) {
        const auto letter = letters.code_points[i];
        if (!in_field && letter >= U'0' && letter <= U'9')
            window_->inject(ui::KeyPress{.key = ui::Key::digit, .digit = static_cast<int>(letter - U'0')});
        else
            window_->inject(
                ui::TypedText{type.text.substr(letters.offsets[i], letters.offsets[i + 1] - letters.offsets[i])});
        draw();
    }
    return {};
}

Player::Outcome Player::perform(const PressKey& press) {
    struct Name {
        std::string_view name;
        ui::Key key;
    };
    static constexpr Name names[] = {{"enter", ui::Key::enter}, {"escape", ui::Key::escape},
                                     {"tab", ui::Key::tab},     {"backspace", ui::Key::backspace},
                                     {"up", ui::Key::up},       {"down", ui::Key::down},
                                     {"left", ui::Key::left},   {"right", ui::Key::right},
                                     {"f1", ui::Key::f1},       {"f2", ui::Key::f2},
                                     {"f4", ui::Key::f4},       {"f8", ui::Key::f8}};
    for (const auto& known : names)
        if (known.name == press.name) {
            counter_.pressed_key();
            window_->inject(ui::KeyPress{.key = known.key});
            return {};
        }
    return refused(fmt::format("there is no key '{}'", press.name));
}

Player::Outcome Player::perform(const ExpectNode& expect) {
    const auto* node = ui::find(window_of(expect.key).tree(), expect.key);
    if (expect.state == ExpectNode::State::absent)
        return node ? Outcome(refused(fmt::format("'{}' is there: \"{}\"", expect.key, node->label))) : Outcome();
    if (!node)
        return refused(fmt::format("there is no '{}' on the screen", expect.key));
    if (expect.label && without_isolates(node->label) != without_isolates(*expect.label))
        return refused(fmt::format("'{}' says \"{}\"", expect.key, node->label));
    if (expect.value && without_isolates(node->value) != without_isolates(*expect.value))
        return refused(fmt::format("'{}' has the value \"{}\"", expect.key, node->value));
    if (expect.state == ExpectNode::State::enabled && !node->enabled)
        return refused(fmt::format("'{}' is disabled: {}", expect.key, node->reason));
    if (expect.state == ExpectNode::State::disabled && node->enabled)
        return refused(fmt::format("'{}' is enabled", expect.key));
    if (expect.state == ExpectNode::State::selected && !node->selected)
        return refused(fmt::format("'{}' is not selected", expect.key));
    if (expect.state == ExpectNode::State::busy && !node->busy)
        return refused(fmt::format("'{}' is not busy", expect.key));
    if (expect.state == ExpectNode::State::focused && !node->focused)
        return refused(fmt::format("'{}' does not have the focus", expect.key));
    return {};
}

Player::Outcome Player::perform(const ExpectSignal& expect) {
    if (expect.signal ? std::ranges::find(signals_, *expect.signal) != signals_.end() : signals_.empty())
        return {};
    std::string given;
    for (const auto signal : signals_)
        given += fmt::format(" {}", name(signal));
    return refused(given.empty() ? "there was no signal" : "there was" + given);
}

Player::Outcome Player::perform(const ExpectSaid& expect) {
    if (expect.text.empty() ? said_.empty() : std::ranges::find(said_, expect.text) != said_.end())
        return {};
    return refused(said_.empty() ? "nothing was said" : fmt::format("\"{}\" was said", fmt::join(said_, "\", \"")));
}

// Second by second, as the kiosk's loop would wake for whatever a thread posts or a frame has asked for.
Player::Outcome Player::perform(const ExpectStill& expect) {
    const auto frames = [&] { return window_->frames_shown() + customer_->frames_shown(); };
    const auto shown = frames();
    for (auto left_ms = expect.ms; left_ms > 0; left_ms -= 1'000) {
        clock_.advance(std::min<std::int64_t>(left_ms, 1'000));
        if (application_->pump(clock_.passed_ms()))
            window_->invalidate();
        draw();
        if (frames() != shown)
            return refused(fmt::format("a frame was drawn with {} ms left", left_ms));
    }
    return {};
}

Player::Outcome Player::perform(const AdvanceClock& advance) {
    clock_.advance(advance.ms);
    window_->invalidate();
    return {};
}

Player::Outcome Player::perform(const TakeShot& shot) {
    const auto image = window_of(shot.name).shot();
    if (!image)
        return refused(image.error());
    const auto name = fmt::format("{:02}-{}.png", ++shots_, shot.name);
    const auto written = ui::write_png(*image, options_.shots / name);
    if (!written)
        return refused(written.error());
    print_("  " + name);
    return {};
}

Player::Outcome Player::perform(const ShowTree&) {
    print_(ui::describe(window_->tree()) + ui::describe(customer_->tree()));
    return {};
}

Player::Outcome Player::perform(const ShowGallery& show) {
    gallery_page_ = show.page;
    gallery_ = {};
    window_->invalidate();
    return {};
}

Player::Outcome Player::perform(const TouchDevice& touch) {
    auto& devices = application_->simulated();
    auto& printer = *devices.printer;
    using What = TouchDevice::What;
    switch (touch.what) {
    case What::paper_ok:
        printer.set_paper(drivers::PaperState::ok);
        break;
    case What::paper_near_end:
        printer.set_paper(drivers::PaperState::near_end);
        break;
    case What::paper_end:
        printer.set_paper(drivers::PaperState::end);
        break;
    case What::cover_open:
        printer.set_cover(drivers::CoverState::open);
        break;
    case What::cover_closed:
        printer.set_cover(drivers::CoverState::closed);
        break;
    case What::printer_unplug:
        printer.unplug();
        break;
    case What::printer_plug:
        printer.plug_in_again();
        break;
    case What::scanner_unplug:
        devices.scanner.unplug();
        break;
    case What::scanner_plug:
        if (const auto plugged = devices.scanner.plug_in_again(); !plugged)
            return refused(plugged.error().text());
        break;
    }
    // The driver notices by itself; what it says then is part of the next step's settling.
    const auto before = application_->status_updates();
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (application_->status_updates() == before && std::chrono::steady_clock::now() < deadline) {
        bell_.wait();
        application_->pump(clock_.passed_ms());
    }
    window_->invalidate();
    return {};
}

Player::Outcome Player::perform(const PullCable& pull) {
    application_->simulated().printer->unplug_after(pull.after_bytes);
    return {};
}

void Player::write_summary() {
    std::ofstream(options_.shots / "summary.json") << json_of(summary_).text() << '\n';
}

Result<PlaySummary> Player::play(const std::vector<Step>& steps) {
    if (const auto opened = open(); !opened)
        return refused(opened.error());
    // Devices come up by themselves; a scan before its line is open would be lost.
    const auto deadline = std::chrono::steady_clock::now() + longest_wait;
    while (!application_->devices_ready() && std::chrono::steady_clock::now() < deadline) {
        bell_.wait();
        application_->pump(clock_.passed_ms());
    }
    rest();
    for (const auto& step : steps) {
        if (!looks_back(step.verb))
            signals_.clear(), said_.clear();
        const auto outcome = std::visit([&](const auto& verb) { return perform(verb); }, step.verb);
        print_(fmt::format("{} {}", outcome ? "ok  " : "FAIL", step.text));
        if (!outcome) {
            summary_.errors.push_back(fmt::format("line {}: {}: {}", step.line, step.text, outcome.error()));
            print_("  " + outcome.error());
            break;
        }
        rest();
    }
    settle();
    collect_papers();
    summary_.interactions = counter_.interactions();
    summary_.klm_seconds = counter_.seconds();
    summary_.cases = application_->count_cases();
    write_summary();
    return summary_;
}

} // namespace

Json json_of(const PlaySummary& summary) {
    return Json::object({{"interactions", summary.interactions},
                         {"klm_seconds", summary.klm_seconds},
                         {"slips", summary.slips},
                         {"cases", summary.cases},
                         {"errors", Json::array({summary.errors.begin(), summary.errors.end()})}});
}

Result<PlaySummary> play(const std::vector<Step>& steps, const PlayOptions& options, const ProgramFolders& folders,
                         const std::function<void(const std::string&)>& print) {
    return Player(options, folders, print).play(steps);
}

} // namespace makegood
