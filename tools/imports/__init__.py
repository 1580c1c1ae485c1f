"""A real shop's exports (XLSX, CSV): read, matched to our fields, confirmed in the chat, imported, taken back."""

from tools.imports.digest import Tables
from tools.imports.importing import ImportFile, TakeBackImport

__all__ = ["ImportFile", "Tables", "TakeBackImport"]
