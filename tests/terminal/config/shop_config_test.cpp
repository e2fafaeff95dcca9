#include "terminal/config/shop_config.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("the explained shop.toml is read as it stands") {
    const auto config = read_shop_config(MAKEGOOD_SOURCE_DIR "/assets/config/shop.toml");
    REQUIRE(config);
    CHECK(config->shop.name.english == "Corner Shop");
    CHECK(config->terminal == "lane-1");
    CHECK(config->business_unit.text() == "1");
    CHECK(config->shop.money == money_unit_named("EUR"));
    CHECK(config->preferences.language == Language::english);
    CHECK(config->scanners.empty());
    CHECK_FALSE(config->printer);
    CHECK_FALSE(config->feed);
    CHECK(config->policy.empty());
    CHECK(config->preferences.sound_volume == 70);
    CHECK(config->preferences == Preferences{});
    CHECK_FALSE(config->preferences.reduced_motion);
    CHECK_FALSE(config->preferences.reads_aloud);
    CHECK(config->rest_after_minutes == 15);
    CHECK(config->sign_out_after_minutes == 10);
    CHECK(config->customer_display == 0);
    CHECK(config->voice_rate == 175);
    CHECK(config->retention.keeps_everything());
}

TEST_CASE("what is kept for how long is said for every shop or for one") {
    const auto config = parse_shop_config("[retention]\nreceipts_days = 3650\npersonal_days = 365\n"
                                          "[[retention.shop]]\nbusiness_unit = \"S2\"\nreceipts_days = 730\n"
                                          "[[retention.shop]]\nbusiness_unit = \"S3\"\npersonal_days = 90\n",
                                          "shop.toml");
    REQUIRE(config);
    CHECK(config->retention.terms_of(BusinessUnitId("S1")) == RetentionTerms{3650, 365});
    CHECK(config->retention.terms_of(BusinessUnitId("S2")) == RetentionTerms{730, 365});
    CHECK(config->retention.terms_of(BusinessUnitId("S3")) == RetentionTerms{3650, 90});

    const auto personal_only = parse_shop_config("[retention]\npersonal_days = 36500\n", "shop.toml");
    REQUIRE(personal_only);
    CHECK(personal_only->retention.usual == RetentionTerms{std::nullopt, 36'500});
}

TEST_CASE("sound, motion and voice have tables of their own", "[config]") {
    const auto config = parse_shop_config(
        "[sound]\nvolume = 0\n[screen]\nreduced_motion = true\n[voice]\non = true\nrate = 220\n", "shop.toml");
    REQUIRE(config);
    CHECK(config->preferences.sound_volume == 0);
    CHECK(config->preferences.reduced_motion);
    CHECK(config->preferences.reads_aloud);
    CHECK(config->voice_rate == 220);
}

TEST_CASE("devices are named by port and speed, and an unknown printer is safe") {
    const auto config = parse_shop_config("scanner = { port = \"/dev/ttyUSB0\" }\n"
                                          "printer = { port = \"/dev/ttyS0\", baud = 38400, profile = \"tm-t88v\" }\n"
                                          "policy = \"ours.toml\"\nlanguage = \"fa\"\n",
                                          "/shop/shop.toml");
    REQUIRE(config);
    CHECK(config->scanners.at(0).port.path == "/dev/ttyUSB0");
    CHECK(config->scanners.at(0).port.line.baud == 9600);
    CHECK(config->printer->line.baud == 38400);
    CHECK(config->printer_model == "tm-t88v");
    CHECK(config->printer_persian.empty());
    CHECK(config->policy == "/shop/ours.toml");
    CHECK(config->preferences.language == Language::persian);
    const auto unnamed = parse_shop_config("printer = { port = \"/dev/ttyS0\" }", "shop.toml");
    REQUIRE(unnamed);
    CHECK(unnamed->printer_model == "safe");
    CHECK_FALSE(unnamed->printer_profile.status);
    CHECK(unnamed->printer->line.flow_control == drivers::FlowControl::none);
}

TEST_CASE("a scanner that types like a keyboard is named by what it is", "[config]") {
    const auto config =
        parse_shop_config("scanner = [{ port = \"input:05f9:2214:A1234\", layout = \"fr\", suffix = \"none\" },\n"
                          "{ port = \"/dev/input/by-id/usb-Example-event-kbd\" }]\n",
                          "shop.toml");
    REQUIRE(config);
    REQUIRE(config->scanners.size() == 2);
    CHECK(config->scanners[0].layout == drivers::KeyLayout::fr);
    CHECK(config->scanners[0].frame_end == drivers::FrameEnd::idle);
    CHECK(config->scanners[1].layout == drivers::KeyLayout::us);
}

TEST_CASE("several scanners stand side by side", "[config]") {
    const auto config = parse_shop_config("scanner = [{ port = \"/dev/ttyACM0\" },\n"
                                          "{ port = \"/dev/ttyACM1\", suffix = \"none\", repeat_ms = 0,"
                                          "profile = \"cipherlab\" }]\n",
                                          "shop.toml");
    REQUIRE(config);
    REQUIRE(config->scanners.size() == 2);
    CHECK(config->scanners[0].device_id == "scanner");
    CHECK(config->scanners[0].frame_end == drivers::FrameEnd::terminator);
    CHECK(config->scanners[0].repeat_window == std::chrono::milliseconds(300));
    CHECK(config->scanner_models == std::vector<std::string>{"", "cipherlab"});
    CHECK(config->scanners[1].device_id == "scanner 2");
    CHECK(config->scanners[1].frame_end == drivers::FrameEnd::idle);
    CHECK(config->scanners[1].repeat_window == std::chrono::milliseconds(0));
}

TEST_CASE("a scanner that types like a keyboard is heard unless the shop's file says no", "[config]") {
    const auto read = [](const char* text) { return parse_shop_config(text, "shop.toml").value().wedge; };
    CHECK(read("")->end == drivers::FrameEnd::terminator);
    const auto told = read("[wedge]\nprefix = \"~\"\nsuffix = \"none\"");
    CHECK(told->prefix == "~");
    CHECK(told->end == drivers::FrameEnd::idle);
    CHECK_FALSE(read("[wedge]\non = false"));
}

TEST_CASE("a drawer is told by its pin, its pulse and its sensor", "[config]") {
    const auto config = parse_shop_config(
        "[drawer]\npin = 5\non_ms = 200\noff_ms = 300\nshort_rests = true\nopen = \"low\"\n", "shop.toml");
    REQUIRE(config);
    REQUIRE(config->drawer);
    CHECK(config->drawer->pulse.pin == drivers::DrawerPulse::Pin::five);
    CHECK(config->drawer->pulse.on_ms == 200);
    CHECK(config->drawer->pulse.off_ms == 300);
    CHECK(config->drawer->open_level == drivers::DrawerPin::low);

    const auto usual = parse_shop_config("[drawer]\n", "shop.toml");
    REQUIRE(usual);
    CHECK(usual->drawer->pulse.pin == drivers::DrawerPulse::Pin::two);
    CHECK(usual->drawer->pulse.on_ms == 50);
    CHECK(usual->drawer->pulse.off_ms == 500);
    CHECK(usual->drawer->open_level == drivers::DrawerPin::unknown);
    CHECK_FALSE(parse_shop_config("", "shop.toml")->drawer);
}

TEST_CASE("a customer display has a port or stands behind the printer", "[config]") {
    const auto own = parse_shop_config("[display]\nport = \"/dev/ttyUSB1\"\nbaud = 19200\n"
                                       "code_page = \"16 windows1252\"\nwelcome = \"Hello\"\n",
                                       "shop.toml");
    REQUIRE(own);
    REQUIRE(own->display);
    CHECK(own->display->port->path == "/dev/ttyUSB1");
    CHECK(own->display->port->line.baud == 19'200);
    CHECK(own->display->page.number == 16);
    CHECK(own->display->page.name == "windows1252");
    CHECK(own->display->welcome == "Hello");

    const auto behind = parse_shop_config("[display]\nport = \"printer\"\n", "shop.toml");
    REQUIRE(behind);
    CHECK_FALSE(behind->display->port);
    CHECK(behind->display->page.name == "cp437");
    CHECK_FALSE(parse_shop_config("", "shop.toml")->display);
}

TEST_CASE("what was learned of the drawer is kept with what people chose", "[config]") {
    Preferences preferences;
    CHECK(text_of(preferences).find("drawer") == std::string::npos);
    preferences.drawer_open = drivers::DrawerPin::high;
    const auto read = parse_shop_config(text_of(preferences), "settings.toml");
    REQUIRE(read);
    CHECK(read->preferences == preferences);
    CHECK_FALSE(read->drawer);
}

TEST_CASE("a port is held off as its device does it", "[config]") {
    const auto [name, expected] = GENERATE(table<std::string, drivers::FlowControl>({
        {"none", drivers::FlowControl::none},
        {"xonxoff", drivers::FlowControl::xon_xoff},
        {"rtscts", drivers::FlowControl::rts_cts},
        {"dsrdtr", drivers::FlowControl::dtr_dsr},
    }));
    const auto config =
        parse_shop_config("printer = { port = \"/dev/ttyS0\", flow_control = \"" + name + "\" }", "shop.toml");
    REQUIRE(config);
    CHECK(config->printer->line.flow_control == expected);
}

TEST_CASE("the folder of a feed and its map count from the file that names them") {
    const auto config =
        parse_shop_config("[feed]\nfolder = \"in\"\nmap = \"/etc/till.toml\"\nkeep_days = 30\n", "/shop/shop.toml");
    REQUIRE(config);
    CHECK(config->feed->keep_days == 30);
    CHECK(config->feed->keep_megabytes == 2048);
    CHECK(config->feed->folder == "/shop/in");
    CHECK(config->feed->map == "/etc/till.toml");
}

TEST_CASE("a shop.toml that cannot be taken is told by file and line") {
    struct Row {
        const char* text;
        const char* error;
    };
    const Row rows[] = {
        {"currency = EUR", "read shop.toml: line 1: "},
        {"\ncurrency = \"euro\"", "read shop.toml: line 2: 'currency' cannot be \"euro\""},
        {"language = \"de\"", "read shop.toml: line 1: 'language' cannot be \"de\""},
        {"terminal = \"\"", "read shop.toml: line 1: 'terminal' cannot be \"\""},
        {"colour = \"red\"", "read shop.toml: line 1: no such key 'colour'"},
        {"terminal = 3", "read shop.toml: line 1: 'terminal' wants a text"},
        {"shop = \"Corner\"", "read shop.toml: line 1: shop wants a name in en, in fa, or in both"},
        {"shop = {}", "read shop.toml: line 1: shop wants a name in en, in fa, or in both"},
        {"first_run = \"lunch\"", "read shop.toml: line 1: 'first_run' cannot be \"lunch\""},
        {"[feed]\nmap = \"a.toml\"", "read shop.toml: line 1: a feed wants a folder"},
        {"feed = \"receipts\"", "read shop.toml: line 1: a feed wants a folder"},
        {"[feed]\nfolder = \"a\"\nmap = 1", "read shop.toml: line 3: 'feed.map' wants the name of a file"},
        {"[feed]\nfolder = \"a\"\nkeep_days = 0", "read shop.toml: line 3: 'feed.keep_days' wants a number from 1"},
        {"[feed]\nfolder = \"a\"\nfile = \"b\"", "read shop.toml: line 3: no such key 'feed.file'"},
        {"printer = { baud = 9600 }", "read shop.toml: line 1: a device wants a port"},
        {"printer = { port = \"usb:0403:6001\" }",
         "read shop.toml: line 1: a USB adapter reads \"usb:0403:6001:A50285BI\" or \"usb:1a86:7523@1-1.4\", as "
         "makegood devices "
         "ports tells it"},
        {"scanner = { port = \"input:05f9\" }",
         "read shop.toml: line 1: a scanner that types like a keyboard reads \"input:05f9:2214:A1234\" or "},
        {"scanner = { port = \"input:05f9:2214:A\", baud = 9600 }",
         "read shop.toml: line 1: only a serial port has 'baud'"},
        {"scanner = { port = \"input:05f9:2214:A\", layout = \"ir\" }",
         "read shop.toml: line 1: layout wants \"us\", \"uk\", \"de\" or \"fr\""},
        {"scanner = { port = \"x\", layout = \"us\" }", "read shop.toml: line 1: no such key 'layout'"},
        {"scanner = { port = \"input:05f9:2214:A\", profile = \"cipherlab\" }",
         "read shop.toml: line 1: only a scanner on a serial port can be made to beep"},
        {"printer = { port = \"input:05f9:2214:A\" }", "read shop.toml: line 1: only a scanner types like a keyboard"},
        {"[display]\nport = \"input:05f9:2214:A\"", "read shop.toml: line 1: a display wants a serial port"},
        {"[display]\nport = \"usb:\"", "read shop.toml: line 1: a USB adapter reads "},
        {"printer = { port = \"x\", baud = 3 }", "read shop.toml: line 1: baud wants a number"},
        {"printer = { port = \"x\", persian = \"mirror\" }",
         "read shop.toml: line 1: persian wants \"picture\" or \"cp1098\""},
        {"scanner = { port = \"x\", persian = \"picture\" }", "read shop.toml: line 1: no such key 'persian'"},
        {"printer = { port = \"x\", profile = 1 }", "read shop.toml: line 1: profile wants the name of a printer"},
        {"printer = { port = \"tcp://till.local\" }",
         "read shop.toml: line 1: a printer in the network wants its address in numbers, as in "
         "\"tcp://192.0.2.7:9100\""},
        {"printer = { port = \"tcp://192.0.2.7\", baud = 9600 }",
         "read shop.toml: line 1: only a serial port has 'baud'"},
        {"scanner = { port = \"tcp://192.0.2.7\" }", "read shop.toml: line 1: a scanner wants a serial port"},
        {"printer = { port = \"x\", flow_control = \"rts\" }",
         "read shop.toml: line 1: flow_control wants \"none\", \"xonxoff\", \"rtscts\" or \"dsrdtr\""},
        {"scanner = { port = \"x\", flow_control = \"xonxoff\" }",
         "read shop.toml: line 1: flow_control wants \"none\" or \"rtscts\""},
        {"scanner = [{ port = \"x\" },\n{ port = \"x\" }]",
         "read shop.toml: line 2: another scanner is at \"x\" already"},
        {"scanner = { port = \"x\", repeat_ms = -1 }",
         "read shop.toml: line 1: repeat_ms wants a number from 0 to 10000"},
        {"printer = { port = \"x\", suffix = \"none\" }", "read shop.toml: line 1: no such key 'suffix'"},
        {"wedge = true", "read shop.toml: line 1: 'wedge' wants a table, as in [wedge]"},
        {"[wedge]\nsuffix = \"space\"", "read shop.toml: line 2: 'wedge.suffix' wants \"enter\", \"tab\" or \"none\""},
        {"[wedge]\nspeed = 3", "read shop.toml: line 2: no such key 'wedge.speed'"},
        {"scanner = { port = \"x\", profile = 7 }", "read shop.toml: line 1: profile wants the name of a scanner"},
        {"[drawer]\npin = 3", "read shop.toml: line 1: 'drawer.pin' wants 2 or 5"},
        {"[drawer]\non_ms = 511", "read shop.toml: line 2: 'drawer.on_ms' wants a number from 2 to 510"},
        {"[drawer]\non_ms = 200", "read shop.toml: line 1: 'drawer': on 200 ms, off 500 ms; off wants four times on"},
        {"[drawer]\nopen = \"up\"", "read shop.toml: line 2: 'drawer.open' wants \"high\", \"low\" or \"unknown\""},
        {"drawer_open = \"up\"", "read shop.toml: line 1: 'drawer_open' cannot be \"up\""},
        {"[display]\nbaud = 9600", "read shop.toml: line 1: a display wants a port"},
        {"[display]\nport = \"tcp://192.0.2.7\"", "read shop.toml: line 1: a display wants a serial port"},
        {"[display]\nport = \"printer\"\nbaud = 9600", "read shop.toml: line 3: no such key 'display.baud'"},
        {"[display]\nport = \"printer\"\ncode_page = \"437\"",
         "read shop.toml: line 3: 'display.code_page' wants number and name of a character set, as in \"0 cp437\""},
        {"[sound]\nvolume = 101", "read shop.toml: line 2: 'sound.volume' wants a number from 0 to 100"},
        {"[sound]\nvolume = \"loud\"", "read shop.toml: line 2: 'sound.volume' wants a number"},
        {"[sound]\ntune = 1", "read shop.toml: line 2: no such key 'sound.tune'"},
        {"[voice]\non = \"yes\"", "read shop.toml: line 2: 'voice.on' wants true or false"},
        {"[voice]\non = true\nrate = 79", "read shop.toml: line 3: 'voice.rate' wants a number from 80 to 450"},
        {"sound = 70", "read shop.toml: line 1: 'sound' wants a table, as in [sound]"},
        {"[screen]\ntheme = \"pink\"",
         "read shop.toml: line 2: 'screen.theme' wants \"light\", \"dark\" or \"high-contrast\""},
        {"[screen]\ntext = 201", "read shop.toml: line 2: 'screen.text' wants a number from 100 to 200"},
        {"[screen]\nppi = 59", "read shop.toml: line 2: 'screen.ppi' wants a number from 60 to 400, or 0"},
        {"[screen]\nreduced_motion = 1", "read shop.toml: line 2: 'screen.reduced_motion' wants true or false"},
        {"retention = 365", "read shop.toml: line 1: 'retention' wants a table, as in [retention]"},
        {"[retention]\ndays = 1", "read shop.toml: line 2: no such key 'retention.days'"},
        {"[retention]\nreceipts_days = 0",
         "read shop.toml: line 2: 'retention.receipts_days' wants a number from 1 to 36500"},
        {"[retention]\npersonal_days = 36501",
         "read shop.toml: line 2: 'retention.personal_days' wants a number from 1 to 36500"},
        {"[retention]\nreceipts_days = 1.5",
         "read shop.toml: line 2: 'retention.receipts_days' wants a number from 1 to 36500"},
        {"[retention]\npersonal_days = 31\nreceipts_days = 30",
         "read shop.toml: line 2: 'retention.personal_days' cannot be more than receipts_days, which is 30"},
        {"[retention]\nshop = 1", "read shop.toml: line 2: 'retention.shop' wants tables, as in [[retention.shop]]"},
        {"[[retention.shop]]\nreceipts_days = 30",
         "read shop.toml: line 1: 'retention.shop.business_unit' wants the number of a shop"},
        {"[[retention.shop]]\nbusiness_unit = 2",
         "read shop.toml: line 2: 'retention.shop.business_unit' wants the number of a shop"},
        {"[[retention.shop]]\nbusiness_unit = \"2\"\ndays = 30",
         "read shop.toml: line 3: no such key 'retention.shop.days'"},
        {"[[retention.shop]]\nbusiness_unit = \"2\"\n[[retention.shop]]\nbusiness_unit = \"2\"",
         "read shop.toml: line 4: 'retention.shop.business_unit': \"2\" has its terms already"},
        {"[retention]\npersonal_days = 40\n[[retention.shop]]\nbusiness_unit = \"2\"\nreceipts_days = 30",
         "read shop.toml: line 5: 'retention.shop.personal_days' cannot be more than receipts_days, which is 30"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto config = parse_shop_config(row.text, "shop.toml");
        REQUIRE_FALSE(config);
        CHECK_THAT(config.error().text(), Catch::StartsWith(row.error));
    }
}

TEST_CASE("a tap has two ports of one kind, and everything else about it is clear", "[config]") {
    const std::string ports = "till = { port = \"/dev/ttyS0\", baud = 38400, flow_control = \"rtscts\" }\n"
                              "printer = { port = \"/dev/ttyS1\", baud = 38400, profile = \"tm-t88v\" }\n";
    const auto config = parse_shop_config("[tap]\n" + ports +
                                              "lane = \"L1\"\nfolder = \"papers\"\nlabel = true\nkeep_days = 7\n"
                                              "keep_megabytes = 100\n",
                                          "/shop/shop.toml");
    REQUIRE(config);
    REQUIRE(config->tap);
    CHECK(config->tap->till.path == "/dev/ttyS0");
    CHECK(config->tap->till.line.flow_control == drivers::FlowControl::rts_cts);
    CHECK(config->tap->printer.path == "/dev/ttyS1");
    CHECK(config->tap->printer.line.baud == 38400);
    CHECK(config->tap->printer_model == "tm-t88v");
    CHECK(config->printer_model == "safe");
    CHECK(config->tap->lane == "L1");
    CHECK(config->tap->folder == "/shop/papers");
    CHECK(config->tap->label);
    CHECK(config->tap->keep_days == 7);
    CHECK(config->tap->keep_megabytes == 100);
    const auto network = parse_shop_config("[tap]\ntill = { port = \"tcp://0.0.0.0:9100\" }\n"
                                           "printer = { port = \"tcp://192.0.2.7\" }\n",
                                           "/shop/shop.toml");
    REQUIRE(network);
    CHECK(network->tap->folder == "/shop/tap");

    const auto [text, line] = GENERATE_COPY(table<std::string, std::string>({
        {"[tap]\n", "line 1"},
        {"[tap]\ntill = { port = \"/dev/ttyS0\" }\n", "line 1"},
        {"[tap]\ntill = { port = \"/dev/ttyS0\" }\nprinter = { port = \"/dev/ttyS0\" }\n", "line 3"},
        {"[tap]\ntill = { port = \"/dev/ttyS0\" }\nprinter = { port = \"tcp://192.0.2.7\" }\n", "line 2"},
        {"[tap]\ntill = { port = \"/dev/ttyS0\" }\nprinter = { port = \"file:/tmp/x\" }\n", "line 3"},
        {"[tap]\ntill = { port = \"/dev/ttyS0\", profile = \"tm-t88v\" }\nprinter = { port = \"/dev/ttyS1\" }\n",
         "line 2"},
        {"[tap]\ntill = { port = \"/dev/ttyS0\", flow_control = \"xonxoff\" }\nprinter = { port = \"/dev/ttyS1\" }\n",
         "line 3"},
        {"printer = { port = \"/dev/ttyS1\" }\n[tap]\ntill = { port = \"/dev/ttyS0\" }\n"
         "printer = { port = \"/dev/ttyS1\" }\n",
         "line 3"},
        {"[tap]\n" + ports + "lane = \"kasse 1\"\n", "line 4"},
        {"[tap]\n" + ports + "lane = \"\"\n", "line 4"},
        {"[tap]\n" + ports + "label = 1\n", "line 4"},
        {"[tap]\n" + ports + "keep_days = 0\n", "line 4"},
        {"[tap]\n" + ports + "folder = \"\"\n", "line 4"},
        {"[tap]\n" + ports + "silence = 3\n", "line 4"},
    }));
    INFO(text);
    const auto refusal = parse_shop_config(text, "/shop/shop.toml");
    REQUIRE_FALSE(refusal);
    CHECK(refusal.error().reason.find(line + ":") != std::string::npos);
}
