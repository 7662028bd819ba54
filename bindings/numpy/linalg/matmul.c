/*
 * Matrix products. The loops that matter are written with vectors, so that compiling for size costs little.
 *
 * Doubles and floats: blocks of a and b are copied ("packed") into the order in which a small kernel reads
 * them, which keeps a 4 x 4 tile of c, always of doubles, in registers; that makes the product bound by
 * arithmetic and takes all steps alike. Products too thin for this to pay, and integers, are done row by
 * row.
 *
 * Complex products use the same kernel: a's elements are split into two rows, real and imaginary parts,
 * b's are read as pairs of columns, and the four products of the parts are combined when the tile is
 * written. `shift` is 1 for them and 0 else; rows and columns are counted in such parts.
 */
#include "internal.h"

/* A packed block of b (2 KB a column) stays in the second level cache, one of a in the first or second. */
#define BLOCK_DEPTH 256
#define BLOCK_ROWS 64
#define BLOCK_COLUMNS 256
#define TILE 4

/* Without packing, so many rows of b are read again for each row of a. */
#define ROWS_AT_ONCE 64

/* Products with at most so many multiplications are not worth packing. */
#define THIN_MAX 200

typedef double VectorF64 __attribute__((vector_size(16), aligned(8), may_alias));
typedef float VectorF32 __attribute__((vector_size(16), aligned(4), may_alias));

static void clear(const la_product* p, void* c, size_t size) {
    for(int i = 0; i < p->m; i++) memset((char*)c + i * p->c_row * (ptrdiff_t)size, 0, (size_t)p->n * size);
}

#define SCALAR float
#define VECTOR VectorF32
#define LANES 4
#define NAME(x) x##_f32
#include "matmul_rows.h"
#undef SCALAR
#undef VECTOR
#undef LANES
#undef NAME

#define SCALAR uint64_t
#define NAME(x) x##_i64
#include "matmul_rows.h"

typedef struct {
    double* packed_a;
    double* packed_b;
    int size; /* bytes of an item of a, b and c: 8, or 4 for floats */
    int shift;
    double sign; /* c += sign * a b */
} Job;

/* Copy `depth` steps of `across` vectors in slabs of TILE, filled up with zeros. */
static void pack(const Job* job, double* to, const char* from, int across, int depth, ptrdiff_t across_step,
                 ptrdiff_t depth_step) {
    depth_step *= job->size;
    for(int slab = 0; slab < across; slab += TILE, to += TILE * depth) {
        for(int r = slab; r < slab + TILE; r++) {
            const char* source = from + ((r >> job->shift) * across_step + (r & job->shift)) * job->size;
            for(int p = 0; p < depth; p++, source += depth_step) {
                double value = r >= across ? 0 : job->size == 4 ? *(const float*)source : *(const double*)source;
                to[p * TILE + r - slab] = value;
            }
        }
    }
}

/* tile = the 4 rows packed in a times the 4 columns packed in b. */
static void multiply_tile(int depth, const double* a, const double* b, VectorF64* tile) {
    VectorF64 t00 = {0}, t01 = {0}, t10 = {0}, t11 = {0}, t20 = {0}, t21 = {0}, t30 = {0}, t31 = {0};
    for(int p = 0; p < depth; p++, a += TILE, b += TILE) {
        VectorF64 b0 = *(const VectorF64*)b, b1 = *(const VectorF64*)(b + 2);
        t00 += a[0] * b0, t01 += a[0] * b1;
        t10 += a[1] * b0, t11 += a[1] * b1;
        t20 += a[2] * b0, t21 += a[2] * b1;
        t30 += a[3] * b0, t31 += a[3] * b1;
    }
    tile[0] = t00, tile[1] = t01, tile[2] = t10, tile[3] = t11;
    tile[4] = t20, tile[5] = t21, tile[6] = t30, tile[7] = t31;
}

/* Add what is inside c of a tile. */
static void add_tile(const Job* job, const double* tile, char* c, ptrdiff_t c_row, int rows, int columns) {
    for(int i = 0; i < smaller(rows, TILE); i += 1 + job->shift, c += c_row * job->size) {
        const double *row = tile + i * TILE, *imaginary = row + TILE;
        for(int j = 0; j < smaller(columns, TILE); j++) {
            double value = row[j];
            if(job->shift) value += j & 1 ? imaginary[j - 1] : -imaginary[j + 1];
            if(job->size == 4) ((float*)c)[j] += (float)value;
            else ((double*)c)[j] += job->sign * value;
        }
    }
}

static void multiply_block(const Job* job, int rows, int columns, int depth, char* c, ptrdiff_t c_row) {
    VectorF64 tile[8];
    for(int j = 0; j < columns; j += TILE) {
        for(int i = 0; i < rows; i += TILE) {
            char* target = c + ((i >> job->shift) * c_row + j) * job->size;
            multiply_tile(depth, job->packed_a + i * depth, job->packed_b + j * depth, tile);
            add_tile(job, (const double*)tile, target, c_row, rows - i, columns - j);
        }
    }
}

