/** The public names that the numpy tier offers, by subject: every one of them occurs in the corpus (tests/js/numpy-names.test.mjs). */
const words = (/** @type {string} */ text) => text.trim().split(/\s+/);

export const moduleNames = words(`
  array asarray zeros ones full empty zeros_like ones_like full_like empty_like arange linspace logspace geomspace eye identity diag diagflat tri tril triu
  tril_indices triu_indices vander meshgrid mgrid ogrid indices fromfunction frombuffer fromiter copy asanyarray ascontiguousarray asfortranarray
  add subtract multiply divide true_divide floor_divide mod remainder fmod power float_power divmod negative positive absolute abs fabs sign rint sqrt
  square cbrt reciprocal exp exp2 expm1 log log2 log10 log1p logaddexp logaddexp2 sin cos tan arcsin arccos arctan arctan2 hypot sinh cosh tanh arcsinh
  arccosh arctanh degrees radians deg2rad rad2deg bitwise_and bitwise_or bitwise_xor invert left_shift right_shift bitwise_count greater greater_equal
  less less_equal equal not_equal logical_and logical_or logical_xor logical_not maximum minimum fmax fmin isfinite isinf isnan signbit copysign
  nextafter spacing modf ldexp frexp floor ceil trunc fix round around gcd lcm heaviside conj conjugate
  sum prod mean std var min max ptp argmin argmax any all cumsum cumprod count_nonzero median percentile quantile average nansum nanprod nanmean nanstd
  nanvar nanmin nanmax nanargmin nanargmax nancumsum nancumprod nanmedian nanpercentile nanquantile cumulative_sum cumulative_prod
  reshape ravel transpose swapaxes moveaxis rollaxis expand_dims squeeze broadcast_to broadcast_arrays broadcast_shapes concatenate stack vstack hstack
  dstack column_stack block split array_split hsplit vsplit dsplit tile repeat pad roll rot90 flip fliplr flipud delete insert append resize trim_zeros
  atleast_1d atleast_2d atleast_3d take take_along_axis put put_along_axis choose select where compress extract nonzero argwhere flatnonzero place
  putmask copyto fill_diagonal diagonal unstack ndim shape size unravel_index ravel_multi_index diag_indices ix_ mask_indices permute_dims
  matrix_transpose
  sort argsort lexsort partition argpartition sort_complex searchsorted unique unique_values unique_counts unique_inverse unique_all isin intersect1d
  union1d setdiff1d setxor1d digitize bincount histogram histogram2d histogramdd histogram_bin_edges
  clip interp diff ediff1d gradient cross trapezoid convolve correlate cov corrcoef polyfit polyval poly1d roots poly polyadd polysub polymul polydiv
  polyder polyint isclose allclose array_equal array_equiv nan_to_num real_if_close unwrap sinc i0 bartlett blackman hamming hanning kaiser angle real
  imag iscomplex isreal iscomplexobj isrealobj isscalar
  dot vdot inner outer matmul tensordot einsum kron trace vecdot matvec vecmat
  set_printoptions get_printoptions array2string array_repr array_str format_float_positional format_float_scientific base_repr binary_repr printoptions
  newaxis s_ r_ c_ index_exp ndenumerate ndindex nditer vectorize apply_along_axis apply_over_axes piecewise fromstring loadtxt genfromtxt savetxt save
  load savez savez_compressed fromfile broadcast
  can_cast result_type promote_types min_scalar_type iinfo finfo issubdtype dtype common_type errstate isdtype
  bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128 intp ndarray pi e euler_gamma inf nan
  asarray_chkfinite require shares_memory may_share_memory isfortran isneginf isposinf iterable typename astype`);

export const submoduleNames = {
  linalg: words('inv solve det slogdet norm cholesky qr svd eig eigh eigvals eigvalsh lstsq pinv matrix_rank matrix_power cond multi_dot'),
  fft: words('fft ifft rfft irfft hfft ihfft fft2 ifft2 fftn ifftn rfft2 irfft2 rfftn irfftn fftfreq rfftfreq fftshift ifftshift'),
  random: words(`default_rng Generator PCG64 MT19937 SeedSequence RandomState seed rand randn randint random random_sample choice shuffle permutation normal
    uniform exponential gamma beta binomial poisson standard_normal multivariate_normal`),
};

export const methodNames = words(`
  all any argmax argmin argpartition argsort astype byteswap choose clip compress conj conjugate copy cumprod cumsum diagonal dot fill flatten item max mean
  min nonzero partition prod put ravel repeat reshape round searchsorted setflags sort squeeze std sum swapaxes take tobytes tofile tolist trace transpose var
  view base dtype flags flat imag itemsize nbytes ndim real shape size strides T mT`);

/** Distributions and orders of Generator and RandomState. */
export const randomMethods = words(`random integers uniform normal standard_normal exponential gamma beta binomial poisson choice shuffle permutation permuted
  multivariate_normal lognormal triangular weibull geometric chisquare dirichlet multinomial`);
