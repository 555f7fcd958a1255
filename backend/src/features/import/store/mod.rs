//! What an import reads and writes. It needs no permit: whoever runs the command line has the
//! database anyway, and no request leads here.

mod cases;
mod insert;
mod load;

pub(super) use insert::insert;
pub(super) use load::{cases_within, load, lock_clients};
