//! `SHA256SUMS`: one line per file, as `sha256sum --check` reads it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::error::{Error, Result};
use crate::stages::Package;
use crate::tools::files;
use crate::tools::hash::{read, sha256};

/// Its name.
pub const FILE: &str = "SHA256SUMS";

/// The sums of all files of a folder, by name.
pub fn of(files: &Package) -> Vec<u8> {
    let line = |(name, content): (&String, &Vec<u8>)| format!("{}  {name}\n", sha256(content));
    files.iter().map(line).collect::<String>().into_bytes()
}

/// The files that a folder's sums name, each found to be what its sum says; a file that no sum names is refused.
pub fn checked(folder: &Path) -> Result<Package> {
    let text = String::from_utf8_lossy(&read(&folder.join(FILE))?).into_owned();
    let mut files = Package::new();
    for line in text.lines() {
        let (sum, name) = line.split_once("  ").ok_or_else(|| not_sums(folder, line))?;
        if name.is_empty() || name.contains(['/', '\\']) {
            return Err(not_sums(folder, line));
        }
        let content = read(&folder.join(name))?;
        let found = sha256(&content);
        if found != sum {
            return Err(Error::work(format!("`{}` is not what {FILE} says", folder.join(name).display()))
                .detail(format!("expected sha256 {sum}\nfound    sha256 {found}"))
                .help("get the file again, or make the release anew with `cargo xtask release`"));
        }
        files.insert(name.to_owned(), content);
    }
    refuse_others(folder, &files)?;
    Ok(files)
}

/// Where files differ from the sums of them, one line each; nothing where exactly these files are there.
pub fn differences(sums: &[u8], files: &Package) -> Vec<String> {
    let text = String::from_utf8_lossy(sums);
    let mut unnamed: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let mut found = Vec::new();
    for line in text.lines() {
        let Some((sum, name)) = line.split_once("  ") else {
            found.push(format!("{FILE} has a line that is none: {line:?}"));
            continue;
        };
        unnamed.remove(name);
        match files.get(name) {
            None => found.push(format!("`{name}` is missing")),
            Some(content) if sha256(content) == sum => {}
            Some(_) => found.push(format!("`{name}` is not what {FILE} says")),
        }
    }
    found.extend(unnamed.iter().map(|name| format!("`{name}` is not in {FILE}")));
    found
}

fn refuse_others(folder: &Path, named: &Package) -> Result<()> {
    for place in files::entries(folder)? {
        let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name != FILE && !named.contains_key(&name) {
            return Err(Error::work(format!("`{}` is not in {FILE}", place.display()))
                .help("take the file away; a release holds only what its sums name"));
        }
    }
    Ok(())
}

fn not_sums(folder: &Path, line: &str) -> Error {
    Error::work(format!("`{}` is damaged", folder.join(FILE).display()))
        .detail(format!("no line `<sha256>  <file>`: {line:?}"))
        .help("get the release again, or make it anew with `cargo xtask release`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let files = Package::from([("a.tgz".to_owned(), vec![1]), ("b.tgz".to_owned(), vec![2, 3])]);
        for (name, content) in &files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        std::fs::write(folder.path().join(FILE), of(&files)).unwrap();
        folder
    }

    fn refusal(folder: &tempfile::TempDir) -> String {
        checked(folder.path()).unwrap_err().to_string()
    }

    #[test]
    fn a_whole_release_is_read() {
        assert_eq!(checked(release().path()).unwrap().len(), 2);
    }

    #[test]
    fn every_file_that_differs_from_its_sums_is_named_and_so_is_each_without_one() {
        let files = Package::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![2])]);
        let sums = of(&files);
        assert!(differences(&sums, &files).is_empty());
        let other = Package::from([("b".to_owned(), vec![2, 2]), ("c".to_owned(), vec![3])]);
        let found = differences(&sums, &other);
        let expected = ["`a` is missing", "`b` is not what SHA256SUMS says", "`c` is not in SHA256SUMS"];
        assert_eq!(found, expected);
        assert!(differences(b"half a line", &Package::new())[0].contains("half a line"));
    }

    #[test]
    fn reject_a_tampered_file_with_both_sums() {
        let folder = release();
        std::fs::write(folder.path().join("b.tgz"), [2, 4]).unwrap();
        let said = refusal(&folder);
        assert!(
            said.contains("b.tgz` is not what SHA256SUMS says") && said.contains("found    sha256"),
            "{said}"
        );
    }

    #[test]
    fn reject_a_missing_file_and_one_too_many() {
        let folder = release();
        std::fs::remove_file(folder.path().join("a.tgz")).unwrap();
        assert!(refusal(&folder).contains("a.tgz"));
        let folder = release();
        std::fs::write(folder.path().join("c.tgz"), [0]).unwrap();
        assert!(refusal(&folder).contains("c.tgz` is not in SHA256SUMS"));
    }

    #[test]
    fn reject_sums_that_lead_elsewhere_or_are_none() {
        for text in ["half a line", "abc  ../x", "abc  "] {
            let folder = release();
            std::fs::write(folder.path().join(FILE), text).unwrap();
            assert!(refusal(&folder).contains("SHA256SUMS` is damaged"), "{text}");
        }
    }
}
