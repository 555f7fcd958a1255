//! A list as a file: the rows and columns that the page shows, for a spreadsheet.

use crate::error::{Error, Result};
use shared::api::cases::CaseRow;
use shared::api::lists::Column;
use shared::case::State;
use shared::words::Language;

/// A file in the making.
pub(super) struct File {
    writer: csv::Writer<Vec<u8>>,
    language: Language,
    columns: Vec<Column>,
}

fn fault(error: impl std::fmt::Display) -> Error {
    Error::Fault(format!("a file cannot be made: {error}"))
}

impl File {
    /// A file with its headings; a column that is named twice is there once.
    pub(super) fn new(language: Language, mut columns: Vec<Column>) -> Result<Self> {
        let mut seen = Vec::new();
        columns.retain(|column| {
            let new = !seen.contains(column);
            seen.push(*column);
            new
        });
        // Without a byte order mark, spreadsheets take the accents for something else.
        let writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let mut file = Self {
            writer,
            language,
            columns,
        };
        file.record(|column| heading(column, language).to_owned())?;
        Ok(file)
    }

    /// Adds a row.
    pub(super) fn add(&mut self, case: &CaseRow) -> Result<()> {
        let language = self.language;
        self.record(|column| cell(case, column, language))
    }

    fn record(&mut self, cell: impl Fn(Column) -> String) -> Result<()> {
        let cells = self.columns.iter().map(|column| harmless(&cell(*column)));
        self.writer.write_record(cells).map_err(fault)
    }

    /// The whole file.
    pub(super) fn finish(self) -> Result<String> {
        String::from_utf8(self.writer.into_inner().map_err(fault)?).map_err(fault)
    }
}

/// What stands above a column, as on the page.
const fn heading(column: Column, language: Language) -> &'static str {
    let (en, fr) = match column {
        Column::Number => ("Number", "Numéro"),
        Column::Title => ("Title", "Titre"),
        Column::Client => ("Client", "Client"),
        Column::Product => ("Product", "Produit"),
        Column::Severity => ("Severity", "Gravité"),
        Column::State => ("State", "État"),
        Column::FiledBy => ("Filed by", "Déposée par"),
        Column::FiledAt => ("Filed", "Déposée"),
        Column::Updated => ("Modified", "Modifiée"),
    };
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}

/// What a case has in a column.
fn cell(case: &CaseRow, column: Column, language: Language) -> String {
    let partner = match language {
        Language::En => "another partner",
        Language::Fr => "un autre partenaire",
    };
    match column {
        Column::Number => case.number.clone(),
        Column::Title => case.title.clone(),
        Column::Client => case.client.title.clone(),
        Column::Product => case
            .product
            .as_ref()
            .map(|product| product.in_language(language).to_owned())
            .unwrap_or_default(),
        Column::Severity => case.severity.as_str().to_owned(),
        Column::State => state(case.state, language).to_owned(),
        Column::FiledBy => case.filed_by.shown().unwrap_or(partner).to_owned(),
        Column::FiledAt => case.filed_at.to_string(),
        Column::Updated => case.updated_at.to_string(),
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
