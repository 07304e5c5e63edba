"""What is wrong with the words of a command is said in one line, in the terminal's language, with exit code 2."""

import json

import pytest

pytestmark = pytest.mark.details

WRONG = [
    (("centre", "enrol", "--data", "D"), "--person is missing", "缺少选项 --person"),
    (("centre", "add-district", "--data", "D"), "CODE is missing", "缺少参数 CODE"),
    (("centre", "key", "--data", "D", "--make-now"), "no option --make-now here. Did you mean --make-new", "没有选项 --make-now"),
    (("--nowhere",), "no option --nowhere", "没有选项 --nowhere"),
    (("centr",), 'no command "centr" here. Did you mean centre', "没有命令“centr”"),
    (("centre", "serve", "--data"), "--data needs a value", "选项 --data 后面要写一个值"),
    (
        ("centre", "serve", "--data", "D", "--port", "x"),
        "--port does not fit: it has to be a number from 0",
        "--port 的值不对",
    ),
    (("centre", "import", "officer", "F", "--data", "D"), "one of compounds, officers", "只能是"),
    (("centre", "export-record", "x", "--data", "D", "--out", "O"), "an id", "应为编号"),
    (("checklist", "validate", "/nowhere.json"), "no such file", "没有这个文件"),
]


@pytest.mark.details
@pytest.mark.parametrize(("arguments", "english", "chinese"), WRONG)
def test_the_usual_mistakes_are_said_in_the_terminals_language(suicha, sentence_of, arguments, english, chinese):
    for language, words in (("en", english), ("zh-CN", chinese)):
        done = suicha(*arguments, language=language)
        assert done.returncode == 2
        said = sentence_of(done)
        assert words in said
        assert "--help`" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("rescue", "export", "--data", "/tmp", "--out", "/tmp"),
        ("centre", "key", "--data", "D", "--out", "/tmp"),
        ("centre", "export", "officers", "/tmp", "--data", "D"),
        ("centre", "import", "officers", "/tmp", "--data", "D"),
        ("checklist", "validate", "/tmp"),
    ],
)
def test_a_folder_where_a_file_is_meant_is_called_a_folder(suicha, sentence_of, arguments):
    for language, words in (("en", "is a folder; name a file in it"), ("zh-CN", "这是文件夹")):
        done = suicha(*arguments, language=language)
        assert done.returncode == 2
        assert words in sentence_of(done)


def test_a_fleet_without_a_centre_does_not_pass_over_where_that_should_be(suicha, sentence_of, tmp_path):
    for option in (("--data", tmp_path), ("--database-url", "postgresql+psycopg://h/d")):
        done = suicha("fleet", *option)
        assert done.returncode == 2
        assert "--centre" in sentence_of(done)


@pytest.mark.details
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--district", "NOWHERE"), "no district with the code NOWHERE"),
        ((), "at least one district"),
        (("--district", "JS", "--pin", "1"), "a PIN has 4 to 8 digits"),
        (("--district", "JS", "--password", "x"), "fewer than 8 characters"),
        (("--district", "JS", "--password", "zhou2026"), "own name"),
    ],
)
def test_a_user_who_cannot_be_added_is_told_why_and_nothing_of_them_stays(suicha, sentence_of, data, options, words):
    password = () if "--password" in options else ("--password", "a long secret")
    done = suicha("centre", "add-user", "zhouzhou", "--data", data, "--name", "zhou", *options, *password)
    assert done.returncode == 1
    assert words in sentence_of(done)
    assert "zhou" in sentence_of(suicha("centre", "enrol", "--data", data, "--person", "zhou"))


