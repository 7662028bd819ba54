//! sha256 of files, trees and build keys.

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256, Sha384, Sha512};
use walkdir::WalkDir;

use crate::error::{Context, Error, Result};

/// A key under which a stage keeps its result: equal inputs give equal keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// The first 32 hexadecimal digits, enough for a file name.
    pub fn as_str(&self) -> &str {
        &self.0[..32]
    }
}

/// Collects the inputs of a stage.
pub struct KeyBuilder(Sha256);

impl KeyBuilder {
    /// Starts with the stage's name, so that two stages never share a key.
    pub fn new(stage: &str) -> Self {
        Self(Sha256::new()).text(stage)
    }

    /// Adds one input; its length goes in too, so that neighbours cannot be confused.
    pub fn bytes(mut self, input: &[u8]) -> Self {
        self.0.update((input.len() as u64).to_le_bytes());
        self.0.update(input);
        self
    }

    /// Adds a text.
    pub fn text(self, input: &str) -> Self {
        self.bytes(input.as_bytes())
    }

    /// Adds texts.
    pub fn texts<T: AsRef<str>>(self, inputs: impl IntoIterator<Item = T>) -> Self {
        inputs.into_iter().fold(self, |builder, input| builder.text(input.as_ref()))
    }

    /// Adds the content of a file.
    pub fn file(self, path: &Path) -> Result<Self> {
        Ok(self.bytes(&read(path)?))
    }

    /// The key.
    pub fn finish(self) -> Key {
        Key(hexadecimal(&self.0.finalize()))
    }
}

/// The whole content of a file; the error names it.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).context(|| format!("cannot read `{}`", path.display()))
}

/// sha256 of bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// sha384 of bytes as subresource integrity writes it.
pub fn integrity(bytes: &[u8]) -> String {
    use base64::Engine;
    format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(Sha384::digest(bytes)))
}

/// sha512 of bytes as npm's registry writes it.
pub fn npm_integrity(bytes: &[u8]) -> String {
    use base64::Engine;
    format!("sha512-{}", base64::engine::general_purpose::STANDARD.encode(Sha512::digest(bytes)))
}

/// sha256 of a folder: of the sorted lines `<sha256 of file>  <path with slashes>`.
pub fn sha256_of_tree(folder: &Path) -> Result<String> {
    let mut listing = String::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|cause| {
            Error::work(format!("cannot read the folder `{}`", folder.display())).detail(cause)
        })?;
        if entry.file_type().is_file() {
            let relative = entry.path().strip_prefix(folder).expect("walkdir stays below its root");
            let name = relative.to_string_lossy().replace('\\', "/");
            let hash = sha256(&read(entry.path())?);
            writeln!(listing, "{hash}  {name}").expect("writing to a String cannot fail");
        }
    }
    Ok(sha256(listing.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}
