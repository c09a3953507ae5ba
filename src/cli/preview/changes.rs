//! Changes on the disk, counted, for whoever waits for one.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::super::watched::Watched;

/// How many changes have been seen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes(Arc<Count>);

#[derive(Debug, Default)]
struct Count {
    seen: Mutex<u64>,
    more: Condvar,
}

impl Changes {
    /// Counts the changes of `watched` from now on, on a thread of its own.
    pub(super) fn of(watched: Watched) -> Self {
        let changes = Changes::default();
        let told = changes.clone();
        std::thread::spawn(move || {
            let mut seen = watched.look();
            loop {
                seen = watched.wait(&seen);
                told.add();
            }
        });
        changes
    }

    fn add(&self) {
        *self.0.seen.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.more.notify_all();
    }

    pub(super) fn count(&self) -> u64 {
        *self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there are more than `known`, but not longer than `patience`. Gives how many there are then.
    pub(super) fn wait(&self, known: u64, patience: Duration) -> u64 {
        let seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.more.wait_timeout_while(seen, patience, |seen| *seen <= known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_is_told_and_who_is_late_knows_at_once() {
        let changes = Changes::default();
        assert_eq!(changes.wait(0, Duration::from_millis(1)), 0);
        let waiting = changes.clone();
        let told = std::thread::spawn(move || waiting.wait(0, Duration::from_secs(60)));
        changes.add();
        assert_eq!(told.join().expect("it ends"), 1);
        assert_eq!(changes.wait(0, Duration::from_secs(60)), 1);
    }
}