@pytest.mark.parametrize(
    ("login", "name", "words"),
    [
        ("", "周", "a login is"),
        ("  ", "周", "a login is"),
        ("zh\tou", "周", "a login is"),
        ("z" * 300, "周", "a login is"),
        ("zhou", "", "a name is"),
        ("zhou", " ", "a name is"),
        ("zhou", "周\n周", "a name is"),
        ("zhou", "周" * 300, "a name is"),
    ],
)
def test_what_can_be_no_login_or_no_name_is_refused(suicha, sentence_of, data, login, name, words):
    options = ("--data", data, "--name", name, "--role", "administrator", "--password", "a long secret")
    done = suicha("centre", "add-user", login, *options)
    assert done.returncode == 1
    assert words in sentence_of(done)


def test_a_login_that_differs_from_another_in_its_case_alone_is_taken(suicha, sentence_of, data):
    options = ("--data", data, "--name", "周", "--role", "administrator", "--password", "a long secret")
    for first, second in (("Zhou", "zhou"), ("li", "LI")):
        assert suicha("centre", "add-user", first, *options).returncode == 0
        assert first in sentence_of(suicha("centre", "add-user", second, *options))


@pytest.mark.details
def test_of_two_people_of_one_name_the_number_says_who_is_meant(suicha, sentence_of, data):
    numbers = []
    for login in ("first", "second"):
        options = ("--data", data, "--name", "同名", "--role", "administrator", "--password", "a long secret")
        assert suicha("centre", "add-user", login, *options).returncode == 0
    done = suicha("centre", "enrol", "--data", data, "--person", "同名")
    assert done.returncode == 1
    said = sentence_of(done)
    numbers = [word.strip(";. ") for word in said.partition("nothing was done: ")[2].split(" ")[:2]]
    assert said.startswith("2 people")
    assert len(set(numbers)) == 2
    assert all(suicha("centre", "enrol", "--data", data, "--person", number).returncode == 0 for number in numbers)


@pytest.mark.parametrize(
    "arguments",
    [
        ("centre", "add-user", "zhou", "--data", "D", "--name", "周", "--role", "administrator"),
        ("rescue", "import", __file__, "--centre", "http://127.0.0.1:9", "--user", "zhou"),
    ],
)
def test_where_nobody_answers_a_question_the_option_that_does_is_named(installed, tmp_path, arguments):
    arguments = tuple(str(tmp_path / "centre") if word == "D" else word for word in arguments)
    for language, words in (("en", "was not entered"), ("zh-CN", "没有填写")):
        done = installed(*arguments, "--json", language=language)
        said = json.loads(done.stdout)["error"]["message"]
        assert done.returncode == 2
        assert words in said
        assert "--password" in said
        assert "SUICHA_PASSWORD" in said
        assert "Aborted" not in done.stderr
        assert done.stdout.count("\n") == 1
    assert not (tmp_path / "centre").exists()


def test_an_address_in_a_ticket_is_read_as_tablets_read_it(suicha, sentence_of, data):
    done = suicha("centre", "enrol", "--data", data, "--person", "张喆", "--url", "192.168.1.20:8000/console/")
    assert "http://192.168.1.20:8000/enrol?code=" in done.stdout
    refused = suicha("centre", "enrol", "--data", data, "--person", "张喆", "--url", "http://centre example")
    assert refused.returncode == 1
    assert "is not the address of a centre" in sentence_of(refused)


def test_a_demo_with_one_port_for_two_begins_nothing(suicha, sentence_of, tmp_path, port):
    done = suicha("demo", "--data", tmp_path / "demo", "--port", port, "--tablet-port", port, "--no-browser")
    assert done.returncode == 2
    assert f"cannot both have port {port}" in sentence_of(done)
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("name", ["centre.db", "centre-key.pem"])
def test_a_tablet_writes_nothing_into_the_folder_of_a_centre(suicha, sentence_of, tmp_path, name):
    (tmp_path / name).touch()
    done = suicha("tablet", "--data", tmp_path, "--port", 0, "--centre", "no address", "--no-browser")
    assert done.returncode == 2
    assert "holds a centre" in sentence_of(done)
    assert [path.name for path in tmp_path.iterdir()] == [name]
