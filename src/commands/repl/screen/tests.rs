//! What is printed above a line, and when.

use super::*;

#[derive(Clone, Default)]
struct Glass(Arc<Mutex<Vec<u8>>>);

impl Glass {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Glass {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn screen() -> (Screen, Receiver<()>, Glass) {
    let glass = Glass::default();
    let (screen, asked) = Screen::new(Box::new(glass.clone()));
    (screen, asked, glass)
}

#[test]
fn a_free_screen_is_written_to_at_once() {
    let (screen, asked, glass) = screen();
    screen.print(b"a\n").unwrap();
    assert_eq!((glass.text().as_str(), asked.try_recv().is_ok()), ("a\n", false));
}

#[test]
fn what_is_printed_while_a_line_is_typed_comes_with_the_prompt() {
    let (screen, asked, glass) = screen();
    screen.begin_line();
    screen.print(b"a\n").unwrap();
    assert!(asked.try_recv().is_err());
    assert_eq!(screen.above(), "a\n");
    screen.print(b"b\nc\n").unwrap();
    assert!(asked.try_recv().is_ok());
    assert_eq!((screen.above(), screen.above(), glass.text()), ("b\nc\n".into(), "".into(), "".into()));
}

#[test]
fn a_line_that_changes_takes_no_typed_line_s_place() {
    let (screen, _asked, glass) = screen();
    let again = format!("{REPLACE}×2\n");
    screen.begin_line();
    screen.print("×1\n".as_bytes()).unwrap();
    assert_eq!(screen.above(), "×1\n");
    screen.print(again.as_bytes()).unwrap();
    assert_eq!(screen.above(), again);
    screen.end_line();
    screen.print(again.as_bytes()).unwrap();
    screen.print(again.as_bytes()).unwrap();
    assert_eq!(glass.text(), format!("×2\n{again}"));
}

#[test]
fn what_is_printed_while_the_terminal_is_lent_is_kept_whole() {
    let (screen, asked, glass) = screen();
    screen.lend();
    let much = "x\n".repeat(MOST_WAITING);
    screen.print(much.as_bytes()).unwrap();
    screen.print(b"y\n").unwrap();
    assert!(glass.text().is_empty() && asked.try_recv().is_err());
    screen.end_line();
    assert!(glass.text() == much + "y\n");
}

#[test]
fn of_more_than_can_wait_the_oldest_lines_are_counted_and_nobody_waits() {
    let (screen, _asked, glass) = screen();
    screen.begin_line();
    assert_eq!(screen.above(), "");
    let lines = |range: std::ops::RangeInclusive<u32>| -> String {
        range.map(|number| format!("{number:07}\n")).collect()
    };
    let most = u32::try_from(MOST_WAITING).unwrap() / 8;
    screen.print(lines(1..=most).as_bytes()).unwrap();
    screen.print(lines(most + 1..=most + 2).as_bytes()).unwrap();
    let lost = most / 2 + 3;
    let note = format!(
        "note: {lost} lines were not shown: more than 8 MiB came while the editor showed nothing new\n"
    );
    assert!(screen.above() == note + &lines(lost + 1..=most + 2));
    screen.print(b"next\n").unwrap();
    screen.end_line();
    assert_eq!(glass.text(), "next\n");
}

#[test]
fn what_waits_when_the_line_ends_follows_it() {
    let (screen, _asked, glass) = screen();
    screen.begin_line();
    assert_eq!(screen.above(), "");
    screen.print(b"late\n").unwrap();
    screen.end_line();
    assert_eq!(glass.text(), "late\n");
}

#[test]
fn what_comes_after_a_line_that_was_given_up_goes_below_it() {
    let (screen, asked, glass) = screen();
    screen.begin_line();
    assert_eq!(screen.above(), "");
    screen.leave();
    screen.print(b"late\n").unwrap();
    screen.end_line();
    assert_eq!((glass.text().as_str(), asked.try_recv().is_ok()), ("\r\n\u{1b}[?2004llate\n", false));
}

#[test]
fn a_line_in_pieces_is_painted_whole() {
    let (screen, _asked, glass) = screen();
    screen.print("caf\u{e9}".as_bytes().split_at(4).0).unwrap();
    screen.begin_line();
    assert_eq!(screen.above(), "");
    screen.print(b"\xa9\nrest").unwrap();
    assert_eq!(screen.above(), "caf\u{e9}\n");
    screen.end_line();
    assert_eq!(glass.text(), "");
    screen.finish().unwrap();
    assert_eq!(glass.text(), "rest");
}
