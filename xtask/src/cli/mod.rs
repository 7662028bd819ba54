//! What can be typed. An unknown word is refused, with the legal ones.

mod conformance;
mod library;
mod parse;
mod release;
mod units;

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use conformance::{ConformanceArgs, Suite};
pub use library::LibraryArgs;
pub use parse::parse;
pub use release::{PublishArgs, ReleaseArgs};
pub use units::UnitsArgs;

/// Builds, checks and tests the pocketpy-wasm packages.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, max_term_width = 100)]
pub struct Cli {
    /// The checkout to work in, when it is not the one that xtask was compiled in.
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// How many pieces of work run at once [default: as many as there are cores].
    #[arg(long, global = true, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// From variants.toml to finished npm packages in dist/npm/.
    Build(BuildArgs),
    /// Checks dist/: every file as it was built, exports, imports, budgets, and that the wasm files run.
    Check(TierArgs),
    /// All tests: formatting, lints, Rust, a build, reproducibility, Python, JavaScript, packages, browser.
    Test(TestArgs),
    /// All that a release hands out, in dist/release/X.Y.Z/, after every check and every test.
    Release(ReleaseArgs),
    /// Hands the tarballs of a release to npm; safe to run again.
    Publish(PublishArgs),
    /// Builds anew and compares byte for byte, with what was released or with itself.
    Verify(VerifyArgs),
    /// A registry that any static file server serves: dist/index/.
    Index(IndexArgs),
    /// CPython's own test files, method by method, in the interpreter built natively; prints a table.
    Conformance(ConformanceArgs),
    /// The library in Python as it is packed into the interpreter: its C file, its texts, what each module costs.
    Library(LibraryArgs),
    /// Random expressions and programs: what NumPy, Shapely or CPython answers against what is built here; exit code 1 where they differ.
    Fuzz(FuzzArgs),
    /// Sizes of the built tiers against their budgets and the last report; needs no rebuild.
    SizeReport(SizeReportArgs),
    /// Builds all tiers, then serves dist/ with the playground, on this machine only, until Ctrl+C.
    Serve(ServeArgs),
    /// Measures, and prints a table: ratios and medians of one run on this machine.
    Bench(BenchArgs),
    /// Prints everything that a build would do, and does nothing.
    Plan(BuildArgs),
    /// Whose each file of upstream's amalgamation is: upstream's, ours or left out.
    Units(UnitsArgs),
    /// Lists every tool: version, place, and what is missing.
    Doctor,
    /// Installs the private Emscripten toolchain below target/toolchain.
    Setup(SetupArgs),
    /// Removes what builds left in target/ and dist/.
    Clean(CleanArgs),
    /// What a build runs in a process of its own: CMake over a library.
    #[command(hide = true)]
    Cmake { request: PathBuf },
}

/// Which tiers.
#[derive(Debug, Args)]
pub struct TierArgs {
    /// A tier; may be given several times [default: all].
    #[arg(long = "tier", value_name = "TIER")]
    pub tiers: Vec<String>,
}

/// What `build` and `plan` take.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Which tiers.
    #[command(flatten)]
    pub tiers: TierArgs,
    /// Builds from a local pocketpy in place of the pinned one; cannot be released.
    #[arg(long, env = "POCKETPY_DIR", value_name = "DIR")]
    pub pocketpy_dir: Option<PathBuf>,
    /// Accepts another Emscripten version than the pinned one; cannot be released.
    #[arg(long)]
    pub allow_toolchain: bool,
}

/// What `verify` takes.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct VerifyArgs {
    /// A release's folder, an unpacked package or a package's tarball.
    #[arg(long, value_name = "DIR|TARBALL")]
    pub against: Option<PathBuf>,
    /// Two builds in two folders, with everything around them different.
    #[arg(long)]
    pub twice: bool,
}

