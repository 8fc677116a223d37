"""The comparison of runs as a picture, a page of text or a workbook."""
