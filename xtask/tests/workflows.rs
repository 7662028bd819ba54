//! The workflows of `.github/` cannot rot in silence: their shell lines are commands of this xtask, their actions are pinned.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // tests start xtask themselves, and may panic
#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
struct Workflow {
    jobs: BTreeMap<String, Job>,
}

#[derive(Deserialize)]
struct Job {
    container: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, serde_json::Value>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    uses: Option<String>,
    run: Option<String>,
    #[serde(default)]
    with: BTreeMap<String, serde_json::Value>,
}

/// Every step of every workflow, with the workflow's name.
fn steps() -> Vec<(String, Step)> {
    let mut steps = Vec::new();
    for (name, workflow) in workflows() {
        for step in workflow.jobs.into_values().flat_map(|job| job.steps) {
            steps.push((name.clone(), step));
        }
    }
    assert!(steps.len() > 10, "the workflows were not found");
    steps
}

fn workflows() -> Vec<(String, Workflow)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let parse = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(entry.path()).unwrap();
        let workflow = serde_saphyr::from_str(&text).unwrap_or_else(|cause| panic!("{name}: {cause}"));
        (name, workflow)
    };
    fs::read_dir(folder).unwrap().map(Result::unwrap).map(parse).collect()
}

#[test]
fn every_shell_line_is_a_command_of_xtask_that_exists_with_these_options() {
    for (workflow, step) in steps() {
        for line in step.run.iter().flat_map(|run| run.lines()) {
            if line == PREPARED {
                continue;
            }
            let words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words[..2], ["cargo", "xtask"], "{workflow}: `{line}` is no call of cargo xtask");
            let help =
                Command::new(env!("CARGO_BIN_EXE_xtask")).args(&words[2..]).arg("--help").output().unwrap();
            let said = String::from_utf8_lossy(&help.stderr).into_owned();
            assert!(help.status.success(), "{workflow}: `{line}`: {said}");
        }
    }
}

/// What a container's image lacks; the one shell line that is none of xtask's.
const PREPARED: &str = "apt-get update && apt-get install --yes python3-venv";

#[test]
fn every_container_has_pythons_venv_and_reads_a_checkout_of_another_user() {
    let jobs: Vec<Job> =
        workflows().into_iter().flat_map(|(_, workflow)| workflow.jobs.into_values()).collect();
    let in_containers: Vec<&Job> = jobs.iter().filter(|job| job.container.is_some()).collect();
    assert!(in_containers.len() > 2, "the jobs in containers were not found");
    for job in in_containers {
        let first = job.steps.iter().find_map(|step| step.run.as_deref());
        assert_eq!(first, Some(PREPARED));
        let told =
            ["GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0"].map(|name| job.env.get(name));
        let expected = ["1", "safe.directory", "*"].map(serde_json::Value::from);
        assert_eq!(told, expected.each_ref().map(Some));
    }
}

#[test]
fn every_action_is_pinned_to_a_commit_and_every_image_to_a_version() {
    for (workflow, step) in steps() {
        let Some(action) = step.uses else { continue };
        let (_, commit) = action.split_once('@').unwrap_or_default();
        let pinned = commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit());
        assert!(pinned, "{workflow}: `{action}` is not pinned to a commit");
    }
    for (name, job) in workflows().into_iter().flat_map(|(_, workflow)| workflow.jobs) {
        let tag = job.container.as_deref().map(|image| image.split_once(':').unwrap_or_default().1);
        assert!(tag.is_none_or(|tag| tag.starts_with(|c: char| c.is_ascii_digit())), "{name}: {tag:?}");
    }
}

#[test]
fn the_emscripten_of_ci_is_the_pinned_one() {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../variants.toml")).unwrap();
    let setups = steps().into_iter().filter(|(workflow, step)| {
        workflow == "ci.yml" && step.uses.as_ref().is_some_and(|action| action.contains("setup-emsdk"))
    });
    for (_, step) in setups {
        let version = step.with["version"].as_str().unwrap().to_owned();
        assert!(
            table.contains(&format!("emscripten = \"{version}\"")),
            "ci.yml installs Emscripten {version}"
        );
    }
}

#[test]
fn what_ci_runs_here_it_runs_there() {
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/run")).unwrap();
    let there: Vec<String> = steps().into_iter().filter_map(|(_, step)| step.run).collect();
    for line in own.lines().filter(|line| line.starts_with("cargo xtask")) {
        assert!(there.iter().any(|run| run == line), "`{line}` of .ci/run is in no workflow");
    }
}
