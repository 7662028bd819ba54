/*
 * Frames in chunks that never move.
 */
#include "machine.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES (64 << 10)

typedef struct PklChunk {
    struct PklChunk* back;
    struct PklChunk* next; /* kept for the next need */
    char* top;             /* where the frames ended when `next` was begun */
    char* end;
    char data[];
} PklChunk;

static bool add_chunk(PklVM* vm, size_t need) {
    PklChunk* chunk = vm->chunk != NULL ? vm->chunk->next : NULL;
    if (chunk != NULL && (size_t)(chunk->end - chunk->data) < need) {
        free(chunk);
        vm->chunk->next = chunk = NULL;
    }
    if (chunk == NULL) {
        size_t bytes = need > CHUNK_BYTES ? need : CHUNK_BYTES;
        chunk = malloc(sizeof(PklChunk) + bytes);
        if (chunk == NULL) return pkl_raise(tp_MemoryError, "");
        chunk->back = vm->chunk;
        chunk->next = NULL;
        chunk->end = chunk->data + bytes;
        if (vm->chunk != NULL) vm->chunk->next = chunk;
    }
    if (vm->chunk != NULL) vm->chunk->top = vm->frame_top;
    vm->chunk = chunk;
    vm->frame_top = vm->frame_start = chunk->data;
    vm->frame_end = chunk->end;
    return true;
}

PyDict* pkl_builtins_of(PklVM* vm, PyDict* globals) {
    py_Ref found = pkl_dict_get_name(globals, PKL_NAME(__builtins__));
    if (found == NULL) return vm->builtins;
    if (found->type == tp_dict) return PKL_OBJECT(found, PyDict);
    if (found->type == tp_module) return PKL_OBJECT(found, PyModule)->dict;
    return vm->builtins;
}

PyFrame* pkl_push_frame(PklVM* vm, PyCode* code, PyDict* globals) {
    if (vm->limits.depth >= vm->recursion_limit || vm->limits.depth >= PKL_FRAMES_MAX) {
        pkl_raise(tp_RecursionError, "maximum recursion depth exceeded");
        return NULL;
    }
    size_t count = (size_t)code->nlocalsplus + code->stacksize + PKL_SLACK;
    size_t bytes = sizeof(PyFrame) + count * sizeof(py_TValue);
    if ((size_t)(vm->frame_end - vm->frame_top) < bytes && !add_chunk(vm, bytes)) return NULL;
    PyFrame* frame = (PyFrame*)vm->frame_top;
    vm->frame_top += bytes;
    vm->limits.depth++;
    frame->back = vm->frame;
    frame->code = code;
    frame->ip = code->instructions;
    frame->globals = globals;
    frame->builtins = vm->frame != NULL && vm->frame->globals == globals ? vm->frame->builtins : pkl_builtins_of(vm, globals);
    frame->function = NULL;
    frame->generator = NULL;
    frame->names.type = tp_nil;
    frame->continuation = PKL_CONT_PUSH;
    frame->step = frame->traced = frame->shown = 0;
    frame->kwnames = NULL;
    py_TValue* locals = frame->localsplus;
    for (int i = 0; i < code->nlocalsplus; i++) locals[i].type = tp_nil;
    frame->sp = locals + code->nlocalsplus;
    vm->frame = frame;
    return frame;
}

/* The top frame, which lies in a chunk or in its generator. */
void pkl_pop_frame(PklVM* vm) {
    PyFrame* frame = vm->frame;
    vm->frame = frame->back;
    vm->limits.depth--;
    if (frame->generator != NULL) return;
    vm->frame_top = (char*)frame;
    if ((char*)frame == vm->frame_start && vm->chunk->back != NULL) {
        PklChunk* chunk = vm->chunk->back;
        vm->chunk = chunk;
        vm->frame_top = chunk->top;
        vm->frame_start = chunk->data;
        vm->frame_end = chunk->end;
    }
}

static void mark_frame(PyFrame* frame) {
    if (!pkl_is_entry(frame->code)) pkl_mark_object(&frame->code->head);
    pkl_mark_object(&frame->globals->head);
    pkl_mark_object(&frame->builtins->head);
    if (frame->function != NULL) pkl_mark_object(&frame->function->head);
    if (frame->generator != NULL) pkl_mark_object(&frame->generator->head);
    if (frame->kwnames != NULL) pkl_mark_object(frame->kwnames);
    pkl_mark_value(&frame->names);
    for (py_TValue* value = frame->localsplus; value < frame->sp; value++) pkl_mark_value(value);
}

/* A suspended generator's frame; the collector calls it through the layout. */
void pkl_mark_generator_frame(PyGenerator* generator) {
    if (generator->frame != NULL && generator->state != PKL_GEN_RUNNING) mark_frame(generator->frame);
}

void pkl_machine_mark(PklVM* vm) {
    for (PyFrame* frame = vm->frame; frame != NULL; frame = frame->back) mark_frame(frame);
    for (PklExcState* state = vm->exc; state != NULL; state = state->back) pkl_mark_value(&state->handled);
    for (py_TValue* value = vm->native_stack; value < vm->native_sp; value++) pkl_mark_value(value);
}
