//! Has the linker lay the functions that run in an ordinary session next to each other, when it is our own release.
//!
//! The system maps a program by 64 KB around each function that runs. Laid out as they come, those of a session lie all
//! over the program, and most of it is mapped; laid out by `assets/link-order.ld`, that is 4 MB less, and a start and a
//! command are faster. `cargo bench --bench table -- order` lists them anew. A function that is not in the list,
//! or not in the program any more, does no harm.

use std::env;

/// What `.cargo/config.toml` asks for. Whoever asks for other flags, or another linker, gets the linker's own order.
const FLAGS: &str = "-Csymbol-mangling-version=v0";
/// Where it was tried, with LLVM's linker and with GNU's.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn main() {
    println!("cargo::rerun-if-changed=assets/link-order.ld");
    println!("cargo::rerun-if-env-changed=RUSTC_LINKER");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    if is("PROFILE", "release")
        && is("TARGET", TARGET)
        && is("CARGO_ENCODED_RUSTFLAGS", FLAGS)
        && env::var_os("RUSTC_LINKER").is_none()
    {
        let root = env::var("CARGO_MANIFEST_DIR").expect("cargo tells where the package is");
        println!("cargo::rustc-link-arg-bins=-T");
        println!("cargo::rustc-link-arg-bins={root}/assets/link-order.ld");
    }
}
