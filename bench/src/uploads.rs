//! `make uploads`: a hundred files of 25 MiB at once, into and out of the program in a process of its own,
//! and what that holds in memory meanwhile. Fails when it grows by 64 MB or more.

use crate::Outcome;
use comptoir::features::import::demo::PASSWORD;
use serde_json::{Value, json};
use shared::api::attachments::{CASE_MAX, FILE_MAX};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const FILES: u64 = 100;
/// Bytes by which the process may grow.
const GROWTH: u64 = 64_000_000;
const ADDRESS: &str = "127.0.0.1:18081";
const ACCOUNT: &str = "anais.perrachon@hopitaux-lugdunum.example";
const PIECE: usize = 64 * 1_024;

type Sent<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The program, serving the demonstration data.
struct Program {
    process: Child,
    folder: PathBuf,
}

impl Program {
    fn start() -> Outcome<Self> {
        let program = std::env::current_exe()?.with_file_name("comptoir");
        let folder = std::env::temp_dir().join(format!("comptoir-uploads-{}", std::process::id()));
        let data = |command: &str| {
            let mut run = Command::new(&program);
            run.arg(command).arg("--data").arg(&folder).stdout(Stdio::null());
            run
        };
        if !data("demo").status()?.success() {
            return Err("the demonstration data cannot be loaded".into());
        }
        let process = data("serve")
            .args(["--listen", ADDRESS, "--uploads-a-minute", "1000", "--log", "warn"])
            .spawn()?;
        Ok(Self { process, folder })
    }

    /// A line of the process's status, in bytes.
    fn memory(&self, line: &str) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status
            .lines()
            .find_map(|one| one.strip_prefix(line)?.strip_prefix(':'));
        let kilobytes = line.and_then(|line| line.trim().split(' ').next());
        let kilobytes: u64 = kilobytes.ok_or("the system does not say")?.parse()?;
        Ok(kilobytes * 1_024)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A connection, signed in or not.
struct Line {
    stream: BufReader<TcpStream>,
    cookie: String,
}

impl Line {
    async fn open(cookie: &str) -> Sent<Self> {
        let address: SocketAddr = ADDRESS.parse()?;
        let stream = TcpStream::connect(address).await?;
        Ok(Self {
            stream: BufReader::new(stream),
            cookie: cookie.to_owned(),
        })
    }

    async fn head(&mut self, method: &str, path: &str, kind: &str, length: u64) -> Sent<()> {
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {ADDRESS}\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            self.cookie
        );
        Ok(self.stream.write_all(head.as_bytes()).await?)
    }

    /// Reads an answer up to its body: the body's length. Keeps the cookie that comes with it.
    async fn answered(&mut self) -> Sent<u64> {
        let (mut status, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).await?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if status.is_empty() {
                line.clone_into(&mut status);
            }
            let (name, value) = line.split_once(':').unwrap_or_default();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "set-cookie" => self.cookie = value.split(';').next().unwrap_or_default().trim().to_owned(),
                _ => {}
            }
        }
        if !status.starts_with("HTTP/1.1 2") {
            return Err(format!("answered {status:?}").into());
        }
        Ok(length)
    }

    async fn call(&mut self, method: &str, path: &str, body: Option<Value>) -> Sent<Value> {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        self.head(method, path, "application/json", body.len() as u64)
            .await?;
        self.stream.write_all(body.as_bytes()).await?;
        let mut answer = vec![0; usize::try_from(self.answered().await?)?];
        self.stream.read_exact(&mut answer).await?;
        Ok(serde_json::from_slice(&answer)?)
    }

    /// Sends a file that is like no other; its id.
    async fn upload(&mut self, path: &str, number: u64) -> Sent<String> {
        self.head("POST", path, "application/octet-stream", FILE_MAX)
            .await?;
        let piece = number.to_le_bytes().repeat(PIECE / 8);
        for _ in 0..FILE_MAX / PIECE as u64 {
            self.stream.write_all(&piece).await?;
        }
        let mut answer = vec![0; usize::try_from(self.answered().await?)?];
        self.stream.read_exact(&mut answer).await?;
        let answer: Value = serde_json::from_slice(&answer)?;
        Ok(answer["id"].as_str().unwrap_or_default().to_owned())
    }

    async fn download(&mut self, path: &str) -> Sent<()> {
        self.head("GET", path, "text/plain", 0).await?;
        let mut left = self.answered().await?;
        let mut piece = vec![0; PIECE];
        while left > 0 {
            let read = self.stream.read(&mut piece).await?;
            if read == 0 {
                return Err("an answer broke off".into());
            }
            left -= read as u64;
        }
        Ok(())
    }
}

