//! Authorization: the golden table, what the database refuses by itself, the demonstration data
//! against an oracle, and races.
