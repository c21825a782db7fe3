//! Room for what a page grows by: what is there already is moved less often than where room is doubled. Room that is not used
//! yet takes addresses, and no memory where the system promises more than there is.

/// From so many on, room is made for so many [times](TIMES) as many.
const MANY: usize = 4096;

/// How many times as many.
const TIMES: usize = 4;

/// Makes room for one more.
#[inline]
pub(super) fn make<T>(held: &mut Vec<T>) {
    if held.len() == held.capacity() && held.len() >= MANY {
        held.reserve_exact(held.len() * (TIMES - 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_get_room_for_many_more_once_there_is_none() {
        for (length, capacity, expected) in [
            (MANY, MANY, TIMES * MANY),
            (MANY, MANY + 1, MANY + 1),
            (MANY - 1, MANY - 1, MANY - 1),
            (2 * MANY, 2 * MANY, TIMES * 2 * MANY),
        ] {
            let mut held = Vec::with_capacity(capacity);
            held.resize(length, 0_u8);
            make(&mut held);
            assert_eq!((held.len(), held.capacity()), (length, expected));
        }
    }
}
