//! Finds the heads of HTTP/1 requests in what a client sends, beside hyper.
//!
//! Two things hyper does not tell: that a head has begun (an idle connection may wait a minute,
//! half a head only ten seconds), and that it gave its body's length in two ways: of
//! `Content-Length` and `Transfer-Encoding` hyper keeps the second alone. A proxy in front that
//! kept the first would see different requests in the same bytes, which is how requests are
//! smuggled. So this follows the bytes far enough to know where each body ends. What it cannot
//! follow, hyper refuses; if ever it did not, the request has no verdict and is refused.

/// Where in the stream of requests the next byte belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Body(u64),
    ChunkSize,
    ChunkData(u64),
    ChunkEnd,
    Trailer,
    /// HTTP/2, or not understood.
    Opaque,
}

/// Follows the requests of one connection.
#[derive(Debug)]
pub(super) struct Heads {
    place: Place,
    /// The line begun.
    line: Vec<u8>,
    /// Bytes of the head begun.
    size: usize,
    limit: usize,
    request_line: bool,
    length: Option<u64>,
    chunked: bool,
    ended: Vec<bool>,
}

impl Heads {
    /// For heads of at most `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            place: Place::Head,
            line: Vec::new(),
            size: 0,
            limit,
            request_line: false,
            length: None,
            chunked: false,
            ended: Vec::new(),
        }
    }

    /// The heads that ended since the last call; `true` for one with both lengths.
    pub(super) fn ended(&mut self) -> std::vec::Drain<'_, bool> {
        self.ended.drain(..)
    }

    /// A head has begun and not ended.
    pub(super) fn unfinished(&self) -> bool {
        self.place == Place::Head && self.size > 0
    }

    /// Takes in what the client sent next.
    pub(super) fn feed(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            match self.place {
                Place::Opaque => return,
                Place::Body(left) | Place::ChunkData(left) => {
                    let taken = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                    bytes = &bytes[taken..];
                    let left = left - taken as u64;
                    self.place = match self.place {
                        Place::ChunkData(_) if left == 0 => Place::ChunkEnd,
                        Place::ChunkData(_) => Place::ChunkData(left),
                        _ if left == 0 => Place::Head,
                        _ => Place::Body(left),
                    };
                }
                Place::Head | Place::ChunkSize | Place::ChunkEnd | Place::Trailer => {
                    let (taken, whole) = match bytes.iter().position(|byte| *byte == b'\n') {
                        Some(end) => (end + 1, true),
                        None => (bytes.len(), false),
                    };
                    self.size += taken;
                    if self.size > self.limit {
                        self.give_up();
                        return;
                    }
                    self.line.extend_from_slice(&bytes[..taken]);
                    bytes = &bytes[taken..];
                    if whole {
                        let line = std::mem::take(&mut self.line);
                        let text = line.strip_suffix(b"\n").unwrap_or(&line);
                        self.line_ended(text.strip_suffix(b"\r").unwrap_or(text));
                    }
                }
            }
        }
    }

    fn line_ended(&mut self, line: &[u8]) {
        match self.place {
            Place::Head if line.is_empty() && !self.request_line => self.size = 0,
            Place::Head if line.is_empty() => self.head_ended(),
            Place::Head if !self.request_line => {
                if line == b"PRI * HTTP/2.0" {
                    self.give_up();
                }
                self.request_line = true;
            }
            Place::Head => self.field(line),
            Place::ChunkSize => match chunk_size(line) {
                Some(0) => self.place = Place::Trailer,
                Some(size) => {
                    self.size = 0;
                    self.place = Place::ChunkData(size);
                }
                None => self.give_up(),
            },
            Place::ChunkEnd if line.is_empty() => self.place = Place::ChunkSize,
            Place::Trailer if line.is_empty() => {
                self.size = 0;
                self.place = Place::Head;
            }
            Place::Trailer => {}
            _ => self.give_up(),
        }
    }

    fn field(&mut self, line: &[u8]) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            return self.give_up();
        };
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        if name.eq_ignore_ascii_case(b"content-length") {
            match str::from_utf8(value)
                .ok()
                .and_then(|text| text.trim().parse().ok())
            {
                // hyper refuses lengths that differ.
                Some(length) => self.length = Some(length),
                None => self.give_up(),
            }
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            self.chunked = true;
        }
    }

    fn head_ended(&mut self) {
        self.ended.push(self.chunked && self.length.is_some());
        self.place = match self.length {
            _ if self.chunked => Place::ChunkSize,
            Some(length) if length > 0 => Place::Body(length),
            _ => Place::Head,
        };
        self.size = 0;
        self.request_line = false;
        self.length = None;
        self.chunked = false;
    }

    fn give_up(&mut self) {
        self.place = Place::Opaque;
        self.line = Vec::new();
    }
}

