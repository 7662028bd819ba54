/* Names and classes of all fields, for walks that know no kinds: `ast`, dumps, tests. Not linked where nothing walks
 * so. */
#include "ast.h"

#define FIELD(class, field) {PKL_FIELD_##class, #field},
#define SHAPE(kind, fields) [PKL_##kind] = {#kind, {fields(FIELD){0}}},

const PklNodeShape pkl_shapes[PKL_KIND_COUNT] = {PKL_NODES(SHAPE)};
