//! The one place where flags of compiler, linker and wasm-opt are spelled: pure functions from typed settings to argv.
//!
//! Folders and file names are added by the stages; nothing here depends on the machine.

use crate::plan::manifest::Optimize;
use crate::plan::{LibraryPlan, TierPlan, Unit, UnitOrigin};

/// wasm features that every supported host has (Node 18, Chrome 95, Firefox 100, Safari 15.2).
const FEATURES: &[&str] = &["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext"];

/// What one C file is compiled with.
#[derive(Clone, Debug, Default)]
pub struct CompileFlags {
    /// How much is optimized; not at all when absent.
    pub level: Option<Optimize>,
    /// The dialect of C.
    pub standard: Option<&'static str>,
    /// What the code may use, and what is left out of it.
    pub code: Vec<String>,
    /// What becomes of warnings.
    pub warnings: Warnings,
    /// What makes the program watch itself.
    pub watch: Vec<String>,
    /// Preprocessor symbols, `NAME` or `NAME=VALUE`.
    pub defines: Vec<String>,
}

/// Our own code must be free of warnings; other people's is not ours to judge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warnings {
    /// All are asked for, and each is an error.
    #[default]
    Errors,
    /// None is printed.
    Off,
}

/// Of what `-Wextra` asks for: tables leave out what is zero, natives what they do not look at.
const UNASKED_WARNINGS: [&str; 2] = ["-Wno-missing-field-initializers", "-Wno-unused-parameter"];

impl CompileFlags {
    /// All of them in the order in which a person would type them: for the plan and for keys.
    pub fn words(&self) -> Vec<String> {
        let warnings: &[&str] = match self.warnings {
            Warnings::Errors => &["-Wall", "-Wextra", UNASKED_WARNINGS[0], UNASKED_WARNINGS[1], "-Werror"],
            Warnings::Off => &["-w"],
        };
        let mut words: Vec<String> = self.level_word().into_iter().collect();
        words.extend(self.standard.map(|standard| format!("-std={standard}")));
        words.extend(self.code.iter().cloned());
        words.extend(warnings.iter().map(|&word| word.to_owned()));
        words.extend(self.watch.iter().cloned());
        words.extend(self.defines.iter().map(|define| format!("-D{define}")));
        words
    }

    /// Those that the crate `cc` has no setting of its own for.
    pub fn without_own_setting(&self) -> Vec<String> {
        let unasked = match self.warnings {
            Warnings::Errors => UNASKED_WARNINGS.as_slice(),
            Warnings::Off => &[],
        };
        let level = self.level_word().into_iter().chain(unasked.iter().map(|&word| word.to_owned()));
        level.chain([&self.code, &self.watch].into_iter().flatten().cloned()).collect()
    }

    /// The preprocessor symbols and what they stand for.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.defines.iter().map(|define| match define.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (define.as_str(), None),
        })
    }

    fn level_word(&self) -> Option<String> {
        self.level.map(|level| format!("-{}", level.word()))
    }
}

/// Flags of one compilation.
pub fn compile(unit: &Unit) -> CompileFlags {
    let machine = ["-mbulk-memory", "-mnontrapping-fptoint", "-fno-ident"];
    CompileFlags {
        level: Some(if unit.fast { Optimize::O2 } else { unit.optimize }),
        standard: Some(STANDARD),
        code: machine.iter().chain(vectors(unit)).chain(sums(unit)).map(|&flag| flag.to_owned()).collect(),
        warnings: warnings(&unit.origin),
        watch: Vec::new(),
        defines: unit.defines.clone(),
    }
}

/// C11 with what GNU adds to it.
const STANDARD: &str = "gnu11";

/// Flags of C files that are in no binding, as a program that watches itself wants them.
pub fn native_other() -> CompileFlags {
    CompileFlags { watch: SANITIZE.map(str::to_owned).to_vec(), ..CompileFlags::default() }
}

/// One vector at a time, and no loop written out: unrolled loops double the bytes and gain nothing.
fn vectors(unit: &Unit) -> &'static [&'static str] {
    match (unit.simd, unit.fast) {
        (true, true) => &["-msimd128", "-fno-unroll-loops", "-mllvm", "-force-vector-interleave=1"],
        (true, false) => &["-msimd128"],
        (false, _) => &[],
    }
}

/// What C leaves open in sums of signed integers, and some code relies on.
fn sums(unit: &Unit) -> &'static [&'static str] {
    if unit.wrapping { &["-fwrapv"] } else { &[] }
}

fn warnings(origin: &UnitOrigin) -> Warnings {
    match origin {
        UnitOrigin::Ours(_) => Warnings::Errors,
        UnitOrigin::Source(..) => Warnings::Off,
    }
}

/// What makes a native program watch itself. Unaligned access is legal where this code runs, and wasm has no other.
pub const SANITIZE: [&str; 4] =
    ["-g", "-fsanitize=address,undefined", "-fno-sanitize=alignment", "-fno-sanitize-recover=undefined"];

