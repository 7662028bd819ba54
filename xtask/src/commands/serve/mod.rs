//! `cargo xtask serve`: `dist/` as a static host would serve it, on this machine only.
//!
//! Limits: GET and HEAD, one request per connection, nothing outside `dist/`. The crate `tiny_http` did this before: it sets no time
//! limit, so a client that neither sends nor reads keeps a thread until it goes.

mod answer;
mod find;

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::{Request, build};
use crate::cli::ServeArgs;
use crate::error::{Context, Error, Result};
use crate::tools::files::Folders;
use crate::ui::Ui;

/// What one client can take of the server.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Connections that are answered at once; a browser opens six.
    connections: usize,
    /// How long a client may take to send its request, and to read a piece of the answer.
    patience: Duration,
}

const LIMITS: Limits = Limits { connections: 64, patience: Duration::from_secs(10) };

/// A build, then `dist/` on this machine until the process is ended.
pub fn serve(folders: &Folders, args: &ServeArgs, ui: &Ui) -> Result<()> {
    build(folders, &Request::default(), ui)?;
    let (listener, address) = listen(args.port)?;
    println!("http://{address}/playground/");
    ui.status("serve", "dist/ until Ctrl+C");
    serve_folder(&folders.at("dist"), &listener, address, LIMITS)
}

/// `port` 0 takes a free one.
fn listen(port: u16) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|cause| {
        Error::machine(format!("cannot listen on port {port}"))
            .detail(cause)
            .help("choose another one with `--port`; 0 takes a free one")
    })?;
    let address = listener.local_addr().context(|| "cannot tell the port that was taken".to_owned())?;
    Ok((listener, address))
}

/// Each connection in a thread of its own, until the process is ended; those beyond the limit are told to come again.
fn serve_folder(dist: &Path, listener: &TcpListener, address: SocketAddr, limits: Limits) -> Result<()> {
    let dist = dist.canonicalize().context(|| format!("cannot serve `{}`", dist.display()))?;
    let (dist, open) = (dist.as_path(), &AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for client in listener.incoming() {
            let Ok(client) = client else { continue }; // gone before it was accepted
            if open.load(Ordering::Acquire) >= limits.connections {
                let _ = answer::busy(&client); // who asked is gone; the next one is served
                continue;
            }
            open.fetch_add(1, Ordering::AcqRel);
            scope.spawn(move || {
                let _ = converse(dist, &client, address, limits); // likewise
                open.fetch_sub(1, Ordering::AcqRel);
            });
        }
    });
    Ok(())
}

fn converse(dist: &Path, client: &TcpStream, address: SocketAddr, limits: Limits) -> std::io::Result<()> {
    client.set_read_timeout(Some(limits.patience))?;
    client.set_write_timeout(Some(limits.patience))?;
    answer::answer(dist, client, address.port(), limits.patience)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::{Read, Write};

    use super::*;

    /// A server that runs until the tests end, for a folder with a small and a large file.
    fn start(limits: Limits) -> SocketAddr {
        let folder = tempfile::tempdir().unwrap().keep();
        fs::write(folder.join("small.json"), "{}").unwrap();
        // sockets hold a few megabytes, so this stalls where nobody reads
        File::create(folder.join("large.wasm")).unwrap().set_len(1 << 26).unwrap();
        let (listener, address) = listen(0).unwrap();
        std::thread::spawn(move || serve_folder(&folder, &listener, address, limits));
        address
    }

    fn ask(address: SocketAddr, path: &str) -> TcpStream {
        let mut client = TcpStream::connect(address).unwrap();
        client.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let _ = write!(client, "GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"); // one beyond the limit is not read
        client
    }

    /// All that comes, also before a reset.
    fn said(mut client: TcpStream) -> String {
        let mut bytes = Vec::new();
        let _ = client.read_to_end(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    fn mute(address: SocketAddr) -> TcpStream {
        TcpStream::connect(address).unwrap()
    }

    /// Once it has a part of the answer.
    fn deaf(address: SocketAddr) -> TcpStream {
        let mut client = ask(address, "/large.wasm");
        client.read_exact(&mut [0; 15]).unwrap();
        client
    }

    #[test]
    fn clients_that_send_or_read_nothing_keep_nobody_waiting_and_those_beyond_the_limit_are_told() {
        let address = start(Limits { connections: 3, patience: Duration::from_secs(60) });
        let stalled = [mute(address), deaf(address)];
        for _ in 0..10 {
            let text = said(ask(address, "/small.json"));
            assert!(text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with("\r\n\r\n{}"), "{text}");
        }
        let third = deaf(address);
        let text = said(TcpStream::connect(address).unwrap());
        assert!(text.starts_with("HTTP/1.1 503 "), "{text}");
        drop((stalled, third));
    }

    #[test]
    fn a_client_that_stalls_is_given_up_and_its_place_is_free_again() {
        let address = start(Limits { connections: 1, patience: Duration::from_millis(200) });
        for stall in [mute, deaf] {
            let (mut stalled, mut all) = (stall(address), Vec::new());
            while !said(ask(address, "/small.json")).starts_with("HTTP/1.1 200 ") {}
            let _ = stalled.read_to_end(&mut all); // a reset counts as an end
            assert!(all.len() < 1 << 26, "the whole answer came");
        }
    }
}
