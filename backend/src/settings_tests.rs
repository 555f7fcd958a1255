use super::*;
use std::process::Command as Process;

/// A folder of its own for one test, with this configuration file.
fn folder(test: &str, file: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("comptoir-settings-{test}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(FILE), file).unwrap();
    folder
}

fn load(arguments: &[&str], folder: &Path) -> Result<Cli, SettingsError> {
    Cli::load_from(std::iter::once(&"comptoir").chain(arguments), folder)
}

fn nowhere() -> &'static Path {
    Path::new("/nonexistent")
}

/// The message for a configuration file that cannot be used.
fn refused(test: &str, file: &str) -> String {
    let folder = folder(test, file);
    let message = load(&["serve"], &folder).unwrap_err().to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(message.lines().count(), 1, "{message}");
    message.split_once("comptoir.toml: ").unwrap().1.to_owned()
}

#[test]
fn the_declaration_is_sound() {
    Cli::command().debug_assert();
    for name in settings(&Cli::command()) {
        let command = Cli::command();
        let argument = command
            .get_arguments()
            .find(|argument| argument.get_id() == name.as_str())
            .unwrap();
        assert_eq!(argument.get_long().unwrap(), name.replace('_', "-"));
        let variable = argument.get_env().unwrap().to_str().unwrap();
        assert_eq!(variable, format!("COMPTOIR_{}", name.to_uppercase()));
        assert!(argument.get_help().is_some());
    }
}

#[test]
fn everything_has_a_default() {
    let cli = load(&["serve"], nowhere()).unwrap();
    assert_eq!(cli.command, Command::Serve);
    let settings = cli.settings;
    assert_eq!(
        settings.database().unwrap(),
        Database::Sqlite("data/comptoir.sqlite".into())
    );
    assert_eq!(settings.public_url().as_str(), "http://127.0.0.1:8080");
    assert_eq!(
        (settings.log.as_str(), settings.log_format),
        ("info", LogFormat::Text)
    );
    let limits = settings.limits;
    assert_eq!(
        (limits.connections, limits.connections_per_address),
        (4_096, 64)
    );
    assert_eq!(
        (
            limits.sign_in_failures_per_account,
            limits.sign_in_failures_per_address
        ),
        (10, 50)
    );
    assert_eq!(
        (limits.session_idle_minutes, limits.session_hours),
        (30, 12)
    );
    assert_eq!((limits.invitation_hours, limits.reset_minutes), (48, 30));
}

#[test]
fn commands_are_understood() {
    let command = |arguments: &[&str]| load(arguments, nowhere()).unwrap().command;
    let import = Command::Import {
        file: "cases.jsonl".into(),
        dry_run: true,
    };
    assert_eq!(command(&["import", "cases.jsonl", "--dry-run"]), import);
    assert_eq!(command(&["demo", "--force"]), Command::Demo { force: true });
    assert_eq!(
        command(&["policy", "check"]),
        Command::Policy(PolicyCommand::Check)
    );
    let Command::Init(init) = command(&[
        "init",
        "--operator",
        "me@vendor.example",
        "--title",
        "Vendor",
    ]) else {
        panic!("not init");
    };
    assert_eq!(
        (init.operator.as_str(), init.title.as_deref()),
        ("me@vendor.example", Some("Vendor"))
    );
    for wrong in [
        &[][..],
        &["init"],
        &["import"],
        &["policy"],
        &["serve", "--connections", "0"],
    ] {
        assert!(
            matches!(load(wrong, nowhere()), Err(SettingsError::Usage(_))),
            "{wrong:?}"
        );
    }
}

#[test]
fn settings_may_stand_before_or_after_the_command() {
    for arguments in [["--data", "d", "serve"], ["serve", "--data", "d"]] {
        assert_eq!(
            load(&arguments, nowhere()).unwrap().settings.data,
            Path::new("d")
        );
    }
}

#[test]
fn a_flag_goes_before_a_variable_goes_before_the_file_goes_before_the_default() {
    let file = "data = \"from file\"\nlog = \"from file\"\nconnections = 7\nsession_hours = 7\n";
    let folder = folder("precedence", file);
    // Tests may not change their own environment, so another process runs the test below.
    let printed = Process::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "settings::tests::prints_its_settings",
            "--nocapture",
            "--include-ignored",
        ])
        .current_dir(&folder)
        .env("COMPTOIR_LOG", "from variable")
        .env("COMPTOIR_DATA", "from variable")
        .env("COMPTOIR_CONNECTIONS", "8")
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let expected =
        "data=from flag log=from variable connections=8 session_hours=7 invitation_hours=48";
    assert_eq!(printed.matches(expected).count(), 2, "{printed}");
}

#[test]
#[ignore = "run by another test, with an environment"]
fn prints_its_settings() {
    for arguments in [
        ["serve", "--data", "from flag"],
        ["--data", "from flag", "serve"],
    ] {
        let Settings {
            data, log, limits, ..
        } = load(&arguments, Path::new("")).unwrap().settings;
        println!(
            "data={} log={log} connections={} session_hours={} invitation_hours={}",
            data.display(),
            limits.connections,
            limits.session_hours,
            limits.invitation_hours
        );
    }
}

