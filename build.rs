//! How the program is linked.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |part| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let links_libraries_at_start = !target("FEATURE").split(',').any(|known| known == "crt-static");
    // At a fixed place: the pointers in its tables are right as they lie in the file, and no start has to set them
    // right page by page. Stack, heap and libraries are at random places all the same. What it brings is in
    // docs/performance.md.
    if target("OS") == "linux" && target("ENV") == "gnu" && links_libraries_at_start {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
