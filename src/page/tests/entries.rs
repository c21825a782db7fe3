use crate::page::{Document, Entry};

use super::one;

/// The entries of the first form, written `name=value`, with the submitter that the selector names.
fn entries(html: &str, submitter: Option<&str>) -> Vec<String> {
    let document = Document::parse_fragment(html, "body");
    let button = submitter.map(|selector| one(&document, selector));
    let list = document.entry_list(one(&document, "form"), button);
    let text = |(name, entry): (String, Entry)| match entry {
        Entry::Text(value) => format!("{name}={value}"),
        Entry::File => format!("{name}=<file>"),
    };
    list.into_iter().map(text).collect()
}

#[test]
fn fields_with_a_name_go_in_order_and_disabled_ones_do_not() {
    let html = "<input form=f name=first><form id=f><input name=a value=1><input value=2><input name='' value=3>\
                <input name=b disabled><fieldset disabled><input name=c></fieldset><textarea name=t>\nx\r\ny</textarea>\
                <input type=file name=file><output name=o>5</output><input type=hidden name=_charset_ value=q></form>";
    assert_eq!(entries(html, None), ["first=", "a=1", "t=x\ny", "file=<file>", "_charset_=UTF-8"]);
}

#[test]
fn boxes_and_options_go_when_chosen() {
    let html = "<form><input type=checkbox name=a checked><input type=checkbox name=b><input type=radio name=r value=1>\
                <input type=radio name=r value=2 checked><select name=s multiple><option selected>x<option>y\
                <option selected disabled>z<optgroup disabled><option selected>w</select><select name=e></select></form>";
    assert_eq!(entries(html, None), ["a=on", "r=2", "s=x"]);
}

#[test]
fn of_the_buttons_only_the_submitter_goes() {
    let html = "<form><button name=a value=1>A</button><input type=submit name=b><input type=image name=i><input type=image id=j><input name=t><button type=reset name=r></button></form>";
    assert_eq!(entries(html, None), ["t="]);
    assert_eq!(entries(html, Some("button")), ["a=1", "t="]);
    assert_eq!(entries(html, Some("[name=b]")), ["b=Submit", "t="]);
    assert_eq!(entries(html, Some("[name=i]")), ["i.x=0", "i.y=0", "t="]);
    assert_eq!(entries(html, Some("#j")), ["x=0", "y=0", "t="]);
}

#[test]
fn dirname_tells_the_direction() {
    let html = "<form><input name=a dirname=ad><p dir=rtl><textarea name=b dirname=bd></textarea></p><input name=c dirname=cd dir=auto value=שלום></form>";
    assert_eq!(entries(html, None), ["a=", "ad=ltr", "b=", "bd=rtl", "c=שלום", "cd=rtl"]);
}

#[test]
fn a_hard_wrapped_textarea_gets_its_line_breaks() {
    let html = "<form><textarea name=t wrap=hard cols=10>aaaa bbbb cccc dddd eeee</textarea></form>";
    assert_eq!(entries(html, None), ["t=aaaa bbbb \ncccc dddd \neeee"]);
}
