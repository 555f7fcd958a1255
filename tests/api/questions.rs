//! What categories ask, and how they change.

use shared::api::cases::FileCase;
use shared::api::catalogue::{ChangeCategory, NewCategory};
use shared::api::form::{AskedQuestion, Need, Question};
use tests::{Person, TestApp, refused};

tests::on_both_engines!(
    what_a_category_requires_is_needed,
    categories_change_and_cases_keep_what_they_have,
    questions_and_keywords_are_checked,
);

fn new() -> FileCase {
    FileCase {
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "The gateway is down".to_owned(),
        description: "Since noon.".to_owned(),
        ..FileCase::default()
    }
}

/// Makes a category ask.
async fn ask(olga: &Person, category: &str, questions: &[(Question, Need)]) {
    let questions = questions
        .iter()
        .map(|(question, need)| AskedQuestion {
            question: *question,
            need: *need,
        })
        .collect();
    let change = ChangeCategory {
        questions: Some(questions),
        ..ChangeCategory::default()
    };
    olga.api()
        .change_category("gateway", category, &change)
        .await
        .unwrap();
}

/// A category below `outage`.
async fn add_below(olga: &Person, key: &str) {
    let below = NewCategory {
        key: key.to_owned(),
        name_en: "VPN".to_owned(),
        name_fr: "VPN".to_owned(),
        parent: Some("outage".to_owned()),
        ..NewCategory::default()
    };
    olga.api().add_category("gateway", &below).await.unwrap();
}

async fn what_a_category_requires_is_needed(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    add_below(&olga, "vpn").await;
    ask(
        &olga,
        "outage",
        &[
            (Question::Version, Need::Required),
            (Question::TimeZone, Need::Required),
            (Question::Log, Need::Required),
            (Question::Flow, Need::Optional),
        ],
    )
    .await;
    ask(
        &olga,
        "vpn",
        &[(Question::Log, Need::Never), (Question::Flow, Need::Required)],
    )
    .await;
    let form = dan.api().filing_form(None).await.unwrap();
    let gateway = form
        .products
        .iter()
        .find(|product| product.key == "gateway")
        .unwrap();
    let asks = |key: &str| {
        let category = gateway.categories.iter().find(|one| one.key == key).unwrap();
        let asks = category.asks.iter().map(|one| (one.question, one.need));
        asks.collect::<Vec<_>>()
    };
    assert_eq!(
        asks("vpn"),
        [
            (Question::TimeZone, Need::Required),
            (Question::Version, Need::Required),
            (Question::Flow, Need::Required)
        ]
    );
    assert_eq!(asks("outage").len(), 4);
    let everything = app.reads_everything().await;
    let before = app.contents(everything).await;
    let missing = async |request: &FileCase| {
        let problem = refused(dan.api().file_case(request).await);
        let errors = problem.errors.into_iter();
        errors
            .map(|error| {
                assert_eq!(error.code, "required");
                error.pointer
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        missing(&new()).await,
        ["/time_zone", "/answers/version", "/answers/log"]
    );
    let mut request = FileCase {
        category: "vpn".to_owned(),
        time_zone: Some("Europe/Paris".to_owned()),
        ..new()
    };
    assert_eq!(missing(&request).await, ["/answers/version", "/answers/flow"]);
    request.answers.version = Some("2".to_owned());
    assert_eq!(missing(&request).await, ["/answers/flow"]);
    let trace = app.contents(everything).await.since(&before);
    assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");
    request.answers.flow = Some("Plant to shop".to_owned());
    let case = dan.api().file_case(&request).await.unwrap();
    assert_eq!(case.details.answers, request.answers);
    // A retired category above still says what it says.
    let retire = ChangeCategory {
        retired: Some(true),
        ..ChangeCategory::default()
    };
    olga.api()
        .change_category("gateway", "outage", &retire)
        .await
        .unwrap();
    request.answers.version = None;
    assert_eq!(missing(&request).await, ["/answers/version"]);
}

async fn categories_change_and_cases_keep_what_they_have(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    ask(&olga, "outage", &[(Question::Log, Need::Optional)]).await;
    let mut request = new();
    request.answers.log = Some("kept".to_owned());
    let number = dan.api().file_case(&request).await.unwrap().number;
    let change = ChangeCategory {
        name_en: Some(" Breakdown ".to_owned()),
        keywords_en: Some("down, dead".to_owned()),
        keywords_fr: Some("coupure".to_owned()),
        questions: Some(Vec::new()),
        retired: Some(true),
        ..ChangeCategory::default()
    };
    let product = olga
        .api()
        .change_category("gateway", "outage", &change)
        .await
        .unwrap();
    let category = product.categories.iter().find(|one| one.key == "outage").unwrap();
    assert_eq!(
        (category.name.en.as_str(), category.name.fr.as_str()),
        ("Breakdown", "Panne")
    );
    assert_eq!(
        (category.keywords.en.as_str(), category.keywords.fr.as_str()),
        ("down, dead", "coupure")
    );
    assert!(category.retired && category.questions.is_empty() && category.asks.is_empty());
    let case = dan.case(&number).await;
    assert_eq!(case.category.as_ref().unwrap().en, "Breakdown");
    assert_eq!(case.details.answers.log.as_deref(), Some("kept"));
    let problem = refused(dan.api().file_case(&request).await);
    assert_eq!(problem.errors[0].code, "retired");
    // Every such write is in the ledger.
    let ledger = olga.api().ledger(None).await.unwrap().items;
    let done = ledger
        .iter()
        .filter(|entry| entry.to.as_deref() == Some("gateway/outage"));
    let mut done = done.map(|entry| entry.action.as_str()).collect::<Vec<_>>();
    done.sort_unstable();
    assert_eq!(
        done,
        ["catalogue.retired", "category.changed", "category.changed"]
    );
}

async fn questions_and_keywords_are_checked(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let twice = vec![
        AskedQuestion {
            question: Question::Log,
            need: Need::Required,
        };
        2
    ];
    let change = |apply: &dyn Fn(&mut ChangeCategory)| {
        let mut change = ChangeCategory::default();
        apply(&mut change);
        change
    };
    for (change, pointer, expected) in [
        (change(&|_| ()), "", "nothing-to-change"),
        (
            change(&|c| c.name_en = Some(" ".to_owned())),
            "/name_en",
            "required",
        ),
        (
            change(&|c| c.keywords_fr = Some("é".repeat(501))),
            "/keywords_fr",
            "too-long",
        ),
        (
            change(&|c| c.questions = Some(twice.clone())),
            "/questions/1/question",
            "twice",
        ),
    ] {
        let problem = refused(olga.api().change_category("gateway", "outage", &change).await);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, expected)
        );
    }
    let category = NewCategory {
        key: "new".to_owned(),
        name_en: "New".to_owned(),
        name_fr: "Neuf".to_owned(),
        keywords_en: "fresh".to_owned(),
        questions: twice[..1].to_vec(),
        ..NewCategory::default()
    };
    let product = olga.api().add_category("gateway", &category).await.unwrap();
    let added = product.categories.iter().find(|one| one.key == "new").unwrap();
    assert_eq!(
        (added.keywords.en.as_str(), added.questions.as_slice()),
        ("fresh", &twice[..1])
    );
}