/* c += sign * a b. */
static la_status add_product(const la_product* p, const void* a, const void* b, void* c, int size, int shift,
                             double sign) {
    int depth_max = smaller(BLOCK_DEPTH, p->k), rows_max = smaller(BLOCK_ROWS, p->m + TILE);
    double* room = malloc((size_t)(rows_max + smaller(BLOCK_COLUMNS, p->n + TILE)) * depth_max * sizeof(double));
    if(!room) return LA_NO_MEMORY;
    Job job = {room, room + (size_t)rows_max * depth_max, size, shift, sign};
    for(int j = 0; j < p->n; j += BLOCK_COLUMNS) {
        int columns = smaller(BLOCK_COLUMNS, p->n - j);
        for(int q = 0; q < p->k; q += BLOCK_DEPTH) {
            int depth = smaller(BLOCK_DEPTH, p->k - q);
            const char* from_b = (const char*)b + (q * p->b_row + (j >> shift) * p->b_column) * size;
            pack(&job, job.packed_b, from_b, columns, depth, p->b_column, p->b_row);
            for(int i = 0; i < p->m; i += BLOCK_ROWS) {
                int rows = smaller(BLOCK_ROWS, p->m - i);
                const char* from_a = (const char*)a + ((i >> shift) * p->a_row + q * p->a_column) * size;
                pack(&job, job.packed_a, from_a, rows, depth, p->a_row, p->a_column);
                multiply_block(&job, rows, columns, depth, (char*)c + ((i >> shift) * p->c_row + j) * size, p->c_row);
            }
        }
    }
    free(room);
    return LA_OK;
}

static bool is_thin(const la_product* p) { return p->m <= 2 || p->n <= 2 || (double)p->m * p->n * p->k <= THIN_MAX; }

/* c += a b, without packing: by rows of b where they are contiguous, else by elements of c. Steps count
 * doubles. */
static void add_thin(int lanes, const la_product* p, const double* a, const double* b, double* c) {
    bool by_rows = p->b_column == lanes && p->n > 1, by_sums = p->b_row == lanes && p->a_column == lanes;
    for(int i = 0; i < p->m; i++, a += p->a_row, c += p->c_row) {
        for(int q = 0; by_rows && q < p->k; q++) {
            la_axpy(lanes, p->n, la_load(lanes, a + q * p->a_column), b + q * p->b_row, false, c);
        }
        for(int j = 0; !by_rows && j < p->n; j++) {
            const double* column = b + j * p->b_column;
            double* target = c + j * lanes;
            if(by_sums) la_store(lanes, target, la_dot(lanes, p->k, a, false, column));
            for(int q = 0; !by_sums && q < p->k; q++) {
                la_axpy(lanes, 1, la_load(lanes, a + q * p->a_column), column + q * p->b_row, false, target);
            }
        }
    }
}

la_status la_multiply(int lanes, const la_product* given, const double* a, const double* b, double* c) {
    la_product p = {given->m,
                    given->n,
                    given->k,
                    given->a_row * lanes,
                    given->a_column * lanes,
                    given->b_row * lanes,
                    given->b_column * lanes,
                    given->c_row * lanes};
    clear(given, c, lanes * sizeof(double));
    if(!is_thin(given)) {
        p.m *= lanes, p.n *= lanes;
        return add_product(&p, a, b, c, sizeof(double), lanes - 1, 1);
    }
    /* A column vector from the right goes by rows of the transposed product if those are contiguous. */
    la_product flipped = {1, p.m, p.k, 0, p.b_row, p.a_column, lanes, p.m * lanes};
    if(p.n == 1 && p.c_row == lanes && p.a_row == lanes) add_thin(lanes, &flipped, b, a, c);
    else add_thin(lanes, &p, a, b, c);
    return LA_OK;
}

la_status la_matmul_f64(const la_product* p, const double* a, const double* b, double* c) {
    return la_multiply(1, p, a, b, c);
}

la_status la_matmul_c128(const la_product* p, const double* a, const double* b, double* c) {
    return la_multiply(2, p, a, b, c);
}

la_status la_matmul_f32(const la_product* p, const float* a, const float* b, float* c) {
    if(!is_thin(p)) {
        clear(p, c, sizeof(float));
        return add_product(p, a, b, c, sizeof(float), 0, 1);
    }
    multiply_rows_f32(p, a, b, c);
    return LA_OK;
}

la_status la_matmul_i64(const la_product* p, const int64_t* a, const int64_t* b, int64_t* c) {
    multiply_rows_i64(p, (const uint64_t*)a, (const uint64_t*)b, (uint64_t*)c);
    return LA_OK;
}

la_status la_subtract_product(int lanes, int m, int n, int k, const double* a, size_t a_step, const double* b,
                              size_t b_step, double* c, size_t c_step) {
    la_product p = {m * lanes, n * lanes, k, (ptrdiff_t)a_step, lanes, (ptrdiff_t)b_step, lanes, (ptrdiff_t)c_step};
    return add_product(&p, a, b, c, sizeof(double), lanes - 1, -1);
}
