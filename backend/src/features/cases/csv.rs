//! A list as a file: the rows and columns that the page shows, for a spreadsheet.

use crate::error::{Error, Result};
use shared::api::cases::CaseRow;
use shared::case::State;
use shared::words::{DomainKind, Language};

/// A file in the making.
pub(super) struct File {
    writer: csv::Writer<Vec<u8>>,
    language: Language,
    /// Whose a case is need not be said in a client's own domain.
    clients: bool,
}

fn fault(error: impl std::fmt::Display) -> Error {
    Error::Fault(format!("a file cannot be made: {error}"))
}

impl File {
    /// A file with its headings.
    pub(super) fn new(language: Language, domain: DomainKind) -> Result<Self> {
        // Without a byte order mark, spreadsheets take the accents for something else.
        let writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let mut file = Self {
            writer,
            language,
            clients: domain != DomainKind::Client,
        };
        let headings = match language {
            Language::En => [
                "Number", "Title", "Client", "Severity", "State", "Filed by", "Modified",
            ],
            Language::Fr => [
                "Numéro",
                "Titre",
                "Client",
                "Gravité",
                "État",
                "Déposée par",
                "Modifiée",
            ],
        };
        file.record(headings)?;
        Ok(file)
    }

    /// Adds a row.
    pub(super) fn add(&mut self, case: &CaseRow) -> Result<()> {
        let partner = match self.language {
            Language::En => "another partner",
            Language::Fr => "un autre partenaire",
        };
        self.record([
            &case.number,
            &case.title,
            &case.client.title,
            case.severity.as_str(),
            state(case.state, self.language),
            case.filed_by.name.as_deref().unwrap_or(partner),
            &case.updated_at.to_string(),
        ])
    }

    fn record(&mut self, cells: [&str; 7]) -> Result<()> {
        let shown = cells
            .into_iter()
            .enumerate()
            .filter(|(position, _)| *position != 2 || self.clients);
        self.writer
            .write_record(shown.map(|(_, cell)| harmless(cell)))
            .map_err(fault)
    }

    /// The whole file.
    pub(super) fn finish(self) -> Result<String> {
        String::from_utf8(self.writer.into_inner().map_err(fault)?).map_err(fault)
    }
}

/// A cell that no spreadsheet takes for a formula (ATTACKS L8).
fn harmless(cell: &str) -> String {
    let begins = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(begins) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// As the page calls it.
const fn state(state: State, language: Language) -> &'static str {
    let (en, fr) = match state {
        State::New => ("New", "Nouvelle"),
        State::InProgress => ("In progress", "En cours"),
        State::ActionRequired => ("Action required", "Action requise"),
        State::SolutionProvided => ("Solution provided", "Solution proposée"),
        State::Closed => ("Closed", "Close"),
    };
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "Printer", "1-1", "'=1", "a@b.example"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
