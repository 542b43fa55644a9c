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

# The benchmarks: inside the program, then finding in an archive of 100,000 briefings (500 MB in /tmp).
bench *words:
    cargo bench {{words}}
    just scale

# Finding in an archive: `just scale 5000` for a smaller one. ripgrep beside it, where there is one.
scale count='100000':
    cargo build --release --bins --examples
    test -d /tmp/dateline-archive-{{count}} || target/release/examples/archive /tmp/dateline-archive-{{count}} {{count}}
    target/release/examples/scale /tmp/dateline-archive-{{count}}
    target/release/examples/scale_reader /tmp/dateline-archive-{{count}}

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
