//! Transactions: a reader sees one snapshot, a writer commits or leaves nothing.

use super::writer::Turn;
use super::{Arg, DbError, Engine, Sql};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite, Transaction};

/// A row that reads the same from both engines; `#[derive(sqlx::FromRow)]` makes one.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// One transaction. Dropped without [`Tx::commit`], it leaves nothing.
#[derive(Debug)]
pub struct Tx(pub(super) Inner);

#[derive(Debug)]
pub(super) enum Inner {
    SqliteRead(Transaction<'static, Sqlite>),
    SqliteWrite(Turn),
    Postgres(Transaction<'static, Postgres>, Planning),
}

/// How PostgreSQL plans what this transaction asks now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Planning {
    /// As the connection begins: once, if that is as good.
    Once,
    /// Anew for these arguments. With a generic plan the list of a large reseller took 200 times as long.
    Anew,
}

impl Planning {
    /// Has the transaction plan as the statement wants it.
    async fn become_for(
        &mut self,
        tx: &mut Transaction<'static, Postgres>,
        statement: &Sql,
    ) -> sqlx::Result<()> {
        let (wanted, set) = if statement.is_planned_once() {
            (Self::Once, "SET LOCAL plan_cache_mode = auto")
        } else {
            (Self::Anew, "SET LOCAL plan_cache_mode = force_custom_plan")
        };
        if *self != wanted {
            sqlx::query(set).execute(&mut **tx).await?;
            *self = wanted;
        }
        Ok(())
    }
}

/// Binds the arguments of a statement, whatever the engine.
macro_rules! bind {
    ($query:expr, $args:expr) => {
        $args.into_iter().fold($query, |query, arg| match arg {
            Arg::Int(n) => query.bind(n),
            Arg::Text(text) => query.bind(text),
            Arg::Id(id) => query.bind(id),
            Arg::Bytes(bytes) => query.bind(bytes),
        })
    };
}

/// Runs one expression with `query` bound and `on` the connection, whatever the engine.
macro_rules! run {
    ($tx:expr, $statement:expr, $make:ident $(::<$row:ty>)?, |$query:ident, $on:ident| $body:expr) => {{
        if let Inner::Postgres(tx, planning) = &mut $tx.0 {
            planning.become_for(tx, &$statement).await?;
        }
        let (text, args) = $statement.render();
        let text = AssertSqlSafe(text);
        match &mut $tx.0 {
            Inner::SqliteRead(tx) => {
                let $query = bind!(sqlx::$make::<Sqlite $(, $row)?>(text), args);
                let $on = &mut **tx;
                $body
            }
            Inner::SqliteWrite(turn) => {
                let $query = bind!(sqlx::$make::<Sqlite $(, $row)?>(text), args);
                let $on = turn.connection()?;
                $body
            }
            Inner::Postgres(tx, _) => {
                let $query = bind!(sqlx::$make::<Postgres $(, $row)?>(text), args);
                let $on = &mut **tx;
                $body
            }
        }
    }};
}

impl Tx {
    /// Which engine this is on.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.0 {
            Inner::SqliteRead(_) | Inner::SqliteWrite(_) => Engine::Sqlite,
            Inner::Postgres(..) => Engine::Postgres,
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all<T: Record>(&mut self, statement: Sql) -> Result<Vec<T>, DbError> {
        Ok(run!(self, statement, query_as::<T>, |query, on| query
            .fetch_all(on)
            .await?))
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn opt<T: Record>(&mut self, statement: Sql) -> Result<Option<T>, DbError> {
        Ok(run!(self, statement, query_as::<T>, |query, on| query
            .fetch_optional(on)
            .await?))
    }

    /// The one row that must be there.
    ///
    /// # Errors
    /// What the database says; a fault if there is none.
    pub async fn one<T: Record>(&mut self, statement: Sql) -> Result<T, DbError> {
        Ok(run!(self, statement, query_as::<T>, |query, on| query
            .fetch_one(on)
            .await?))
    }

    /// How many rows a write touched.
    ///
    /// # Errors
    /// What the database says; [`DbError::Refused`] names the constraint.
    pub async fn run(&mut self, statement: Sql) -> Result<u64, DbError> {
        Ok(run!(self, statement, query, |query, on| query
            .execute(on)
            .await?
            .rows_affected()))
    }

    /// Makes what was written last; returns when it is on disk.
    ///
    /// # Errors
    /// Then nothing was written.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.0 {
            Inner::SqliteRead(tx) => Ok(tx.commit().await?),
            Inner::SqliteWrite(turn) => turn.commit().await,
            Inner::Postgres(tx, _) => Ok(tx.commit().await?),
        }
    }
}
