import re
import shutil
import subprocess
from pathlib import Path

import pytest

from storymap.page.assets import leaflet_css, leaflet_js, web_file, web_names
from storymap.page.modules import join_modules

WEB_TESTS = Path(__file__).parents[2] / "web"


def joined(**modules: str) -> str:
    return join_modules("main.js", lambda name: modules[name.removesuffix(".js")])


def node() -> str:
    program = shutil.which("node")
    assert program, "the tests of the page's scripts need Node.js: apt-get install nodejs"
    return program


def test_a_module_comes_after_all_that_it_needs():
    script = joined(
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\na(b);\n',
        a='import { b } from "./b.js";\nexport const a = (x) => x + b;\n',
        b="export const b = 1;\n",
    )

    assert script == '(() => {\n"use strict";\nconst b = 1;\n\nconst a = (x) => x + b;\n\na(b);\n})();\n'


def test_comments_do_not_weigh_on_the_page():
    assert "//" not in joined(main="// Why.\nconst a = 1;\n  // How.\n")
    assert 'a = "// text"' in joined(main='const a = "// text";\n')


def test_an_import_may_take_several_lines():
    script = joined(main='import {\n  a,\n  b,\n} from "./a.js";\na(b);\n', a="export const a = 1, b = 2;\n")

    assert "import" not in script
    assert "export" not in script


def test_modules_that_need_each_other_are_an_error():
    with pytest.raises(ValueError, match=r"circle: main\.js → a\.js → main\.js"):
        joined(main='import { a } from "./a.js";\n', a='import { b } from "./main.js";\n')


@pytest.mark.parametrize(
    "line", ['import "./a.js";', 'import a from "./a.js";', "export default 1;", "export { a };"]
)
def test_a_form_that_cannot_be_joined_is_an_error(line):
    with pytest.raises(ValueError, match="cannot be joined"):
        joined(main=f"{line}\n", a="")


def test_a_name_that_two_modules_declare_is_an_error():
    with pytest.raises(ValueError, match=r"twice is declared in a\.js and in main\.js"):
        joined(
            main='import { a } from "./a.js";\nfunction twice() {}\n',
            a="export const a = 1;\nconst twice = 2;\n",
        )


def test_the_page_s_script_holds_every_module_and_is_a_valid_script(tmp_path):
    script = join_modules("main.js", lambda name: web_file(f"js/{name}"))
    (tmp_path / "joined.cjs").write_text(script, encoding="utf-8")

    done = subprocess.run(
        [node(), "--check", tmp_path / "joined.cjs"], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    for name in set(web_names("js")) - {"folium-layers.js", "early.js"}:
        names = re.findall(r"^export (?:function|const) (\w+)", web_file(f"js/{name}"), re.MULTILINE)
        assert all(re.search(rf"\b(?:function|const) {each}\b", script) for each in names), name


def test_the_scripts_pure_parts_pass_their_own_tests():
    done = subprocess.run([node(), "--test", WEB_TESTS], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert re.search(r"^(?:#|ℹ) pass [1-9]", done.stdout, re.MULTILINE)


def test_no_script_writes_html_from_text():
    for name in web_names("js"):
        assert not re.search(
            r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(", web_file(f"js/{name}")
        ), name


def test_leaflet_brings_its_licence():
    assert "Redistributions in binary form must reproduce" in leaflet_js()


def test_leaflet_asks_for_nothing():
    assert "url(" not in leaflet_css()
    assert "sourceMappingURL" not in leaflet_js()
    assert "</script" not in leaflet_js().lower()
