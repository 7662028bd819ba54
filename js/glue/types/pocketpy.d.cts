/** pocketpy.cjs: CommonJS for hosts that evaluate bundles and hand in the assets. */
import type * as types from './module.js';

/** @param resolve gives an asset's bytes or compiled module, or a promise of it; asked by each interpreter */
declare function withAssets(resolve: (name: string) => unknown): withAssets.Factory;
declare namespace withAssets {
  type ModuleOptions = types.ModuleOptions;
  type PocketPyModule = types.PocketPyModule;
  type FileSystem = types.FileSystem;
  type Factory = types.Factory;
}
export = withAssets;
