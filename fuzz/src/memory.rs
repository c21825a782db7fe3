//! A limit on the memory that a target takes: what asks for more ends the program, and is a finding.

use std::alloc::System;
use std::panic;
use std::sync::Once;

use cap::Cap;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What `act` gives, in `bytes` of memory more than are taken now.
pub fn within<T>(bytes: usize, act: impl FnOnce() -> T) -> T {
    // to tell of a panic takes memory too
    static TELLING: Once = Once::new();
    TELLING.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let _ = ALLOCATOR.set_limit(usize::MAX);
            tell(panic);
        }));
    });
    // the fuzzer allocates with C's own, which this does not count
    let limit = ALLOCATOR.allocated() + bytes;
    ALLOCATOR.set_limit(limit).expect("more is allowed than is taken");
    let given = act();
    ALLOCATOR.set_limit(usize::MAX).expect("everything is allowed");
    given
}
