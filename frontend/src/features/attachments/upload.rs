//! One file on the line: `XMLHttpRequest`, because `fetch` does not tell how much was sent.

use gloo::events::EventListener;
use shared::api::attachments::AttachmentView;
use shared::client::{Failure, Outcome};
use shared::problem::Problem;
use shared::words::Language;
use wasm_bindgen::JsCast;
use web_sys::{Blob, File, ProgressEvent, XmlHttpRequest};
use yew::prelude::*;

/// A request under way; dropped, it is given up.
pub(super) struct Upload {
    request: XmlHttpRequest,
    listeners: Vec<EventListener>,
}

impl Drop for Upload {
    fn drop(&mut self) {
        // Nobody listens any more when the request ends by this.
        self.listeners.clear();
        let _ = self.request.abort();
    }
}

impl Upload {
    /// Sends a file. `progress` hears of bytes, `end` once of what became of it; nothing if the browser
    /// refuses to begin.
    pub(super) fn send(
        path: &str,
        language: Language,
        nonce: &str,
        file: &File,
        progress: Callback<u64>,
        end: Callback<Outcome<AttachmentView>>,
    ) -> Option<Self> {
        let request = XmlHttpRequest::new().ok()?;
        request.open_with_async("POST", path, true).ok()?;
        for (name, value) in [
            ("accept", "application/json, application/problem+json"),
            ("accept-language", language.as_str()),
            ("content-type", "application/octet-stream"),
            ("idempotency-key", nonce),
        ] {
            request.set_request_header(name, value).ok()?;
        }
        let sent = request.upload().ok()?;
        let on_progress = EventListener::new(&sent, "progress", move |event| {
            if let Some(event) = event.dyn_ref::<ProgressEvent>() {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "bytes of a file that was chosen fit 53 bits, and are not negative"
                )]
                progress.emit(event.loaded() as u64);
            }
        });
        let on_end = {
            let request = request.clone();
            EventListener::new(&request.clone(), "loadend", move |_| end.emit(outcome(&request)))
        };
        let content: &Blob = file;
        request.send_with_opt_blob(Some(content)).ok()?;
        Some(Self {
            request,
            listeners: vec![on_progress, on_end],
        })
    }
}

fn outcome(request: &XmlHttpRequest) -> Outcome<AttachmentView> {
    let status = request.status().unwrap_or(0);
    let body = request.response_text().ok().flatten().unwrap_or_default();
    read(status, &body)
}

/// What the server answered; status 0 is no answer.
fn read(status: u16, body: &str) -> Outcome<AttachmentView> {
    if (200..300).contains(&status) {
        return serde_json::from_str(body).map_err(|error| Failure::Unreachable(error.to_string()));
    }
    match serde_json::from_str::<Problem>(body) {
        Ok(problem) => Err(Failure::Refused(Box::new(problem))),
        Err(_) => Err(Failure::Unreachable(format!("status {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::Code;

    #[test]
    fn answers_are_read_and_no_answer_is_none() {
        let view = r#"{"id":"00000000-0000-0000-0000-000000000000","name":"a","size":1,"image":false,
            "by":{"name":null,"email":null,"domain":null},"at":"2026-11-27T00:00:00Z","redacted":null}"#;
        assert_eq!(read(201, view).unwrap().name, "a");
        let problem = serde_json::to_string(&Problem::new(Code::CaseFull, Language::Fr)).unwrap();
        let refused = read(413, &problem).unwrap_err();
        assert_eq!(refused.problem().unwrap().code, Code::CaseFull);
        for (status, body) in [(0, ""), (502, "<html>"), (200, "half an ans")] {
            assert!(
                matches!(read(status, body), Err(Failure::Unreachable(_))),
                "{status}"
            );
        }
    }
}
