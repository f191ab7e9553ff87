"""``storymap completion``: what a shell runs to complete commands, options and files."""

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.option("--name", default="storymap", show_default=True, help="The program's name: geostorymap")
@click.pass_context
def completion(context: click.Context, shell: str, name: str) -> None:
    """Print the script that completes commands, options and formats in a shell.

    \b
    storymap completion bash >> ~/.bashrc
    storymap completion zsh >> ~/.zshrc
    storymap completion fish > ~/.config/fish/completions/storymap.fish
    """  # noqa: D301 - click's mark, a backspace
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"click knows no completion for {shell}")
    variable = f"_{name.replace('-', '_').upper()}_COMPLETE"
    script = kind(context.find_root().command, {}, name, variable)
    click.echo(
        script.source_template % script.source_vars()
    )  # its source() would first look at the shell here