/// What `index` takes.
#[derive(Debug, Args)]
#[group(id = "content", required = true, args = ["version", "yank", "rehearse"])]
pub struct IndexArgs {
    /// The release that goes in, as it lies in dist/release/.
    #[arg(long, value_name = "X.Y.Z", conflicts_with_all = ["yank", "rehearse"])]
    pub version: Option<String>,
    /// An index that exists: what is published there stays as it is.
    #[arg(long, value_name = "DIR", conflicts_with = "rehearse")]
    pub merge: Option<PathBuf>,
    /// Marks a version of the merged index as yanked, and changes nothing else; may be given several times.
    #[arg(long, value_name = "X.Y.Z", requires = "merge", conflicts_with = "rehearse")]
    pub yank: Vec<String>,
    /// An index of what is built, in this empty folder, for tests: it is no release and cannot be merged.
    #[arg(long, value_name = "DIR")]
    pub rehearse: Option<PathBuf>,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where to listen; 0 takes a free port.
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
}

/// What `bench` takes; without `--loader`, `--numpy` and `--shapely` it is the language benchmark.
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// From `createPocketPy` to ready, in Node and Chromium, for each tier.
    #[arg(long)]
    pub loader: bool,
    /// The numpy tier against native NumPy.
    #[arg(long)]
    pub numpy: bool,
    /// The geos tier against native Shapely.
    #[arg(long)]
    pub shapely: bool,
    /// What the language benchmark takes.
    #[command(flatten)]
    pub language: LanguageArgs,
}

/// What the language benchmark takes: Python programs in our smallest tier, CPython, and what is asked for beside them.
#[derive(Clone, Debug, Args)]
#[group(conflicts_with_all = ["loader", "numpy", "shapely"])]
pub struct LanguageArgs {
    /// Only this program of tests/bench/programs; may be given several times [default: all].
    #[arg(long, value_name = "PROGRAM", num_args = 1..)]
    pub only: Vec<String>,
    /// This tier too; may be given several times.
    #[arg(long = "tier", value_name = "TIER")]
    pub tiers: Vec<String>,
    /// Another build too: a folder with its pocketpy.mjs and pocketpy.wasm.
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// MicroPython and Pyodide too, from npm.
    #[arg(long)]
    pub peers: bool,
    /// How often each program is run in each runtime, in a new process.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub rounds: u32,
    /// Only this; may be given several times [default: all].
    #[arg(long, value_name = "WHAT")]
    pub measure: Vec<Measure>,
    /// Writes all that was measured.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Draws a chart of it; all must be measured for that.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["only", "measure", "against"])]
    pub svg: Option<PathBuf>,
    /// Puts its table between the marks of a Markdown file; all must be measured for that.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["only", "measure", "against"])]
    pub readme: Option<PathBuf>,
    /// Counts the wasm instructions of our smallest tier in place of measuring time: fails where a program takes more than before;
    /// with --against only compares two builds.
    #[arg(long, conflicts_with_all = ["tiers", "peers", "measure", "json", "svg", "readme"])]
    pub count_instructions: bool,
}

/// What the language benchmark measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// What a page has to fetch.
    Bytes,
    /// Processes that start an interpreter and print once; their memory.
    Node,
    /// Pages that do so.
    Chromium,
    /// The programs; their memory.
    Speed,
}

impl Measure {
    /// All, in the order in which they are measured.
    pub const ALL: [Self; 4] = [Self::Bytes, Self::Node, Self::Chromium, Self::Speed];

    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Node => "node",
            Self::Chromium => "chromium",
            Self::Speed => "speed",
        }
    }
}

/// What `fuzz` takes.
#[derive(Clone, Copy, Debug, Args)]
pub struct FuzzArgs {
    /// Decides the expressions: the same seed gives the same ones.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How many expressions.
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub count: u64,
    /// Whose expressions.
    #[arg(long, value_name = "MODULE", default_value = "numpy")]
    pub module: FuzzModule,
    /// Which build of the largest tier answers.
    #[arg(long, value_name = "BUILD", default_value = "wasm")]
    pub against: Against,
}

/// What random expressions or programs are written for; each has a folder of that name in tests/fuzz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FuzzModule {
    /// NumPy's.
    Numpy,
    /// Shapely's.
    Shapely,
    /// The language's: whole programs.
    Language,
}