#[test]
fn a_named_file_is_read_instead_and_has_to_be_there() {
    let folder = folder("named", "data = \"mine\"");
    let file = folder.join(FILE);
    let settings = load(&["serve", "--config", file.to_str().unwrap()], nowhere())
        .unwrap()
        .settings;
    assert_eq!(settings.data, Path::new("mine"));
    std::fs::remove_dir_all(&folder).unwrap();
    let error = load(&["serve", "--config", file.to_str().unwrap()], nowhere()).unwrap_err();
    assert!(
        error.to_string().contains("comptoir.toml: No such file"),
        "{error}"
    );
}

#[test]
fn a_file_that_cannot_be_used_is_one_clear_line() {
    assert!(
        refused("unknown", "dta = \"x\"")
            .starts_with("there is no setting \"dta\"; there are data, ")
    );
    assert_eq!(
        refused("dash", "database-url = \"x\""),
        "there is no setting \"database-url\"; write database_url"
    );
    assert!(refused("config", "config = \"x\"").contains("no setting \"config\""));
    assert!(refused("command", "operator = \"x\"").contains("no setting \"operator\""));
    assert_eq!(
        refused("type", "connections = true"),
        "connections: write a text or a whole number"
    );
    assert!(refused("table", "[limits]\nconnections = 1").contains("no setting \"limits\""));
    assert!(refused("syntax", "data = \"x\"\nlog = ").starts_with("line 2: "));
    let range = refused("range", "connections = 0");
    assert!(
        range.contains("'0'") && range.contains("--connections"),
        "{range}"
    );
    assert!(refused("listen", "listen = \"here\"").contains("--listen"));
}

#[test]
fn the_database_is_a_file_or_a_server_and_its_password_is_never_shown() {
    let settings =
        |url: &str| load(&["serve", "--database-url", url], nowhere()).map(|cli| cli.settings);
    let sqlite = |url: &str| match settings(url).unwrap().database().unwrap() {
        Database::Sqlite(file) => file,
        Database::Postgres(_) => panic!("{url}"),
    };
    assert_eq!(sqlite("sqlite:/srv/c.sqlite"), Path::new("/srv/c.sqlite"));
    assert_eq!(sqlite("sqlite:///srv/c.sqlite"), Path::new("/srv/c.sqlite"));
    assert_eq!(sqlite("sqlite://c.sqlite"), Path::new("c.sqlite"));
    let postgres = settings("postgres://comptoir:s3cret@db/comptoir").unwrap();
    assert!(matches!(
        postgres.database().unwrap(),
        Database::Postgres(_)
    ));
    assert!(!format!("{postgres:?} {:?}", postgres.database().unwrap()).contains("s3cret"));
    for wrong in [
        "mysql://comptoir:s3cret@db/comptoir",
        "s3cret",
        "sqlite:",
        "",
    ] {
        let error = settings(wrong).unwrap_err();
        assert!(matches!(error, SettingsError::Database), "{wrong}");
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
    // Help is answered before the file is read, so it cannot show what is in there.
    let folder = folder(
        "secret",
        "database_url = \"postgres://comptoir:s3cret@db/comptoir\"",
    );
    for arguments in [&["--help"][..], &["serve", "--help"]] {
        assert!(
            !load(arguments, &folder)
                .unwrap_err()
                .to_string()
                .contains("s3cret")
        );
    }
    let settings = load(&["serve"], &folder).unwrap().settings;
    assert_eq!(
        settings.database_url.unwrap().expose(),
        "postgres://comptoir:s3cret@db/comptoir"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_public_url_is_an_origin() {
    let url = |text: &str| text.parse::<PublicUrl>().map(|url| url.to_string());
    assert_eq!(
        url("https://Support.example.com/").unwrap(),
        "https://support.example.com"
    );
    assert_eq!(
        url("https://support.example.com:443").unwrap(),
        "https://support.example.com"
    );
    assert_eq!(url("http://[::1]:8080").unwrap(), "http://[::1]:8080");
    for wrong in [
        "",
        "support.example.com",
        "ftp://a",
        "https://a/b",
        "https://a/?b",
        "https://me@a",
        "https://",
    ] {
        assert_eq!(url(wrong), Err(NotPublic), "{wrong}");
    }
    let public = |listen: &str| {
        load(&["serve", "--listen", listen], nowhere())
            .unwrap()
            .settings
            .public_url()
    };
    assert_eq!(public("0.0.0.0:9000").as_str(), "http://localhost:9000");
    assert_eq!(public("[::1]:9000").as_str(), "http://[::1]:9000");
    assert!(!public("[::1]:9000").is_https());
}

#[test]
fn help_explains_each_setting_in_a_group() {
    let help = load(&["--help"], nowhere()).unwrap_err().to_string();
    for part in [
        "Settings:",
        "Log:",
        "Limits:",
        "Examples:",
        "--session-idle-minutes",
        "COMPTOIR_LISTEN",
    ] {
        assert!(help.contains(part), "{part} is missing:\n{help}");
    }
}
