/*
 * From a unit's drafts to a code object:
 *   flow.c        labels become places; jumps to jumps go where those go; what is never reached is found, with the
 * stack's height everywhere assigned.c    loads of locals that may be unassigned get a check fuse.c superinstructions
 *   assemble.c    in order, and the numbers of locals, cells and free variables
 *   code.c        the object
 */
#pragma once

#include "../generate/generate.h"

typedef struct PklFlow {
    PklCompiler* c;
    PklUnit* u;
    PklDraft* code;
    int32_t* depths;  /* operands before each instruction; -1: never reached */
    uint8_t* targets; /* somebody jumps here, or a handler begins */
    int count;
    int stacksize;
} PklFlow;

enum { PKL_NO_EFFECT = 127 };

void pkl_assemble(PklCompiler* c, PklUnit* u, py_OutRef out);

bool pkl_flow_ends(int op); /* nothing falls through */
bool pkl_flow_open(PklFlow* f);
void pkl_flow_thread(PklFlow* f);
void pkl_flow_measure(PklFlow* f);
/* Leaves out NOP, SETUP, what is never reached, and jumps to the next instruction. */
void pkl_flow_compact(PklFlow* f);
void pkl_flow_check_assigned(PklFlow* f);
void pkl_flow_fuse(PklFlow* f);
void pkl_code_new(PklFlow* f, py_OutRef out);
