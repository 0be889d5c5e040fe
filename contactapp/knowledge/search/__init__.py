"""Dutch full-text search in memory: typed words in, FAQs in order of likelihood out."""

from contactapp.knowledge.search.document import Document
from contactapp.knowledge.search.glossary import Glossary
from contactapp.knowledge.search.index import Index
from contactapp.knowledge.search.ranking import Hit, Searcher
from contactapp.knowledge.search.weights import Weights

__all__ = ["Document", "Glossary", "Hit", "Index", "Searcher", "Weights"]
