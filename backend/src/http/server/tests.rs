//! The loop, as clients meet it: raw sockets against shortened limits.

use super::*;
use poem::http::StatusCode;
use poem::web::sse::{Event, SSE};
use poem::{Body, IntoResponse, Request, Response};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const GET: &str = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn short() -> Limits {
    Limits {
        first_byte: millis(300),
        head: millis(600),
        handler: millis(700),
        idle: millis(900),
        stall: millis(500),
        shutdown: millis(2_000),
        ..Limits::default()
    }
}

async fn answer(mut request: Request) -> poem::Result<Response> {
    let ms = |request: &Request| {
        request
            .uri()
            .query()
            .unwrap_or_default()
            .parse()
            .map_or(millis(0), millis)
    };
    Ok(match request.uri().path() {
        "/" => "good day".into_response(),
        "/sleep" => {
            sleep(ms(&request)).await;
            "rested".into_response()
        }
        "/patient" => {
            request.data::<Arc<Patience>>().unwrap().extend(ms(&request) * 2);
            sleep(ms(&request)).await;
            "rested".into_response()
        }
        "/echo" => request.take_body().into_vec().await?.into_response(),
        "/large" => Response::builder().body(vec![b'x'; 64 << 20]),
        "/peer" => request.remote_addr().to_string().into_response(),
        "/sign-in" => {
            request.data::<Arc<ConnectionMark>>().unwrap().signed_in();
            "signed in".into_response()
        }
        "/events" => SSE::new(futures_util::stream::pending::<Event>()).into_response(),
        "/panic" => panic!("as asked"),
        _ => Response::builder()
            .status(StatusCode::NOT_FOUND)
            .body(Body::empty()),
    })
}

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Served {
    fn with(limits: Limits) -> Self {
        let listener = listen(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(serve(listener, poem::endpoint::make(answer), limits, async {
            let _ = stopped.await;
        }));
        Self { address, stop, task }
    }

    async fn client(&self) -> Client {
        Client(TcpStream::connect(self.address).await.unwrap())
    }

    /// A client that has sent this.
    async fn sent(&self, text: &str) -> Client {
        let mut client = self.client().await;
        client.send(text).await;
        client
    }

    /// The status and the body that this gets, on a connection of its own.
    async fn ask(&self, text: &str) -> (u16, String) {
        self.sent(text).await.answer().await.unwrap()
    }

    async fn assert_well(&self) {
        let asked = Instant::now();
        assert_eq!(self.ask(GET).await, (200, "good day".to_owned()));
        assert!(asked.elapsed() < millis(200), "{:?}", asked.elapsed());
    }
}

struct Client(TcpStream);

impl Client {
    async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// The next answer's status and body, or `None` at the end.
    async fn answer(&mut self) -> Option<(u16, String)> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            head.push(char::from(self.0.read_u8().await.ok()?));
        }
        let length = head
            .to_ascii_lowercase()
            .split_once("content-length: ")
            .map(|(_, rest)| {
                let digits = rest.split("\r\n").next().unwrap();
                digits.parse::<usize>().unwrap()
            });
        let mut body = vec![0; length.unwrap_or_default()];
        self.0.read_exact(&mut body).await.ok()?;
        Some((head[9..12].parse().unwrap(), String::from_utf8(body).unwrap()))
    }

    /// How long until the server ends the connection, saying nothing more.
    async fn cut(mut self) -> Duration {
        let since = Instant::now();
        let mut rest = Vec::new();
        let _ = timeout(millis(10_000), self.0.read_to_end(&mut rest))
            .await
            .expect("never cut");
        assert_eq!(rest, b"", "{}", String::from_utf8_lossy(&rest));
        since.elapsed()
    }
}

