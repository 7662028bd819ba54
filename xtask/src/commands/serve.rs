//! `cargo xtask serve`: `dist/` as a static host would serve it, on this machine only.
//!
//! Limits: GET and HEAD, one request at a time, nothing outside `dist/`.

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Response, Server};

use super::{Request, build};
use crate::cli::ServeArgs;
use crate::error::{Error, Result};
use crate::tools::files::Folders;
use crate::ui::Ui;

/// Content types by ending; files with any other ending are text.
const TYPES: [(&str, &str); 6] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
];

/// A build, then `dist/` on this machine until the process is ended.
pub fn serve(folders: &Folders, args: &ServeArgs, ui: &Ui) -> Result<()> {
    build(folders, &Request::default(), ui)?;
    serve_folder(&folders.at("dist"), args.port, ui)
}

/// Serves until the process is ended. `port` 0 takes a free one; the address goes to stdout.
fn serve_folder(dist: &Path, port: u16, ui: &Ui) -> Result<()> {
    let server = Server::http(("127.0.0.1", port)).map_err(|cause| {
        Error::machine(format!("cannot listen on port {port}"))
            .detail(cause)
            .help("choose another one with `--port`; 0 takes a free one")
    })?;
    let address = server.server_addr();
    println!("http://{address}/playground/");
    ui.status("serve", "dist/ until Ctrl+C");
    for request in server.incoming_requests() {
        let _ = answer(dist, request); // who asked is gone; the next one is served
    }
    Ok(())
}

fn answer(dist: &Path, request: tiny_http::Request) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("only GET and HEAD").with_status_code(405));
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    if path == "/" {
        let home = header("Location", "/playground/");
        return request.respond(Response::empty(302).with_header(home));
    }
    match find(dist, &path) {
        Some((file, kind)) => request.respond(
            Response::from_file(file)
                .with_header(header("Content-Type", kind))
                .with_header(header("Cache-Control", "no-cache")),
        ),
        None => request.respond(Response::from_string("not here").with_status_code(404)),
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values are ASCII")
}

/// The file behind an address, and its content type.
fn find(dist: &Path, address: &str) -> Option<(File, &'static str)> {
    let mut path = dist.join(below(address)?);
    if path.is_dir() {
        path.push("index.html");
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let kind = TYPES
        .iter()
        .find(|(known, _)| *known == ending)
        .map_or("text/plain; charset=utf-8", |(_, kind)| kind);
    path.is_file().then(|| File::open(&path).ok()).flatten().map(|file| (file, kind))
}

/// An address as a path below a folder; nothing if it leads out of it.
fn below(address: &str) -> Option<PathBuf> {
    let text = percent_decode_str(address).decode_utf8().ok()?;
    let path = PathBuf::from(text.trim_start_matches('/'));
    let stays = path.components().all(|part| matches!(part, Component::Normal(_))) && !text.contains('\\');
    stays.then_some(path)
}

#[cfg(test)]
mod tests {
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
}
