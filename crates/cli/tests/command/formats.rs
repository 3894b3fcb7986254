//! What is written: formats, colours, widths, the exit status, the same bytes every time.

use crate::run::{Folder, fixture};

#[test]
fn without_an_output_the_redline_is_text() {
    let run = Folder::new().run(&["diff", "old.md", "new.md"]).succeeded();
    assert!(run.stdout.contains("45"), "{}", run.stdout);
    assert!(!run.stdout.contains('\x1b'), "no colours where there is no terminal");
    assert_eq!(run.stderr, "");
}

#[test]
fn colours_are_written_where_they_are_asked_for() {
    let folder = Folder::new();
    let always = folder.run(&["diff", "old.md", "new.md", "--color", "always"]).succeeded();
    assert!(always.stdout.contains("\x1b["));
    let mut never = folder.command(&["diff", "old.md", "new.md", "--color", "never"]);
    let never = never.env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!never.stdout.contains(&0x1b));
}

#[test]
fn lines_are_no_wider_than_asked() {
    let folder = Folder::new();
    let run = folder.run(&["diff", "old.md", "new.md", "--width", "40"]).succeeded();
    for line in run.stdout.lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
}

#[test]
fn the_format_follows_from_the_extension() {
    let folder = Folder::new();
    folder.run(&["diff", "old.md", "new.md", "-o", "redline.html"]).succeeded();
    assert!(folder.read("redline.html").starts_with("<!DOCTYPE html>"));
    folder.run(&["diff", "old.md", "new.md", "-o", "redline.json"]).succeeded();
    assert!(folder.read("redline.json").contains("keeling/redline"));
    folder.run(&["diff", "old.md", "new.md", "-o", "redline.txt"]).succeeded();
    assert!(folder.read("redline.txt").contains("45"));
    assert_eq!(folder.names().len(), 5, "nothing is left beside them: {:?}", folder.names());
}

#[test]
fn the_option_wins_over_the_extension() {
    let folder = Folder::new();
    folder.run(&["diff", "old.md", "new.md", "-f", "json", "-o", "redline.html"]).succeeded();
    assert!(folder.read("redline.html").starts_with('{'));
}

#[test]
fn the_page_says_what_it_is_told() {
    let folder = Folder::new();
    let page = ["--title", "Example Energy Code", "--modification", "MP001: Shorter periods"];
    let names = ["--baseline-name", "Version 1", "--proposed-name", "Version 2"];
    let more = ["--date", "1 April 2030", "--lang", "en-GB", "-o", "redline.html"];
    let arguments = [&["diff", "old.md", "new.md"][..], &page, &names, &more].concat();
    folder.run(&arguments).succeeded();
    let page = folder.read("redline.html");
    for words in [
        "Example Energy Code",
        "MP001",
        "Shorter periods",
        "Version 1",
        "Version 2",
        "1 April 2030",
        "lang=\"en-GB\"",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_style_sheet_is_added_to_the_page_or_refused() {
    let folder = Folder::new();
    folder.write("own.css", "h1 { color: green }");
    folder.write("hostile.css", "h1 {} </Style><script>");
    folder.write("large.css", "h1 {}\n".repeat(12_000));
    let run = |css| {
        folder.run(&["diff", "old.md", "new.md", "--css", css, "-f", "html", "-o", "redline.html"])
    };
    run("own.css").succeeded();
    assert!(folder.read("redline.html").contains("h1 { color: green }</style>"));
    insta::assert_snapshot!(run("hostile.css").failed(), @r"
    error: cannot read the style sheet hostile.css
    hint: it contains </style, which would end the page's style element
    ");
    insta::assert_snapshot!(run("large.css").failed(), @r"
    error: cannot read the style sheet large.css
    hint: it is larger than 64 KiB; it becomes part of every page
    ");
    assert!(run("nowhere.css").failed().contains("nowhere.css"));
    let over = ["diff", "old.md", "new.md", "--css", "own.css", "-f", "html", "-o", "own.css"];
    folder.run(&over).failed();
    assert_eq!(folder.read("own.css"), "h1 { color: green }");
}

#[test]
fn the_page_names_files_by_name_and_by_digest() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("there")).unwrap();
    folder.write("there/code.md", "abc");
    folder.run(&["diff", "there/code.md", "new.md", "-o", "redline.html"]).succeeded();
    let page = folder.read("redline.html");
    assert!(page.contains("code.md") && !page.contains("there/"));
    // SHA-256 of "abc", FIPS 180-4.
    assert!(page.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

#[test]
fn the_exit_status_tells_a_difference_where_it_is_asked_to() {
    let folder = Folder::new();
    let status = |arguments: &[&str]| folder.run(arguments).status;
    assert_eq!(status(&["diff", "old.md", "new.md"]), Some(0));
    assert_eq!(status(&["diff", "old.md", "new.md", "--exit-code"]), Some(1));
    assert_eq!(status(&["diff", "old.md", "old.md", "--exit-code"]), Some(0));
    assert_eq!(status(&["diff", "old.md", "no.md", "--exit-code"]), Some(2));
}

#[test]
fn white_space_and_line_ends_are_no_difference() {
    let folder = Folder::new();
    folder.write("same.md", crate::run::OLD.replace("\n\n", "\r\n\r\n").replace(" days", "  days"));
    let run = folder.run(&["diff", "old.md", "same.md", "--exit-code"]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_threads() {
    let folder = Folder::new();
    let (old, new) = (fixture("old/section-h.docx"), fixture("new/section-h.docx"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    for format in ["html", "json", "text"] {
        let by_option = |threads| {
            folder.run(&["diff", old, new, "-f", format, "-q", "--threads", threads]).succeeded()
        };
        let by_variable = |threads| {
            let mut command = folder.command(&["diff", old, new, "-f", format, "-q"]);
            crate::run::Run::of(&command.env("RAYON_NUM_THREADS", threads).output().unwrap())
        };
        let one = by_option("1").stdout;
        assert!(!one.is_empty());
        assert_eq!(one, by_option("4").stdout, "{format}");
        assert_eq!(one, by_variable("1").stdout, "{format}");
        assert_eq!(one, by_variable("4").stdout, "{format}");
    }
}

#[test]
fn the_outline_is_text_or_json() {
    let folder = Folder::new();
    let text = folder.run(&["outline", "new.md"]).succeeded().stdout;
    assert!(text.contains("1.3"), "{text}");
    let json = folder.run(&["outline", "new.md", "-f", "json"]).succeeded().stdout;
    assert!(json.contains("keeling/outline") && json.contains("\"1.3\""), "{json}");
    folder.run(&["outline", "new.md", "-o", "outline.json"]).succeeded();
    assert_eq!(folder.read("outline.json"), json);
}

#[test]
fn completions_and_manual_pages_are_written() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]).succeeded().stdout;
        assert!(script.contains("keeling"), "{shell}");
    }
    let page = folder.run(&["man"]).succeeded().stdout;
    assert!(page.contains(".TH keeling 1"), "{page}");
    let page = folder.run(&["man", "diff"]).succeeded().stdout;
    assert!(page.contains(".TH keeling-diff 1"), "{page}");
    assert!(folder.run(&["man", "merge"]).failed().contains("there is no command merge"));
}
