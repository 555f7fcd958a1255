//! One case.

texts! {}
