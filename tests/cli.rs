//! The command line from outside: the real binary, its two streams and its exit status.
