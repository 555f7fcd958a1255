//! The `comptoir` program.

use comptoir::cli::{self, settings};
use std::process::ExitCode;

#[expect(clippy::print_stderr, reason = "the one line that says why a command failed")]
fn main() -> ExitCode {
    let cli = match settings::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    log(&cli.settings);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("comptoir: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("comptoir: {failed}");
            ExitCode::FAILURE
        }
    }
}

fn log(settings: &settings::Settings) {
    let filter = tracing_subscriber::EnvFilter::new(&settings.log);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if settings.log_json {
        log.json().init();
    } else {
        log.with_target(false).init();
    }
}
