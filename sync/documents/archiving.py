"""What a PDF says of itself to an archive (XMP, ISO 16684-1; PDF/A-2u, ISO 19005-2).

Written here because the library dates it with the present moment, and a document has to come out the same at any time.
"""

from datetime import datetime
from xml.sax.saxutils import escape

_PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<rdf:Description rdf:about="">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>"""


def archive_description(title: str, creator: str, made_at: datetime) -> str:
    """The XMP packet. ``made_at`` is aware."""
    return _PACKET.format(title=escape(title), creator=escape(creator), moment=made_at.isoformat(timespec="seconds"))