#[tokio::test]
async fn answers_and_keeps_the_connection() {
    let server = Served::with(short());
    let mut client = server.client().await;
    for _ in 0..3 {
        client.send(GET).await;
        assert_eq!(client.answer().await.unwrap(), (200, "good day".to_owned()));
    }
    client
        .send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
        .await;
    assert_eq!(client.answer().await.unwrap().1, "abc");
    client
        .send(&format!("{GET}{GET}GET /peer HTTP/1.1\r\nHost: a\r\n\r\n"))
        .await;
    client.answer().await.unwrap();
    client.answer().await.unwrap();
    let here = client.0.local_addr().unwrap();
    assert_eq!(client.answer().await.unwrap().1, format!("socket://{here}"));
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let mut head = vec![0; 1_000];
    let read = client.0.read(&mut head).await.unwrap();
    let head = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase();
    assert!(
        head.contains("content-length: 8\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
}

#[tokio::test]
async fn slow_clients_are_cut_and_others_do_not_notice() {
    let server = Served::with(short());
    let mut clients = Vec::new();
    for text in [
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n",
    ] {
        for _ in 0..10 {
            clients.push((text, server.sent(text).await));
        }
    }
    let dripping = server.client().await;
    let drip = tokio::spawn(async move {
        let mut client = dripping;
        let since = Instant::now();
        while client.0.write_all(b"G").await.is_ok() && since.elapsed() < millis(5_000) {
            sleep(millis(50)).await;
        }
        since.elapsed()
    });
    for _ in 0..10 {
        server.assert_well().await;
    }
    for (text, client) in clients {
        let cut = client.cut().await;
        assert!(cut < millis(1_000), "{text}: {cut:?}");
    }
    assert!(drip.await.unwrap() < millis(1_500));
    server.assert_well().await;
}

#[tokio::test]
async fn an_idle_connection_may_wait_longer_than_half_a_head() {
    let server = Served::with(short());
    let mut idle = server.sent(GET).await;
    idle.answer().await.unwrap();
    sleep(millis(750)).await;
    idle.send(GET).await;
    idle.answer().await.unwrap();
    let mut half = server.sent(GET).await;
    half.answer().await.unwrap();
    half.send("GET /").await;
    let cut = half.cut().await;
    assert!((millis(550)..millis(850)).contains(&cut), "{cut:?}");
    let cut = idle.cut().await;
    assert!(cut < millis(900), "{cut:?}");
}

#[tokio::test]
async fn a_handler_has_its_time_and_no_more() {
    let server = Served::with(short());
    let (status, problem) = server.ask("GET /sleep?5000 HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!(status, 503);
    assert!(problem.contains("\"unavailable\""), "{problem}");
    let slow_body = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc";
    let mut client = server.sent(slow_body).await;
    let (status, problem) = client.answer().await.unwrap();
    assert_eq!(status, 408);
    assert!(problem.contains("\"request-timeout\""), "{problem}");
    client.cut().await;
    assert_eq!(
        server
            .ask("GET /patient?1000 HTTP/1.1\r\nHost: a\r\n\r\n")
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn a_refused_upload_reads_why() {
    let server = Served::with(short());
    let mut client = server
        .sent("POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 30000000\r\n\r\n")
        .await;
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..20 {
        client.0.write_all(&piece).await.unwrap();
    }
    assert_eq!(client.answer().await.unwrap().0, 404);
}

#[tokio::test]
async fn who_does_not_read_is_cut() {
    let server = Served::with(short());
    let clients = [
        server.sent("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await,
        // Many small answers that fit the system's buffers only in part.
        server.sent(&GET.repeat(100)).await,
    ];
    let mut pushing = server.client().await;
    let pushed = tokio::spawn(async move {
        let since = Instant::now();
        while pushing.0.write_all(&GET.repeat(1_000).into_bytes()).await.is_ok() {}
        since.elapsed()
    });
    sleep(millis(300)).await;
    server.assert_well().await;
    let pushed = timeout(millis(5_000), pushed).await.expect("never cut").unwrap();
    assert!(pushed < millis(4_000), "{pushed:?}");
    sleep(millis(1_500)).await;
    for mut client in clients {
        let mut got = Vec::new();
        let _ = client.0.read_to_end(&mut got).await;
        assert!(got.len() < 64 << 20);
    }
    server.assert_well().await;
}

#[tokio::test]
async fn who_reads_slowly_gets_everything() {
    let server = Served::with(short());
    let mut client = server.sent("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let mut piece = vec![0; 8 << 20];
    let mut got = 0;
    while got < 64 << 20 {
        sleep(millis(100)).await;
        match client.0.read(&mut piece).await.unwrap() {
            0 => panic!("ended after {got} bytes"),
            read => got += read,
        }
    }
}

#[tokio::test]
async fn ambiguous_requests_are_refused_and_nothing_after_them_is_read() {
    let server = Served::with(short());
    for head in [
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
    ] {
        let mut client = server.sent(&format!("{head}{GET}")).await;
        assert_eq!(client.answer().await.unwrap().0, 400, "{head}");
        assert_eq!(client.answer().await, None, "{head}");
    }
    let long = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    assert_eq!(server.ask(&long).await.0, 431);
    server.assert_well().await;
}

#[tokio::test]
async fn a_panic_is_a_500_and_the_connection_goes_on() {
    let server = Served::with(short());
    let mut client = server.sent("GET /panic HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!(client.answer().await.unwrap().0, 500);
    client.send(GET).await;
    assert_eq!(client.answer().await.unwrap().0, 200);
}

#[tokio::test]
async fn stopping_ends_what_idles_and_lets_requests_finish() {
    let limits = Limits {
        idle: millis(60_000),
        handler: millis(5_000),
        ..short()
    };
    let server = Served::with(limits.clone());
    let mut idle = server.sent(GET).await;
    idle.answer().await.unwrap();
    let mut running = server.sent("GET /sleep?600 HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let _half = server.sent("GET /").await;
    let mut events = Vec::new();
    for _ in 0..100 {
        let mut client = server.sent("GET /events HTTP/1.1\r\nHost: a\r\n\r\n").await;
        if events.is_empty() {
            assert_eq!(client.answer().await.unwrap().0, 200);
        }
        events.push(client);
    }
    sleep(millis(200)).await;
    let since = Instant::now();
    server.stop.send(()).unwrap();
    assert_eq!(running.answer().await.unwrap(), (200, "rested".to_owned()));
    idle.cut().await;
    let mut end = Vec::new();
    events.swap_remove(0).0.read_to_end(&mut end).await.unwrap();
    assert_eq!(end, b"0\r\n\r\n", "an event stream ends well");
    server.task.await.unwrap().unwrap();
    assert!(
        since.elapsed() < limits.shutdown + millis(500),
        "{:?}",
        since.elapsed()
    );
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn an_open_event_stream_uses_no_time() {
    let server = Served::with(short());
    let mut client = server.sent("GET /events HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!(client.answer().await.unwrap().0, 200);
    let stat = std::fs::File::open("/proc/self/stat").unwrap();
    let before = used(&stat);
    sleep(millis(1_500)).await;
    // Other tests may share the process, but would not use as much as a loop that spins.
    assert!(std::env::var_os("NEXTEST").is_none() || used(&stat) - before < millis(100));
    let more = timeout(millis(1), client.0.read_u8()).await;
    assert!(more.is_err(), "it neither ended nor sent anything: {more:?}");
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let server = Served::with(Limits {
        handler: millis(60_000),
        ..short()
    });
    let _running = server.sent("GET /sleep?50000 HTTP/1.1\r\nHost: a\r\n\r\n").await;
    sleep(millis(100)).await;
    let since = Instant::now();
    server.stop.send(()).unwrap();
    server.task.await.unwrap().unwrap();
    assert!(
        (millis(1_900)..millis(2_500)).contains(&since.elapsed()),
        "{:?}",
        since.elapsed()
    );
}

#[tokio::test]
async fn an_address_has_so_many_connections_until_it_signs_in() {
    let server = Served::with(Limits {
        connections_per_address: 3,
        ..short()
    });
    let busy = "GET /sleep?600 HTTP/1.1\r\nHost: a\r\n\r\n";
    let mut running = [
        server.sent(busy).await,
        server.sent(busy).await,
        server.sent(busy).await,
    ];
    sleep(millis(100)).await;
    assert_eq!(server.ask(GET).await.0, 503);
    assert_eq!(running[0].answer().await.unwrap().0, 200);
    // Its connection idles and makes room.
    assert_eq!(server.ask(GET).await.0, 200);
    for mut client in running {
        client.send("GET /sign-in HTTP/1.1\r\nHost: a\r\n\r\n").await;
        while let Some((_, body)) = client.answer().await {
            if body == "signed in" {
                client.send(busy).await;
                tokio::spawn(async move { client.answer().await });
                break;
            }
        }
    }
    let mut more = [server.sent(busy).await, server.sent(busy).await];
    sleep(millis(100)).await;
    for client in &mut more {
        assert_eq!(client.answer().await.unwrap().0, 200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_from_an_address_does_not_shut_out_its_good_requests() {
    let server = Served::with(Limits {
        first_byte: millis(3_000),
        head: millis(3_000),
        ..short()
    });
    let mut flood = Vec::new();
    for number in 0..500 {
        flood.push(server.sent(if number % 2 == 0 { "GET /" } else { "" }).await);
        if number % 50 == 0 {
            server.assert_well().await;
        }
    }
    server.assert_well().await;
    sleep(millis(400)).await;
    let mut open = 0;
    for mut client in flood {
        open += usize::from(timeout(millis(1), client.0.read_u8()).await.is_err());
    }
    assert!(open <= 64, "{open}");
}

#[tokio::test]
async fn when_all_places_are_taken_who_waits_makes_room() {
    let server = Served::with(Limits {
        connections: 10,
        ..short()
    });
    let mut waiting = Vec::new();
    for _ in 0..30 {
        waiting.push(server.sent("GET /").await);
    }
    let since = Instant::now();
    assert_eq!(server.ask(GET).await.0, 200);
    assert!(since.elapsed() < millis(5_000), "{:?}", since.elapsed());
}

/// A frame of HTTP/2 on a stream.
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![
        0,
        0,
        u8::try_from(payload.len()).unwrap(),
        kind,
        flags,
        0,
        0,
        0,
        stream,
    ];
    frame.extend(payload);
    frame
}

/// The preface and a window of nothing if asked, then a GET of the path.
fn http2(path: &str, no_window: bool) -> Vec<u8> {
    let settings: &[u8] = if no_window { &[0, 4, 0, 0, 0, 0] } else { &[] };
    let mut head = vec![0x82, 0x86, 0x44, u8::try_from(path.len()).unwrap()];
    head.extend(path.as_bytes());
    head.extend([0x41, 1, b'a']);
    let mut sent = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    sent.extend(frame(4, 0, 0, settings));
    sent.extend(frame(1, 5, 1, &head));
    sent
}

#[tokio::test]
async fn http_2_is_spoken_and_watched_too() {
    let server = Served::with(short());
    let mut client = server.client().await;
    client.0.write_all(&http2("/", false)).await.unwrap();
    let mut got = Vec::new();
    let since = Instant::now();
    timeout(millis(5_000), client.0.read_to_end(&mut got))
        .await
        .expect("never cut")
        .unwrap();
    assert!(got.windows(8).any(|window| window == b"good day"));
    assert!(
        since.elapsed() >= millis(900),
        "it may idle: {:?}",
        since.elapsed()
    );

    let mut client = server.client().await;
    client.0.write_all(&http2("/large", true)).await.unwrap();
    let since = Instant::now();
    let _ = timeout(millis(5_000), client.0.read_to_end(&mut got))
        .await
        .expect("never cut");
    assert!(
        since.elapsed() < millis(1_000),
        "a window of nothing is not reading: {:?}",
        since.elapsed()
    );
    server.assert_well().await;
}

/// Processor time that this process has used, from its open `/proc/self/stat`.
fn used(stat: &std::fs::File) -> Duration {
    let mut text = [0; 1_024];
    let read = std::os::unix::fs::FileExt::read_at(stat, &mut text, 0).unwrap();
    let text = String::from_utf8_lossy(&text[..read]).into_owned();
    let fields: Vec<&str> = text.rsplit_once(')').unwrap().1.split_whitespace().collect();
    millis(10 * (fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()))
}

/// Takes all file descriptors of the process, so only where each test has a process.
#[tokio::test]
async fn without_file_descriptors_it_waits_and_recovers() {
    if std::env::var_os("NEXTEST").is_none() {
        return;
    }
    let server = Served::with(short());
    server.assert_well().await;
    let limit = std::process::Command::new("prlimit")
        .args(["--pid", &std::process::id().to_string(), "--nofile=64:64"])
        .status();
    if !limit.is_ok_and(|status| status.success()) {
        return;
    }
    let stat = std::fs::File::open("/proc/self/stat").unwrap();
    let mut taken = Vec::new();
    while let Ok(file) = std::fs::File::open("/dev/null") {
        taken.push(file);
    }
    taken.pop();
    let mut client = server.client().await;
    client.send(GET).await;
    let before = used(&stat);
    sleep(millis(2_000)).await;
    let used = used(&stat) - before;
    assert!(used < millis(400), "{used:?}");
    drop(taken);
    let since = Instant::now();
    assert_eq!(client.answer().await.unwrap().0, 200);
    assert!(since.elapsed() < millis(1_000), "{:?}", since.elapsed());
    server.assert_well().await;
}

#[tokio::test]
async fn every_client_gets_its_own_answer() {
    let server = Served::with(Limits {
        connections_per_address: 1_000,
        ..short()
    });
    let done = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for number in 0..100 {
        let (done, mut client) = (Arc::clone(&done), server.client().await);
        tasks.spawn(async move {
            for round in 0..20 {
                let body = format!("{number}-{round}");
                let length = body.len();
                let text =
                    format!("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{body}");
                client.send(&text).await;
                assert_eq!(client.answer().await.unwrap(), (200, body));
                done.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
    assert_eq!(done.load(Ordering::Relaxed), 2_000);
}
