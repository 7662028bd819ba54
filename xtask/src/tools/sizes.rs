//! What a file costs: raw, gzip -9 and brotli -q 11 bytes, the latter as a CDN sends it.

use std::io::Write;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::tools::files::{self, Folders};
use crate::tools::hash::KeyBuilder;

/// What pins the compressors: another one may give other sizes.
const COMPRESSORS: &str = include_str!("../../../Cargo.lock");

/// Bytes of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// As it lies on disk.
    pub raw: u64,
    /// gzip -9.
    pub gzip: u64,
    /// brotli -q 11, window 22.
    pub brotli: u64,
}

impl Size {
    /// Measures bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { raw: bytes.len() as u64, gzip: gzip(bytes), brotli: compressed(bytes).len() as u64 }
    }

    /// Measures bytes, unless the same were measured before in this checkout: brotli takes seconds for a megabyte.
    pub fn remembered(folders: &Folders, bytes: &[u8]) -> Result<Self> {
        let key = KeyBuilder::new("size").text(COMPRESSORS).bytes(bytes).finish();
        let record = folders.scratch().join("measured").join(format!("{}.json", key.as_str()));
        let known = std::fs::read(&record).ok().and_then(|text| serde_json::from_slice(&text).ok());
        if let Some(size) = known {
            return Ok(size);
        }
        let size = Self::of(bytes);
        files::write(&record, &serde_json::to_vec(&size).expect("a size has only string keys"))?;
        Ok(size)
    }

    /// The sum of two files.
    pub fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// What a CDN sends: brotli -q 11, window 22.
pub fn compressed(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)
        .expect("writing to a Vec cannot fail");
    compressed
}

fn gzip(bytes: &[u8]) -> u64 {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("writing to a Vec cannot fail");
    encoder.finish().expect("writing to a Vec cannot fail").len() as u64
}

/// 1234567 as `1 234 567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
