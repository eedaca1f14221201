//! Refuses to build a program whose catalogue or words are not whole, and stamps version and commit.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use toml::{Table, Value};

/// The item forms of `src/domain/form.rs`.
const FIELD_TYPES: [&str; 27] = [
    "text",
    "longtext",
    "choice",
    "multichoice",
    "bool",
    "int",
    "money",
    "decimal",
    "date",
    "datetime",
    "month",
    "phone",
    "bank",
    "location",
    "address",
    "compound",
    "persons",
    "item",
    "staff",
    "room",
    "course",
    "term",
    "activity",
    "grid",
    "ref",
    "recurrence",
    "name",
];
const GROUPS: usize = 5;
const ITEMS: usize = 32;
const SHORT: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    for watched in ["assets", "i18n", "src"] {
        println!("cargo:rerun-if-changed={}", root.join(watched).display());
    }
    let mut faults = Vec::new();
    check_catalogue(&root, &mut faults)?;
    check_words(&root, &mut faults)?;
    stamp(&root);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

fn check_catalogue(root: &Path, faults: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(root.join("assets/catalogue.toml"))?;
    let file: Table = toml::from_str(&text)?;
    let list = |table: &Table, key: &str| -> Vec<Table> {
        let tables = table.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        tables.into_iter().filter_map(|value| value.as_table().cloned()).collect()
    };
    let word = |table: &Table, key: &str| -> String {
        table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let groups: BTreeSet<String> = list(&file, "group").iter().map(|group| word(group, "code")).collect();
    let items = list(&file, "item");
    if groups.len() != GROUPS {
        faults.push(format!("catalogue: {} groups, not {GROUPS}", groups.len()));
    }
    if items.len() != ITEMS {
        faults.push(format!("catalogue: {} items, not {ITEMS}", items.len()));
    }
    let mut codes = BTreeSet::new();
    for item in &items {
        let code = word(item, "code");
        if code.is_empty() || !codes.insert(code.clone()) {
            faults.push(format!("catalogue: code {code:?} is empty or used twice"));
        }
        if !groups.contains(&word(item, "group")) {
            faults.push(format!("{code}: unknown group"));
        }
        let short = word(item, "short_zh").chars().count();
        if short == 0 || short > SHORT {
            faults.push(format!("{code}: short name of {short} characters, not 1 to {SHORT}"));
        }
        both_languages(&code, item, faults);
        for part in ["material", "field"] {
            for table in list(item, part) {
                let name = format!(
                    "{code} {part} {}",
                    word(&table, if part == "field" { "key" } else { "name_zh" })
                );
                both_languages(&name, &table, faults);
                for option in list(&table, "options") {
                    if word(&option, "id").is_empty()
                        || word(&option, "zh").is_empty()
                        || word(&option, "en").is_empty()
                    {
                        faults.push(format!("{name}: an option lacks its id or a language"));
                    }
                }
                if part == "field" && !FIELD_TYPES.contains(&word(&table, "type").as_str()) {
                    faults.push(format!("{name}: unknown type {:?}", word(&table, "type")));
                }
            }
        }
    }
    Ok(())
}

/// Whatever is said in Chinese is said in English too, and the other way round.
fn both_languages(name: &str, table: &Table, faults: &mut Vec<String>) {
    for key in table.keys() {
        let (Some(stem), this) = (key.strip_suffix("_zh").or(key.strip_suffix("_en")), key) else { continue };
        let other = if this.ends_with("_zh") { format!("{stem}_en") } else { format!("{stem}_zh") };
        let empty = |value: Option<&Value>| match value {
            None => true,
            Some(Value::String(text)) => text.is_empty(),
            Some(Value::Array(list)) => list.is_empty(),
            Some(_) => false,
        };
        if empty(table.get(this)) != empty(table.get(&other)) {
            faults.push(format!("{name}: {this} is given and {other} is not, or the reverse"));
        }
    }
}

type Messages = BTreeMap<String, BTreeSet<String>>;

fn check_words(root: &Path, faults: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut languages: Vec<(String, Messages)> = Vec::new();
    for tag in ["zh-CN", "en"] {
        let text = fs::read_to_string(root.join("i18n").join(tag).join("quanke.ftl"))?;
        let resource = fluent_syntax::parser::parse(text.as_str())
            .map_err(|(_, errors)| format!("i18n/{tag}: {errors:?}"))?;
        let mut messages = Messages::new();
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    collect(pattern, &mut variables);
                }
                if messages.insert(message.id.name.to_owned(), variables).is_some() {
                    faults.push(format!("i18n/{tag}: {} stands twice", message.id.name));
                }
            }
        }
        languages.push((tag.to_owned(), messages));
    }
    let [(first, ours), (second, theirs)] = &languages[..] else { return Ok(()) };
    for (a, here, b, there) in [(first, ours, second, theirs), (second, theirs, first, ours)] {
        for (key, variables) in here {
            match there.get(key) {
                None => faults.push(format!("i18n/{b}: {key} is missing ({a} has it)")),
                Some(other) if other != variables => {
                    faults.push(format!("i18n/{b}: {key} does not use the same values as in {a}"));
                }
                Some(_) => {}
            }
        }
    }
    let mut source = String::new();
    read_all(&root.join("src"), &mut source)?;
    for key in ours.keys() {
        if !source.contains(&format!("\"{key}\"")) {
            faults.push(format!("i18n: {key} is used nowhere"));
        }
    }
    Ok(())
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => name_of(inline, variables),
                Expression::Select { selector, variants } => {
                    name_of(selector, variables);
                    for variant in variants {
                        collect(&variant.value, variables);
                    }
                }
            }
        }
    }
}

fn name_of(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        let _ = variables.insert(id.name.to_owned());
    }
}

fn read_all(folder: &Path, into: &mut String) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_all(&path, into)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

/// The commit is part of the version a user reads out on the phone; a source archive has none.
fn stamp(root: &Path) {
    let commit = Command::new("git")
        .args(["rev-parse", "--short=9", "HEAD"])
        .current_dir(root)
        .output()
        .ok()
        .filter(|output| output.status.success())
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .filter(|commit| !commit.is_empty());
    println!("cargo:rustc-env=QUANKE_COMMIT={}", commit.as_deref().unwrap_or("source"));
    println!("cargo:rerun-if-changed={}", root.join(".git/HEAD").display());
}
