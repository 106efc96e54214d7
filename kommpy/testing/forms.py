"""The forms of a fake page: what they send, and which click sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_FIELDS = "input, select, textarea"
_CONTROLS = ("button", "input", "select", "textarea")
_SENDING = ("submit", "image")
_BUTTONS = ("button", "reset", *_SENDING)


def fields_of(form: Tag) -> dict[str, str]:
    """Give what a form would send as it stands in the HTML; of one name, the last."""
    found = {}
    for field in _own(form):
        value = _value(field)
        if value is not None and field.get("name"):
            found[str(field["name"])] = value
    return found


def is_disabled(target: Tag) -> bool:
    """Tell whether a click there is none: on a control that is disabled."""
    control = _control(target)
    return control is not None and _is_off(control)


def sent_by(target: Tag) -> Tag | None:
    """Give the form that a click sends, `None` where it sends none."""
    button = _control(target)
    if button is None or button.name not in ("button", "input"):
        return None
    kind = _kind(button)
    if button.name == "button" and kind not in _BUTTONS:
        kind = "submit"
    form = _form(button) if kind in _SENDING else None
    if form is None or form.has_attr("novalidate") or button.has_attr("formnovalidate"):
        return form
    lacks = any(each.has_attr("required") and not _value(each) for each in _own(form))
    return None if lacks else form


def _own(form: Tag) -> list[Tag]:
    """Give a form's fields that are not disabled; an attribute may put them anywhere."""
    page = [form, *form.parents][-1]
    return [each for each in page.select(_FIELDS) if _form(each) is form and not _is_off(each)]


def _form(field: Tag) -> Tag | None:
    """Give the form that a field or a button belongs to."""
    if not field.has_attr("form"):
        return field.find_parent("form")
    page = [field, *field.parents][-1]
    return page.find("form", id=str(field["form"]))


def _control(target: Tag) -> Tag | None:
    return next((each for each in (target, *target.parents) if each.name in _CONTROLS), None)


def _is_off(field: Tag) -> bool:
    """Tell whether a field is disabled; its group may be, but for what is in the group's title."""
    if field.has_attr("disabled"):
        return True
    above = [*field.parents]
    groups = [each for each in above if each.name == "fieldset" and each.has_attr("disabled")]
    titles = (each.find("legend", recursive=False) for each in groups)
    return any(all(title is not each for each in above) for title in titles)


def _kind(field: Tag) -> str:
    return str(field.get("type", "")).lower()


def _value(field: Tag) -> str | None:
    """Give what a field sends, `None` where it sends nothing."""
    if field.name == "textarea":
        return field.get_text().replace("\r\n", "\n").removeprefix("\n")
    if field.name == "select":
        return _chosen(field)
    if _kind(field) in ("checkbox", "radio"):
        return str(field.get("value", "on")) if field.has_attr("checked") else None
    return None if _kind(field) in _BUTTONS else str(field.get("value", ""))


def _chosen(select: Tag) -> str | None:
    """Give the last option that is chosen; where one has to be, it is the first at the least."""
    options = select.select("option")
    chosen = [each for each in options if each.has_attr("selected")]
    if not select.has_attr("multiple"):
        first = [each for each in options if not _is_off_option(each)][:1]
        chosen = chosen[-1:] or (first if select.get("size", "1") in ("", "0", "1") else [])
    chosen = [each for each in chosen if not _is_off_option(each)]
    return _option(chosen[-1]) if chosen else None


def _is_off_option(option: Tag) -> bool:
    group = option.find_parent("optgroup")
    return option.has_attr("disabled") or (group is not None and group.has_attr("disabled"))


def _option(option: Tag) -> str:
    """Give an option's value; one that is not closed has the next ones inside."""
    text = "".join(option.find_all(string=True, recursive=False))
    return str(option.get("value", " ".join(text.split())))
