//! Which registry npm talks to: decided and shown here, since npm takes its default in place of an address that it cannot read, and
//! a scope's own registry in place of the one that it is given.

use std::collections::BTreeSet;

use fluent_uri::Uri;

use super::Limits;
use crate::error::{Error, Result};
use crate::tools::process::{Invocation, outcome_within};

/// What npm says of a key that nobody set.
const UNSET: &str = "undefined";

/// A registry that every call of npm is told.
#[derive(Debug)]
pub struct Registry {
    /// Scheme, host and path.
    pub url: String,
    /// Who named it.
    pub from: String,
    scopes: BTreeSet<String>,
}

impl Registry {
    /// The one that is given, or else the one that npm is configured for.
    pub fn effective(given: Option<&str>, packages: &[&str], limits: Limits) -> Result<Self> {
        let scopes: BTreeSet<String> =
            packages.iter().copied().filter_map(scope).map(str::to_owned).collect();
        let (url, from) = match given {
            Some(url) => (url.to_owned(), "--registry".to_owned()),
            None => configured(&scopes, limits)?,
        };
        refuse_other_than_url(&url, &from)?;
        Ok(Self { url, from, scopes })
    }

    /// A call of npm that goes there, and nowhere else.
    pub fn npm(&self, words: &[&str]) -> Invocation {
        let scoped = self.scopes.iter().map(|scope| format!("--{scope}:registry={}", self.url));
        Invocation::new("npm").args(words).args(["--registry", &self.url]).args(scoped)
    }
}

/// `@pocketpy/core` is in `@pocketpy`.
fn scope(package: &str) -> Option<&str> {
    package.split_once('/').map(|(scope, _)| scope)
}

/// npm asks a scope's own registry first.
fn configured(scopes: &BTreeSet<String>, limits: Limits) -> Result<(String, String)> {
    let keys = scopes.iter().map(|scope| format!("{scope}:registry")).chain(["registry".to_owned()]);
    for key in keys {
        let value = setting(&key, limits)?;
        if value != UNSET {
            return Ok((value, format!("npm's `{key}`")));
        }
    }
    Err(Error::work("npm knows no registry").help("name one with --registry, such as `https://HOST/`"))
}

fn setting(key: &str, limits: Limits) -> Result<String> {
    let said = outcome_within(&Invocation::new("npm").args(["config", "get", key]), limits.query)?;
    if let Some(failure) = said.failure {
        return Err(failure
            .within(format!("cannot ask npm for its `{key}`"))
            .help("name a registry with --registry, or mend npm's configuration (`npm config list`)"));
    }
    Ok(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

/// Name and password are none of ours to hand on, and a query or fragment would be cut off.
fn refuse_other_than_url(url: &str, from: &str) -> Result<()> {
    let refused = |why: &str, shown: &str| {
        Err(Error::request(format!("`{shown}` is no registry of npm"))
            .detail(format!("{why}; {from} names it"))
            .help("name a registry by scheme, host and path, such as `https://HOST/`"))
    };
    let Ok(parsed) = Uri::parse(url) else { return refused("it is no URL", url) };
    let Some(authority) = parsed.authority() else { return refused("it names no host", url) };
    if authority.has_userinfo() {
        let shown = format!("{}://…@{}/", parsed.scheme(), authority.host());
        return refused("names and passwords belong into npm's configuration", &shown);
    }
    match parsed.scheme().as_str() {
        "http" | "https" if authority.host().is_empty() => refused("it names no host", url),
        "http" | "https" if parsed.has_query() || parsed.has_fragment() => {
            refused("more than scheme, host and path is lost", url)
        }
        "http" | "https" => Ok(()),
        other => refused(&format!("`{other}` is neither http nor https"), url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        refuse_other_than_url(url, "--registry").unwrap_err().to_string()
    }

    #[test]
    fn an_http_url_with_host_port_and_path_is_a_registry() {
        for url in
            ["https://registry.example.org/", "http://127.0.0.1:4873/", "https://h/npm/", "http://[::1]:1"]
        {
            refuse_other_than_url(url, "--registry").unwrap();
        }
    }

    #[test]
    fn reject_what_is_no_http_url_with_the_reason() {
        for (url, why) in [
            ("notaurl", "it is no URL"),
            ("registry.example.org", "it is no URL"),
            ("", "it is no URL"),
            ("mailto:x", "it names no host"),
            ("http:///npm/", "it names no host"),
            ("ftp://h/", "`ftp` is neither http nor https"),
            ("https://h/?x", "more than scheme, host and path is lost"),
            ("https://h/ x", "it is no URL"),
        ] {
            let said = refusal(url);
            assert!(said.contains(why), "{url}: {said}");
        }
    }

    #[test]
    fn reject_a_password_and_do_not_repeat_it() {
        let said = refusal("https://me:secret@h/");
        assert!(said.contains("belong into npm's configuration") && !said.contains("secret"), "{said}");
    }

    #[test]
    fn npm_is_told_for_every_scope_of_the_packages() {
        let packages = ["@pocketpy/core", "@pocketpy/numpy", "@other/x", "plain"];
        let limits = Limits { query: std::time::Duration::ZERO, upload: std::time::Duration::ZERO };
        let registry = Registry::effective(Some("http://h/"), &packages, limits).unwrap();
        let expected =
            "npm view --registry http://h/ --@other:registry=http://h/ --@pocketpy:registry=http://h/";
        assert_eq!(registry.npm(&["view"]).display(), expected);
    }
}
