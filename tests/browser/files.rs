//! Files with scripts in them, opened in a browser that is signed in: nothing of them runs (attack F2).

use crate::driver::Browser;
use crate::portal::Portal;

/// Says in the storage of the site that it ran; a page of another origin cannot.
const SCRIPT: &str = "localStorage.setItem('ran', document.contentType)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f2_nothing_of_a_file_runs() {
    let portal = Portal::open().await;
    let browser = Browser::start(&portal.url, "en", "files").await;
    // A page without the app, of the same origin.
    browser.open("/api/docs").await;
    let files = [
        (
            "a.svg",
            format!("<svg xmlns='http://www.w3.org/2000/svg'><script>{SCRIPT}</script></svg>"),
        ),
        ("a.html", format!("<!doctype html><script>{SCRIPT}</script>")),
        (
            "a.xhtml",
            format!("<html xmlns='http://www.w3.org/1999/xhtml'><script>{SCRIPT}</script></html>"),
        ),
        ("lie.png", format!("<!doctype html><script>{SCRIPT}</script>")),
        // An image as far as its beginning goes.
        (
            "lie.gif",
            format!("GIF89a<!doctype html><script>{SCRIPT}</script>"),
        ),
    ];
    let sign_in = serde_json::json!({
        "email": "owen.hughes@northgate.example",
        "password": comptoir::features::import::demo::PASSWORD,
    });
    let attach = format!(
        "const api = '/api/v1', here = api + '/domains/northgate.example/cases';
         await fetch(api + '/session', {{method: 'POST', body: JSON.stringify({sign_in}),
             headers: {{'content-type': 'application/json'}}}});
         const listed = await (await fetch(here)).json(), links = [];
         for (const one of listed.items) {{
             for (const [name, body] of {files}) {{
                 const url = here + '/' + one.number + '/attachments';
                 const answer = await fetch(url + '?name=' + name, {{method: 'POST', body: new Blob([body])}});
                 if (answer.ok) links.push(url + '/' + (await answer.json()).id);
             }}
             if (links.length) return links;
         }}",
        files = serde_json::to_string(&files).unwrap()
    );
    let links: Vec<String> = serde_json::from_value(browser.script(&attach).await).unwrap();
    assert_eq!(links.len(), files.len());
    let ran = "return localStorage.getItem('ran')";
    for link in links {
        browser.open(&link).await;
        // Whatever the browser made of it: the storage is that of the site.
        browser.open("/api/docs").await;
        assert!(browser.script(ran).await.is_null(), "{link}");
    }
    // The script does run where it may: the test could fail.
    browser.script(SCRIPT).await;
    assert_eq!(browser.script(ran).await, "text/html");
    browser.quit().await;
}