/// The size that a chunk's first line says, in hexadecimal before any extension.
fn chunk_size(line: &[u8]) -> Option<u64> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let (digits, rest) = line.split_at(digits);
    let extension = rest.trim_ascii_start();
    if !extension.is_empty() && !extension.starts_with(b";") {
        return None;
    }
    u64::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdicts on a stream, whole and byte by byte, which must agree.
    fn verdicts(stream: &str) -> (Vec<bool>, bool) {
        let mut whole = Heads::new(1_024);
        whole.feed(stream.as_bytes());
        let mut drop_by_drop = Heads::new(1_024);
        for byte in stream.as_bytes() {
            drop_by_drop.feed(&[*byte]);
        }
        let ended: Vec<bool> = whole.ended().collect();
        assert_eq!(ended, drop_by_drop.ended().collect::<Vec<_>>());
        assert_eq!(whole.unfinished(), drop_by_drop.unfinished());
        (ended, whole.unfinished())
    }

    #[test]
    fn sees_both_lengths_in_either_order_and_any_case() {
        let (cl, te) = ("Content-Length: 4\r\n", "tRANSFER-eNCODING : x, chunked\r\n");
        let te = te.replace(" :", ":");
        let head = |fields: &str| verdicts(&format!("POST / HTTP/1.1\r\nHost: a\r\n{fields}\r\n")).0;
        assert_eq!(head(&format!("{cl}{te}")), [true]);
        assert_eq!(head(&format!("{te}{cl}")), [true]);
        assert_eq!(head(&te), [false]);
        assert_eq!(head(cl), [false]);
    }

    #[test]
    fn follows_bodies_to_the_next_head() {
        let get = "GET / HTTP/1.1\nHost: a\n\n";
        let bad = "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
        let stream = [
            get,
            "POST / HTTP/1.1\r\nContent-Length: 66\r\n\r\n",
            bad,
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "42;name=\"value\"\r\n",
            bad,
            "\r\n5 \r\n\r\n\r\n\n\r\n0\r\nTrailer: x\r\n\r\n",
            "\r\n",
            bad,
        ];
        assert_eq!(bad.len(), 0x42);
        assert_eq!(
            verdicts(&stream.concat()),
            (vec![false, false, false, true], false)
        );
    }

    #[test]
    fn knows_when_a_head_has_begun() {
        assert_eq!(verdicts(""), (vec![], false));
        assert_eq!(verdicts("G"), (vec![], true));
        assert_eq!(verdicts("GET / HTTP/1.1\r\nHost: a\r\n"), (vec![], true));
        assert_eq!(
            verdicts("GET / HTTP/1.1\r\nHost: a\r\n\r\nG"),
            (vec![false], true)
        );
        assert_eq!(
            verdicts("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"),
            (vec![false], false)
        );
    }

    #[test]
    fn gives_no_verdict_on_what_it_cannot_follow() {
        let get = "GET / HTTP/1.1\r\n\r\n";
        for lost in [
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\nContent-Length: 1_0\r\n\r\n",
            &format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(2_000)),
        ] {
            assert_eq!(verdicts(&format!("{lost}{get}")), (vec![], false), "{lost}");
        }
        let chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        for lost in ["zz\r\n", "1\r\nxyz\r\n"] {
            assert_eq!(verdicts(&format!("{chunked}{lost}{get}")).0, [false], "{lost}");
        }
    }
}
