//! `CHANGELOG.md`: which versions were released, and what is said of one.
//!
//! A heading is `## Unreleased`, `## X.Y.Z - unreleased` or `## X.Y.Z - YYYY-MM-DD`; the date says that it was released.

use crate::error::{Error, Result};

/// The file, relative to the checkout.
pub const FILE: &str = "CHANGELOG.md";

/// One section of the file.
struct Section<'a> {
    version: &'a str,
    /// `None` while it is not released.
    date: Option<&'a str>,
    body: String,
}

/// What is said of a version that is to be released now.
pub fn notes_of(text: &str, version: &str) -> Result<String> {
    let sections = sections(text)?;
    let Some(section) = sections.iter().find(|section| section.version == version) else {
        return Err(not_there(version, &sections));
    };
    if let Some(date) = section.date {
        return Err(Error::request(format!("version {version} was released on {date}"))
            .detail(format!("so says its heading in {FILE}"))
            .help("release the next version: raise it in Cargo.toml and give it a heading"));
    }
    if section.body.trim().is_empty() {
        return Err(Error::request(format!("{FILE} says nothing of version {version}"))
            .help("write down what users will notice"));
    }
    Ok(format!("# {version}\n\n{}\n", section.body.trim()))
}

fn not_there(version: &str, sections: &[Section<'_>]) -> Error {
    let known: Vec<&str> = sections.iter().map(|section| section.version).collect();
    Error::request(format!("version {version} is not in {FILE}"))
        .detail(format!(
            "its headings: {}",
            if known.is_empty() { "none".to_owned() } else { known.join(", ") }
        ))
        .help(format!("give what is new the heading `## {version} - unreleased`"))
}

fn sections(text: &str) -> Result<Vec<Section<'_>>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("## ") {
            let (version, date) = heading_of(heading).ok_or_else(|| bad_heading(index + 1, line))?;
            sections.push(Section { version, date, body: String::new() });
        } else if let Some(section) = sections.last_mut() {
            section.body.push_str(line);
            section.body.push('\n');
        }
    }
    Ok(sections)
}

fn heading_of(heading: &str) -> Option<(&str, Option<&str>)> {
    if heading == "Unreleased" {
        return Some((heading, None));
    }
    let (version, status) = heading.split_once(" - ")?;
    semver::Version::parse(version).ok()?;
    let is_date = status.len() == 10
        && status
            .char_indices()
            .all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() });
    match status {
        "unreleased" => Some((version, None)),
        date if is_date => Some((version, Some(date))),
        _ => None,
    }
}

fn bad_heading(line: usize, text: &str) -> Error {
    Error::request(format!("{FILE}, line {line}: `{text}` is no heading of a version"))
        .help("legal: `## Unreleased`, `## X.Y.Z - unreleased`, `## X.Y.Z - YYYY-MM-DD`")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Changelog\n\n## Unreleased\n\n## 0.2.0 - unreleased\n\n### Added\n- more\n\n## 0.1.0 - 2026-01-02\n- first\n";

    #[test]
    fn the_notes_of_a_version_are_its_section_alone() {
        assert_eq!(notes_of(TEXT, "0.2.0").unwrap(), "# 0.2.0\n\n### Added\n- more\n");
    }

    #[test]
    fn reject_a_version_that_was_released() {
        let error = notes_of(TEXT, "0.1.0").unwrap_err().to_string();
        assert!(error.contains("version 0.1.0 was released on 2026-01-02"), "{error}");
    }

    #[test]
    fn reject_a_version_that_is_not_there_and_list_those_that_are() {
        let error = notes_of(TEXT, "0.3.0").unwrap_err().to_string();
        assert!(error.contains("its headings: Unreleased, 0.2.0, 0.1.0"), "{error}");
    }

    #[test]
    fn reject_a_section_that_says_nothing() {
        let error = notes_of("## 1.0.0 - unreleased\n\n## 0.9.0 - 2026-01-02\n- x\n", "1.0.0").unwrap_err();
        assert!(error.to_string().contains("says nothing of version 1.0.0"), "{error}");
    }

    #[test]
    fn reject_a_heading_of_another_form_with_its_line() {
        for heading in
            ["## 0.2", "## 0.2.0", "## 0.2.0 - soon", "## 0.2.0 - 2026-1-02", "## [0.2.0] - unreleased"]
        {
            let error = notes_of(&format!("# x\n{heading}\n"), "0.2.0").unwrap_err().to_string();
            assert!(error.contains("CHANGELOG.md, line 2"), "{heading}: {error}");
        }
    }
}
