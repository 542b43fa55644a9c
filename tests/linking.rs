//! The program is linked as `build.rs` says.

/// The release profile's figures in `docs/performance.md` hold for a program at a fixed place only.
#[test]
#[cfg(all(target_os = "linux", target_env = "gnu", not(target_feature = "crt-static")))]
fn the_program_stands_at_a_fixed_place() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_dateline")).expect("the program");
    // The type of an ELF file is its 17th byte (the 18th where the most significant comes first): 2 at a fixed
    // place, 3 anywhere (System V ABI, "ELF Header").
    assert!(program[16..18].contains(&2), "its type: {:?}", &program[16..18]);
}
