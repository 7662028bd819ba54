/**
 * The built loader, and what its tests share.
 * Limits: knows the loader by its package only.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { distFolder } from './dist.mjs';

/** A file of the loader's package. @param {string} name */
export const registryFile = (name) => path.join(distFolder, 'npm', '@pocketpy', 'registry', 'dist', name);

/** @returns {Promise<any>} the ES module */
export const importRegistry = () => import(pathToFileURL(registryFile('registry.mjs')).href);

/** @returns {any} the CommonJS module */
export const requireRegistry = () => createRequire(import.meta.url)(registryFile('registry.cjs'));
