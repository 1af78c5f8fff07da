from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Account(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(db.String(254), unique=True, index=True)
    secret: Mapped[str] = mapped_column(db.String(256))

    @property
    def password(self):
        raise AttributeError("A password cannot be read.")

    @password.setter
    def password(self, value):
        self.secret = generate_password_hash(value)

    def has_password(self, value):
        return check_password_hash(self.secret, value)


NOBODY = Account(email="", password="nobody knows")
