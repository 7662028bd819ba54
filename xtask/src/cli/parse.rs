//! From words to [`Cli`]; what clap refuses is told as our other errors are.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use super::Cli;
use crate::error::Error;

/// Parses the command line; help and version are printed by the caller as the `Ok(Err(text))` case.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Result<Cli, String>, Error> {
    match Cli::try_parse_from(words) {
        Ok(cli) => Ok(Ok(cli)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Ok(Err(error.render().to_string()))
        }
        Err(error) => Err(refusal(&error)),
    }
}

fn refusal(error: &clap::Error) -> Error {
    let text = error.render().to_string();
    let mut lines = text.lines();
    let mut said = lines.next().unwrap_or_default().to_owned();
    if said.ends_with(':') {
        // what it names stands in lines of its own
        let named = lines.map(str::trim).take_while(|line| !line.is_empty());
        said = format!("{said} {}", named.collect::<Vec<_>>().join(", "));
    }
    let message = said.strip_prefix("error: ").unwrap_or(&said).replace('\'', "`");
    if message.is_empty() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Error::request("no command").help(format!("legal commands: {}", commands()));
    }
    let refused = Error::request(message);
    if error.kind() == ErrorKind::InvalidSubcommand {
        refused.help(format!("legal commands: {}", commands()))
    } else if error.kind() == ErrorKind::UnknownArgument {
        refused.help(format!("legal options: {}", options_near(error)))
    } else if let Some(ContextValue::Strings(legal)) = error.get(ContextKind::ValidValue)
        && !legal.is_empty()
    {
        refused.help(format!("legal values: {}", legal.join(", ")))
    } else {
        refused.help("see `cargo xtask help` and `cargo xtask COMMAND --help`")
    }
}

fn commands() -> String {
    let command = Cli::command();
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let names = shown.map(|sub| sub.get_name().to_owned());
    names.chain(["help".to_owned()]).collect::<Vec<_>>().join(", ")
}

/// The options of the command in which the unknown one was typed, as clap's usage line names it.
fn options_near(error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(usage) => usage.to_string(),
        None => String::new(),
    };
    let root = Cli::command();
    let typed = root.get_subcommands().find(|sub| usage.contains(&format!("xtask {}", sub.get_name())));
    let own = typed.into_iter().flat_map(clap::Command::get_arguments);
    let longs = own.chain(root.get_arguments()).filter_map(|argument| argument.get_long());
    longs.map(|long| format!("--{long}")).chain(["--help".to_owned()]).collect::<Vec<_>>().join(", ")
}
