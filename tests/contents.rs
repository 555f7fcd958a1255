//! Everything that is in a database, to see that something left no trace.

use crate::app::TestApp;
use comptoir::db::Engine;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Columns that may move without anybody having done anything, and why.
///
/// `sessions.seen_at` notes, at most once a minute, that a session is in use; refused requests use
/// their session too.
const MOVING: [(&str, &str); 1] = [("sessions", "seen_at")];

/// The rows of every table, whatever tables there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents(BTreeSet<(String, String)>);

impl Contents {
    /// What came and what went since `before`, for people.
    #[must_use]
    pub fn since(&self, before: &Self) -> String {
        let lines = |sign, from: &BTreeSet<_>, to: &BTreeSet<_>| {
            from.difference(to)
                .map(|(table, row): &(String, String)| format!("{sign} {table}: {row}\n"))
                .collect::<String>()
        };
        [lines('-', &before.0, &self.0), lines('+', &self.0, &before.0)].concat()
    }
}

impl TestApp {
    /// The statement that reads the rows of every table as text; put together once per schema.
    ///
    /// # Panics
    /// When the schema cannot be read.
    pub async fn reads_everything(&self) -> &'static str {
        let sqlite = self.app.db.engine() == Engine::Sqlite;
        let columns: Vec<(String, String)> = if sqlite {
            self.rows(
                "SELECT m.name, i.name FROM sqlite_master m JOIN pragma_table_info(m.name) i
                 WHERE m.type = 'table' ORDER BY m.name, i.cid",
                vec![],
            )
            .await
        } else {
            self.rows(
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
                 WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
                vec![],
            )
            .await
        };
        let mut tables = BTreeMap::<_, Vec<_>>::new();
        for (table, column) in columns {
            if !MOVING.contains(&(table.as_str(), column.as_str())) {
                tables.entry(table).or_default().push(column);
            }
        }
        assert!(tables.len() > 10, "the schema has more tables than {tables:?}");
        let mut statement = String::new();
        for (position, (table, columns)) in tables.iter().enumerate() {
            if position > 0 {
                statement.push_str(" UNION ALL ");
            }
            let text = |column: &String| match sqlite {
                true => format!("quote(\"{column}\")"),
                false => format!("coalesce(quote_literal(CAST(\"{column}\" AS TEXT)), 'NULL')"),
            };
            let row = columns.iter().map(text).collect::<Vec<_>>().join(" || ' ' || ");
            let _ = write!(
                statement,
                "SELECT '{table}' AS name, {row} AS line FROM \"{table}\""
            );
        }
        statement.leak()
    }

    /// Everything that is in the database, by a statement of [`TestApp::reads_everything`].
    pub async fn contents(&self, statement: &'static str) -> Contents {
        let rows: Vec<(String, String)> = self.rows(statement, vec![]).await;
        Contents(rows.into_iter().collect())
    }
}
