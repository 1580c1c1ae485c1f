"""Merchants' own files in the knowledge base: add, list, remove, bring back."""

from tools.documents.adding import AddDocument, RestoreDocument
from tools.documents.listing import ListDocuments
from tools.documents.removing import RemoveDocument

__all__ = ["AddDocument", "ListDocuments", "RemoveDocument", "RestoreDocument"]
