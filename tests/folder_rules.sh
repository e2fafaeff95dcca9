#!/usr/bin/env bash
# Who may include whom (README, "The map"): workflows knows only the standard library and tl::expected, drivers knows
# no rule and no screen, and giants of headers stay in the few files that need them.
set -u
cd "$1" || exit 1
failed=0

refuse() { # what folder pattern [allowed files, regex]
    local hits
    hits=$(grep -rnE "#include *[<\"]($3)" --include='*.hpp' --include='*.cpp' "$2" | grep -vE "^(${4:-^$}):")
    if [ -n "$hits" ]; then
        printf '%s:\n%s\n' "$1" "$hits"
        failed=1
    fi
}

refuse 'workflows reaches outside the rules' workflows \
    'drivers/|terminal/|SDL|imgui|sqlite|SQLiteCpp|libserialport|filesystem|fstream|iostream|thread|mutex|atomic|random|sys/|unistd|toml|nlohmann|sodium|fmt/|spdlog'
refuse 'drivers knows more than devices' drivers 'workflows/|terminal/|SDL|imgui|sqlite|SQLiteCpp|toml|nlohmann'
refuse 'libserialport outside its one file' . 'libserialport' '\./drivers/serial_port\.cpp'
refuse 'SQLite outside terminal/storage and terminal/feeds' terminal 'sqlite3|SQLiteCpp' 'terminal/(storage|feeds)/.*'
refuse 'Catch2 outside its one header' tests 'catch2/' 'tests/support/catch(_main\.cpp|\.hpp)'
refuse 'nlohmann-json outside its two files' . 'nlohmann' '\./terminal/(json/json|storage/event_codec)\.cpp'
refuse 'libsystemd outside its one file' . 'systemd/' '\./terminal/run/service_manager\.cpp'
refuse 'CLI11 outside the command line' . 'CLI/' '\./terminal/command/[a-z_]*\.cpp'

# Deadlines go by the monotonic clock alone: a step of the wall clock changes none.
wall_clock=$(grep -rnE 'system_clock|CLOCK_REALTIME|gettimeofday|[^_a-z]time\((nullptr|NULL|0)?\)' --include='*.hpp' --include='*.cpp' drivers)
if [ -n "$wall_clock" ]; then
    printf 'drivers reads the wall clock:\n%s\n' "$wall_clock"
    failed=1
fi

[ $failed = 0 ] && echo 'folder rules hold'
exit $failed