impl FuzzModule {
    /// Its folder in tests/fuzz.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Numpy => "numpy",
            Self::Shapely => "shapely",
            Self::Language => "language",
        }
    }

    /// Who is the authority.
    pub fn authority(self) -> &'static str {
        match self {
            Self::Numpy => "NumPy",
            Self::Shapely => "Shapely",
            Self::Language => "CPython",
        }
    }
}

/// What is compared with the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Against {
    /// The tier in `dist/`, in Node.
    Wasm,
    /// A native program with the address and undefined sanitizers.
    Native,
}

/// What `test` takes.
#[derive(Debug, Args)]
pub struct TestArgs {
    /// One kind of test; may be given several times [default: all that CI runs].
    #[arg(long, value_name = "KIND")]
    pub only: Vec<TestKind>,
    /// Only on this tier, and builds no other: for kinds that ask every tier the same. May be given several times [default: all].
    #[arg(long = "tier", value_name = "TIER", requires = "only")]
    pub tiers: Vec<String>,
    /// In place of the kinds: the Python programs, and random expressions, natively with sanitizers.
    #[arg(long, conflicts_with = "only")]
    pub sanitize: bool,
    /// In place of the kinds: a release published, installed, tampered with and indexed on this machine.
    #[arg(long, conflicts_with_all = ["only", "sanitize"])]
    pub release: bool,
    /// All that CI runs for each commit: the kinds, then --sanitize, `fuzz` of each module and --release.
    #[arg(long, conflicts_with_all = ["only", "sanitize", "release"])]
    pub ci: bool,
    /// In place of the kinds: what takes hours. 200 000 random values and 1 000 interpreters in Node and the browsers, CPython's own
    /// tests, more random expressions, two builds compared.
    #[arg(long, conflicts_with_all = ["only", "sanitize", "release", "ci"])]
    pub long: bool,
    /// Decides what is random in --long [default: today's].
    #[arg(long, value_name = "N", requires = "long")]
    pub seed: Option<u64>,
}

/// The kinds of test, in the order they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestKind {
    /// rustfmt.
    Format,
    /// clippy, and cargo-deny where it is installed.
    Lint,
    /// xtask's own tests, with the golden files of tests/plan.
    Rust,
    /// What must be refused, survive or be rebuilt, shown on copies of the checkout.
    Faults,
    /// The interpreter (bindings/language, bindings/library), as a native program under sanitizers.
    Language,
    /// Python programs on every tier.
    Python,
    /// The contract of the glue in Node.
    Js,
    /// What the benchmark's programs take, against tests/bench/instructions.json.
    Instructions,
    /// The packed npm packages.
    Packages,
    /// The recipes of docs/recipes: bundlers, pages, servers.
    Recipes,
    /// Upstream's own language tests.
    Conformance,
    /// The same build in another folder gives the same bytes.
    Reproducible,
    /// The contract of glue, loader and playground in Chromium and Firefox.
    Browser,
    /// Only when asked for, and in --long: all tiers by the crate wasm-opt in place of the toolchain's.
    WasmOptCrate,
}

/// What `size-report` takes.
#[derive(Debug, Args)]
pub struct SizeReportArgs {
    /// Which tiers.
    #[command(flatten)]
    pub tiers: TierArgs,
    /// Prints JSON in place of a table: sizes, and what each function and each piece of data costs.
    #[arg(long)]
    pub json: bool,
    /// Writes a page in place of a table: what each wasm consists of, and how sizes went from release to release.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub html: Option<PathBuf>,
    /// The index of releases that the page takes its history from [default: dist/index/index.json, where it is].
    #[arg(long, value_name = "FILE", requires = "html")]
    pub index: Option<PathBuf>,
    /// What grew and shrank since this earlier `--json` output: in what is built now, or in a second such output.
    #[arg(long, value_name = "FILE", num_args = 1..=2, conflicts_with_all = ["json", "html"])]
    pub diff: Vec<PathBuf>,
}

/// What `setup` takes.
#[derive(Debug, Args)]
pub struct SetupArgs {
    /// Takes the package versions that the mirror offers now, and rewrites toolchain.lock.
    #[arg(long)]
    pub relock: bool,
}

/// What `clean` takes.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// Removes the private toolchain too.
    #[arg(long)]
    pub all: bool,
}
