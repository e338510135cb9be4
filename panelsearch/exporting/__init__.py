"""How do passages leave the library? Each with its document, page and very words, in formats that can be checked.

`formats` lists what there is, `writing` writes it, `verification` opens the PDFs again and looks every quotation up.
"""

from panelsearch.exporting.formats import FORMATS
from panelsearch.exporting.writing import export

__all__ = ["FORMATS", "export"]
