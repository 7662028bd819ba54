//! A wasm file that counts what it executes: the same program, and beside it a global that grows by the number of instructions of each
//! stretch of code that is run.
//!
//! The engine runs it at nearly full speed, with the real glue and imports, and the number is the same on every machine. What only
//! gives code its shape (`block`, `loop`, `else`, `end`) counts nothing. Limits: an exception of the host's leaves out, or counts too
//! much of, the stretches that it breaks off.

use wasm_encoder::reencode::{Error as EncodeError, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, Function, GlobalSection, GlobalType, ImportSection,
    Instruction, Module, ValType,
};
use wasmparser::{Operator, Parser, TypeRef};

use crate::error;

/// The exported global, a 64-bit integer.
const COUNTER: &str = "executed_instructions";

/// The same program with a counter.
pub fn instrumented(wasm: &[u8]) -> error::Result<Vec<u8>> {
    let mut counting = Counting { globals: 0, counter: None };
    let mut module = Module::new();
    counting
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|cause| error::Error::work("cannot put a counter into the wasm file").detail(cause))?;
    Ok(module.finish())
}

/// Copies a module, and adds to it.
struct Counting {
    /// So many were met.
    globals: u32,
    /// The index of ours, known after the other globals.
    counter: Option<u32>,
}

type Encoded<T> = Result<T, EncodeError<error::Error>>;

impl Reencode for Counting {
    type Error = error::Error;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Encoded<()> {
        for import in section.clone().into_imports() {
            self.globals += u32::from(matches!(import?.ty, TypeRef::Global(_)));
        }
        utils::parse_import_section(self, imports, section)
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Encoded<()> {
        self.counter = Some(self.globals + section.count());
        utils::parse_global_section(self, globals, section)?;
        let kind = GlobalType { val_type: ValType::I64, mutable: true, shared: false };
        globals.global(kind, &ConstExpr::i64_const(0));
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Encoded<()> {
        utils::parse_export_section(self, exports, section)?;
        exports.export(COUNTER, ExportKind::Global, self.counter()?);
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: wasmparser::FunctionBody<'_>,
    ) -> Encoded<()> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut stretch = 0;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            stretch += i64::from(!is_shape(&operator));
            if ends_stretch(&operator) && stretch > 0 {
                count(&mut function, self.counter()?, stretch);
                stretch = 0;
            }
            function.instruction(&self.instruction(operator)?);
        }
        code.function(&function);
        Ok(())
    }
}

impl Counting {
    fn counter(&self) -> Encoded<u32> {
        let none =
            || EncodeError::UserError(error::Error::work("it has no section of globals to put one into"));
        self.counter.ok_or_else(none)
    }
}

/// Leaves the stack as it is.
fn count(function: &mut Function, counter: u32, instructions: i64) {
    function.instruction(&Instruction::GlobalGet(counter));
    function.instruction(&Instruction::I64Const(instructions));
    function.instruction(&Instruction::I64Add);
    function.instruction(&Instruction::GlobalSet(counter));
}

/// What is no work.
fn is_shape(operator: &Operator<'_>) -> bool {
    matches!(operator, Operator::Block { .. } | Operator::Loop { .. } | Operator::Else | Operator::End)
}

/// Where execution may go elsewhere, or come from elsewhere. Calls come back, so they end nothing.
fn ends_stretch(operator: &Operator<'_>) -> bool {
    use Operator::{
        Br, BrIf, BrOnCast, BrOnCastFail, BrOnNonNull, BrOnNull, BrTable, Catch, CatchAll, Delegate, If,
        Rethrow, Return, ReturnCall, ReturnCallIndirect, ReturnCallRef, Throw, ThrowRef, Try, TryTable,
        Unreachable,
    };
    let jumps =
        matches!(operator, Br { .. } | BrIf { .. } | BrTable { .. } | If { .. } | Return | Unreachable);
    let rare = matches!(
        operator,
        BrOnCast { .. } | BrOnCastFail { .. } | BrOnNonNull { .. } | BrOnNull { .. } | ReturnCall { .. }
    );
    let tail_calls = matches!(operator, ReturnCallIndirect { .. } | ReturnCallRef { .. });
    let exceptions = matches!(
        operator,
        Catch { .. }
            | CatchAll
            | Delegate { .. }
            | Rethrow { .. }
            | Throw { .. }
            | ThrowRef
            | Try { .. }
            | TryTable { .. }
    );
    is_shape(operator) || jumps || rare || tail_calls || exceptions
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        BlockType, CodeSection, ConstExpr, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        GlobalSection, GlobalType, ImportSection, Instruction as I, Module, TypeSection, ValType,
    };

    use super::instrumented;
    use crate::tools::process::{Invocation, run};

    const SIGNATURE: u32 = 0;
    const INTEGER: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

    /// Counts its argument down to 0; 9 instructions a turn, and 2 more where the number is odd.
    fn countdown() -> Function {
        let mut function = Function::new([]);
        for instruction in [
            I::Loop(BlockType::Empty),
            I::LocalGet(0),
            I::I32Const(1),
            I::I32And,
            I::If(BlockType::Empty),
            I::GlobalGet(0), // the imported one
            I::GlobalSet(1), // the module's own
            I::End,
            I::LocalGet(0),
            I::I32Const(1),
            I::I32Sub,
            I::LocalTee(0),
            I::BrIf(0),
            I::End,
            I::GlobalGet(1),
            I::End,
        ] {
            function.instruction(&instruction);
        }
        function
    }

    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("host", "number", EntityType::Global(INTEGER));
        let mut functions = FunctionSection::new();
        functions.function(SIGNATURE);
        let mut globals = GlobalSection::new();
        globals.global(INTEGER, &ConstExpr::i32_const(5));
        let mut exports = ExportSection::new();
        exports.export("countdown", ExportKind::Func, 0);
        let mut code = CodeSection::new();
        code.function(&countdown());
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&globals);
        module.section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn what_a_loop_executes_is_counted_to_the_instruction_and_does_what_it_did() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("countdown.wasm");
        std::fs::write(&file, instrumented(&module()).unwrap()).unwrap();
        let script = "const number = new WebAssembly.Global({ value: 'i32', mutable: true }, 7);
            const module = new WebAssembly.Module(require('fs').readFileSync(process.argv[1]));
            const { countdown, executed_instructions } = new WebAssembly.Instance(module, { host: { number } }).exports;
            console.log(countdown(5), executed_instructions.value);";
        let said = run(&Invocation::new("node").args(["--eval", script]).arg(&file)).unwrap();
        // 5 turns of 4 + 5, of which 3 set the global with 2 more, and 1 at the end
        assert_eq!(said, "7 52n\n");
    }

    #[test]
    fn a_wasm_file_without_a_place_for_the_counter_is_refused() {
        let mut module = Module::new();
        module.section(&ExportSection::new());
        let text = instrumented(&module.finish()).unwrap_err().to_string();
        assert!(text.contains("no section of globals"), "{text}");
    }
}
