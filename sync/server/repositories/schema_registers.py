"""The tables of registers: who and what there is, and which tablets; ``schema`` gives them on with all others.

What comes and goes as files is kept in the texts of ``sync/domain/registers/columns.py``; ``people.certificate`` is an officer's
certificate, or an expert's number.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, PrimaryKeyConstraint, Text

from sync.server.repositories.columns import Count, Flag, Id, Moment
from sync.server.repositories.tables import new_table, text_column

districts = new_table(
    "districts",
    Column("code", Text, primary_key=True),
    text_column("name_zh"),
    text_column("name_en"),
    Column("position", Count, nullable=False),
)
enterprises = new_table("enterprises", Column("id", Id, primary_key=True), text_column("name"), text_column("credit_code"))
compounds = new_table(
    "compounds",
    Column("id", Id, primary_key=True),
    Column("district", Text, ForeignKey("districts.code"), nullable=False),
    Column("enterprise_id", Id, ForeignKey("enterprises.id"), nullable=False),
    text_column("name"),
    text_column("address"),
    text_column("grade"),
    text_column("code"),
    text_column("kind"),
    text_column("marks"),
    text_column("latitude"),
    text_column("longitude"),
    Column("active", Flag, nullable=False),
    Index("compounds_by_code", "code", unique=True),
)
people = new_table(
    "people",
    Column("id", Id, primary_key=True),
    text_column("name"),
    Column("duty", Text),
    Column("home_district", Text, ForeignKey("districts.code")),
    text_column("certificate"),
    Column("pin_verifier", Text),
    Column("active", Flag, nullable=False),
    text_column("department"),
    Column("checked", Flag, nullable=False),
    Column("temporary", Flag, nullable=False),
    text_column("valid_from"),
    text_column("valid_until"),
    text_column("qualifications"),
)
register_acts = new_table(
    "register_acts",
    Column("number", Count, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Id, ForeignKey("people.id")),
    text_column("register"),
    Column("subject", Id, nullable=False),
    text_column("key"),
    Column("before", Text),
    text_column("after"),
    Column("file_name", Text),
    Column("file_sha256", Text),
    Index("register_acts_by_subject", "subject", "number"),
)
accounts = new_table(
    "accounts",
    Column("login", Text, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("role", Text, CheckConstraint("role IN ('inspector', 'supervisor', 'administrator')", name="role"), nullable=False),
    text_column("password_hash"),
    Column("wrong_tries", Count, nullable=False),
    Column("wrong_at", Moment),
)
account_districts = new_table(
    "account_districts",
    Column("login", Text, ForeignKey("accounts.login"), nullable=False),
    Column("district", Text, ForeignKey("districts.code"), nullable=False),
    PrimaryKeyConstraint("login", "district"),
)
sessions = new_table(
    "sessions",
    Column("token_hash", Text, primary_key=True),
    Column("login", Text, ForeignKey("accounts.login"), nullable=False),
    Column("expires_at", Moment, nullable=False),
)
devices = new_table(
    "devices",
    Column("id", Id, primary_key=True),
    text_column("name"),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("enrolled_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("contact_at", Moment),
    Column("report", Text),
    Column("skew_seconds", Count),
    Column("cut_off_at", Moment),
    Column("revoked_by", Id),
    Column("revoked_why", Text),
    Column("set_back_at", Moment),
)
device_people = new_table(
    "device_people",
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    PrimaryKeyConstraint("device_id", "person_id"),
)
enrolment_codes = new_table(
    "enrolment_codes",
    Column("code_hash", Text, primary_key=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)
enrolment_people = new_table(
    "enrolment_people",
    Column("code_hash", Text, ForeignKey("enrolment_codes.code_hash"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    PrimaryKeyConstraint("code_hash", "person_id"),
)
