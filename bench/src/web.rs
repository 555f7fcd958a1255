//! Over HTTP, with 32 connections: how many requests a second.

use crate::clock::Took;
use crate::load::token;
use comptoir::app::App;
use comptoir::http::server::{self, Limits};
use serde::Serialize;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const CONNECTIONS: usize = 32;
const MEASURED: Duration = Duration::from_secs(5);

/// What came of it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Rate {
    pub(crate) a_second: f64,
    #[serde(flatten)]
    pub(crate) took: Took,
}

/// Sends a request of each account again and again, on a connection each.
///
/// `request` makes the head after the path's domain, and the body.
pub(crate) async fn rate(
    app: &App,
    emails: &[String],
    request: impl Fn(&str) -> (&'static str, Option<String>),
) -> Outcome<Rate> {
    let listener = server::listen(([127, 0, 0, 1], 0).into())?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let endpoint = comptoir::http::endpoint(app);
    let serving = tokio::spawn(server::serve(listener, endpoint, Limits::default(), async {
        let _ = stopped.await;
    }));
    let accounts = emails.iter().cycle().take(CONNECTIONS);
    let texts = accounts.map(|email| {
        let (method, body) = request(email);
        text(method, email, body.as_deref())
    });
    let begun = Instant::now();
    let running = texts.map(|text| tokio::spawn(again_and_again(address, Arc::from(text), begun + MEASURED)));
    let (mut all, running) = (Vec::new(), running.collect::<Vec<_>>());
    for one in running {
        all.extend(one.await??);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let _ = stop.send(());
    serving.await??;
    let answered = u32::try_from(all.len())?;
    Ok(Rate {
        a_second: f64::from(answered) / seconds,
        took: Took::of(all),
    })
}

/// A whole request.
fn text(method: &str, email: &str, body: Option<&str>) -> String {
    let domain = email.split('@').next_back().unwrap_or_default();
    let (token, body) = (token(email), body.unwrap_or_default());
    let length = body.len();
    format!(
        "{method} /api/v1/domains/{domain}/cases HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: comptoir-x={token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

async fn again_and_again(address: SocketAddr, text: Arc<str>, until: Instant) -> Outcome<Vec<Duration>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut all = Vec::new();
    while Instant::now() < until {
        let start = Instant::now();
        stream.get_mut().write_all(text.as_bytes()).await?;
        answer(&mut stream).await?;
        all.push(start.elapsed());
    }
    Ok(all)
}

/// Reads an answer, which must be a success.
async fn answer(stream: &mut BufReader<TcpStream>) -> Outcome<()> {
    let (mut line, mut status, mut length) = (String::new(), String::new(), 0);
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Err("the server hung up".into());
        }
        if status.is_empty() {
            status.push_str(line.trim());
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    if status.split(' ').nth(1).is_some_and(|code| code.starts_with('2')) {
        Ok(())
    } else {
        Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into())
    }
}
