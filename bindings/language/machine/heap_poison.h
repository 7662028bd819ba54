/* Under the address sanitizer free cells are poisoned, but for their head and link, so that a use after the sweep is reported. */
#pragma once

#include "heap.h"

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define PKL_SANITIZED
#include <sanitizer/asan_interface.h>

static inline void pkl_poison_cell(PyObject* object, size_t cell_bytes, size_t prefix) {
    ASAN_POISON_MEMORY_REGION((char*)object - prefix, prefix);
    ASAN_POISON_MEMORY_REGION((char*)object + sizeof(PklFreeCell), cell_bytes - prefix - sizeof(PklFreeCell));
}

static inline void pkl_unpoison_cell(PyObject* object, size_t cell_bytes, size_t prefix) {
    ASAN_UNPOISON_MEMORY_REGION((char*)object - prefix, cell_bytes);
}

static inline void pkl_unpoison_page(PklPage* page) { ASAN_UNPOISON_MEMORY_REGION(page, PKL_PAGE_BYTES); }
#else
static inline void pkl_poison_cell(PyObject* object, size_t cell_bytes, size_t prefix) { (void)object, (void)cell_bytes, (void)prefix; }
static inline void pkl_unpoison_cell(PyObject* object, size_t cell_bytes, size_t prefix) { (void)object, (void)cell_bytes, (void)prefix; }
static inline void pkl_unpoison_page(PklPage* page) { (void)page; }
#endif