/// An answer to everything that a category requires one to.
fn answers(category: &Value) -> Value {
    let asks = category["asks"].as_array().into_iter().flatten();
    let required = asks.filter(|one| one["need"] == "required");
    let questions = required.filter_map(|one| one["question"].as_str());
    let answer = |question: &str| match question {
        "started_at" | "ended_at" => json!("2026-01-01T00:00:00Z"),
        "users_affected" => json!(1),
        _ => json!("None."),
    };
    questions
        .filter(|question| *question != "time_zone")
        .map(|question| (question.to_owned(), answer(question)))
        .collect()
}

/// Waits for the program, signs in, files as many cases as are needed; the cookie and their paths.
async fn prepare() -> Sent<(String, Vec<String>)> {
    let mut line = loop {
        match Line::open("").await {
            Ok(line) => break line,
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    };
    let signed_in = json!({"email": ACCOUNT, "password": PASSWORD});
    line.call("POST", "/session", Some(signed_in)).await?;
    let domain = format!("/domains/{}", ACCOUNT.split('@').next_back().unwrap_or_default());
    let form = line.call("GET", &format!("{domain}/filing"), None).await?;
    let product = &form["products"][0];
    let category = &product["categories"][0];
    let filing = json!({
        "product": product["key"], "category": category["key"], "time_zone": "Europe/Paris",
        "title": "Large files", "description": "A hundred of them.", "answers": answers(category),
    });
    let mut cases = Vec::new();
    for _ in 0..FILES.div_ceil(CASE_MAX / FILE_MAX) {
        let case = line
            .call("POST", &format!("{domain}/cases"), Some(filing.clone()))
            .await?;
        let number = case["number"].as_str().unwrap_or_default();
        cases.push(format!("{domain}/cases/{number}/attachments"));
    }
    Ok((line.cookie, cases))
}

/// A connection for every file, each known to be of somebody signed in: of one address the program
/// takes few others at once.
async fn connect(cookie: &str) -> Sent<Vec<Line>> {
    let mut lines = Vec::new();
    for _ in 0..FILES {
        let mut line = Line::open(cookie).await?;
        let domain = ACCOUNT.split('@').next_back().unwrap_or_default();
        line.call("GET", &format!("/domains/{domain}/me"), None).await?;
        lines.push(line);
    }
    Ok(lines)
}

/// Measures.
pub(crate) async fn run() -> Outcome<()> {
    let program = Program::start()?;
    let (cookie, cases) = prepare().await.map_err(|error| error.to_string())?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = program.memory("VmRSS")?;
    let cases = Arc::<[String]>::from(cases);
    let mut lines = connect(&cookie).await.map_err(|error| error.to_string())?;

    let begun = Instant::now();
    let mut running = JoinSet::new();
    for number in 0..FILES {
        let cases = Arc::clone(&cases);
        let mut line = lines.pop().ok_or("a connection for every file")?;
        running.spawn(async move {
            let case = &cases[usize::try_from(number)? % cases.len()];
            let id = line.upload(&format!("{case}?name={number}.bin"), number).await?;
            Sent::Ok((line, format!("{case}/{id}")))
        });
    }
    let mut files = Vec::new();
    while let Some(done) = running.join_next().await {
        files.push(done?.map_err(|error| error.to_string())?);
    }
    let came = begun.elapsed();
    let peak_in = program.memory("VmHWM")?;

    let begun = Instant::now();
    let mut running = JoinSet::new();
    for (mut line, file) in files {
        running.spawn(async move { line.download(&file).await });
    }
    while let Some(done) = running.join_next().await {
        done?.map_err(|error| error.to_string())?;
    }
    let went = begun.elapsed();
    let peak = program.memory("VmHWM")?;
    let kept = std::fs::read_dir(Path::new(&program.folder).join("files/content"))?.count();

    println!("{FILES} files of {} MiB at once", FILE_MAX >> 20);
    report("in", before, peak_in, came);
    report("out", before, peak, went);
    if kept as u64 != FILES {
        return Err(format!("{kept} files are there").into());
    }
    let grown = peak.saturating_sub(before);
    if grown >= GROWTH {
        return Err(format!("the server grew by {} MB", grown / 1_000_000).into());
    }
    Ok(())
}

fn report(way: &str, before: u64, peak: u64, took: Duration) {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "{way:>4}: {:.1} MB before, {:.1} MB at the peak, {:.1} MB more; {:.1} s, {:.0} MB a second",
        megabytes(before),
        megabytes(peak),
        megabytes(peak.saturating_sub(before)),
        took.as_secs_f64(),
        megabytes(FILES * FILE_MAX) / took.as_secs_f64()
    );
}
