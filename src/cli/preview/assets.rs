//! The page's own files, carried by the program.

/// Name, media type and text of each.
const FILES: [(&str, &str, &str); 17] = [
    ("", "text/html; charset=utf-8", include_str!("web/index.html")),
    ("page.css", "text/css; charset=utf-8", include_str!("web/page.css")),
    ("main.js", SCRIPT, include_str!("web/main.js")),
    ("api.js", SCRIPT, include_str!("web/api.js")),
    ("changes.js", SCRIPT, include_str!("web/changes.js")),
    ("files.js", SCRIPT, include_str!("web/files.js")),
    ("merge.js", SCRIPT, include_str!("web/merge.js")),
    ("notice.js", SCRIPT, include_str!("web/notice.js")),
    ("tabs.js", SCRIPT, include_str!("web/tabs.js")),
    ("texts.js", SCRIPT, include_str!("web/texts.js")),
    ("pages.js", SCRIPT, include_str!("web/pages.js")),
    ("gallery.js", SCRIPT, include_str!("web/gallery.js")),
    ("findings.js", SCRIPT, include_str!("web/findings.js")),
    ("editor.js", SCRIPT, include_str!("web/editor.js")),
    ("completion.js", SCRIPT, include_str!("web/completion.js")),
    ("dialogs.js", SCRIPT, include_str!("web/dialogs.js")),
    ("vendor/codemirror.js", SCRIPT, include_str!("web/vendor/codemirror.js")),
];

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Media type and text of a file of the page.
pub(super) fn find(name: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(own, ..)| *own == name).map(|(_, media, text)| (*media, *text))
}
