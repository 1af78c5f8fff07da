"""A real browser without a window, for pages that have a script: Chromium, driven by Selenium."""

from __future__ import annotations

import base64
import json
import shutil
from typing import TYPE_CHECKING, Any

from processes import descendants, described, reap_orphans, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

NAMES = ("chromium", "google-chrome", "chromium-browser")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # the pages are our own, and some machines let nobody have the browser's
    "--disable-dev-shm-usage",  # small in containers
    "--disable-background-networking",
    "--window-size=1280,900",
)
PATIENCE = 120.0


def missing() -> str:
    """Return what there is none of, of what a test in a browser needs, or nothing."""
    try:
        import selenium  # noqa: F401, PLC0415
    except ImportError:
        return "There is no selenium: make venv-dev"
    found = [any(map(shutil.which, NAMES)), shutil.which("chromedriver")]
    return "" if all(found) else "There is no browser: apt-get install chromium chromium-driver"


class Browser:
    """One browser with one page, and all that it asked for or complained of."""

    def __init__(self) -> None:
        """Start it."""
        from selenium import webdriver  # noqa: PLC0415
        from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

        self._before = descendants()
        options = webdriver.ChromeOptions()
        options.binary_location = next(filter(None, map(shutil.which, NAMES)))
        for argument in ARGUMENTS:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver: Chrome = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(PATIENCE)
        self.driver.set_script_timeout(PATIENCE)

    def close(self) -> None:
        """End it, and wait for the end of its last process."""
        self.driver.quit()
        wait_until(
            lambda: reap_orphans() or not descendants() - self._before,
            f"the browser is still there: {described(descendants() - self._before)}",
        )

    def open(self, path: Path, place: str = "") -> None:
        """Load the page at *path* anew, at a *place* in it."""
        self.driver.get("about:blank")
        self.requests()
        self.complaints()
        self.driver.get(path.as_uri() + place)

    def emulate(self, media: str = "", *, dark: bool = False) -> None:
        """Show pages as on that medium, if one is named, to one who likes them light or dark."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        told = {"media": media, "features": [scheme]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", told)

    def all(self, selector: str) -> list[str]:
        """Return the text that is seen of each element that *selector* matches."""
        code = "return Array.from(document.querySelectorAll(arguments[0]), e => e.innerText.trim())"
        return self.run(code, selector)

    def style(self, selector: str, name: str) -> str:
        """Return the computed value of a property of the first such element."""
        code = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
        return self.run(code, selector, name)

    def run(self, code: str, *arguments: object) -> Any:
        """Run *code* in the page and return what it returns."""
        return self.driver.execute_script(code, *arguments)

    def click(self, selector: str) -> None:
        """Click the first such element where a person would."""
        self.driver.find_element("css selector", selector).click()

    def keys(self, *keys: str) -> None:
        """Press *keys* where the focus is."""
        from selenium.webdriver import ActionChains  # noqa: PLC0415

        ActionChains(self.driver).send_keys(*keys).perform()

    def pdf(self) -> bytes:
        """Return what the printer would get."""
        told = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return base64.b64decode(told["data"])

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the last call."""
        events = [json.loads(entry["message"])["message"]
                  for entry in self.driver.get_log("performance")]  # fmt: skip
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """Return what was written to the console since the last call: errors, violations."""
        return [entry["message"] for entry in self.driver.get_log("browser")]
