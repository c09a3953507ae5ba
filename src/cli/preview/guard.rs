//! Who may talk to the preview: the page that it served itself, in a browser on this machine, and nobody else.
//!
//! The server listens on 127.0.0.1. What is left to keep out are other pages in the same browser: one that sends requests here
//! (Origin), one whose name was made to point here (Host, "DNS rebinding"), and whoever does not know this run's token, which
//! is part of every address. No header for other origins (CORS) is ever sent.

use axum::http::{HeaderMap, Method, Uri, header};
use baocao::hash::sha256;

/// Bytes of the token: too many to guess.
const TOKEN_BYTES: usize = 32;

/// What a request must show.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    port: u16,
    token: String,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Host,
    Origin,
    Token,
}

impl Refusal {
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Refusal::Host => "not addressed to this machine\n",
            Refusal::Origin => "asked by another page\n",
            Refusal::Token => {
                "the address lacks this run's token; open the one that baocao preview printed\n"
            }
        }
    }
}

impl Guard {
    /// A guard with a new token.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub(super) fn new(port: u16) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Guard { port, token: sha256(&bytes) })
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// The path below which everything is.
    pub(super) fn root(&self) -> String {
        format!("/{}", self.token)
    }

    /// A word that only pages served in this run know, for styles that a script adds to the page (Content-Security-Policy).
    pub(super) fn nonce(&self) -> String {
        sha256(self.token.as_bytes())[..32].to_string()
    }

    /// Whether a request is refused, and why.
    pub(super) fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Refusal> {
        let text = |name: header::HeaderName| headers.get_all(name).iter().map(|value| value.to_str().ok());
        let port = self.port;
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let is_host = |host: Option<&str>| host.is_some_and(|host| hosts.iter().any(|own| own == host));
        let mut asked: Vec<Option<&str>> = text(header::HOST).collect();
        let host = asked.pop().flatten();
        // A request may name the host in its first line, too.
        let is_named = uri.authority().is_none_or(|named| is_host(Some(named.as_str())));
        if !asked.is_empty() || !is_host(host) || !is_named {
            return Some(Refusal::Host);
        }
        let own_origin = format!("http://{}", host.unwrap_or_default());
        let origins: Vec<Option<&str>> = text(header::ORIGIN).collect();
        let is_own = origins.iter().all(|origin| *origin == Some(own_origin.as_str()));
        // Browsers say with every request but a plain GET where it comes from.
        let is_missing = origins.is_empty() && !matches!(*method, Method::GET | Method::HEAD);
        // Other ports of this machine are "same-site" only.
        let mut sites = headers.get_all("sec-fetch-site").iter();
        let is_other_site = sites.any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"));
        if !is_own || is_missing || is_other_site {
            return Some(Refusal::Origin);
        }
        let token = uri.path().split('/').nth(1).unwrap_or_default();
        // Hashes are compared, so that the time taken says nothing about the token.
        (sha256(token.as_bytes()) != sha256(self.token.as_bytes())).then_some(Refusal::Token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(method: Method, path: &str, headers: &[(&'static str, &str)]) -> Option<Refusal> {
        let guard = Guard { port: 4000, token: "t0ken".to_string() };
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().expect("a header"));
        }
        let uri = path.parse().unwrap_or_else(|_| Uri::from_static("/"));
        guard.refuses(&method, &uri, &map)
    }

    const HOST: (&str, &str) = ("host", "127.0.0.1:4000");
    const ORIGIN: (&str, &str) = ("origin", "http://127.0.0.1:4000");

    #[test]
    fn the_own_page_is_let_in() {
        assert_eq!(refused(Method::GET, "/t0ken/", &[HOST]), None);
        assert_eq!(refused(Method::GET, "/t0ken/state", &[HOST, ("sec-fetch-site", "same-origin")]), None);
        assert_eq!(refused(Method::POST, "/t0ken/save", &[HOST, ORIGIN]), None);
        let local = [("host", "localhost:4000"), ("origin", "http://localhost:4000")];
        assert_eq!(refused(Method::POST, "/t0ken/save", &local), None);
    }

    #[test]
    fn another_host_is_refused() {
        for host in ["127.0.0.1", "127.0.0.1:4001", "evil.example:4000", "127.0.0.1:4000.evil.example", ""] {
            assert_eq!(refused(Method::GET, "/t0ken/", &[("host", host)]), Some(Refusal::Host), "{host}");
        }
        assert_eq!(refused(Method::GET, "/t0ken/", &[]), Some(Refusal::Host));
        let named = "http://evil.example:4000/t0ken/";
        assert_eq!(refused(Method::GET, named, &[HOST]), Some(Refusal::Host));
        let two = [HOST, ("host", "evil.example")];
        assert_eq!(refused(Method::GET, "/t0ken/", &two), Some(Refusal::Host));
    }

    #[test]
    fn another_origin_is_refused() {
        for origin in [
            "http://evil.example",
            "null",
            "http://localhost:4000",
            "http://127.0.0.1:4001",
            "https://127.0.0.1:4000",
        ] {
            let headers = [HOST, ("origin", origin)];
            assert_eq!(refused(Method::GET, "/t0ken/state", &headers), Some(Refusal::Origin), "{origin}");
            assert_eq!(refused(Method::POST, "/t0ken/save", &headers), Some(Refusal::Origin), "{origin}");
        }
        assert_eq!(refused(Method::POST, "/t0ken/save", &[HOST]), Some(Refusal::Origin));
        let both = [HOST, ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")];
        assert_eq!(refused(Method::GET, "/t0ken/", &both), Some(Refusal::Origin));
        for site in ["cross-site", "same-site"] {
            let headers = [HOST, ("sec-fetch-site", site)];
            assert_eq!(refused(Method::GET, "/t0ken/", &headers), Some(Refusal::Origin), "{site}");
        }
    }

    #[test]
    fn without_the_token_nothing_is_shown() {
        for path in ["/", "", "/state", "/t0ke/", "/t0kenx/", "//t0ken/", "/T0KEN/", "/page.js"] {
            assert_eq!(refused(Method::GET, path, &[HOST]), Some(Refusal::Token), "{path}");
        }
    }
}
