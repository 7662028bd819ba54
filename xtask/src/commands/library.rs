//! `cargo xtask library`: the library in Python as it is packed.

use std::path::Path;

use crate::cli::LibraryArgs;
use crate::error::{Error, Result};
use crate::generate::python::library::{Module, to_c};
use crate::stages::packed;
use crate::tools::files::{self, Folders};
use crate::tools::sizes::compressed;

/// Makes what was asked for.
pub fn library(folders: &Folders, args: &LibraryArgs) -> Result<()> {
    if args.c.is_none() && args.texts.is_none() && !args.sizes {
        return Err(
            Error::request("nothing is asked of the library").help("give `--c`, `--texts` or `--sizes`")
        );
    }
    let modules = chosen(folders, args)?;
    if let Some(file) = &args.c {
        files::write_if_changed(file, to_c(&modules).as_bytes())?;
    }
    if let Some(folder) = &args.texts {
        modules.iter().try_for_each(|module| write(folder, module))?;
    }
    if args.sizes {
        print_sizes(&modules);
    }
    Ok(())
}

/// What is measured may be open: modules of the command line may import what is not there.
fn chosen(folders: &Folders, args: &LibraryArgs) -> Result<Vec<Module>> {
    if args.modules.is_empty() && !args.unminified {
        return packed::of_checkout(folders);
    }
    let (library, listed) = packed::library_of_checkout(folders)?;
    let modules = library.modules(if args.modules.is_empty() { &listed } else { &args.modules })?;
    if args.unminified { library.long(modules) } else { library.short(modules) }
}

fn write(folder: &Path, module: &Module) -> Result<()> {
    let path = module.name.replace('.', "/");
    let file = if module.is_package { format!("{path}/__init__.py") } else { format!("{path}.py") };
    files::write(&folder.join(file), module.text.as_bytes())
}

fn print_sizes(modules: &[Module]) {
    let without = |left_out: &str| {
        let texts: Vec<&str> = modules
            .iter()
            .filter(|module| module.name != left_out)
            .map(|module| module.text.as_str())
            .collect();
        compressed(texts.concat().as_bytes()).len()
    };
    let all = without("");
    let mut rows: Vec<(usize, &Module)> =
        modules.iter().map(|module| (all.saturating_sub(without(&module.name)), module)).collect();
    rows.sort_by_key(|(brotli, _)| std::cmp::Reverse(*brotli));
    println!("{:<28} {:>8} {:>8}", "module", "bytes", "brotli");
    for (brotli, module) in rows {
        println!("{:<28} {:>8} {brotli:>8}", module.name, module.text.len());
    }
    let bytes: usize = modules.iter().map(|module| module.text.len()).sum();
    println!("{:<28} {bytes:>8} {all:>8}", format!("all {}", modules.len()));
}
