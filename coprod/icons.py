"""The few pictograms, drawn in one line width on a square of 24."""

ICONS = {
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "lock": (
        '<rect x="5" y="11" width="14" height="9" rx="2"/>'
        '<path d="M8 11V8a4 4 0 0 1 8 0v3"/>'
    ),
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "tick": '<path d="m4 12.5 5 5L20 6.5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "hidden": (
        '<path d="M3 3l18 18M10 6.3A9.5 9.5 0 0 1 12 6c5 0 8 4 9 6-.4.9-1.3 2.2-2.6 3.4'
        'M6.5 8C4.7 9.3 3.5 11 3 12c1 2 4 6 9 6 1.3 0 2.5-.3 3.5-.7"/>'
    ),
    "paper": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 2.5-6 6-6s6 2 6 6"/>'
        '<path d="M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.3.7 3.5 2.5 3.5 5.5"/>'
    ),
    "place": (
        '<path d="M12 21c-4-5-6.5-8-6.5-11.5a6.5 6.5 0 0 1 13 0'
        'C18.5 13 16 16 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>'
    ),
    "warning": '<path d="M12 4 2.5 20h19z"/><path d="M12 10v5M12 17.5v.1"/>',
    "globe": (
        '<circle cx="12" cy="12" r="9"/><path d="M3 12h18"/>'
        '<path d="M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/>'
    ),
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
}
MIRRORED = {"arrow"}  # what points along the line of reading turns with it


def svg(name: str) -> str:
    """The drawing alone; the words stand next to it."""
    turn = " cp-mirror" if name in MIRRORED else ""
    return (
        f'<svg class="cp-icon{turn}" viewBox="0 0 24 24" aria-hidden="true">'
        f"{ICONS[name]}</svg>"
    )
