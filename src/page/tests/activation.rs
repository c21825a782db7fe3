//! What clicks and the Enter key do.

use super::*;
use crate::page::{Activation, Enter};

fn parsed(html: &str) -> Document {
    Document::parse(html)
}

/// What a click on the element with the id `t` does.
fn clicked(html: &str) -> Activation {
    let mut page = parsed(html);
    let target = page.by_id("t")[0];
    let Some(actor) = page.activated_by(target) else { return Activation::Nothing };
    let checks = page.check_by_click(actor);
    page.activation(actor, target, checks.as_ref())
}

#[test]
fn a_click_in_a_button_submits_or_resets_its_form() {
    assert!(matches!(clicked("<form><button><b id=t>x</b></button></form>"), Activation::Submit(_)));
    assert!(matches!(clicked("<form id=f></form><input type=image id=t form=f>"), Activation::Submit(_)));
    assert!(matches!(clicked("<form><button id=t type=reset></button></form>"), Activation::Reset(_)));
    assert_eq!(clicked("<form><button id=t type=button></button></form>"), Activation::Nothing);
    assert_eq!(clicked("<button id=t></button>"), Activation::Nothing);
    assert_eq!(clicked("<form><button disabled><b id=t>x</b></button></form>"), Activation::Nothing);
}

#[test]
fn a_box_changes_and_a_radio_button_only_once() {
    assert_eq!(clicked("<input id=t type=checkbox checked>"), Activation::Changed);
    assert_eq!(
        clicked("<input id=t type=radio name=r><input type=radio name=r checked>"),
        Activation::Changed
    );
    assert_eq!(clicked("<input id=t type=radio name=r checked>"), Activation::Nothing);
}

#[test]
fn a_prevented_click_leaves_boxes_as_they_were() {
    let mut page = parsed("<input id=a type=radio name=r checked><input id=b type=radio name=r>");
    let (a, b) = (page.by_id("a")[0], page.by_id("b")[0]);
    let checks = page.check_by_click(b).unwrap();
    assert_eq!((page.checked(a), page.checked(b)), (false, true));
    page.uncheck(&checks);
    assert_eq!((page.checked(a), page.checked(b)), (true, false));
}

#[test]
fn a_label_clicks_its_control_unless_the_click_was_on_something_else_in_it() {
    assert!(matches!(clicked("<label id=t>x<input></label>"), Activation::Click(_)));
    assert!(matches!(clicked("<label for=c><i id=t>x</i></label><input id=c>"), Activation::Click(_)));
    assert_eq!(
        clicked("<label>x<button type=button><i id=t>y</i></button><input></label>"),
        Activation::Nothing
    );
    assert_eq!(clicked("<label id=t>x<input type=hidden></label>"), Activation::Nothing);
}

#[test]
fn links_are_followed_and_summaries_toggle() {
    assert!(matches!(clicked("<a href=#x><b id=t>x</b></a>"), Activation::Follow(_)));
    assert_eq!(clicked("<a id=t>x</a>"), Activation::Nothing);
    assert!(matches!(clicked("<details><summary><b id=t>x</b></summary></details>"), Activation::Toggle(_)));
    assert_eq!(
        clicked("<details><summary>x</summary><summary id=t>y</summary></details>"),
        Activation::Nothing
    );
}

/// What the Enter key does in the field with the id `t`.
fn entered(html: &str) -> Enter {
    let page = parsed(html);
    page.enter(page.by_id("t")[0])
}

#[test]
fn the_enter_key_acts_through_the_default_button_or_a_single_field() {
    assert!(matches!(
        entered("<form><input id=t type=date><button disabled>x</button><button>y</button></form>"),
        Enter::Click(_)
    ));
    assert_eq!(entered("<form><input id=t type=date></form>"), Enter::Nothing);
    assert_eq!(entered("<form><input id=t disabled></form>"), Enter::Nothing);
    assert!(matches!(entered("<form><input id=t><button disabled>x</button></form>"), Enter::Click(_)));
    assert!(matches!(entered("<form><input id=t></form>"), Enter::Submit(_)));
    assert!(matches!(entered("<form><input id=t><input type=checkbox></form>"), Enter::Submit(_)));
    assert_eq!(entered("<form><input id=t><input type=number></form>"), Enter::Nothing);
    assert_eq!(entered("<form><textarea id=t></textarea><button>x</button></form>"), Enter::Nothing);
    assert_eq!(entered("<input id=t>"), Enter::Nothing);
}
