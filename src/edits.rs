//! What makes one list another: what stays of it, what goes and what comes.
//!
//! [`similar`] builds each of its algorithms for each type that is compared, half a megabyte for three. Here things are numbered
//! first, the equal ones alike, and one algorithm compares numbers.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// The steps from one list to another, in order; few, or as many as are found in `patience`.
pub(crate) fn between<T: Eq + Hash>(old: &[T], new: &[T], patience: Option<Duration>) -> Vec<DiffOp> {
    let mut known = HashMap::new();
    let (old, new) = (numbers(old, &mut known), numbers(new, &mut known));
    of_numbers(&old, &new, patience.map(|patience| Instant::now() + patience))
}

fn numbers<'t, T: Eq + Hash>(items: &'t [T], known: &mut HashMap<&'t T, usize>) -> Vec<usize> {
    let number = |item| {
        let next = known.len();
        *known.entry(item).or_insert(next)
    };
    items.iter().map(number).collect()
}

fn of_numbers(old: &[usize], new: &[usize], deadline: Option<Instant>) -> Vec<DiffOp> {
    let mut steps = Compact::new(Replace::new(Capture::new()), old, new);
    let Ok(()) = myers::diff_deadline(&mut steps, old, 0..old.len(), new, 0..new.len(), deadline);
    steps.into_inner().into_inner().into_ops()
}

#[cfg(test)]
mod tests {
    use similar::{Algorithm, capture_diff_slices};

    use super::*;

    proptest::proptest! {
        #[test]
        fn numbers_make_no_difference(old in "[abc]{0,40}", new in "[abc]{0,40}") {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let (old, new) = (letters(&old), letters(&new));
            proptest::prop_assert_eq!(between(&old, &new, None), capture_diff_slices(Algorithm::Myers, &old, &new));
        }
    }
}
