class Settings:
    WORD = "Hello"
