"""Files for other programs: GIS layers, tables, a workbook, a database."""
