/* Makegood as a till of today finds it where 1.0 is installed: what came later does not come through. */
#define _GNU_SOURCE
#include "terminal/plugin/pos_plugin.h"

#include <dlfcn.h>
#include <string.h>

_Static_assert(MAKEGOOD_MINOR == 0, "the header of another version");

static const makegood_host* till;
static makegood_host till_of_1_0;
static const void* (*all_extensions)(makegood_plugin* plugin, const char* id);

static bool is_of_1_0(const char* id) {
    static const char* const ids[] = {MAKEGOOD_HOST_CLOCK, MAKEGOOD_HOST_PRINTER, MAKEGOOD_HOST_REFUNDS,
                                      MAKEGOOD_HOST_STOCK, MAKEGOOD_HOST_DRAWER,  MAKEGOOD_RECEIPTS,
                                      MAKEGOOD_STAFF,      MAKEGOOD_DESK,         MAKEGOOD_REQUESTS};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; ++i)
        if (id != NULL && strcmp(ids[i], id) == 0)
            return true;
    return false;
}

static const void* extension_of_till(const makegood_host* host, const char* id) {
    (void)host;
    return is_of_1_0(id) && till->extension != NULL ? till->extension(till, id) : NULL;
}

static const void* extension_of_plugin(makegood_plugin* plugin, const char* id) {
    return is_of_1_0(id) ? all_extensions(plugin, id) : NULL;
}

static int32_t open_plugin(const makegood_host* host, const makegood_open_options* options, makegood_plugin** plugin,
                           makegood_error* error) {
    void* library = dlopen(MAKEGOOD_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    const makegood_entry* entry = library != NULL ? dlsym(library, MAKEGOOD_ENTRY_SYMBOL) : NULL;
    if (entry == NULL)
        return MAKEGOOD_INTERNAL;
    till = host;
    till_of_1_0 = *host;
    till_of_1_0.size = sizeof till_of_1_0;
    till_of_1_0.minor = MAKEGOOD_MINOR;
    till_of_1_0.extension = extension_of_till;
    const int32_t status = entry->open(&till_of_1_0, options, plugin, error);
    if (status == MAKEGOOD_OK) {
        all_extensions = (*plugin)->extension;
        (*plugin)->minor = MAKEGOOD_MINOR;
        (*plugin)->extension = extension_of_plugin;
    }
    return status;
}

const makegood_entry makegood_pos_entry = {sizeof makegood_pos_entry, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, open_plugin};
