//! The JSON Schemas of `assets/schema`.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Makes sure that a value is as the schema of that name says.
#[track_caller]
pub(crate) fn valid(name: &str, value: &Value) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema");
    let text = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:?}\n{value}");
}
