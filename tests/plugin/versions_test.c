/* A till of today with the plugin of 1.0: what that has not got is not there, and the rest goes on.
 * Usage: versions_test LIBRARY ASSETS FOLDER, of which LIBRARY is the one of 1.0 */
#include "tests/plugin/counter.h"

static bool was_asked_for_hooks;

static void never(const makegood_host* host, const makegood_case* one, makegood_hearing* hearing) {
    (void)host;
    (void)one;
    (void)hearing;
    give_up("versions", "1.0 called a hook");
}

static const void* extension(const makegood_host* host, const char* id) {
    static const makegood_host_hooks hooks = {.size = sizeof hooks, .claim_requested = never, .decision_made = never};
    (void)host;
    was_asked_for_hooks = was_asked_for_hooks || strcmp(id, MAKEGOOD_HOST_HOOKS) == 0;
    return strcmp(id, MAKEGOOD_HOST_CLOCK) == 0   ? (const void*)&clock_of_counter
           : strcmp(id, MAKEGOOD_HOST_HOOKS) == 0 ? (const void*)&hooks
                                                  : NULL;
}

static const makegood_host host = {sizeof host, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, NULL, "till of today", "1", extension};

int main(int argc, char** argv) {
    if (argc != 4)
        give_up("versions", "usage: versions_test LIBRARY ASSETS FOLDER");
    char data[1000], id[64];
    snprintf(data, sizeof data, "%s/data", argv[3]);
    void* loaded = load(argv[1]);
    counter at = {.entry = entry_of(loaded), .assets = argv[2], .data = data};
    CHECK(at.entry->major == MAKEGOOD_MAJOR && at.entry->minor == 0);
    open_counter(&at, &host);
    CHECK(at.plugin->minor == 0);
    CHECK(at.plugin->extension(at.plugin, MAKEGOOD_CLAIMS) == NULL);
    CHECK(at.plugin->extension(at.plugin, MAKEGOOD_COUNTER) == NULL);
    CHECK(at.plugin->extension(at.plugin, "makegood.desk/2") == NULL && !was_asked_for_hooks);
    enrol(&at, MAKEGOOD_CASHIER, "101", "Nora Field", NULL);
    sell(&at, "1", NULL);
    const makegood_case* one = claimed(&at, "v-1", "u/1/2011-12-01/1", olives, MAKEGOOD_DAMAGED, id);
    CHECK(one->decision == MAKEGOOD_GIVE_NOW);
    CHECK(at.desk->give(at.plugin, "v-2", "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK);
    CHECK(one->state == MAKEGOOD_HANDED_OVER && settle(&at).waiting > 0); /* this till has no printer */
    at.plugin->close(at.plugin);
    dlclose(loaded);
    puts("old and new go together");
    return 0;
}
