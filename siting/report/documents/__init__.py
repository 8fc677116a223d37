"""Documents from runs: one content, set as PDF, HTML and DOCX."""
