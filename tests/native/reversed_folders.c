/* A library to preload: every program reads folders from their last entry to the first.
 *
 * A build that depends on the order in which a file system happens to list files gives other bytes then. Used by
 * `cargo xtask verify --twice` and the tests of kind `reproducible`.
 * Limits: Linux; folders that stay open side by side in one process: FOLDERS_MAX. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FOLDERS_MAX 256

typedef struct {
    DIR* folder;
    struct dirent64** entries;
    size_t count; /* how many are still to be given */
    struct dirent64* given;
} Listing;

static Listing listings[FOLDERS_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void forget(Listing* listing) {
    while(listing->count > 0) free(listing->entries[--listing->count]);
    free(listing->entries);
    free(listing->given);
    memset(listing, 0, sizeof(*listing));
}

static void read_all(Listing* listing, DIR* folder) {
    struct dirent64* (*next)(DIR*) = dlsym(RTLD_NEXT, "readdir64");
    listing->folder = folder;
    for(struct dirent64* entry; (entry = next(folder));) {
        listing->entries = realloc(listing->entries, (listing->count + 1) * sizeof(entry));
        struct dirent64* copy = malloc(entry->d_reclen);
        listing->entries[listing->count++] = memcpy(copy, entry, entry->d_reclen);
    }
}

/* The listing of a folder, read on first use; NULL when too many are open. */
static Listing* listing_of(DIR* folder, bool begin) {
    Listing* unused = NULL;
    for(int i = 0; i < FOLDERS_MAX; i++) {
        if(listings[i].folder == folder) return &listings[i];
        if(!listings[i].folder) unused = &listings[i];
    }
    if(unused && begin) read_all(unused, folder);
    return begin ? unused : NULL;
}

struct dirent64* readdir64(DIR* folder) {
    pthread_mutex_lock(&lock);
    Listing* listing = listing_of(folder, true);
    struct dirent64* entry = NULL;
    if(!listing) abort(); /* an error is better than an unreversed order */
    free(listing->given);
    listing->given = NULL;
    if(listing->count > 0) entry = listing->given = listing->entries[--listing->count];
    pthread_mutex_unlock(&lock);
    return entry;
}

/* The same structure where file offsets have 64 bits. */
struct dirent* readdir(DIR* folder) { return (struct dirent*)readdir64(folder); }

static void forget_folder(DIR* folder) {
    pthread_mutex_lock(&lock);
    Listing* listing = listing_of(folder, false);
    if(listing) forget(listing);
    pthread_mutex_unlock(&lock);
}

void rewinddir(DIR* folder) {
    forget_folder(folder);
    ((void (*)(DIR*))dlsym(RTLD_NEXT, "rewinddir"))(folder);
}

int closedir(DIR* folder) {
    forget_folder(folder);
    return ((int (*)(DIR*))dlsym(RTLD_NEXT, "closedir"))(folder);
}
