from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column, validates
from werkzeug.security import generate_password_hash

db = SQLAlchemy()


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="member")
    password_hash: Mapped[str | None]

    @validates("email")
    def lower_case(self, _key, email):
        return email.lower()

    def set_password(self, password):
        self.password_hash = generate_password_hash(password, "pbkdf2:sha256:1000")


def find(email):
    return db.session.execute(db.select(User).filter_by(email=email.lower())).scalar()
