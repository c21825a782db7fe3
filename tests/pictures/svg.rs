//! A terminal's rows as SVG: text that can be selected, in the reader's own font, with columns that line up in any.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::screen::{Look, Row};

/// Sizes in pixels: of a cell, of the window's frame, of its bar.
const CELL: (f64, f64) = (8.4, 20.0);
const MARGIN: f64 = 18.0;
const BAR: f64 = 34.0;

/// Colours for readers with a dark background, then for those with a light one.
const STYLE: &str = "\
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d7dae0; white-space: pre }
  .window { fill: #16191f; stroke: #30363d } .bar { fill: #21262d } .name { fill: #9198a1; text-anchor: middle }
  .c0 { fill: #9198a1 } .c1 { fill: #ff7b72 } .c2 { fill: #5fd38d } .c3 { fill: #e3b341 }
  .c4 { fill: #79b8ff } .c5 { fill: #d2a8ff } .c6 { fill: #56d4dd } .c7 { fill: #d7dae0 }
  .bold { font-weight: bold } .dim { fill-opacity: .65 } .under { text-decoration: underline }
  @media (prefers-color-scheme: light) {
    text { fill: #1f2328 }
    .window { fill: #fff; stroke: #d1d9e0 } .bar { fill: #eff2f5 } .name { fill: #59636e }
    .c0 { fill: #59636e } .c1 { fill: #cf222e } .c2 { fill: #1a7f37 } .c3 { fill: #8a5b00 }
    .c4 { fill: #0757ba } .c5 { fill: #7a3fd1 } .c6 { fill: #0f6c74 } .c7 { fill: #1f2328 }
    .dim { fill-opacity: .75 }
  }
";

/// A window with these rows, as wide as so many columns.
pub fn drawn(title: &str, description: &str, columns: u16, rows: &[Row]) -> String {
    let width = f64::from(columns) * CELL.0 + 2.0 * MARGIN;
    let count = u16::try_from(rows.len()).expect("a few rows");
    let height = BAR + f64::from(count) * CELL.1 + 1.5 * MARGIN;
    let (inner_width, inner_height, middle) = (width - 1.0, height - 1.0, width / 2.0);
    let (title, description) = (escaped(title), escaped(description));
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1} {height:.1}" width="{width:.1}" height="{height:.1}" role="img" aria-labelledby="title description" xml:space="preserve">
<title id="title">{title}</title>
<desc id="description">{description}</desc>
<style>
{STYLE}</style>
<rect class="window" x=".5" y=".5" width="{inner_width:.1}" height="{inner_height:.1}" rx="9"/>
<path class="bar" d="M1 {BAR}V9.5a8.5 8.5 0 0 1 8.5-8.5H{:.1}a8.5 8.5 0 0 1 8.5 8.5V{BAR}z"/>
<circle cx="20" cy="17.5" r="6" fill="#ff5f57"/><circle cx="40" cy="17.5" r="6" fill="#febc2e"/><circle cx="60" cy="17.5" r="6" fill="#28c840"/>
<text class="name" x="{middle:.1}" y="22">{title}</text>
"##,
        width - 9.5
    );
    let mut baseline = BAR + 0.5 * MARGIN + 15.0;
    for row in rows {
        if !row.is_empty() {
            let _ = writeln!(svg, r#"<text y="{baseline:.1}">{}</text>"#, spans(row));
        }
        baseline += CELL.1;
    }
    svg + "</svg>\n"
}

/// Each run at its column, as long as its cells are wide.
fn spans(row: &Row) -> String {
    let mut spans = String::new();
    let mut column = 0;
    for (text, look) in row {
        let shown = text.trim_start();
        let start = column + (text.len() - shown.len());
        column += text.width();
        let shown = shown.trim_end();
        if shown.is_empty() {
            continue;
        }
        let (x, length) = (MARGIN + cells(start), cells(shown.width()));
        let class = class(*look);
        let _ =
            write!(spans, r#"<tspan x="{x:.1}" textLength="{length:.1}"{class}>{}</tspan>"#, escaped(shown));
    }
    spans
}

fn cells(count: usize) -> f64 {
    f64::from(u16::try_from(count).expect("a row of a terminal")) * CELL.0
}

fn class(look: Look) -> String {
    let colour = look.colour.map(|colour| format!("c{colour}"));
    let marks = [(look.bold, "bold"), (look.dim, "dim"), (look.underlined, "under")];
    let marks = marks.iter().filter(|(has, _)| *has).map(|(_, name)| (*name).to_owned());
    let all: Vec<String> = colour.into_iter().chain(marks).collect();
    if all.is_empty() { String::new() } else { format!(r#" class="{}""#, all.join(" ")) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
