//! Versions from git: `REV:PATH`.

use std::process::Command;

use insta::assert_snapshot;

use crate::run::{Folder, NEW, OLD};

/// A repository whose file `code/h.md` has the old text in `v1` and the new one in `HEAD`.
fn repository() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("code")).unwrap();
    git(&folder, &["init", "--quiet"]);
    folder.write("code/h.md", OLD);
    commit(&folder, "h: as it stands");
    git(&folder, &["tag", "v1"]);
    folder.write("code/h.md", NEW);
    commit(&folder, "h: amend it");
    folder
}

fn commit(folder: &Folder, subject: &str) {
    git(folder, &["add", "code"]);
    git(folder, &["commit", "--quiet", "--message", subject]);
}

fn git(folder: &Folder, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(["-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"])
        .args(arguments)
        .current_dir(folder.root())
        .env("GIT_CONFIG_GLOBAL", folder.path("none"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("these tests need git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_version_may_be_a_revisions() {
    let folder = repository();
    let files = folder.run(&["diff", "old.md", "new.md"]).clauses();
    for (old, new) in [
        ("v1:code/h.md", "HEAD:code/h.md"),
        ("HEAD~1:code/h.md", "code/h.md"),
        ("HEAD^{/as it stands}:code/h.md", "HEAD:./code/h.md"),
    ] {
        assert_eq!(folder.run(&["diff", old, new]).clauses(), files, "{old} {new}");
    }
}

#[test]
fn a_path_with_a_dot_counts_from_the_current_folder() {
    let folder = repository();
    let mut command = folder.command(&["diff", "v1:./h.md", "HEAD:code/h.md", "--exit-code"]);
    let output = command.current_dir(folder.path("code")).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_file_of_that_name_wins_over_a_revision() {
    let folder = repository();
    folder.write("v1:code", NEW);
    let run = folder.run(&["diff", "v1:code", "new.md", "--exit-code"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

#[test]
fn a_revision_that_is_not_there() {
    assert_snapshot!(repository().run(&["diff", "v9:code/h.md", "new.md"]).failed(), @r"
    error: cannot read v9:code/h.md: no such file, and no git revision `v9`
    hint: `git log --oneline -- code/h.md` lists the revisions that touch the file
    ");
}

#[test]
fn a_path_that_the_revision_does_not_have() {
    let folder = repository();
    assert_snapshot!(folder.run(&["diff", "v1:code/hh.md", "new.md"]).failed(), @r"
    error: cannot read v1:code/hh.md: v1 has no file code/hh.md
    hint: did you mean v1:code/h.md?
    ");
    assert_snapshot!(folder.run(&["diff", "v1:annex.docx", "new.md"]).failed(), @r"
    error: cannot read v1:annex.docx: v1 has no file annex.docx
    hint: the path counts from the repository's top; ./ from this folder
    ");
    assert_snapshot!(folder.run(&["diff", "v1:code", "new.md"]).failed(), @r"
    error: cannot read v1:code: in that revision it is a directory
    hint: name a document in it
    ");
}

#[test]
fn outside_a_repository_there_are_no_revisions() {
    assert_snapshot!(Folder::new().run(&["diff", "v1:code/h.md", "new.md"]).failed(), @r"
    error: cannot read v1:code/h.md: no such file, and this is no git repository
    hint: REV:PATH names a file of a git revision; run it inside the repository
    ");
}

#[test]
fn a_release_may_be_of_two_revisions() {
    let folder = repository();
    for (old, new) in [("v1:", "HEAD:"), ("v1:code", "HEAD:code"), ("HEAD~1:code/", "code")] {
        folder.run(&["release", old, new, "-o", "site", "-f", "json", "-q"]).succeeded();
        let json = folder.read("site/changes.json");
        assert!(json.contains(r#""id":"h""#), "{json}");
        assert!(json.contains(r#""result":"changed""#), "{old} {new}: {json}");
    }
    assert_snapshot!(folder.run(&["release", "v9:", "HEAD:", "-o", "site"]).failed(), @r"
    error: cannot read v9:: no such file, and no git revision `v9`
    hint: `git log --oneline` and `git tag` list the revisions
    ");
    let failed = folder.run(&["release", "v1:code/h.md", "HEAD:", "-o", "site"]).failed();
    assert!(failed.contains("in that revision it is no folder"), "{failed}");
}
