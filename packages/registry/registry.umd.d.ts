/** registry.umd.js, a classic script: what it exports is the global `PocketPy`. */
export * from './registry.js';
export as namespace PocketPy;
