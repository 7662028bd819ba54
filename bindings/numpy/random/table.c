/* Which function of NumPy's sources serves which method; parameters, defaults and constraints
 * as NumPy documents them. */
#include "table.h"

const pkr_Distribution pkr_distributions[] = {
    {"beta(self, a=..., b=..., size=None)", "dapp", random_beta, legacy_beta},
    {"binomial(self, n=..., p=..., size=None)", "lbNu", random_binomial, legacy_random_binomial},
    {"chisquare(self, df=..., size=None)", "dap", random_chisquare, legacy_chisquare},
    {"exponential(self, scale=1.0, size=None)", "dan", random_exponential, legacy_exponential},
    {"f(self, dfnum=..., dfden=..., size=None)", "dapp", random_f, legacy_f},
    {"gamma(self, shape=..., scale=1.0, size=None)", "dann", random_gamma, legacy_gamma},
    {"geometric(self, p=..., size=None)", "lbg", random_geometric, legacy_random_geometric},
    {"gumbel(self, loc=0.0, scale=1.0, size=None)", "db.n", random_gumbel, random_gumbel},
    {"laplace(self, loc=0.0, scale=1.0, size=None)", "db.n", random_laplace, random_laplace},
    {"logistic(self, loc=0.0, scale=1.0, size=None)", "db.n", random_logistic, random_logistic},
    {"lognormal(self, mean=0.0, sigma=1.0, size=None)", "da.n", random_lognormal, legacy_lognormal},
    {"normal(self, loc=0.0, scale=1.0, size=None)", "da.n", random_normal, legacy_normal},
    {"pareto(self, a=..., size=None)", "dap", random_pareto, legacy_pareto},
    {"poisson(self, lam=1.0, size=None)", "lbm", random_poisson, legacy_random_poisson},
    {"power(self, a=..., size=None)", "dap", random_power, legacy_power},
    {"rayleigh(self, scale=1.0, size=None)", "dbn", random_rayleigh, legacy_rayleigh},
    {"standard_cauchy(self, size=None)", "da", random_standard_cauchy, legacy_standard_cauchy},
    {"standard_t(self, df=..., size=None)", "dap", random_standard_t, legacy_standard_t},
    {"weibull(self, a=..., size=None)", "dan", random_weibull, legacy_weibull},
    /* what Python's part checks or offers with more parameters */
    {"_standard_normal(self, size=None)", "da", random_standard_normal, legacy_gauss},
    {"_standard_exponential(self, size=None)", "da", random_standard_exponential, legacy_standard_exponential},
    {"_standard_gamma(self, shape=..., size=None)", "dan", random_standard_gamma, legacy_standard_gamma},
    {"_triangular(self, left=..., mode=..., right=..., size=None)", "db...", random_triangular, random_triangular},
    {"_uniform(self, low=..., range=..., size=None)", "db..", random_uniform, random_uniform},
};
const int pkr_distribution_count = sizeof pkr_distributions / sizeof *pkr_distributions;
