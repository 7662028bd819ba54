/**
 * Releases that are forged: bytes in a tarball changed, and where the forger is careful, record and sums after them.
 * Limits: a change keeps the length of a file.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packages, releaseFolder, tarball, version } from './rehearsal.mjs';

/** Changes bytes in a tarball without changing its length. @param {Buffer} bytes @param {string} file @param {(content: Buffer) => void} change */
export const altered = (bytes, file, change) => {
  const archive = gunzipSync(bytes);
  let at = 0;
  while (archive.toString('latin1', at, at + 100).replace(/\0.*/s, '') !== `package/${file}`) {
    at += 512 + 512 * Math.ceil(parseInt(archive.toString('latin1', at + 124, at + 135), 8) / 512);
  }
  change(archive.subarray(at + 512, at + 512 + parseInt(archive.toString('latin1', at + 124, at + 135), 8)));
  return gzipSync(archive);
};

/** Puts a text of the same length in place of another's first place. @param {string} old @param {string} fresh */
export const instead = (old, fresh) => (/** @type {Buffer} */ content) => {
  const at = content.indexOf(old);
  if (at < 0 || old.length !== fresh.length) throw new Error(`cannot put ${fresh} in place of ${old}`);
  content.write(fresh, at);
};

const hash = (/** @type {string} */ kind, /** @type {Buffer} */ bytes, /** @type {import('node:crypto').BinaryToTextEncoding} */ form) => createHash(kind).update(bytes).digest(form);

/** Writes the sums of what lies in a release's folder. @param {string} folder */
export const sumUp = (folder) => {
  const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS').sort();
  const line = (/** @type {string} */ name) => `${hash('sha256', readFileSync(path.join(folder, name)), 'hex')}  ${name}\n`;
  writeFileSync(path.join(folder, 'SHA256SUMS'), names.map(line).join(''));
};

/** @param {string} folder @param {(record: any) => void} change */
export const changeRecord = (folder, change) => {
  const file = path.join(folder, 'build-info.json');
  const record = JSON.parse(readFileSync(file, 'utf8'));
  change(record);
  writeFileSync(file, JSON.stringify(record, null, 2));
  sumUp(folder);
};

/** Changes a file of a package, and all that tells of its tarball. @param {string} folder @param {string} name @param {string} file @param {(content: Buffer) => void} change */
export const changePackage = (folder, name, file, change) => changeRecord(folder, (record) => {
  const entry = record.packages[name];
  const place = path.join(folder, entry.tarball);
  const bytes = altered(readFileSync(place), file, change);
  writeFileSync(place, bytes);
  Object.assign(entry, { bytes: bytes.length, sha256: hash('sha256', bytes, 'hex'), integrity: `sha512-${hash('sha512', bytes, 'base64')}` });
});

/** Makes the release of a copy one of another version, of equal length. @param {string} root @param {string} other */
export const renumber = (root, other) => {
  const folder = path.join(path.dirname(releaseFolder(root)), other);
  renameSync(releaseFolder(root), folder);
  const numbered = instead(`"version": "${version}"`, `"version": "${other}"`);
  for (const name of packages) {
    changePackage(folder, name, 'package.json', numbered);
    changeRecord(folder, (record) => {
      const entry = record.packages[name];
      const file = tarball(name).replace(version, other);
      renameSync(path.join(folder, entry.tarball), path.join(folder, file));
      entry.tarball = file;
      record.version = other;
    });
    if (name.endsWith('/registry')) continue;
    changePackage(folder, name, 'dist/build-info.json', numbered);
    changeRecord(folder, (record) => (record.packages[name].build.version = other));
  }
  return folder;
};
