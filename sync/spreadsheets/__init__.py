"""Tables of texts as files: CSV and XLSX, read as a person sees them and written so that they can be read again. The only room
that knows openpyxl. A file from anywhere is opened here, so everything has a limit."""
