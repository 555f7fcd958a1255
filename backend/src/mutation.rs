//! Mistakes that tests switch on, to see that some test notices.
//!
//! Only the tests' build knows them (feature `mutations`); in production the question is a
//! constant `false` and the mistake is not compiled in.

/// A mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Mutation {
    /// Filing decides on rights before it has its turn, holds no lock on the client, and looks at
    /// the case only after the commit (to look before is a second guard, which would hide the first).
    FilingWithoutLock,
}

#[cfg(feature = "mutations")]
static ON: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

/// Whether the mistake is switched on.
#[cfg(feature = "mutations")]
#[must_use]
pub fn on(mutation: Mutation) -> bool {
    ON.load(std::sync::atomic::Ordering::Relaxed) & (1 << mutation as u8) != 0
}

/// Whether the mistake is switched on: never.
#[cfg(not(feature = "mutations"))]
#[must_use]
pub const fn on(_: Mutation) -> bool {
    false
}

/// Switches a mistake on, for the rest of this process.
#[cfg(feature = "mutations")]
pub fn switch_on(mutation: Mutation) {
    ON.fetch_or(1 << mutation as u8, std::sync::atomic::Ordering::Relaxed);
}
