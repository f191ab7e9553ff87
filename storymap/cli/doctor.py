"""The command that tells whether the installation is whole."""

import json
from dataclasses import asdict

import click

from storymap.cli.console import console_options
from storymap.doctor import Finding, findings
from storymap.page.visible import visible

_MARKS = {"good": "ok", "note": "--", "bad": "!!"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
@console_options
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Say what is installed and whether it is whole.

    Exit status 1 means that something is broken; what mends it stands below it.
    """
    found = list(findings())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            click.echo(visible(_line(finding)))
    context.exit(int(any(finding.state == "bad" for finding in found)))


def _line(finding: Finding) -> str:
    do = f" ({finding.do})" if finding.do else ""
    return f"{_MARKS[finding.state]} {finding.what}: {finding.found}{do}"
