//! The readers beside the writers, and with what nobody should write.