/// Flags of one native compilation under the sanitizers. Other people's code is watched for its memory only: what it does
/// beyond the C standard is known, and defined in wasm.
pub fn native(unit: &Unit) -> CompileFlags {
    let unwatched = is_foreign(unit).then_some("-fno-sanitize=undefined");
    CompileFlags {
        level: Some(Optimize::O1),
        standard: Some(STANDARD),
        code: ["-fno-omit-frame-pointer"].iter().chain(sums(unit)).map(|&flag| flag.to_owned()).collect(),
        warnings: Warnings::Off,
        watch: SANITIZE.into_iter().chain(unwatched).map(str::to_owned).collect(),
        defines: unit.defines.clone(),
    }
}

/// Whether a unit is other people's code.
fn is_foreign(unit: &Unit) -> bool {
    match &unit.origin {
        UnitOrigin::Ours(_) => false,
        UnitOrigin::Source(..) => true,
    }
}

/// What C++ raises is caught by wasm's own exceptions; libraries are compiled so, and so is what links them.
const EXCEPTIONS: &str = "-fwasm-exceptions";

/// clang 19 orders the blocks of a function by their addresses in its own memory where exceptions leave it in more than one direction
/// (`wasm-cfg-stackify`), so that one file may become one of two objects. Without folded branches there is only one direction.
pub const STEADY: [&str; 2] = ["-mllvm", "-disable-branch-fold"];

/// Flags of the files of a library, in C and in C++. CMake adds those of its own.
pub fn library(library: &LibraryPlan) -> Vec<String> {
    let level = format!("-{}", library.optimize.word());
    // without errno, square roots are one instruction
    let features = ["-mbulk-memory", "-mnontrapping-fptoint", "-msimd128", "-fno-math-errno", "-fno-ident"];
    let others = ["-w", "-DNDEBUG"].into_iter().map(str::to_owned);
    let defines = library.defines.iter().map(|define| format!("-D{define}"));
    let own = [level.as_str(), EXCEPTIONS].into_iter().chain(features).map(str::to_owned);
    own.chain(others).chain(defines).collect()
}

/// Flags of a tier's link; the output is the wasm as the linker makes it, for the glue of `js/glue`.
pub fn link(tier: &TierPlan) -> Vec<String> {
    let link = &tier.link;
    let exports: Vec<String> = tier.exports.iter().map(|export| format!("_{}", export.name)).collect();
    let mut flags =
        vec![format!("-{}", link.optimize.word()), "--no-entry".to_owned(), "-mbulk-memory".to_owned()];
    // no glue of emcc's, and nothing changed for it, so that the names of functions stay; the toolchain is pinned, so that "experimental" is no risk
    flags.extend(["--oformat=bare", "-Wno-experimental"].map(str::to_owned));
    // the stack below everything else: an overflow leaves the memory and traps, it never reaches data
    flags.push("-Wl,--stack-first".to_owned());
    flags.extend((!tier.libraries.is_empty()).then(|| EXCEPTIONS.to_owned()));
    flags.extend(tier.wraps.iter().map(|name| format!("-Wl,--wrap={name}")));
    let settings = [
        "ALLOW_MEMORY_GROWTH=1".to_owned(),
        format!("STACK_SIZE={}", link.stack_bytes),
        format!("INITIAL_MEMORY={}", link.initial_memory_bytes),
        format!("EXPORTED_FUNCTIONS={}", exports.join(",")),
    ];
    flags.extend(settings.map(|setting| format!("-s{setting}")));
    flags
}

/// What has one caller is inlined there only if it is tiny: else the rare instructions end up in the bytecode loop, which grows from 9 to 28 KB,
/// and a process waits at its end until V8 has optimized that.
const SMALL_LOOP: &str = "--one-caller-inline-max-function-size=10";

/// Flags of wasm-opt; empty when the tier wants none.
pub fn wasm_opt(tier: &TierPlan) -> Vec<String> {
    let level = match tier.optimize {
        Optimize::O0 => return Vec::new(),
        Optimize::O1 | Optimize::O2 | Optimize::O3 | Optimize::Os | Optimize::Oz => tier.optimize.word(),
    };
    // `-g` keeps the names of functions, which the size report wants; the stage takes them out of what is shipped. Nothing lies below
    // address 1024 but the end of the stack, so an offset may be folded into an access: where that would have wrapped around, it traps
    // all passes twice: the second round finds what the first made small enough, 0.3 % of the bytes
    let level = format!("-{level}");
    let mut flags = [
        &level,
        &level,
        SMALL_LOOP,
        "-g",
        "--low-memory-unused",
        "--strip-producers",
        "--strip-target-features",
    ]
    .map(str::to_owned)
    .to_vec();
    let vectors: &[&str] = if tier.units.iter().any(|unit| unit.simd) { &["simd"] } else { &[] };
    let exceptions: &[&str] = if tier.libraries.is_empty() { &[] } else { &["exception-handling"] };
    flags.extend(
        FEATURES.iter().chain(vectors).chain(exceptions).map(|feature| format!("--enable-{feature}")),
    );
    flags
}
