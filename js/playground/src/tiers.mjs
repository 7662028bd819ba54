/** What the build says of the tiers. */

/** The modules of each, beside the interpreter's own. */
export const modules = /** @type {Record<string, string[]>} */ (POCKETPY_TIER_MODULES);
