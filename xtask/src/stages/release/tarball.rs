//! npm's tarballs, written and read here: the same bytes wherever and whenever a package is packed.
//!
//! `npm pack` compresses with the zlib of the Node.js at hand, whose bytes change with its version. This writes the form that npm
//! writes (everything below `package/`, one owner, one time) with a compressor that `Cargo.lock` pins.

use std::io::{Read, Write};
use std::path::{Component, Path};

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

use crate::error::{Error, Result};
use crate::stages::Package;

/// What npm gives every file: 1985-10-26T08:15:00Z.
const MODIFIED_SECONDS: u64 = 499_162_500;

/// The largest package there may be, unpacked; more is not ours and not worth the memory.
const UNPACKED_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// The tarball's file name: `@pocketpy/core` 0.1.0 is `pocketpy-core-0.1.0.tgz`, as npm calls it.
pub fn name(package: &str, version: &str) -> String {
    format!("{}-{version}.tgz", package.trim_start_matches('@').replace('/', "-"))
}

/// Packs a package, `package.json` first and the others by name.
pub fn pack(package: &Package) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    let first = package.iter().filter(|(name, _)| *name == "package.json");
    let others = package.iter().filter(|(name, _)| *name != "package.json");
    for (name, content) in first.chain(others) {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(MODIFIED_SECONDS);
        header.set_entry_type(tar::EntryType::Regular);
        archive
            .append_data(&mut header, format!("package/{name}"), content.as_slice())
            .expect("writing to a Vec cannot fail, and our names are short");
    }
    compress(&archive.into_inner().expect("writing to a Vec cannot fail"))
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    // 255: an operating system that nobody tells
    let mut encoder = GzBuilder::new().operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("writing to a Vec cannot fail");
    encoder.finish().expect("writing to a Vec cannot fail")
}

/// The files of a tarball that npm, or this, packed.
pub fn unpack(bytes: &[u8]) -> Result<Package> {
    let broken = |cause: std::io::Error| Error::work("this is no tarball of an npm package").detail(cause);
    let mut package = Package::new();
    let mut archive = tar::Archive::new(GzDecoder::new(bytes).take(UNPACKED_BYTES_MAX));
    for entry in archive.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        if entry.header().entry_type() != tar::EntryType::Regular {
            continue;
        }
        let name = inner_name(&entry.path().map_err(broken)?)?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(broken)?;
        package.insert(name, content);
    }
    // to the very end, where the compressed bytes have their own sum
    std::io::copy(&mut archive.into_inner(), &mut std::io::sink()).map_err(broken)?;
    if package.contains_key("package.json") {
        return Ok(package);
    }
    Err(Error::work("this is no tarball of an npm package").detail("it holds no `package/package.json`"))
}

/// `package/dist/x` is `dist/x`; nothing leads out of the package.
fn inner_name(path: &Path) -> Result<String> {
    let mut parts = path.components();
    let inside = matches!(parts.next(), Some(Component::Normal(_)))
        && parts.clone().all(|part| matches!(part, Component::Normal(_)));
    if inside {
        return Ok(parts.as_path().to_string_lossy().replace('\\', "/"));
    }
    Err(Error::work("this is no tarball of an npm package")
        .detail(format!("`{}` leads out of it", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Package {
        let files = [("dist/a.js", "one"), ("README.md", "two"), ("package.json", "{}")];
        files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_is_packed_is_unpacked_again() {
        assert_eq!(unpack(&pack(&package())).unwrap(), package());
    }

    #[test]
    fn a_cut_tarball_is_refused_wherever_it_is_cut() {
        let whole = pack(&package());
        for end in 0..whole.len() {
            assert!(unpack(&whole[..end]).is_err(), "cut at {end} of {}", whole.len());
        }
    }

    #[test]
    fn a_file_that_leads_out_of_the_package_is_refused() {
        let mut header = tar::Header::new_ustar();
        header.set_size(1);
        header.as_mut_bytes()[..14].copy_from_slice(b"package/../../");
        header.set_cksum();
        let mut archive = tar::Builder::new(Vec::new());
        archive.append(&header, &b"x"[..]).unwrap();
        let error = unpack(&compress(&archive.into_inner().unwrap())).unwrap_err();
        assert!(error.to_string().contains("leads out of it"), "{error}");
    }

    #[test]
    fn a_scoped_package_is_called_as_npm_calls_it() {
        assert_eq!(name("@pocketpy/core", "0.1.0"), "pocketpy-core-0.1.0.tgz");
    }
}
