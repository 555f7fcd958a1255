//! The app is embedded from `target/app`, which `make build` fills. Without it the program still
//! compiles, and says what to do when somebody opens it.

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=../target/app");
    std::fs::create_dir_all("../target/app")
}
