# What one does here often; `just` alone lists it.

_list:
    @just --list --unsorted

# The reader, on what is given: `just run briefings`.
run *arguments:
    cargo run --release -- {{arguments}}

# Every test, or those whose name holds a word: `just test tidy`.
test *words:
    cargo test {{words}}

# Formatting, lints and the documentation's own links.
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps

# Everything that must hold before a change goes in.
check:
    .ci/run

# The benchmarks.
bench *words:
    cargo bench {{words}}

# The generated parts of README.md and docs/, written anew.
docs:
    UPDATE_DOCS=1 cargo test --test all

# The pictures and texts in docs/captures alone, drawn anew. Look at them before you commit.
captures:
    UPDATE_DOCS=1 cargo test --test all captures

# The snapshots that a change altered, accepted as they are now. Read the difference before you commit.
snapshots:
    INSTA_UPDATE=always cargo test --test all

# Start, keys and memory of the reader, beside a program that does nothing.
latency *options:
    cargo build --release --bins --examples
    target/release/examples/latency {{options}} target/release/examples/nothing 'target/release/dateline briefings'
