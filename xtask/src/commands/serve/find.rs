//! What an address of `cargo xtask serve` means in `dist/`.

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

/// Content types by ending; files with any other ending are text.
const TYPES: [(&str, &str); 6] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
];

/// The type of texts.
pub const TEXT: &str = "text/plain; charset=utf-8";

/// What lies behind an address.
#[derive(Debug)]
pub enum Found {
    /// A file and its content type.
    File(File, &'static str),
    /// Another address: of the playground for none, of a folder for its name without the slash.
    Elsewhere(String),
    /// A link that leads out of the folder.
    Outside,
    /// No file.
    Nothing,
}

/// Looks an address up. `dist` is canonical.
pub fn find(dist: &Path, address: &str) -> Found {
    let (address, question) =
        address.split_once('?').map_or((address, None), |(path, rest)| (path, Some(rest)));
    if address == "/" {
        return Found::Elsewhere("/playground/".to_owned());
    }
    let Some(path) = below(address).map(|path| dist.join(path)) else { return Found::Nothing };
    let page = path.join("index.html");
    match (path.is_dir(), address.ends_with('/')) {
        (false, _) => inside(dist, &path),
        (true, true) => inside(dist, &page),
        (true, false) if page.is_file() => Found::Elsewhere(with_slash(address, question)),
        (true, false) => Found::Nothing,
    }
}

/// Begins with exactly one slash: two would name another host.
fn with_slash(address: &str, question: Option<&str>) -> String {
    let question = question.map(|question| format!("?{question}")).unwrap_or_default();
    format!("/{}/{question}", address.trim_start_matches('/'))
}

/// An address as a path below a folder; nothing if it leads out of it.
fn below(address: &str) -> Option<PathBuf> {
    let text = percent_decode_str(address).decode_utf8().ok()?;
    let path = PathBuf::from(text.trim_start_matches('/'));
    let stays = path.components().all(|part| matches!(part, Component::Normal(_))) && !text.contains('\\');
    stays.then_some(path)
}

/// The file of a path, if no link on the way leads out of the folder.
fn inside(dist: &Path, path: &Path) -> Found {
    let Ok(real) = path.canonicalize() else { return Found::Nothing };
    if !real.starts_with(dist) {
        return Found::Outside;
    }
    if !real.is_file() {
        return Found::Nothing;
    }
    File::open(real).map_or(Found::Nothing, |file| Found::File(file, content_type(path)))
}

fn content_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == ending).map_or(TEXT, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_address_that_leads_out_of_the_folder_names_no_file() {
        for address in
            ["/../Cargo.toml", "/npm/../../x", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "/a\\..\\b", "/%ff"]
        {
            assert_eq!(below(address), None, "{address}");
        }
        assert_eq!(below("/npm/%40pocketpy/core"), Some(PathBuf::from("npm/@pocketpy/core")));
        assert_eq!(below("//playground/"), Some(PathBuf::from("playground/")));
    }

    #[test]
    fn a_link_that_leads_out_of_the_folder_is_refused_and_one_within_it_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().canonicalize().unwrap().join("dist");
        fs::create_dir_all(dist.join("npm")).unwrap();
        fs::write(dist.join("npm/index.html"), "in").unwrap();
        fs::write(dist.join("../secret.html"), "out").unwrap();
        symlink("npm", dist.join("within")).unwrap();
        symlink("../secret.html", dist.join("file.html")).unwrap();
        symlink("..", dist.join("up")).unwrap();
        symlink("/", dist.join("npm/root")).unwrap();
        for address in ["/file.html", "/up/secret.html", "/npm/root/etc/passwd", "/up/dist/../secret.html"] {
            let found = find(&dist, address);
            assert!(matches!(found, Found::Outside | Found::Nothing), "{address}: {found:?}");
        }
        assert!(matches!(find(&dist, "/file.html"), Found::Outside));
        assert!(matches!(find(&dist, "/within/"), Found::File(_, "text/html; charset=utf-8")));
        assert!(matches!(find(&dist, "/npm/"), Found::File(..)));
    }

    #[test]
    fn a_folder_without_its_slash_leads_to_the_folder_on_this_host() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().canonicalize().unwrap();
        fs::create_dir_all(dist.join("example.org/bare")).unwrap();
        fs::write(dist.join("example.org/index.html"), "").unwrap();
        for (address, expected) in [
            ("/example.org", "/example.org/"),
            ("//example.org", "/example.org/"),
            ("/example%2Eorg?a=b", "/example%2Eorg/?a=b"),
            ("/", "/playground/"),
        ] {
            let found = find(&dist, address);
            assert!(matches!(&found, Found::Elsewhere(place) if place == expected), "{address}: {found:?}");
        }
        assert!(matches!(find(&dist, "/example.org/bare"), Found::Nothing));
    }
}
