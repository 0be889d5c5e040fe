"""Filling in a form by the words on the screen, and sending what a browser would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from tests.support.html import Document, text_of

BUTTON_TYPES = {"submit", "image", "button", "reset"}


@dataclass
class Form:
    """A form of a page. ``fill`` takes values by label (or by name, for what has no visible label)."""

    page: Document
    element: Element
    button: Element
    changes: dict[Element, str | bool | tuple[BytesIO, str]] = field(default_factory=dict)

    @property
    def action(self) -> str:
        """Where a plain post goes."""
        return self.button.get("formaction") or self.element.get("action") or ""

    @property
    def method(self) -> str:
        """GET or POST."""
        return (self.button.get("formmethod") or self.element.get("method") or "get").upper()

    @property
    def target(self) -> str | bool:
        """What htmx would name as the element it swaps."""
        target = self.button.get("hx-target") or self.element.get("hx-target") or ""
        return target[1:] if target.startswith("#") else self.element.get("id") or True

    def fill(self, values: dict[str, str | bool | tuple[BytesIO, str]]) -> None:
        """Type, choose or tick; a choice is named by its text or its value."""
        for label, value in values.items():
            control = self._control(label)
            if control.get("type") in ("radio", "checkbox"):
                assert isinstance(value, bool), f"{label!r} is ticked with True or False"
                if control.get("type") == "radio" and value:
                    self._untick_the_others(control)
            self.changes[control] = _option(control, label, str(value)) if control.tag == "select" else value

    def data(self) -> MultiDict[str, str | tuple[BytesIO, str]]:
        """What a browser would send."""
        data: MultiDict[str, str | tuple[BytesIO, str]] = MultiDict()
        for control in self._controls():
            name = control.get("name")
            if name and "disabled" not in control.attrib:
                for value in self._values(control):
                    data.add(name, value)
        if self.button.get("name"):
            data.add(str(self.button.get("name")), self.button.get("value") or "")
        return data

    def _controls(self) -> Iterator[Element]:
        own = self.element.get("id")
        inside = set(self.element.iter())
        for control in self.page.elements:
            if control.tag in ("input", "select", "textarea") and control.get("type") not in BUTTON_TYPES:
                owner = control.get("form")
                if (owner == own) if owner else control in inside:
                    yield control

    def _values(self, control: Element) -> list[str | tuple[BytesIO, str]]:
        changed = self.changes.get(control)
        if control.get("type") in ("radio", "checkbox"):
            ticked = changed if control in self.changes else "checked" in control.attrib
            return [control.get("value") or "on"] if ticked else []
        if changed is not None:
            return [str(changed) if isinstance(changed, bool) else changed]
        if control.tag == "select":
            return _selected(control)
        if control.tag == "textarea":
            return [(control.text or "").removeprefix("\n")]
        return [] if control.get("type") == "file" else [control.get("value") or ""]

    def _control(self, label: str) -> Element:
        controls = list(self._controls())
        names = {control: self._label(control) for control in controls}
        for wanted in (label, label.casefold()):
            for control, name in names.items():
                if wanted in (name, name.casefold()) or name.casefold().startswith(f"{wanted} ("):
                    return control
        for control in controls:
            if control.get("name") == label:
                return control
        raise AssertionError(f"no field {label!r}; this form has {sorted(filter(None, names.values()))}")

    def _label(self, control: Element) -> str:
        for label in self.page.find_all("label"):
            if control.get("id") and label.get("for") == control.get("id"):
                return text_of(label)
            if control in set(label.iter()):
                return text_of(label, without=("select", "textarea"))
        return control.get("aria-label") or ""

    def _untick_the_others(self, radio: Element) -> None:
        for other in self._controls():
            if other is not radio and other.get("type") == "radio" and other.get("name") == radio.get("name"):
                self.changes[other] = False


def _options(select: Element) -> list[tuple[str, str, Element]]:
    return [
        (option.get("value") if option.get("value") is not None else text_of(option), text_of(option), option)  # type: ignore[misc]
        for option in select.iter("option")
    ]


def _option(select: Element, label: str, wanted: str) -> str:
    for value, text, _ in _options(select):
        if wanted in (value, text):
            return value
    raise AssertionError(f"{label!r} has no option {wanted!r}, only {[text for _, text, _ in _options(select)]}")


def _selected(select: Element) -> list[str | tuple[BytesIO, str]]:
    options = _options(select)
    chosen: list[str | tuple[BytesIO, str]] = [value for value, _, option in options if "selected" in option.attrib]
    if chosen or "multiple" in select.attrib:
        return chosen
    return [value for value, _, _ in options[:1]]
