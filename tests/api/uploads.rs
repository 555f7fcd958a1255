//! Files over real connections: slow, endless, broken off, and while a right ends.

use crate::attachments::{nothing_is_left, rows, settled};
use crate::delegations::revoke;
use comptoir::http::server::{self, Limits};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tests::{Person, TestApp};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

tests::on_both_engines!(
    f4_what_breaks_off_leaves_nothing,
    f4_what_does_not_end_is_ended,
    f4_what_drips_is_cut,
    f4_a_slow_line_takes_longer_than_a_handler_may,
    a_right_that_ends_while_a_file_comes_ends_the_file,
);

/// The program, listening.
struct Served {
    address: SocketAddr,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    fn new(app: &TestApp, limits: Limits) -> Self {
        let listener = server::listen(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        let endpoint = comptoir::http::endpoint(&app.app);
        let task = tokio::spawn(server::serve(listener, endpoint, limits, std::future::pending()));
        Self { address, task }
    }

    /// Begins to send a file: its head with these headers.
    async fn begin(&self, person: &Person, number: &str, headers: &str) -> Line {
        let cookies = person.browser().cookies();
        let cookies = cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let path = person.api().attach_path(number, "trace.log");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n\
             Content-Type: application/octet-stream\r\n{headers}\r\n\r\n"
        );
        let mut line = Line(TcpStream::connect(self.address).await.unwrap());
        line.send(head.as_bytes()).await;
        line
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Line(TcpStream);

impl Line {
    async fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).await.unwrap();
    }

    async fn chunk(&mut self, bytes: &[u8]) -> bool {
        let chunk = [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        self.0.write_all(&chunk).await.is_ok()
    }

    /// The answer's status and what follows, up to the end of its body.
    async fn answer(&mut self) -> (u16, String) {
        let mut text = Vec::new();
        let read = async {
            let mut piece = [0; 4_096];
            while let Ok(length @ 1..) = self.0.read(&mut piece).await {
                text.extend_from_slice(&piece[..length]);
                if text.ends_with(b"}") {
                    break;
                }
            }
        };
        // What was not answered by then never is.
        let _ = tokio::time::timeout(Duration::from_secs(30), read).await;
        let text = String::from_utf8(text).unwrap();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or(0), text)
    }
}

/// Waits until a file is on its way.
async fn under_way(app: &TestApp) {
    for _ in 0..500 {
        if !app.files_in("incoming").is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no file is on its way");
}

async fn f4_what_breaks_off_leaves_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let served = Served::new(&app, Limits::default());
    for headers in ["Content-Length: 10000000", "Transfer-Encoding: chunked"] {
        let mut line = served.begin(&dan, "DELTA-TILL", headers).await;
        if headers.starts_with('T') {
            assert!(line.chunk(&[7; 500_000]).await);
        } else {
            line.send(&[7; 500_000]).await;
        }
        under_way(&app).await;
        drop(line);
        settled(&app).await;
    }
    // It says that it ends, before it is as long as it said.
    let mut line = served.begin(&dan, "DELTA-TILL", "Content-Length: 1000").await;
    line.send(&[7; 999]).await;
    under_way(&app).await;
    line.0.shutdown().await.unwrap();
    let (status, text) = line.answer().await;
    assert!(status == 400 || text.is_empty(), "{text}");
    settled(&app).await;
    nothing_is_left(&app);
    assert_eq!(rows(&app).await, 0);
}

async fn f4_what_does_not_end_is_ended(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let served = Served::new(&app, Limits::default());
    let mut line = served
        .begin(&dan, "DELTA-TILL", "Content-Length: 10000000000")
        .await;
    let (status, text) = line.answer().await;
    assert_eq!(status, 413, "{text}");
    assert!(text.contains("too-large"));
    let mut line = served
        .begin(&dan, "DELTA-TILL", "Transfer-Encoding: chunked")
        .await;
    let mut sent = 0;
    // The server may hang up before everything is sent.
    while sent < 60 * 1_024 * 1_024 && line.chunk(&[7; 65_536]).await {
        sent += 65_536;
    }
    let (status, text) = line.answer().await;
    assert!(
        status == 413 || (text.is_empty() && sent < 60 * 1_024 * 1_024),
        "{sent} {text}"
    );
    settled(&app).await;
    nothing_is_left(&app);
    assert_eq!(rows(&app).await, 0);
}

async fn f4_what_drips_is_cut(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let served = Served::new(&app, Limits::default());
    let begun = Instant::now();
    let mut line = served.begin(&dan, "DELTA-TILL", "Content-Length: 1000").await;
    let (mut read, mut write) = line.0.split();
    let drip = async {
        while write.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    };
    let mut text = [0; 4_096];
    let length = tokio::select! {
        length = read.read(&mut text) => length.unwrap(),
        () = drip => 0,
    };
    let text = String::from_utf8_lossy(&text[..length]);
    assert!(text.starts_with("HTTP/1.1 408 "), "{text}");
    assert!(text.contains("request-timeout"), "{text}");
    let took = begun.elapsed();
    assert!((9..=15).contains(&took.as_secs()), "{took:?}");
    settled(&app).await;
    nothing_is_left(&app);
    assert_eq!(rows(&app).await, 0);
}

async fn f4_a_slow_line_takes_longer_than_a_handler_may(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let limits = Limits {
        handler: Duration::from_secs(1),
        ..Limits::default()
    };
    let served = Served::new(&app, limits);
    let mut line = served.begin(&dan, "DELTA-TILL", "Content-Length: 90000").await;
    for _ in 0..9 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        line.send(&[7; 10_000]).await;
    }
    let (status, text) = line.answer().await;
    assert_eq!(status, 201, "{text}");
    assert_eq!(rows(&app).await, 1);
}

async fn a_right_that_ends_while_a_file_comes_ends_the_file(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let served = Served::new(&app, Limits::default());
    let mut line = served.begin(&alice, "DELTA-TILL", "Content-Length: 200000").await;
    line.send(&[7; 100_000]).await;
    under_way(&app).await;
    // Nobody waits for the sender, who holds nothing.
    revoke(&dora, "aurora.example").await;
    line.send(&[7; 100_000]).await;
    let (status, text) = line.answer().await;
    assert_eq!(status, 404, "{text}");
    settled(&app).await;
    nothing_is_left(&app);
    assert_eq!(rows(&app).await, 0);
}
