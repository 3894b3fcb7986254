//! The published schemas are those of the types.

use std::path::Path;

#[test]
fn the_published_schemas_are_up_to_date() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for (name, schema) in [
        ("release.schema.json", keeling_release::about_schema()),
        ("changes.schema.json", keeling_release::record::schema()),
    ] {
        let path = docs.join(name);
        if std::env::var_os("KEELING_UPDATE").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == schema,
            "{name}: KEELING_UPDATE=1 cargo test -p keeling-release writes it anew"
        );
    }
}
