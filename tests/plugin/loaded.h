/* A plugin that is loaded from a library and opened, for hosts in C. */
#ifndef MAKEGOOD_TESTS_LOADED_H
#define MAKEGOOD_TESTS_LOADED_H

#include "terminal/plugin/pos_plugin.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static inline void give_up(const char* what, const char* why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static inline void* load(const char* library) {
    void* loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (loaded == NULL)
        give_up("load", dlerror());
    return loaded;
}

static inline const makegood_entry* entry_of(void* loaded) {
    const makegood_entry* entry = (const makegood_entry*)dlsym(loaded, MAKEGOOD_ENTRY_SYMBOL);
    if (entry == NULL || entry->major != MAKEGOOD_MAJOR || entry->size < sizeof *entry)
        give_up("load", "this is no Makegood of version 1");
    return entry;
}

#endif
