//! One request of `cargo xtask serve`, read and answered.
//!
//! Limits: a request without a body; each connection ends with its answer.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use super::find::{Found, TEXT, find};

/// A request with more is not read.
const REQUEST_BYTES_MAX: usize = 16 << 10;

const HEADERS_MAX: usize = 100;

/// What matters of a request.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    method: String,
    /// Path and query.
    address: String,
    host: String,
}

/// The line that begins an answer.
type Status = &'static str;

const OK: Status = "200 OK";
const ELSEWHERE: Status = "308 Permanent Redirect";
const BAD: Status = "400 Bad Request";
const FORBIDDEN: Status = "403 Forbidden";
const NOTHING: Status = "404 Not Found";
const METHOD: Status = "405 Method Not Allowed";
const BUSY: Status = "503 Service Unavailable";

/// Reads a request, which must come within `patience`, and answers it.
pub fn answer(dist: &Path, mut client: &TcpStream, port: u16, patience: Duration) -> Result<()> {
    let Some(asked) = asked(client, Instant::now() + patience)? else {
        return text(client, BAD, "this is no request that can be read");
    };
    let shown = asked.method != "HEAD";
    if !is_own(&asked.host, port) {
        // a page whose name leads to this machine must not read what is served to its user
        return text(
            client,
            FORBIDDEN,
            &format!("`{}` is not served here; ask for 127.0.0.1:{port}", asked.host),
        );
    }
    if asked.method != "GET" && shown {
        return text(client, METHOD, "only GET and HEAD");
    }
    match find(dist, &asked.address) {
        Found::File(mut file, kind) => {
            head(client, OK, kind, file.metadata()?.len(), "Cache-Control: no-cache\r\n")?;
            if shown {
                std::io::copy(&mut file, &mut client)?;
            }
            Ok(())
        }
        Found::Elsewhere(place) => head(client, ELSEWHERE, TEXT, 0, &format!("Location: {place}\r\n")),
        Found::Outside => text(client, FORBIDDEN, "a link that leads out of dist/ is not followed"),
        Found::Nothing => text(client, NOTHING, "not here"),
    }
}

/// Tells a client that too many are served, without waiting for it.
pub fn busy(mut client: &TcpStream) -> Result<()> {
    client.set_nonblocking(true)?;
    let _ = client.read(&mut [0; REQUEST_BYTES_MAX]); // what was not read would reset the connection before the answer is
    text(client, BUSY, "too many connections at once; try again")
}

/// Where pages of this server come from.
fn is_own(host: &str, port: u16) -> bool {
    [format!("127.0.0.1:{port}"), format!("localhost:{port}")]
        .iter()
        .any(|own| host.eq_ignore_ascii_case(own))
        || (port == 80 && ["127.0.0.1", "localhost"].contains(&host))
}

/// The request, or nothing where it is none.
fn asked(mut client: &TcpStream, deadline: Instant) -> Result<Option<Asked>> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let count = client.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..count]);
        match parsed(&bytes) {
            Ok(Some(asked)) => return Ok(Some(asked)),
            Ok(None) if count > 0 && bytes.len() < REQUEST_BYTES_MAX => {}
            Ok(None) | Err(_) => return Ok(None),
        }
        if Instant::now() > deadline {
            return Err(Error::from(ErrorKind::TimedOut));
        }
    }
}

/// Nothing while more must come.
fn parsed(bytes: &[u8]) -> std::result::Result<Option<Asked>, httparse::Error> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut request = httparse::Request::new(&mut headers);
    if request.parse(bytes)?.is_partial() {
        return Ok(None);
    }
    let (method, address) = (request.method.unwrap_or_default(), request.path.unwrap_or_default());
    let hosts: Vec<_> =
        request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host")).collect();
    let host = match hosts.as_slice() {
        [host] => String::from_utf8_lossy(host.value).into_owned(),
        [] | [..] => String::new(), // of several nobody can tell which is meant
    };
    Ok(Some(Asked { method: method.to_owned(), address: address.to_owned(), host }))
}

fn text(mut client: &TcpStream, status: Status, said: &str) -> Result<()> {
    head(client, status, TEXT, said.len() as u64 + 1, "")?;
    writeln!(client, "{said}")
}

fn head(mut client: &TcpStream, status: Status, kind: &str, bytes: u64, more: &str) -> Result<()> {
    let fixed = "X-Content-Type-Options: nosniff\r\nConnection: close";
    write!(
        client,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {bytes}\r\n{more}{fixed}\r\n\r\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_known_when_it_is_whole() {
        let whole = b"GET /a?b HTTP/1.1\r\nhOST: 127.0.0.1:8\r\n\r\n";
        let expected = Asked { method: "GET".into(), address: "/a?b".into(), host: "127.0.0.1:8".into() };
        assert_eq!(parsed(whole), Ok(Some(expected)));
        for end in 1..whole.len() {
            assert_eq!(parsed(&whole[..end]), Ok(None), "{end}");
        }
        assert!(parsed(b"\x16\x03\x01 TLS").is_err());
    }

    #[test]
    fn a_request_without_a_host_or_with_two_names_none() {
        for headers in ["", "Host: 127.0.0.1:8\r\nHost: example.org\r\n"] {
            let request = format!("GET / HTTP/1.1\r\n{headers}\r\n");
            assert_eq!(parsed(request.as_bytes()).unwrap().unwrap().host, "");
        }
    }

    #[test]
    fn only_the_names_of_this_machine_with_the_port_are_own() {
        assert!(is_own("127.0.0.1:8000", 8000) && is_own("LOCALHOST:8000", 8000) && is_own("localhost", 80));
        for host in
            ["", "127.0.0.1", "localhost", "127.0.0.1:80", "example.org:8000", "127.0.0.1:8000.example.org"]
        {
            assert!(!is_own(host, 8000), "{host}");
        }
    }
}
